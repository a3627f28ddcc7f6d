"""Between which scores and ranks each entrant can still end, whatever its missing values turn out to be."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.ranking.robustness.outside import most, outsiders
from paritrana.core.rulebook import Category
from paritrana.core.units import Points


@dataclass(frozen=True, slots=True)
class Bound:
    """The lowest and highest score, 0 to 100, and rank of one entrant, and the criteria it has no value for.

    task: a gap of its own leaves open whether it is among the winners, the forwarded or the finalists, or
    keeps it out of the ranking.
    """

    entrant: str
    low: Fraction
    high: Fraction
    best_rank: int
    worst_rank: int
    gaps: tuple[str, ...]
    task: bool


def bounds(grid: Grid) -> tuple[Bound, ...]:
    """Return the bounds of every ranked entrant, in the order of the ranking, then of the `outsiders`.

    Every gap counts with its declared weight, once at nothing and once at the most its criterion can give (a
    ladder: its highest rung); what the rule for gaps gave is always inside.  best_rank: own gaps at full,
    all others' at nothing; worst_rank the other way round; equals count for the one and against the other,
    since the chain of ties may turn either way.  Outsiders are those whom a gap keeps out of the ranking:
    while another's best rank is looked for they stay out, for its worst they come in.  Their ranks are those
    they would have; a task is one that could come before a cut or pass to the final.
    """
    category, many = grid.category, len(grid.entrants)
    ends = [_ends(grid, at) for at in range(many)]
    outside = outsiders(grid)
    ends += [(one.low, one.high, one.gaps) for one in outside]
    lows = [_ordered(category, low) for low, _, _ in ends]
    highs = [_ordered(category, high) for _, high, _ in ends]
    ordered_lows, ordered_highs = sorted(lows[:many]), sorted(highs)
    found = []
    for at, (low, high, gaps) in enumerate(ends):
        best = 1 + many - bisect_right(ordered_lows, highs[at])
        worst = len(ends) - bisect_left(ordered_highs, lows[at])
        if at < many:
            name, task = grid.entrants[at], any(best <= cut < worst for cut in cuts(category))
        else:
            name, passes = outside[at - many].entrant, outside[at - many].passes
            task = passes or best <= max(cuts(category), default=0)
        found.append(Bound(name, low, high, best, worst, gaps, bool(gaps) and task))
    return tuple(found)


def cuts(category: Category) -> Sequence[int]:
    """Return the ranks after which an entrant wins no more, is not sent on, or does not pass."""
    passes = any(stage.entrants == "finalists" for stage in category.stages)
    wanted: Iterable[int] = (
        category.winners,
        category.winners + category.consolation,
        category.forward,
        (category.finalists or 0) if passes else 0,
    )
    return sorted({cut for cut in wanted if cut})


def _ends(grid: Grid, at: int) -> tuple[Fraction, Fraction, tuple[str, ...]]:
    parts = grid.parts[grid.entrants[at]].values()
    low, high = list(grid.exact[at]), list(grid.exact[at])
    gaps = []
    for place, part in enumerate(parts):
        if part.filled:
            gaps.append(part.criterion)
            low[place], high[place] = Fraction(0), most(grid.category.criterion(part.criterion))
    score = grid.scores.entrants[grid.entrants[at]].score
    if not gaps:
        return score, score, ()
    ends = [grid.form.exact(shares, grid.whole_weights) for shares in (low, high)]
    return min(ends[0], score), max(ends[1], score), tuple(gaps)


def _ordered(category: Category, score: Fraction) -> Fraction:
    return score if category.rank_on == "exact" else Fraction(Points(score).hundredths, 100)
