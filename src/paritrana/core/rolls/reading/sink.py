"""Writing the raw table as it comes, aside and then into place."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from paritrana.core.rolls.reading.raw import DAMAGED, ROW, schema
from paritrana.core.rolls.reading.wording import refuse

GROUP = 1 << 16


@contextmanager
def _told() -> Iterator[None]:
    """Tell a full disk, or a folder that is not there, as a fault."""
    try:
        yield
    except OSError as error:
        raise refuse("roll.unwritable", reason=error.strerror or type(error).__name__) from error


class Sink:
    """A raw table in the making; what was written is removed unless `keep` was called.

    The file may hold identity numbers, so it is for the owner alone and carries no statistics.
    """

    def __init__(self, into: Path, columns: tuple[str, ...], *, limit: int) -> None:
        self.rows = self.marked = self.blank = 0
        self.schema = schema(columns)
        self._into, self._limit = into, limit
        self._waiting: list[pa.RecordBatch] = []
        self._aside = into.with_name(f"{into.name}.part")
        with _told():
            self._file = os.fdopen(os.open(self._aside, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600), "wb")
            self._writer = self._new_writer()

    def _new_writer(self) -> Any:
        unlike = [name for name in self.schema.names[:-2] if name not in ("nik", "name")]
        return pq.ParquetWriter(
            self._file, self.schema, compression="lz4", use_dictionary=unlike, write_statistics=False
        )

    def restart(self) -> None:
        """Forget what was written."""
        self._writer.close()
        self._file.seek(0)
        self._file.truncate()
        self.rows = self.marked = self.blank = 0
        self._waiting.clear()
        self._writer = self._new_writer()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # what is left over is given up: closing may fail again on a full disk
        for close in (self._writer.close, self._file.close):
            with suppress(OSError):
                close()
        self._aside.unlink(missing_ok=True)

    def write(self, texts: Sequence[Any], rows: Any, damaged: Any = None) -> None:
        """Append rows: one text array a column, the row numbers, and the marks (none: all rows are sound)."""
        count = len(rows)
        if damaged is None:
            damaged = pa.repeat(pa.scalar(0, pa.int32()), count)
        batch = pa.RecordBatch.from_arrays([*texts, rows, damaged], schema=self.schema)
        batch = self._without_blank(batch)
        self.rows += len(batch)
        self.marked += len(batch) - pc.sum(pc.equal(batch[DAMAGED], 0)).as_py() if len(batch) else 0
        if self.rows > self._limit:
            raise refuse("roll.too_many_rows", limit=self._limit)
        self._waiting.append(batch)
        if sum(map(len, self._waiting)) >= GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            with _told():
                self._writer.write_table(pa.Table.from_batches(self._waiting, self.schema))
            self._waiting.clear()

    def keep(self) -> None:
        """Finish the table and move it into place."""
        self._flush()
        with _told():
            self._writer.close()
            self._file.close()
            self._aside.replace(self._into)

    def _without_blank(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        empty = pc.equal(batch[DAMAGED], 0)
        for name in self.schema.names:
            if name in (ROW, DAMAGED):
                continue
            empty = pc.and_(empty, pc.equal(batch[name], ""))
            if not pc.any(empty).as_py():
                return batch
        kept = batch.filter(pc.invert(empty))
        self.blank += len(batch) - len(kept)
        return kept
