"""The geometric mean against whole numbers only: no digits, no logarithms."""

import math
import random
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest

from paritrana.core.scoring.geometric import geometric_points

LEAST = Fraction(1, 100)


def slow(points: list[tuple[Fraction, int]], floor: Fraction) -> Fraction:
    """Return the mean by halving: m is the greatest whole number with (2m − 1)^n ≤ (2 · 10^8)^n · Π s^w."""
    shared = math.gcd(*(weight for _, weight in points))
    total = sum(weight for _, weight in points) // shared
    shares = [(max(one / 100, floor), weight // shared) for one, weight in points]
    product = Fraction(2 * 10**8) ** total * math.prod((share**weight for share, weight in shares), start=1)
    low, high = 0, 10**8 + 1
    while high - low > 1:
        middle = (low + high) // 2
        if Fraction(2 * middle - 1) ** total <= product:
            low = middle
        else:
            high = middle
    on_the_boundary = low > 0 and Fraction(2 * low - 1) ** total == product
    return Fraction(low - (on_the_boundary and low % 2), 10**6)


def mean(points: list[tuple[Fraction, int]], floor: Fraction) -> Fraction:
    """Return the mean from 120 digits where that is far from a boundary, else as `slow` does."""
    with localcontext(prec=120):
        logs = [
            weight * (Decimal(share.numerator) / Decimal(share.denominator)).ln()
            for share, weight in ((max(one / 100, floor), weight) for one, weight in points)
        ]
        place = 10**8 * (sum(logs, Decimal(0)) / sum(weight for _, weight in points)).exp()
        if abs(place % 1 - Decimal("0.5")) < Decimal("1e-90"):
            return slow(points, floor)
        return Fraction(int(place + Decimal("0.5")), 10**6)


def test_it_is_the_mean_that_whole_numbers_give():
    for seed in range(60):
        chance = random.Random(seed)
        points = [
            (
                Fraction(chance.randint(0, 10**6), chance.choice([10**4, 3 * 10**4, 7 * 10**4])),
                chance.randint(1, 9),
            )
            for _ in range(chance.randint(1, 4))
        ]
        assert geometric_points(points, LEAST) == slow(points, LEAST)


def test_a_mean_that_lies_on_a_rounding_boundary_goes_to_the_even_side():
    for seed in range(60):
        chance = random.Random(seed)
        below = chance.randint(2 * 10**6, 4 * 10**7)
        boundary = Fraction(2 * below + 1, 2 * 10**6)
        first, second = chance.randint(1, 4), chance.randint(1, 4)
        ratio = Fraction(chance.choice([2, 3, 5]), 4)
        points = [(boundary * ratio**second, first), (boundary / ratio**first, second)]
        least = Fraction(1, 10**9)
        assert geometric_points(points, least) == slow(points, least) == Fraction(below + below % 2, 10**6)


@pytest.mark.parametrize("hair", [Fraction(1, 10**30), Fraction(1, 10**45), Fraction(1, 10**80)])
@pytest.mark.parametrize("side", [-1, 1])
def test_a_hair_beside_the_boundary_is_still_decided(hair: Fraction, side: int):
    boundary = Fraction(399_000_05, 10**7)
    points = [(boundary * 2 + side * hair, 1), (boundary / 2, 1)]
    wanted = Fraction(3_990_000 + (side > 0), 10**6)
    assert geometric_points(points, LEAST) == wanted


def test_the_order_and_the_scale_of_weights_change_nothing():
    points = [(Fraction(81, 2), 3), (Fraction(200, 3), 5), (Fraction(7), 2)]
    plain = geometric_points(points, LEAST)
    assert geometric_points(points[::-1], LEAST) == plain
    assert geometric_points([(one, weight * 1000) for one, weight in points], LEAST) == plain
    assert geometric_points([*points[:2], (Fraction(7), 1), (Fraction(7), 1)], LEAST) == plain


@pytest.mark.parametrize(
    ("points", "floor", "wanted"),
    [
        ([], LEAST, Fraction(0)),
        ([(Fraction(0), 3), (Fraction(0), 7)], LEAST, Fraction(1)),
        ([(Fraction(100), 1), (Fraction(100), 9999)], LEAST, Fraction(100)),
        ([(Fraction(0), 10_000)], Fraction(1, 10**9), Fraction(0)),
        ([(Fraction(50), 1), (Fraction(50), 1)], Fraction(9, 10), Fraction(90)),
        ([(Fraction(100), 9999), (Fraction(0), 1)], Fraction(1, 10**300), Fraction(93_325_430, 10**6)),
    ],
)
def test_at_the_ends(points: list[tuple[Fraction, int]], floor: Fraction, wanted: Fraction):
    assert geometric_points(points, floor) == wanted
