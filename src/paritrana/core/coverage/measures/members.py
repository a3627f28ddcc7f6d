"""Who is registered: by a membership, or else by a first payment."""

from __future__ import annotations

from typing import Any

import ibis

from paritrana.core.coverage.bits import bit, until
from paritrana.core.coverage.measures.monthly import sums
from paritrana.core.coverage.measures.question import Question
from paritrana.core.coverage.person_years import PROGRAMME_MASKS
from paritrana.core.coverage.restating import moved
from paritrana.core.engines import bit_or
from paritrana.core.rolls.schemas import FUNDERS


def registered(question: Question) -> Any | None:
    """Open memberships, and persons without one from their first paid month on, where last seen."""
    month = question.year * 12 + (11 if question.month is None else question.month)
    engine, lake = question.engine, question.lake
    parts = []
    place = lake.path("membership")
    if place:
        members = moved(engine.table(place), question.moves)
        open_now = members.filter((members.starts <= month) & ((members.ends == 0) | (members.ends > month)))
        chief = open_now.mutate(
            chief=(open_now.segment.cast("int64") * (1 << 34) + open_now.village).cast("int64")
        )
        chief = chief.mutate(funder=ibis.literal(FUNDERS.index("other"), type="int8"))
        first = chief.group_by("person").agg(
            chief=chief.chief.min(), programmes=bit_or(chief.programmes.cast("int64"))
        )
        parts.append(
            first.select(
                village=(first.chief & ((1 << 34) - 1)).cast("int64"),
                segment=(first.chief >> 34).cast("int8"),
                funder=ibis.literal(FUNDERS.index("other"), type="int8"),
                programmes=first.programmes.cast("int16"),
            )
        )
    seen = _last_seen(question, month)
    if seen is not None:
        parts.append(
            seen.anti_join(engine.table(place), "person").drop("person") if place else seen.drop("person")
        )
    if not parts:
        return None
    rows = ibis.union(*(part.select("village", "segment", "funder", "programmes") for part in parts))
    rows = rows.mutate(one=ibis.literal(1, type="int64"))
    return sums(question, rows, "one", None)


def _last_seen(question: Question, month: int) -> Any | None:
    """Return each person's last paid month up to `month`: where, as what, by whom."""
    parts = []
    for text in question.lake.manifest.tables.get("person_year", {}):
        year = int(text)
        if year * 12 > month:
            continue
        rows = question.years(year)
        if rows is None:
            continue
        limit = until(min(11, month - year * 12))
        highest = ibis.literal(-1, type="int32")
        for place in range(12):
            highest = ibis.ifelse(bit(rows.active & limit, place) == 1, place, highest)
        rows = rows.mutate(at=(highest.cast("int64") + year * 12), held=highest)
        rows = rows.filter(rows.held >= 0)
        packed = (
            rows["at"] * (1 << 42)
            + rows.village * (1 << 8)
            + rows.segment.cast("int64") * 16
            + rows.funder.cast("int64")
        )
        bits = ibis.literal(0, type="int64")
        for place, name in enumerate(PROGRAMME_MASKS):
            bits = bits + ibis.ifelse((rows[name] & limit) != 0, 1 << place, 0)
        parts.append(rows.select("person", packed=packed.cast("int64"), programmes=bits.cast("int16")))
    if not parts:
        return None
    rows = ibis.union(*parts) if len(parts) > 1 else parts[0]
    last = rows.group_by("person").agg(
        packed=rows.packed.max(), programmes=bit_or(rows.programmes.cast("int64"))
    )
    return last.select(
        "person",
        village=((last.packed >> 8) & ((1 << 34) - 1)).cast("int64"),
        segment=((last.packed >> 4) & 15).cast("int8"),
        funder=(last.packed & 15).cast("int8"),
        programmes=last.programmes.cast("int16"),
    )
