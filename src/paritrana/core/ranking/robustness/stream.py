"""Weights alone, over very many entrants: rank intervals of all, or the shares of those who can lead."""

from collections.abc import Callable, Iterator
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from paritrana.core.ranking.robustness.draws import moved, words
from paritrana.core.ranking.robustness.pruning import can_reach
from paritrana.core.ranking.robustness.tally import EXACT, Tally
from paritrana.core.ranking.robustness.weights import Integers, must_be_carried

type Progress = Callable[[int, int], None]

BLOCK = 32
SMALL_BLOCK = 1024
CELLS = 2**22
QUARTER = Fraction(1, 4)


def weight_blocks(parts: Integers, seed: bytes, worlds: int, block: int) -> Iterator[Integers]:
    """Yield the drawn weights of worlds 0, 1, 2 …, `block` at a time: (worlds, criteria)."""
    for first in range(0, worlds, block):
        count = min(block, worlds - first)
        yield moved(parts, words(seed, "weights", first, count, len(parts)))


def weight_worlds(
    points: Integers,
    parts: Integers,
    seed: bytes,
    worlds: int,
    *,
    exact: int = EXACT,
    progress: Progress | None = None,
) -> Tally:
    """Return the ranks of every entrant over worlds that move each weight by up to a quarter.

    points: (entrants, criteria), 0 to 1,000,000; rows best in quick memory when the highest total comes
    first. parts: weights in hundred-millionths.  Products are whole numbers carried in float64, asserted
    below 2^53.
    """
    many = len(points)
    tally = Tally(many, worlds, exact=exact)
    across = np.ascontiguousarray(points.T, dtype=np.float64)
    block = BLOCK if many * SMALL_BLOCK > CELLS else SMALL_BLOCK
    scores = np.empty((block, many))
    for weights in weight_blocks(parts, seed, worlds, block):
        must_be_carried(points[:0] if tally.done else points, weights)
        own = scores[: len(weights)]
        np.matmul(weights.astype(np.float64), across, out=own)
        tally.add(own)
        if progress:
            progress(tally.done, worlds)
    return tally


def shares(
    points: Integers, parts: Integers, seed: bytes, worlds: int, top: int
) -> tuple[Integers, Integers, Integers]:
    """Return who can come among the first `top`, in how many worlds each leads, and is among them.

    The worlds are those of `weight_worlds`, and so are the counts: whoever was left out is never among them.
    """
    able = can_reach(points, parts, top, QUARTER)
    first = np.zeros(len(able), dtype=np.int64)
    among = np.zeros(len(able), dtype=np.int64)
    across = points[able].T.astype(np.float64)
    for weights in weight_blocks(parts, seed, worlds, SMALL_BLOCK):
        must_be_carried(points[able], weights)
        scores = weights.astype(np.float64) @ across
        first += (scores == scores.max(axis=1, keepdims=True)).sum(axis=0)
        among += _among(scores, top)
    return able, first, among


def _among(scores: NDArray[np.float64], top: int) -> Integers:
    if top == 1:
        cut = scores.max(axis=1, keepdims=True)
    elif top >= scores.shape[1]:
        return np.full(scores.shape[1], len(scores), dtype=np.int64)
    else:
        cut = np.partition(scores, -top, axis=1)[:, [-top]]
    among: Integers = (scores >= cut).sum(axis=0)
    return among
