"""The cells of a sheet as they stand, written as columns: `row`, `cells`, then text and kind of each column.

Runs in the child; nothing here says what a column means, except to tell the sheet that looks like a roster.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import python_calamine as calamine

from paritrana.core.rolls.reading import cells, workbook
from paritrana.core.rolls.reading.delimited import DELIMITERS
from paritrana.core.rolls.reading.formats import Format
from paritrana.core.rolls.reading.limits import Limits
from paritrana.core.rolls.reading.scanning import scan
from paritrana.core.rolls.reading.wording import fault, refuse
from paritrana.core.rolls.roster import headings
from paritrana.core.rolls.roster.layout import Layout
from paritrana.errors import DataFaults, Fault

AT_ONCE = 1 << 12
MOST_MERGED = 200_000
EMPTY, TEXT, NUMBER, DATE, TRUTH = range(5)

type Row = tuple[int, Sequence[Any]]


def schema(width: int) -> pa.Schema:
    """Return the columns of a grid; `cells` is 1 where a line of text has too few or too many."""
    texts = [pa.field(f"c{at}", pa.string(), nullable=False) for at in range(width)]
    kinds = [pa.field(f"k{at}", pa.int8(), nullable=False) for at in range(width)]
    return pa.schema([pa.field("row", pa.int64()), pa.field("cells", pa.int8()), *texts, *kinds])


def read(order: dict[str, Any], limits: Limits) -> dict[str, object]:
    """Write the grid of the ordered file and return what else is known of it; raises DataFaults."""
    path, into, kind = Path(order["path"]), Path(order["into"]), Format(order["format"])
    layout = Layout(**order["layout"])
    if kind is Format.CSV:
        return _read_text(path, into, layout, limits)
    try:
        return _read_workbook(path, kind, into, layout, limits, any_sheet=bool(order.get("any_sheet")))
    except calamine.PasswordError as locked:
        raise refuse("roll.encrypted") from locked
    except (calamine.CalamineError, OverflowError, ValueError, pa.ArrowInvalid) as broken:
        if isinstance(broken, DataFaults):
            raise
        raise refuse("roll.workbook_broken", reason=" ".join(str(broken).split())[:80]) from broken
    except OSError as broken:
        if broken.errno is not None:  # of the disk, not of the archive
            raise
        raise refuse("roll.workbook_broken", reason=" ".join(str(broken).split())[:80]) from broken
    except BaseException as panic:  # the reader of cells gives up in a way that is no Exception
        if type(panic).__name__ != "PanicException":
            raise
        raise refuse("roll.workbook_broken", reason="the reader of cells gave up") from panic


def _read_workbook(
    path: Path, kind: Format, into: Path, layout: Layout, limits: Limits, *, any_sheet: bool
) -> dict[str, object]:
    sheets = workbook.measured(path, kind, limits)
    wanted = workbook.choose(sheets, layout.sheet) if layout.sheet is not None else None
    with calamine.CalamineWorkbook.from_path(path) as book:
        told: list[dict[str, object]] = []
        opened: dict[str, Any] = {}  # to open a sheet is to parse it
        likely: list[tuple[int, workbook.Sheet]] = []
        for one in sheets:
            faults = _faults(one, limits)
            found = None if faults or not one.extent.cells else book.get_sheet_by_name(one.name)
            likeness = _likeness(found, layout) if found else 0
            told.append({"name": one.name, "rows": one.extent.last_row, "likeness": likeness})
            if one.extent.cells and (likeness or faults):
                likely.append((likeness, one))
                opened[one.name] = found
        sheet = wanted or (_first(sheets, likely) if any_sheet else None) or _choose(sheets, likely)
        if faults := _faults(sheet, limits):
            raise DataFaults(faults)
        found = opened.get(sheet.name) or book.get_sheet_by_name(sheet.name)
        left = [""] * (found.start[1] if found.start else 0)  # the reader leaves empty columns out
        rows = ([*left, *row] for row in found.iter_rows()) if left else found.iter_rows()
        first = next(rows, None) or [""]
        width = len(first)
        count = _write(into, enumerate(chain([first], rows), 1), width, limits)
        merged = _merged(found)
    return {"rows": count, "width": width, "sheet": sheet.name, "sheets": told, "merged": merged}


def _faults(sheet: workbook.Sheet, limits: Limits) -> list[Fault]:
    """Return what no sheet may have; merged cells are told row by row instead."""
    return [one for one in sheet.extent.faults(sheet.name[:60], limits) if one.code != "roll.merged"]


def _likeness(sheet: Any, layout: Layout) -> int:
    first = islice(sheet.iter_rows(), headings.LOOKED_AT)
    rows = [(number, [cells.text_of(cell) for cell in row]) for number, row in enumerate(first, 1)]
    found = headings.find([one for one in rows if any(one[1])], layout)
    return found.likeness if found else 0


def _first(sheets: list[workbook.Sheet], likely: list[tuple[int, workbook.Sheet]]) -> workbook.Sheet | None:
    """Return the sheet that tells most, the first of several; else the first that holds anything."""
    best = max(likely, key=lambda one: one[0], default=None)
    return best[1] if best and best[0] else next((one for one in sheets if one.extent.cells), None)


def _choose(sheets: list[workbook.Sheet], likely: list[tuple[int, workbook.Sheet]]) -> workbook.Sheet:
    """Return the one sheet that looks like a roster, else the only one that holds anything."""
    sound = [one for likeness, one in likely if likeness]
    if len(sound) == 1:
        return sound[0]
    if len(sound) > 1:
        raise refuse("roll.several_sheets", sheets=", ".join(one.name[:60] for one in sound[:20]))
    return likely[0][1] if len(likely) == 1 else workbook.choose(sheets, None)


def _merged(sheet: Any) -> list[list[int]]:
    """Return merged ranges: first row, first column, last row, last column; rows from 1, columns from 0."""
    found: Any = None
    with suppress(Exception):  # forms that do not tell their merged cells
        found = sheet.merged_cell_ranges
    return [[first[0] + 1, first[1], last[0] + 1, last[1]] for first, last in list(found or ())[:MOST_MERGED]]


def _read_text(path: Path, into: Path, layout: Layout, limits: Limits) -> dict[str, object]:
    with path.open("rb") as file:
        head = file.read(limits.line)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise refuse("roll.utf16")
    delimiter = _delimiter(head, layout)
    if faults := scan(path, delimiter, limits).faults:
        raise DataFaults(faults)
    width = _width(path, delimiter, layout, limits)
    count = _write(into, _records(path, delimiter), width, limits)
    return {"rows": count, "width": width, "sheet": "", "sheets": [], "merged": []}


def _delimiter(head: bytes, layout: Layout) -> str:
    """Return the delimiter under which the first lines tell most fields."""
    lines = head.decode("utf-8-sig", "replace").splitlines()[: headings.LOOKED_AT]
    best = (-1, ",")
    for delimiter in DELIMITERS:
        rows = []
        for number, line in enumerate(lines, 1):
            with suppress(csv.Error):
                rows.append((number, next(csv.reader([line], delimiter=delimiter), [])))
        found = headings.find([one for one in rows if any(one[1])], layout)
        if (found.likeness if found else 0) > best[0]:
            best = (found.likeness if found else 0, delimiter)
    return best[1]


def _width(path: Path, delimiter: str, layout: Layout, limits: Limits) -> int:
    """Return how many columns the header has, or the widest of the first lines where there is none."""
    first = list(islice(_records(path, delimiter), headings.LOOKED_AT))
    header = headings.find(first, layout)
    width = max((len(row) for number, row in first if not header or number == header.last), default=1)
    if width > limits.columns:
        raise refuse("roll.sparse", sheet="", last_row=1, last_column=width, limit=limits.columns)
    return width or 1


def _records(path: Path, delimiter: str) -> Iterator[Row]:
    """Yield the line on which a record starts, and its cells; lines without any are passed over."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        start = 1
        try:
            for record in reader:
                if record:
                    yield start, record
                start = reader.line_num + 1
        except csv.Error as broken:
            raise DataFaults([fault("roll.long_line", line=start, row=start, limit=131_072)]) from broken


def _write(into: Path, rows: Iterator[Row], width: int, limits: Limits) -> int:
    """Write the grid for its owner alone, aside and then into place; return the number of rows."""
    aside = into.with_name(f"{into.name}.part")
    count = 0
    try:
        with (
            os.fdopen(os.open(aside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file,
            pq.ParquetWriter(file, schema(width), compression="lz4", write_statistics=False) as writer,
        ):
            for batch in batches(rows, width, limits):
                writer.write_batch(batch)
                count += len(batch)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    aside.replace(into)
    return count


def batches(rows: Iterator[Row], width: int, limits: Limits) -> Iterator[pa.RecordBatch]:
    """Yield the rows as the columns of a grid; raises DataFaults for none, or for too many."""
    made, count = schema(width), 0
    while batch := list(islice(rows, AT_ONCE)):
        count += len(batch)
        if count > limits.rows:
            raise refuse("roll.too_many_rows", limit=limits.rows)
        yield _columns(batch, width, made)
    if not count:
        raise refuse("roll.empty")


def _columns(batch: list[Row], width: int, made: pa.Schema) -> pa.RecordBatch:
    off = [0 if len(cells) == width else 1 for _, cells in batch]
    if any(off):
        even = [
            [*cells[:width], *[""] * (width - len(cells))] if len(cells) != width else cells
            for _, cells in batch
        ]
        # empty cells too many are no fault: spreadsheets leave them behind
        off = [
            int(bool(one) and (len(cells) < width or any(cells[width:])))
            for one, (_, cells) in zip(off, batch, strict=True)
        ]
        columns: Sequence[Sequence[Any]] = list(zip(*even, strict=True))
    else:
        columns = list(zip(*(cells for _, cells in batch), strict=True))
    told = [_column(column) for column in columns]
    numbers = pa.array([number for number, _ in batch], pa.int64())
    arrays = [numbers, pa.array(off, pa.int8()), *(text for text, _ in told), *(kind for _, kind in told)]
    return pa.RecordBatch.from_arrays(arrays, schema=made)


def _column(values: Sequence[Any]) -> tuple[Any, Any]:
    if set(map(type, values)) == {str}:
        return pa.array(values, pa.string()), pa.array(
            [TEXT if value else EMPTY for value in values], pa.int8()
        )
    texts = [value if isinstance(value, str) else _text(value) for value in values]
    return pa.array(texts, pa.string()), pa.array([_kind(value) for value in values], pa.int8())


def _text(value: Any) -> str:
    """Return a cell that is no text; a whole number in full, as far as the spreadsheet kept it."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    return cells.text_of(value)


def _kind(value: Any) -> int:
    if isinstance(value, str):
        return TEXT if value else EMPTY
    if isinstance(value, bool):
        return TRUTH
    if isinstance(value, int | float):
        return NUMBER
    return DATE if isinstance(value, date | datetime) else TEXT
