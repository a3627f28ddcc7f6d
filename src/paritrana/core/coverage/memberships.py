"""Memberships as last delivered: one row per person and segment."""

from __future__ import annotations

from typing import Any

import ibis


def latest(rows: Any) -> Any:
    """Return for each person and segment what the latest delivery says; in one file its last registration."""
    order = [
        rows.file_no.desc(),
        rows.starts.desc(),
        rows.village,
        rows.worker_group,
        rows.programmes,
        rows.ends,
    ]
    ranked = rows.mutate(rank=ibis.row_number().over(group_by=[rows.person, rows.segment], order_by=order))
    return ranked.filter(ranked.rank == 0).select(
        "person",
        "village",
        "segment",
        "worker_group",
        "starts",
        "ends",
        programmes=ranked.programmes.cast("int16"),
    )
