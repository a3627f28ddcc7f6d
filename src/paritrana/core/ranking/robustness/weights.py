"""The overall weight of every criterion: the product of the weights on its way to the score."""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from paritrana.core.rulebook import Category
from paritrana.core.rulebook.model import FULL_X

type Integers = NDArray[np.int64]

PARTS = 100_000_000
FINENESS = 64
LARGEST_SUM = 2**53


def overall_weights(category: Category, *, without: str = "") -> Mapping[str, Fraction]:
    """Return each criterion's share of the whole score, in the order of the rulebook; they sum to 1.

    without: a criterion that leaves.  Its weight goes to the others of its stage, as it does where a value
    is missing by `renormalise`; a stage left empty gives its weight to the other stages.
    """
    staying = {stage.id: [one for one in stage.criteria if one.id != without] for stage in category.stages}
    whole = sum(stage.weight_bp for stage in category.stages if staying[stage.id])
    weights = {one.id: Fraction(0) for one in category.criteria}
    for stage in category.stages:
        inside = sum(one.weight_bp for one in staying[stage.id])
        for one in staying[stage.id]:
            weights[one.id] = Fraction(stage.weight_bp, whole) * Fraction(one.weight_bp, inside)
    return weights


def in_parts(weights: Mapping[str, Fraction]) -> Integers:
    """Return weights as whole hundred-millionths: exact where stage and criterion are in basis points."""
    return np.array([round(weight * PARTS) for weight in weights.values()], dtype=np.int64)


def unmoved(parts: Integers) -> Integers:
    """Return weights in the unit of drawn ones, 64ths of a part, moved by nothing."""
    return parts * FINENESS


def must_be_carried(points: Integers, weights: Integers) -> None:
    """Raise OverflowError unless every sum of points times weights is exact in float64, below 2^53."""
    largest = int(points.max(initial=0)) if points.size else 0
    heaviest = int(weights.sum(axis=-1).max(initial=0))
    if largest * heaviest >= LARGEST_SUM or points.min(initial=0) < 0:
        raise OverflowError(f"{largest} x {heaviest} is not carried exactly; points go up to {FULL_X}")
