"""Loops over very many entrants: plain functions that numba compiles where it is installed (extra `fast`).

Whoever calls them has a NumPy way that gives the same numbers; only tables of many entrants come here, so a
small report loads no compiler.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

import numpy as np

UNSURE = 65_535
FEW = 48


@dataclass(frozen=True)
class Compiled:
    """The loops, compiled."""

    gaps: Callable[..., Any]
    sieve: Callable[..., Any]
    rank_rows: Callable[..., Any]
    count_bins: Callable[..., Any]


@lru_cache(maxsize=1)
def compiled() -> Compiled | None:
    """Return the compiled loops; None without numba, or with PARITRANA_NUMPY_ONLY set."""
    if os.environ.get("PARITRANA_NUMPY_ONLY"):
        return None
    try:
        numba = import_module("numba")
    except ImportError:
        return None
    jit = numba.njit(cache=True, nogil=True)
    return Compiled(jit(gaps), jit(sieve), jit(rank_rows), jit(count_bins))


def gaps(points: Any, weights: Any, winner: int) -> Any:
    """Return Σ w·d and Σ w·|d| of the winner over every row."""
    many, width = points.shape
    behind = np.empty(many, np.int64)
    across = np.empty(many, np.int64)
    lead = points[winner].copy()
    for one in range(many):
        plain = np.int64(0)
        size = np.int64(0)
        for at in range(width):
            gap = weights[at] * (lead[at] - points[one, at])
            plain += gap
            size += abs(gap)
        behind[one] = plain
        across[one] = size
    return behind, across


def sieve(points: Any, weights: Any, leading: int, first: int, part: int, whole: int) -> Any:
    """Say of every row whether fewer than `first` of the `leading` rows beat it within ± part / whole."""
    many, width = points.shape
    left = np.ones(many, np.bool_)
    for one in range(many):
        above = 0
        for by in range(leading):
            plain = np.int64(0)
            size = np.int64(0)
            for at in range(width):
                gap = weights[at] * (points[by, at] - points[one, at])
                plain += gap
                size += abs(gap)
            if plain * whole > size * part:
                above += 1
                if above == first:
                    left[one] = False
                    break
    return left


def rank_rows(scores: Any, exact: int, bin_of: Any, ranks: Any, bins: Any) -> None:
    """Fill the ranks of the first `exact` entrants and the bins of all, one row of scores a world.

    scores: whole numbers in float64, (worlds, entrants); bin_of: rank to bin; ranks: (worlds, exact) int32;
    bins: (worlds, entrants) uint16.  A rank is one more than how many score strictly higher.  Scores fall
    into as many buckets as there are entrants by a map that never turns two round; a bucket whose ranks
    share one bin is done, any other one is compared member by member.
    """
    worlds, many = scores.shape
    bucket = np.empty(many, np.int32)
    start = np.empty(many + 1, np.int32)
    code = np.empty(many, np.uint16)
    head = np.full(many, -1, np.int32)
    following = np.empty(many, np.int32)
    member = np.empty(many, np.int32)
    taken = np.empty(many, np.float64)
    for world in range(worlds):
        row = scores[world]
        high = row[0]
        low = row[0]
        for one in range(many):
            high = max(high, row[one])
            low = min(low, row[one])
        scale = (many - 1) / (high - low) if high > low else 0.0
        for at in range(many + 1):
            start[at] = 0
        for one in range(many):
            at = min(int((high - row[one]) * scale), many - 1)
            bucket[one] = at
            start[at + 1] += 1
        for at in range(many):
            before = start[at]
            size = start[at + 1]
            start[at + 1] = before + size
            if size:
                best = bin_of[before + 1]
                code[at] = best if size == 1 or best == bin_of[before + size] else UNSURE
        for one in range(exact):
            at = bucket[one]
            if start[at + 1] - start[at] > 1:
                code[at] = UNSURE
            else:
                ranks[world, one] = start[at] + 1
        members = 0
        for one in range(many):
            at = bucket[one]
            bins[world, one] = code[at]
            if code[at] == UNSURE:
                member[members] = one
                following[members] = head[at]
                head[at] = members
                members += 1
        for link in range(members):
            at = bucket[member[link]]
            if head[at] < 0:
                continue
            size = start[at + 1] - start[at]
            count = 0
            step = head[at]
            top = row[member[step]]
            even = True
            while step >= 0:
                taken[count] = row[member[step]]
                even = even and taken[count] == top
                count += 1
                step = following[step]
            ordered = taken[:count]
            if not even and count > FEW:
                ordered = np.sort(ordered)
            step = head[at]
            head[at] = -1
            while step >= 0:
                one = member[step]
                value = row[one]
                above = 0
                if even:
                    above = 0
                elif count > FEW:
                    above = count - np.searchsorted(ordered, value, side="right")
                else:
                    for other in range(count):
                        above += ordered[other] > value
                rank = start[at] + above + 1
                bins[world, one] = bin_of[rank]
                if one < exact:
                    ranks[world, one] = rank
                step = following[step]


def count_bins(bins: Any, first: int, counts: Any) -> None:
    """Add the bins of a block of worlds to each entrant's counts; entrants from `first` on, tile by tile."""
    worlds, many = bins.shape
    for tile in range(first, many, 32):
        end = min(tile + 32, many)
        for world in range(worlds):
            for one in range(tile, end):
                counts[one - first, bins[world, one]] += 1
