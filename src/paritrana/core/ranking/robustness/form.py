"""The way from points to the score of a category under any weights: exactly, and in whole numbers for worlds.

Weights are the overall ones of the criteria.  A dimension or stage weighs what its criteria weigh together,
and inside it they are divided by that sum; so weighted means upon weighted means come to one flat sum, and a
geometric mean takes its exponents from the same weights.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from paritrana.core.ranking.robustness.powers import (
    POWER_ONE,
    Floats,
    divided,
    logarithm,
    logarithms,
    powers,
)
from paritrana.core.ranking.robustness.weights import Integers, groups_of
from paritrana.core.rulebook import Category, Stage
from paritrana.core.rulebook.model import FULL_X
from paritrana.core.scoring.geometric import geometric_points

type Columns = tuple[int, ...]
type Void = Mapping[str, NDArray[np.bool_]]

FINEST = 10**7
DEEPEST = 2**29
SHIFT = 10


@dataclass(frozen=True, slots=True)
class Level:
    """One stage: which columns of a table are its criteria, and those of each part of its mean.

    floor: of a share under a geometric mean of dimensions; None for a weighted mean, whose one part is all.
    """

    id: str
    floor: Fraction | None
    columns: Columns
    groups: tuple[Columns, ...]


class Form:
    """How a category joins its criteria.  `is_sum`: weighted means alone, so that the score is one sum."""

    def __init__(self, category: Category) -> None:
        place = {one.id: at for at, one in enumerate(category.criteria)}
        self.floor = category.floor if category.aggregate == "geometric" else None
        self.stages = tuple(_level(stage, place) for stage in category.stages)
        floors = [one for one in (self.floor, *(stage.floor for stage in self.stages)) if one is not None]
        self.is_sum = not floors
        depth = max((-logarithm(one, 1) + 1 for one in floors), default=1)
        self.unit = min(FINEST, DEEPEST // depth)
        self._lowest = {one: logarithm(one, self.unit) for one in floors}

    def exact(
        self, shares: Sequence[Fraction], weights: Sequence[int], void: Collection[str] = ()
    ) -> Fraction:
        """Return the score, 0 to 100, of one row, with the arithmetic of the official score.

        shares: of each criterion; weights: whole numbers in any unit; void: the stages that give nothing.
        """
        parts = [
            (Fraction(0) if stage.id in void else _points(stage, shares, weights), weight)
            for stage in self.stages
            if (weight := sum(weights[at] for at in stage.columns))
        ]
        if self.floor is not None:
            return geometric_points(parts, self.floor)
        return sum((weight * own for own, weight in parts), Fraction(0)) / sum(weight for _, weight in parts)

    def scores(self, points: Integers, weights: Integers, void: Void) -> Floats:
        """Return numbers that rank as the scores do, (worlds, entrants), whole and below 2^53.

        points: 0 to 1,000,000, (entrants, criteria), or (worlds, entrants, criteria); weights: (worlds,
        criteria); void: by stage, whom it gives nothing.  Logarithms are 1 / `unit`, powers 10^-8 of a share.
        """
        carried, by = points.astype(np.float64), weights.astype(np.float64)

        def sums(columns: Columns) -> Floats:
            own = list(columns)
            if carried.ndim == 2:
                return np.asarray(by[:, own] @ carried[:, own].T)
            return np.asarray((carried[:, :, own] @ by[:, own, None])[:, :, 0])

        def totals(columns: Columns) -> Integers:
            return np.asarray(weights[:, list(columns)].sum(axis=1)[:, None])

        total = sum(self.term(stage, sums, totals, void.get(stage.id)) for stage in self.stages)
        return np.asarray((np.asarray(total) >> SHIFT).astype(np.float64))

    def term(
        self,
        stage: Level,
        sums: Callable[[Columns], Floats],
        totals: Callable[[Columns], Integers],
        void: NDArray[np.bool_] | None = None,
    ) -> Integers:
        """Return what a stage adds: weight times share, or times its logarithm where stages are multiplied.

        Terms of all stages sum to less than 2^62; sums are compared under the same weights only.
        sums, totals: of points times weights, and of weights, over some columns.
        """
        whole = totals(stage.columns)
        if stage.floor is None and self.floor is None:
            return sums(stage.columns).astype(np.int64) * (POWER_ONE // FULL_X)
        if stage.floor is None:
            return whole * self._logs(sums, totals, stage.columns, self.floor)
        parts = (totals(own) * self._logs(sums, totals, own, stage.floor) for own in stage.groups)
        logs = divided(np.asarray(sum(parts)), np.maximum(whole, 1))
        if self.floor is not None:
            lowest = self._lowest[self.floor]
            return whole * np.maximum(logs if void is None else np.where(void, lowest, logs), lowest)
        shares = powers(logs, self.unit)
        return whole * (shares if void is None else np.where(void, 0, shares))

    def joined(self, stage: Level, means: Sequence[Integers], weights: Sequence[Integers]) -> Integers:
        """Return the points, 0 to 1,000,000, of a geometric stage from those of its parts, by weight."""
        lowest = self._lowest[stage.floor or Fraction(1)]
        top = np.array(FULL_X, dtype=np.float64)
        logs = [logarithms(np.maximum(one, 0).astype(np.float64), top, self.unit, lowest) for one in means]
        total = sum(weight * log for weight, log in zip(weights, logs, strict=True))
        mean = divided(np.asarray(total), np.maximum(sum(weights), 1))
        return divided(powers(mean, self.unit), np.array(POWER_ONE // FULL_X))

    def _logs(
        self,
        sums: Callable[[Columns], Floats],
        totals: Callable[[Columns], Integers],
        columns: Columns,
        floor: Fraction | None,
    ) -> Integers:
        by = np.maximum(totals(columns), 1).astype(np.float64) * FULL_X
        return logarithms(sums(columns), by, self.unit, self._lowest[floor or Fraction(1)])


def _level(stage: Stage, place: Mapping[str, int]) -> Level:
    columns = tuple(place[one.id] for one in stage.criteria)
    if stage.aggregate != "geometric":
        return Level(stage.id, None, columns, (columns,))
    groups = tuple(tuple(place[one.id] for one in own) for _, own in groups_of(stage))
    return Level(stage.id, stage.floor, columns, groups)


def _points(stage: Level, shares: Sequence[Fraction], weights: Sequence[int]) -> Fraction:
    parts = [
        (sum((weights[at] * shares[at] for at in own), Fraction(0)) * 100 / weight, weight)
        for own in stage.groups
        if (weight := sum(weights[at] for at in own))
    ]
    return parts[0][0] if stage.floor is None else geometric_points(parts, stage.floor)
