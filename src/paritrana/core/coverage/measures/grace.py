"""Who is in force: paid, or within the months of grace after the last paid one."""

from __future__ import annotations

from typing import Any

import ibis

from paritrana.core.coverage.bits import bit, until
from paritrana.core.coverage.measures.question import Question
from paritrana.core.coverage.person_years import PROGRAMME_MASKS
from paritrana.core.coverage.rollups import region_of
from paritrana.errors import BadInput


def in_force(question: Question) -> Any | None:
    """Persons by the row of their last paid month, if it lies at most `grace` months back."""
    if question.month is None:
        raise BadInput("measure.monthly_only", measure="in_force")
    here, grace = question.month, min(question.grace, 11)
    rows = question.years(question.year)
    parts = []
    if rows is not None and here <= question.last:
        window = until(here) & ~until(here - grace - 1)
        parts.append(_last_in(rows, rows.active, rows.all_active & until(here), window, question))
    before = question.years(question.year - 1)
    if before is not None and grace > here:
        window = until(11) & ~until(11 - (grace - here))
        last = _last_in(before, before.active, before.all_active, window, question)
        if rows is not None:
            paid_since = rows.filter((rows.all_active & until(here)) != 0).select("person").distinct()
            last = last.anti_join(paid_since, "person")
        parts.append(last)
    if not parts:
        return None
    held = ibis.union(*parts) if len(parts) > 1 else parts[0]
    counted = held.group_by(["region", *question.by]).agg(numerator=held.count().cast("int64"))
    return counted.mutate(denominator=ibis.null("int64"), persons=counted.numerator)


def _last_in(rows: Any, active: Any, whole: Any, window: int, question: Question) -> Any:
    """Keep the rows that hold the highest month of a person's mask, if it lies in the window."""
    highest = ibis.literal(0, type="int32")
    for place in range(12):
        highest = ibis.ifelse(bit(whole, place) == 1, 1 << place, highest)
    marked = rows.mutate(highest=highest.cast("int32"), region=region_of(rows.village, question.divisor))
    kept = marked.filter(((marked.highest & window) != 0) & ((marked.active & marked.highest) != 0))
    if "programme" in question.by:
        kept = ibis.union(
            *(
                kept.filter((kept[name] & kept.highest) != 0).mutate(
                    programme=ibis.literal(place, type="int8")
                )
                for place, name in enumerate(PROGRAMME_MASKS)
            )
        )
    return kept.select("person", "region", *question.by)
