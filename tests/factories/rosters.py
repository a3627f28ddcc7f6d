"""Made-up rosters for tests: files as offices keep them, and imports of them."""

import io
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import pyarrow as pa
import xlsxwriter
from tests.factories import protection as make
from tests.factories.coverage import office_of

from paritrana.apps.protection.commands import import_work, imports
from paritrana.apps.protection.models import RosterImport
from paritrana.apps.protection.states import ImportKind
from paritrana.core.rolls.roster import Roster, SheetFound
from paritrana.core.rolls.roster.grid import EMPTY, TEXT, schema

AS_OF = date(2026, 3, 2)
HEADINGS = ("NIK", "Nama Lengkap", "Tgl Lahir", "L/P", "Kode Desa", "Pekerjaan")


def a_row(number: int = 1, **cells) -> list[str]:
    """Return a row in which nothing is wrong; a NIK that is not given fits the rest."""
    given = {
        "nik": make.a_nik(number),
        "name": f"Orang Rekaan {number}",
        "born": "31-01-1990",
        "sex": "L",
        "village": make.VILLAGE,
        "occupation": "Petani",
    } | cells
    return list(given.values())


def workbook(rows, headings=HEADINGS, *, sheets=("Daftar",)) -> bytes:
    """Return a workbook that has the same rows on every sheet named."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        for name in sheets:
            sheet = book.add_worksheet(name)
            for line, cells in enumerate([headings, *rows]):
                sheet.write_row(line, 0, cells)
    return made.getvalue()


def cells_of(rows, headings=HEADINGS) -> Roster:
    """Return what reading a workbook of these rows gives, without a process of its own."""
    lines = [list(headings), *rows]
    grid = {"row": range(1, len(lines) + 1), "cells": [0] * len(lines)}
    for at, column in enumerate(zip(*lines, strict=True)):
        grid[f"c{at}"], grid[f"k{at}"] = column, [TEXT if text else EMPTY for text in column]
    table = pa.table({name: list(column) for name, column in grid.items()})
    types = schema(len(headings))
    return Roster(
        name="roster.xlsx",
        format="xlsx",
        sha256="0" * 64,
        sheet="Daftar",
        sheets=(SheetFound("Daftar", len(lines), len(headings)),),
        grid=table.select(types.names).cast(types),
        first_header=0,
        last_header=0,
        start=0,
        labels=("",) * len(headings),
        fields={},
        merged=(),
    )


def file_of(data: bytes, ending: str = "xlsx") -> Path:
    path = Path(mkdtemp(prefix="rosters-")) / f"roster.{ending}"
    path.write_bytes(data)
    return path


def make_upload(by, rows=None, *, data: bytes | None = None, ending: str = "xlsx", region=make.REGENCY):
    """Return a roster that was handed in and waits."""
    listed = rows or [a_row()]
    path = file_of(data if data is not None else workbook(listed), ending)
    cells = cells_of(listed) if data is None else None  # bytes of a test's own are read as they are
    given = {"office": office_of(by), "region": make.make.make_region(region), "as_of": AS_OF}
    return imports.upload(**given, path=path, cells=cells, by=by)


def make_checked(by, rows=None, **given) -> RosterImport:
    make.make_village()
    return import_work.take(make_upload(by, rows, **given))


def make_committed(by, rows=None, *, fund=None, stops_missing=False, **given) -> RosterImport:
    row = make_checked(by, rows, **given)
    return commit(row, by, fund=fund, stops_missing=stops_missing)


def make_compared(by, rows, headings=HEADINGS) -> RosterImport:
    """Return a list that was handed in to be compared, read without a process of its own."""
    given = {"office": office_of(by), "region": make.make.make_region(make.REGENCY), "as_of": AS_OF}
    path, cells = file_of(workbook(rows, headings)), cells_of(rows, headings)
    handed_in = imports.upload(**given, path=path, cells=cells, kind=ImportKind.COMPARISON, by=by)
    return import_work.take(handed_in)


def commit(row, by, **given) -> RosterImport:
    return import_work.take(imports.commit(roster=row, reason="Daftar Maret", by=by, **given))


def undo(row, by) -> RosterImport:
    return import_work.take(imports.undo(roster=row, reason="Salah berkas", by=by))
