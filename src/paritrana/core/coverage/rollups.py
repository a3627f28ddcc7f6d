"""What cannot be added up: distinct persons of a year in every region, in all and by segment and payer.

Computed from the person-years at each level, never summed from the level below.
"""

from __future__ import annotations

from typing import Any

import ibis

from paritrana.core.coverage.bits import months, until

KEY = ("level", "region", "segment", "funder")
LEVELS = {"country": 0, "province": 10**8, "regency": 10**6, "district": 10**4, "village": 1}
ALL = -1
CONTINUOUS_MONTHS = 11


def of_year(year_rows: Any, year: int, as_of_month: int) -> Any:
    """Return the totals of a year by level (its place in `LEVELS`), region, segment and payer (-1 for all).

    Months after `as_of_month` do not count.
    """
    limit = until(min(11, as_of_month - year * 12)) if as_of_month >= year * 12 else 0
    parts = []
    for place, divisor in enumerate(LEVELS.values()):
        for by in ((), ("segment",), ("funder",)):
            parts.append(_grouped(year_rows, place, divisor, by, limit))
    return ibis.union(*parts)


def region_of(village: Any, divisor: int) -> Any:
    """Return the region of a level that a village lies in; 0 for the whole country."""
    return (village // divisor).cast("int64") if divisor else (village * 0).cast("int64")


def per_person(rows: Any, by: tuple[str, ...], limit: int) -> Any:
    """Return one row per region, `by` and person: months active and protected up to the limit."""
    return rows.group_by(["region", *by, "person"]).agg(
        active_months=months(rows.active & limit).sum().cast("int64"),
        protected_months=months(rows.protected & limit).sum().cast("int64"),
    )


def _grouped(rows: Any, place: int, divisor: int, by: tuple[str, ...], limit: int) -> Any:
    single = per_person(rows.mutate(region=region_of(rows.village, divisor)), by, limit)
    grouped = single.group_by(["region", *by]).agg(
        active=single.count(where=single.active_months > 0),
        protected=single.count(where=single.protected_months > 0),
        continuous=single.count(where=single.protected_months >= CONTINUOUS_MONTHS),
        person_months=single.protected_months.sum().cast("int64"),
    )
    everything = ibis.literal(ALL, type="int8")
    return grouped.select(
        "region",
        "active",
        "protected",
        "continuous",
        "person_months",
        level=ibis.literal(place, type="int8"),
        segment=grouped.segment if "segment" in by else everything,
        funder=grouped.funder if "funder" in by else everything,
    )
