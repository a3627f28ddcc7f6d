"""A list from another office held against the register, and the part of it that is not covered yet."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import people
from paritrana.apps.protection.models import RosterImport
from paritrana.apps.protection.queries import comparisons as queries
from paritrana.apps.protection.rules import comparisons as rules
from paritrana.apps.protection.rules import imports as import_rules
from paritrana.apps.protection.rules import nik
from paritrana.apps.protection.states import ImportState
from paritrana.errors import RuleRefused

if TYPE_CHECKING:
    from paritrana.core.rolls.roster import Checked


def compared(checked: "Checked") -> tuple[dict[str, Any], bytes]:
    """Return the columns of the row that tell a comparison, and the table of its people with masks."""
    rows = _rows(checked)
    counts = Counter(one["group"] for one in rows)
    columns = {
        "rows": len(rows),
        "accepted": counts[rules.ELIGIBLE],
        "rejected": counts[rules.UNREADABLE],
        "warned": counts[rules.UNCLEAR],
        "by_code": dict(sorted(Counter(one["code"] for one in rows if one["code"]).items())),
        "applied": [],
        "offered": {},
        "effect": {group: counts[group] for group in rules.GROUPS},
        "new_by_village": {},
    }
    return columns, _packed(rows)


def _rows(checked: "Checked") -> list[dict[str, Any]]:
    """Return every row with its group; of rows with the same NIK the first one counts."""
    columns, codes = checked.judged.columns, checked.codes_by_row()
    niks, names = columns.text("nik").to_pylist(), columns.text("name").to_pylist()
    told = "village" if "village" in checked.roster.fields else "village_code"
    villages = columns.text(told).to_pylist()
    seen: set[str] = set()
    found = []
    for row, digits, name, village in zip(columns.rows.tolist(), niks, names, villages, strict=True):
        group, code = rules.group_of(codes.get(row, ()))
        plain = nik.plain(digits)
        if group != rules.UNREADABLE and plain in seen:
            group, code = rules.REPEATED, "nik.duplicate"
        seen.add(plain)
        found.append(
            {
                "row": row,
                "group": group,
                "code": code,
                "nik": import_rules.masked_cell(digits),
                "name": nik.masked_name(name),
                "village": village.strip()[:80],
            }
        )
    return found


def _packed(rows: list[dict[str, Any]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = ("group", "code", "nik", "name", "village")
    schema = pa.schema([("row", pa.int64()), *((one, pa.string()) for one in texts)])
    into = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), into, compression="lz4")
    data: bytes = into.getvalue().to_pybytes()
    return data


def take_uncovered(*, roster: RosterImport, purpose: str, into: Path, by: Any) -> Path:
    """Write the people who are not covered yet as a roster, for the one who handed the list in.

    It is a look at personal data: for a purpose, within the limit of lists a day, recorded.
    """
    permissions.check_import(permissions.desk_of(by), roster)
    if roster.state != ImportState.CHECKED or not roster.is_comparison:
        raise RuleRefused("import.state", state=roster.state)
    if roster.uploaded_by_id != by.pk:
        raise RuleRefused("compare.not_yours")
    headings, rows = queries.uncovered(roster)
    if not rows:
        raise RuleRefused("compare.nobody")
    people.take_list(roster=roster, purpose=purpose, people=len(rows), by=by)
    return _written(into, headings, rows)


def _written(into: Path, headings: list[str], rows: list[list[str]]) -> Path:
    """Write texts as texts, so that no NIK becomes a number and no cell a formula."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(into), {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet, bold = book.add_worksheet("Daftar"), book.add_format({"bold": True})
        for line, cells in enumerate([headings, *rows]):
            for at, text in enumerate(cells):
                sheet.write_string(line, at, text, None if line else bold)
    return into
