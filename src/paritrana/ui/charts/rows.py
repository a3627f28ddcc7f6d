"""What a chart is given: plain rows, rates as two counts; a figure that is not there says why."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from paritrana.core.units import Rate


class Standing(StrEnum):
    """Whether a figure may be drawn."""

    KNOWN = "known"
    SUPPRESSED = "suppressed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figured:
    """A rate that is known, withheld (`suppressed`: too few people) or not there (`rate` None).

    A withheld figure may not come with its counts: what is not here cannot be drawn by mistake.
    """

    rate: Rate | None = None
    suppressed: bool = False

    def __post_init__(self) -> None:
        if self.suppressed and self.rate is not None:
            raise ValueError("a suppressed figure comes without its counts")

    @property
    def standing(self) -> Standing:
        if self.suppressed:
            return Standing.SUPPRESSED
        return Standing.KNOWN if self.rate and self.rate.whole else Standing.MISSING

    @property
    def share(self) -> Fraction | None:
        """Return the exact share where it is known; it may exceed 1."""
        return self.rate.share if self.rate else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRate(Figured):
    """The rate of one region: code as 71 or 71.07."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRate(Figured):
    """The rate of one period: ``2024`` or ``2024-07``."""

    period: str


@dataclass(frozen=True, slots=True)
class Series:
    """One region's rates over time, periods rising; a period may be missing or withheld (the line breaks)."""

    name: str
    points: tuple[PeriodRate, ...]
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Figured):
    """One region's rate beside the share it is to reach (a fraction of 1)."""

    code: str
    name: str
    target: Fraction


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole, as people counted; `count` None when withheld (`suppressed`) or not reported.

    A count may be a fraction (months that several pay for); it is exact here and shown without decimals.
    """

    key: str
    name: str
    count: int | Fraction | None = None
    suppressed: bool = False

    def __post_init__(self) -> None:
        if self.suppressed and self.count is not None:
            raise ValueError("a suppressed figure comes without its count")
        if self.count is not None and self.count < 0:
            raise ValueError("a count is not negative")

    @property
    def standing(self) -> Standing:
        if self.suppressed:
            return Standing.SUPPRESSED
        return Standing.MISSING if self.count is None else Standing.KNOWN


@dataclass(frozen=True, slots=True)
class Stack:
    """One row of a stacked chart; every stack of a chart has the same parts in the same order."""

    name: str
    parts: tuple[Part, ...]
    code: str = ""
