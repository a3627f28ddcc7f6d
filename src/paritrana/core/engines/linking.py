"""The engine under Splink: DuckDB that never writes what it works on to disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from splink import DuckDBAPI


@contextmanager
def in_memory(*, threads: int = 0) -> Iterator[DuckDBAPI]:
    """Yield what Splink works on; without a database file, and without a folder for what does not fit."""
    from splink import DuckDBAPI

    settings: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": "",
        "autoinstall_known_extensions": False,
    }
    if threads:
        settings["threads"] = threads
    connection = duckdb.connect(config=settings)
    try:
        connection.execute("SET enable_progress_bar = false")
        yield DuckDBAPI(connection)
    finally:
        connection.close()


def rows(frame: Any, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Return these columns of a table that Splink made."""
    told = frame.as_duckdbpyrelation().select(*columns)
    found: list[dict[str, Any]] = told.to_arrow_table().to_pylist()
    return found
