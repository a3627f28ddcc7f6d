"""CSV: by Arrow where every line is one record, else record by record."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from paritrana.core.rolls.reading import exact, header
from paritrana.core.rolls.reading.limits import Limits
from paritrana.core.rolls.reading.raw import Raw
from paritrana.core.rolls.reading.scanning import Scan, scan
from paritrana.core.rolls.reading.sink import Sink
from paritrana.core.rolls.reading.wording import fault, refuse
from paritrana.errors import DataFaults

DELIMITERS = (",", ";", "\t", "|")
TORN_AT_ONCE = 100_000


def read(path: Path, columns: tuple[str, ...], into: Path, limits: Limits) -> Raw:
    """Read a CSV file; raises DataFaults with every fault of the whole file."""
    with path.open("rb") as file:
        head = file.read(limits.line)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or _looks_like_utf16(head):
        raise refuse("roll.utf16")
    if _is_no_text(head):
        raise refuse("roll.format", suffix=path.suffix.lower(), found="something else")
    delimiter, rows = _first_rows(head, columns)
    found = scan(path, delimiter, limits)
    faults = [*found.faults, *header.judge(rows, columns)]
    if not faults and found.lines <= rows[0][0]:
        faults.append(fault("roll.no_rows"))
    if faults:
        raise DataFaults(sorted(faults))
    names = [header.normal(cell) for cell in rows[0][1]]
    with Sink(into, columns, limit=limits.rows) as sink:
        if (
            found.stray
            or not found.one_line_records
            or not _quickly(path, names, columns, delimiter, found, sink)
        ):
            sink.restart()
            exact.read(path, names, columns, delimiter, sink, limits)
        if not sink.rows:
            raise refuse("roll.no_rows")
        sink.keep()
    return Raw(into, "csv", sink.rows, sink.marked, sink.blank, found.size, found.sha256, "utf-8", delimiter)


def _first_rows(head: bytes, columns: tuple[str, ...]) -> tuple[str, list[tuple[int, list[str]]]]:
    """Return the delimiter under which a row names most of the asked columns, and the first rows by it."""
    lines = head.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")[: header.LOOKED_AT]
    best: tuple[int, str, list[tuple[int, list[str]]]] = (-1, ",", [])
    for delimiter in DELIMITERS:
        rows = [(number, _cells(line, delimiter)) for number, line in enumerate(lines, 1) if line.strip()]
        likeness = max((header.likeness(cells, columns) for _, cells in rows), default=0)
        if likeness > best[0]:
            best = (likeness, delimiter, rows)
    return best[1:]


def _looks_like_utf16(head: bytes) -> bool:
    """Tell UTF-16 without a mark: half of the bytes of a Latin text are NUL, always on the same side."""
    even, odd = head[:4096:2].count(0), head[1:4096:2].count(0)
    most, least = max(even, odd), min(even, odd)
    return most > 16 and most > len(head[:4096]) // 4 and least < most // 8


def _is_no_text(head: bytes) -> bool:
    """Tell pictures, programs and the like: many bytes, of many kinds, that no text holds."""
    controls = [one for one in head[:4096] if one < 32 and one not in b"\t\n\v\f\r\x1a"]
    return len(controls) * 50 > len(head[:4096]) and len(set(controls)) > 3


def _cells(line: str, delimiter: str) -> list[str]:
    """Split one line leniently."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


def _quickly(
    path: Path, names: list[str], columns: tuple[str, ...], delimiter: str, found: Scan, sink: Sink
) -> bool:
    """Read with Arrow; False when the torn rows are too many or lines and records do not agree after all."""
    torn: list[tuple[int, str]] = []

    def take(row: Any) -> str:
        torn.append((row.number, row.text))
        return "skip" if len(torn) <= TORN_AT_ONCE else "error"

    last = 1
    try:
        for batch in _batches(path, names, columns, delimiter, found, take):
            texts = [trim(column) if found.blanks else column for column in batch.columns]
            rows = _line_numbers(last, len(batch), [number for number, _ in torn])
            last = int(rows[-1]) if len(rows) else last
            here = [one for one in torn if one[0] < last]
            del torn[: len(here)]
            _write(sink, texts, rows, here, names, columns, delimiter)
    except pa.ArrowInvalid:
        return False
    _write(
        sink,
        [pa.array([], pa.string())] * len(columns),
        np.empty(0, np.int64),
        torn,
        names,
        columns,
        delimiter,
    )
    return max(last, torn[-1][0] if torn else 0) == found.lines


def _batches(
    path: Path,
    names: list[str],
    columns: tuple[str, ...],
    delimiter: str,
    found: Scan,
    take: Callable[[Any], str],
) -> Any:
    return arrow_csv.open_csv(
        path,
        # Arrow numbers the torn rows only when it works with one thread, which costs little here
        read_options=arrow_csv.ReadOptions(
            column_names=names, skip_rows=1, block_size=4 << 20, use_threads=False
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=delimiter,
            quote_char='"' if found.quotes else False,
            ignore_empty_lines=False,
            invalid_row_handler=take,
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types={name: pa.string() for name in names},
            strings_can_be_null=False,
            include_columns=list(columns),
            check_utf8=False,
        ),
    )


def _line_numbers(last: int, count: int, torn: list[int]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return the lines of the next `count` sound rows after line `last`, stepping over the torn ones."""
    torn = [number for number in torn if number > last]
    if not torn:
        return np.arange(last + 1, last + 1 + count, dtype=np.int64)
    lines = np.arange(last + 1, last + 1 + count + len(torn), dtype=np.int64)
    return lines[~np.isin(lines, torn)][:count]


def _write(
    sink: Sink,
    texts: list[Any],
    rows: np.ndarray[Any, np.dtype[np.int64]],
    torn: list[tuple[int, str]],
    names: list[str],
    columns: tuple[str, ...],
    delimiter: str,
) -> None:
    """Hand on sound and torn rows in the order of the file."""
    numbers = pa.array(rows, pa.int64())
    if not torn:
        if len(rows):
            sink.write(texts, numbers)
        return
    split = [(number, _cells(text.lstrip("\ufeff"), delimiter)) for number, text in torn]
    sound = pa.table([*texts, numbers, pa.array(np.zeros(len(rows), np.int32))], schema=sink.schema)
    both = pa.concat_tables([sound, exact.table(split, names, columns, sink.schema)]).combine_chunks()
    both = both.take(pc.sort_indices(both["row"]))
    for batch in both.to_batches():
        sink.write(batch.columns[: len(columns)], batch["row"], batch["damaged"])


def trim(column: Any) -> Any:
    """Return text without blanks around it, the no-break space among them."""
    return pc.utf8_trim_whitespace(column)
