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
    parts = [_packed(_bucket(table, bucket, buckets), place) for place, table in sorted(months.items())]
    rows = ibis.union(*parts) if len(parts) > 1 else parts[0]
    packed = rows.group_by(KEY).agg(paid=bit_or(rows.paid), been=bit_or(rows.been))
    grouped = packed.select(
        *KEY,
        **{name: _unpacked(packed.paid, at) for at, name in enumerate(PROGRAMME_MASKS)},
        **{name: _unpacked(packed.been, at) for at, name in enumerate((*SEGMENT_MASKS, "active"))},
    )
    known = _bucket(persons, bucket, buckets).select("person", "adult")
    judged = grouped.left_join(known, "person").drop("person_right")
    eligible = judged.adult.fill_null(False) & (judged.worker_group != CIVIL_SERVANT)
    judged = judged.mutate(protected=ibis.ifelse(eligible, judged.jkk & judged.jkm, 0).cast("int32"))
    return _with_before(_with_whole_person(judged.drop("adult")), before, bucket, buckets)


def _packed(rows: Any, place: int) -> Any:
    """Return the key and two numbers: twelve bits for each programme, and for each segment and any payment.

    Two masks a group in the place of ten take a fraction of the memory.
    """
    programmes, segments = rows.programmes.cast("int64"), rows.segments.cast("int64")
    return rows.select(
        *KEY,
        paid=_spread(programmes, len(PROGRAMME_MASKS), place, 0),
        been=_spread(segments, len(SEGMENT_MASKS), place, 1 << (12 * len(SEGMENT_MASKS) + place)),
    )


def _spread(bits: Any, count: int, place: int, start: int) -> Any:
    total = ibis.literal(start, type="int64")
    for at in range(count):
        mask = ibis.literal(1 << (12 * at + place), type="int64")
        total = total + ibis.ifelse((bits & (1 << at)) != 0, mask, ibis.literal(0, type="int64"))
    return total.cast("int64")


def _unpacked(packed: Any, at: int) -> Any:
    return ((packed >> (12 * at)) & 0xFFF).cast("int32")


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
