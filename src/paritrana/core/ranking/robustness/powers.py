"""Quotients, logarithms and powers as whole numbers, the same on every machine.

Floats guess; a guess near the middle of two whole numbers is decided in 40 digits.
"""

from decimal import Context, Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from paritrana.core.ranking.robustness.weights import Integers

type Floats = NDArray[np.float64]

GUARD = 1e-5
DIGITS = Context(prec=40)
POWER_ONE = 10**8


def divided(numbers: Integers, by: Integers) -> Integers:
    """Return quotients by positive numbers, rounded half to even."""
    whole, rest = np.divmod(numbers, by)
    quotients: Integers = whole + ((2 * rest > by) | ((2 * rest == by) & (whole % 2 == 1)))
    return quotients


def logarithms(tops: Floats, by: Floats, unit: int, lowest: int) -> Integers:
    """Return round(unit · ln(tops / by)), and `lowest` where it would be less.

    tops, by: whole numbers below 2^53, by above 0, that broadcast; lowest: not below -2^29, so that a guess
    is off by less than a tenth of the guard.
    """
    with np.errstate(divide="ignore"):
        guess = np.log(tops / by)
    guess *= unit
    np.maximum(guess, lowest, out=guess)
    found, unsure = _rounded(guess)
    if len(unsure):
        above, below = (np.broadcast_to(one, guess.shape).reshape(-1) for one in (tops, by))
        flat = found.reshape(-1)
        for at in unsure:
            flat[at] = logarithm(Fraction(int(above[at]), int(below[at])), unit)
    return found


def powers(logs: Integers, unit: int) -> Integers:
    """Return round(10^8 · exp(logs / unit)) of numbers of at most 0."""
    found, unsure = _rounded(np.exp(logs / unit) * POWER_ONE)
    flat = found.reshape(-1)
    for at in unsure:
        flat[at] = power(int(logs.reshape(-1)[at]), unit)
    return found


def logarithm(share: Fraction, unit: int) -> int:
    """Return round(unit · ln(share)) in decimal arithmetic alone."""
    ratio = DIGITS.divide(Decimal(share.numerator), Decimal(share.denominator))
    return int(DIGITS.multiply(ratio.ln(DIGITS), Decimal(unit)).to_integral_value())


def power(log: int, unit: int) -> int:
    """Return one number of `powers`, in decimal arithmetic alone."""
    share = DIGITS.divide(Decimal(log), Decimal(unit)).exp(DIGITS)
    return int(DIGITS.multiply(share, Decimal(POWER_ONE)).to_integral_value())


def _rounded(guess: Floats) -> tuple[Integers, NDArray[np.intp]]:
    """Return guesses as whole numbers, and the flat places of those that a float cannot decide."""
    near = np.rint(guess)
    unsure = np.flatnonzero(np.abs(guess - near) > 0.5 - GUARD)
    return np.ascontiguousarray(near.astype(np.int64)), unsure
