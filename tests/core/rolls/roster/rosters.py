"""Rosters made by hand: one sound row, and what a test changes in it."""

import csv
from datetime import date
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq
import xlsxwriter
from tests.core.coverage.lakes import regions

from paritrana.core.rolls import roster
from paritrana.core.rolls.reading import formats
from paritrana.core.rolls.roster import Layout, grid
from paritrana.core.rolls.roster.reading import LIMITS, Roster, unmapped

AS_OF = date(2026, 1, 31)
HEADINGS = {
    "nik": "NIK",
    "name": "Nama Lengkap",
    "birth_date": "Tgl Lahir",
    "sex": "L/P",
    "village": "Desa/Kelurahan",
    "district": "Kecamatan",
    "occupation": "Pekerjaan",
}


def nik(number: int, birth: str = "1990-01-31", sex: str = "L", region: str = "710701") -> str:
    """Return a NIK that fits birth date and sex."""
    year, month, day = birth.split("-")
    return f"{region}{int(day) + 40 * (sex == 'P'):02}{month}{year[2:]}{number:04}"


def row(number: int, **cells) -> dict:
    """Return a sound row; a NIK that is not given fits the rest."""
    made = {
        "name": "Pekerja Contoh",
        "birth_date": "31-01-1990",
        "sex": "L",
        "village": "71.07.01.1004",
        "district": "",
        "occupation": "Petani",
    }
    return {"nik": nik(number)} | made | cells


def write_csv(path: Path, rows, headings=HEADINGS) -> Path:
    """Write rows as CSV under Indonesian headings."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings.values())
        writer.writerows([one.get(name, "") for name in headings] for one in rows)
    return path


def write_xlsx(path: Path, rows, change=lambda book, sheet: None) -> Path:
    """Write lists of cells as a workbook; `change` may do to it what it likes."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Daftar")
        for line, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(line, column, cell)
        change(book, sheet)
    return path


def read(path: Path, layout: Layout | None = None) -> Roster:
    """Read a file of a test's own making as the child would, without a process of its own."""
    layout, kind, into = (
        layout or Layout(),
        formats.recognise(path, LIMITS, old=True),
        path.with_suffix(".grid"),
    )
    order = {"path": path, "format": kind, "into": into, "layout": layout.as_data()}
    facts = grid.read(order, LIMITS) | {"sha256": sha256(path.read_bytes()).hexdigest()}
    cells = pq.read_table(into, memory_map=False)
    into.unlink()
    return unmapped(path.name, str(kind), cells, facts).mapped(layout)


def check(path: Path, **asked):
    """Read a file and check it in Minahasa Tenggara."""
    return roster.check(read(path), **{"as_of": AS_OF, "regions": regions(), "villages": "71.07"} | asked)
