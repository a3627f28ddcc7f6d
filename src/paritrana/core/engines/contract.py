"""What an engine is, and the few functions both engines have under one name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

import ibis
import ibis.expr.datatypes as dt

if TYPE_CHECKING:
    import pyarrow


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]  # Ibis ships no types
def bit_count(mask: dt.int64) -> dt.int8:
    """Return how many bits of a whole number are set; both engines have it by this name."""


@ibis.udf.agg.builtin  # type: ignore[untyped-decorator]  # Ibis ships no types
def bit_or(mask: dt.int64, where: bool = True) -> dt.int64:
    """Return the masks of a group joined; both engines have it by this name."""


# DuckDB joins bytes by `||`, which Ibis writes for texts alone; so bytes go by the name of text here.
@ibis.udf.scalar.builtin(name="unhex")  # type: ignore[untyped-decorator]  # Ibis ships no types
def unhexed(digits: str) -> str:  # type: ignore[empty-body]  # the engine has the body
    """Return the bytes that hexadecimal digits stand for."""


@ibis.udf.scalar.builtin(name="encode")  # type: ignore[untyped-decorator]  # Ibis ships no types
def encoded(text: str) -> str:  # type: ignore[empty-body]  # the engine has the body
    """Return the bytes of a text in UTF-8."""


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]  # Ibis ships no types
def sha256(data: str) -> str:  # type: ignore[empty-body]  # the engine has the body
    """Return the SHA-256 of bytes as 64 lower-case hexadecimal digits (DuckDB's name for it)."""


class Engine(Protocol):
    """Opens Parquet as Ibis tables, writes Ibis tables as Parquet, hands over rows."""

    name: str

    def table(self, *paths: Path) -> Any:
        """Return files and folders of Parquet as one Ibis table; at least one path."""

    def memory(self, rows: pyarrow.Table) -> Any:
        """Return rows of this process as an Ibis table."""

    def write(self, table: Any, folder: Path, *, order: Sequence[str] = ()) -> None:
        """Write a table as Parquet files into a new folder, each file sorted by `order`."""

    def rows(self, table: Any, *, order: Sequence[str] = ()) -> pyarrow.Table:
        """Return the rows of a table, computed now, sorted by `order`."""

    def each(self, table: Any, *, order: Sequence[str] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table, computed now; take all of them before asking anything else.

        Unlike `rows` it neither holds the answer nor loads Arrow.
        """

    def close(self) -> None:
        """Let go of memory, files and workers."""

    def __enter__(self) -> Self:
        """Return the engine itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
