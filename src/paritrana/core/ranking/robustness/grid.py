"""Points of every ranked entrant in every criterion as whole numbers, as scored and under other choices.

Rows stand in the order of the ranking.  A criterion that left by `renormalise` is filled with the points of
its dimension or stage over what stayed, so that under the declared weights every row has its exact score.
"""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property

import numpy as np

from paritrana.core.ranking.order import Row
from paritrana.core.ranking.robustness.form import Form, Void
from paritrana.core.ranking.robustness.panels import FairPanels, Panels, Way
from paritrana.core.ranking.robustness.powers import divided
from paritrana.core.ranking.robustness.radius import SAFE, Whole
from paritrana.core.ranking.robustness.scales import GEOMETRIC, OWN, log_points, scaled
from paritrana.core.ranking.robustness.weights import Integers, groups_of, overall_weights
from paritrana.core.rulebook import Category, Criterion, Stage
from paritrana.core.rulebook.model import FULL_X
from paritrana.core.scoring import CategoryScores, CategoryValues, Marks, Part
from paritrana.core.scoring.entrants import Entrants, Facts
from paritrana.core.scoring.geometric import geometric_points
from paritrana.core.scoring.model import FAIR

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
        entrants: Entrants | None = None,
    ) -> None:
        self.category, self.values, self.marks, self.scores = category, values, marks, scores
        self.facts = (entrants or {}) if category.size_classes else {}
        self.entrants = [row.entrant for row in rows]
        self.ranks = [row.rank for row in rows]
        self.criteria = [one.id for one in category.criteria]
        self.form = Form(category)
        self.weights = overall_weights(category)
        self.parts: dict[str, dict[str, Part]] = {}
        self.changes: dict[tuple[str, str], Fraction] = {}
        for name, one in scores.entrants.items():
            self.parts[name] = {part.criterion: part for part in one.parts if part.criterion != FAIR}
            self.changes |= {
                (name, part.stage): part.points or Fraction(0) for part in one.parts if part.criterion == FAIR
            }
        self.panels = Panels(category, marks, scores, fair)
        if self.changes and not fair:
            self.panels.fair = self._official()
        self._columns: dict[tuple[str, str], Integers] = {}
        self._panels: dict[tuple[Way, str], Integers] = {}
        self._totals: dict[Way, list[Fraction]] = {}

    @property
    def leaders(self) -> list[int]:
        """Return the rows of rank 1."""
        return [at for at, rank in enumerate(self.ranks) if rank == 1]

    def _official(self) -> FairPanels:
        """Return the fair panel values that made the official scores."""
        panels = {}
        for entrant, stage_id in self.changes:
            stage = self.category.stage(stage_id)
            shares = [self.scored[entrant][one.id] or Fraction(0) for one in stage.rubrics]
            panels[entrant, stage_id] = self.panels.value(stage, shares)
        return FairPanels(panels, {})

    @cached_property
    def exact(self) -> list[list[Fraction]]:
        """Return the share of every row and criterion; the form makes the exact score of them.

        Of weighted means that is rows times weights.
        In fair mode `official` every rubric criterion of a stage bears the change of its panel.
        """
        return [self._row(entrant, self.scored[entrant]) for entrant in self.entrants]

    @cached_property
    def scored(self) -> dict[str, dict[str, Fraction | None]]:
        """Return {entrant: {criterion: share}} as scored, None for a criterion that left."""
        table = {}
        for entrant in self.entrants:
            own = {
                part.criterion: None if part.points is None else part.points / 100
                for part in self.parts[entrant].values()
            }
            for stage in self.category.stages:
                change = self.changes.get((entrant, stage.id))
                if change is not None:
                    shift = change / 100 / self._entering(stage, own)
                    for one in stage.rubrics:
                        own[one.id] = (own[one.id] or 0) + shift
            table[entrant] = own
        return table

    def _entering(self, stage: Stage, own: Mapping[str, Fraction | None]) -> Fraction:
        """Return with which weight the rubric criteria stand in the points of a stage."""
        ones = {
            one.id: None if own[one.id] is None else Fraction(one.kind == "rubric") for one in stage.criteria
        }
        groups = [(weight, _mean_of(criteria, ones)) for weight, criteria in groups_of(stage)]
        return _mean(groups) or Fraction(1)

    @cached_property
    def whole_weights(self) -> list[int]:
        """Return the weights as whole numbers of one unit."""
        parts = math.lcm(*(weight.denominator for weight in self.weights.values()))
        return [int(weight * parts) for weight in self.weights.values()]

    @cached_property
    def void(self) -> Void:
        """Return, by geometric stage, the rows of which every criterion left: it gives them nothing."""
        found = {}
        for stage in self.category.stages:
            if stage.aggregate == "geometric":
                gone = [
                    all(self.scored[row][one.id] is None for one in stage.criteria) for row in self.entrants
                ]
                if any(gone):
                    found[stage.id] = np.array(gone)
        return found

    def score(self, at: int, shares: Sequence[Fraction], weights: Sequence[int] | None = None) -> Fraction:
        """Return the exact score, 0 to 100, that shares would give a row, also under other whole weights."""
        void = [stage for stage, gone in self.void.items() if gone[at]]
        return self.form.exact(shares, weights or self.whole_weights, void)

    def _row(self, entrant: str, own: Mapping[str, Fraction | None]) -> list[Fraction]:
        """Return an entrant's shares with the mean of its dimension, or stage, where a criterion left."""
        filled: dict[str, Fraction] = {}
        for stage in self.category.stages:
            groups = [(weight, one, _mean_of(one, own)) for weight, one in groups_of(stage)]
            whole = _joined(stage, [(weight, mean) for weight, _, mean in groups])
            for _, criteria, mean in groups:
                for one in criteria:
                    share = own[one.id]
                    filled[one.id] = share if share is not None else whole if mean is None else mean
        return [filled[name] for name in self.criteria]

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
        if way not in self._totals:
            self._totals[way] = [self._total(at, way, "") for at in range(len(self.entrants))]
        totals = list(self._totals[way])
        for at in self._marked_by(without) if without else ():
            totals[at] = self._total(at, way, without)
        return totals

    def _total(self, at: int, way: Way, without: str) -> Fraction:
        entrant = self.entrants[at]
        own = dict(self.scored[entrant])
        for stage in self.panels.stages:
            shares = self.panels.shares(entrant, stage, way, without)
            own |= {one.id: share for one, share in zip(stage.rubrics, shares, strict=True)}
        return self.score(at, self._row(entrant, own)) / 100

    def _marked_by(self, juror: str) -> list[int]:
        """Return the rows that change when a juror is away; all rows for nobody."""
        if not juror:
            return list(range(len(self.entrants)))
        marked = self.panels.marked[juror]
        return [at for at, entrant in enumerate(self.entrants) if entrant in marked]

    def points(self, scale: str, way: Way, without: str, form: str) -> Integers:
        """Return the table of a world, (entrants, criteria), each 0 to 1,000,000, rounded half to even.

        scale: goalposts, percentile or z, for criteria with goalposts; way, without: of the jurors; form:
        arithmetic; geometric, whose points are a logarithm; own, where a geometric mean stands in the rules.
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
        self._fill(table, form)
        if form == GEOMETRIC:
            table[:] = log_points()[table]
        return table

    def _rubrics(self, way: Way, without: str) -> Integers:
        changed = self._marked_by(without)
        if (way, without) not in self._panels:
            rows = [self._rubric_points(self.entrants[at], way, without) for at in changed]
            many = sum(len(stage.rubrics) for stage in self.panels.stages)
            self._panels[way, without] = np.array(rows, dtype=np.int64).reshape(len(rows), many)
        if not without:
            return self._panels[way, without]
        table = self._rubrics(way, "").copy()
        table[changed] = self._panels[way, without]
        return table

    def _rubric_points(self, entrant: str, way: Way, without: str) -> list[int]:
        return [
            min(max(round(share * FULL_X), 0), FULL_X)
            for stage in self.panels.stages
            for share in self.panels.shares(entrant, stage, way, without)
        ]

    def _column(self, criterion_id: str, scale: str) -> Integers:
        """Return one criterion's points; a gap is 0, the median of the given ones, or LEFT."""
        if (criterion_id, scale) not in self._columns:
            criterion = self.category.criterion(criterion_id)
            texts = [self.values[entrant].get(criterion_id, "") for entrant in self.entrants]
            if scale == "goalposts":
                parts = [self.parts[entrant][criterion_id] for entrant in self.entrants]
                column = [
                    LEFT if part.points is None else round(part.points * FULL_X / 100) for part in parts
                ]
            else:
                sizes = [self.facts.get(entrant, Facts()).size for entrant in self.entrants]
                column = scaled(criterion, texts, sizes, scale, left=LEFT)
            self._columns[criterion_id, scale] = np.array(column, dtype=np.int64)
        return self._columns[criterion_id, scale]

    def _fill(self, table: Integers, form: str) -> None:
        """Put the mean of its dimension, or stage, by declared weight, where a criterion left."""
        place = {name: at for at, name in enumerate(self.criteria)}
        for level, stage in zip(self.form.stages, self.category.stages, strict=True):
            groups = [(weight, [place[one.id] for one in own], own) for weight, own in groups_of(stage)]
            if not any((table[:, columns] == LEFT).any() for _, columns, _ in groups):
                continue
            means = []
            for _, columns, criteria in groups:
                own = table[:, columns]
                weights = np.where(own == LEFT, 0, np.array([one.weight_bp for one in criteria]))
                given, staying = (np.maximum(own, 0) * weights).sum(axis=1), weights.sum(axis=1)
                means.append(np.where(staying > 0, divided(given, np.maximum(staying, 1)), LEFT))
            across = np.stack(means, axis=1)
            weights = np.where(across == LEFT, 0, np.array([weight for weight, _, _ in groups]))
            if form == OWN and level.floor is not None:
                whole = self.form.joined(level, means, list(weights.T))
            else:
                given, staying = (np.maximum(across, 0) * weights).sum(axis=1), weights.sum(axis=1)
                whole = divided(given, np.maximum(staying, 1))
            for (_, columns, _), mean in zip(groups, means, strict=True):
                fill = np.where(mean == LEFT, whole, mean)[:, None]
                table[:, columns] = np.where(table[:, columns] == LEFT, fill, table[:, columns])


def _joined(stage: Stage, means: Sequence[tuple[int, Fraction | None]]) -> Fraction:
    """Return a stage's share as its score joins what is there of its dimensions; 0 of nothing."""
    if stage.aggregate == "geometric":
        there = [(mean * 100, weight) for weight, mean in means if mean is not None]
        return geometric_points(there, stage.floor) / 100
    return _mean(means) or Fraction(0)


def _mean_of(criteria: Sequence[Criterion], own: Mapping[str, Fraction | None]) -> Fraction | None:
    return _mean([(one.weight_bp, own[one.id]) for one in criteria])


def _mean(given: Sequence[tuple[int, Fraction | None]]) -> Fraction | None:
    """Return the weighted mean of what is there; None of nothing."""
    there = [(weight, share) for weight, share in given if share is not None]
    whole = sum(weight for weight, _ in there)
    return sum((weight * share for weight, share in there), Fraction(0)) / whole if there else None
