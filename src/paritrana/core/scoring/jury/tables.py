"""Severities and the fair ranking as CSV text, byte for byte the same for the same result."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Protocol

from paritrana.core.rulebook.model import number_text
from paritrana.core.scoring.jury.fair import Fair
from paritrana.core.scoring.tables import written
from paritrana.core.units import Points

SEVERITY_HEADER = ("category", "juror", "severity_points", "entrants_marked")
FAIR_HEADER = ("category", "rank", "entrant", "score", "score_exact")


class Ranked(Protocol):
    """A row of a ranking, as `core.ranking` makes it."""

    @property
    def category(self) -> str: ...
    @property
    def rank(self) -> int: ...
    @property
    def entrant(self) -> str: ...
    @property
    def score(self) -> Points: ...


def severity_csv(found: Mapping[str, Fair]) -> str:
    """Return ``severity.csv`` of {category: fair view}, in that order, jurors by code point.

    severity_points: points of 100 marked lower than colleagues, in at most six decimals.
    """
    rows = (
        (category, juror, number_text(Fraction(one.points)), one.entrants_marked)
        for category, fair in found.items()
        for juror, one in sorted(fair.severity.items())
    )
    return written(SEVERITY_HEADER, rows)


def fair_csv(rows: Iterable[Ranked]) -> str:
    """Return ``fair.csv`` of the rows that `rows_of` makes of adjusted scores, in their order."""
    return written(
        FAIR_HEADER, ((row.category, row.rank, row.entrant, row.score.shown, row.score.ratio) for row in rows)
    )
