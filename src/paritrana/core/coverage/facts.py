"""Counts of one month by village, segment, group, programmes and payer: additive, so any total is a sum."""

from __future__ import annotations

from typing import Any

import ibis

from paritrana.core.coverage.bits import bit, lowest
from paritrana.core.coverage.person_years import PROGRAMME_MASKS, SEGMENT_MASKS

DIMENSIONS = ("village", "segment", "worker_group", "programmes", "funder")
COUNTS = ("active", "protected", "first", "new", "first_public", "substituted", "overlap", "lapsed")


def of_month(place: int, year: Any, before: Any | None) -> Any:
    """Return the facts of a month. place: 0 to 11; year: its person-years; before: the year before's."""
    here = 1 << place
    rows = year.filter((year.active & here) != 0)
    protected = (rows.protected & here) != 0
    first = lowest(rows.all_active) == here
    first_public = lowest(rows.all_public) == here
    counted = rows.mutate(
        programmes=_programmes(rows, place),
        active=_one(ibis.literal(True)),
        protected=_one(protected),
        first=_one(first),
        new=_one(first & (rows.prev_active < here)),
        first_public=_one(first_public),
        substituted=_one(first_public & was_private(rows, here)),
        overlap=ibis.ifelse(protected, _segments(rows, place) - 1, 0).cast("int32"),
        lapsed=_one(ibis.literal(False)),
    ).select(*DIMENSIONS, *COUNTS)
    gone = lapsed_rows(place, year, before)
    if gone is not None:
        none = {name: _one(ibis.literal(False)) for name in COUNTS}
        lost = gone.mutate(
            programmes=_programmes(gone, place - 1 if place else 11),
            **none | {"lapsed": _one(ibis.literal(True))},
        )
        counted = counted.union(lost.select(*DIMENSIONS, *COUNTS))
    return counted.group_by(list(DIMENSIONS)).agg(
        **{name: counted[name].sum().cast("int64") for name in COUNTS}
    )


def lapsed_rows(place: int, year: Any, before: Any | None) -> Any | None:
    """Return the person-years protected the month before and not in this one; None if unknown."""
    if place:
        last, here = 1 << (place - 1), 1 << place
        return year.filter(((year.protected & last) != 0) & ((year.all_protected & here) == 0))
    if before is None:
        return None
    stay = year.filter((year.all_protected & 1) != 0).select("person").distinct()
    return before.filter((before.protected & (1 << 11)) != 0).anti_join(stay, "person")


def was_private(rows: Any, first_public: Any) -> Any:
    """Say whether a person or employer paid, and nobody public, in the 12 months before."""
    within = (rows.all_private & (first_public - 1)) != 0
    last_year = rows.prev_private >= first_public
    public_before = rows.prev_public >= first_public
    return (within | last_year) & ~public_before


def _one(condition: Any) -> Any:
    return ibis.ifelse(condition, 1, 0).cast("int32")


def _programmes(rows: Any, place: int) -> Any:
    total = ibis.literal(0, type="int32")
    for power, name in enumerate(PROGRAMME_MASKS):
        total = total + bit(rows[name], place) * (1 << power)
    return total.cast("int16")


def _segments(rows: Any, place: int) -> Any:
    total = ibis.literal(0, type="int32")
    for name in SEGMENT_MASKS:
        total = total + bit(rows[name], place)
    return total
