"""Person-months: whole ones, or shared by payers in the rupiah each paid."""

from __future__ import annotations

from typing import Any

import ibis

from paritrana.core.coverage.bits import months
from paritrana.core.coverage.measures.monthly import with_programme
from paritrana.core.coverage.measures.question import Question
from paritrana.core.coverage.measures.yearly import by_programme, totals_of_year
from paritrana.core.coverage.person_months import WHOLE
from paritrana.core.coverage.restating import moved
from paritrana.core.coverage.rollups import region_of
from paritrana.core.rolls.schemas import CIVIL_SERVANT
from paritrana.errors import BadInput


def person_months(question: Question) -> Any | None:
    """Protected person-months; by payer in millionths shared by rupiah (see `person_months`)."""
    rows = question.years(question.year)
    if rows is None:
        return None
    limit = question.limit if question.month is None else question.limit & (1 << question.month)
    rows = by_programme(question, rows)
    rows = rows.mutate(
        region=region_of(rows.village, question.divisor), counted=months(rows.protected & limit)
    )
    grouped = rows.filter(rows.counted > 0).group_by(["region", *question.by])
    unit = WHOLE if "funder" in question.by else 1
    counted = grouped.agg(numerator=(rows.counted.sum() * unit).cast("int64"))
    if "funder" in question.by:
        counted = _with_shares(question, counted)
    return _with_persons(question, counted, counted.numerator // unit)


def _with_persons(question: Question, counted: Any, months_counted: Any) -> Any:
    """Add the persons behind person-months: themselves in a month, the distinct ones of a year."""
    whole = counted.mutate(denominator=ibis.null("int64"), persons=months_counted)
    if question.month is not None or not question.hiding:
        return whole
    totals = totals_of_year(question)
    if totals is None:
        return whole
    keys = ["region", *question.by]
    known = totals.select(*keys, people=totals.protected)
    joined = whole.left_join(known, keys)
    fewest = (joined.persons + 11) // 12
    return joined.select(*keys, "numerator", "denominator", persons=joined.people.fill_null(fewest))


def _with_shares(question: Question, counted: Any) -> Any:
    held = question.lake.manifest.tables.get("funder_share", {})
    parts = [
        question.engine.table(question.lake.folder / held[str(month)])
        for month in question.counted_months
        if str(month) in held
    ]
    if not parts:
        return counted
    shares = ibis.union(*parts) if len(parts) > 1 else parts[0]
    known = question.lake.path("person")
    if known is None:
        raise BadInput("lake.unreadable", file="person")
    adults = question.engine.table(known).filter(lambda one: one.adult).select("person")
    shares = moved(shares, question.moves)
    both = (shares.programmes.cast("int64") & 3) == 3
    shares = shares.filter(both & (shares.worker_group != CIVIL_SERVANT)).semi_join(adults, "person")
    shares = with_programme(question, shares)
    shares = shares.mutate(region=region_of(shares.village, question.divisor))
    added = shares.group_by(["region", *question.by]).agg(numerator=shares.units.sum().cast("int64"))
    both_parts = counted.select(*added.columns).union(added)
    return both_parts.group_by(["region", *question.by]).agg(
        numerator=both_parts.numerator.sum().cast("int64")
    )
