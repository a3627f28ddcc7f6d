"""The table as a grid: every region down the tree, every combination of dimensions across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from paritrana.errors import BadInput

type Ints = npt.NDArray[np.int64]
type Bools = npt.NDArray[np.bool_]
type Values = tuple[str, ...]

TOTAL = ""
COUNTRY = ""
REST = "~"


@dataclass(frozen=True, slots=True)
class Tree:
    """Regions in code order, parents first; place 0 is the country."""

    codes: list[str]
    place: dict[str, int]
    parent: Ints
    depth: Ints
    children: list[list[int]]

    def add_up(self, leaves: Ints) -> Ints:
        """Return the matrix with every region's row raised to the sum of the rows below it."""
        sums = leaves.copy()
        for depth in range(int(self.depth.max(initial=0)), 0, -1):
            rows = np.flatnonzero(self.depth == depth)
            np.add.at(sums, self.parent[rows], sums[rows])
        return sums


@dataclass(frozen=True, slots=True)
class Grid:
    """The table in a form that can be searched.

    groups: every combination of dimension values or totals; `members` says which columns each adds up.
    columns: the finest combinations, last one for persons whose total is given without a breakdown.
    masses: one matrix of leaf rows by columns for each layer (persons, and the rest of `of`).
    small: one matrix of regions by groups for each layer, true where the figure is small.
    at: region and group of every given cell.
    """

    tree: Tree
    groups: dict[Values, int]
    members: Bools
    masses: list[Ints]
    small: list[Bools]
    at: tuple[Ints, Ints]

    @property
    def whole(self) -> int:
        """Return the group that is the total over every dimension, the last one."""
        return len(self.groups) - 1


def normal(code: str) -> str:
    """Return a code with the two names of the country made one."""
    return COUNTRY if code == "ID" else code


def tree_of(codes: Sequence[str]) -> Tree:
    """Return the tree of these regions and all that lie above them."""
    known = {COUNTRY}
    for code in set(codes):
        while code not in known:
            known.add(code)
            code = code.rpartition(".")[0]
    ordered = sorted(known)
    place = {code: at for at, code in enumerate(ordered)}
    parent = np.array([place[code.rpartition(".")[0]] for code in ordered], dtype=np.int64)
    depth = np.array([code.count(".") + 1 if code else 0 for code in ordered], dtype=np.int64)
    children: list[list[int]] = [[] for _ in ordered]
    for at in range(1, len(ordered)):
        children[parent[at]].append(at)
    return Tree(ordered, place, parent, depth, children)


def grid_of(codes: Sequence[str], by: Sequence[Sequence[str]], layers: Sequence[Ints], k: int) -> Grid:
    """Return the grid of given cells; raises BadInput for lengths that differ or a cell given twice."""
    if {len(codes)} != {*map(len, by), len(codes), *map(len, layers)}:
        raise BadInput("disclosure.lengths")
    regions = [normal(code) for code in codes]
    combined: list[Values] = list(zip(*by, strict=True)) if by else [()] * len(regions)
    groups, members = _groups(combined, len(by))
    across = np.array([groups[values] for values in combined], dtype=np.int64)
    tree = tree_of(regions)
    down = np.array([tree.place[code] for code in regions], dtype=np.int64)
    _no_repeats(down, across, codes, len(groups))
    given = np.zeros((len(tree.codes), len(groups)), dtype=bool)
    given[down, across] = True
    figures = []
    for layer in layers:
        figure = np.zeros(given.shape, dtype=np.int64)
        figure[down, across] = layer
        figures.append(figure)
    fine = [at for values, at in groups.items() if all(values)] if by else []
    whole = groups[(TOTAL,) * len(by)]
    wider, masses = _with_rests(tree, [_columns(figure, given, fine, whole) for figure in figures])
    move = np.array([wider.place[code] for code in tree.codes], dtype=np.int64)
    small = []
    for mass, figure in zip(masses, figures, strict=True):
        sums = wider.add_up(mass) @ members.T.astype(np.int64)
        sums[move] = np.where(given, figure, sums[move])
        small.append((sums > 0) & (sums < k))
    return Grid(wider, groups, members, masses, small, (move[down], across))


def _groups(combined: Sequence[Values], dimensions: int) -> tuple[dict[Values, int], Bools]:
    """Return every group with its place and which columns it adds up; a last column is for the rest."""
    seen = [sorted({values[at] for values in set(combined)} - {TOTAL}) for at in range(dimensions)]
    groups = {values: at for at, values in enumerate(product(*([*values, TOTAL] for values in seen)))}
    fine = [values for values in groups if all(values)]
    members = np.zeros((len(groups), len(fine) + bool(dimensions)), dtype=bool)
    for values, row in groups.items():
        for at, column in enumerate(fine):
            members[row, at] = all(want in (TOTAL, has) for want, has in zip(values, column, strict=True))
    members[groups[(TOTAL,) * dimensions], -1] = True
    return groups, members


def _no_repeats(down: Ints, across: Ints, codes: Sequence[str], width: int) -> None:
    keys, first, times = np.unique(down * width + across, return_index=True, return_counts=True)
    if keys.size and times.max() > 1:
        raise BadInput("disclosure.repeated", region=codes[int(first[times > 1][0])])


def _columns(figure: Ints, given: Bools, fine: Sequence[int], whole: int) -> Ints:
    """Return regions by columns: the finest figures, and what a given total has beyond them."""
    if not fine:
        return figure[:, [whole]]
    rest = np.where(given[:, whole], figure[:, whole] - figure[:, fine].sum(axis=1), 0)
    return np.column_stack([figure[:, fine], np.maximum(rest, 0)])


def _with_rests(tree: Tree, layers: list[Ints]) -> tuple[Tree, list[Ints]]:
    """Return leaf rows only, with a leaf of its own for what a region has beyond the regions below it."""
    inner = np.array([bool(below) for below in tree.children])
    leaves: list[dict[str, Ints]] = []
    for figure in layers:
        reached = figure.copy()
        found: dict[str, Ints] = {}
        for depth in range(int(tree.depth.max(initial=0)), -1, -1):
            rows = np.flatnonzero((tree.depth == depth) & inner)
            below = np.zeros_like(figure)
            kids = np.flatnonzero(tree.depth == depth + 1)
            np.add.at(below, tree.parent[kids], reached[kids])
            beyond = np.maximum(figure[rows] - below[rows], 0)
            reached[rows] = below[rows] + beyond
            for at in np.flatnonzero(beyond.any(axis=1)):
                found[f"{tree.codes[rows[at]]}.{REST}".lstrip(".")] = beyond[at]
        leaves.append(found)
    extra = sorted({code for found in leaves for code in found})
    wider = tree_of([*tree.codes, *extra]) if extra else tree
    move = np.array([wider.place[code] for code in tree.codes], dtype=np.int64)
    masses = []
    for figure, found in zip(layers, leaves, strict=True):
        mass = np.zeros((len(wider.codes), figure.shape[1]), dtype=np.int64)
        mass[move] = np.where(inner[:, None], 0, figure)
        for code, row in found.items():
            mass[wider.place[code]] = row
        masses.append(mass)
    return wider, masses
