"""A claim as it was written, and the verdict on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

type Printed = str | int
type Given = Printed | tuple[Printed, ...]


class Outcome(StrEnum):
    """What can be said of a claim."""

    HOLDS = "holds"  # the recomputed value, rounded to the digits printed, is the printed one
    WITHIN = "holds within rounding"  # only when the printed precision of the inputs is allowed for
    CONTRADICTS = "contradicts"
    UNREADABLE = "unreadable"  # a figure or date cannot be read without guessing


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of claim is made of, in the order in which people would say it.

    inputs: keys of one figure each.  many: the key of a list, where there is one.  printed: the keys that
    state what the inputs should give; at least `needed` of them are written.  words: keys that are text.
    """

    inputs: tuple[str, ...] = ()
    many: str = ""
    printed: tuple[str, ...] = ()
    needed: int = 1
    words: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Return every key."""
        return (*self.inputs, *((self.many,) if self.many else ()), *self.words, *self.printed)

    @property
    def required(self) -> tuple[str, ...]:
        """Return the keys without which there is no claim."""
        return self.keys if self.needed == len(self.printed) else self.keys[: -len(self.printed)]


KINDS = {
    "ratio": Kind(inputs=("numerator", "denominator"), printed=("percent",)),
    "sum": Kind(many="parts", printed=("total",)),
    "difference": Kind(inputs=("from", "minus"), printed=("result",)),
    "growth": Kind(inputs=("before", "after"), printed=("rise", "percent")),
    "product": Kind(many="factors", printed=("result",)),
    "premium": Kind(inputs=("workers", "months", "monthly"), printed=("total",)),
    "count": Kind(many="items", printed=("stated",)),
    "date": Kind(words=("text",), needed=0),
}
META = ("source", "as_of", "region", "note")
LONGEST_LIST = {"parts": 10_000, "factors": 20, "items": 10_000}


@dataclass(frozen=True, slots=True)
class Claim:
    """One printed claim: its figures as printed, by key, and what is known about where it was printed."""

    id: str
    kind: str
    values: Mapping[str, Given]
    meta: Mapping[str, str] = field(default_factory=dict)

    def one(self, key: str) -> Printed:
        """Return the value of a key that holds one."""
        value = self.values[key]
        if isinstance(value, tuple):
            raise TypeError(f"{key} holds a list")
        return value

    def all(self, key: str) -> tuple[Printed, ...]:
        """Return the values of a key that holds a list."""
        value = self.values[key]
        return value if isinstance(value, tuple) else (value,)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one claim, told in both languages.

    recomputed: what the other figures give, in digits with a decimal point (of a date, the date with its
    weekday); None when nothing can be computed.  Two printed figures (a rise and its percent) give two,
    parted by a semicolon.  meta: source, as_of, region and note as the file has them.
    """

    id: str
    kind: str
    verdict: Outcome
    recomputed: str | None
    message_id: str
    message_en: str
    meta: Mapping[str, str] = field(default_factory=dict)

    def told(self, language: str) -> str:
        """Return the sentence in a language."""
        return self.message_en if language.startswith("en") else self.message_id
