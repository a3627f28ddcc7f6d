"""Uncertain finalists against the definition: every way of stretching the parts is tried."""

import random
from fractions import Fraction
from itertools import groupby, product

from tests.core.ranking.made_category import category_of

from paritrana.core.scoring.finalists import passing

RULES = """
finalists = {finalists}
finalists_ceiling = {ceiling}
uncertain_pct = {percent}
[[stage]]
id = "data"
weight_bp = 10000
[[stage.criterion]]
id = "k"
kind = "yes_no"
weight_bp = 10000
"""


def always_ahead(left: list[Fraction], right: list[Fraction], percent: int) -> bool:
    """Say whether left stays ahead of right in every corner of the box of stretched parts."""
    factors = (1 - Fraction(percent, 100), 1 + Fraction(percent, 100))
    gaps = [one - other for one, other in zip(left, right, strict=True)]
    return all(
        sum(gap * factor for gap, factor in zip(gaps, corner, strict=True)) > 0
        for corner in product(factors, repeat=len(gaps))
    )


def slow(parts: dict[str, list[Fraction]], many: int, ceiling: int, percent: int) -> dict[str, bool]:
    """Return who passes, and whether as an uncertain one."""
    totals = {name: sum(own) for name, own in parts.items()}
    order = sorted(totals, key=lambda name: (-totals[name], name))
    cut = totals[order[min(many, len(order)) - 1]] if order else 0
    passed = {name: False for name in order if totals[name] >= cut}
    for _, group in groupby([name for name in order if name not in passed], key=lambda name: totals[name]):
        found = [
            name
            for name in group
            if sum(always_ahead(parts[one], parts[name], percent) for one in parts if one != name) < many
        ]
        if len(passed) + len(found) > ceiling:
            break
        passed |= dict.fromkeys(found, True)
    return passed


def test_they_are_those_whom_too_few_stay_ahead_of():
    for seed in range(80):
        chance = random.Random(seed)
        many, percent = chance.randint(1, 3), chance.choice([1, 10, 30, 50])
        ceiling, width = many + chance.randint(0, 4), chance.randint(1, 4)
        parts = {
            f"e{place}": [Fraction(chance.randint(0, 6), chance.choice([1, 3])) for _ in range(width)]
            for place in range(chance.randint(0, 9))
        }
        category = category_of(RULES.format(finalists=many, ceiling=ceiling, percent=percent))
        so_far = {name: sum(own, Fraction(0)) for name, own in parts.items()}
        passed = passing(category, so_far, parts)
        assert {one.entrant: one.uncertain for one in passed} == slow(parts, many, ceiling, percent)
        assert all(
            one.place == 1 + sum(other > so_far[one.entrant] for other in so_far.values()) for one in passed
        )
