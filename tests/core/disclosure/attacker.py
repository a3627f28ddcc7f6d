"""Somebody who subtracts: solves for withheld figures from everything that is printed, exactly.

Shares no code with the package: the table is a set of linear equations over the finest cells, its solver an
exact simplex on whole numbers.  That is enough for regions by one dimension, whose equations are those of a
network, so that no fraction ever arises (it checks); for more dimensions there is `every_table`, and for
views side by side it reckons in fractions, whose range may be a little wider than that of whole numbers.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np

Key = tuple[str, ...]


def parents(code: str) -> list[str]:
    """Return a region and all above it, the country last."""
    above = [code]
    while code:
        code = code.rpartition(".")[0]
        above.append(code)
    return above


def published(leaves: Mapping[Key, int]) -> dict[Key, int]:
    """Return every cell of every level and total that these finest cells add up to."""
    cells: dict[Key, int] = {}
    for leaf, count in leaves.items():
        for key in holds(leaf):
            cells[key] = cells.get(key, 0) + count
    return cells


def holds(leaf: Key) -> list[Key]:
    """Return the cells that a finest cell is part of, itself included."""
    code, *values = leaf
    spread = itertools.product(parents(code), *((value, "") for value in values))
    return [tuple(key) for key in spread]


class Attacker:
    """Knows every shown figure; asks for the range of a withheld one.

    least: what it knows of every withheld total of a region; 1 when empty regions are always shown.
    equal: pairs of sets of finest cells that have the same sum.
    """

    def __init__(
        self,
        cells: Mapping[Key, int],
        hidden: set[Key],
        leaves: list[Key],
        least: int = 1,
        equal: Sequence[tuple[list[Key], list[Key]]] = (),
    ) -> None:
        self.unknown = [leaf for leaf in leaves if leaf in hidden]
        place = {leaf: at for at, leaf in enumerate(self.unknown)}
        known: dict[Key, int] = {}
        parts: dict[Key, list[int]] = {}
        for leaf in leaves:
            for key in holds(leaf):
                if leaf in place:
                    parts.setdefault(key, []).append(place[leaf])
                else:
                    known[key] = known.get(key, 0) + cells[leaf]
        self.parts, self.known = parts, known
        rows: list[tuple[list[int], int, int]] = []
        for key, those in parts.items():
            if key not in hidden:
                rows.append((those, cells[key] - known.get(key, 0), 0))
            elif not any(key[1:]) and not known.get(key):
                rows.append((those, least, -1))
        self.rows = rows
        self.equal = [
            [[place[key] for key in side if key in place] for side in pair]
            for pair in equal
            if all(key in place or not cells[key] for side in pair for key in side)
        ]
        assert len(self.equal) == len(equal)
        self._start()

    def _start(self) -> None:
        """Find a first table that agrees, so that every question starts from one."""
        slack = np.flatnonzero([slack for _, _, slack in self.rows])
        width, height = len(self.unknown) + len(slack), len(self.rows) + len(self.equal)
        self.table = np.zeros((height, width + height + 1), dtype=np.int64)
        if self.equal:
            self.table = self.table.astype(object) * Fraction(1)
        for at, (those, right, _) in enumerate(self.rows):
            self.table[at, those] = 1
            self.table[at, -1] = right
        for at, (left, right_side) in enumerate(self.equal, len(self.rows)):
            self.table[at, left] = 1
            self.table[at, right_side] = -1
        self.table[slack, len(self.unknown) + np.arange(len(slack))] = -1
        self.table[:, width:-1] = np.eye(height, dtype=np.int64)
        self.basis = width + np.arange(height)
        self.width = width
        costs = np.repeat([0, -1], [width, height])
        assert self._climb(costs) == 0, "the true table must be possible"
        for at in np.flatnonzero(self.basis >= width):
            filled = np.flatnonzero(self.table[at, :width])
            if len(filled):
                self._pivot(at, filled[0])
        kept = self.basis < width
        self.table = np.delete(self.table[kept], np.s_[width:-1], axis=1)
        self.basis = self.basis[kept]

    def range_of(self, key: Key) -> tuple[int, int | None]:
        """Return the lowest and highest value a figure can have; None where there is no highest."""
        costs = np.zeros(self.width, dtype=np.int64)
        costs[self.parts.get(key, [])] = 1
        high, low = self._climb(costs), self._climb(-costs)
        assert low is not None
        known = self.known.get(key, 0)
        return known - low, None if high is None else known + high

    def _climb(self, costs: np.ndarray) -> int | None:
        """Return the greatest value of the costs, by Bland's rule; None when there is none."""
        while True:
            held = costs[self.basis]
            rising = np.flatnonzero(costs - held @ self.table[:, :-1] > 0)
            if not len(rising):
                return int(held @ self.table[:, -1])
            enter = rising[0]
            rows = np.flatnonzero(self.table[:, enter] > 0)
            if not len(rows):
                return None
            steps = [(self.table[row, -1] / self.table[row, enter], self.basis[row], row) for row in rows]
            self._pivot(min(steps)[2], enter)

    def _pivot(self, at: int, enter: int) -> None:
        assert self.equal or abs(self.table[:, enter]).max() == 1, "the equations of a network"
        by = self.table[at, enter]
        self.table[at] = self.table[at] / by if self.equal else self.table[at] * by
        column = self.table[:, enter].copy()
        column[at] = 0
        self.table -= np.outer(column, self.table[at])
        self.basis[at] = enter


def every_table(cells: Mapping[Key, int], hidden: set[Key], leaves: list[Key]) -> Iterator[dict[Key, int]]:
    """Yield every table of whole numbers that agrees with all shown figures (small tables only)."""
    sums = {key: cells[key] for key in cells if key not in hidden}
    touched = {leaf: [key for key in holds(leaf) if key in sums] for leaf in leaves}
    last = {key: at for at, leaf in enumerate(leaves) for key in touched[leaf]}
    left = dict(sums)
    table: dict[Key, int] = {}

    def fill(at: int) -> Iterator[dict[Key, int]]:
        if at == len(leaves):
            yield dict(table)
            return
        keys = touched[leaves[at]]
        closing = [left[key] for key in keys if last[key] == at]
        most = min((left[key] for key in keys), default=sum(cells[leaf] for leaf in leaves))
        for value in closing[:1] or range(most + 1):
            if value <= most and all(one == value for one in closing):
                table[leaves[at]] = value
                for key in keys:
                    left[key] -= value
                yield from fill(at + 1)
                for key in keys:
                    left[key] += value

    yield from fill(0)
