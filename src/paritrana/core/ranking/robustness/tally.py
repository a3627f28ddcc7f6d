"""Ranks of many entrants over many worlds, kept so that shares, medians and intervals can be read off.

The first `EXACT` rows keep every rank; the rows below keep counts in bins: one rank a bin down to rank 50,
then bins 2 % of the rank wide.  Each rank is exact either way.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from paritrana.core.ranking.robustness.compiled import UNSURE, Loops, compiled

EXACT = 2_000
SINGLE = 50
WIDTH = 50
QUANTILES = ((5, 100), (50, 100), (95, 100))
LARGE = 20_000
BINS_BLOCK = 128


@dataclass(frozen=True, slots=True)
class Spread:
    """Of every row: worlds with rank 1 and with a rank of at most k; 5th, 50th, 95th percentile ranks.

    ahead: worlds in which the row has a better rank than the next one; -1 where ranks are kept in bins.
    """

    first: NDArray[np.int64]
    top: NDArray[np.int64]
    low: NDArray[np.int64]
    median: NDArray[np.int64]
    high: NDArray[np.int64]
    ahead: NDArray[np.int64]


def bin_edges(many: int, single: int = SINGLE) -> NDArray[np.int64]:
    """Return the lowest rank of every bin for ranks 1 to `many`, and `many` + 1 as the end."""
    edges = list(range(1, min(many, single + 1) + 1))
    while edges[-1] + max(edges[-1] // WIDTH, 1) <= many:
        edges.append(edges[-1] + max(edges[-1] // WIDTH, 1))
    return np.array([*edges, many + 1], dtype=np.int64)


class Tally:
    """Takes blocks of scores, one row a world, and gives the spread of ranks at the end."""

    def __init__(self, many: int, worlds: int, *, exact: int = EXACT, single: int = SINGLE) -> None:
        self.many, self.worlds, self.done = many, worlds, 0
        self.exact, self.single = min(many, exact), max(single, SINGLE)
        self.edges = bin_edges(many, self.single) if many else np.array([1], dtype=np.int64)
        self.bin_of = np.zeros(many + 1, dtype=np.uint16)
        self.bin_of[1:] = np.searchsorted(self.edges, np.arange(1, many + 1), side="right") - 1
        self.kept = np.empty((self.exact, worlds), dtype=np.int32)
        kind = np.uint16 if worlds < UNSURE else np.uint32
        self.counts = np.zeros((many - self.exact, len(self.edges) - 1), dtype=kind)
        quick = compiled() if many > LARGE else None
        self.fast = Buckets(quick, self.bin_of, self.exact, self.counts) if quick else None

    def add(self, scores: NDArray[np.float64]) -> None:
        """Rank a block of worlds: (worlds, entrants), whole numbers below 2^53."""
        for row in scores:
            if self.fast:
                self.fast.rank(row)
            else:
                found = ranks_of(row)
                self.kept[:, self.done] = found[: self.exact]
                below = self.bin_of[found[self.exact :]]
                self.counts[np.arange(len(below)), below] += 1
            self.done += 1
            if self.fast and (self.fast.full or self.done == self.worlds):
                self._take()

    def _take(self) -> None:
        if self.fast and self.fast.filled:
            ranks = self.fast.emptied()
            self.kept[:, self.done - len(ranks) : self.done] = ranks.T

    def spread(self, top: int) -> Spread:
        """Return what the worlds so far come to.

        A percentile q of N worlds is the ⌈q·N⌉-th lowest rank.  In a bin it is the bin's lowest rank for
        the 5th and the median, its highest for the 95th, so that an interval is never too narrow.
        top: at most `single`.
        """
        if not self.done:
            raise ValueError("no world was ranked")
        places = [-(-self.done * part // whole) - 1 for part, whole in QUANTILES]
        kept = self.kept[:, : self.done]
        self._take()
        result = Spread(*(np.zeros(self.many, dtype=np.int64) for _ in range(6)))
        result.first[: self.exact] = (kept == 1).sum(axis=1)
        result.top[: self.exact] = (kept <= top).sum(axis=1)
        result.ahead[:] = -1
        result.ahead[: max(self.exact - 1, 0)] = [
            np.count_nonzero(kept[at] < kept[at + 1]) for at in range(self.exact - 1)
        ]
        found = (result.low, result.median, result.high)
        for start in range(0, self.exact, 256):
            ordered = np.sort(kept[start : start + 256], axis=1)
            for target, place in zip(found, places, strict=True):
                target[start : start + len(ordered)] = ordered[:, place]
        if self.many > self.exact:
            self._below(result, found, places, top)
        return result

    def _below(
        self, result: Spread, found: tuple[NDArray[np.int64], ...], places: list[int], top: int
    ) -> None:
        if top > self.single:
            raise ValueError(f"shares are kept down to rank {self.single}")
        for start in range(0, len(self.counts), 4096):
            counts = self.counts[start : start + 4096]
            rows = slice(self.exact + start, self.exact + start + len(counts))
            result.first[rows] = counts[:, 0]
            result.top[rows] = counts[:, :top].sum(axis=1, dtype=np.int64)
            passed = np.cumsum(counts, axis=1, dtype=np.int32)
            for number, (target, place) in enumerate(zip(found, places, strict=True)):
                bins = (passed <= place).sum(axis=1)
                target[rows] = self.edges[bins] if number < 2 else self.edges[bins + 1] - 1


def ranks_of(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return each score's rank, 1-2-2-4: one more than how many are strictly higher."""
    ordered = np.sort(scores)
    return len(scores) - np.searchsorted(ordered, scores, side="right") + 1


class Buckets:
    """Ranks one world after the other by the compiled loops; adds bins to the counts a block at a time."""

    def __init__(
        self, quick: Loops, bin_of: NDArray[np.uint16], exact: int, counts: NDArray[np.unsignedinteger]
    ) -> None:
        many = len(bin_of) - 1
        self.quick, self.exact, self.counts = quick, exact, counts
        self.bin_of = np.append(bin_of, bin_of[-1:])
        buckets = max(many // 2, 1)
        self.start = np.zeros(buckets + 1, dtype=np.int32)
        self.code = np.empty(buckets, dtype=np.uint16)
        self.bucket, self.member, self.following = np.empty((3, many), dtype=np.int32)
        self.head = np.full(buckets, -1, dtype=np.int32)
        self.ranks = np.empty((BINS_BLOCK, exact), dtype=np.int32)
        self.bins = np.empty((BINS_BLOCK, many), dtype=np.uint16)
        self.filled = 0

    def rank(self, row: NDArray[np.float64]) -> None:
        """Keep the ranks of the first entrants in one world and the bins of all."""
        high, low = float(row.max()), float(row.min())
        scale = (len(self.code) - 1) / (high - low) if high > low else 0.0
        bins, ranks = self.bins[self.filled], self.ranks[self.filled]
        self.start[:] = 0
        self.quick.fall(row, high, scale, self.bucket, self.start)
        self.quick.number(self.start, self.bin_of, self.code, self.bucket, self.exact, ranks)
        members = self.quick.place(self.bucket, self.code, bins, self.member, self.following, self.head)
        if members:
            chains = (self.member, self.following, self.head)
            places = (self.bucket, self.start, self.exact, self.bin_of)
            self.quick.settle(row, chains, members, places, bins, ranks)
        self.filled += 1

    @property
    def full(self) -> bool:
        """Say whether the block is to be emptied before the next world."""
        return self.filled == len(self.bins)

    def emptied(self) -> NDArray[np.int32]:
        """Add the bins kept so far to the counts and return the ranks, (worlds, first entrants)."""
        self.quick.count_bins(self.bins[: self.filled], self.exact, self.counts)
        ranks, self.filled = self.ranks[: self.filled], 0
        return ranks
