"""The decision: which of the given cells are withheld."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from paritrana.core.disclosure.grid import Bools, Grid, Ints, Values, grid_of
from paritrana.core.disclosure.search import Search
from paritrana.errors import BadInput


@dataclass(frozen=True, slots=True)
class Decision:
    """What is withheld of one table.

    hidden: one truth for each given cell, in the order given; print neither numerator nor denominator there.
    small: the given cells that are withheld for their own sake; not for publication.
    absent: cells that were not given (nobody is in them) and are withheld too: region and dimension values.
        A gap that means zero would give the others away, so print these as withheld, or none of the region's
        withheld cells.
    """

    hidden: Bools
    small: Bools
    absent: tuple[tuple[str, Values], ...]


def decide(
    codes: Sequence[str],
    persons: Sequence[int] | Ints,
    *,
    by: Sequence[Sequence[str]] = (),
    of: Sequence[int] | Ints | None = None,
    k: int = 10,
) -> Decision:
    """Return which cells of a table are withheld, the same for the same cells in any order.

    codes: region of each cell, dotted; the country is `""` or `ID`.
    persons: persons behind each cell, whatever unit the printed figure has (person-months: the persons).
    by: one sequence for each dimension, with the value of each cell, `TOTAL` where it is a total.
    of: persons that `persons` is a part of, when that is a count from the same register and is printed
        (continuity, lapse); then the rest, `of` minus `persons`, must not be small either.
    k: figures of 1 to k - 1 persons are small; 0 withholds nothing.

    Give every level and every total that is published from this snapshot, in one call.
    Raises BadInput: disclosure.lengths, .repeated, .negative, .part (more persons than `of`), .limit.
    """
    if k < 0:
        raise BadInput("disclosure.limit", given=k)
    layers = _layers(persons, of)
    grid = grid_of(codes, by, layers, k)
    if k < 2:
        nothing = np.zeros(len(codes), dtype=bool)
        return Decision(nothing, nothing.copy(), ())
    small = np.logical_or.reduce(grid.small)
    hidden = Search(grid, k).hidden() | small
    return Decision(hidden[grid.at], small[grid.at], tuple(_absent(grid, hidden)))


def _layers(persons: Sequence[int] | Ints, of: Sequence[int] | Ints | None) -> list[Ints]:
    counts = _whole_numbers(persons)
    if of is None:
        return [counts]
    around = _whole_numbers(of)
    if len(around) != len(counts):
        raise BadInput("disclosure.lengths")
    if (counts > around).any():
        raise BadInput("disclosure.part", row=int(np.flatnonzero(counts > around)[0]))
    return [counts, around - counts]


def _whole_numbers(given: Sequence[int] | Ints) -> Ints:
    counts = np.asarray(given)
    if counts.size and counts.dtype.kind not in "iu":
        raise BadInput("disclosure.not_counts")
    if (counts < 0).any():
        raise BadInput("disclosure.negative", row=int(np.flatnonzero(counts < 0)[0]))
    return counts.astype(np.int64)


def _absent(grid: Grid, hidden: Bools) -> Iterator[tuple[str, Values]]:
    """Yield the withheld cells of given regions that were not given themselves."""
    down, across = grid.at
    rest = hidden.copy()
    rest[down, across] = False
    regions = np.zeros(len(rest), dtype=bool)
    regions[down] = True
    names = list(grid.groups)
    for row, group in np.argwhere(rest & regions[:, None]):
        yield grid.tree.codes[row], names[group]
