"""By how much weights must move before another entrant leads: one exact fraction for every rival."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from paritrana.core.ranking.robustness.compiled import compiled

type Whole = NDArray[Any]

CHUNK = 4096
NEAR = 1e-9
SAFE = 2**62


@dataclass(frozen=True, slots=True)
class Reach:
    """Of every entrant: how far it lies behind the winner, and the most that gap moves with all weights.

    behind = Σ w·(x_winner - x); across = Σ w·|x_winner - x|; the radius is behind / across.
    """

    winner: int
    behind: Whole
    across: Whole

    def radius(self, rival: int) -> Fraction | None:
        """Return what share all weights may move by before the rival can draw level, 0 to 1.

        None for the winner itself and for a rival alike in every criterion, whom no weights part from it.
        """
        behind, across = int(self.behind[rival]), int(self.across[rival])
        return Fraction(max(behind, 0), across) if across else None

    def nearest(self) -> tuple[int, Fraction] | None:
        """Return the rival that needs the least change and its radius; the first of equals, None without one.

        A guess in floats leaves the few that can be it; fractions decide.
        """
        across = self.across.astype(float)
        rivals = np.flatnonzero(across > 0)
        if not rivals.size:
            return None
        guesses = np.maximum(self.behind.astype(float)[rivals], 0.0) / across[rivals]
        near = rivals[guesses <= guesses.min() * (1 + NEAR) + NEAR]
        exact = [(Fraction(max(int(self.behind[one]), 0), int(self.across[one])), int(one)) for one in near]
        radius, rival = min(exact)
        return rival, radius

    def all(self) -> Iterator[tuple[int, Fraction]]:
        """Yield every rival with its radius, the least change first, equals in the order of the rows."""
        found = [(radius, one) for one in range(len(self.behind)) if (radius := self.radius(one)) is not None]
        for radius, one in sorted(found):
            yield one, radius


def reach(points: Whole, weights: Whole, winner: int) -> Reach:
    """Return what the radius of every rival is made of; exact.

    points: (entrants, criteria), whole numbers over one unit; weights: whole numbers.  int64 where every sum
    stays below 2^62, else Python integers (dtype object).  Worst case of weights w·(1 ± ρ): the gap falls by
    ρ·Σ w·|d| and no further (Triantaphyllou and Sanchez 1997 for one weight, here for all at once).
    """
    fast = compiled() if points.dtype == np.int64 and points.size > CHUNK * CHUNK // 16 else None
    if fast:
        return Reach(winner, *fast.gaps(points, weights, winner))
    behind = np.empty(len(points), dtype=points.dtype)
    across = np.empty(len(points), dtype=points.dtype)
    for start in range(0, len(points), CHUNK):
        gaps = points[winner] - points[start : start + CHUNK]
        behind[start : start + CHUNK] = gaps @ weights
        across[start : start + CHUNK] = np.abs(gaps) @ weights
    return Reach(winner, behind, across)
