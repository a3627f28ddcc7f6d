"""How a changed field is said: risen, fallen, set, lifted, or from one text to another."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from paritrana.core.rulebook.model import Text
from paritrana.core.rulebook.words import Pair, Words

type Row = tuple[str, Pair, Any, Any, Callable[[Any], str]]


def both[Thing, Value](old: Thing, new: Thing, take: Callable[[Thing], Value]) -> tuple[Value, Value]:
    """Return what is taken of the old and of the new."""
    return take(old), take(new)


class Named(Protocol):
    """Anything with an id and a title."""

    @property
    def id(self) -> str:
        """Return its id."""

    @property
    def title(self) -> Text:
        """Return its title."""


@dataclass(frozen=True, slots=True)
class Said:
    """One change in one language."""

    category: str
    stage: str
    code: str
    text: str


def field_changes(rows: Iterable[Row], words: Words, category: str, stage: str, what: str) -> Iterator[Said]:
    """Yield a sentence for every row that changed: name, what it is called, before, after, how told."""
    for name, called, old, new, show in rows:
        if old != new:
            text = (
                _titles(called, old, new, words)
                if isinstance(old, dict) and isinstance(new, dict)
                else _moved(words.of(called), old, new, show, words)
            )
            yield Said(category, stage, f"{what}.{name}", text)


def _moved(called: str, old: Any, new: Any, show: Callable[[Any], str], words: Words) -> str:
    if old is None:
        return words.say(
            "{called} is set: {new}.", "{called} ditetapkan: {new}.", called=called, new=show(new)
        )
    if new is None:
        return words.say(
            "{called} no longer holds; it was {old}.",
            "{called} tidak berlaku lagi; semula {old}.",
            called=called,
            old=show(old),
        )
    facts = {"called": called, "old": show(old), "new": show(new)}
    if all(isinstance(one, int | Fraction) and not isinstance(one, bool) for one in (old, new)):
        if new > old:
            return words.say(
                "{called} rises from {old} to {new}.", "{called} naik dari {old} menjadi {new}.", **facts
            )
        return words.say(
            "{called} falls from {old} to {new}.", "{called} turun dari {old} menjadi {new}.", **facts
        )
    return words.say(
        "{called} changes. Before: {old}. Now: {new}.",
        "{called} berubah. Semula: {old}. Sekarang: {new}.",
        **facts,
    )


def _titles(called: Pair, old: Text, new: Text, words: Words) -> str:
    before, after = old[words.lang], new[words.lang]
    if before != after:
        return _moved(words.of(called), f"“{before}”", f"“{after}”", str, words)
    other = words.say("Indonesian", "Inggris")
    return words.say(
        "{called} changes in its {other} wording only.",
        "{called} berubah hanya dalam bahasa {other}.",
        called=words.of(called),
        other=other,
    )


def ordered(
    old: Sequence[Named],
    new: Sequence[Named],
    words: Words,
    category: str,
    stage: str,
    called: Pair,
    *,
    code: str = "",
) -> Iterator[Said]:
    """Yield one sentence when what both have stands in another order."""
    before, after = [one.id for one in old], [one.id for one in new]
    if [one for one in before if one in after] == [one for one in after if one in before]:
        return
    listed = words.listed([words.quoted(one.title, one.id) for one in new])
    text = words.say(
        "{called} is now: {listed}.", "{called} sekarang: {listed}.", called=words.of(called), listed=listed
    )
    yield Said(category, stage, code or f"{called[0].split()[-1]}.order", text)
