"""What one criterion weighs in its stage, whether the stage has dimensions or not."""

from fractions import Fraction

from paritrana.core.rulebook import Criterion, Stage
from paritrana.core.rulebook.model import WHOLE


def overall_weight(stage: Stage, criterion: Criterion) -> Fraction:
    """Return a criterion's weight in its stage, in basis points: exact, above 0, at most 10,000.

    Its own weight, or dimension weight · criterion weight / 10000.  Under a geometric mean of dimensions it
    is the nominal weight only.
    """
    return Fraction(whole_weight(stage, criterion), weight_unit(stage))


def whole_weight(stage: Stage, criterion: Criterion) -> int:
    """Return the same weight as a whole number, in units of 1/`weight_unit` of a basis point."""
    for dimension in stage.dimensions:
        if dimension.id == criterion.dimension:
            return dimension.weight_bp * criterion.weight_bp
    return criterion.weight_bp


def weight_unit(stage: Stage) -> int:
    """Return into how many parts `whole_weight` splits a basis point: 10,000 with dimensions, else 1."""
    return WHOLE if stage.dimensions else 1
