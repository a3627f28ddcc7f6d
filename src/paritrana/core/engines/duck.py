"""DuckDB inside this process: the default, with a cap on memory and a scratch folder beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import duckdb
import ibis
import ibis.expr.operations as ops

from paritrana.core.engines.scratch import Scratch
from paritrana.core.engines.sparing import spare_compilers
from paritrana.errors import BadInput

if TYPE_CHECKING:
    import pyarrow

ROW_GROUP = 122_880
AT_ONCE = 2048  # rows taken over at a time
_VIEW = "paritrana_view"
_PLACE = re.compile(rf'"{_VIEW}_([0-9]+)"')
_WHOLE = {"int8": "TINYINT", "int16": "SMALLINT", "int32": "INTEGER", "int64": "BIGINT"}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(path: Path) -> str:
    """Return a path in which DuckDB takes no sign for a pattern."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))


def _pattern(path: Path) -> str:
    return f"{_literal(path)}/**/*.parquet" if path.is_dir() else _literal(path)


@cache
def _kind(name: str) -> Any:
    """Return Ibis's type for one of DuckDB's."""
    from ibis.backends.sql.datatypes import DuckDBType

    return DuckDBType.from_string(name, nullable=True)


def _compiled(table: Any) -> str:
    """Return the SQL of a table; what differs only in the names of its views is compiled once.

    Ibis takes ten times as long to compile an expression as to put other names into it.
    """
    whole = table.op()
    views = whole.find(ops.DatabaseTable)
    nameless = {
        view: ops.UnboundTable(name=f"{_VIEW}_{place}", schema=view.schema)
        for place, view in enumerate(views)
    }
    text = _compiled_once(whole.replace(nameless) if views else whole)
    return _PLACE.sub(lambda found: _quoted(views[int(found[1])].name), text)


@lru_cache(maxsize=512)
def _compiled_once(whole: Any) -> str:
    return str(ibis.duckdb.compile(whole.to_expr()))


def _identity(path: Path) -> tuple[str, int, int]:
    """Return what changes when another file or folder takes the place of this one."""
    found = path.stat()
    return str(path), found.st_ino, found.st_mtime_ns


class DuckEngine:
    """One connection without a database file; what does not fit in memory goes to a scratch folder."""

    name = "duckdb"

    def __init__(self, *, memory: str = "", threads: int = 0) -> None:
        self._scratch = Scratch("paritrana-duckdb-")
        settings: dict[str, str | bool | int | float | list[str]] = {
            "temp_directory": str(self._scratch.folder),
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
        }
        if memory:
            settings["memory_limit"] = memory
        if threads:
            settings["threads"] = threads
        try:
            self.connection = duckdb.connect(config=settings)
        except (duckdb.InvalidInputException, duckdb.ParserException) as error:
            self._scratch.close()
            raise BadInput("engine.memory_shape", given=memory) from error
        self._memory = memory
        self._tables: dict[tuple[tuple[str, int, int], ...], Any] = {}
        self._numbers = count()
        self._read = False
        spare_compilers()
        self.ibis = ibis.duckdb.from_connection(self.connection)
        self.connection.execute("SET enable_progress_bar = false")  # it is drawn on stdout, among the results

    def table(self, *paths: Path) -> Any:
        """Return files and folders of Parquet as one Ibis table, looked into once."""
        known = tuple(_identity(path) for path in paths)
        if known not in self._tables:
            self._tables[known] = self._view([_pattern(path) for path in paths])
        return self._tables[known]

    def numbered(self, path: Path) -> Any:
        """Return one Parquet file with `file_row_number`, which counts its records from 0."""
        return self._view([_literal(path)], ", file_row_number = true")

    def _view(self, sources: list[str], options: str = "") -> Any:
        """Return files as a view that Ibis knows; Ibis itself would ask for the columns by way of Arrow."""
        name = f"paritrana_{next(self._numbers)}"
        listed = ", ".join("'" + one.replace("'", "''") + "'" for one in sources)
        files = f"read_parquet([{listed}], hive_partitioning = false{options})"
        with self._running():
            self.connection.execute(f"CREATE TEMP VIEW {name} AS FROM {files}")
            columns = self.connection.execute(f"DESCRIBE {name}").fetchall()
        kinds = {column: _kind(kind) for column, kind, *_ in columns}
        return ops.DatabaseTable(name, schema=ibis.schema(kinds), source=self.ibis).to_expr()

    def memory(self, rows: pyarrow.Table) -> Any:
        """Return rows of this process as an Ibis table."""
        return ibis.memtable(rows)

    def write(self, table: Any, folder: Path, *, order: Sequence[str] = (), passing: bool = False) -> None:
        """Write a table as one Parquet file into a new folder; `passing`: it is read once and thrown away."""
        folder.mkdir(parents=True)
        target = str(folder / "part-0.parquet").replace("'", "''")
        packing = "lz4" if passing else "zstd"
        options = f"FORMAT parquet, COMPRESSION {packing}, ROW_GROUP_SIZE {ROW_GROUP}"
        with self._running():
            self.connection.execute(f"COPY ({self._exact(table, order)}) TO '{target}' ({options})")

    def rows(self, table: Any, *, order: Sequence[str] = ()) -> pyarrow.Table:
        """Return the rows of a table, computed now, sorted by `order`."""
        with self._running():
            return self.connection.sql(self._exact(table, order)).to_arrow_table()

    def each(self, table: Any, *, order: Sequence[str] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table, computed now; nothing else can be asked before the last is taken."""
        with self._running(), self._reading():
            found = self.connection.execute(self._exact(table, order))
            while batch := found.fetchmany(AT_ONCE):
                yield from batch

    @contextmanager
    def _reading(self) -> Iterator[None]:
        self._read = True
        try:
            yield
        finally:
            self.connection.abort()  # what was not taken of them
            self._read = False

    @contextmanager
    def _running(self) -> Iterator[None]:
        """Tell an interruption and spent memory from our own faults."""
        if self._read:  # the connection would drop the rest of them without a word
            raise RuntimeError("rows of an earlier question are still being read")
        try:
            yield
        except duckdb.OutOfMemoryException as error:
            raise BadInput("engine.memory_spent", given=self._memory or "the machine's") from error
        except (duckdb.InterruptException, RuntimeError) as error:
            if "interrupted" not in str(error).lower():
                raise
            raise KeyboardInterrupt from error

    def _exact(self, table: Any, order: Sequence[str]) -> str:
        """Return SQL in which whole numbers keep the width that Ibis says they have.

        DuckDB sums whole numbers to 128 bits, and Parquet and Arrow would take those as floats.
        """
        self.ibis._run_pre_execute_hooks(table)
        columns = ", ".join(
            f"CAST({_quoted(name)} AS {_WHOLE[str(kind).lstrip('!')]}) AS {_quoted(name)}"
            if (kind := table.schema()[name]).is_integer()
            else _quoted(name)
            for name in table.columns
        )
        ordered = f" ORDER BY {', '.join(map(_quoted, order))}" if order else ""
        return f"SELECT {columns} FROM ({_compiled(table)}){ordered}"

    def close(self) -> None:
        """Let go of the connection and the scratch folder."""
        self.connection.close()
        self._scratch.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
