"""Heads that construction projects report without names."""

from __future__ import annotations

from typing import Any

import ibis

from paritrana.core.coverage.measures.question import Question
from paritrana.core.coverage.restating import moved


def nameless(question: Question) -> Any | None:
    """Heads of the projects that ran in a month, by where each part of them worked."""
    place = question.lake.path("project")
    if place is None or question.month is None:
        return None
    month = question.year * 12 + question.month
    rows = moved(question.engine.table(place), question.moves, "region")
    rows = rows.filter((rows["first"] <= month) & (rows["last"] >= month))
    # A project is reported again and again; of one month the latest report speaks, each part in its region.
    latest = rows.group_by(["project", "region"]).agg(file_no=rows.file_no.max())
    rows = rows.semi_join(latest, ["project", "region", "file_no"])
    digits = rows.region.cast("string").length()
    wanted = {"country": 0, "province": 2, "regency": 4, "district": 6, "village": 10}[question.level]
    held = rows.filter(digits >= wanted) if wanted else rows
    region = (
        held.region.cast("string").left(wanted).cast("int64") if wanted else (held.region * 0).cast("int64")
    )
    held = held.mutate(region=region)
    counted = held.group_by("region").agg(numerator=held.heads.sum().cast("int64"))
    return counted.mutate(denominator=ibis.null("int64"), persons=counted.numerator)
