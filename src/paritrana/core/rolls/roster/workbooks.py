"""Workbooks that are given back: the corrected roster in the layout of the upload, and the template."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from paritrana.core.regions import Code, Level
from paritrana.core.rolls.places import dotted
from paritrana.core.rolls.roster import villages as regions_of
from paritrana.core.rolls.roster.checked import Checked, Finding
from paritrana.core.rolls.roster.fields import BY_NAME
from paritrana.core.rolls.roster.grid import DATE, NUMBER
from paritrana.core.rolls.roster.villages import Villages
from paritrana.errors import BadInput

AT_ONCE = 1 << 12
TEMPLATE_ROWS = 5_000
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same bytes on every day
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_HARD_FILL, _SOFT_FILL, _HEAD_FILL = "#F8CBAD", "#FFF2CC", "#D9E2F3"
_WIDTHS = {"nik": 20, "name": 28, "birth_date": 14, "sex": 14, "village": 24, "address": 32}


def corrected_workbook(checked: Checked, path: Path, *, language: str = "id") -> None:
    """Write the roster with its repairs in the layout of the upload, a comment on each faulty cell.

    Every cell stands where it stood, titles and remarks too.  A NIK that was kept as a number stays one, so
    that nobody takes it for sound.  The file holds personal data: the caller keeps it for its owner alone.
    """
    with xlsxwriter.Workbook(path, {**_OPTIONS, "constant_memory": True}) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet(_sheet_name(checked.roster.sheet))
        _Corrected(checked, book, sheet, language).write()


def _sheet_name(name: str) -> str:
    plain = "".join(" " if sign in "[]:*?/\\" else sign for sign in name).strip(" '")[:31]
    return plain or "Daftar"


class _Corrected:
    """Writes one sheet from top to bottom."""

    def __init__(self, checked: Checked, book: Any, sheet: Any, language: str) -> None:
        self._checked, self._sheet, self._language = checked, sheet, language
        self._roster = checked.roster
        text, day = {"num_format": "@"}, {"num_format": "dd-mm-yyyy"}
        fills: dict[bool | None, dict[str, str]] = {
            None: {},
            True: {"bg_color": _HARD_FILL},
            False: {"bg_color": _SOFT_FILL},
        }
        self._plain = {hard: book.add_format(fill) if fill else None for hard, fill in fills.items()}
        self._text = {hard: book.add_format(text | fill) for hard, fill in fills.items()}
        self._day = {hard: book.add_format(day | fill) for hard, fill in fills.items()}
        self._head = book.add_format({"bold": True, "bg_color": _HEAD_FILL, "text_wrap": True})
        self._nik = self._roster.fields["nik"]
        self._home = min(self._roster.fields.values())

    def write(self) -> None:
        """Write widths, cells and comments."""
        at = {column: name for name, column in self._roster.fields.items()}
        for column in range(self._roster.width):
            name = at.get(column, "")
            self._sheet.set_column(
                column, column, _WIDTHS.get(name, 14), self._text[None] if name == "nik" else None
            )
        told = _by_row(self._checked.findings())
        upcoming = next(told, None)
        for row, kinds, texts in self._rows():
            found: list[Finding] = []
            if upcoming is not None and upcoming[0] == row:
                found = upcoming[1]
                upcoming = next(told, None)
            self._row(row, kinds, texts, found)

    def _rows(self) -> Iterable[tuple[int, tuple[int, ...], tuple[str, ...]]]:
        width, cells = self._roster.width, self._roster.grid
        for start in range(0, len(cells), AT_ONCE):
            part = cells.slice(start, AT_ONCE)
            texts = zip(*(part[f"c{at}"].to_pylist() for at in range(width)), strict=True)
            kinds = zip(*(part[f"k{at}"].to_pylist() for at in range(width)), strict=True)
            yield from zip(part["row"].to_pylist(), kinds, texts, strict=True)

    def _row(self, row: int, kinds: tuple[int, ...], texts: tuple[str, ...], found: list[Finding]) -> None:
        roster, line = self._roster, row - 1
        if row <= roster.last_header:
            style = self._head if row >= roster.first_header else None
            for column, text in enumerate(texts):
                if text:
                    self._sheet.write_string(line, column, text, style)
            return
        marks: dict[int, list[Finding]] = {}
        for one in found:
            marks.setdefault(one.at if one.at >= 0 else self._home, []).append(one)
        string, nik, plain = self._sheet.write_string, self._nik, self._text[None]
        for column, text in enumerate(texts):
            if column in marks:
                self._marked(line, column, kinds[column], text, marks[column])
            elif not text:
                continue
            elif column == nik and kinds[column] != NUMBER:
                string(line, column, text, plain)
            elif kinds[column] in (NUMBER, DATE):
                self._cell(line, column, kinds[column], text, None)
            else:
                string(line, column, text)

    def _marked(self, line: int, column: int, kind: int, text: str, found: list[Finding]) -> None:
        self._cell(line, column, kind, text, any(one.hard for one in found))
        lines = "\n".join(f"{one.code}: {one.message(self._language)}" for one in found)
        self._sheet.write_comment(
            line, column, lines, {"author": "paritrana", "x_scale": 2.2, "y_scale": 0.5 + len(found) / 2}
        )

    def _cell(self, line: int, column: int, kind: int, text: str, hard: bool | None) -> None:
        if kind == NUMBER:
            self._sheet.write_number(line, column, float(text), self._plain[hard])
        elif kind == DATE and (day := _day(text)):
            self._sheet.write_datetime(line, column, day, self._day[hard])
        elif text:
            style = self._text if column == self._nik else self._plain
            self._sheet.write_string(line, column, text, style[hard])
        else:
            self._sheet.write_blank(line, column, None, self._plain[hard])


def _day(text: str) -> date | None:
    """Return the day of a date cell; spreadsheets know none before 1900."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= 1900 else None


def _by_row(findings: Iterable[Finding]) -> Any:
    row = 0
    held: list[Finding] = []
    for one in findings:
        if one.row != row and held:
            yield row, held
            held = []
        row = one.row
        held.append(one)
    if held:
        yield row, held


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
    with xlsxwriter.Workbook(path, _OPTIONS) as book:
        book.set_properties({"created": _MADE})
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
        district = Code(dotted(village)).at(Level.DISTRICT)
        region = table.table.regions.get(district) if district else None
        sheet.write_row(line, 0, [dotted(village), table.name_of(village), region.name if region else ""])
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
