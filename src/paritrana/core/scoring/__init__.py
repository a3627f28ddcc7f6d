"""Exact marks and scores of a category, from values and marks as text. No float decides anything."""

from paritrana.core.scoring.category import score_category
from paritrana.core.scoring.cells import EVERYTHING, RECUSED
from paritrana.core.scoring.model import CategoryScores, EntrantScore, Part
from paritrana.core.scoring.tables import (
    BookValues,
    CategoryValues,
    Marks,
    Where,
    marks_csv,
    read_marks,
    read_values,
    values_csv,
)

__all__ = [
    "EVERYTHING",
    "RECUSED",
    "BookValues",
    "CategoryScores",
    "CategoryValues",
    "EntrantScore",
    "Marks",
    "Part",
    "Where",
    "marks_csv",
    "read_marks",
    "read_values",
    "score_category",
    "values_csv",
]
