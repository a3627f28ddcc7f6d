"""Spoilt rosters by number: what a mutation is, and what the reader and the checker made of it.

Number and seed decide everything about a mutation.  The number modulo 16 chooses what is spoilt (`MIX`):

  xlsx, ods, xls, csv    the bytes of a whole file, or of one part inside its archive
  sheet                  the XML of the sheet alone, in the smallest archive around it
  cells                  what the reader of cells (calamine) hands on: odd values, types and lengths of rows

Every file goes the whole way of the child that reads: its form, its archive, its extent, its cells, the
grid, the headings.  A grid that was read is then checked; the rows of many are checked at once when their
headings say the same.  One in sixteen is checked alone and with its repairs, and its grid goes over the disk.
"""

from __future__ import annotations

import math
import random
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZipFile

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from tests.core.coverage.lakes import regions
from tests.core.rolls.reading.made_workbooks import ods, ods_row, raw_xlsx
from tests.core.rolls.reading.test_fuzz import spoil
from tests.core.rolls.roster import binary_books
from tests.core.rolls.roster.rosters import HEADINGS, row, write_csv, write_xlsx

from paritrana.core.rolls.reading import Limits, formats
from paritrana.core.rolls.roster import check, grid
from paritrana.core.rolls.roster import reading as rosters
from paritrana.core.rolls.roster.layout import Layout
from paritrana.core.rolls.roster.reading import Roster
from paritrana.errors import DataFaults

MIX = (
    "xlsx", "csv", "cells", "xls", "sheet", "csv", "ods", "cells",
    "xlsx", "csv", "cells", "xls", "sheet", "csv", "ods", "sheet",
)  # fmt: skip
ALONE = 16
AS_OF = date(2026, 1, 31)
LAYOUT = Layout()
WRITE = grid._write
FEW = ("nik", "name", "birth_date", "sex", "village")
VALUE = re.compile(rb'>([^<>]+)<|="([^"<>]*)"')
ODD: tuple[Any, ...] = (
    "", " ", "\ufeff", "\0", "'7107013101900001", "7107013101900001.0", "7.10701E+15", "=1+1", "#N/A",
    "\u00e9" * 3, "\ud7ff", "\u0663", "32", "31-02-1990", "1990-13-01", "99/99/9999", "45678", "NIK", "Nama",
    "L", "P", "x" * 5_000, 0, 1, -1, 10**15 + 0.5, 7.107013101900001e15, 1e308, math.inf, math.nan, 27.752,
    45678.0, 2958466, True, False, date(1, 1, 1), date(9999, 12, 31), time(1, 2), timedelta(days=9),
    datetime(1990, 1, 31, 23, 59, 59),  # noqa: DTZ001 - a cell knows no zone
)  # fmt: skip


class Mutations:
    """Mutations of one seed, worked on in one folder."""

    def __init__(self, folder: Path, seed: int, limits: Limits) -> None:
        self.folder, self.seed, self.limits = folder, seed, limits
        self.cells = _cells()
        self.sound = _files(folder, self.cells)
        self.parts = {kind: _parts(folder / f"sound.{kind}") for kind in ("xlsx", "ods", "sheet")}

    def read(self, number: int) -> Roster | list[str]:
        """Spoil, read and map one; return the roster, or the codes of the refusal."""
        draw = random.Random(f"{self.seed}:{number}")
        kind = MIX[number % len(MIX)]
        grid._write = WRITE if _is_thorough(number) else self._keep
        into = self.folder / "grid.parquet"
        try:
            if kind == "cells":
                facts = self._written(into, draw)
                form = "xlsx"
            else:
                path = self.folder / f"spoilt.{'xlsx' if kind == 'sheet' else kind}"
                path.write_bytes(self._spoilt(kind, draw))
                form = str(formats.recognise(path, self.limits, old=True))
                order = {"path": str(path), "into": str(into), "format": form, "layout": LAYOUT.as_data()}
                facts = grid.read(order, self.limits)
            cells = pq.read_table(into, memory_map=False) if _is_thorough(number) else self.kept
            return rosters.unmapped(f"spoilt.{form}", form, cells, facts | {"sha256": ""}).mapped(LAYOUT)
        except DataFaults as refusal:
            return _codes(refusal)

    def check(self, roster: Roster, *, thoroughly: bool) -> list[str]:
        """Check a roster and everything told of it; return the codes when it is refused as a whole."""
        try:
            checked = check(roster, as_of=AS_OF, villages="71.07", regions=regions())
        except DataFaults as refusal:
            return _codes(refusal)
        assert checked.accepted + checked.rejected == checked.rows
        assert all(one.message("id") and one.message("en") for one in checked.findings())
        for one in checked.repairs if thoroughly else ():
            assert checked.repaired(one.code).rows == checked.rows
        return []

    def _keep(self, into: Path, rows: Iterator[Any], width: int, limits: Limits) -> int:
        """Keep a grid in memory: Parquet files took a third of the time, and are Arrow's to spoil."""
        self.kept = pa.Table.from_batches(list(grid.batches(rows, width, limits)))
        return len(self.kept)

    def _written(self, into: Path, draw: random.Random) -> dict[str, Any]:
        """Write spoilt cells as the grid that the reader would write."""
        rows = [list(one) for one in self.cells]
        for _ in range(draw.randrange(1, 6)):
            line = rows[draw.randrange(len(rows))]
            match draw.randrange(6):
                case 0 | 1 | 2 if line:
                    line[draw.randrange(len(line))] = draw.choice(ODD)
                case 3 if line:
                    at = draw.randrange(len(line))
                    told = str(line[at]).encode() or b" "
                    line[at] = spoil(told, draw).decode("utf-8", "replace")
                case 4:
                    del line[draw.randrange(len(line) + 1) :]
                case _:
                    rows.insert(draw.randrange(len(rows) + 1), list(line) + [""] * draw.randrange(3))
        width = max(len(rows[0]), 1)
        count = grid._write(into, enumerate(rows, 1), width, self.limits)
        return {"rows": count, "width": width, "sheet": "Daftar", "sheets": [], "merged": []}

    def _spoilt(self, kind: str, draw: random.Random) -> bytes:
        """Spoil the bytes of a file, or of one part inside it; a cell of a record in a binary workbook."""
        content = self.sound[kind]
        if kind in self.parts and draw.randrange(8):
            parts = dict(self.parts[kind])
            body = "content.xml" if kind == "ods" else "xl/worksheets/sheet1.xml"
            chosen = body if kind == "sheet" else draw.choice([body, body, *parts])
            parts[chosen] = (spoil_value if draw.randrange(2) else spoil)(parts[chosen], draw)
            return packed(parts)
        if kind == "xls" and draw.randrange(4):
            place = 512 + 2 * draw.randrange(600)
            return content[:place] + struct.pack("<H", draw.randrange(1 << 16)) + content[place + 2 :]
        return spoil(content, draw)


def together(found: Sequence[tuple[int, Roster]]) -> Iterator[tuple[list[int], Roster]]:
    """Yield rosters whose headings say the same as one, rows numbered anew, with the mutations they are of.

    A row's own faults do not depend on its neighbours; what does (the same NIK twice) is met alone.
    """
    alike: dict[tuple[Any, ...], list[tuple[int, Roster]]] = {}
    for number, one in found:
        if _is_thorough(number) or one.merged:
            yield [number], one
        else:
            alike.setdefault((one.format, one.labels, tuple(one.fields.items())), []).append((number, one))
    for those in alike.values():
        first = those[0][1]
        body = pa.concat_tables([one.grid.slice(one.start) for _, one in those])
        header = first.grid.slice(0, first.start)
        rows = pa.concat_tables([header, body]).combine_chunks()
        start = int(header["row"][-1].as_py()) + 1 if len(header) else 1
        numbers = np.append(header["row"].to_numpy(), np.arange(start, start + len(body)))
        rows = rows.set_column(0, rows.schema.field(0), pa.array(numbers, pa.int64()))
        yield [number for number, _ in those], replace(first, grid=rows)


def _codes(refusal: DataFaults) -> list[str]:
    if not refusal.faults or not all(all(one.told("en")) and all(one.told("id")) for one in refusal.faults):
        raise AssertionError("a refusal without a reason")
    return [one.code for one in refusal.faults]


def spoil_value(part: bytes, draw: random.Random) -> bytes:
    """Spoil texts and attributes of a part that stays XML, so that what reads the cells is reached."""
    spoilt = part
    for _ in range(draw.randrange(1, 4)):
        places = [one.span(one.lastindex) for one in VALUE.finditer(spoilt)]
        start, end = draw.choice(places) if places else (0, 0)
        told = spoil(spoilt[start:end] or b" ", draw).decode("utf-8", "replace")
        plain = "".join(sign if sign >= " " else "_" for sign in told)
        chosen = str(draw.choice(ODD)) if draw.randrange(4) == 0 else plain
        kept = escape(chosen.replace("\0", "_"), {'"': "&quot;"}).encode("utf-8", "replace")
        spoilt = spoilt[:start] + kept + spoilt[end:]
    return spoilt


def _is_thorough(number: int) -> bool:
    return number // len(MIX) % ALONE == 0


def packed(parts: dict[str, bytes]) -> bytes:
    """Return an archive of stored parts; `zipfile` needs a tenth of the whole time for it."""
    body, listed = bytearray(), bytearray()
    for name, content in parts.items():
        told = name.encode()
        facts = struct.pack(
            "<HHHHHIIIHH", 20, 0, 0, 0, 33, zlib.crc32(content), len(content), len(content), len(told), 0
        )
        listed += b"PK\x01\x02" + struct.pack("<H", 20) + facts
        listed += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + told
        body += b"PK\x03\x04" + facts + told + content
    count = len(parts)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), len(body), 0)
    return bytes(body + listed + b"PK\x05\x06" + end)


def _cells() -> list[list[Any]]:
    days = ("31-01-1990", "1990-01-31", "31 Januari 1990")
    rows = [row(at, birth_date=day) for at, day in enumerate(days, 1)]
    return [[HEADINGS[name] for name in FEW], *[[one[name] for name in FEW] for one in rows]]


def _files(folder: Path, cells: list[list[Any]]) -> dict[str, bytes]:
    rows = [dict(zip(FEW, line, strict=True)) for line in cells[1:]]
    headings = {name: HEADINGS[name] for name in FEW}
    made = {
        "xlsx": _lean(write_xlsx(folder / "sound.xlsx", cells)),
        "sheet": raw_xlsx(folder, _sheet(cells)).rename(folder / "sound.sheet"),
        "ods": ods(folder, "".join(ods_row(line) for line in cells)).rename(folder / "sound.ods"),
        "xls": binary_books.book(folder / "sound.xls", cells),
        "csv": write_csv(folder / "sound.csv", rows, headings),
    }
    return {kind: path.read_bytes() for kind, path in made.items()}


def _lean(path: Path) -> Path:
    """Leave out the parts that nobody reads."""
    parts = {
        name: one for name, one in _parts(path).items() if not name.startswith(("docProps/", "xl/theme/"))
    }
    path.write_bytes(packed(parts))
    return path


def _parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _sheet(cells: list[list[Any]]) -> str:
    """Return a sheet with cells of every kind: text in place, numbers, serial days, truths, an empty one."""
    lines = []
    for number, line in enumerate([*cells, [7107013101900004.0, "Pekerja", 32904, True, None]], 1):
        inner = ""
        for at, cell in enumerate(line):
            place = f"{chr(65 + at)}{number}"
            match cell:
                case None:
                    inner += f'<c r="{place}"/>'
                case bool():
                    inner += f'<c r="{place}" t="b"><v>{int(cell)}</v></c>'
                case int() | float():
                    inner += f'<c r="{place}"><v>{cell!r}</v></c>'
                case _:
                    inner += f'<c r="{place}" t="inlineStr"><is><t>{cell}</t></is></c>'
        lines.append(f'<row r="{number}">{inner}</row>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
