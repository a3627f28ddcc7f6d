"""Geometric means of points, rounded half-even to a millionth of a point without an approximate decision.

Forty digits say where the mean lies.  Within a hair of a rounding boundary they decide nothing: there
whole-number powers are compared, 10^8·Π s^(W/n) against m + 1/2 by n-th powers of both.
"""

import math
from collections import defaultdict
from collections.abc import Iterable
from decimal import Context, Decimal
from fractions import Fraction

MILLIONTHS = 10**6
FULL = 100 * MILLIONTHS
_DIGITS = Context(prec=40)
_HAIR = Decimal("1e-20")


def geometric_points(points: Iterable[tuple[Fraction, int]], floor: Fraction) -> Fraction:
    """Return 100 · Π max(P/100, floor)^(W/ΣW), rounded half-even to 10^-6; 0 of nothing.

    points: (P, W), P on 0 to 100 and W a whole weight above 0; floor: above 0 and below 1.
    """
    weights: dict[Fraction, int] = defaultdict(int)
    for value, weight in points:
        weights[max(value / 100, floor)] += weight
    if not weights:
        return Fraction(0)
    if len(weights) == 1:
        return Fraction(round(next(iter(weights)) * FULL), MILLIONTHS)
    shared = math.gcd(*weights.values())
    shares = [(share, weight // shared) for share, weight in weights.items()]
    return Fraction(_rounded(shares), MILLIONTHS)


def _rounded(shares: list[tuple[Fraction, int]]) -> int:
    """Return round_half_even(10^8 · Π s^(W/ΣW))."""
    guess = _guess(shares)
    below = int(guess)
    gap = _DIGITS.subtract(guess, _DIGITS.add(Decimal(below), Decimal("0.5")))
    if abs(gap) > _HAIR:
        return below + (gap > 0)
    side = _side(shares, below)
    return below + (side > 0 or (side == 0 and below % 2 == 1))


def _guess(shares: list[tuple[Fraction, int]]) -> Decimal:
    total = sum(weight for _, weight in shares)
    logs = Decimal(0)
    for share, weight in shares:
        ratio = _DIGITS.divide(Decimal(share.numerator), Decimal(share.denominator))
        logs = _DIGITS.add(logs, _DIGITS.multiply(_DIGITS.ln(ratio), Decimal(weight)))
    return _DIGITS.multiply(_DIGITS.exp(_DIGITS.divide(logs, Decimal(total))), Decimal(FULL))


def _side(shares: list[tuple[Fraction, int]], below: int) -> int:
    """Return 1, 0 or -1 as 10^8 · Π s^(W/ΣW) is above, at or below `below` + 1/2, in whole numbers."""
    total = sum(weight for _, weight in shares)
    left: int = (2 * FULL) ** total * math.prod(share.numerator**weight for share, weight in shares)
    right: int = (2 * below + 1) ** total * math.prod(share.denominator**weight for share, weight in shares)
    return (left > right) - (left < right)
