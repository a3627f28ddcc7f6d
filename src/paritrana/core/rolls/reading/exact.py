"""CSV record by record: slower, but sure of the line in which each record starts."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from paritrana.core.rolls.reading.limits import Limits
from paritrana.core.rolls.reading.raw import Mark
from paritrana.core.rolls.reading.sink import Sink
from paritrana.core.rolls.reading.wording import refuse

AT_ONCE = 50_000

type Record = tuple[int, list[str], int]


def read(
    path: Path, names: list[str], columns: tuple[str, ...], delimiter: str, sink: Sink, limits: Limits
) -> None:
    """Append every record after the header to the sink; raises DataFaults for a mark that is never closed."""
    records = _records(path, delimiter, limits)
    next(records, None)
    waiting: list[Record] = []
    for record in records:
        waiting.append(record)
        if len(waiting) == AT_ONCE:
            _flush(waiting, names, columns, sink)
    _flush(waiting, names, columns, sink)


def table(
    torn: list[tuple[int, list[str]]], names: list[str], columns: tuple[str, ...], schema: pa.Schema
) -> Any:
    """Return rows as a raw table, filled up or cut to the header's width and marked for it."""
    return _table([(number, cells, 0) for number, cells in torn], names, columns, schema)


def _table(records: list[Record], names: list[str], columns: tuple[str, ...], schema: pa.Schema) -> Any:
    width = len(names)
    marks, rows = [], []
    for _, cells, mark in records:
        if len(cells) < width:
            if any(cell.strip() for cell in cells):
                mark |= Mark.TOO_FEW_CELLS
            cells = cells + [""] * (width - len(cells))
        elif len(cells) > width:
            mark |= Mark.TOO_MANY_CELLS
        marks.append(int(mark))
        rows.append(cells)
    by_name = dict(zip(names, list(zip(*rows, strict=False))[:width] or [()] * width, strict=True))
    texts = [pc.utf8_trim_whitespace(pa.array(by_name[name], pa.string())) for name in columns]
    numbers = pa.array([number for number, _, _ in records], pa.int64())
    return pa.table([*texts, numbers, pa.array(marks, pa.int32())], schema=schema)


def _flush(waiting: list[Record], names: list[str], columns: tuple[str, ...], sink: Sink) -> None:
    if waiting:
        for batch in _table(waiting, names, columns, sink.schema).to_batches():
            sink.write(batch.columns[: len(columns)], batch["row"], batch["damaged"])
        waiting.clear()


class _Lines:
    """The lines of a file, of which some may be put back; `number` is the line last handed out."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.number = 0
        self._lines, self._back = lines, list[str]()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else next(self._lines)
        self.number += 1
        return line

    def put_back(self, lines: list[str]) -> None:
        self._back.extend(reversed(lines))
        self.number -= len(lines)


class _TooLong(Exception):
    """The record has more lines than a record may have."""


def _records(path: Path, delimiter: str, limits: Limits) -> Iterator[Record]:
    stray = re.compile(rf'[^"{re.escape(delimiter)}\r\n]"[^"{re.escape(delimiter)}\r\n]')
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        lines = _Lines(iter(file))
        for line in lines:
            if '"' not in line:
                yield lines.number, line.rstrip("\r\n").split(delimiter), 0
            else:
                yield _quoted(line, lines, delimiter, stray, limits)


def _quoted(line: str, lines: _Lines, delimiter: str, stray: re.Pattern[str], limits: Limits) -> Record:
    """Read the record that starts with `line`, over as many lines as its marks ask for.

    A mark that is closed wrongly spoils only the line it stands in: the lines after it are read anew.
    """
    start, taken = lines.number, [line]

    def more() -> Iterator[str]:
        yield line
        for further in lines:
            taken.append(further)
            if len(taken) > limits.record_lines:
                raise _TooLong
            yield further

    try:
        cells = next(csv.reader(more(), delimiter=delimiter, strict=True))
    except _TooLong:
        raise refuse("roll.unclosed_quote", line=start, row=start, limit=limits.record_lines) from None
    except csv.Error as error:
        if "unexpected end" in str(error):
            limit = min(limits.record_lines, len(taken))
            raise refuse("roll.unclosed_quote", line=start, row=start, limit=limit) from None
        lines.put_back(taken[1:])
        return start, line.rstrip("\r\n").split(delimiter), Mark.STRAY_QUOTE
    return start, cells, Mark.STRAY_QUOTE if stray.search("".join(taken)) else 0
