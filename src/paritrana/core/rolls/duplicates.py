"""Rows that stand in a delivered file twice, found in buckets of persons so that memory stays bounded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from paritrana.core.engines import DuckEngine

ROWS_A_BUCKET = 20_000_000
_NOT_COMPARED = frozenset({"row", "errors", "warnings", "workplace"})


def write_duplicates(rows: Any, folder: Path, engine: DuckEngine) -> None:
    """Write the numbers of the sound rows that repeat an earlier one; `rows` as received, with `person`."""
    columns = [name for name in rows.columns if name not in _NOT_COMPARED]
    total = int(engine.rows(rows.count().as_table()).column(0)[0].as_py())
    buckets = max(1, -(-total // ROWS_A_BUCKET))
    good = rows.filter(rows.errors == 0)
    for bucket in range(buckets):
        part = good.filter(good.person % buckets == bucket) if buckets > 1 else good
        counted = part.group_by(columns).agg(kept=part.row.min(), times=part.count())
        repeated = counted.filter(counted.times > 1)
        extra = part.inner_join(repeated, columns)
        engine.write(extra.filter(extra.row != extra.kept).select("row"), folder / f"{bucket}")
