"""Who can lead, or come among the first k, under any weights within ± a share: certified, without draws.

Entrant j is *above i whatever the weights* when Σ w·d > ρ·Σ w·|d| with d = x_j - x_i.  Who has k entrants
above it so can never come among the first k.  The relation is transitive, so whoever is out has k above it
that are themselves not out: the small set that a first sieve leaves decides exactly, whatever the sieve.
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from paritrana.core.ranking.robustness.compiled import compiled
from paritrana.core.ranking.robustness.radius import CHUNK, Whole

SIEVE = 64


def can_reach(points: Whole, weights: Whole, first: int, spread: Fraction) -> NDArray[np.int64]:
    """Return a superset, certified, of the rows that weights within ± `spread` bring to a rank up to `first`.

    Everybody outside is proven out; not everybody inside is proven able, since the weights that bring a row
    past one rival may differ from those that bring it past another.
    points, weights: as for `reach`, with twice the denominator of the spread to spare below 2^62 for int64.
    """
    if first < 1 or not len(points):
        return np.zeros(0, dtype=np.int64)
    totals = points @ weights
    order = np.argsort(-totals, kind="stable") if totals.dtype != object else _descending(totals)
    left = order[np.sort(_sieve(points[order], weights, first, spread))]
    above = np.zeros(len(left), dtype=np.int64)
    for one in left:
        above += _beaten(points[left], weights, points[one], spread)
    return np.sort(left[above < first])


def _descending(totals: Whole) -> NDArray[np.int64]:
    return np.array(sorted(range(len(totals)), key=lambda one: (-totals[one], one)), dtype=np.int64)


def _sieve(points: Whole, weights: Whole, first: int, spread: Fraction) -> NDArray[np.int64]:
    """Return the rows that fewer than `first` of the leading rows beat; rows stand highest total first."""
    leading = min(first + SIEVE, len(points))
    fast = compiled() if points.dtype == np.int64 and points.size > CHUNK * CHUNK // 16 else None
    if fast:
        return np.flatnonzero(
            fast.sieve(points, weights, leading, first, spread.numerator, spread.denominator)
        )
    left = np.arange(len(points), dtype=np.int64)
    above = np.zeros(len(points), dtype=np.int64)
    for one in range(leading):
        above[left] += _beaten(points[left], weights, points[one], spread)
        left = left[above[left] < first]
    return left


def _beaten(points: Whole, weights: Whole, by: Whole, spread: Fraction) -> NDArray[np.bool_]:
    beaten = np.empty(len(points), dtype=bool)
    for start in range(0, len(points), CHUNK):
        gaps = by - points[start : start + CHUNK]
        ahead = (gaps @ weights) * spread.denominator
        beaten[start : start + CHUNK] = ahead > (np.abs(gaps) @ weights) * spread.numerator
    return beaten
