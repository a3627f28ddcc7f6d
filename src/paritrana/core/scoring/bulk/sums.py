"""The sums of one category over a table, column after column, and the exact quantities that order its rows.

A *cell* is a stage without dimensions, or one dimension of a stage: rows gather Σ weight · x in it, and the
weights that left by `renormalise`.  Everything else is made of the cells, in whole numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd

import numpy as np
from numpy.typing import NDArray

from paritrana.core.rulebook import Category, Criterion, Stage
from paritrana.core.rulebook.model import FULL_X, WHOLE
from paritrana.core.scoring.bulk.columns import Column, Mask

type Whole = NDArray[np.int64] | NDArray[np.object_]

HALVES = 2 * FULL_X * WHOLE  # the unit of a full cell: halves, since a median may be one
STAGE = HALVES * WHOLE
UNIT = STAGE * WHOLE
HUNDREDTH = UNIT // 10_000
STAYS = np.iinfo(np.int16).max


@dataclass
class Cell:
    """Σ weight · x by row, exact (halves below 2^53), and the weights that left, None where none did."""

    weight: int
    total: Column
    left: NDArray[np.int32] | None = None


@dataclass(frozen=True)
class Ratio:
    """A fraction by row; bottom is one number where it is the same for all."""

    top: Whole
    bottom: Whole | int


class Sums:
    """One category: told every criterion once, in any order."""

    def __init__(self, category: Category, many: int) -> None:
        self.category = category
        self.cells: dict[tuple[str, str], Cell] = {
            (stage.id, name): Cell(weight, np.zeros(many))
            for stage in category.stages
            for name, weight in _parts(stage)
        }
        self.missing = np.full(many, STAYS, dtype=np.int16)
        self._filled: dict[str, NDArray[np.uint8]] = {}
        rules = {rule for rule in category.ties if rule.startswith("criterion:")}
        self._tied = {rule.partition(":")[2] for rule in rules}
        self._x: dict[str, NDArray[np.int32]] = {}

    def add(self, stage: Stage, one: Criterion, points: Column, empty: Mask) -> None:
        """Add a criterion's x by row, 0 where it is empty; `points` is used up."""
        cell = self.cells[stage.id, one.dimension]
        if one.id in self._tied:
            self._x[one.id] = points.astype(np.int32)
        if empty.any():
            if one.missing == "disqualify":
                place = [other.id for other in self.category.criteria].index(one.id)
                self.missing[empty] = np.minimum(self.missing[empty], place)
            elif one.missing == "renormalise":
                if cell.left is None:
                    cell.left = np.zeros(len(empty), dtype=np.int32)
                cell.left[empty] += one.weight_bp
            elif one.missing == "class_median":
                given = points[~empty]
                points[empty] = np.median(given) if given.size else 0
                self._filled[one.id] = np.packbits(empty)
        points *= one.weight_bp
        cell.total += points

    @cached_property
    def ranked(self) -> NDArray[np.int64]:
        """Return the places of the rows that stay."""
        return np.flatnonzero(self.missing == STAYS)

    @property
    def gone(self) -> NDArray[np.int64]:
        """Return the places of the rows that leave the ranking."""
        return np.flatnonzero(self.missing < STAYS)

    def filled(self) -> dict[str, int]:
        """Return for how many ranked rows the median of the class stood in, by criterion of the rulebook."""
        stays, many = np.packbits(self.missing == STAYS), len(self.missing)
        return {
            one.id: int(np.unpackbits(self._filled[one.id] & stays, count=many).sum())
            for one in self.category.criteria
            if one.id in self._filled
        }

    def reason(self, place: int) -> str:
        """Return why a row left."""
        return f"missing:{self.category.criteria[self.missing[place]].id}"

    def score(self, rows: NDArray[np.int64]) -> "Score":
        """Return the exact scores of some rows."""
        gaps = np.zeros(len(rows), dtype=bool)
        for cell in self.cells.values():
            if cell.left is not None:
                gaps |= cell.left[rows] > 0
        odd = np.flatnonzero(gaps)
        totals = np.zeros(len(rows), dtype=np.int64)
        for (stage_id, _), cell in self.cells.items():
            stage = self.category.stage(stage_id)
            weight = stage.weight_bp * cell.weight
            totals += (2 * cell.total[rows]).astype(np.int64) * weight
        top, bottom = _zero(len(odd)), _one(len(odd))
        for stage in self.category.stages if len(odd) else ():
            found = self._stage(stage, rows[odd])
            top = top * found.bottom + stage.weight_bp * found.top * bottom
            bottom = bottom * found.bottom
        return Score(totals, odd, top, bottom * WHOLE)

    def key(self, rule: str, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return whole numbers that order some rows as a rule of the chain does, the highest first.

        `copeland` compares sheets of jurors, of which there are none: all are equal.
        """
        name, _, wanted = rule.partition(":")
        match name:
            case "criterion":
                return self._x[wanted][rows].astype(np.int64)
            case "stage":
                return dense(comparable([self._stage(self.category.stage(wanted), rows)])[0])
            case "worst_stage":
                return dense(_least([self._stage(stage, rows) for stage in self.category.stages]))
            case "dimension":
                cell = next(cell for (_, own), cell in self.cells.items() if own == wanted)
                return dense(comparable([_mean(cell, rows)])[0])
            case "worst_dimension":
                return dense(self._worst_dimension(rows))
            case "copeland":
                return np.zeros(len(rows), dtype=np.int64)
        raise ValueError(f"no rule for ties: {rule}")

    def _stage(self, stage: Stage, rows: NDArray[np.int64]) -> Ratio:
        """Return a stage's points, 0 to 1, over the cells that stay; 0 where none does."""
        own = [cell for (name, _), cell in self.cells.items() if name == stage.id]
        if all(cell.left is None for cell in own):
            total = sum((2 * cell.total[rows]).astype(np.int64) * cell.weight for cell in own)
            return Ratio(np.asarray(total), STAGE)
        top, bottom, whole = _zero(len(rows)), _one(len(rows)), _zero(len(rows))
        for cell in own:
            found, stays = _mean(cell, rows), cell.weight * _stays(cell, rows)
            top = top * found.bottom + stays * found.top * bottom
            bottom = bottom * found.bottom
            whole = whole + stays
        whole[whole == 0] = 1
        return Ratio(top, bottom * whole)

    def _worst_dimension(self, rows: NDArray[np.int64]) -> Whole:
        own = [cell for (_, name), cell in self.cells.items() if name]
        keys = comparable([_mean(cell, rows) for cell in own])
        above = max(int(key.max(initial=0)) for key in keys) + 1
        lowest = np.full(len(rows), above, dtype=object)
        for cell, key in zip(own, keys, strict=True):
            lowest = np.minimum(lowest, np.where(_stays(cell, rows).astype(bool), key, above))
        lowest[lowest == above] = 0
        return lowest


@dataclass(frozen=True)
class Score:
    """Scores of rows: `totals` of UNIT/100, but of the rows `odd` top/bottom, 0 to 1, as Python's numbers."""

    totals: NDArray[np.int64]
    odd: NDArray[np.int64]
    top: NDArray[np.object_]
    bottom: NDArray[np.object_]

    def keys(self) -> NDArray[np.int64]:
        """Return whole numbers that order the rows, the highest first."""
        if not len(self.odd):
            return self.totals
        top, bottom = self.totals.astype(object), np.full(len(self.totals), UNIT, dtype=object)
        top[self.odd], bottom[self.odd] = self.top, self.bottom
        return dense(comparable([Ratio(top, bottom)])[0])

    @cached_property
    def hundredths(self) -> NDArray[np.int64]:
        """Return the shown scores as hundredths of a point, half up."""
        found = (self.totals + HUNDREDTH // 2) // HUNDREDTH
        if len(self.odd):
            found[self.odd] = (2 * 10_000 * self.top + self.bottom) // (2 * self.bottom)
        return found

    def fractions(self) -> tuple[NDArray[np.int64], NDArray[np.int64], dict[int, str]]:
        """Return numerators and denominators in lowest terms, and texts of rows that need longer ones."""
        common = np.gcd(self.totals, UNIT // 100)
        long: dict[int, str] = {}
        for place, top, bottom in zip(self.odd.tolist(), 100 * self.top, self.bottom, strict=True):
            shared = gcd(top, bottom)
            long[place] = f"{top // shared}/{bottom // shared}"
        return self.totals // common, UNIT // 100 // common, long


def comparable(ratios: Sequence[Ratio]) -> list[Whole]:
    """Return whole numbers for each ratio, all on one scale, in the order of the fractions.

    Two different fractions lie at least 1/(product of their denominators) apart, so that twice the bits of
    the longest denominator keep them apart.
    """
    bottoms = {one.bottom if isinstance(one.bottom, int) else None for one in ratios}
    if len(bottoms) == 1 and None not in bottoms:
        return [one.top for one in ratios]
    bits = 2 * max(
        one.bottom.bit_length()
        if isinstance(one.bottom, int)
        else max(map(int.bit_length, one.bottom), default=0)
        for one in ratios
    )
    return [(one.top.astype(object) << bits) // one.bottom for one in ratios]


def dense(keys: Whole) -> NDArray[np.int64]:
    """Return 0, 1, 2 … in the order of the keys, equals alike."""
    if keys.dtype != object:
        return keys.astype(np.int64)
    place = {key: at for at, key in enumerate(sorted(set(keys.tolist())))}
    return np.fromiter((place[key] for key in keys.tolist()), np.int64, len(keys))


def _least(ratios: Sequence[Ratio]) -> Whole:
    first, *others = comparable(ratios)
    for one in others:
        first = np.minimum(first, one)
    return first


def _mean(cell: Cell, rows: NDArray[np.int64]) -> Ratio:
    """Return Σ weight · x over the weights that stay, 0 to 1; 0 where none stays."""
    total = (2 * cell.total[rows]).astype(np.int64)
    if cell.left is None:
        return Ratio(total, HALVES)
    stays = (WHOLE - cell.left[rows]).astype(object)
    stays[stays == 0] = 1
    return Ratio(total.astype(object), stays * (2 * FULL_X))


def _stays(cell: Cell, rows: NDArray[np.int64]) -> Whole:
    """Return 1 where anything of a cell is left, else 0."""
    if cell.left is None:
        return _one(len(rows))
    return (cell.left[rows] < WHOLE).astype(np.int64).astype(object)


def _parts(stage: Stage) -> list[tuple[str, int]]:
    return [(one.id, one.weight_bp) for one in stage.dimensions] or [("", WHOLE)]


def _zero(many: int) -> NDArray[np.object_]:
    return np.zeros(many, dtype=np.int64).astype(object)


def _one(many: int) -> NDArray[np.object_]:
    return np.ones(many, dtype=np.int64).astype(object)
