"""The cells of one sheet, by calamine, as text and marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import python_calamine as calamine

from paritrana.core.rolls.reading import columnar, header
from paritrana.core.rolls.reading.limits import Limits
from paritrana.core.rolls.reading.raw import Kinds, Mark
from paritrana.core.rolls.reading.sink import Sink
from paritrana.core.rolls.reading.wording import refuse
from paritrana.errors import DataFaults

AT_ONCE = 1 << 11  # rows that stay in the cache of a core from Python to Arrow


def read(path: Path, sheet: str, columns: tuple[str, ...], into: Path, kinds: Kinds, limits: Limits) -> Sink:
    """Read a sheet that was measured before; raises DataFaults."""
    try:
        with calamine.CalamineWorkbook.from_path(path) as book:
            return _read(book.get_sheet_by_name(sheet).iter_rows(), columns, into, kinds, limits)
    except calamine.PasswordError as locked:
        raise refuse("roll.encrypted") from locked
    except (calamine.CalamineError, OverflowError, ValueError, pa.ArrowInvalid) as broken:
        raise refuse("roll.workbook_broken", reason=" ".join(str(broken).split())[:80]) from broken
    except OSError as broken:
        if broken.errno is not None:  # of the disk, not of the archive
            raise
        raise refuse("roll.workbook_broken", reason=" ".join(str(broken).split())[:80]) from broken


def _read(
    rows: Iterator[list[Any]], columns: tuple[str, ...], into: Path, kinds: Kinds, limits: Limits
) -> Sink:
    first = list(islice(rows, AT_ONCE))
    shown = [
        (number, [text_of(cell) for cell in row]) for number, row in enumerate(first[: header.LOOKED_AT], 1)
    ]
    named = [(number, row) for number, row in shown if any(row)]
    faults = header.judge(named, columns)
    if faults:
        raise DataFaults(faults)
    place = {header.normal(name): at for at, name in enumerate(named[0][1])}
    with Sink(into, columns, limit=limits.rows) as sink:
        done, batch = 1, first[1:]
        while batch:
            _append(batch, done, place, columns, kinds, sink)
            done += len(batch)
            batch = list(islice(rows, AT_ONCE))
        if not sink.rows:
            raise refuse("roll.no_rows")
        sink.keep()
    return sink


def _append(
    batch: list[list[Any]],
    done: int,
    place: dict[str, int],
    columns: tuple[str, ...],
    kinds: Kinds,
    sink: Sink,
) -> None:
    by_column = list(zip(*batch, strict=True))
    texts, marks = [], None
    for name in columns:
        text, damaged = _column(by_column[place[name]], name, kinds)
        texts.append(text)
        if damaged is not None:
            marks = damaged if marks is None else pc.bit_wise_or(marks, damaged)
    sink.write(texts, pa.array(np.arange(done + 1, done + 1 + len(batch), dtype=np.int64)), marks)


def _column(values: tuple[Any, ...], name: str, kinds: Kinds) -> tuple[Any, Any]:
    """Return a column as text and marks; columns of one type go to Arrow whole."""
    types = set(map(type, values))
    if types == {str}:
        return pc.utf8_trim_whitespace(pa.array(values, pa.string())), None
    if types in ({float}, {int}, {date}):
        return columnar.as_text(pa.array(values), name, kinds)
    parted = [_cell(value, name, kinds) for value in values]
    texts = pc.utf8_trim_whitespace(pa.array([text for text, _ in parted], pa.string()))
    return texts, pa.array([mark for _, mark in parted], pa.int32())


def _cell(value: Any, name: str, kinds: Kinds) -> tuple[str, int]:
    """Return one cell as text with its mark, by the same rules as a column of one type."""
    if isinstance(value, str):
        return value, 0
    if isinstance(value, int | float) and not isinstance(value, bool):
        if name in kinds.identifiers:
            return "", int(Mark.NUMERIC_IDENTIFIER)
        if name in kinds.dates or (name in kinds.months and value < columnar.NO_MONTH_BELOW):
            return "", int(Mark.SERIAL_DATE)
    if isinstance(value, date) and name in kinds.months and value.day == 1:
        return text_of(value)[:7], 0
    return text_of(value), 0


def text_of(value: Any) -> str:
    """Return a cell as text: whole numbers without a point, dates as YYYY-MM-DD."""
    write = _WRITE.get(type(value), str)
    return write(value)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _moment(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="seconds")


_WRITE: dict[type, Callable[[Any], str]] = {
    str: str.strip,
    float: _number,
    bool: lambda value: "TRUE" if value else "FALSE",
    datetime: _moment,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: str,
}
