"""The exact arithmetic of one criterion: a value to x, a mark to steps of its scale."""

from fractions import Fraction

from paritrana.core.rulebook import Criterion
from paritrana.core.rulebook.model import FULL_X


def measure_x(criterion: Criterion, value: str) -> int:
    """Return round_half_even(1,000,000 × the clamped place between the goalposts), 0 to 1,000,000."""
    if criterion.goalposts is None:
        raise ValueError(f"{criterion.id} has no goalposts")
    low, high = criterion.goalposts
    number = Fraction(value)
    place = (number - low) if criterion.better == "higher" else (high - number)
    return round(FULL_X * min(max(place / (high - low), Fraction(0)), Fraction(1)))


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
