"""What one criterion weighs in its stage as a whole number, for sums of marks that stay whole.

The same weight as an exact share is `rulebook.shares.share_of_stage`.
"""

from paritrana.core.rulebook import Criterion, Stage
from paritrana.core.rulebook.model import WHOLE


def whole_weight(stage: Stage, criterion: Criterion) -> int:
    """Return a criterion's weight in its stage, in units of 1/`weight_unit` of a basis point.

    Its own weight, or dimension weight · criterion weight.  Under a geometric mean of dimensions it is the
    nominal weight only.
    """
    for dimension in stage.dimensions:
        if dimension.id == criterion.dimension:
            return dimension.weight_bp * criterion.weight_bp
    return criterion.weight_bp


def weight_unit(stage: Stage) -> int:
    """Return into how many parts `whole_weight` splits a basis point: 10,000 with dimensions, else 1."""
    return WHOLE if stage.dimensions else 1
