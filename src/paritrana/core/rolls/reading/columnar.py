"""Parquet, batch by batch: text passes through, dates and whole numbers become text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from paritrana.core.rolls.reading import header
from paritrana.core.rolls.reading.limits import Limits
from paritrana.core.rolls.reading.raw import Kinds, Mark
from paritrana.core.rolls.reading.sink import Sink
from paritrana.core.rolls.reading.wording import fault, refuse
from paritrana.errors import DataFaults

AT_ONCE = 1 << 16
NO_MONTH_BELOW = 100_000


def read(path: Path, columns: tuple[str, ...], into: Path, kinds: Kinds, limits: Limits) -> Sink:
    """Read a Parquet file into a raw table and return the finished sink; raises DataFaults."""
    try:
        file = pq.ParquetFile(path, pre_buffer=False)
        names = list(file.schema_arrow.names)
        _judge(file, names, columns)
        with Sink(into, columns, limit=limits.rows) as sink:
            _copy(file, names, columns, kinds, sink)
            if not sink.rows:
                raise refuse("roll.no_rows")
            sink.keep()
    except MemoryError:
        raise
    except (pa.ArrowException, ValueError, OverflowError, UnicodeDecodeError) as broken:
        raise refuse("roll.parquet_broken", reason=_reason(broken)) from broken
    except OSError as broken:
        if broken.errno is None:
            raise refuse("roll.parquet_broken", reason=_reason(broken)) from broken
        raise
    return sink


def _judge(file: Any, names: list[str], columns: tuple[str, ...]) -> None:
    faults = header.judge([(1, names)], columns)
    for column in file.schema_arrow:
        if header.normal(column.name) in columns and not _readable(column.type):
            faults.append(
                fault("roll.column_type", column=header.normal(column.name), type=str(column.type)[:60])
            )
    if not file.metadata.num_rows:
        faults.append(fault("roll.no_rows"))
    if faults:
        raise DataFaults(faults)


def _copy(file: Any, names: list[str], columns: tuple[str, ...], kinds: Kinds, sink: Sink) -> None:
    place = {header.normal(name): at for at, name in enumerate(names)}
    done = 0
    for batch in file.iter_batches(batch_size=AT_ONCE, use_threads=False):
        texts, marks = [], None
        for name in columns:
            text, damaged = as_text(batch.column(place[name]), name, kinds)
            texts.append(text)
            if damaged is not None:
                marks = damaged if marks is None else pc.bit_wise_or(marks, damaged)
        rows = pa.array(np.arange(done + 1, done + 1 + len(batch), dtype=np.int64))
        sink.write(texts, rows, marks)
        done += len(batch)
    if done != file.metadata.num_rows:
        raise refuse("roll.parquet_broken", reason=f"{done} of {file.metadata.num_rows} rows")


def _readable(kind: pa.DataType) -> bool:
    types = pa.types
    if types.is_dictionary(kind):
        return _is_text(kind.value_type)
    if types.is_timestamp(kind):
        return kind.tz is None
    plain = (types.is_integer, types.is_floating, types.is_decimal, types.is_date, types.is_null)
    return _is_text(kind) or any(test(kind) for test in plain)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def as_text(column: Any, name: str, kinds: Kinds) -> tuple[Any, Any]:
    """Return a column as text without nulls, and its marks or None.

    A number in an identifier, or in a date, is not text: the cell becomes empty and its row is marked.  So
    is one in a month when it is a serial number (of five digits) and not 202401.
    """
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = kind.value_type
    if _is_text(kind):
        text = column if pa.types.is_string(kind) else column.cast(pa.string())
        text.validate(full=True)
        return pc.utf8_trim_whitespace(_filled(text)), None
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return _filled(_dates(column, name in kinds.months)), None
    text = _filled(_numbers(column))
    if pa.types.is_null(kind):
        return text, None
    if name in kinds.identifiers:
        return _emptied(text, column.is_valid(), Mark.NUMERIC_IDENTIFIER)
    if name in kinds.dates:
        return _emptied(text, column.is_valid(), Mark.SERIAL_DATE)
    if name in kinds.months:
        return _emptied(text, pc.less(column, NO_MONTH_BELOW).fill_null(False), Mark.SERIAL_DATE)
    return text, None


def _emptied(text: Any, damaged: Any, mark: Mark) -> tuple[Any, Any]:
    marks = pc.if_else(damaged, pa.scalar(int(mark), pa.int32()), pa.scalar(0, pa.int32()))
    return pc.if_else(damaged, "", text), marks


def _filled(text: Any) -> Any:
    return text.fill_null("") if text.null_count else text


def _dates(column: Any, months: bool) -> Any:
    """Write days as YYYY-MM-DD, the first day of a month column as YYYY-MM, a time of day after a T."""
    moments = column.cast(pa.timestamp("s"), safe=False)
    days = pc.strftime(moments, format="%Y-%m-%d")
    if months:
        first = pc.equal(pc.day(moments), 1)
        days = pc.if_else(first, pc.strftime(moments, format="%Y-%m"), days)
    if pa.types.is_date32(column.type):
        return days
    at_midnight = pc.equal(pc.floor_temporal(column.cast(pa.timestamp("us"), safe=False), unit="day"), column)
    return pc.if_else(at_midnight, days, pc.strftime(moments, format="%Y-%m-%dT%H:%M:%S"))


def _numbers(column: Any) -> Any:
    """Write whole numbers as digits, whatever their type; others as they are, for the rules to refuse."""
    if not pa.types.is_floating(column.type):
        return column.cast(pa.string())
    wide = column.cast(pa.float64())
    whole = pc.and_(pc.equal(wide, pc.round(wide)), pc.less(pc.abs(wide), 1e15))
    digits = pc.if_else(whole, wide, None).cast(pa.int64()).cast(pa.string())
    return pc.coalesce(digits, wide.cast(pa.string()))


def _reason(broken: Exception) -> str:
    return " ".join(str(broken).split())[:120] or type(broken).__name__
