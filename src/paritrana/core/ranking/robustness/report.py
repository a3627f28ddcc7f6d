"""The robustness report of a category, and of many as one canonical JSON text."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np

from paritrana.core.ranking.order import Row, rows_of
from paritrana.core.ranking.robustness.bounds import Bound, bounds
from paritrana.core.ranking.robustness.draws import FORMAT, SeedParts
from paritrana.core.ranking.robustness.effective import effective_weights
from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.ranking.robustness.lamps import FOUND, Lamp, lamps
from paritrana.core.ranking.robustness.panels import FairPanels
from paritrana.core.ranking.robustness.pruning import can_reach
from paritrana.core.ranking.robustness.radius import reach
from paritrana.core.ranking.robustness.stream import QUARTER
from paritrana.core.ranking.robustness.witness import Search
from paritrana.core.ranking.robustness.worlds import WORLDS, Runner, Worlds, try_worlds
from paritrana.core.rulebook import Category
from paritrana.core.rulebook.model import WHOLE
from paritrana.core.scoring import CategoryScores, CategoryValues, Marks
from paritrana.core.scoring.entrants import Entrants

type Word = Literal["stable", "fairly_stable", "contested"]
type Json = str | int | bool | Sequence["Json"] | Mapping[str, "Json"] | None

APART = Fraction(80, 100)  # in so many worlds an entrant must be ahead of the next to be told apart from it
STABLE, FAIRLY_STABLE = Fraction(95, 100), Fraction(80, 100)


@dataclass(frozen=True, slots=True)
class Rival:
    """By how much weights must move before an entrant draws level with the winner; share of 0 to 1.

    witness: where the radius was found and not proven, the weights that show it: by how many thousandths each
    criterion's weight moves, in the order of the rulebook; empty at 0 and at 1.
    """

    entrant: str
    radius: Fraction
    witness: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """One entrant over all worlds; the interval holds 90 % of them.

    ahead_count: in how many it has a better rank than the next in the ranking; None for the last of those
    whose every rank is kept, and below.
    """

    entrant: str
    rank: int
    winner_count: int
    top_count: int
    median_rank: int
    rank_low: int
    rank_high: int
    ahead_count: int | None = None


@dataclass(frozen=True, slots=True)
class CategoryReport:
    """Everything the report says of one category.

    held: in how many of `worlds` an official winner led; rivals: the one that needs the least change first;
    can_win, can_reach_top: within weights ± 25 %; moves: by choice, the largest first; effective, nominal: by
    criterion; reliability: passed through for who computes it.
    certified: radii are exact and nobody else can win or reach the top.  Not so under a geometric mean: a
    radius is the least move of weights that was found, and those named were found able; others may be.
    """

    category: Category
    worlds: int
    winner: tuple[str, ...]
    held: int
    rivals: tuple[Rival, ...]
    can_win: tuple[str, ...]
    top: int
    can_reach_top: tuple[str, ...]
    standings: tuple[Standing, ...]
    moves: tuple[tuple[str, Fraction], ...]
    lamps: tuple[Lamp, ...]
    nominal: Mapping[str, Fraction]
    effective: Mapping[str, Fraction | None]
    bounds: tuple[Bound, ...]
    reliability: Json = None
    certified: bool = True

    @property
    def word(self) -> Word | None:
        """Return stable from 95 % of the worlds on, fairly_stable from 80 %, else contested."""
        if not self.standings:
            return None
        share = Fraction(self.held, self.worlds)
        return "stable" if share >= STABLE else "fairly_stable" if share >= FAIRLY_STABLE else "contested"

    @property
    def nearest(self) -> Rival | None:
        """Return the rival that needs the least change; None with nobody to overtake."""
        return self.rivals[0] if self.rivals else None


def robustness(
    category: Category,
    values: CategoryValues,
    marks: Marks,
    scores: CategoryScores,
    *,
    seed_parts: SeedParts,
    worlds: int = WORLDS,
    rows: Sequence[Row] | None = None,
    fair: FairPanels | None = None,
    entrants: Entrants | None = None,
    reliability: Json = None,
    progress: Callable[[int, int], None] | None = None,
) -> CategoryReport:
    """Return the report of one category; the same on every machine for the same data and seed.

    values, marks, scores: as given to and by `score_category`; rows: the ranking, made with the public
    value as the seed of lots when absent; fair: the panel values of the fair view and the noise of
    severities; progress: called with (worlds done, worlds); entrants: facts, where the category has size
    classes.  Raises ValueError for fewer than one world.
    """
    if worlds < 1:
        raise ValueError("a report needs at least one world")
    ranking = rows if rows is not None else rows_of(scores, seed=seed_parts.public or None)
    grid = Grid(category, values, marks, scores, ranking, fair, entrants)
    if not grid.entrants:
        return _of_nobody(grid, worlds, reliability)
    runner = Runner(grid, seed_parts.seed)
    tried = try_worlds(runner, worlds, category.winners, progress)
    about = _certified(grid) if grid.form.is_sum else _found(grid, runner, tried)
    spread = tried.spread
    figures = (spread.first, spread.top, spread.median, spread.low, spread.high)
    ahead = [None if one < 0 else one for one in spread.ahead.tolist()]
    columns = zip(grid.entrants, grid.ranks, *(one.tolist() for one in figures), ahead, strict=True)
    return CategoryReport(
        category,
        worlds,
        tuple(grid.entrants[at] for at in grid.leaders),
        tried.held,
        about.rivals,
        about.can_win,
        category.winners,
        about.can_reach_top,
        tuple(Standing(*column) for column in columns),
        tuple(sorted(tried.moves.items(), key=lambda one: (-one[1], one[0]))),
        about.lamps,
        grid.weights,
        effective_weights(grid),
        bounds(grid),
        reliability,
        grid.form.is_sum,
    )


@dataclass(frozen=True, slots=True)
class _Weights:
    """What the report says of other weights."""

    rivals: tuple[Rival, ...]
    can_win: tuple[str, ...]
    can_reach_top: tuple[str, ...]
    lamps: tuple[Lamp, ...]


def _certified(grid: Grid) -> _Weights:
    """Return what is proven of other weights where the score is a weighted sum."""
    points, weights = grid.whole(spare=QUARTER.denominator)
    reached = reach(points, weights, 0)
    return _Weights(
        tuple(Rival(grid.entrants[at], radius) for at, radius in reached.all()),
        _named(grid, can_reach(points, weights, 1, QUARTER)),
        _named(grid, can_reach(points, weights, grid.category.winners, QUARTER)),
        lamps(grid, reached.nearest()),
    )


def _found(grid: Grid, runner: Runner, tried: Worlds) -> _Weights:
    """Return what was found of other weights where a geometric mean stands in the rules."""
    search = Search(grid)
    witnesses = search.witnesses()
    nearest = (witnesses[0].rival, witnesses[0].radius) if witnesses else None

    def able(first: int) -> tuple[str, ...]:
        return _named(grid, search.reaching(first, np.flatnonzero(tried.best <= first).tolist()))

    return _Weights(
        tuple(Rival(grid.entrants[one.rival], one.radius, one.moves) for one in witnesses),
        able(1),
        able(grid.category.winners),
        lamps(grid, nearest, lambda: runner.leading_instead(tried.worlds)),
    )


def _named(grid: Grid, rows: Iterable[int]) -> tuple[str, ...]:
    return tuple(grid.entrants[at] for at in rows)


def _of_nobody(grid: Grid, worlds: int, reliability: Json) -> CategoryReport:
    unknown = dict.fromkeys(grid.criteria, None)
    category = grid.category
    return CategoryReport(
        category,
        worlds,
        (),
        0,
        (),
        (),
        category.winners,
        (),
        (),
        (),
        (),
        grid.weights,
        unknown,
        bounds(grid),
        reliability,
        grid.form.is_sum,
    )


def robustness_json(reports: Sequence[CategoryReport], *, seed_parts: SeedParts, worlds: int) -> str:
    """Return the reports as canonical JSON: one line, keys sorted, whole numbers and texts only.

    Where radii are found and not proven, `certified` is false, the radius has a `kind` and each rival a
    `witness`; these keys are there only then.
    """
    book: dict[str, Json] = {
        "format": FORMAT,
        "seed": seed_parts.seed.hex(),
        "worlds": worlds,
        "categories": [_category(one) for one in reports],
    }
    return json.dumps(book, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _category(report: CategoryReport) -> Json:
    more: dict[str, Json] = {} if report.certified else {"certified": False}
    return more | {
        "id": report.category.id,
        "winner": report.winner,
        "stability": {"word": report.word, "count": report.held, "worlds": report.worlds},
        "radius": _radius(report),
        "can_win": report.can_win,
        "can_reach_top": {"k": report.top, "entrants": report.can_reach_top},
        "entrants": [{name: getattr(one, name) for name in Standing.__slots__} for one in report.standings],
        "choices": [{"id": name, "share": decimals(share, 3)} for name, share in report.moves],
        "lamps": [{"id": one.id, "on": one.on, "facts": one.facts} for one in report.lamps],
        "effective": [
            {
                "criterion": name,
                "nominal_bp": round(weight * WHOLE),
                "effective": None if report.effective[name] is None else decimals(report.effective[name], 4),
            }
            for name, weight in report.nominal.items()
        ],
        "bounds": [
            {
                "entrant": one.entrant,
                "low": ratio(one.low),
                "high": ratio(one.high),
                "best_rank": one.best_rank,
                "worst_rank": one.worst_rank,
                "gaps": one.gaps,
                "task": one.task,
            }
            for one in report.bounds
        ],
        "reliability": report.reliability,
    }


def _radius(report: CategoryReport) -> Json:
    nearest = report.nearest
    told: dict[str, Json] = {
        "exact": ratio(nearest.radius) if nearest else None,
        "percent": percent_down(nearest.radius) if nearest else None,
        "rival": nearest.entrant if nearest else None,
        "rivals": [_rival(one, report) for one in report.rivals],
    }
    return told if report.certified else told | {"kind": FOUND}


def _rival(one: Rival, report: CategoryReport) -> Json:
    told: dict[str, Json] = {
        "entrant": one.entrant,
        "exact": ratio(one.radius),
        "percent": percent_down(one.radius),
    }
    return told if report.certified else told | {"witness": one.witness}


def ratio(value: Fraction) -> str:
    """Return ``n/d`` in lowest terms."""
    return f"{value.numerator}/{value.denominator}"


def decimals(value: Fraction | None, places: int) -> str:
    """Return a decimal text with so many places, rounded half to even."""
    number = round((value or Fraction(0)) * 10**places)
    sign, number = ("-", -number) if number < 0 else ("", number)
    return f"{sign}{number // 10**places}.{number % 10**places:0{places}d}"


def percent_down(share: Fraction) -> str:
    """Return a share as percent with one decimal, rounded down: what it says is still safe.

    A radius that was found is a whole number of thousandths, and told as it is.
    """
    tenths = share.numerator * 1000 // share.denominator
    return f"{tenths // 10}.{tenths % 10}"
