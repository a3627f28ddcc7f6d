"""The engine under Splink: DuckDB that never writes what it works on to disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import duckdb

from paritrana.errors import BadInput

if TYPE_CHECKING:
    from splink import DuckDBAPI


@contextmanager
def in_memory(*, memory: str = "") -> Iterator[DuckDBAPI]:
    """Yield what Splink works on; without a database file, and without a folder for what does not fit.

    Raises BadInput (likeness.memory) when it does not fit.
    """
    from splink import DuckDBAPI
    from splink.internals.exceptions import SplinkException

    settings: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": "",
        "autoinstall_known_extensions": False,
    }
    if memory:
        settings["memory_limit"] = memory
    connection = duckdb.connect(config=settings)
    try:
        connection.execute("SET enable_progress_bar = false")
        yield DuckDBAPI(connection)
    except (SplinkException, duckdb.OutOfMemoryException) as error:
        if isinstance(error, duckdb.OutOfMemoryException) or "Out of Memory" in f"{error} {error.__cause__}":
            raise BadInput("likeness.memory") from None
        raise
    finally:
        connection.close()


def rows(frame: Any, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Return these columns of a table that Splink made."""
    told = frame.as_duckdbpyrelation().select(*columns)
    found: list[dict[str, Any]] = told.to_arrow_table().to_pylist()
    return found
