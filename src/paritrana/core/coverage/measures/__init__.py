"""Each measure as one Ibis expression: ``region, <by…>, numerator, denominator, persons``.

`persons` is how many people stand behind the numerator, for the suppression of small cells.  `denominator` is
null where workers of the region stand below the line; those are joined later.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from paritrana.core.coverage.measures.grace import in_force
from paritrana.core.coverage.measures.members import registered
from paritrana.core.coverage.measures.monthly import lapse, point, ratio, substitution, vulnerable
from paritrana.core.coverage.measures.paid_months import person_months
from paritrana.core.coverage.measures.projects import nameless
from paritrana.core.coverage.measures.question import Question
from paritrana.core.coverage.measures.yearly import distinct, headcount

__all__ = ["Question", "expression"]


def expression(name: str, question: Question) -> Any | None:
    """Return the measure's expression, None when the lake holds nothing for the time asked."""
    return _MEASURES[name](question)


_MEASURES: dict[str, Callable[[Question], Any | None]] = {
    "registered": registered,
    "active": headcount("active"),
    "in_force": in_force,
    "protected": headcount("protected"),
    "point_coverage": point,
    "person_month_coverage": person_months,
    "continuity": lambda question: distinct(question, "continuous", "protected"),
    "mean_months": lambda question: distinct(question, "person_months", "protected"),
    "lapse": lapse,
    "overlap": ratio("overlap", "protected", "protected"),
    "additionality": ratio("new", "active", "first"),
    "substitution": substitution,
    "vulnerable_coverage": vulnerable,
    "nameless_construction": nameless,
}
