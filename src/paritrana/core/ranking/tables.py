"""The published tables of a result as CSV text, byte for byte the same for the same result."""

import hashlib
from collections.abc import Iterator, Mapping
from fractions import Fraction

from paritrana.core.ranking.book import CategoryResult, Result
from paritrana.core.scoring.tables import written
from paritrana.core.units import Points

RANKING_HEADER = ("category", "rank", "entrant", "score", "score_exact", "tie_rule")
CONTRIBUTIONS_HEADER = ("category", "entrant", "stage", "criterion", "points", "score_part")
CONTRIBUTIONS_HEADER_2 = ("category", "entrant", "stage", "dimension", "criterion", "points", "score_part")
AWARDS_HEADER = ("category", "award", "place", "entrant", "rule")
EXCLUDED_HEADER = ("category", "entrant", "reason")


def tables_of(result: Result) -> dict[str, str]:
    """Return the official tables by file name, in the order that the result hash covers."""
    tables = {
        "ranking.csv": ranking_csv(result),
        "contributions.csv": contributions_csv(result),
        "excluded.csv": excluded_csv(result),
    }
    return tables | ({"awards.csv": awards_csv(result)} if result.rulebook.format > 1 else {})


def result_hash(tables: Mapping[str, str]) -> str:
    """Return the SHA-256, in hex, of the official tables one after the other, as `tables_of` orders them."""
    return hashlib.sha256("".join(tables.values()).encode()).hexdigest()


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
    grouped = result.rulebook.format > 1
    rows = (row for one in result.categories for row in _contributions(one, grouped=grouped))
    return written(CONTRIBUTIONS_HEADER_2 if grouped else CONTRIBUTIONS_HEADER, rows)


def awards_csv(result: Result) -> str:
    """Return ``awards.csv``: by category of the rulebook, award, place, entrant; the prizes last."""
    rows = ((one.category, one.award, one.place, one.entrant, one.rule) for one in result.awards)
    return written(AWARDS_HEADER, rows)


def excluded_csv(result: Result) -> str:
    """Return ``excluded.csv``: who is not ranked and why, by code point."""
    rows = (
        (one.category.id, entrant, reason)
        for one in result.categories
        for entrant, reason in one.excluded.items()
    )
    return written(EXCLUDED_HEADER, sorted(rows))


def _contributions(one: CategoryResult, *, grouped: bool) -> Iterator[tuple[str, ...]]:
    parts = zip(*(scores.parts for scores in one.scores.entrants.values()), strict=True)
    for same in parts:
        for entrant, part in zip(one.scores.entrants, same, strict=True):
            dimension = (part.dimension,) if grouped else ()
            numbers = _ratio(part.points), _ratio(part.score_part)
            yield (one.category.id, entrant, part.stage, *dimension, part.criterion, *numbers)


def _ratio(value: Fraction | None) -> str:
    return "" if value is None else Points(value).ratio
