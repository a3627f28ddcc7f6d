"""The errors of paritrana: a stable code and safe facts, never a sentence for the screen.

    ParitranaError          500  our own fault, or a kind not named below
    ├─ BadInput             422  what was given cannot be used as it is
    │  └─ DataFaults        422  many faults of one or more files, gathered and told at once
    ├─ NotPermitted         403  this person may not do this here
    ├─ NotFound             404  there is no such thing, or it is not for this person to see
    └─ RuleRefused          409  allowed in general, but a rule stands against it now

The code is a lower-case word with dots or underscores (``quota.full``); pages translate it.
The facts are shown to people and written to logs, so they hold no secrets and no personal data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


class ParitranaError(Exception):
    """What the caller should hear about: ``code`` (stable), ``facts`` (safe to show), ``status`` (HTTP)."""

    status: int = 500

    def __init__(self, code: str, /, **facts: object) -> None:
        self.code = code
        self.facts: dict[str, object] = facts
        super().__init__(code)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({told})" if told else self.code

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), dict(self.__dict__), self.args))


def _rebuild(
    kind: type[ParitranaError], state: dict[str, object], args: tuple[object, ...]
) -> ParitranaError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error


class BadInput(ParitranaError):
    """What was given cannot be used as it is; the giver can mend it."""

    status = 422


class NotPermitted(ParitranaError):
    """This person may not do this here; the facts may say whom to ask."""

    status = 403


class NotFound(ParitranaError):
    """There is no such thing, or it is not for this person to see (the two are told alike)."""

    status = 404


class RuleRefused(ParitranaError):
    """A rule stands against the act as things are now; the facts name the rule."""

    status = 409


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of a file: where (1-based line, 0 for the file as a whole), code, sentence and cure.

    Sentence and cure are English; `indonesian` may hold the same two for the pages.
    """

    line: int
    code: str
    sentence: str
    cure: str = ""
    file: str = ""
    indonesian: tuple[str, str] = field(default=("", ""), compare=False, repr=False)

    def told(self, language: str) -> tuple[str, str]:
        """Return sentence and cure in ``id`` where they were given, else in English."""
        if language.startswith("id") and self.indonesian[0]:
            return self.indonesian
        return self.sentence, self.cure

    def __str__(self) -> str:
        """``FILE:LINE: code: sentence; cure``, the form in which every command reports."""
        place = f"{self.file}:{self.line}: " if self.file else f"{self.line}: "
        cure = f"; {self.cure}" if self.cure else ""
        return f"{place}{self.code}: {self.sentence}{cure}"


class DataFaults(BadInput):
    """Every fault of what was read, told at once in ``faults``, in the order of file and line."""

    def __init__(self, faults: Sequence[Fault], code: str = "data.faults") -> None:
        self.faults: list[Fault] = list(faults)
        super().__init__(code, count=len(self.faults))

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults) or self.code


def allows(check: Callable[..., object], *args: object, **kwargs: object) -> bool:
    """Turn a check that refuses by raising into yes or no, for deciding what a page shows."""
    try:
        check(*args, **kwargs)
    except (NotPermitted, RuleRefused, NotFound):
        return False
    return True
