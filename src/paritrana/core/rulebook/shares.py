"""What a criterion's weight comes to: of its group, of its stage and of the whole score, as exact shares."""

from fractions import Fraction

from paritrana.core.rulebook.model import WHOLE, Category, Criterion, Dimension, Stage


def dimension_of(stage: Stage, criterion: Criterion) -> Dimension | None:
    """Return the dimension a criterion stands in, or None."""
    return next((one for one in stage.dimensions if one.id == criterion.dimension), None)


def stage_of(category: Category, criterion: Criterion) -> Stage:
    """Return the stage that holds a criterion of the category."""
    return next(one for one in category.stages if criterion in one.criteria)


def share_of_stage(stage: Stage, criterion: Criterion) -> Fraction:
    """Return the weight of a criterion in its stage, through its dimension where it has one."""
    group = dimension_of(stage, criterion)
    own = Fraction(criterion.weight_bp, WHOLE)
    return own * group.weight_bp / WHOLE if group else own


def share_of_score(stage: Stage, criterion: Criterion) -> Fraction:
    """Return the weight of a criterion in the whole score; under a geometric mean it is an exponent."""
    return share_of_stage(stage, criterion) * stage.weight_bp / WHOLE
