"""Loops over very many entrants: plain functions that numba compiles where it is installed (extra `fast`).

Whoever calls them has a NumPy way that gives the same numbers; only tables of many entrants come here, so a
small report loads no compiler.  Ranking a world takes four steps: every score falls into a bucket by a map
that never turns two scores round; buckets are numbered from the top; entrants take the bin of their bucket
where all its ranks share one; the members of the other buckets are compared one by one.
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
class Loops:
    """The loops, compiled or plain."""

    gaps: Callable[..., Any]
    sieve: Callable[..., Any]
    fall: Callable[..., Any]
    number: Callable[..., Any]
    place: Callable[..., Any]
    settle: Callable[..., Any]
    count_bins: Callable[..., Any]


def loops(jit: Callable[[Callable[..., Any]], Callable[..., Any]]) -> Loops:
    """Return the loops, each passed through `jit`."""
    return Loops(*(jit(one) for one in (gaps, sieve, fall, number, place, settle, count_bins)))


@lru_cache(maxsize=1)
def compiled() -> Loops | None:
    """Return the compiled loops; None without numba, or with PARITRANA_NUMPY_ONLY set."""
    if os.environ.get("PARITRANA_NUMPY_ONLY"):
        return None
    try:
        numba = import_module("numba")
    except ImportError:
        return None
    return loops(numba.njit(cache=True, nogil=True))


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


def fall(row: Any, high: float, scale: float, bucket: Any, start: Any) -> None:
    """Put every score into a bucket, the highest into the first, and count each bucket one place further on.

    Four parts of the row go side by side, since neighbours often fall into the same bucket and a processor
    waits for a count it has only just written.
    """
    many = len(row)
    quarter = many // 4
    last = len(start) - 2
    for one in range(quarter):
        first = min(int((high - row[one]) * scale), last)
        second = min(int((high - row[one + quarter]) * scale), last)
        third = min(int((high - row[one + 2 * quarter]) * scale), last)
        fourth = min(int((high - row[one + 3 * quarter]) * scale), last)
        bucket[one] = first
        bucket[one + quarter] = second
        bucket[one + 2 * quarter] = third
        bucket[one + 3 * quarter] = fourth
        start[first + 1] += 1
        start[second + 1] += 1
        start[third + 1] += 1
        start[fourth + 1] += 1
    for one in range(4 * quarter, many):
        at = min(int((high - row[one]) * scale), last)
        bucket[one] = at
        start[at + 1] += 1


def number(start: Any, bin_of: Any, code: Any, bucket: Any, exact: int, ranks: Any) -> None:
    """Turn counts into how many stand above each bucket, and give each bucket its bin, or UNSURE.

    Of the first `exact` entrants those alone in their bucket have their rank; the buckets of the others are
    unsure.
    """
    before = 0
    for at in range(len(start) - 1):
        size = start[at + 1]
        best = bin_of[before + 1]
        code[at] = best if best == bin_of[before + max(size, 1)] else UNSURE
        before += size
        start[at + 1] = before
    for one in range(exact):
        at = bucket[one]
        ranks[one] = start[at] + 1
        if start[at + 1] - start[at] > 1:
            code[at] = UNSURE


def place(bucket: Any, code: Any, bins: Any, member: Any, following: Any, head: Any) -> int:
    """Give each entrant the bin of its bucket, chain the members of unsure ones, and return how many."""
    members = 0
    for one in range(len(bucket)):
        at = bucket[one]
        found = code[at]
        bins[one] = found
        if found == UNSURE:
            member[members] = one
            following[members] = head[at]
            head[at] = members
            members += 1
    return members


def settle(row: Any, chains: Any, members: int, places: Any, bins: Any, ranks: Any) -> None:
    """Rank the members of each unsure bucket among each other.

    chains: member, following, head (empty again after); places: bucket, start, exact, bin_of.
    """
    member, following, head = chains
    bucket, start, exact, bin_of = places
    taken = np.empty(len(row), np.float64)
    for link in range(members):
        at = bucket[member[link]]
        count = 0
        step = head[at]
        while step >= 0:
            taken[count] = row[member[step]]
            count += 1
            step = following[step]
        ordered = taken[:count]
        if count > FEW:
            ordered = np.sort(ordered)
        step = head[at]
        head[at] = -1
        while step >= 0:
            one = member[step]
            above = 0
            if count > FEW:
                above = count - np.searchsorted(ordered, row[one], side="right")
            else:
                for other in range(count):
                    above += ordered[other] > row[one]
            rank = start[at] + above + 1
            bins[one] = bin_of[rank]
            if one < exact:
                ranks[one] = rank
            step = following[step]


def count_bins(bins: Any, first: int, counts: Any) -> None:
    """Add the bins of a block of worlds to each entrant's counts; entrants from `first` on, tile by tile."""
    worlds, many = bins.shape
    for tile in range(first, many, 32):
        end = min(tile + 32, many)
        for world in range(worlds):
            for one in range(tile, end):
                counts[one - first, bins[world, one]] += 1
