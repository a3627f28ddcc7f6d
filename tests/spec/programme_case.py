"""One rule of the protection programme as a small table, run as a test and printed in the docs."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class ProgrammeCase:
    """A small table: the columns that go in, those that come out, and rows written ``in, in | out, out``."""

    title: str
    explanation: str
    into: tuple[str, ...]
    out: tuple[str, ...]
    answer: Callable[..., tuple[object, ...]]
    rows: tuple[str, ...]

    def read(self) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Return each row as what goes in and what shall come out."""
        pairs = (row.split("|") for row in self.rows)
        return [(_cells(given), _cells(wanted)) for given, wanted in pairs]

    def answered(self, given: tuple[str, ...]) -> tuple[str, ...]:
        """Return what comes out for one row."""
        return tuple(map(str, self.answer(*given)))


def _cells(text: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in text.split(","))
