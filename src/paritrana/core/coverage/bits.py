"""Arithmetic on month masks and whole numbers, in what both engines have."""

from __future__ import annotations

from typing import Any

from paritrana.core.engines import bit_count


def bit(mask: Any, place: int) -> Any:
    """Return 1 or 0: the bit of a mask at a place (0 is January)."""
    return (mask >> place) & 1


def lowest(mask: Any) -> Any:
    """Return the lowest set bit of a mask as a power of two, 0 for an empty mask."""
    return mask & -mask


def months(mask: Any) -> Any:
    """Return how many months a mask holds."""
    return bit_count(mask.cast("int64")).cast("int64")


def until(place: int) -> int:
    """Return the mask of all months up to a place, which is included; a negative one gives none."""
    return (1 << max(0, place + 1)) - 1


def millionths(part: Any, whole: Any) -> Any:
    """Return `part` of `whole` in millionths, rounded down; exact up to nine thousand million million.

    Both engines divide whole numbers as floats, so two steps of a thousand are taken: each divides without a
    rest, has a quotient of at most a thousand, and cannot overflow.
    """
    thousands, rest = _divided(part * 1000, whole)
    units, _ = _divided(rest * 1000, whole)
    return (thousands * 1000 + units).cast("int64")


def _divided(number: Any, by: Any) -> tuple[Any, Any]:
    rest = (number % by).cast("int64")
    return ((number - rest) / by).round().cast("int64"), rest


def month_text(month: int) -> str:
    """Return a month number as ``YYYY-MM``."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
