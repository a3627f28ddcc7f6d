"""What a printed figure may stand for: a span of exact fractions, and arithmetic on spans. No floats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from paritrana.core.claims.numbers import Figure


@dataclass(frozen=True, slots=True)
class Span:
    """The least, the printed and the greatest value that a figure may stand for, ends included."""

    low: Fraction
    value: Fraction
    high: Fraction

    @classmethod
    def exactly(cls, number: int) -> Span:
        """Return the span of a number that is known."""
        return cls(Fraction(number), Fraction(number), Fraction(number))

    @classmethod
    def of(cls, figure: Figure) -> Span:
        """Return a figure itself when it is exact, else half its last printed place to both sides."""
        half = Fraction(0) if figure.exact else figure.precision / 2
        return cls(figure.value - half, figure.value, figure.value + half)

    @classmethod
    def cell(cls, figure: Figure) -> Span:
        """Return all values that would be printed as the figure, whichever way halves are rounded."""
        half = figure.precision / 2
        return cls(figure.value - half, figure.value, figure.value + half)

    @property
    def is_exact(self) -> bool:
        """Say whether there is only one value."""
        return self.low == self.high

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.value + other.value, self.high + other.high)

    def __sub__(self, other: Span) -> Span:
        return Span(self.low - other.high, self.value - other.value, self.high - other.low)

    def __mul__(self, other: Span) -> Span:
        corners = [one * two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Span(min(corners), self.value * other.value, max(corners))

    def __truediv__(self, other: Span) -> Span:
        """Divide by a span above zero."""
        if other.low <= 0:
            raise ZeroDivisionError("the divisor may be zero or less")
        return self * Span(1 / other.high, 1 / other.value, 1 / other.low)

    def meets(self, other: Span) -> bool:
        """Say whether some value is in both."""
        return self.low <= other.high and other.low <= self.high


def growth_is_possible(
    before: Span, after: Span, *, rise: Span | None = None, percent: Span | None = None
) -> bool:
    """Say whether one pair of values before and after gives both a rise and a percent that were printed.

    For a value b before, the one after lies between straight lines in b: its own span, b plus the rise, b
    times one and the percent.  Each lower line must pass below each upper one at the same b.  With a percent,
    `before` is above zero.
    """
    lows, highs = [(Fraction(0), after.low)], [(Fraction(0), after.high)]  # (slope, at b = 0)
    if rise:
        lows.append((Fraction(1), rise.low))
        highs.append((Fraction(1), rise.high))
    if percent:
        lows.append((1 + percent.low / 100, Fraction(0)))
        highs.append((1 + percent.high / 100, Fraction(0)))
    least, most = before.low, before.high
    for low_slope, low_at in lows:
        for high_slope, high_at in highs:
            slope, gap = low_slope - high_slope, high_at - low_at  # slope * b <= gap
            if slope > 0:
                most = min(most, gap / slope)
            elif slope < 0:
                least = max(least, gap / slope)
            elif gap < 0:
                return False
    return least <= most


def total(spans: Iterable[Span]) -> Span:
    """Return the sum of spans."""
    result = Span.exactly(0)
    for span in spans:
        result += span
    return result
