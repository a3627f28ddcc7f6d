"""A roster as read: its cells, its headings, and which column tells what."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from paritrana.core.rolls.reading import fenced, formats
from paritrana.core.rolls.reading.extent import letters
from paritrana.core.rolls.reading.limits import Limits
from paritrana.core.rolls.reading.wording import refuse as refuse_file
from paritrana.core.rolls.roster import headings
from paritrana.core.rolls.roster.fields import NEEDED
from paritrana.core.rolls.roster.layout import Layout
from paritrana.core.rolls.roster.wording import refuse
from paritrana.errors import DataFaults

CHILD = "paritrana.core.rolls.roster.child"
# of what the repair of blanks takes out, a row may hold nothing else
_UNSEEN = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace()) + "\u200b\ufeff"
LIMITS = Limits(size=512 << 20, rows=1_100_000, memory=3 << 30, seconds=600)


@dataclass(frozen=True, slots=True)
class SheetFound:
    """One sheet of the file: how far it reaches, and how many fields of a roster its headings tell."""

    name: str
    rows: int
    likeness: int


@dataclass(frozen=True, repr=False)
class Roster:
    """A roster as read; nothing in it was changed or left out.

    grid: every row of the sheet, as `grid.schema` says.  start: the first place in it after the headings.
    fields: the column of each field that the headings tell, from 0.  labels: the heading of each column.
    merged: ranges of merged cells (first row, first column, last row, last column).
    """

    name: str
    format: str
    sha256: str
    sheet: str
    sheets: tuple[SheetFound, ...]
    grid: pa.Table
    first_header: int
    last_header: int
    start: int
    labels: tuple[str, ...]
    fields: dict[str, int]
    merged: tuple[tuple[int, int, int, int], ...]

    @property
    def width(self) -> int:
        """Return how many columns the sheet has."""
        return len(self.labels)

    def heading(self, field: str) -> str:
        """Return the heading over a field's column, empty for a field the roster does not have."""
        return self.label(self.fields[field]) if field in self.fields else ""

    def label(self, column: int) -> str:
        """Return the heading over a column, or the column's letters where there is none."""
        return self.labels[column] or letters(column + 1)

    def mapped(self, layout: Layout, needed: Collection[str] = NEEDED) -> Roster:
        """Return the same cells under another reading of the headings; raises DataFaults.

        needed: the fields that must have a column; a list that is only compared needs the NIK alone.
        """
        return _mapped(self.grid, layout, self, needed)

    def header(self, layout: Layout | None = None) -> headings.Header | None:
        """Return where the headings stand and what they tell, complete or not; None where no row is one."""
        layout = layout or Layout()
        return headings.find(_first_rows(self.grid, self.width, layout), layout)

    def first_rows(self, count: int = headings.LOOKED_AT) -> list[tuple[int, list[str]]]:
        """Return the first rows that hold anything, with their numbers; they hold personal data."""
        return _first_rows(self.grid, self.width, Layout())[:count]


def read(path: Path, *, layout: Layout | None = None, limits: Limits = LIMITS) -> Roster:
    """Return the roster in a workbook (.xlsx, .xls, .ods) or CSV file.

    Raises DataFaults for a file that cannot be read without guessing: locked, broken, hostile, with
    formulas, without headings, with a needed column missing or told twice.
    """
    layout = layout or Layout()
    found = _read(path, layout, limits, any_sheet=False)
    try:
        return found.mapped(layout)
    except DataFaults as refused:
        raise DataFaults([replace(one, file=path.name) for one in refused.faults], refused.code) from None


def look(path: Path, *, layout: Layout | None = None, limits: Limits = LIMITS) -> Roster:
    """Return the cells of a file whose headings nobody has understood yet, and the names of its sheets.

    The layout's sheet, else the one that looks most like a roster, else the first.  `header` then says what
    was understood, `mapped` makes a roster of it.  Raises DataFaults as `read`, save for the headings.
    """
    return _read(path, layout or Layout(), limits, any_sheet=True)


def _read(path: Path, layout: Layout, limits: Limits, *, any_sheet: bool) -> Roster:
    try:
        kind = formats.recognise(path, limits, old=True)
        if kind is formats.Format.PARQUET:
            raise refuse_file("roll.suffix", suffix=path.suffix)
        with tempfile.TemporaryDirectory(prefix="roster-") as folder:
            into = Path(folder) / "grid.parquet"
            order: dict[str, object] = {
                "path": str(path.absolute()),
                "format": str(kind),
                "into": str(into),
                "layout": layout.as_data(),
                "limits": asdict(limits),
                "any_sheet": any_sheet,
            }
            facts = fenced.ask(order, path, into, limits, CHILD)
            cells = pq.read_table(into, memory_map=False)
        return unmapped(path.name, str(kind), cells, facts)
    except DataFaults as found:
        raise DataFaults([replace(one, file=path.name) for one in found.faults], found.code) from None
    except OSError as error:
        unreadable = refuse_file("roll.unreadable", reason=error.strerror or type(error).__name__)
        raise DataFaults([replace(one, file=path.name) for one in unreadable.faults]) from error


def unmapped(name: str, form: str, cells: Any, facts: dict[str, Any]) -> Roster:
    """Return the cells that the child read as a roster without fields."""
    return Roster(
        name=name,
        format=form,
        sha256=facts["sha256"],
        sheet=facts["sheet"],
        sheets=tuple(SheetFound(**one) for one in facts["sheets"]),
        grid=cells,
        first_header=0,
        last_header=0,
        start=0,
        labels=("",) * int(facts["width"]),
        fields={},
        merged=tuple((one[0], one[1], one[2], one[3]) for one in facts["merged"]),
    )


def _mapped(cells: Any, layout: Layout, bare: Roster, needed: Collection[str]) -> Roster:
    header = headings.find(_first_rows(cells, bare.width, layout), layout)
    if header is None:
        raise refuse("roster.no_header", line=layout.header_row)
    labels = (*header.labels, *[""] * bare.width)[: bare.width]
    found = replace(bare, first_header=header.first, last_header=header.last, labels=labels)
    _refuse_doubled(header, found)
    missing = [name for name in needed if name not in header.fields]
    if missing:
        raise _lacking(missing, found)
    start = int(np.searchsorted(cells["row"].to_numpy(), header.last, side="right"))
    if not filled(cells.slice(start), bare.width).any():
        raise refuse("roster.no_rows", line=header.last, row=header.last)
    return replace(found, start=start, fields={name: at[0] for name, at in header.fields.items()})


def _lacking(missing: list[str], roster: Roster) -> DataFaults:
    shown = ", ".join(_shown(label) for label in roster.labels if label)
    return refuse(
        "roster.missing_columns",
        line=roster.first_header,
        columns=", ".join(missing),
        row=roster.first_header,
        headings=shown[:600],
    )


def require_village(roster: Roster) -> None:
    """Raise DataFaults for a roster that tells no village; one village's own list needs no column for it."""
    if "village" not in roster.fields and "village_code" not in roster.fields:
        faults = _lacking(["village"], roster).faults
        raise DataFaults([replace(one, file=roster.name) for one in faults])


def _refuse_doubled(header: headings.Header, roster: Roster) -> None:
    faults = []
    for name, places in header.fields.items():
        if len(places) > 1:
            shown = ", ".join(f"{letters(at + 1)} {_shown(roster.labels[at])}".strip() for at in places)
            doubled = refuse("roster.doubled_columns", line=header.first, field=name, headings=shown)
            faults += doubled.faults
    if faults:
        raise DataFaults(faults)


def _first_rows(cells: Any, width: int, layout: Layout) -> list[tuple[int, list[str]]]:
    numbers = cells["row"].to_numpy()
    start = int(np.searchsorted(numbers, layout.header_row)) if layout.header_row else 0
    first = cells.slice(start, headings.LOOKED_AT)
    columns = [first[f"c{at}"].to_pylist() for at in range(width)]
    rows = [
        (number, [column[at] for column in columns]) for at, number in enumerate(first["row"].to_pylist())
    ]
    return [one for one in rows if any(cell.strip() for cell in one[1])]


def filled(cells: Any, width: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Tell which rows of a grid hold any text at all; signs that nobody sees are none."""
    found = np.zeros(len(cells), bool)
    for at in range(width):
        if found.all():
            break
        text = pc.utf8_trim(cells[f"c{at}"], _UNSEEN)
        found |= pc.not_equal(text, "").to_numpy().astype(bool)
    return found


def _shown(label: str) -> str:
    """Return a heading for a message; what could be a number of a person is not shown."""
    if sum(sign.isdigit() for sign in label) > 4:
        return "…"
    return "".join(sign if sign.isprintable() else "?" for sign in label[:40])
