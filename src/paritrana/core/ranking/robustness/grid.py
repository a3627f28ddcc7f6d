"""Points of every ranked entrant in every criterion as whole numbers, as scored and under other choices.

Rows stand in the order of the ranking.  A criterion that left by `renormalise` is filled with the points of
its stage over the criteria that stayed, so that under the declared weights every row sums to its exact score.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

import numpy as np

from paritrana.core.ranking.order import Row
from paritrana.core.ranking.robustness.panels import FairPanels, Panels, Way
from paritrana.core.ranking.robustness.radius import SAFE, Whole
from paritrana.core.ranking.robustness.scales import GEOMETRIC, log_points, scaled
from paritrana.core.ranking.robustness.weights import Integers, overall_weights
from paritrana.core.rulebook import Category
from paritrana.core.rulebook.model import FULL_X
from paritrana.core.scoring import CategoryScores, CategoryValues, Marks

LEFT = -1


class Grid:
    """The table of one category; `exact` is what was scored, `points` what worlds are made of."""

    def __init__(
        self,
        category: Category,
        values: CategoryValues,
        marks: Marks,
        scores: CategoryScores,
        rows: Sequence[Row],
        fair: FairPanels | None = None,
    ) -> None:
        self.category, self.values, self.scores = category, values, scores
        self.entrants = [row.entrant for row in rows]
        self.ranks = [row.rank for row in rows]
        self.criteria = [one.id for one in category.criteria]
        self.weights = overall_weights(category)
        self.panels = Panels(category, marks, scores, fair)
        self._columns: dict[tuple[str, str], Integers] = {}
        self._panels: dict[tuple[Way, str], Integers] = {}

    @property
    def leaders(self) -> list[int]:
        """Return the rows of rank 1."""
        return [at for at, rank in enumerate(self.ranks) if rank == 1]

    @cached_property
    def exact(self) -> list[list[Fraction]]:
        """Return the share of 0 to 1 of every row and criterion; rows times weights give the exact score."""
        table = []
        for entrant in self.entrants:
            one = self.scores.entrants[entrant]
            row = [one.stages[part.stage] if part.points is None else part.points for part in one.parts]
            table.append([points / 100 for points in row])
        return table

    def whole(self, spare: int = 1) -> tuple[Whole, Whole]:
        """Return exact points and weights as whole numbers: int64 if sums times `spare` keep below 2^62."""
        unit = math.lcm(*(share.denominator for row in self.exact for share in row))
        parts = math.lcm(*(weight.denominator for weight in self.weights.values()))
        kind = np.int64 if unit * parts * max(spare, 1) < SAFE else object
        points = [[int(share * unit) for share in row] for row in self.exact]
        weights = [int(weight * parts) for weight in self.weights.values()]
        shape = (len(self.entrants), len(self.criteria))
        return np.array(points, dtype=kind).reshape(shape), np.array(weights, dtype=kind)

    def totals(self, way: Way, without: str = "") -> list[Fraction]:
        """Return each row's exact share of 0 to 1 with the jurors joined another way, or one of them away."""
        totals = []
        for row, entrant in zip(self.exact, self.entrants, strict=True):
            own = dict(zip(self.criteria, row, strict=True))
            for stage in self.category.stages:
                if stage.rubrics:
                    shares = self.panels.shares(entrant, stage, way, without)
                    own |= {one.id: share for one, share in zip(stage.rubrics, shares, strict=True)}
                    self._refill(entrant, stage.id, own)
            totals.append(sum((self.weights[name] * share for name, share in own.items()), Fraction(0)))
        return totals

    def _refill(self, entrant: str, stage_id: str, own: dict[str, Fraction]) -> None:
        parts = [part for part in self.scores.entrants[entrant].parts if part.stage == stage_id]
        left = [part.criterion for part in parts if part.points is None]
        if not left:
            return
        staying = {part.criterion: self.weights[part.criterion] for part in parts if part.points is not None}
        given = sum((weight * own[name] for name, weight in staying.items()), Fraction(0))
        whole = sum(staying.values())
        for name in left:
            own[name] = given / whole if whole else Fraction(0)

    def points(self, scale: str, way: Way, without: str, form: str) -> Integers:
        """Return the table of a world, (entrants, criteria), each 0 to 1,000,000, rounded half to even.

        scale: goalposts, percentile or z, for criteria with goalposts; way, without: of the jurors; form:
        arithmetic, or geometric, whose points are a logarithm.
        """
        table = np.empty((len(self.entrants), len(self.criteria)), dtype=np.int64)
        rubrics = self._rubrics(way, without)
        taken = 0
        for at, one in enumerate(self.category.criteria):
            if one.kind == "rubric":
                table[:, at] = rubrics[:, taken]
                taken += 1
            else:
                table[:, at] = self._column(one.id, scale if one.kind == "measure" else "goalposts")
        self._fill(table)
        if form == GEOMETRIC:
            table[:] = log_points()[table]
        return table

    def _rubrics(self, way: Way, without: str) -> Integers:
        if (way, without) not in self._panels:
            rows = [
                [
                    round(share * FULL_X)
                    for stage in self.panels.stages
                    for share in self.panels.shares(entrant, stage, way, without)
                ]
                for entrant in self.entrants
            ]
            many = sum(len(stage.rubrics) for stage in self.panels.stages)
            self._panels[way, without] = np.array(rows, dtype=np.int64).reshape(len(rows), many)
        return self._panels[way, without]

    def _column(self, criterion_id: str, scale: str) -> Integers:
        """Return one criterion's points; a gap is 0, the median of the given ones, or LEFT."""
        if (criterion_id, scale) not in self._columns:
            criterion = self.category.criterion(criterion_id)
            at = self.criteria.index(criterion_id)
            texts = [self.values[entrant].get(criterion_id, "") for entrant in self.entrants]
            if scale == "goalposts":
                parts = [self.scores.entrants[entrant].parts[at] for entrant in self.entrants]
                column = [
                    LEFT if part.points is None else round(part.points * FULL_X / 100) for part in parts
                ]
            else:
                column = scaled(criterion, texts, scale, left=LEFT)
            self._columns[criterion_id, scale] = np.array(column, dtype=np.int64)
        return self._columns[criterion_id, scale]

    def _fill(self, table: Integers) -> None:
        """Put the mean of the stage's other criteria, by declared weight, where a criterion left."""
        start = 0
        for stage in self.category.stages:
            own = table[:, start : start + len(stage.criteria)]
            weights = np.array([one.weight_bp for one in stage.criteria], dtype=np.int64)
            left = own == LEFT
            if left.any():
                given = (np.where(left, 0, own) * weights).sum(axis=1)
                staying = np.where(left, 0, weights).sum(axis=1)
                mean = divided(given, np.maximum(staying, 1))
                own[left] = np.broadcast_to(mean[:, None], own.shape)[left]
            start += len(stage.criteria)


def divided(numbers: Integers, by: Integers) -> Integers:
    """Return quotients by positive numbers, rounded half to even."""
    whole, rest = np.divmod(numbers, by)
    quotients: Integers = whole + ((2 * rest > by) | ((2 * rest == by) & (whole % 2 == 1)))
    return quotients
