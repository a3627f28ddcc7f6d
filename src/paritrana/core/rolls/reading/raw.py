"""The uniform raw table: what every delivered file becomes, and the facts of the file it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from pathlib import Path

import pyarrow as pa

ROW, DAMAGED = "row", "damaged"


class Mark(IntFlag):
    """What is wrong with a row by its form alone; a marked row is delivered so that it can be rejected."""

    NUMERIC_IDENTIFIER = 1
    TOO_FEW_CELLS = 2
    TOO_MANY_CELLS = 4
    SERIAL_DATE = 8
    STRAY_QUOTE = 16


@dataclass(frozen=True, slots=True)
class Kinds:
    """The columns in which a typed cell means more than its text.

    `identifiers` are never taken from a number; `dates` become ``YYYY-MM-DD`` and are never taken from a
    serial number; `months` become ``YYYY-MM`` where a spreadsheet turned the month into its first day.
    """

    identifiers: frozenset[str] = frozenset({"nik"})
    dates: frozenset[str] = frozenset({"birth_date", "paid_on"})
    months: frozenset[str] = frozenset({"period"})


KINDS = Kinds()


@dataclass(frozen=True, slots=True)
class Raw:
    """One file as read: where its raw table lies, and what the file was.

    The table has the asked columns as text without blanks around them (an empty cell is ``""``, never
    null), then `row` (int64, as a person counts in the file) and `damaged` (int32, the sum of `Mark`
    values), in file order.  `blank` rows without any text are counted and not delivered.  `encoding` and
    `delimiter` are empty except for CSV, `sheet` except for workbooks.
    """

    into: Path
    format: str
    rows: int
    marked: int
    blank: int
    size: int
    sha256: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


def schema(columns: tuple[str, ...]) -> pa.Schema:
    """Return the Arrow schema of a raw table."""
    texts = [pa.field(name, pa.string(), nullable=False) for name in columns]
    return pa.schema(
        [*texts, pa.field(ROW, pa.int64(), nullable=False), pa.field(DAMAGED, pa.int32(), nullable=False)]
    )
