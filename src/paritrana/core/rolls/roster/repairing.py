"""Repairs that mend a whole group of rows at once, without guessing: each is data, and gives a new roster.

The file and the roster it was read into stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from paritrana.core.rolls.places import dotted
from paritrana.core.rolls.roster import birthdays
from paritrana.core.rolls.roster.checking import MEN, WOMEN, WORDS, Asked, Judged
from paritrana.core.rolls.roster.codes import BITS
from paritrana.core.rolls.roster.columns import Truths, Wholes, each
from paritrana.core.rolls.roster.fields import FIELDS
from paritrana.core.rolls.roster.grid import EMPTY, TEXT
from paritrana.core.rolls.roster.niks import SEPARATORS
from paritrana.core.rolls.roster.reading import Roster

_BLANKS = r"[\s\p{Z}\x{200B}\x{FEFF}]+"


@dataclass(frozen=True, slots=True)
class Change:
    """New texts for one column: places in the roster's grid, in order, and a text for each."""

    column: int
    places: Wholes
    texts: Any


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair on offer: its code, what it does, the codes it mends, and how many rows it changes."""

    code: str
    english: str
    indonesian: str
    mends: tuple[str, ...]
    rows: int
    changes: tuple[Change, ...]

    def told(self, language: str) -> str:
        """Return what it does."""
        return self.indonesian if language.startswith("id") else self.english


def offered(judged: Judged, asked: Asked) -> tuple[Repair, ...]:
    """Return the repairs that would change a row."""
    found = []
    for code, (english, indonesian, mends, changes_of) in REPAIRS.items():
        changes = tuple(one for one in changes_of(judged, asked) if len(one.places))
        if changes:
            places = np.unique(np.concatenate([one.places for one in changes]))
            found.append(Repair(code, english, indonesian, mends, len(places), changes))
    return tuple(found)


def apply(roster: Roster, repair: Repair) -> Roster:
    """Return the roster with a repair applied."""
    cells = roster.grid
    for change in repair.changes:
        cells = _written(cells, change)
    return replace(roster, grid=cells)


def write_cell(roster: Roster, row: int, column: int, text: str) -> Roster:
    """Return the roster with one cell written: the sheet's own row number, the column from 0."""
    numbers = roster.grid["row"].to_numpy()
    place = int(np.searchsorted(numbers, row))
    if (
        not 0 <= column < roster.width
        or place >= len(numbers)
        or numbers[place] != row
        or place < roster.start
    ):
        raise IndexError(f"no cell {row}, {column}")
    change = Change(column, np.array([place], np.int64), pa.array([text], pa.string()))
    return replace(roster, grid=_written(roster.grid, change))


def _written(cells: Any, change: Change) -> Any:
    """Replace texts in one column; what is written is text from then on."""
    mask = np.zeros(len(cells), bool)
    mask[change.places] = True
    for prefix, new in (("c", change.texts), ("k", _kinds(change.texts))):
        name = f"{prefix}{change.column}"
        old = cells[name].combine_chunks()
        old = old.chunk(0) if isinstance(old, pa.ChunkedArray) else old
        place = cells.schema.get_field_index(name)
        cells = cells.set_column(
            place, cells.schema.field(place), pc.replace_with_mask(old, pa.array(mask), new)
        )
    return cells


def _kinds(texts: Any) -> Any:
    return pc.if_else(pc.equal(texts, ""), pa.scalar(EMPTY, pa.int8()), pa.scalar(TEXT, pa.int8()))


def _change(judged: Judged, field: str, those: Truths, texts: list[str] | Any) -> Change:
    columns = judged.columns
    new = texts if isinstance(texts, pa.Array) else pa.array(texts, pa.string())
    return Change(columns.roster.fields[field], columns.places[np.flatnonzero(those)], new)


def _has(judged: Judged, code: str) -> Truths:
    told: Truths = (judged.mask >> BITS[code] & 1) == 1
    return told


def _trim(judged: Judged, asked: Asked) -> list[Change]:
    found = []
    for one in FIELDS:
        if one.name in judged.columns.roster.fields:
            text = judged.columns.text(one.name)
            clean = pc.utf8_trim_whitespace(pc.replace_substring_regex(text, _BLANKS, " "))
            differs = pc.not_equal(clean, text).to_numpy(zero_copy_only=False)
            found.append(_change(judged, one.name, differs, clean.filter(pa.array(differs))))
    return found


def _separators(judged: Judged, asked: Asked) -> list[Change]:
    those = _has(judged, "nik.separators")
    text = judged.columns.text("nik").filter(pa.array(those))
    return [_change(judged, "nik", those, pc.replace_substring_regex(text, SEPARATORS, ""))]


def _date_order(judged: Judged, asked: Asked) -> list[Change]:
    """Turn day and month round where only that is a date, or where the NIK agrees with that alone."""
    indices, reads = judged.births
    turned = np.array([one.turned for one in reads], np.int64)[indices]
    number = judged.niks.number
    told = number // 10**8 % 100
    told = (told - 40 * (told > 40)) * 10_000 + number // 10**6 % 100 * 100 + number // 10**4 % 100
    as_turned = turned % 100 * 10_000 + turned // 100 % 100 * 100 + turned // 10_000 % 100
    agrees = (turned > 0) & _has(judged, "nik.birth_date") & (told == as_turned)
    those = (_has(judged, "birth_date.order") & (turned > 0)) | agrees
    return [_change(judged, "birth_date", those, [birthdays.iso(one) for one in turned[those].tolist()])]


def _dates(form: str) -> Callable[[Judged, Asked], list[Change]]:
    def changes(judged: Judged, asked: Asked) -> list[Change]:
        indices, reads = judged.births
        those = np.array([one.form == form and one.day > 0 for one in reads], bool)[indices]
        return [
            _change(judged, "birth_date", those, [birthdays.iso(one) for one in judged.day[those].tolist()])
        ]

    return changes


def _sex(judged: Judged, asked: Asked) -> list[Change]:
    """Write L or P for every word that says so; the two letters themselves stay."""
    letters = dict.fromkeys(MEN, "L") | dict.fromkeys(WOMEN, "P")
    letters |= {word: letter for letter, words in WORDS.items() for word in words}

    def letter(text: str) -> str:
        plain = "".join(sign for sign in text.casefold() if sign.isalnum())
        found = letters.get(plain, "")
        return "" if text.strip() in ("L", "P") else found

    indices, found = each(judged.columns.text("sex"), letter)
    those = np.array([bool(one) for one in found], bool)[indices]
    return [_change(judged, "sex", those, [found[at] for at in indices[those].tolist()])]


def _village_codes(judged: Judged, asked: Asked) -> list[Change]:
    indices, places = judged.places
    field = "village" if "village" in judged.columns.roster.fields else "village_code"
    those = np.array([one.named and one.village > 0 and not one.code for one in places], bool)[indices]
    return [_change(judged, field, those, [dotted(one) for one in judged.village[those].tolist()])]


def _successors(judged: Judged, asked: Asked) -> list[Change]:
    """Write the code that stands now where a code ended with one heir; in the column that told the code."""
    indices, places = judged.places
    heirs = np.array(
        [one.candidates[0] if one.code == "village.expired" and one.candidates else 0 for one in places],
        np.int64,
    )[indices]
    found = []
    by_code = ~judged.columns.empty("village_code")
    for field, those in (("village_code", (heirs > 0) & by_code), ("village", (heirs > 0) & ~by_code)):
        if field in judged.columns.roster.fields:
            found.append(_change(judged, field, those, [dotted(one) for one in heirs[those].tolist()]))
    return found


def _unmerge(judged: Judged, asked: Asked) -> list[Change]:
    """Fill merged cells with the value of the first, except in columns that tell persons apart."""
    found = []
    for field, covered in judged.columns.covered.items():
        if field in ("nik", "name", "birth_date"):
            continue
        text = judged.columns.text(field).to_pylist()
        those = covered & judged.columns.empty(field)
        filled: list[str] = []
        for at in range(len(text)):
            if those[at] and at:
                text[at] = text[at - 1]
                filled.append(text[at])
            elif those[at]:
                filled.append("")
        found.append(_change(judged, field, those, filled))
    return found


type _Changes = Callable[[Judged, Asked], list[Change]]

REPAIRS: dict[str, tuple[str, str, tuple[str, ...], _Changes]] = {
    "trim": (
        "take out blanks around and doubled inside texts",
        "hapus spasi di tepi dan spasi ganda di dalam teks",
        (),
        _trim,
    ),
    "nik_separators": (
        "take blanks, dots and dashes out of NIKs that have 16 digits",
        "hapus spasi, titik, dan tanda hubung dari NIK yang berisi 16 angka",
        ("nik.separators",),
        _separators,
    ),
    "date_order": (
        "turn day and month round where only that is a date, or where the NIK agrees with that alone",
        "tukar hari dan bulan bila hanya itu yang menjadi tanggal, atau hanya itu yang cocok dengan NIK",
        ("birth_date.order", "nik.birth_date"),
        _date_order,
    ),
    "month_names": (
        "write dates with the name of a month as YYYY-MM-DD",
        "tulis tanggal bernama bulan sebagai TTTT-BB-HH",
        (),
        _dates(birthdays.WORDS),
    ),
    "date_serial": (
        "write bare numbers of days as YYYY-MM-DD",
        "tulis nomor hari sebagai TTTT-BB-HH",
        ("birth_date.serial",),
        _dates(birthdays.SERIAL),
    ),
    "sex_words": (
        "write L or P in the place of words for the sex",
        "tulis L atau P sebagai ganti kata jenis kelamin",
        ("sex.word",),
        _sex,
    ),
    "village_code": (
        "write the code in the place of a village name that means one village",
        "tulis kode sebagai ganti nama desa/kelurahan yang hanya berarti satu tempat",
        (),
        _village_codes,
    ),
    "village_successor": (
        "write the code that stands now in the place of one that ended with a single successor",
        "tulis kode yang berlaku sebagai ganti kode lama yang berpengganti tunggal",
        ("village.expired",),
        _successors,
    ),
    "merged_cells": (
        "fill sex, village and district into every cell of a merged range",
        "isi jenis kelamin, desa/kelurahan, dan kecamatan pada setiap sel yang digabung",
        ("row.merged",),
        _unmerge,
    ),
}
