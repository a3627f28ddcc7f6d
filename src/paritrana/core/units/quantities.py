"""Period, rate, points and rupiah: exact, immutable, comparable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The judged days, both ends included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"the period ends ({self.end}) before it starts ({self.start})")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        """Return how many days it holds, at least one."""
        return (self.end - self.start).days + 1

    @property
    def months(self) -> tuple[tuple[int, int], ...]:
        """Return every calendar month it touches, as (year, month)."""
        first, last = (
            self.start.year * 12 + self.start.month - 1,
            self.end.year * 12 + self.end.month - 1,
        )
        return tuple((number // 12, number % 12 + 1) for number in range(first, last + 1))


@dataclass(frozen=True, slots=True)
class Rate:
    """A share kept as its two counts: `part` of `whole`, exact and from 0, never a stored percent.

    Counts are whole, but for person-months that several payers share.
    """

    part: int | Fraction
    whole: int | Fraction

    def __post_init__(self) -> None:
        if self.part < 0 or self.whole < 0:
            raise ValueError("the counts of a rate are not negative")

    @property
    def share(self) -> Fraction | None:
        """Return part over whole, exactly; None when the whole is nothing. It may exceed 1."""
        return Fraction(self.part, self.whole) if self.whole else None

    def __add__(self, other: Rate) -> Rate:
        """Return the rate of both groups together: the counts are added, never the percents."""
        return Rate(self.part + other.part, self.whole + other.whole)


@dataclass(frozen=True, slots=True, order=True)
class Points:
    """Points on 0 to 100, exact; shown with two decimals, half up."""

    exact: Fraction

    @property
    def hundredths(self) -> int:
        """Return the shown value as whole hundredths of a point, half up."""
        top, bottom = self.exact.as_integer_ratio()
        return (200 * top + bottom) // (2 * bottom)

    @property
    def shown(self) -> str:
        """Return two decimals with a point, as files carry it: ``82.35``."""
        sign, value = ("-", -self.hundredths) if self.hundredths < 0 else ("", self.hundredths)
        return f"{sign}{value // 100}.{value % 100:02d}"

    @property
    def ratio(self) -> str:
        """Return ``numerator/denominator`` in lowest terms; whole numbers as ``n/1``."""
        return f"{self.exact.numerator}/{self.exact.denominator}"


@dataclass(frozen=True, slots=True, order=True)
class Rupiah:
    """An amount of money in whole rupiah; may be negative."""

    amount: int

    def __add__(self, other: Rupiah) -> Rupiah:
        return Rupiah(self.amount + other.amount)

    def __sub__(self, other: Rupiah) -> Rupiah:
        return Rupiah(self.amount - other.amount)

    def __mul__(self, times: int) -> Rupiah:
        return Rupiah(self.amount * times)

    def __str__(self) -> str:
        return f"Rp{self.amount:,}".replace(",", ".").replace("Rp-", "-Rp")
