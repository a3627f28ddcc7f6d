"""The exact arithmetic of one criterion: a value to x, a mark to steps of its scale."""

import math
import re
from collections.abc import Iterable
from fractions import Fraction

from paritrana.core.rulebook import Criterion
from paritrana.core.rulebook.model import FULL_X

LONGEST_COUNTS = 1000
_COUNTS = re.compile(r"([0-9]+)/([0-9]+)")


def measure_x(criterion: Criterion, value: str, size: str = "") -> int:
    """Return round_half_even(1,000,000 × the clamped place between the goalposts), 0 to 1,000,000.

    value: a decimal or two counts; size: the entrant's class, which may have its own goalposts and prior.
    """
    ends = criterion.goalposts
    if criterion.goalposts_by_size:
        ends = dict(criterion.goalposts_by_size).get(size, ends)
    if ends is None:
        raise ValueError(f"{criterion.id} has no goalposts")
    (low, low_bottom), (high, high_bottom) = (one.as_integer_ratio() for one in ends)
    number, bottom = _ratio_of(criterion, value, size)
    if criterion.better == "higher":
        place = (number * low_bottom - low * bottom) * high_bottom
    else:
        place = (high * bottom - number * high_bottom) * low_bottom
    whole = (high * low_bottom - low * high_bottom) * bottom
    return _half_even(FULL_X * min(max(place, 0), whole), whole)


def _half_even(top: int, bottom: int) -> int:
    """Return top / bottom, none negative, rounded to the nearest whole number, a half to the even one."""
    whole, rest = divmod(top, bottom)
    return whole + (2 * rest > bottom or (2 * rest == bottom and whole % 2))


def _ratio_of(criterion: Criterion, value: str, size: str) -> tuple[int, int]:
    """Return `number_of` as numerator and denominator, a decimal's not in lowest terms."""
    if "/" in value:
        return number_of(criterion, value, size).as_integer_ratio()
    whole, _, part = value.partition(".")
    return int(whole + part), 10 ** len(part)


def number_of(criterion: Criterion, value: str, size: str) -> Fraction:
    """Return the number a given value stands for: a decimal, or a rate of two counts, shrunken by `small`."""
    if "/" not in value:
        return Fraction(value)
    counts = counts_of(value)
    if counts is None:
        raise ValueError(f"{value} is not two counts")
    part, whole = counts
    small = criterion.small
    if small and small.rule == "shrink":
        return (part + small.kappa * small.prior_of(size)) / (whole + small.kappa)
    return Fraction(part, whole)


def summed(ratios: Iterable[tuple[int, int]]) -> Fraction:
    """Return the sum of numerators over denominators, brought to lowest terms once and not at each step."""
    parts = list(ratios)
    common = math.lcm(*(bottom for _, bottom in parts))
    return Fraction(sum(top * (common // bottom) for top, bottom in parts), common)


def counts_of(value: str) -> tuple[int, int] | None:
    """Return the two counts of a value such as 27752/40000; None for another text, or a whole of 0."""
    found = _COUNTS.fullmatch(value) if len(value) <= LONGEST_COUNTS else None
    counts = (int(found[1]), int(found[2])) if found else (0, 0)
    return counts if counts[1] else None


def is_given(criterion: Criterion, value: str | None) -> bool:
    """Say whether a value counts as given: it is not empty, and not a rate of too few (`small`)."""
    if value and criterion.small and criterion.small.rule == "missing":
        counts = counts_of(value)
        return counts is None or counts[1] >= criterion.small.below
    return bool(value)


def mark_steps(criterion: Criterion, mark: str) -> int | None:
    """Return how many steps a mark lies above the scale's lower end; None when it is off the scale."""
    if criterion.scale is None:
        return None
    low, high = criterion.scale
    steps = (Fraction(mark) - low) / criterion.step
    if steps.denominator != 1 or not 0 <= steps <= criterion.steps or Fraction(mark) > high:
        return None
    return int(steps)


def median(numbers: list[int]) -> Fraction:
    """Return the exact median, the mean of the middle two when even; 0 of none."""
    if not numbers:
        return Fraction(0)
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return Fraction(
        ordered[half] if len(ordered) % 2 else ordered[half - 1] + ordered[half], 2 - len(ordered) % 2
    )
