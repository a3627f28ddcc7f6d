"""How far each criterion takes an entrant's score from that of the mean entrant, under a geometric mean.

On the way from a criterion to the score every geometric mean is entered by a logarithm and left by a power.
Each is taken with its slope between the two entrants, (ln a - ln b) / (a - b) or its inverse, so parts sum
to the whole distance and a criterion in which both stand alike has none.  The inverse is the logarithmic mean
of a and b.  Source: Törnqvist, Vartia and Vartia 1985, The American Statistician 39(1), 43-46; Ang 2004,
Energy Policy 32(9), 1131-1139.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from paritrana.core.ranking.robustness.form import Level
from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.ranking.robustness.powers import DIGITS

NIL, ONE = Decimal(0), Decimal(1)
ALIKE = Decimal("1e-20")


@dataclass(frozen=True, slots=True)
class _Node:
    """A mean with those below it: its share, and the logarithm it had before it was a power again."""

    share: Decimal
    log: Decimal
    below: tuple["_Node", ...] = ()


def distances(grid: Grid) -> list[list[Fraction]]:
    """Return, for each row and criterion, its part of the row's distance from the mean entrant, in shares.

    In 40 digits; the mean entrant has in every criterion the mean of all rows.
    """
    many = len(grid.exact)
    with localcontext(DIGITS):
        means = [sum(column, Fraction(0)) / many for column in zip(*grid.exact, strict=True)]
        centre = [_decimal(one) for one in means]
        weights = [_decimal(one) for one in grid.weights.values()]
        middle = _score(grid, centre, weights, -1)
        return [
            [Fraction(one) for one in _parts(grid, [_decimal(x) for x in row], centre, weights, at, middle)]
            for at, row in enumerate(grid.exact)
        ]


def _parts(
    grid: Grid,
    own: Sequence[Decimal],
    centre: Sequence[Decimal],
    weights: Sequence[Decimal],
    at: int,
    middle: _Node,
) -> list[Decimal]:
    mine = _score(grid, own, weights, at)
    found = [NIL] * len(own)
    top = _out(mine, middle, grid.form.floor)
    for stage, one, other in zip(grid.form.stages, mine.below, middle.below, strict=True):
        up = top * _into(one, other, grid.form.floor) * _out(one, other, stage.floor)
        for columns, inner, reference in zip(stage.groups, one.below, other.below, strict=True):
            slope = up * _into(inner, reference, stage.floor)
            for column in columns:
                found[column] = slope * weights[column] * (own[column] - centre[column])
    return found


def _score(grid: Grid, shares: Sequence[Decimal], weights: Sequence[Decimal], at: int) -> _Node:
    stages = []
    for stage in grid.form.stages:
        inner = [_mean(columns, shares, weights) for columns in stage.groups]
        void = grid.void.get(stage.id)
        nothing = at >= 0 and void is not None and bool(void[at])
        stages.append(_joined(inner, _totals(stage, weights), stage.floor, nothing=nothing))
    whole = [sum((weights[column] for column in stage.columns), NIL) for stage in grid.form.stages]
    return _joined(stages, whole, grid.form.floor)


def _totals(stage: Level, weights: Sequence[Decimal]) -> list[Decimal]:
    return [sum((weights[column] for column in columns), NIL) for columns in stage.groups]


def _mean(columns: Sequence[int], shares: Sequence[Decimal], weights: Sequence[Decimal]) -> _Node:
    whole = sum((weights[column] for column in columns), NIL)
    return _Node(sum((weights[column] * shares[column] for column in columns), NIL) / whole, NIL)


def _joined(
    below: Sequence[_Node], weights: Sequence[Decimal], floor: Fraction | None, *, nothing: bool = False
) -> _Node:
    """Return the mean of nodes; nothing: the stage gives 0, whatever its logarithm is."""
    whole = sum(weights, NIL)
    if floor is None:
        share = sum((w * one.share for w, one in zip(weights, below, strict=True)), NIL) / whole
        return _Node(share, NIL, tuple(below))
    least = _decimal(floor)
    logs = (w * max(one.share, least).ln() for w, one in zip(weights, below, strict=True))
    log = sum(logs, NIL) / whole
    return _Node(NIL if nothing else log.exp(), log, tuple(below))


def _into(one: _Node, other: _Node, floor: Fraction | None) -> Decimal:
    """Return the slope of the floored logarithm between two shares; 1 into a weighted mean."""
    if floor is None:
        return ONE
    least = _decimal(floor)
    if abs(one.share - other.share) < ALIKE:
        return ONE / one.share if one.share > least else NIL
    return (max(one.share, least).ln() - max(other.share, least).ln()) / (one.share - other.share)


def _out(one: _Node, other: _Node, floor: Fraction | None) -> Decimal:
    """Return the slope of the power between two logarithms; 1 out of a weighted mean."""
    if floor is None:
        return ONE
    if abs(one.log - other.log) < ALIKE:
        return one.share
    return (one.share - other.share) / (one.log - other.log)


def _decimal(value: Fraction) -> Decimal:
    return DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
