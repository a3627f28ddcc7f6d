"""Weights that bring an entrant level, or among the first, where a geometric mean allows no proof.

Under a geometric mean the lead is no linear form of the weights, so what decides over a whole box of weights
is not known.  What can be known is one set of weights that does it: a *witness*.  The terms of a form add up,
so the criteria of each stage are searched by themselves, at the corners of the box: at all of them while they
are few; else by climbing from some corners as long as one step more helps.  The search is in whole numbers,
so that all machines find the same; what it finds is checked by the exact score.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from paritrana.core.ranking.robustness.form import Columns, Level
from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.ranking.robustness.powers import Floats
from paritrana.core.ranking.robustness.scales import GOALPOSTS, OWN
from paritrana.core.ranking.robustness.weights import Integers, in_parts

type Signs = NDArray[np.int8]

STEPS = 1000
QUARTER = STEPS // 4
FINE = 32
FEW = 6
CELLS = 2**20
HEADS = 64


@dataclass(frozen=True, slots=True)
class Witness:
    """One rival of the first row: weights moved by `steps` thousandths, up where +, bring it level or ahead.

    signs: empty at 0, where it is level already, and at 1000, where no weights were found.
    """

    rival: int
    steps: int
    signs: str

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
        found = [Witness(row, 0, "") for row in level]
        behind = np.array([row for row in rivals if row not in set(level)], dtype=np.int64)
        steps, signs = self._least(behind)
        found += [
            self._checked(int(row), int(step), own)
            for row, step, own in zip(behind, steps, signs, strict=True)
        ]
        return sorted(found, key=lambda one: (one.steps, one.rival))

    def _least(self, rows: Integers) -> tuple[Integers, Signs]:
        """Return the least move, in thousandths, with which each row was found level, and its signs."""
        low, high = np.zeros(len(rows), dtype=np.int64), np.full(len(rows), STEPS, dtype=np.int64)
        kept = np.zeros((len(rows), len(self.parts)), dtype=np.int8)
        while len(open_ := np.flatnonzero(high - low > 1)):
            middle = (low[open_] + high[open_]) // 2
            ahead, signs = self.best(rows[open_], 0, middle)
            is_level = ahead >= 0
            high[open_[is_level]] = middle[is_level]
            kept[open_[is_level]] = signs[is_level]
            low[open_[~is_level]] = middle[~is_level]
        return high, kept

    def _checked(self, row: int, steps: int, signs: Signs) -> Witness:
        """Return the witness at the least move from `steps` on that the exact score agrees with."""
        while steps < STEPS:
            weights = self._weights(steps, signs)
            if self._score(row, weights) >= self._score(0, weights):
                return Witness(row, steps, "".join("+" if sign > 0 else "-" for sign in signs))
            steps += 1 + steps // 50
        return Witness(row, STEPS, "")

    def _score(self, row: int, weights: Sequence[int] | None = None) -> Fraction:
        return self.grid.score(row, self.grid.exact[row], weights)

    def _weights(self, steps: int, signs: Signs) -> list[int]:
        moves = (STEPS + steps * int(sign) for sign in signs)
        return [weight * move for weight, move in zip(self.grid.whole_weights, moves, strict=True)]

    def reaching(self, first: int, seen: Sequence[int]) -> list[int]:
        """Return the rows for which weights within ± 25 % were found that give a rank up to `first`.

        seen: rows of which that is known.  Of the others each is taken at the corner that brings it furthest
        past the row in the last of these places.
        """
        many = len(self.points)
        if first < 1 or not many:
            return []
        target = min(first, many) - 1
        others = np.array(sorted(set(range(many)) - {*seen, target}), dtype=np.int64)
        ahead, signs = self.best(others, target, np.full(len(others), QUARTER))
        others, signs = others[ahead >= 0], signs[ahead >= 0]
        weights = self._drawn(signs, np.full(len(others), QUARTER))
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

    def best(self, rows: Integers, lead: int, steps: Integers) -> tuple[Integers, Signs]:
        """Return how far ahead of the row `lead` the best corner found brings each row, and its signs.

        steps: by how many thousandths weights move, for each row.
        """
        ahead = np.zeros(len(rows), dtype=np.int64)
        signs = np.ones((len(rows), len(self.parts)), dtype=np.int8)
        for stage in self.form.stages:
            columns = list(stage.columns)
            corners = 2 ** len(columns) if len(columns) <= FEW else 2 * len(columns)
            block = max(1, CELLS // (corners * len(columns)))
            for start in range(0, len(rows), block):
                part = slice(start, start + block)
                pair = _Pair(self, stage, rows[part], lead, steps[part])
                value, own = pair.all_corners() if len(columns) <= FEW else pair.climbed()
                ahead[part] += value
                signs[part, columns] = own
        return ahead, signs

    def _drawn(self, signs: NDArray[np.signedinteger], steps: Integers) -> Integers:
        """Return weights moved by so many thousandths, in 32nds of a hundred-millionth, rounded down."""
        return np.asarray(self.parts[None, :] * FINE * (STEPS + signs * steps[:, None]) // STEPS)


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

    def gaps(self, signs: NDArray[np.signedinteger]) -> Integers:
        """Return what the stage adds to a row's lead at each of its corners: (rows, corners).

        signs: (rows or 1, corners, criteria).
        """
        moves = STEPS + signs.astype(np.int64) * self.steps[:, None, None]
        weights = self.parts * FINE * moves // STEPS
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

    def all_corners(self) -> tuple[Integers, Signs]:
        """Return the best of all corners of each row."""
        many = len(self.parts)
        bits = np.arange(2**many)[:, None] >> np.arange(many)[None, :] & 1
        corners = (1 - 2 * bits).astype(np.int8)
        gaps = self.gaps(corners[None])
        best = gaps.argmax(axis=1)
        return gaps[np.arange(len(gaps)), best], corners[best]

    def climbed(self) -> tuple[Integers, Signs]:
        """Return for each row the best corner that climbing from some corners comes to."""
        starts = self._starts()
        value, signs = self._climb(starts[:, 0])
        for start in range(1, starts.shape[1]):
            other, own = self._climb(starts[:, start])
            better = other > value
            value[better], signs[better] = other[better], own[better]
        return value, signs

    def _climb(self, signs: Signs) -> tuple[Integers, Signs]:
        """Return for each row a corner that no single step betters."""
        value = self.gaps(signs[:, None, :])[:, 0]
        turned = 1 - 2 * np.eye(len(self.parts), dtype=np.int8)
        while True:
            gaps = self.gaps(signs[:, None, :] * turned[None])
            step = gaps.argmax(axis=1)
            found = gaps[np.arange(len(gaps)), step]
            better = np.flatnonzero(found > value)
            if not len(better):
                return value, signs
            value[better] = found[better]
            signs[better, step[better]] *= -1

    def _starts(self) -> Signs:
        """Return corners to climb from: points ahead, where single moves point to, all up, all down."""
        many = len(self.parts)
        single = np.eye(many, dtype=np.int8)
        gaps = self.gaps(np.concatenate([single, -single])[None])
        ways = [np.where(self.own >= self.lead, 1, -1), np.where(gaps[:, :many] >= gaps[:, many:], 1, -1)]
        ways += [np.full(self.own.shape, sign) for sign in (1, -1)]
        return np.stack([one.astype(np.int8) for one in ways], axis=1)
