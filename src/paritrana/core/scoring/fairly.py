"""Scores with fair panel values in the place of the plain ones: the fair view, and fair mode `official`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from paritrana.core.rulebook import Category, Criterion, Stage
from paritrana.core.rulebook.model import WHOLE
from paritrana.core.rulebook.shares import share_of_stage
from paritrana.core.scoring.exact import summed
from paritrana.core.scoring.geometric import geometric_points
from paritrana.core.scoring.model import FAIR, CategoryScores, EntrantScore, Part

type Cell = tuple[str, str]


def changes(scores: CategoryScores, fair: Mapping[Cell, Fraction]) -> dict[Cell, Fraction]:
    """Return by how many points each (entrant, stage) of those who stand changes.

    100 · (fair − plain) · Σ v, v the weight with which each rubric enters the stage's mean.  A stage with a
    geometric mean over its dimensions has no such weights and does not change.
    """
    found = {}
    stages = [one for one in scores.category.stages if one.rubrics and one.aggregate == "mean"]
    for entrant, one in scores.entrants.items():
        for stage in stages:
            share = fair.get((entrant, stage.id))
            if share is not None:
                plain, weight = _plain(stage, one.parts)
                found[entrant, stage.id] = 100 * (share - plain) * weight
    return found


def changed(scores: CategoryScores, by: Mapping[Cell, Fraction]) -> CategoryScores:
    """Return the scores with each stage's points changed, and a part `~fair` after the stage's criteria."""
    if not by:
        return scores
    category = scores.category
    entrants = {name: _changed(category, one, by) for name, one in scores.entrants.items()}
    return replace(scores, entrants=entrants)


def unchanged(scores: CategoryScores) -> CategoryScores:
    """Return the plain scores beneath changed ones: what the same entrants would have without `~fair`."""
    entrants = {}
    for name, one in scores.entrants.items():
        by = {part.stage: part.points or Fraction(0) for part in one.parts if part.criterion == FAIR}
        stages = {stage: points - by.get(stage, Fraction(0)) for stage, points in one.stages.items()}
        parts = tuple(part for part in one.parts if part.criterion != FAIR)
        entrants[name] = replace(one, score=total(scores.category, stages), stages=stages, parts=parts)
    return replace(scores, entrants=entrants)


def total(category: Category, points: Mapping[str, Fraction]) -> Fraction:
    """Return the final score of stage points: over all stages, so that a stage not done gives nothing."""
    weighed = [(points[one.id], one.weight_bp) for one in category.stages if one.id in points]
    if category.aggregate == "geometric":
        return geometric_points(weighed, category.floor)
    return summed((weight * own.numerator, WHOLE * own.denominator) for own, weight in weighed)


def fair_part(category: Category, stage: Stage, change: Fraction) -> Part:
    """Return the part that a change of a stage's points makes."""
    part = None if category.aggregate == "geometric" else change * stage.weight_bp / WHOLE
    return Part(stage.id, FAIR, change, part, Fraction(0))


def _changed(category: Category, one: EntrantScore, by: Mapping[Cell, Fraction]) -> EntrantScore:
    stages, parts = dict(one.stages), list[Part]()
    for stage in category.stages:
        parts += (part for part in one.parts if part.stage == stage.id)
        change = by.get((one.entrant, stage.id))
        if change is not None:
            stages[stage.id] += change
            parts.append(fair_part(category, stage, change))
    return replace(one, score=total(category, stages), stages=stages, parts=tuple(parts))


def _plain(stage: Stage, parts: Sequence[Part]) -> tuple[Fraction, Fraction]:
    """Return an entrant's plain panel value as a share, and the weight of the rubrics in the stage's mean."""
    points = {part.criterion: part.points for part in parts if part.stage == stage.id}
    weights = {one.id: share_of_stage(stage, one) for one in stage.rubrics}
    whole = sum(weights.values(), Fraction(0))
    value = sum((weight * (points[name] or 0) for name, weight in weights.items()), Fraction(0))
    staying = [one for one in stage.criteria if points[one.id] is not None]
    return value / 100 / whole, _entering(stage, staying)


def _entering(stage: Stage, staying: Sequence[Criterion]) -> Fraction:
    if not stage.dimensions:
        return _rubrics_of(staying)
    groups = [
        (one.weight_bp, own)
        for one in stage.dimensions
        if (own := [criterion for criterion in staying if criterion.dimension == one.id])
    ]
    return sum((weight * _rubrics_of(own) for weight, own in groups), Fraction(0)) / sum(
        weight for weight, _ in groups
    )


def _rubrics_of(staying: Sequence[Criterion]) -> Fraction:
    rubrics = sum(one.weight_bp for one in staying if one.kind == "rubric")
    return Fraction(rubrics, sum(one.weight_bp for one in staying))
