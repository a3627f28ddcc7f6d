"""The search for companions: bottom up, a pool of regions under each shown region.

A *pool* is what is withheld in one piece: regions that hang together under a region shown in full, and the
columns withheld in all of them.  Who subtracts learns the pool's sum for each column and, where totals are
shown, each region's sum over these columns, and no more; so four sums give the range of any figure in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from paritrana.core.disclosure.grid import Bools, Grid, Ints


@dataclass(frozen=True, slots=True)
class Pool:
    """Withheld regions under one shown region, parents first, with their masses in each layer.

    bunch: for regions whose total is withheld, which regions may exchange persons with it; else -1.
    """

    nodes: Ints
    leaf: Bools
    bunch: Ints
    masses: list[Ints]


@dataclass(frozen=True, slots=True)
class Lack:
    """What a pool lacks: persons of one layer in some columns."""

    layer: int
    columns: Bools
    persons: int


class Search:
    """Withheld regions (`inside`) and withheld totals (`blank`), grown until every small figure is safe."""

    def __init__(self, grid: Grid, k: int) -> None:
        self._grid, self._k, self._tree = grid, k, grid.tree
        self._partial = np.arange(len(grid.groups)) != grid.whole
        self._singles = [int(np.flatnonzero(row)[0]) if row.sum() == 1 else -1 for row in grid.members]
        self._sums = [grid.tree.add_up(mass) for mass in grid.masses]
        self._totals = [sums.sum(axis=1) for sums in self._sums]
        small = np.logical_or.reduce(grid.small)
        self._inside = bytearray(small.any(axis=1).tobytes())
        self._blank = bytearray(small[:, grid.whole].tobytes())
        self._chosen: dict[int, Bools] = {}

    def hidden(self) -> Bools:
        """Return regions by groups: true where the figure is withheld."""
        depths = self._tree.depth
        for depth in range(int(depths.max(initial=0)) - 1, -1, -1):
            for top in np.flatnonzero(depths == depth).tolist():
                if any(self._inside[child] for child in self._tree.children[top]):
                    self._settle_totals(top)
                    self._settle(top)
        return self._pattern()

    def _settle(self, top: int) -> None:
        """Close the pool under a region, or let the region join it."""
        while not self._inside[top]:
            pool = self._pool(top)
            columns, lack = self._columns(pool)
            if lack is None:
                self._chosen[top] = columns
                return
            if not self._widen(top, lack):
                self._inside[top] = 1

    def _settle_totals(self, top: int) -> None:
        """Withhold totals under a region until they hide each other, or withhold its own."""
        while not self._blank[top]:
            bunch = list(self._down(top, self._blank))
            if not bunch:
                return
            lack = self._lacking_totals(top, bunch)
            if lack is None:
                return
            alone = sum(self._blank[child] for child in self._tree.children[top]) < 2
            if not self._add([top] if alone else [top, *bunch], lack, self._blank):
                self._blank[top] = self._inside[top] = 1

    def _lacking_totals(self, top: int, bunch: list[int]) -> Lack | None:
        leaves = [at for at in bunch if not self._tree.children[at]]
        every = np.ones(self._grid.members.shape[1], dtype=bool)
        for layer, totals in enumerate(self._totals):
            if layer and not self._grid.small[layer][bunch, self._grid.whole].any():
                continue
            lack = self._k - int(np.maximum(totals[leaves] - 1, 0).sum())
            if lack > 0:
                return Lack(layer, every, lack)
        if sum(self._blank[child] for child in self._tree.children[top]) < 2:
            return Lack(0, every, 1)
        return None

    def _down(self, top: int, marked: bytearray) -> Iterator[int]:
        """Yield the marked regions that hang together under a region, parents first."""
        waiting = [top]
        while waiting:
            for child in self._tree.children[waiting.pop()]:
                if marked[child]:
                    yield child
                    waiting.append(child)

    def _pool(self, top: int) -> Pool:
        """Return the pool under a region as it stands; with the country itself when that is withheld."""
        nodes = [*([0] if self._inside[top] else []), *sorted(self._down(top, self._inside))]
        place = {node: at for at, node in enumerate(nodes)}
        parents = self._tree.parent[nodes].tolist()
        bunch: list[int] = []
        for node, parent in zip(nodes, parents, strict=True):
            if not self._blank[node] or node == 0:
                bunch.append(-1)
            elif parent in place and self._blank[parent]:
                bunch.append(bunch[place[parent]])
            else:
                bunch.append(parent)
        leaf = np.array([not self._tree.children[node] for node in nodes])
        masses = [mass[nodes] for mass in self._grid.masses]
        if not leaf.all():
            for at in range(len(nodes) - 1, -1, -1):
                if nodes[at] and parents[at] in place:
                    for mass in masses:
                        mass[place[parents[at]]] += mass[at]
        return Pool(np.array(nodes, dtype=np.int64), leaf, np.array(bunch, dtype=np.int64), masses)

    def _columns(self, pool: Pool) -> tuple[Bools, Lack | None]:
        """Return the columns to withhold in a pool, fewest persons first, and what it lacks with all."""
        held = np.sum([mass[pool.leaf].sum(axis=0) for mass in pool.masses], axis=0)
        filled = _filled(pool)
        chosen = np.zeros(filled.shape, dtype=bool)
        for small in self._grid.small:
            for group in np.flatnonzero(small[pool.nodes].any(axis=0)):
                if self._singles[group] >= 0:
                    chosen[self._singles[group]] = True
        if (pool.bunch >= 0).any():
            chosen = filled.copy()  # so that totals may move alike in every view of the same snapshot
        lack = self._lacking(pool, chosen)
        for column in np.argsort(held, kind="stable"):
            if lack is None:
                break
            if filled[column] and not chosen[column]:
                chosen[column] = True
                lack = self._lacking(pool, chosen)
        return chosen, lack

    def _lacking(self, pool: Pool, chosen: Bools) -> Lack | None:
        """Return what keeps the first small figure of a pool from a range of k, or None."""
        members = (self._grid.members & chosen).T.astype(np.int64)
        for layer, mass in enumerate(pool.masses):
            wanted = self._grid.small[layer][pool.nodes] & self._partial
            if not wanted.any():
                continue
            width = _widths(pool, mass @ members, mass[:, chosen].sum(axis=1))
            short = np.argwhere(wanted & (width < self._k))
            if len(short):
                row, group = short[0]
                return Lack(layer, self._grid.members[group], self._k - int(width[row, group]))
        return None

    def _widen(self, top: int, lack: Lack) -> bool:
        """Take one more region into the pool; False when there is none that helps."""
        beside = [top, *self._down(top, self._inside)]
        every = Lack(lack.layer, np.ones_like(lack.columns), lack.persons)
        return self._add(beside, lack, self._inside) or self._add(beside, every, self._inside)

    def _add(self, beside: list[int], lack: Lack, marked: bytearray) -> bool:
        """Mark one more region below one of these, and a way from it down to a leaf."""
        choice = [child for node in beside for child in self._tree.children[node] if not marked[child]]
        best = self._best(choice, lack)
        if best is None:
            return False
        while best is not None:
            self._inside[best] = marked[best] = 1
            below = self._tree.children[best]
            best = None if any(marked[child] for child in below) else self._best(below, lack)
        return True

    def _best(self, choice: list[int], lack: Lack) -> int | None:
        """Return the region with the fewest persons that is enough, else the one with most."""
        if not choice:
            return None
        held = self._sums[lack.layer][choice][:, lack.columns].sum(axis=1)
        if not held.any():
            return None
        whole = self._totals[0][choice]
        enough = held > lack.persons
        ranked = np.lexsort((np.array(choice), np.where(enough, whole, -held), ~enough))
        return choice[int(ranked[0])]

    def _pattern(self) -> Bools:
        """Return the withheld figures of all pools as they stand at the end."""
        members = self._grid.members
        hidden = np.zeros((len(self._tree.codes), len(members)), dtype=bool)
        blank = np.frombuffer(bytes(self._blank), dtype=bool)
        for top in [at for at in range(len(self._tree.codes)) if not self._inside[at]]:
            if any(self._inside[child] for child in self._tree.children[top]):
                pool = self._pool(top)
                self._mark(hidden, pool, self._chosen[top], blank)
        if self._inside[0]:
            pool = self._pool(0)
            self._mark(hidden, pool, _filled(pool), blank)
        return hidden

    def _mark(self, hidden: Bools, pool: Pool, chosen: Bools, blank: Bools) -> None:
        """Withhold what tells the chosen columns apart, in each region of a pool with persons in them."""
        members = self._grid.members & chosen
        some, whole = members.any(axis=1), members.sum(axis=1) == chosen.sum()
        present = np.logical_or.reduce([mass[:, chosen].any(axis=1) for mass in pool.masses])
        rows = pool.nodes[present]
        hidden[rows] |= (some & ~whole) | (whole & blank[rows][:, None])


def _filled(pool: Pool) -> Bools:
    """Return the columns in which a pool has persons."""
    filled: Bools = np.logical_or.reduce([mass[pool.leaf].any(axis=0) for mass in pool.masses])
    return filled


def _widths(pool: Pool, inside: Ints, rows: Ints) -> Ints:
    """Return how wide a range each figure of a pool keeps, at least, for who knows all that is shown.

    A figure x(A, M), regions A and columns M, may rise by min(x(A, not M), x(not A, M)) and fall by
    min(x(A, M), x(not A, not M)): the extremes of a table with given sums.  Regions whose totals are withheld
    may exchange persons as well: one of them may take all that their bunch holds, less one person for each.
    """
    column, everyone = inside[pool.leaf].sum(axis=0), int(rows[pool.leaf].sum())
    outside = column - inside
    rest = rows[:, None] - inside
    width: Ints = np.minimum(rest, outside) + np.minimum(inside, everyone - rows[:, None] - outside)
    for bunch in np.unique(pool.bunch[pool.bunch >= 0]):
        its = pool.bunch == bunch
        ends = its & pool.leaf
        held = inside[ends].sum(axis=0)
        room = np.minimum(int(rows[ends].sum()) - held, column - held)
        width[its] = held + room - int(ends.sum())
    return width
