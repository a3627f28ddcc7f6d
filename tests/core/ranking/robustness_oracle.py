"""The robustness report again, slowly: fractions and loops, words straight from the standard library."""

import hashlib
import math
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any


def word(seed: bytes, stream: str, number: int, place: int) -> int:
    """Return one 32-bit word of a draw."""
    given = hashlib.shake_256(seed + stream.encode() + b"\0" + number.to_bytes(8, "big"))
    return int.from_bytes(given.digest(4 * place + 4)[4 * place :], "big")


def pick(given: int, choices: int) -> int:
    """Return a choice: the first for half of the words, the others for equal shares of the rest."""
    if choices < 2 or given < 2**31:
        return 0
    return 1 + (given - 2**31) * (choices - 1) // 2**31


def weights(category: Any, without: str) -> list[Fraction]:
    """Return the share of each criterion when one leaves."""
    found = []
    stays = [stage for stage in category.stages if any(one.id != without for one in stage.criteria)]
    for stage in category.stages:
        own = sum(one.weight_bp for one in stage.criteria if one.id != without)
        for one in stage.criteria:
            share = Fraction(0)
            if one.id != without:
                share = Fraction(stage.weight_bp * one.weight_bp, own * sum(st.weight_bp for st in stays))
            found.append(share)
    return found


def moved(share: Fraction, given: int) -> int:
    """Return a drawn weight in 64ths of a hundred-millionth."""
    return math.floor(round(share * 10**8) * 64 * (Fraction(3, 4) + Fraction(given, 2**33)))


def ranks(scores: list[Any]) -> list[int]:
    """Return ranks 1-2-2-4."""
    return [1 + sum(other > one for other in scores) for one in scores]


def quantile(numbers: list[int], part: Fraction) -> int:
    """Return the lowest number that at least `part` of all do not exceed."""
    ordered = sorted(numbers)
    return ordered[math.ceil(part * len(ordered)) - 1]


def beats_always(points: list[list[Fraction]], shares: list[Fraction], left: int, right: int) -> bool:
    """Say whether left is ahead of right at every corner of the box of weights ± 25 %."""
    corners = product((Fraction(3, 4), Fraction(5, 4)), repeat=len(shares))
    gaps = [w * (a - b) for w, a, b in zip(shares, points[left], points[right], strict=True)]
    return all(sum(c * gap for c, gap in zip(corner, gaps, strict=True)) > 0 for corner in corners)


def level_at(points: list[list[Fraction]], shares: list[Fraction], radius: Fraction, rival: int) -> Fraction:
    """Return the gap of the first row over a rival when every weight moves by `radius` against it."""
    gap = Fraction(0)
    for w, a, b in zip(shares, points[0], points[rival], strict=True):
        gap += w * (1 - radius if a > b else 1 + radius) * (a - b)
    return gap


def real_score(category: Any, points: list[Decimal | None], multipliers: list[Decimal]) -> Decimal:
    """Return the score of 0 to 1 when every overall weight is multiplied, straight from the rules.

    points: of each criterion, None where it left.  It then stands with the points of its dimension, or stage,
    by the weights as declared.
    """
    shares = [Decimal(one.numerator) / one.denominator for one in overall(category)]
    plain = _stages(category, points, shares, points)
    return _joined(
        [
            (weight, own)
            for weight, own, _ in _stages(
                category, points, [s * m for s, m in zip(shares, multipliers, strict=True)], plain
            )
        ],
        category.aggregate,
        category.floor,
    )


def _stages(
    category: Any, points: list[Decimal | None], weights: list[Decimal], plain: Any
) -> list[tuple[Decimal, Decimal, list[Decimal | None]]]:
    """Return weight, points and points by group of each stage; plain: those under the declared weights."""
    found, at = [], 0
    for number, stage in enumerate(category.stages):
        names = [one.dimension for one in stage.criteria]
        own = range(at, at + len(names))
        at += len(names)
        held = plain is not points
        groups: list[tuple[Decimal, Decimal | None]] = []
        for group, name in enumerate(dict.fromkeys([one.id for one in stage.dimensions] or [""])):
            members = [place for place, label in zip(own, names, strict=True) if label == name]
            there = [place for place in members if points[place] is not None]
            mean = None
            if held:
                of_stage, of_group = plain[number][1], plain[number][2][group]
                values = [
                    points[place]
                    if points[place] is not None
                    else (of_group if of_group is not None else of_stage)
                    for place in members
                ]
                mean = sum(weights[p] * v for p, v in zip(members, values, strict=True)) / sum(
                    weights[p] for p in members
                )
            elif there:
                mean = sum(weights[p] * points[p] for p in there) / sum(weights[p] for p in there)
            groups.append((sum(weights[p] for p in members), mean))
        given = [(weight, mean) for weight, mean in groups if mean is not None]
        gone = all(points[place] is None for place in own)
        whole = _joined(given, stage.aggregate, stage.floor) if given and not gone else Decimal(0)
        found.append((sum(weights[p] for p in own), whole, [mean for _, mean in groups]))
    return found


def _joined(parts: list[tuple[Decimal, Any]], aggregate: str, floor: Fraction) -> Decimal:
    whole = sum(weight for weight, _ in parts)
    if aggregate == "mean":
        return sum(weight * mean for weight, mean in parts) / whole
    least = Decimal(floor.numerator) / floor.denominator
    return (sum(weight * max(mean, least).ln() for weight, mean in parts) / whole).exp()


def overall(category: Any) -> list[Fraction]:
    """Return the product of the weights on the way of each criterion to the score."""
    found = []
    for stage in category.stages:
        weighed = {one.id: Fraction(one.weight_bp, 10_000) for one in stage.dimensions}
        for one in stage.criteria:
            found.append(
                Fraction(stage.weight_bp * one.weight_bp, 10**8) * weighed.get(one.dimension, Fraction(1))
            )
    return found


def least_corner(category: Any, first: list[Any], rival: list[Any], *, most: int = 1000) -> int:
    """Return the least move, in thousandths, with which some corner of the box brings a rival level.

    All corners are tried at each step of a bisection; `most` where none is found below it.
    """
    low, high = 0, most
    corners = list(product((-1, 1), repeat=len(first)))
    while high - low > 1:
        middle = (low + high) // 2
        if any(_lead(category, first, rival, middle, corner) >= 0 for corner in corners):
            high = middle
        else:
            low = middle
    return high


def _lead(category: Any, first: list[Any], rival: list[Any], steps: int, corner: Any) -> Decimal:
    moves = [1 + Decimal(sign * steps) / 1000 for sign in corner]
    return real_score(category, rival, moves) - real_score(category, first, moves)
