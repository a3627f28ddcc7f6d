"""The published tables of a result as CSV text, byte for byte the same for the same result."""

from collections.abc import Iterator
from fractions import Fraction

from paritrana.core.ranking.book import CategoryResult, Result
from paritrana.core.scoring.tables import written
from paritrana.core.units import Points

RANKING_HEADER = ("category", "rank", "entrant", "score", "score_exact", "tie_rule")
CONTRIBUTIONS_HEADER = ("category", "entrant", "stage", "criterion", "points", "score_part")
EXCLUDED_HEADER = ("category", "entrant", "reason")


def ranking_csv(result: Result) -> str:
    """Return ``ranking.csv``: by category of the rulebook, rank, entrant."""
    rows = (
        (row.category, row.rank, row.entrant, row.score.shown, row.score.ratio, row.tie_rule)
        for one in result.categories
        for row in one.rows
    )
    return written(RANKING_HEADER, rows)


def contributions_csv(result: Result) -> str:
    """Return ``contributions.csv``: by category, stage and criterion of the rulebook, then entrant."""
    rows = (row for one in result.categories for row in _contributions(one))
    return written(CONTRIBUTIONS_HEADER, rows)


def excluded_csv(result: Result) -> str:
    """Return ``excluded.csv``: who is not ranked and why, by code point."""
    rows = (
        (one.category.id, entrant, reason)
        for one in result.categories
        for entrant, reason in one.excluded.items()
    )
    return written(EXCLUDED_HEADER, sorted(rows))


def _contributions(one: CategoryResult) -> Iterator[tuple[str, ...]]:
    for place, criterion in enumerate(one.category.criteria):
        for entrant, scores in one.scores.entrants.items():
            part = scores.parts[place]
            points = "" if part.points is None else _ratio(part.points)
            yield (one.category.id, entrant, part.stage, criterion.id, points, _ratio(part.score_part))


def _ratio(value: Fraction) -> str:
    return Points(value).ratio
