"""Spark: the same tables on a cluster. Needs the extra ``spark`` and a Java run time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import ibis

from paritrana.core.engines.sparing import spare_compilers
from paritrana.errors import BadInput

if TYPE_CHECKING:
    import pyarrow

SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
}


class SparkEngine:
    """One session on a master; folders are read and written by the workers, so they must see them."""

    name = "spark"

    def __init__(self, *, master: str, memory: str = "", settings: dict[str, str] | None = None) -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError as absent:
            raise BadInput("engine.no_spark", cure="pip install -r requirements/spark.txt") from absent
        builder = SparkSession.builder.master(master).appName("paritrana")
        chosen = {**SETTINGS, **(settings or {})}
        if memory:
            chosen["spark.executor.memory"] = memory
        if "127.0.0.1" in master or master.startswith("local"):
            chosen |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
        for name, value in chosen.items():
            builder = builder.config(name, value)
        try:
            self.session = builder.getOrCreate()
        except Exception as broken:
            raise BadInput("engine.unreachable", master=master, reason=type(broken).__name__) from broken
        spare_compilers()
        self.ibis = ibis.pyspark.connect(self.session)
        self._held = 0

    def table(self, *paths: Path) -> Any:
        """Return files and folders of Parquet as one Ibis table."""
        frame = self.session.read.option("recursiveFileLookup", "true").parquet(*map(str, paths))
        return self._named(frame)

    def memory(self, rows: pyarrow.Table) -> Any:
        """Return rows of this process as an Ibis table."""
        return ibis.memtable(rows)

    def write(self, table: Any, folder: Path, *, order: Sequence[str] = ()) -> None:
        """Write a table as Parquet files into a new folder, each sorted."""
        frame = self.session.sql(self.ibis.compile(table))
        if order:
            frame = frame.sortWithinPartitions(*order)
        frame.write.mode("error").parquet(str(folder))

    def rows(self, table: Any, *, order: Sequence[str] = ()) -> pyarrow.Table:
        """Return the rows of a table, computed now, sorted by `order`."""
        return self.ibis.to_pyarrow(table.order_by(list(order)) if order else table)

    def each(self, table: Any, *, order: Sequence[str] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a table, computed now."""
        for batch in self.rows(table, order=order).to_batches():
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

    def close(self) -> None:
        """Stop the session."""
        self.session.stop()

    def _named(self, frame: Any) -> Any:
        self._held += 1
        name = f"paritrana_{self._held}"
        frame.createOrReplaceTempView(name)
        return self.ibis.table(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
