"""Values and marks as CSV: read with every fault and its line, and written in one canonical way.

values: ``entrant,category,criterion,value``; marks: ``juror,entrant,criterion,mark``.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from paritrana.core.scoring.wording import fault
from paritrana.errors import Fault

type CategoryValues = Mapping[str, Mapping[str, str]]
type BookValues = Mapping[str, CategoryValues]
type Place = tuple[str, str, str | None]
type Marks = Mapping[tuple[str, str], Mapping[str, str]]

VALUES_HEADER = ("entrant", "category", "criterion", "value")
MARKS_HEADER = ("juror", "entrant", "criterion", "mark")
LARGEST_FILE = 128 * 1024 * 1024
LONGEST_NAME = 200
LONGEST_CELL = 10_000
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")


@dataclass(frozen=True)
class Where:
    """Where the cells of values and marks were read, so that faults can name file and line."""

    rulebook_file: str = ""
    values_file: str = ""
    marks_file: str = ""
    value_lines: Mapping[Place, int] = field(default_factory=dict)
    mark_lines: Mapping[Place, int] = field(default_factory=dict)
    entrants_file: str = ""
    entrant_lines: Mapping[Place, int] = field(default_factory=dict)

    def value(self, code: str, place: Place, /, **facts: object) -> Fault:
        """Return a fault at (category, entrant, criterion), or at an entrant's first row with None."""
        return fault(code, self.value_lines.get(place, 0), file=self.values_file, **facts)

    def mark(self, code: str, place: Place, /, **facts: object) -> Fault:
        """Return a fault at (juror, entrant, criterion), or at the juror's first row for it with None."""
        return fault(code, self.mark_lines.get(place, 0), file=self.marks_file, **facts)

    def entrant(self, code: str, entrant: str, /, **facts: object) -> Fault:
        """Return a fault at an entrant's row in the table of entrants."""
        line = self.entrant_lines.get(("", entrant, None), 0)
        return fault(code, line, file=self.entrants_file, entrant=entrant, **facts)


@dataclass
class Read[Cells]:
    """What was read of a file: the cells, the lines they stand on, and every fault of form."""

    cells: Cells
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_values(data: bytes, *, name: str = "values.csv") -> Read[dict[str, dict[str, dict[str, str]]]]:
    """Return {category: {entrant: {criterion: value}}}; a row without a criterion only names the entrant."""
    read: Read[dict[str, dict[str, dict[str, str]]]] = Read({})
    for line, (entrant, category, criterion, value) in rows_in(data, VALUES_HEADER, name, read.faults):
        faults = [*name_faults(line, name, entrant=entrant, category=category)]
        if value and not criterion:
            faults.append(fault("value.no_criterion", line, file=name))
        elif first := read.lines.get((category, entrant, criterion)):
            faults.append(fault("csv.repeated", line, file=name, first=first))
        read.faults += faults
        if faults:
            continue
        read.lines[category, entrant, criterion] = line
        read.lines.setdefault((category, entrant, None), line)
        cells = read.cells.setdefault(category, {}).setdefault(entrant, {})
        if criterion:
            cells[criterion] = value
    return read


def read_marks(data: bytes, *, name: str = "marks.csv") -> Read[dict[tuple[str, str], dict[str, str]]]:
    """Return {(juror, entrant): {criterion: mark}}; a recusal stands as {"*": "recused"} beside any marks."""
    read: Read[dict[tuple[str, str], dict[str, str]]] = Read({})
    for line, (juror, entrant, criterion, mark) in rows_in(data, MARKS_HEADER, name, read.faults):
        faults = [*name_faults(line, name, juror=juror, entrant=entrant, criterion=criterion)]
        if first := read.lines.get((juror, entrant, criterion)):
            faults.append(fault("csv.repeated", line, file=name, first=first))
        read.faults += faults
        if faults:
            continue
        read.lines[juror, entrant, criterion] = line
        read.lines.setdefault((juror, entrant, None), line)
        read.cells.setdefault((juror, entrant), {})[criterion] = mark
    return read


def values_csv(values: BookValues) -> str:
    """Return values as a file: rows by code point, each entrant named at least once."""
    rows = [
        (entrant, category, criterion, value)
        for category, entrants in values.items()
        for entrant, cells in entrants.items()
        for criterion, value in (cells or {"": ""}).items()
    ]
    return written(VALUES_HEADER, sorted(rows))


def marks_csv(marks: Marks) -> str:
    """Return marks as a file: rows by code point."""
    rows = [(*pair, criterion, mark) for pair, cells in marks.items() for criterion, mark in cells.items()]
    return written(MARKS_HEADER, sorted(rows))


def written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV text: UTF-8 to be, line feeds, quotes only where needed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def rows_in(
    data: bytes, header: tuple[str, ...], name: str, faults: list[Fault]
) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) of every row of the right length below the header; the faults go into a list."""
    text = _text(data, header, name, faults)
    if text is None:
        return
    reader = csv.reader(io.StringIO(text), strict=True)
    start, headed = 1, False
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            faults.append(fault("csv.form", start, file=name, reason=str(error)))
            return
        if row is None:
            break
        line, start = start, reader.line_num + 1
        if not row:
            continue
        if not headed:
            headed = True
            if tuple(row) != header:
                faults.append(_header_fault(row, header, line, name))
                return
        elif len(row) != len(header):
            code = "csv.semicolon" if len(row) == 1 and ";" in row[0] else "csv.columns"
            faults.append(fault(code, line, file=name, count=len(row), wanted=len(header)))
        elif any(len(cell) > LONGEST_CELL for cell in row):
            column = header[max(range(len(row)), key=lambda place: len(row[place]))]
            value = max(row, key=len)
            faults.append(
                fault("field.text", line, file=name, column=column, value=value, limit=LONGEST_CELL)
            )
        else:
            yield line, row


def _text(data: bytes, header: tuple[str, ...], name: str, faults: list[Fault]) -> str | None:
    def alone(code: str, line: int = 1, **facts: object) -> None:
        faults.append(fault(code, line, file=name, **facts))

    text = ""
    if len(data) > LARGEST_FILE:
        alone("file.size", limit=LARGEST_FILE)
    elif data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        alone("file.spreadsheet")
    else:
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            alone("file.encoding", data.count(b"\n", 0, error.start) + 1)
        else:
            if not text.strip():
                alone("file.empty", header=",".join(header))
            elif found := CONTROL.search(text):
                alone("csv.control", text.count("\n", 0, found.start()) + 1)
    return None if faults else text


def _header_fault(row: list[str], header: tuple[str, ...], line: int, name: str) -> Fault:
    if len(row) == 1 and re.split(r"[;\t]", row[0]) == list(header):
        return fault("csv.semicolon", line, file=name)
    return fault("csv.header", line, file=name, found=",".join(row), header=",".join(header))


def name_faults(line: int, file: str, **names: str) -> Iterator[Fault]:
    """Yield the fault of every name, by its column, that is empty or not plain."""
    for column, value in names.items():
        if not value.strip():
            yield fault("field.empty", line, file=file, column=column)
        elif value != value.strip() or len(value) > LONGEST_NAME or "\n" in value:
            yield fault("field.text", line, file=file, column=column, value=value, limit=LONGEST_NAME)
