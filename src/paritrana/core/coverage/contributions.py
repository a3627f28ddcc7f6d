"""From rows as delivered to what was paid: one row per person, month, segment and payer.

A payment counts for a programme unless a later, or same-day, reversal of the same person, month, segment and
payer takes that programme back.  Where several payments remain, place and group are those of the latest one;
on the same day the lowest village code, so that the order of rows decides nothing.
"""

from __future__ import annotations

from typing import Any

import ibis

from paritrana.core.engines import bit_or
from paritrana.core.rolls.schemas import PROGRAMMES, REVERSED

_VILLAGE_BITS = (1 << 34) - 1
KEY = ("person", "segment", "funder")


def of_month(rows: Any, month: int) -> Any:
    """Return the contributions of one month; rows: accepted rows with `file_no`, of any months."""
    here = rows.filter((rows.period <= month) & (rows.period + rows.months > month))
    place = month - here.period
    share = here.amount // here.months + ibis.ifelse(place < here.amount % here.months, 1, 0)
    here = here.mutate(amount=share.cast("int64"))
    return _settled(here.filter(here.state != REVERSED), here.filter(here.state == REVERSED), month)


def _settled(paid: Any, reversals: Any, month: int) -> Any:
    bits = range(len(PROGRAMMES))
    taken_back = reversals.group_by(KEY).agg(
        **{
            f"back_{bit}": reversals.paid_on.max(where=(reversals.programmes & (1 << bit)) != 0)
            for bit in bits
        }
    )
    rows = paid.left_join(taken_back, list(KEY), rname="other_{name}")
    kept = ibis.literal(0, type="int64")
    for bit in bits:
        back = rows[f"back_{bit}"]
        stands = back.isnull() | (rows.paid_on > back)
        kept = kept + ibis.ifelse(stands, rows.programmes.cast("int64") & (1 << bit), 0)
    rows = rows.mutate(kept=kept.cast("int64"))
    rows = rows.mutate(latest=_packed(rows))
    counts = rows.kept != 0
    grouped = rows.group_by(KEY).agg(
        programmes=bit_or(rows.kept.cast("int64")),
        amount=rows.amount.sum(where=counts).fill_null(0),
        paid_state=rows.state.min(where=counts),
        latest=rows.latest.max(),
        workplace=rows.workplace.max(),
        file_no=rows.file_no.max(),
    )
    return _unpacked(grouped).select(
        "person",
        "village",
        "workplace",
        "segment",
        "worker_group",
        "occupation",
        "sector",
        "funder",
        "paid_on",
        programmes=grouped.programmes.cast("int16"),
        amount=grouped.amount.cast("int64"),
        state=grouped.paid_state.fill_null(REVERSED).cast("int8"),
        file_no=grouped.file_no.cast("int32"),
        period=ibis.literal(month, type="int32"),
    )


def _packed(rows: Any) -> Any:
    """Put day, village and group into one number whose largest value is the row that speaks."""
    counts = ibis.ifelse(rows.kept != 0, 1 << 62, 0)
    return (
        counts
        + rows.paid_on.cast("int64") * (1 << 46)
        + (_VILLAGE_BITS - rows.village) * (1 << 12)
        + (7 - rows.worker_group.cast("int64")) * (1 << 9)
        + (15 - rows.occupation.cast("int64")) * (1 << 5)
        + (31 - rows.sector.cast("int64"))
    ).cast("int64")


def _unpacked(grouped: Any) -> Any:
    latest = grouped.latest
    return grouped.mutate(
        paid_on=((latest >> 46) & 0xFFFF).cast("int32"),
        village=(_VILLAGE_BITS - ((latest >> 12) & _VILLAGE_BITS)).cast("int64"),
        worker_group=(7 - ((latest >> 9) & 7)).cast("int8"),
        occupation=(15 - ((latest >> 5) & 15)).cast("int8"),
        sector=(31 - (latest & 31)).cast("int8"),
    )
