"""One figure of a table, and what tells it from all others."""

from dataclasses import dataclass

type Key = tuple[str, int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure before it is written. units: how many of the numerator make one (1, or 10^6 for shares)."""

    level: str
    region: int
    by: tuple[str, ...]
    numerator: int
    denominator: int | None
    persons: int
    units: int = 1

    @property
    def key(self) -> Key:
        """Return what tells this cell from all others of its table."""
        return self.level, self.region, self.by
