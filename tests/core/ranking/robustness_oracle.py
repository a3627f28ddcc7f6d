"""The robustness report again, slowly: fractions and loops, words straight from the standard library."""

import hashlib
import math
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
