"""How a roster lies in its file, where it does not say so itself: the sheet, the header row, the headings."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from paritrana.core.rolls.roster.fields import BY_NAME, plain
from paritrana.errors import BadInput

_KEYS = ("sheet", "header_row", "header_rows", "columns")
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Layout:
    """What somebody said of a file; what was left out is found in the file.

    header_row: the sheet's own number of the first row of headings, 0 to find it.  header_rows: 1 or 2,
    0 to find it.  columns: heading → field, an empty field for a column that is not used.
    """

    sheet: str | None = None
    header_row: int = 0
    header_rows: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)

    def field_of(self, heading: str) -> str | None:
        """Return the field a heading was given, None where nothing was said of it."""
        if not self.columns:
            return None
        wanted = plain(heading)
        return next((name for given, name in self.columns.items() if plain(given) == wanted), None)

    def as_data(self) -> dict[str, Any]:
        """Return it as a file of its own could hold it."""
        return {
            "sheet": self.sheet,
            "header_row": self.header_row,
            "header_rows": self.header_rows,
            "columns": dict(self.columns),
        }


def layout_of(data: Mapping[str, Any]) -> Layout:
    """Return the layout that plain data tell; raises BadInput (layout.key, layout.field, layout.value)."""
    for key in data:
        if key not in _KEYS:
            raise BadInput("layout.key", given=str(key)[:40], known=", ".join(_KEYS))
    sheet, columns = data.get("sheet"), data.get("columns") or {}
    row, rows = data.get("header_row", 0), data.get("header_rows", 0)
    if sheet is not None and not isinstance(sheet, str):
        raise BadInput("layout.value", key="sheet")
    for key, number, most in (("header_row", row, 1 << 20), ("header_rows", rows, 2)):
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= most:
            raise BadInput("layout.value", key=key)
    if not isinstance(columns, Mapping):
        raise BadInput("layout.value", key="columns")
    for name in columns.values():
        if name != "" and name not in BY_NAME:
            raise BadInput("layout.field", given=str(name)[:40], known=", ".join(BY_NAME))
    return Layout(sheet, row, rows, dict(columns))


def read_layout(path: Path) -> Layout:
    """Return the layout of a TOML or JSON file; raises BadInput (layout.unreadable) and as `layout_of`."""
    try:
        content = path.read_bytes()
        if len(content) > _LARGEST:
            raise ValueError("it is too large")
        text = content.decode("utf-8-sig")
        data = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
        if not isinstance(data, dict):
            raise ValueError("it is no table")
    except OSError as error:
        raise BadInput("layout.unreadable", file=path.name, reason=error.strerror or "") from error
    except (ValueError, RecursionError) as error:
        raise BadInput("layout.unreadable", file=path.name, reason=str(error)[:80]) from error
    return layout_of(data)
