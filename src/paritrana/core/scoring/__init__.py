"""Exact marks and scores of a category, from values and marks as text. No float decides anything."""

from paritrana.core.scoring.category import score_category
from paritrana.core.scoring.cells import EVERYTHING, RECUSED
from paritrana.core.scoring.entrants import Entrants, Facts, entrants_csv, read_entrants
from paritrana.core.scoring.model import CategoryScores, EntrantScore, Finalist, Part
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
    "Entrants",
    "Facts",
    "Finalist",
    "Marks",
    "Part",
    "Where",
    "entrants_csv",
    "marks_csv",
    "read_entrants",
    "read_marks",
    "read_values",
    "score_category",
    "values_csv",
]
