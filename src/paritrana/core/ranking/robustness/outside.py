"""Who its gaps keep out of the ranking, and between which scores it would end were they closed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.ranking.robustness.weights import groups_of
from paritrana.core.rulebook import Category, Criterion, Stage
from paritrana.core.rulebook.model import FULL_X
from paritrana.core.scoring import fairly
from paritrana.core.scoring.category import runs_of
from paritrana.core.scoring.cells import EVERYTHING, value_x
from paritrana.core.scoring.entrants import Facts
from paritrana.core.scoring.geometric import geometric_points

type Sheets = Mapping[str, Mapping[str, str]]
type Range = tuple[Fraction, Fraction]
type Points = dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class Outsider:
    """An entrant that left by a gap of its own: the scores it could have, 0 to 100, and the gaps.

    passes: it did not pass to a stage for finalists, and could once the gaps are closed.
    """

    entrant: str
    low: Fraction
    high: Fraction
    gaps: tuple[str, ...]
    passes: bool


def outsiders(grid: Grid) -> list[Outsider]:
    """Return who could be ranked once the gaps it left by are closed, by code point.

    Those are the entrants excluded as `missing:…`, and those `not_finalist:…` or `below_pass_mark:…` with a
    gap in the stages they were judged in.  A gap counts nothing for `low` and the most for `high`; so does
    every rubric of a stage that too few jurors marked.  Panels count by their plain value.  Left out is who
    even at `high` misses a pass mark or stays behind as many as pass to the final; where the fair view is
    official, or uncertain ones pass too, nobody is left out for that.
    """
    sheets: dict[str, dict[str, Mapping[str, str]]] = defaultdict(dict)
    for (juror, entrant), cells in grid.marks.items():
        if entrant in grid.scores.excluded and EVERYTHING not in cells:
            sheets[entrant][juror] = cells
    found = []
    for entrant, reason in sorted(grid.scores.excluded.items()):
        judged = judged_stages(grid.category, reason)
        gaps = tuple(one.id for stage in judged for one in stage.criteria if _is_gap(grid, entrant, one))
        if gaps:
            ends = [_points(grid, entrant, sheets[entrant], end) for end in (0, 1)]
            low, high = (fairly.total(grid.category, points) for points in ends)
            ahead = [one for one in grid.category.stages if one.entrants == "finalists"]
            ahead = [one for one in ahead if entrant not in _passed(grid, one)]
            if not _is_barred(grid, ahead, ends[1]):
                found.append(Outsider(entrant, low, high, gaps, bool(ahead)))
    return found


def judged_stages(category: Category, reason: str) -> list[Stage]:
    """Return the stages that an excluded entrant stood in, by the reason it left for."""
    kind, _, name = reason.partition(":")
    judged: list[Stage] = []
    for run in runs_of(category.stages):
        ids = [stage.id for stage in run]
        if kind == "not_finalist" and name in ids:
            break
        judged += run
        if name in ids or (kind == "missing" and any(one.id == name for own in run for one in own.criteria)):
            break
    return judged


def _is_gap(grid: Grid, entrant: str, one: Criterion) -> bool:
    return one.kind != "rubric" and _x(grid, entrant, one) is None


def _x(grid: Grid, entrant: str, one: Criterion) -> int | None:
    size = grid.facts.get(entrant, Facts()).size
    return value_x(one, grid.values[entrant].get(one.id, ""), size)


def _points(grid: Grid, entrant: str, sheets: Sheets, end: int) -> Points:
    """Return the points of every stage with everything open at nothing (0) or at the most (1)."""
    return {
        stage.id: _of_stage(stage, {name: own[end] for name, own in _shares(grid, entrant, stage, sheets)})
        for stage in grid.category.stages
    }


def _shares(grid: Grid, entrant: str, stage: Stage, sheets: Sheets) -> list[tuple[str, Range]]:
    """Return the least and greatest share of each criterion of a stage."""
    wanted = {one.id for one in stage.rubrics}
    whole = {juror: cells for juror, cells in sheets.items() if wanted and wanted <= cells.keys()}
    is_marked = len(whole) >= max(grid.category.jury.min_jurors, 1)
    panel = grid.panels.readers[stage.id].read(whole).parts if wanted and is_marked else {}
    found: list[tuple[str, Range]] = []
    for one in stage.criteria:
        if one.kind == "rubric":
            share = panel.get(one.id)
        else:
            x = _x(grid, entrant, one)
            share = None if x is None else Fraction(x, FULL_X)
        top = Fraction(1) if one.missing == "renormalise" else most(one)  # the others stand for what left
        found.append((one.id, (Fraction(0), top) if share is None else (share, share)))
    return found


def most(criterion: Criterion) -> Fraction:
    """Return the greatest share that a value of a criterion can give."""
    if criterion.kind != "ladder":
        return Fraction(1)
    return Fraction(max(level.points for level in criterion.levels), 100)


def _of_stage(stage: Stage, shares: Mapping[str, Fraction]) -> Fraction:
    groups = []
    for weight, criteria in groups_of(stage):
        whole = sum(one.weight_bp for one in criteria)
        parts = (one.weight_bp * shares[one.id] * 100 for one in criteria)
        groups.append((sum(parts, Fraction(0)) / whole, weight))
    if stage.aggregate == "geometric":
        return geometric_points(groups, stage.floor)
    return _mean(groups)


def _mean(weighed: Sequence[tuple[Fraction, int]]) -> Fraction:
    return sum((weight * own for own, weight in weighed), Fraction(0)) / sum(weight for _, weight in weighed)


def _passed(grid: Grid, stage: Stage) -> set[str]:
    return {one.entrant for one in grid.scores.finalists.get(stage.id, ())}


def _is_barred(grid: Grid, ahead: Sequence[Stage], points: Points) -> bool:
    """Say whether even these points miss a pass mark, or a stage for finalists that lies ahead."""
    category = grid.category
    if category.jury.fair_mode == "official":
        return False
    if any(one.pass_mark is not None and points[one.id] < one.pass_mark for one in category.stages):
        return True
    return not category.uncertain_pct and any(_stays_behind(grid, stage, points) for stage in ahead)


def _stays_behind(grid: Grid, final: Stage, points: Points) -> bool:
    """Say whether as many as pass are ahead; who is ranked with a gap of its own is not counted as ahead."""
    done = grid.category.stages[: grid.category.stages.index(final)]
    names = {stage.id for stage in done}
    own = _so_far(grid.category, done, points)
    sound = (
        one
        for one in grid.scores.entrants.values()
        if not any(part.filled and part.stage in names for part in one.parts)
    )
    many = sum(_so_far(grid.category, done, one.stages) > own for one in sound)
    return many >= (grid.category.finalists or 0)


def _so_far(category: Category, done: Sequence[Stage], points: Mapping[str, Fraction]) -> Fraction:
    weighed = [(points[one.id], one.weight_bp) for one in done]
    return geometric_points(weighed, category.floor) if category.aggregate == "geometric" else _mean(weighed)
