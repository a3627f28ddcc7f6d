"""Where a region stands, where it wants to be, and how many workers lie between.

Two official indicators have different denominators: UCJ counts active members over workers without civil
servants and soldiers, the RPJMN another base.  A region may count by a base of its own, say the workers it
agreed to protect.  A figure and a target of two indicators are never compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files

from paritrana.core.programmes.reading import ID, PERCENT, WHOLE, Source, Table, several, word
from paritrana.core.programmes.wording import fault
from paritrana.core.units import Rate
from paritrana.errors import DataFaults

FORMAT = "paritrana-targets/1"


class Indicator(StrEnum):
    """Which measure a figure or a target belongs to: an official one, or a base that a region names."""

    UCJ = "ucj"
    RPJMN = "rpjmn"
    OWN = "own"  # has no official target


@dataclass(frozen=True, slots=True)
class Standing:
    """Two counts of one region on one day, under one indicator."""

    indicator: Indicator
    covered: int
    workers: int
    as_of: date
    source: str

    def __post_init__(self) -> None:
        if self.covered < 0 or self.workers < 1:
            raise ValueError("there is at least one worker, and no count is negative")

    @property
    def rate(self) -> Rate:
        """Return covered over workers."""
        return Rate(self.covered, self.workers)

    def points(self, workers: int) -> Fraction:
        """Return by how many percentage points so many more covered workers raise the rate, exactly."""
        return Fraction(100 * workers, self.workers)


@dataclass(frozen=True, slots=True)
class Target:
    """A share to reach in a year, under one indicator; an own target has the id ``own`` and no source."""

    id: str
    indicator: Indicator
    year: int
    share: Fraction
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise ValueError("a target is a share above 0, at most 1")


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between: the fewest more workers whose cover reaches the target, and the missing points."""

    standing: Standing
    target: Target
    workers: int
    points: Fraction

    @property
    def reached(self) -> bool:
        """Say whether the target is reached already."""
        return self.workers == 0


def own_target(indicator: Indicator, share: Fraction, year: int) -> Target:
    """Return a target that a region set itself."""
    return Target("own", indicator, year, share)


def gap(standing: Standing, target: Target) -> Gap:
    """Return the gap; raises DataFaults ``plan.mixed`` when figure and target belong to two indicators."""
    if standing.indicator is not target.indicator:
        raise DataFaults([fault("plan.mixed", figure=standing.indicator, target=target.indicator)])
    wanted = target.share * standing.workers
    fewest = -((-wanted.numerator) // wanted.denominator)
    missing = 100 * target.share - standing.points(standing.covered)
    return Gap(standing, target, max(0, fewest - standing.covered), max(Fraction(0), missing))


_TARGET = {"id": ID, "indicator": word(Indicator), "year": WHOLE, "percent": PERCENT, "sources": several(ID)}


def read_targets(data: bytes, *, name: str = "targets.toml") -> tuple[Target, ...]:
    """Return the targets of a TOML text; raises DataFaults with every fault and its line."""
    table = Table.parse(data, name=name, format=FORMAT)
    table.top({}, lists=("source", "target"))
    sources = table.sources()
    ids: dict[tuple[Indicator, int], str] = {}
    found: list[Target] = []
    for path, row in table.rows("target", _TARGET):
        key, before = (row["indicator"], row["year"]), len(table.faults)
        for one in row["sources"]:
            if one not in sources:
                table.add((*path, "sources"), "table.source", id=one)
        if key in ids:
            table.add(path, "table.overlap", id=row["id"], other=ids[key], month=row["year"])
        ids.setdefault(key, row["id"])
        if len(table.faults) == before:
            known = tuple(sources[one] for one in row["sources"])
            found.append(Target(row["id"], *key, row["percent"] / 100, known))
    table.done()
    return tuple(found)


@cache
def shipped_targets() -> tuple[Target, ...]:
    """Return the official targets that come with paritrana."""
    path = files("paritrana.core.programmes") / "tables" / "targets.toml"
    return read_targets(path.read_bytes())


def official_target(indicator: Indicator, year: int) -> Target | None:
    """Return the official target of a year, None where there is none: nothing is drawn between two years."""
    return next((one for one in shipped_targets() if (one.indicator, one.year) == (indicator, year)), None)
