"""The sealed files of a roster on its way: the upload, its cells, and what was found in them."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from paritrana.apps.protection.models import RosterImport
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules import imports as rules
from paritrana.apps.protection.rules import sealing
from paritrana.errors import NotFound, RuleRefused

if TYPE_CHECKING:
    from paritrana.core.rolls.roster import Roster

UPLOAD, CELLS, FINDINGS = "upload", "cells", "findings"
MOST_SHOWN = 20_000  # findings on one page and in its Excel file; the corrected workbook has them all


def folder() -> Path:
    """Return where the files of all rosters lie, for the site's own user alone."""
    return Path(settings.MEDIA_ROOT) / "rosters"


def path_of(roster: RosterImport, name: str) -> Path:
    return folder() / f"{roster.pk}-{name}.sealed"


def has(roster: RosterImport, name: str) -> bool:
    return path_of(roster, name).exists()


def opened(roster: RosterImport, name: str) -> bytes:
    """Return the bytes of one file; raises RuleRefused (import.gone) once it was removed."""
    try:
        sealed = path_of(roster, name).read_bytes()
    except FileNotFoundError:
        raise RuleRefused("import.gone") from None
    return sealing.unseal_bytes(sealed, Opener().key(roster.data_key), about(roster, name))


def version(roster: RosterImport) -> bytes:
    """Return what tells one state of the cells from another; raises RuleRefused (import.gone)."""
    try:
        with path_of(roster, CELLS).open("rb") as file:
            return file.read(12)  # the seal's own number, never used twice
    except FileNotFoundError:
        raise RuleRefused("import.gone") from None


def about(roster: RosterImport, name: str) -> str:
    """Return what binds a file to its roster and its part."""
    return f"import/{roster.pk}/{name}"


def cells(roster: RosterImport) -> "Roster":
    """Return the roster as it was read, with the repairs made since."""
    return rules.unpacked(opened(roster, CELLS))


def findings(roster: RosterImport) -> Any:
    """Return the table of what was found: row, at, column, code, hard, sentences and cures, masks."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    return pq.read_table(pa.BufferReader(opened(roster, FINDINGS)))


def faulty_rows(roster: RosterImport, *, code: str, language: str) -> list[dict[str, Any]]:
    """Return the first findings, of one code or of all, in a language; names and NIK are masked."""
    import pyarrow.compute as pc

    told = findings(roster)
    if code:
        told = told.filter(pc.equal(told["code"], code))
    return _worded(told.slice(0, MOST_SHOWN), language)


def _worded(told: Any, language: str) -> list[dict[str, Any]]:
    lang = "id" if language.startswith("id") else "en"
    names = ["row", "at", "column", "code", "hard", "nik", "name"]
    shown = told.select([*names, f"sentence_{lang}", f"cure_{lang}"])
    return [
        one | {"sentence": _capital(one["sentence"]), "cure": _capital(one["cure"])}
        for one in shown.rename_columns([*names, "sentence", "cure"]).to_pylist()
    ]


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


@dataclass(frozen=True)
class RowCell:
    """One cell of a row whose column tells something: the column from 0, field, heading, text."""

    column: int
    field: str
    heading: str
    text: str

    def __repr__(self) -> str:
        return "RowCell(…)"


def row_cells(roster: RosterImport, line: int) -> list[RowCell]:
    """Return the cells of one row by column; raises NotFound for none.  line: as in the sheet."""
    read = cells(roster)
    place = _place(read, line)
    if place < 0:
        raise NotFound("import.no_cell")
    return [
        RowCell(at, field, read.label(at), read.grid[f"c{at}"][place].as_py())
        for field, at in sorted(read.fields.items(), key=lambda one: one[1])
    ]


def has_cell(roster: RosterImport, line: int, column: int) -> bool:
    """Whether a roster has this cell below its headings.  line: as in the sheet; column: from 0."""
    read = cells(roster)
    return _place(read, line) >= 0 and 0 <= column < read.width


def _place(read: "Roster", line: int) -> int:
    """Return where a row stands in the grid, −1 for none below the headings."""
    import numpy as np

    numbers = read.grid["row"].to_numpy()
    place = int(np.searchsorted(numbers, line))
    found = read.start <= place < len(numbers) and numbers[place] == line
    return place if found else -1


def row_findings(roster: RosterImport, line: int, *, language: str) -> list[dict[str, Any]]:
    """Return what is wrong with one row."""
    import pyarrow.compute as pc

    told = findings(roster)
    return _worded(told.filter(pc.equal(told["row"], line)), language)
