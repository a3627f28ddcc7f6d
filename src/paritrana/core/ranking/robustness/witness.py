"""Weights that bring an entrant level, or among the first, where a geometric mean allows no proof.

Under a geometric mean the lead is no linear form of the weights, so what decides over a whole box of weights
is not known.  What can be known is one set of weights that does it: a *witness*.  The terms of a form add up,
so the criteria of each stage are searched by themselves.  First at the corners of the box: at all of them
while they are few, else by climbing from some corners as long as one step more helps.  Where no corner does,
from the best one inwards, criterion by criterion, by ever smaller steps.  The search is in whole numbers, so
that all machines find the same; what it finds is checked by the exact score.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from paritrana.core.ranking.robustness.form import Columns, Level
from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.ranking.robustness.powers import Floats
from paritrana.core.ranking.robustness.scales import GOALPOSTS, OWN
from paritrana.core.ranking.robustness.weights import Integers, in_parts

STEPS = 1000
QUARTER = STEPS // 4
FINE = 32
FEW = 6
CELLS = 2**20
HEADS = 64
PARTS_OF_STEP = (1, 2, 4, 8, 16, 32)


@dataclass(frozen=True, slots=True)
class Witness:
    """One rival of the first row: weights moved by up to `steps` thousandths bring it level or ahead.

    moves: by how many thousandths each weight moves; empty at 0, where the rival is level already, and at
    1000, where no weights were found.
    """

    rival: int
    steps: int
    moves: tuple[int, ...]

    @property
    def radius(self) -> Fraction:
        """Return by what share the weights move."""
        return Fraction(self.steps, STEPS)


class Search:
    """Looks for weights of one category that has a geometric mean."""

    def __init__(self, grid: Grid) -> None:
        self.grid, self.form = grid, grid.form
        self.points = grid.points(GOALPOSTS, grid.panels.ways[0], "", OWN)
        self.parts = in_parts(grid.weights)

    def witnesses(self) -> list[Witness]:
        """Return a witness for every rival of the first row, the least move first, equals in row order.

        No rival is whoever has the same points in every criterion: no weights part the two.
        """
        exact = self.grid.exact
        rivals = [row for row in range(1, len(exact)) if exact[row] != exact[0]]
        first = self._score(0)
        level = [row for row in rivals if self._score(row) >= first]
        found = [Witness(row, 0, ()) for row in level]
        behind = np.array([row for row in rivals if row not in set(level)], dtype=np.int64)
        found += [
            self._checked(int(row), int(steps), moves)
            for row, steps, moves in zip(behind, *self._least(behind), strict=True)
        ]
        return sorted(found, key=lambda one: (one.steps, one.rival))

    def _least(self, rows: Integers) -> tuple[Integers, Integers]:
        """Return the least bound, in thousandths, with which each row was found level, and its moves."""
        low, high = np.zeros(len(rows), dtype=np.int64), np.full(len(rows), STEPS, dtype=np.int64)
        kept = np.zeros((len(rows), len(self.parts)), dtype=np.int64)
        while len(open_ := np.flatnonzero(high - low > 1)):
            middle = (low[open_] + high[open_]) // 2
            ahead, moves = self.best(rows[open_], 0, middle)
            is_level = ahead >= 0
            high[open_[is_level]] = middle[is_level]
            kept[open_[is_level]] = moves[is_level]
            low[open_[~is_level]] = middle[~is_level]
        return high, kept

    def _checked(self, row: int, steps: int, moves: Integers) -> Witness:
        """Return the witness, its moves made larger in proportion until the exact score agrees."""
        while steps < STEPS:
            weights = [w * (STEPS + int(by)) for w, by in zip(self.grid.whole_weights, moves, strict=True)]
            if self._score(row, weights) >= self._score(0, weights):
                return Witness(row, steps, tuple(moves.tolist()))
            wider = steps + 1 + steps // 50
            moves, steps = np.rint(moves * (wider / steps)).astype(np.int64), wider
        return Witness(row, STEPS, ())

    def _score(self, row: int, weights: Sequence[int] | None = None) -> Fraction:
        return self.grid.score(row, self.grid.exact[row], weights)

    def reaching(self, first: int, seen: Sequence[int]) -> list[int]:
        """Return the rows for which weights within ± 25 % were found that give a rank up to `first`.

        seen: rows of which that is known.  Of the others each is taken with the weights that bring it
        furthest past the row in the last of these places.
        """
        many = len(self.points)
        if first < 1 or not many:
            return []
        target = min(first, many) - 1
        others = np.array(sorted(set(range(many)) - {*seen, target}), dtype=np.int64)
        ahead, moves = self.best(others, target, np.full(len(others), QUARTER))
        others, moves = others[ahead >= 0], moves[ahead >= 0]
        weights = _moved(self.parts, moves)
        for rows in (np.arange(min(many, HEADS)), np.arange(many)):
            passing = self._among(others, weights, rows, first)
            others, weights = others[passing], weights[passing]
        return sorted({*seen, *others.tolist()})

    def _among(self, own: Integers, weights: Integers, rows: Integers, first: int) -> NDArray[np.bool_]:
        """Say of each row whether fewer than `first` of some rows are ahead of it under its weights."""
        passing = np.zeros(len(own), dtype=bool)
        block = max(1, CELLS // max(len(rows) * len(self.parts), 1))
        for start in range(0, len(own), block):
            part = slice(start, start + block)
            chosen = np.concatenate([rows, own[part]])
            void = {stage: gone[chosen] for stage, gone in self.grid.void.items()}
            scores = self.form.scores(self.points[chosen], weights[part], void)
            mine = scores[np.arange(len(scores)), len(rows) + np.arange(len(scores))]
            passing[part] = (scores[:, : len(rows)] > mine[:, None]).sum(axis=1) < first
        return passing

    def best(self, rows: Integers, lead: int, steps: Integers) -> tuple[Integers, Integers]:
        """Return how far ahead of the row `lead` the best weights found bring each row, and their moves.

        steps: by how many thousandths weights move at most, for each row.  Inside the box is looked only for
        rows that no corner brings level.
        """
        ahead = np.zeros(len(rows), dtype=np.int64)
        moves = np.zeros((len(rows), len(self.parts)), dtype=np.int64)
        for stage in self.form.stages:
            for part, pair in self._pairs(stage, rows, lead, steps):
                value, own = pair.corner()
                ahead[part] += value
                moves[part, list(stage.columns)] = own
        behind = np.flatnonzero(ahead < 0)
        for stage in self.form.stages:
            columns = list(stage.columns)
            for part, pair in self._pairs(stage, rows[behind], lead, steps[behind]):
                at = behind[part]
                gain, own = pair.inwards(moves[at][:, columns])
                ahead[at] += gain
                moves[np.ix_(at, columns)] = own
        return ahead, moves

    def _pairs(
        self, stage: Level, rows: Integers, lead: int, steps: Integers
    ) -> Iterator[tuple[slice, "_Pair"]]:
        many = len(stage.columns)
        block = max(1, CELLS // (2 ** min(many, FEW) * many))
        for start in range(0, len(rows), block):
            part = slice(start, start + block)
            yield part, _Pair(self, stage, rows[part], lead, steps[part])


def _moved(parts: Integers, moves: Integers) -> Integers:
    """Return weights moved by thousandths, in 32nds of a hundred-millionth, rounded down."""
    return np.asarray(parts * FINE * (STEPS + moves) // STEPS)


class _Pair:
    """Rows against one other row in the criteria of one stage."""

    def __init__(self, search: Search, stage: Level, rows: Integers, lead: int, steps: Integers) -> None:
        self.search, self.stage, self.steps = search, stage, steps
        columns = list(stage.columns)
        self.parts = search.parts[columns]
        self.place = {column: at for at, column in enumerate(columns)}
        self.own, self.lead = search.points[rows][:, columns], search.points[[lead]][:, columns]
        gone = search.grid.void.get(stage.id)
        self.gone = (None, None) if gone is None else (gone[rows][:, None], gone[[lead]][:, None])

    def gaps(self, moves: Integers) -> Integers:
        """Return what the stage adds to a row's lead for each of its moves: (rows, moves).

        moves: in thousandths, (rows, moves, criteria).
        """
        weights = _moved(self.parts, moves)
        own, lead = (
            self.search.form.term(self.stage, self._sums(weights, points), self._totals(weights), gone)
            for points, gone in zip((self.own, self.lead), self.gone, strict=True)
        )
        return np.asarray(own - lead)

    def _at(self, columns: Columns) -> list[int]:
        return [self.place[one] for one in columns]

    def _sums(self, weights: Integers, points: Integers) -> Callable[[Columns], Floats]:
        def sums(columns: Columns) -> Floats:
            at = self._at(columns)
            return np.asarray((weights[:, :, at] * points[:, None, at]).sum(axis=2).astype(np.float64))

        return sums

    def _totals(self, weights: Integers) -> Callable[[Columns], Integers]:
        def totals(columns: Columns) -> Integers:
            return np.asarray(weights[:, :, self._at(columns)].sum(axis=2))

        return totals

    def corner(self) -> tuple[Integers, Integers]:
        """Return the lead at the best corner found, and its moves."""
        return self.all_corners() if len(self.parts) <= FEW else self.climbed()

    def all_corners(self) -> tuple[Integers, Integers]:
        """Return the best of all corners of each row."""
        many = len(self.parts)
        bits = np.arange(2**many)[:, None] >> np.arange(many)[None, :] & 1
        return self._best((1 - 2 * bits)[None] * self.steps[:, None, None])

    def climbed(self) -> tuple[Integers, Integers]:
        """Return for each row the best corner that climbing from some corners comes to.

        Those are: up where points are ahead; up where a single move up is better; all up; all down.
        """
        many, all_up = len(self.parts), np.repeat(self.steps[:, None], len(self.parts), axis=1)
        single = np.eye(many, dtype=np.int64)
        gaps = self.gaps(np.concatenate([single, -single])[None] * self.steps[:, None, None])
        value, moves = self._climb(np.where(self.own >= self.lead, all_up, -all_up))
        for start in (np.where(gaps[:, :many] >= gaps[:, many:], all_up, -all_up), all_up, -all_up):
            other, own = self._climb(start)
            better = other > value
            value[better], moves[better] = other[better], own[better]
        return value, moves

    def _climb(self, moves: Integers) -> tuple[Integers, Integers]:
        """Return for each row a corner that no single step betters."""
        value = self.gaps(moves[:, None, :])[:, 0]
        turned = 1 - 2 * np.eye(len(self.parts), dtype=np.int64)
        while True:
            found, own = self._best(moves[:, None, :] * turned[None])
            better = found > value
            if not better.any():
                return value, moves
            value, moves = np.where(better, found, value), np.where(better[:, None], own, moves)

    def inwards(self, moves: Integers) -> tuple[Integers, Integers]:
        """Return how much better the lead becomes by steps from these moves, and the moves then."""
        begun = value = self.gaps(moves[:, None, :])[:, 0]
        for part in PARTS_OF_STEP:
            for at in range(len(self.parts)):
                near = np.repeat(moves[:, None, :], 2, axis=1)
                near[:, :, at] += np.array([1, -1]) * (self.steps // part)[:, None]
                found, own = self._best(np.clip(near, -self.steps[:, None, None], self.steps[:, None, None]))
                better = found > value
                value, moves = np.where(better, found, value), np.where(better[:, None], own, moves)
        return value - begun, moves

    def _best(self, moves: Integers) -> tuple[Integers, Integers]:
        gaps = self.gaps(moves)
        best, rows = gaps.argmax(axis=1), np.arange(len(gaps))
        return gaps[rows, best], moves[rows, best]
