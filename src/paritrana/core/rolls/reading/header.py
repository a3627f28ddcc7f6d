"""Does the first row name the columns that were asked for?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from paritrana.core.rolls.reading.wording import fault
from paritrana.errors import Fault

LOOKED_AT = 20
_NUMBERED = re.compile(r"\(?(\d{1,3})\)?\.?")


def normal(cell: str) -> str:
    """Return a column name as compared: no BOM, no blanks around, lower case."""
    return cell.replace("\ufeff", "").strip().lower()


def judge(rows: Sequence[tuple[int, Sequence[str]]], columns: tuple[str, ...]) -> list[Fault]:
    """Return every fault of the header; `rows` are the first rows of the file with their numbers.

    The first must be the header: each asked column once, in any order, and none besides.  The row after it
    may not be a header again, nor a row that only numbers the columns.  A first row that names no column at
    all is no header: then that is told and nothing else.
    """
    if not rows:
        return [fault("roll.empty")]
    first, cells = rows[0][0], [normal(cell) for cell in rows[0][1]]
    later = next((number for number, others in rows[1:] if _fits(others, columns)), 0)
    if not _fits(cells, columns) and later:
        return [fault("roll.header_not_first", line=later, row=later)]
    if first != 1:
        return [fault("roll.header_not_first", line=first, row=first)]
    if not likeness(cells, columns):
        whole = ", ".join(columns)
        return [fault("roll.missing_columns", line=first, columns=whole, header=whole)]
    counted = Counter(cells)
    named = {
        "roll.missing_columns": [name for name in columns if name not in counted],
        "roll.unknown_columns": [_shown(name, cells) for name in counted if name not in columns],
        "roll.doubled_columns": [name for name in counted if name in columns and counted[name] > 1],
    }
    faults = [
        fault(code, line=first, columns=", ".join(names[:20]), header=", ".join(columns))
        for code, names in named.items()
        if names
    ]
    if len(rows) > 1 and _is_header_too(rows[1][1], columns):
        faults.append(fault("roll.two_headers", line=rows[1][0], row=rows[1][0]))
    return faults


def likeness(cells: Sequence[str], columns: tuple[str, ...]) -> int:
    """Return how many of the asked columns a row names."""
    return len({normal(cell) for cell in cells} & set(columns))


def _fits(cells: Sequence[str], columns: tuple[str, ...]) -> bool:
    return sorted(filter(None, map(normal, cells))) == sorted(columns)


def _is_header_too(cells: Sequence[str], columns: tuple[str, ...]) -> bool:
    if 2 * likeness(cells, columns) > len(columns):
        return True
    numbered = [_NUMBERED.fullmatch(cell.strip()) for cell in cells]
    return len(cells) > 2 and [int(one[1]) if one else 0 for one in numbered] == list(
        range(1, len(cells) + 1)
    )


def _shown(name: str, cells: list[str]) -> str:
    """Name a column for a person: quoted and cut, or by its place when it has no name."""
    if not name:
        return f"[{cells.index(name) + 1}]"
    return "".join(sign if sign.isprintable() else "?" for sign in name[:40])
