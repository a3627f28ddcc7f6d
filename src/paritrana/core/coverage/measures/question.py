"""What is asked of a lake, and the tables that can answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from paritrana.core.coverage.bits import until
from paritrana.core.coverage.restating import moved
from paritrana.core.coverage.rollups import LEVELS
from paritrana.core.engines import Engine
from paritrana.core.rolls.lake import Lake


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a lake: a year, perhaps one month of it (0 to 11), a level and columns to split by.

    last: the last month of the year that counts, -1 when the whole year lies ahead. hiding: the persons
    behind each figure are wanted, to hide small cells. moves: old and new codes, to restate on today's.
    """

    lake: Lake
    engine: Engine
    year: int
    month: int | None
    level: str
    by: tuple[str, ...]
    last: int
    grace: int = 0
    hiding: bool = False
    moves: Any | None = None

    @property
    def divisor(self) -> int:
        return LEVELS[self.level]

    @property
    def limit(self) -> int:
        """Return the mask of the months that count."""
        return until(self.last)

    def years(self, year: int) -> Any | None:
        """Return the person-years of a year, None when the lake has none."""
        place = self.lake.path("person_year", str(year))
        return moved(self.engine.table(place), self.moves) if place else None

    def facts(self, month: int) -> Any | None:
        """Return the facts of a month (its whole number), None when the lake has none."""
        place = self.lake.path("coverage_fact", str(month))
        return moved(self.engine.table(place), self.moves) if place else None

    @property
    def counted_months(self) -> list[int]:
        """Return the months asked for that the lake has and that count already."""
        asked = range(12) if self.month is None else (self.month,)
        held = self.lake.manifest.tables.get("coverage_fact", {})
        return [
            self.year * 12 + one for one in asked if one <= self.last and str(self.year * 12 + one) in held
        ]
