"""The robustness report of a category, and of many as one canonical JSON text."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from paritrana.core.ranking.order import Row, rows_of
from paritrana.core.ranking.robustness.bounds import Bound, bounds
from paritrana.core.ranking.robustness.draws import FORMAT, SeedParts
from paritrana.core.ranking.robustness.effective import effective_weights
from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.ranking.robustness.lamps import Lamp, lamps
from paritrana.core.ranking.robustness.panels import FairPanels
from paritrana.core.ranking.robustness.pruning import can_reach
from paritrana.core.ranking.robustness.radius import Whole, reach
from paritrana.core.ranking.robustness.stream import QUARTER
from paritrana.core.ranking.robustness.worlds import WORLDS, try_worlds
from paritrana.core.rulebook import Category
from paritrana.core.rulebook.model import WHOLE
from paritrana.core.scoring import CategoryScores, CategoryValues, Marks
from paritrana.core.scoring.entrants import Entrants
from paritrana.errors import BadInput

type Word = Literal["stable", "fairly_stable", "contested"]
type Json = str | int | bool | Sequence["Json"] | Mapping[str, "Json"] | None

STABLE, FAIRLY_STABLE = Fraction(95, 100), Fraction(80, 100)


@dataclass(frozen=True, slots=True)
class Rival:
    """By how much weights must move before an entrant draws level with the winner; share of 0 to 1."""

    entrant: str
    radius: Fraction


@dataclass(frozen=True, slots=True)
class Standing:
    """One entrant over all worlds; the interval holds 90 % of them."""

    entrant: str
    rank: int
    winner_count: int
    top_count: int
    median_rank: int
    rank_low: int
    rank_high: int


@dataclass(frozen=True, slots=True)
class CategoryReport:
    """Everything the report says of one category.

    held: in how many of `worlds` an official winner led; rivals: the one that needs the least change first;
    can_win, can_reach_top: within weights ± 25 %, certified; moves: by choice, the largest first; effective,
    nominal: by criterion; reliability: passed through for who computes it.
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
    classes.  Raises ValueError for fewer than one world, BadInput (robustness.geometric) where `has_report`
    says no.
    """
    if worlds < 1:
        raise ValueError("a report needs at least one world")
    if not has_report(category):
        raise BadInput("robustness.geometric", category=category.id)
    ranking = rows if rows is not None else rows_of(scores, seed=seed_parts.public or None)
    grid = Grid(category, values, marks, scores, ranking, fair, entrants)
    if not grid.entrants:
        return _of_nobody(grid, worlds, reliability)
    points, weights = grid.whole(spare=QUARTER.denominator)
    reached = reach(points, weights, 0)
    rivals = tuple(Rival(grid.entrants[at], radius) for at, radius in reached.all())
    tried = try_worlds(grid, seed_parts.seed, worlds, category.winners, progress)
    spread = tried.spread
    figures = (spread.first, spread.top, spread.median, spread.low, spread.high)
    columns = zip(grid.entrants, grid.ranks, *(one.tolist() for one in figures), strict=True)
    return CategoryReport(
        category,
        worlds,
        tuple(grid.entrants[at] for at in grid.leaders),
        tried.held,
        rivals,
        _names(grid, points, weights, 1),
        category.winners,
        _names(grid, points, weights, category.winners),
        tuple(Standing(*column) for column in columns),
        tuple(sorted(tried.moves.items(), key=lambda one: (-one[1], one[0]))),
        lamps(grid, reached.nearest()),
        grid.weights,
        effective_weights(grid),
        bounds(grid),
        reliability,
    )


def has_report(category: Category) -> bool:
    """Say whether the official score is a weighted sum, on which radius, dominance and worlds rest."""
    return "geometric" not in (category.aggregate, *(stage.aggregate for stage in category.stages))


def _names(grid: Grid, points: Whole, weights: Whole, first: int) -> tuple[str, ...]:
    return tuple(grid.entrants[at] for at in can_reach(points, weights, first, QUARTER))


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
    )


def robustness_json(
    reports: Sequence[CategoryReport], *, seed_parts: SeedParts, worlds: int, without: Sequence[str] = ()
) -> str:
    """Return the reports as canonical JSON: one line, keys sorted, whole numbers and texts only.

    without: the categories under a geometric mean, which have no report; told as `without_report` where there
    are any.
    """
    book: dict[str, Json] = {
        "format": FORMAT,
        "seed": seed_parts.seed.hex(),
        "worlds": worlds,
        "categories": [_category(one) for one in reports],
    }
    if without:
        book["without_report"] = [{"id": name, "reason": "geometric"} for name in without]
    return json.dumps(book, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _category(report: CategoryReport) -> Json:
    return {
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
    rivals: list[Json] = [
        {"entrant": one.entrant, "exact": ratio(one.radius), "percent": percent_down(one.radius)}
        for one in report.rivals
    ]
    nearest = report.nearest
    return {
        "exact": ratio(nearest.radius) if nearest else None,
        "percent": percent_down(nearest.radius) if nearest else None,
        "rival": nearest.entrant if nearest else None,
        "rivals": rivals,
    }


def ratio(value: Fraction) -> str:
    """Return ``n/d`` in lowest terms."""
    return f"{value.numerator}/{value.denominator}"


def decimals(value: Fraction | None, places: int) -> str:
    """Return a decimal text with so many places, rounded half to even."""
    number = round((value or Fraction(0)) * 10**places)
    sign, number = ("-", -number) if number < 0 else ("", number)
    return f"{sign}{number // 10**places}.{number % 10**places:0{places}d}"


def percent_down(share: Fraction) -> str:
    """Return a share as percent with one decimal, rounded down: what it says is still safe."""
    tenths = share.numerator * 1000 // share.denominator
    return f"{tenths // 10}.{tenths % 10}"
