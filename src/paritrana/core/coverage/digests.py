"""One SHA-256 per table of a lake, over its rows as sorted canonical CSV with tokens in the place of keys."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from paritrana.core.engines import Engine, open_engine
from paritrana.core.rolls.lake import Lake
from paritrana.errors import BadInput

TABLES = (
    *("contribution", "membership", "person", "person_month", "funder_share", "person_year"),
    *("coverage_fact", "coverage_rollup", "denominator", "employer", "project"),
)


def digest(lake: Path, *, engine: Engine | None = None) -> dict[str, str]:
    """Return the digest of every table the lake has, by name; equal digests mean equal rows.

    Raises BadInput (lake.absent, lake.not_refreshed).
    """
    store = Lake.existing(lake)
    if not store.manifest.tables:
        raise BadInput("lake.not_refreshed", folder=str(lake))
    running = engine or open_engine()
    try:
        return {name: _of(store, running, name) for name in TABLES if store.manifest.tables.get(name)}
    finally:
        if engine is None:
            running.close()


def _of(store: Lake, engine: Engine, name: str) -> str:
    sha = hashlib.sha256()
    first = True
    for _, place in sorted(store.manifest.tables[name].items(), key=lambda one: one[0].zfill(8)):
        table = engine.table(store.folder / place)
        columns = sorted(table.columns)
        if "person" in columns:
            tokens = engine.table(*store.token_paths())
            table = table.inner_join(tokens, "person").drop("person")
            columns = ["token", *(one for one in columns if one != "person")]
        if first:
            sha.update((",".join(columns) + "\n").encode())
            first = False
        for batch in _sorted(table, columns, engine):
            sha.update(batch)
    return sha.hexdigest()


def _sorted(table: Any, columns: list[str], engine: Engine) -> Any:
    """Yield the rows as bytes, sorted column by column; texts are quoted where CSV asks for it."""
    rows = engine.rows(table.select(*columns), order=columns)
    for batch in rows.to_batches(max_chunksize=100_000):
        texts = [[_text(value) for value in batch.column(place).to_pylist()] for place in range(len(columns))]
        yield "".join(",".join(line) + "\n" for line in zip(*texts, strict=True)).encode()


def _text(value: Any) -> str:
    if value is None:
        return ""
    if value is True or value is False:
        return str(int(value))
    text = str(value)
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\n\r') else text
