"""The order of a category, its ties and its cuts; and the published tables of a whole book."""

from paritrana.core.ranking.awards import Award
from paritrana.core.ranking.book import CategoryResult, Result, rank_book, rank_category
from paritrana.core.ranking.cuts import Pass, finalists_after, places_left
from paritrana.core.ranking.order import Row
from paritrana.core.ranking.tables import (
    awards_csv,
    contributions_csv,
    excluded_csv,
    ranking_csv,
    result_hash,
    tables_of,
)

__all__ = [
    "Award",
    "CategoryResult",
    "Pass",
    "Result",
    "Row",
    "awards_csv",
    "contributions_csv",
    "excluded_csv",
    "finalists_after",
    "places_left",
    "rank_book",
    "rank_category",
    "ranking_csv",
    "result_hash",
    "tables_of",
]
