"""The ranking again and again under other choices that could have been made in good faith.

Every world draws each choice by itself: the official way for half of the worlds, the other ways for equal
shares of the rest.  Weights always move, each by up to a quarter.  Source: OECD and JRC 2008, Handbook on
Constructing Composite Indicators, step 7; Saisana, Saltelli, Tarantola 2005, JRSS A 168(2).
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from paritrana.core.ranking.robustness.draws import BELL_ONE, bells, moved, picked, within_a_tenth, words
from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.ranking.robustness.panels import Way
from paritrana.core.ranking.robustness.powers import divided
from paritrana.core.ranking.robustness.scales import (
    ARITHMETIC,
    GEOMETRIC,
    GOALPOSTS,
    OWN,
    PERCENTILE,
    Z,
    log_points,
)
from paritrana.core.ranking.robustness.tally import Spread, Tally, ranks_of
from paritrana.core.ranking.robustness.weights import (
    Integers,
    in_parts,
    must_be_carried,
    overall_weights,
    unmoved,
)
from paritrana.core.rulebook.model import FULL_X

type Progress = Callable[[int, int], None]
type Step = Callable[[], None]
type Table = tuple[str, str, str, Way]

WORLDS = 10_000
CELLS = 2**21
CHOICES = ("scale", "form", "criterion", "juror", "panel", "severity")


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen, the official way first in each; a choice with one way is none."""

    scale: Sequence[str]
    form: Sequence[str]
    criterion: Sequence[str]
    juror: Sequence[str]
    panel: Sequence[Way]
    severity: Sequence[str]

    def ways(self, name: str) -> Sequence[str]:
        """Return the ways of one choice."""
        ways: Sequence[str] = getattr(self, name)
        return ways


@dataclass(frozen=True, slots=True)
class Worlds:
    """What the worlds come to: ranks by row, in how many a leader led, and how far each choice moves ranks.

    moves: {choice: share of the squared rank changes}, they sum to 1 unless nothing moves any rank; best: by
    row, the best rank that moved weights alone gave in any world.
    """

    worlds: int
    spread: Spread
    held: int
    moves: dict[str, Fraction]
    best: Integers


def choices_of(grid: Grid) -> Choices:
    """Return the choices that this category leaves; a choice that cannot change anything has one way."""
    kinds = {one.kind for one in grid.category.criteria}
    several = len(grid.criteria) > 1
    forms = (ARITHMETIC, GEOMETRIC) if grid.form.is_sum else (OWN, ARITHMETIC)
    fair = grid.panels.fair
    return Choices(
        (GOALPOSTS, PERCENTILE, Z) if "measure" in kinds else (GOALPOSTS,),
        forms if several else forms[:1],
        ("", *grid.criteria) if several else ("",),
        ("", *grid.panels.jurors) if len(grid.panels.jurors) > 1 else ("",),
        grid.panels.ways if grid.panels.jurors else grid.panels.ways[:1],
        ("kept", "redrawn") if fair and fair.noise else ("kept",),
    )


def try_worlds(runner: "Runner", worlds: int, top: int, progress: Progress | None = None) -> Worlds:
    """Return what the worlds make of the ranking; the same for one grid and seed on every machine."""
    grid = runner.grid
    tally = Tally(len(grid.entrants), worlds, single=top)
    held = 0
    leaders = grid.leaders
    for scores in runner.drawn(worlds):
        tally.add(scores)
        held += int((scores[:, leaders].max(axis=1) == scores.max(axis=1)).sum())
        if progress:
            progress(tally.done, worlds)
    moves = runner.moves(worlds, (lambda: progress(worlds, worlds)) if progress else _unseen)
    return Worlds(worlds, tally.spread(top), held, moves, runner.best)


def _unseen() -> None:
    """Tell nobody how far the work is."""


@dataclass(frozen=True, slots=True)
class Seated:
    """Who marked whom in one stage.

    rubric: the columns of its rubrics; rows: those with jurors; seats: the numbers of all their jurors, one
    row after the other; starts: where each row's begin; many: how many each row has.
    """

    rubric: list[int]
    rows: Integers
    seats: Integers
    starts: Integers
    many: Integers


class Runner:
    """Scores worlds in blocks, those with the same table of points together."""

    def __init__(self, grid: Grid, seed: bytes) -> None:
        self.grid, self.seed = grid, seed
        self.choices = choices_of(grid)
        self.parts = {
            name: in_parts(overall_weights(grid.category, without=name)) for name in self.choices.criterion
        }
        self.block = max(1, CELLS // max(len(grid.entrants) * len(grid.criteria), 1))
        self.best = np.array(grid.ranks, dtype=np.int64)

    def drawn(self, worlds: int) -> Iterator[NDArray[np.float64]]:
        """Yield the scores of all worlds, (worlds, entrants), grouped by table and not by number."""
        given = words(self.seed, "choices", 0, worlds, len(CHOICES))
        picks = np.stack(
            [picked(given[:, at], len(self.choices.ways(name))) for at, name in enumerate(CHOICES)], axis=1
        )
        groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for world, (scale, form, _, juror, panel, severity) in enumerate(picks.tolist()):
            groups[scale, form, juror, panel, severity].append(world)
        criteria = [self.parts[name] for name in self.choices.criterion]
        for (scale, form, juror, panel, severity), members in sorted(groups.items()):
            table = (
                self.choices.scale[scale],
                self.choices.form[form],
                self.choices.juror[juror],
                self.choices.panel[panel],
            )
            for start in range(0, len(members), self.block):
                own = members[start : start + self.block]
                weights = np.stack([self.weights(criteria[picks[world, 2]], world) for world in own])
                yield self.scores(table, weights, own if severity else None)

    def weights(self, parts: Integers, world: int) -> Integers:
        """Return the moved weights of one world."""
        return moved(parts, words(self.seed, "weights", world, 1, len(parts))[0])

    def scores(self, table: Table, weights: Integers, redrawn: Sequence[int] | None) -> NDArray[np.float64]:
        """Return what ranks as the scores do, (worlds, entrants): exact sums of points times weights.

        Where a geometric mean stands in the rules, its own form takes the place of the sum.
        redrawn: the numbers of the worlds, where severities are drawn anew; None leaves them.
        """
        scale, form, juror, way = table
        if redrawn is None:
            points = self.grid.points(scale, way, juror, form)
            must_be_carried(points, weights)
            if form == OWN:
                return self.grid.form.scores(points, weights, self.grid.void)
            product: NDArray[np.float64] = weights.astype(np.float64) @ points.T.astype(np.float64)
            return product
        points = self.grid.points(scale, way, juror, ARITHMETIC if form == GEOMETRIC else form)
        shifted = np.clip(points + self.severities(redrawn), 0, FULL_X)
        if form == GEOMETRIC:
            shifted = log_points().take(shifted)
        must_be_carried(shifted, weights)
        if form == OWN:
            return self.grid.form.scores(shifted, weights, self.grid.void)
        column = weights.astype(np.float64)[:, :, None]
        sums: NDArray[np.float64] = shifted.astype(np.float64) @ column
        return sums[:, :, 0]

    def severities(self, numbers: Sequence[int]) -> Integers:
        """Return by how much each world moves points, (worlds, entrants, criteria); zero but for rubrics.

        A juror's severity is drawn near-normal with the deviation given; an entrant's rubric points in a
        stage fall by the mean of its jurors' draws, rounded half to even towards fewer points.
        """
        fair = self.grid.panels.fair
        jurors = self.grid.panels.jurors
        noise = fair.noise if fair else {}
        sizes = np.array([round(noise.get(one, Fraction(0)) * FULL_X) for one in jurors], dtype=np.int64)
        drawn = np.concatenate([bells(self.seed, "severity", one, 1, len(jurors)) for one in numbers])
        own = (drawn * sizes) // BELL_ONE
        moves = np.zeros((len(numbers), len(self.grid.entrants), len(self.grid.criteria)), dtype=np.int64)
        for one in self.seated:
            mean = divided(np.add.reduceat(own[:, one.seats], one.starts, axis=1), one.many)
            moves[:, one.rows[:, None], one.rubric] = -mean[:, :, None]
        return moves

    def leading_instead(self, worlds: int) -> list[int]:
        """Return the rows that lead, where no leader does, in worlds of weights alone within a tenth."""
        parts, found = self.parts[""], np.zeros(len(self.grid.entrants), dtype=bool)
        for first in range(0, worlds, self.block):
            given = words(self.seed, "weights", first, min(self.block, worlds - first), len(parts))
            scores = self.scores(self.official, within_a_tenth(parts, given), None)
            leads = scores == scores.max(axis=1, keepdims=True)
            found |= leads[~leads[:, self.grid.leaders].any(axis=1)].any(axis=0)
        return [int(at) for at in np.flatnonzero(found)]

    @property
    def official(self) -> Table:
        """Return the first way of every choice that makes a table."""
        return (GOALPOSTS, self.choices.form[0], "", self.choices.panel[0])

    @cached_property
    def seated(self) -> list[Seated]:
        """Return who marked whom, for every stage with marks."""
        place = {juror: at for at, juror in enumerate(self.grid.panels.jurors)}
        found, start = [], 0
        for stage in self.grid.category.stages:
            rubric = [start + at for at, one in enumerate(stage.criteria) if one.kind == "rubric"]
            start += len(stage.criteria)
            sheets = [self.grid.panels.sheets[entrant, stage.id] for entrant in self.grid.entrants if rubric]
            rows = [row for row, one in enumerate(sheets) if one]
            many = [len(sheets[row]) for row in rows]
            if rows:
                seats = [place[juror] for row in rows for juror in sheets[row]]
                starts = np.cumsum([0, *many[:-1]])
                found.append(Seated(rubric, np.array(rows), np.array(seats), starts, np.array(many)))
        return found

    def moves(self, worlds: int, step: Step) -> dict[str, Fraction]:
        """Return each choice's share of the squared rank changes, when it alone leaves the official way.

        Choices with listed ways take each of them once; weights and severities take every world's draw.  This
        is one-at-a-time: what choices do together is not split among them.  step: called now and then.
        """
        official = self.official
        plain = unmoved(self.parts[""])[None, :]
        ranks = ranks_of(self.scores(official, plain, None)[0])
        found = {"weights": self._drawn_move(official, ranks, worlds, step, severity=False)}
        for name in CHOICES[:-1]:
            ways = self.choices.ways(name)[1:]
            total = 0
            for way in ways:
                total += self._squares(self._changed(official, plain, name, way), ranks)
                step()
            if ways:
                found[name] = Fraction(total, len(ways))
        if len(self.choices.severity) > 1:
            found["severity"] = self._drawn_move(official, ranks, worlds, step, severity=True)
        whole = sum(found.values(), Fraction(0))
        return {name: move / whole if whole else Fraction(0) for name, move in found.items()}

    def _changed(self, official: Table, plain: Integers, name: str, way: str) -> NDArray[np.float64]:
        if name == "criterion":
            return self.scores(official, unmoved(self.parts[way])[None, :], None)
        scale, form, juror, panel = official
        table: Table = (
            way if name == "scale" else scale,
            way if name == "form" else form,
            way if name == "juror" else juror,
            next(one for one in self.choices.panel if one == way) if name == "panel" else panel,
        )
        return self.scores(table, plain, None)

    def _drawn_move(
        self, official: Table, ranks: Integers, worlds: int, step: Step, *, severity: bool
    ) -> Fraction:
        total = 0
        parts = self.parts[""]
        for first in range(0, worlds, self.block):
            step()
            count = min(self.block, worlds - first)
            if severity:
                weights = np.repeat(unmoved(parts)[None, :], count, axis=0)
                scores = self.scores(official, weights, range(first, first + count))
                total += self._squares(scores, ranks)
                continue
            weights = moved(parts, words(self.seed, "weights", first, count, len(parts)))
            for row in self.scores(official, weights, None):
                found = ranks_of(row)
                total += int(((found - ranks) ** 2).sum())
                np.minimum(self.best, found, out=self.best)
        return Fraction(total, worlds)

    @staticmethod
    def _squares(scores: NDArray[np.float64], ranks: Integers) -> int:
        return sum(int(((ranks_of(row) - ranks) ** 2).sum()) for row in scores)
