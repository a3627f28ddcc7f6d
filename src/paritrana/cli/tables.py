"""The tables of a result as the files that were asked for: CSV, one JSON, or one workbook."""

import csv
import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime

import xlsxwriter

from paritrana.core.scoring.wording import fault
from paritrana.errors import DataFaults

SHEET_ROWS = 1_048_576
FORMATS = ("csv", "json", "xlsx")
_MADE = datetime(1980, 1, 1, tzinfo=UTC)  # a fixed day, so that the same tables give the same bytes


def written_as(tables: Mapping[str, str], form: str) -> dict[str, bytes]:
    """Return files by name: the CSV texts as they are, ``result.json``, or ``result.xlsx`` with a sheet each.

    tables: CSV texts by their file name.  In JSON every cell is a text, so that no exact score is rounded; in
    the workbook ranks and places are numbers and all else is text.  Raises DataFaults for more rows than a
    sheet holds.
    """
    if form == "csv":
        return {name: text.encode() for name, text in tables.items()}
    rows = {name.removesuffix(".csv"): list(csv.reader(io.StringIO(text))) for name, text in tables.items()}
    if form == "json":
        tree = {
            name: [dict(zip(head, row, strict=True)) for row in rest] for name, (head, *rest) in rows.items()
        }
        return {"result.json": (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()}
    long = [name for name, table in rows.items() if len(table) > SHEET_ROWS]
    if long:
        raise DataFaults([fault("out.sheet", 1, file=f"{name}.csv", limit=SHEET_ROWS) for name in long])
    return {"result.xlsx": _workbook(rows)}


def _workbook(tables: Mapping[str, list[list[str]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": _MADE})
        head = book.add_format({"bold": True})
        for name, (columns, *rest) in tables.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, columns, head)
            for line, row in enumerate(rest, 1):
                for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
                    if column in ("rank", "place", "entrants_marked") and cell:
                        sheet.write_number(line, place, int(cell))
                    else:
                        sheet.write_string(line, place, cell)
            sheet.autofit(max_width=400)
    return out.getvalue()
