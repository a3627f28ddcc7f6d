"""Workbooks that are given back: the corrected roster in the layout of the upload, and the template."""

from __future__ import annotations

import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from paritrana.core.rolls.places import dotted
from paritrana.core.rolls.roster import cellwriting
from paritrana.core.rolls.roster import villages as regions_of
from paritrana.core.rolls.roster.checked import Checked, Finding
from paritrana.core.rolls.roster.fields import BY_NAME
from paritrana.core.rolls.roster.villages import Villages
from paritrana.errors import BadInput

TEMPLATE_ROWS = 5_000
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same bytes on every day
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_HARD_FILL, _SOFT_FILL, _HEAD_FILL = "#F8CBAD", "#FFF2CC", "#D9E2F3"
_WIDTHS = {"nik": 20, "name": 28, "birth_date": 14, "sex": 14, "village": 24, "address": 32}


@contextmanager
def new_book(path: Path, **options: object) -> Iterator[Any]:
    """Yield a workbook to be written; raises OSError when that cannot be done."""
    try:
        with xlsxwriter.Workbook(path, {**_OPTIONS, **options}) as book:
            book.set_properties({"created": _MADE})
            yield book
    except xlsxwriter.exceptions.FileCreateError as error:
        cause = error.args[0] if error.args and isinstance(error.args[0], OSError) else error
        raise OSError(
            getattr(cause, "errno", None), getattr(cause, "strerror", None) or str(cause)
        ) from error


def corrected_workbook(checked: Checked, path: Path, *, language: str = "id") -> None:
    """Write the roster with its repairs in the layout of the upload, a comment on each faulty cell.

    Every cell stands where it stood, titles and remarks too.  A NIK that was kept as a number stays one, so
    that nobody takes it for sound.  The file holds personal data and is for its owner alone.
    """
    marks = _marks(checked)
    with tempfile.TemporaryDirectory(prefix="roster-") as folder:
        frame = Path(folder) / "frame.xlsx"
        _write_frame(checked, frame, marks, language)
        levels = _levels(checked, marks)
        with zipfile.ZipFile(frame) as old, _owned_archive(path) as new:
            for part in old.infolist():
                if part.filename != _SHEET:
                    new.writestr(part, old.read(part), zipfile.ZIP_DEFLATED, _QUICK)
                    continue
                xml = old.read(part)
                numbers = [int(one) for one in _STYLE.findall(xml)]
                styles = cellwriting.Styles(dict(zip(_STYLES, numbers, strict=True)))
                before, after = _parted(xml)
                info = zipfile.ZipInfo(_SHEET, part.date_time)
                info.compress_type = zipfile.ZIP_DEFLATED
                with new.open(info, "w", force_zip64=True) as stream:
                    stream.write(before)
                    for piece in cellwriting.rows(checked.roster, levels, styles):
                        stream.write(piece)
                    stream.write(after)


_SHEET = "xl/worksheets/sheet1.xml"
_QUICK = 2  # how hard to compress: a little larger, much sooner
_STYLE = re.compile(rb'<c r="[A-Z]+1" s="([0-9]+)"')
_FILLS = {
    cellwriting.SOUND: {},
    cellwriting.DOUBT: {"bg_color": _SOFT_FILL},
    cellwriting.FAULT: {"bg_color": _HARD_FILL},
}
_FORMS = {
    cellwriting.PLAIN: {"num_format": "General"},
    cellwriting.TEXT: {"num_format": "@"},
    cellwriting.DAY: {"num_format": "dd-mm-yyyy"},
}
# one sample of each stands in the frame, from which its number in the workbook is read
_STYLES = [
    *(
        (form, level)
        for form in _FORMS
        for level in _FILLS
        if (form, level) != (cellwriting.PLAIN, cellwriting.SOUND)
    ),
    (cellwriting.HEAD, cellwriting.SOUND),
]


def _owned_archive(path: Path) -> zipfile.ZipFile:
    file = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICK)
    os.close(file)
    return archive


def _parted(xml: bytes) -> tuple[bytes, bytes]:
    """Return what stands before and after the rows of a sheet; its stated dimension goes."""
    xml = re.sub(rb"<dimension [^>]*/>", b"", xml, count=1)
    start, end = xml.index(b"<sheetData>") + len(b"<sheetData>"), xml.index(b"</sheetData>")
    return xml[:start], xml[end:]


def _write_frame(checked: Checked, path: Path, marks: _Marks, language: str) -> None:
    """Write the workbook with widths, styles and comments, but without the cells."""
    roster = checked.roster
    with new_book(path) as book:
        sheet = book.add_worksheet(_sheet_name(roster.sheet))
        formats = [book.add_format(_FORMS[form] | _FILLS[level]) for form, level in _STYLES[:-1]]
        formats.append(book.add_format({"bold": True, "bg_color": _HEAD_FILL, "text_wrap": True}))
        for column, one in enumerate(formats):
            sheet.write_blank(0, column, None, one)
        names = {column: name for name, column in roster.fields.items()}
        text = formats[_STYLES.index((cellwriting.TEXT, cellwriting.SOUND))]
        for column in range(roster.width):
            name = names.get(column, "")
            sheet.set_column(column, column, _WIDTHS.get(name, 14), text if name == "nik" else None)
        for (row, column), found in marks.items():
            lines = "\n".join(f"{one.code}: {one.message(language)}" for one in found)
            size = {"author": "paritrana", "x_scale": 2.2, "y_scale": 0.5 + len(found) / 2}
            sheet.write_comment(row - 1, column, lines, size)


type _Marks = dict[tuple[int, int], list[Finding]]


def _marks(checked: Checked) -> _Marks:
    """Return the findings of each cell by row and column; what is said of a row stands in its first field."""
    home = min(checked.roster.fields.values())
    found: _Marks = {}
    for one in checked.findings():
        found.setdefault((one.row, one.at if one.at >= 0 else home), []).append(one)
    return found


def _levels(checked: Checked, marks: _Marks) -> cellwriting.Levels:
    numbers = checked.roster.grid["row"].to_numpy()
    levels: dict[int, Any] = {}
    for (row, column), found in marks.items():
        if column not in levels:
            levels[column] = np.zeros(len(numbers), np.int8)
        bad = any(one.hard for one in found)
        levels[column][int(np.searchsorted(numbers, row))] = cellwriting.FAULT if bad else cellwriting.DOUBT
    return levels


def _sheet_name(name: str) -> str:
    plain = "".join(" " if sign in "[]:*?/\\" else sign for sign in name).strip(" '")[:31]
    return plain or "Daftar"


def template(
    path: Path, *, villages: str, regions: Path | None = None, say: Callable[[str], None] = lambda _: None
) -> int:
    """Write an empty roster with the villages of a region; return how many villages it lists.

    NIK and phone are text, sex and village are chosen from lists, dates must be dates.
    Raises BadInput (roster.villages) for a prefix that begins no code.
    """
    table = regions_of.load(regions)
    found = table.within(table.scope(villages))
    if not found:
        raise BadInput("roster.villages", given=villages[:20])
    with new_book(path) as book:
        roster, places, guide = (book.add_worksheet(name) for name in ("Daftar", "Desa", "Petunjuk"))
        _write_places(book, places, found, table)
        _write_empty(book, roster, len(found))
        for line, text in enumerate(_GUIDE):
            guide.write_string(line, 0, text)
        guide.set_column(0, 0, 100)
    return len(found)


_COLUMNS = ("nik", "name", "birth_date", "sex", "village_code", "occupation", "address", "phone")
_OCCUPATIONS = (
    "Petani",
    "Nelayan",
    "Pedagang",
    "Pengemudi",
    "Buruh harian",
    "Pengrajin",
    "Pekerja keagamaan",
    "Lainnya",
)
_GUIDE = (
    "Isi satu baris untuk satu pekerja pada lembar Daftar; baris judul jangan diubah.",
    "NIK disalin dari KTP sebagai teks, 16 angka. NIK yang tersimpan sebagai angka rusak dan ditolak.",
    "Tanggal lahir ditulis hari-bulan-tahun, misalnya 31-01-1990. Usia saat mendaftar 17 sampai 65 tahun.",
    "Jenis kelamin: L atau P. Kode desa dipilih dari daftar; artinya ada pada lembar Desa.",
    "Pekerjaan, alamat, dan nomor HP boleh kosong.",
)


def _write_places(book: Any, sheet: Any, found: list[int], table: Villages) -> None:
    head = book.add_format({"bold": True, "bg_color": _HEAD_FILL})
    sheet.write_row(0, 0, ["Kode", "Nama", "Wilayah atas"], head)
    for line, village in enumerate(found, 1):
        sheet.write_row(line, 0, [dotted(village), table.name_of(village), table.name_of(village // 10**4)])
    sheet.set_column(0, 2, 24)
    sheet.freeze_panes(1, 0)


def _write_empty(book: Any, sheet: Any, villages: int) -> None:
    head = book.add_format({"bold": True, "bg_color": _HEAD_FILL})
    text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "dd-mm-yyyy"})
    for column, name in enumerate(_COLUMNS):
        sheet.write_string(0, column, BY_NAME[name].heading, head)
        sheet.set_column(column, column, _WIDTHS.get(name, 18), day if name == "birth_date" else text)

    def choices(name: str, rule: dict[str, Any]) -> None:
        column = _COLUMNS.index(name)
        sheet.data_validation(1, column, TEMPLATE_ROWS, column, rule)

    choices("nik", {
        "validate": "length", "criteria": "==", "value": 16, "error_title": "NIK",
        "error_message": "NIK terdiri atas 16 angka dan disimpan sebagai teks.",
    })  # fmt: skip
    choices("birth_date", {
        "validate": "date", "criteria": "between", "minimum": date(1900, 3, 1), "maximum": date(2100, 1, 1),
        "error_title": "Tanggal lahir", "error_message": "Tulis tanggal, misalnya 31-01-1990.",
    })  # fmt: skip
    choices("sex", {"validate": "list", "source": ["L", "P"]})
    choices("village_code", {"validate": "list", "source": f"=Desa!$A$2:$A${villages + 1}"})
    choices("occupation", {"validate": "list", "source": list(_OCCUPATIONS), "error_type": "information"})
    sheet.freeze_panes(1, 0)
