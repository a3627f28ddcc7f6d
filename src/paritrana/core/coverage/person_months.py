"""One row per person and month: where and as what the person is counted, whoever paid and however often.

Primary segment in the order of `schemas.SEGMENTS`; within it the latest payment speaks.  The primary payer is
the one of the largest single contribution; equal ones in the order of `schemas.FUNDERS`.
"""

from __future__ import annotations

from typing import Any

import ibis

from paritrana.core.coverage.bits import millionths
from paritrana.core.engines import bit_count, bit_or
from paritrana.core.rolls.schemas import REVERSED, SEGMENTS

_VILLAGE_BITS = (1 << 34) - 1
_LAST = len(SEGMENTS) - 1
WHOLE = 1_000_000  # a person-month in the units that payers share


def of_contributions(contributions: Any) -> Any:
    """Return the person-months of one month's contributions."""
    rows = contributions.filter(contributions.state != REVERSED)
    packed = (
        (_LAST - rows.segment.cast("int64")) * (1 << 54)
        + rows.paid_on.cast("int64") * (1 << 37)
        + (_VILLAGE_BITS - rows.village) * (1 << 3)
        + (7 - rows.worker_group.cast("int64"))
    )
    rows = rows.mutate(
        chief=packed.cast("int64"),
        payer=(rows.amount * 16 + 15 - rows.funder.cast("int64")).cast("int64"),
        one_segment=_power(rows.segment, len(SEGMENTS)),
        one_funder=_power(rows.funder, 16),
    )
    grouped = rows.group_by("person").agg(
        chief=rows.chief.max(),
        payer=rows.payer.max(),
        programmes=bit_or(rows.programmes.cast("int64")),
        segments=bit_or(rows.one_segment.cast("int64")),
        funders=bit_or(rows.one_funder.cast("int64")),
    )
    return grouped.select(
        "person",
        village=(_VILLAGE_BITS - ((grouped.chief >> 3) & _VILLAGE_BITS)).cast("int64"),
        segment=(_LAST - (grouped.chief >> 54)).cast("int8"),
        worker_group=(7 - (grouped.chief & 7)).cast("int8"),
        funder=(15 - (grouped.payer & 15)).cast("int8"),
        programmes=grouped.programmes.cast("int16"),
        segments=grouped.segments.cast("int16"),
        funders=grouped.funders.cast("int16"),
    )


def shares_of_funders(contributions: Any, person_months: Any) -> Any:
    """Return what other payers than the primary one have of a person-month, in millionths, and its opposite.

    Only person-months of several payers have rows; those of one person-month sum to 0, so that adding them to
    whole person-months under the primary payer leaves the total as it was.
    """
    several = person_months.filter(bit_count(person_months.funders.cast("int64")) > 1)
    rows = contributions.filter(contributions.state != REVERSED)
    paid = rows.group_by(["person", "funder"]).agg(paid=rows.amount.sum().cast("int64"))
    paid = paid.rename(payer="funder").inner_join(several, "person")
    totals = paid.group_by("person").agg(total=paid.paid.sum().cast("int64"))
    shared = paid.inner_join(totals, "person")
    units = ibis.ifelse(shared.total > 0, millionths(shared.paid, shared.total), 0).cast("int64")
    others = shared.mutate(units=units).filter(shared.payer != shared.funder)
    columns = ("person", "village", "segment", "worker_group", "programmes")
    given = others.select(*columns, "units", funder=others.payer.cast("int8"))
    taken = others.select(*columns, units=(-others.units).cast("int64"), funder=others.funder.cast("int8"))
    both = given.union(taken.select(*given.columns))
    summed = both.group_by([*columns, "funder"]).agg(units=both.units.sum().cast("int64"))
    return summed.filter(summed.units != 0)


def _power(number: Any, count: int) -> Any:
    return number.cases(*((place, 1 << place) for place in range(count)), else_=0).cast("int64")
