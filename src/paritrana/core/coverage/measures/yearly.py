"""Measures of the distinct persons of a year, and of those of a month beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ibis

from paritrana.core.coverage.measures.monthly import facts_of, sums
from paritrana.core.coverage.measures.question import Question
from paritrana.core.coverage.person_years import PROGRAMME_MASKS
from paritrana.core.coverage.rollups import ALL, CONTINUOUS_MONTHS, LEVELS, per_person, region_of


def headcount(count: str) -> Callable[[Question], Any | None]:
    """Persons of a month from the facts, distinct persons of a year from its totals."""

    def build(question: Question) -> Any | None:
        if question.month is None:
            return distinct(question, count, None)
        facts = facts_of(question)
        return None if facts is None else sums(question, facts, count, None)

    return build


def distinct(question: Question, numerator: str, denominator: str | None) -> Any | None:
    """Distinct persons of a year (or their months), over others of them where a denominator is named."""
    totals = totals_of_year(question)
    if totals is None:
        return None
    below = totals[denominator] if denominator else ibis.null("int64")
    persons = totals.protected if numerator == "person_months" else totals[numerator]
    return totals.select(
        "region", *question.by, numerator=totals[numerator], denominator=below, persons=persons
    )


def totals_of_year(question: Question) -> Any | None:
    """Return distinct persons and person-months of a year: the kept totals if there are any, or computed."""
    place = question.lake.path("coverage_rollup", str(question.year))
    if place and question.moves is None and question.by in ((), ("segment",), ("funder",)):
        kept = question.engine.table(place)
        level = list(LEVELS).index(question.level)
        chosen = kept.filter(kept.level == level)
        for name in ("segment", "funder"):
            column = chosen[name]
            chosen = chosen.filter(column != ALL if name in question.by else column == ALL)
        return chosen
    rows = question.years(question.year)
    if rows is None:
        return None
    rows = by_programme(question, rows)
    rows = rows.mutate(region=region_of(rows.village, question.divisor))
    single = per_person(rows, question.by, question.limit)
    return single.group_by(["region", *question.by]).agg(
        active=single.count(where=single.active_months > 0),
        protected=single.count(where=single.protected_months > 0),
        continuous=single.count(where=single.protected_months >= CONTINUOUS_MONTHS),
        person_months=single.protected_months.sum().cast("int64"),
    )


def by_programme(question: Question, rows: Any) -> Any:
    """Repeat each person-year under every programme, with the months of that programme only."""
    if "programme" not in question.by:
        return rows
    return ibis.union(
        *(
            rows.mutate(
                active=rows.active & rows[name],
                protected=rows.protected & rows[name],
                programme=ibis.literal(place, type="int8"),
            )
            for place, name in enumerate(PROGRAMME_MASKS)
        )
    )
