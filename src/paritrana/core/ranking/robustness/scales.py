"""Other ways from values to points: percentile, standard deviations, logarithms for a geometric mean."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from paritrana.core.ranking.robustness.powers import DIGITS
from paritrana.core.rulebook import Criterion
from paritrana.core.rulebook.model import FULL_X
from paritrana.core.scoring.exact import is_given, median, number_of

GOALPOSTS, PERCENTILE, Z = "goalposts", "percentile", "z"
ARITHMETIC, GEOMETRIC, OWN = "arithmetic", "geometric", "own"
DEVIATIONS = 3
FLOOR = FULL_X // 100
GUARD = 1e-4


def scaled(
    criterion: Criterion, texts: Sequence[str], sizes: Sequence[str], scale: str, *, left: int
) -> list[int]:
    """Return the points, 0 to 1,000,000, of a criterion with goalposts, on the scale of those who stand.

    A gap is 0 by `zero`, the median of the given points by `class_median`, `left` by `renormalise`.
    """
    sign = 1 if criterion.better == "higher" else -1
    given = [
        number_of(criterion, text, size) * sign if is_given(criterion, text) else None
        for text, size in zip(texts, sizes, strict=True)
    ]
    known = [number for number in given if number is not None]
    points = dict(zip(known, percentiles(known) if scale == PERCENTILE else deviations(known), strict=True))
    gap = {"renormalise": left, "class_median": round(median([points[one] for one in known]))}
    return [gap.get(criterion.missing, 0) if one is None else points[one] for one in given]


def percentiles(numbers: Sequence[Fraction]) -> list[int]:
    """Return what share of the others each number passes, an equal one counting half; alone, the half."""
    ordered = sorted(numbers)
    others = len(ordered) - 1
    found = []
    for one in numbers:
        below, upto = bisect_left(ordered, one), bisect_right(ordered, one)
        halves = 2 * below + (upto - below - 1)
        found.append(round(Fraction(halves * FULL_X, 2 * others)) if others else FULL_X // 2)
    return found


def deviations(numbers: Sequence[Fraction]) -> list[int]:
    """Return where each number lies from three standard deviations below the mean to three above, clamped.

    Rounded towards the mean, by whole-number roots; all equal: the middle.
    """
    if not numbers:
        return []
    mean = sum(numbers, Fraction(0)) / len(numbers)
    variance = sum(((one - mean) ** 2 for one in numbers), Fraction(0)) / len(numbers)
    half = FULL_X // 2
    found = []
    for one in numbers:
        square = (one - mean) ** 2 / variance * (half**2) / DEVIATIONS**2 if variance else Fraction(0)
        away = min(math.isqrt(square.numerator // square.denominator), half)
        found.append(half + (away if one > mean else -away))
    return found


@lru_cache(maxsize=1)
def log_points() -> NDArray[np.int64]:
    """Return, for x = 0 to 1,000,000, round(1,000,000 · ln(max(x, 10,000) / 10,000) / ln 100).

    Sums of these times weights rank as the weighted geometric mean with a floor of 0.01.  Floats guess; a
    guess near the middle of two whole numbers is decided in 40 digits, so the table is the same on every
    machine.
    """
    x = np.arange(FULL_X + 1, dtype=np.int64)
    guess = np.log(np.maximum(x, FLOOR) / FLOOR) * (FULL_X / math.log(100))
    table = np.rint(guess).astype(np.int64)
    for one in np.flatnonzero(np.abs(guess - np.floor(guess) - 0.5) < GUARD):
        table[one] = log_point(int(one))
    return table


def log_point(x: int) -> int:
    """Return one entry of `log_points`, in decimal arithmetic alone."""
    ratio = DIGITS.divide(Decimal(max(x, FLOOR)), Decimal(FLOOR))
    share = DIGITS.divide(ratio.ln(DIGITS), Decimal(100).ln(DIGITS))
    return int(DIGITS.multiply(share, Decimal(FULL_X)).to_integral_value())
