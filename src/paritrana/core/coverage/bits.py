"""Arithmetic on month masks, in what both engines have."""

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
