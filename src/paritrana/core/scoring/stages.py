"""The points of one stage: every criterion, the dimensions over them, and the mean of those."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from paritrana.core.rulebook import Category, Criterion, Stage
from paritrana.core.rulebook.model import FULL_X, WHOLE
from paritrana.core.scoring.cells import value_x
from paritrana.core.scoring.exact import median, summed
from paritrana.core.scoring.geometric import geometric_points
from paritrana.core.scoring.model import Part
from paritrana.core.scoring.panel import Panel, PanelReader
from paritrana.core.scoring.tables import CategoryValues

X_PER_POINT = FULL_X // 100

type Ratio = tuple[int, int]
type Given = Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class StageScore:
    """What a stage gave one entrant: points, 0-100, a part for each criterion, and its dimensions' points."""

    points: Fraction
    parts: tuple[Part, ...]
    dimensions: Mapping[str, Fraction | None]
    panel: Panel | None


class StageScorer:
    """Scores one stage, entrant by entrant, from sound values and sheets.

    sizes: the size class of every entrant of the category, empty where it has none.
    """

    def __init__(
        self, category: Category, stage: Stage, values: CategoryValues, sizes: Mapping[str, str]
    ) -> None:
        self.stage, self.sizes = stage, sizes
        self.reader = PanelReader(stage, category.jury) if stage.rubrics else None
        self.has_parts = "geometric" not in (category.aggregate, stage.aggregate)
        self.table: dict[str, dict[str, int | None]] = {
            one.id: {
                entrant: value_x(one, cells.get(one.id, ""), sizes[entrant])
                for entrant, cells in values.items()
            }
            for one in stage.criteria
            if one.kind != "rubric"
        }
        self.groups = {
            dimension.id: tuple(one for one in stage.criteria if one.dimension == dimension.id)
            for dimension in stage.dimensions
        }

    @cached_property
    def medians(self) -> dict[tuple[str, str], Fraction]:
        """Return the median x of each criterion of the rule `class_median`, by size class."""
        classes = sorted(set(self.sizes.values()))
        return {
            (one.id, size): median(
                [
                    x
                    for entrant, x in self.table[one.id].items()
                    if x is not None and self.sizes[entrant] == size
                ]
            )
            for one in self.stage.criteria
            if one.missing == "class_median" and one.kind != "rubric"
            for size in classes
        }

    def score(self, entrant: str, sheets: Mapping[str, Mapping[str, str]] | None) -> StageScore:
        """Return the score of an entrant; sheets: the counted {juror: {criterion: mark}}."""
        panel = self.reader.read(sheets or {}) if self.reader else None
        given = {one.id: self._points(one, entrant, panel) for one in self.stage.criteria}
        dimensions = {name: _mean(criteria, given) for name, criteria in self.groups.items()}
        shares = self._shares(given, dimensions)
        in_stage = {name: _of(points, *shares[name]) for name, points in given.items()}
        if self.stage.aggregate == "geometric":
            weighed = {one.id: one.weight_bp for one in self.stage.dimensions}
            points = geometric_points(
                ((of, weighed[name]) for name, of in dimensions.items() if of is not None), self.stage.floor
            )
        else:
            points = summed(in_stage.values())
        parts = tuple(
            self._part(one, entrant, panel, given[one.id], in_stage[one.id]) for one in self.stage.criteria
        )
        return StageScore(points, parts, dimensions, panel)

    def _points(self, one: Criterion, entrant: str, panel: Panel | None) -> Fraction | None:
        if panel and one.kind == "rubric":
            return panel.parts[one.id] * 100
        x = self.table[one.id][entrant]
        if x is not None:
            return Fraction(x, X_PER_POINT)
        if one.missing == "renormalise":
            return None
        return self.medians.get((one.id, self.sizes[entrant]), Fraction(0)) / X_PER_POINT

    def _shares(self, given: Given, dimensions: Given) -> dict[str, tuple[int, int]]:
        """Return the weight of each criterion that stays, in the stage, as numerator and denominator."""
        if None not in given.values():
            return self._full_shares
        return self._shares_of(given, dimensions)

    @cached_property
    def _full_shares(self) -> dict[str, tuple[int, int]]:
        whole = Fraction(1)
        return self._shares_of(
            {one.id: whole for one in self.stage.criteria}, dict.fromkeys(self.groups, whole)
        )

    def _shares_of(self, given: Given, dimensions: Given) -> dict[str, tuple[int, int]]:
        if not self.groups:
            staying = _staying(self.stage.criteria, given)
            return {one.id: (one.weight_bp, staying) for one in self.stage.criteria}
        whole = sum(one.weight_bp for one in self.stage.dimensions if dimensions[one.id] is not None)
        return {
            one.id: (one.weight_bp * dimension.weight_bp, _staying(criteria, given) * whole)
            for dimension in self.stage.dimensions
            for criteria in (self.groups[dimension.id],)
            for one in criteria
        }

    def _part(
        self,
        one: Criterion,
        entrant: str,
        panel: Panel | None,
        given: Fraction | None,
        in_stage: Ratio,
    ) -> Part:
        top, bottom = in_stage
        part = Fraction(top * self.stage.weight_bp, bottom * WHOLE) if self.has_parts else None
        if panel and one.kind == "rubric":
            tie_value, filled = panel.plain[one.id], False
        else:
            x = self.table[one.id][entrant]
            tie_value, filled = Fraction(x or 0), x is None
        return Part(self.stage.id, one.id, given, part, tie_value, filled, one.dimension)


def _staying(criteria: tuple[Criterion, ...], given: Given) -> int:
    return sum(one.weight_bp for one in criteria if given[one.id] is not None)


def _mean(criteria: tuple[Criterion, ...], given: Given) -> Fraction | None:
    """Return Σ w·points / Σ w over the criteria that stay; None when none stays."""
    staying = _staying(criteria, given)
    parts = (_of(given[one.id], one.weight_bp, staying) for one in criteria)
    return summed(parts) if staying else None


def _of(points: Fraction | None, weight: int, whole: int) -> Ratio:
    """Return points · weight / whole as numerator and denominator, not in lowest terms; 0 of what left."""
    if points is None:
        return 0, 1
    top, bottom = points.as_integer_ratio()
    return top * weight, bottom * whole
