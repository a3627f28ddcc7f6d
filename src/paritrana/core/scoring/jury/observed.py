"""What the jurors of a category gave, as one row for each (entrant, stage, juror)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from paritrana.core.rulebook import Category
from paritrana.core.scoring.model import CategoryScores

type Floats = npt.NDArray[np.float64]
type Ints = npt.NDArray[np.int64]
type Cell = tuple[str, str]

EXACT = 2**53


@dataclass(frozen=True)
class Observations:
    """The sheets that count, sorted by cell and juror; a cell is an (entrant, stage).

    cell, juror: the index of each row's cell and juror.  totals: each row's stage total, whole, as Python's
    own numbers where 53 bits might not do; maxima: the largest total of each cell's stage.  tops: each row's
    marks at the top of their scale.  stage_of: the number of each cell's stage.  items, steps: for each cell,
    the rubric criteria of its stage, and the steps of their scales added up.
    """

    cells: tuple[Cell, ...]
    jurors: tuple[str, ...]
    cell: Ints
    juror: Ints
    totals: npt.NDArray[Any]
    maxima: Sequence[int]
    tops: Ints
    stage_of: Ints
    items: Sequence[int]
    steps: Sequence[int]

    @property
    def size(self) -> int:
        """Return how many sheets count."""
        return len(self.cell)

    @cached_property
    def counts(self) -> Ints:
        """Return how many jurors marked each cell."""
        return np.bincount(self.cell, minlength=len(self.cells))

    @cached_property
    def starts(self) -> Ints:
        """Return each cell's first row; a cell without a row does not exist."""
        return np.concatenate([[0], np.cumsum(self.counts)[:-1]])

    @cached_property
    def share(self) -> Floats:
        """Return each row's total over its maximum, 0 to 1, each the float nearest to the fraction."""
        if self.totals.dtype != object:
            return np.asarray(self.totals / np.asarray(self.maxima)[self.cell], np.float64)
        pairs = zip(self.cell.tolist(), self.totals.tolist(), strict=True)
        return np.array([total / self.maxima[cell] for cell, total in pairs], np.float64)

    @cached_property
    def pairs(self) -> tuple[tuple[Ints, Ints, Ints], ...]:
        """Return, for cells of one number of jurors at a time: cells, rows, pairs in a J × J table."""
        found = []
        for many in np.unique(self.counts):
            cells = np.flatnonzero(self.counts == many)
            rows = self.starts[cells][:, None] + np.arange(many)
            seen = self.juror[rows]
            places = (seen[:, :, None] * len(self.jurors) + seen[:, None, :]).ravel()
            found.append((cells, rows, places))
        return tuple(found)

    @cached_property
    def agree(self) -> bool:
        """Say whether in every cell all jurors gave the same, so that nothing is left to explain."""
        lowest, highest = (pick.reduceat(self.totals, self.starts) for pick in (np.minimum, np.maximum))
        return bool(np.all(lowest == highest))

    @cached_property
    def entrants_marked(self) -> tuple[int, ...]:
        """Return how many entrants each juror marked, whatever the stages."""
        seen: list[set[str]] = [set() for _ in self.jurors]
        for cell, juror in zip(self.cell.tolist(), self.juror.tolist(), strict=True):
            seen[juror].add(self.cells[cell][0])
        return tuple(map(len, seen))


def observe(category: Category, scores: CategoryScores) -> Observations:
    """Return the counted sheets by stage, entrant and juror; also of entrants that left later."""
    stages = [stage for stage in category.stages if stage.rubrics]
    sheets: dict[str, list[tuple[str, Mapping[str, int]]]] = {stage.id: [] for stage in stages}
    for (entrant, name), totals in sorted(scores.sheets.items()):
        if totals:
            sheets[name].append((entrant, totals))
    rows: list[tuple[int, str, int, int]] = []
    cells: list[Cell] = []
    facts: list[tuple[int, int, int, int]] = []
    for place, stage in enumerate(stages):
        steps = sum(one.steps for one in stage.rubrics)
        largest = scores.panel_maximum.get(stage.id, 0)
        for entrant, totals in sheets[stage.id]:
            tops = scores.tops[entrant, stage.id]
            rows += ((len(cells), juror, totals[juror], tops[juror]) for juror in sorted(totals))
            cells.append((entrant, stage.id))
            facts.append((largest, place, len(stage.rubrics), steps))
    jurors = sorted({row[1] for row in rows})
    number = {juror: place for place, juror in enumerate(jurors)}
    return Observations(
        tuple(cells),
        tuple(jurors),
        _ints(row[0] for row in rows),
        _ints(number[row[1]] for row in rows),
        _whole([row[2] for row in rows], len(jurors) * max((one[0] for one in facts), default=0)),
        [one[0] for one in facts],
        _ints(row[3] for row in rows),
        _ints(one[1] for one in facts),
        [one[2] for one in facts],
        [one[3] for one in facts],
    )


def _ints(numbers: Any) -> Ints:
    return np.array(list(numbers), np.int64)


def _whole(numbers: list[int], most: int) -> npt.NDArray[Any]:
    """Return whole numbers as an array in which sums up to `most` stay exact."""
    return np.array(numbers, np.int64 if most < EXACT else object)


@dataclass(frozen=True, slots=True)
class Component:
    """Jurors and cells that hang together: each juror reaches each other over cells that two marked."""

    jurors: tuple[str, ...]
    cells: tuple[Cell, ...]


def components(seen: Observations) -> tuple[Component, ...]:
    """Return the connected groups of jurors and the cells that they marked, by their first juror."""
    groups = group_of_jurors(seen)
    of_cell = groups[seen.juror[seen.starts]] if seen.size else groups
    return tuple(
        Component(
            tuple(seen.jurors[one] for one in np.flatnonzero(groups == group)),
            tuple(seen.cells[one] for one in np.flatnonzero(of_cell == group)),
        )
        for group in np.unique(groups)
    )


def group_of_jurors(seen: Observations) -> Ints:
    """Return for each juror the lowest number of a juror of the same connected group."""
    many = len(seen.jurors)
    linked = np.eye(many, dtype=bool)
    same = seen.cell[1:] == seen.cell[:-1]
    linked[seen.juror[:-1][same], seen.juror[1:][same]] = True
    linked |= linked.T
    groups = np.full(many, -1, np.int64)
    for juror in range(many):
        if groups[juror] < 0:
            reached, before = linked[juror], 0
            while (count := int(reached.sum())) > before:
                reached, before = linked[reached].any(axis=0), count
            groups[reached] = juror
    return groups
