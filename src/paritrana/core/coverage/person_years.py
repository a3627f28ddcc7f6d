"""One row per person, village, segment, group and payer of a year, with a bit for each month.

January is bit 0.  The months of a person are split over rows without overlap, so that person-months add up;
the columns `all_…` repeat, on each row, what holds for the person as a whole, and `prev_…` the year before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ibis

from paritrana.core.engines import bit_or
from paritrana.core.rolls.schemas import (
    CIVIL_SERVANT,
    FUNDERS,
    PRIVATE_FUNDERS,
    PROGRAMMES,
    PUBLIC_FUNDERS,
    SEGMENTS,
)

KEY = ("person", "village", "segment", "worker_group", "funder")
PROGRAMME_MASKS = tuple(name.lower() for name in PROGRAMMES)
SEGMENT_MASKS = tuple(f"in_{name}" for name in SEGMENTS)
_PUBLIC = [FUNDERS.index(name) for name in PUBLIC_FUNDERS]
_PRIVATE = [FUNDERS.index(name) for name in PRIVATE_FUNDERS]
WHOLE_PERSON = ("active", "protected", "public", "private")


def of_months(months: Mapping[int, Any], persons: Any, before: Any | None, bucket: int, buckets: int) -> Any:
    """Return the person-years of one bucket of persons.

    months: person-months by their place in the year, 0 to 11. before: the person-years of the year before, if
    the lake has any. bucket: persons whose key divided by `buckets` leaves it.
    """
    parts = [
        _bucket(table, bucket, buckets).mutate(bit=ibis.literal(1 << place, type="int64"))
        for place, table in sorted(months.items())
    ]
    rows = ibis.union(*parts) if len(parts) > 1 else parts[0]
    sums = {
        name: ibis.ifelse((rows.programmes.cast("int64") & (1 << place)) != 0, rows.bit, 0).sum()
        for place, name in enumerate(PROGRAMME_MASKS)
    }
    sums |= {
        name: ibis.ifelse((rows.segments.cast("int64") & (1 << place)) != 0, rows.bit, 0).sum()
        for place, name in enumerate(SEGMENT_MASKS)
    }
    grouped = rows.group_by(KEY).agg(active=rows.bit.sum(), **sums)
    masks = ("active", *PROGRAMME_MASKS, *SEGMENT_MASKS)
    grouped = grouped.select(*KEY, **{name: grouped[name].cast("int32") for name in masks})
    known = _bucket(persons, bucket, buckets).select("person", "adult")
    judged = grouped.left_join(known, "person").drop("person_right")
    eligible = judged.adult.fill_null(False) & (judged.worker_group != CIVIL_SERVANT)
    judged = judged.mutate(protected=ibis.ifelse(eligible, judged.jkk & judged.jkm, 0).cast("int32"))
    return _with_before(_with_whole_person(judged.drop("adult")), before, bucket, buckets)


def _bucket(table: Any, bucket: int, buckets: int) -> Any:
    return table.filter(table.person % buckets == bucket) if buckets > 1 else table


def _with_whole_person(rows: Any) -> Any:
    whole = rows.group_by("person").agg(
        all_active=bit_or(rows.active.cast("int64")),
        all_protected=bit_or(rows.protected.cast("int64")),
        all_public=bit_or(rows.active.cast("int64"), where=rows.funder.isin(_PUBLIC)).fill_null(0),
        all_private=bit_or(rows.active.cast("int64"), where=rows.funder.isin(_PRIVATE)).fill_null(0),
    )
    return rows.inner_join(whole, "person")


def _with_before(rows: Any, before: Any | None, bucket: int, buckets: int) -> Any:
    names = [f"prev_{name}" for name in WHOLE_PERSON]
    if before is None:
        return rows.mutate(**{name: ibis.literal(0, type="int32") for name in names})
    before = _bucket(before, bucket, buckets)
    whole = before.group_by("person").agg(
        **{f"prev_{name}": before[f"all_{name}"].max() for name in WHOLE_PERSON}
    )
    joined = rows.left_join(whole, "person").drop("person_right")
    return joined.mutate(**{name: joined[name].fill_null(0).cast("int32") for name in names})
