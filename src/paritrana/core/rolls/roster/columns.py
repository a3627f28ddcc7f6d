"""The columns of a roster by field, as arrays; a field that the roster does not have is empty everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from paritrana.core.rolls.roster.fields import FIELDS
from paritrana.core.rolls.roster.grid import NUMBER
from paritrana.core.rolls.roster.reading import Roster, filled

type Wholes = np.ndarray[Any, np.dtype[np.int64]]
type Truths = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class Columns:
    """The rows below the headings that hold any text.

    places: where they stand in the roster's grid.  rows: the sheet's own numbers.  torn: rows of a text file
    with too few or too many cells.  covered: by field, rows whose cell is merged with one above or beside.
    """

    roster: Roster
    cells: pa.Table
    places: Wholes
    rows: Wholes
    torn: Truths
    covered: dict[str, Truths]

    @classmethod
    def of(cls, roster: Roster) -> Columns:
        """Return the rows of a roster."""
        below = roster.grid.slice(roster.start)
        keep = filled(below, roster.width)
        places = np.flatnonzero(keep) + roster.start
        cells = roster.grid.take(pa.array(places)) if not keep.all() else below
        rows = cells["row"].to_numpy().astype(np.int64)
        torn = cells["cells"].to_numpy() != 0
        return cls(roster, cells, places, rows, torn, _covered(roster, rows))

    @property
    def count(self) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    def text(self, field: str) -> Any:
        """Return the texts of a field as one array."""
        if field not in self.roster.fields:
            return pa.repeat(pa.scalar(""), self.count)
        column = self.cells[f"c{self.roster.fields[field]}"]
        return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)

    def empty(self, field: str) -> Truths:
        """Tell which rows have nothing in a field."""
        told: Truths = pc.equal(pc.utf8_trim_whitespace(self.text(field)), "").to_numpy(zero_copy_only=False)
        return told

    def begins(self, pattern: str) -> Truths:
        """Tell which rows have a cell, of a field or not, that begins with a pattern."""
        found = np.zeros(self.count, bool)
        for at in range(self.roster.width):
            found |= pc.match_substring_regex(self.cells[f"c{at}"], pattern).to_numpy().astype(bool)
        return found

    def numeric(self, field: str) -> Truths:
        """Tell which rows have a number in a field, where the file keeps numbers apart."""
        if field not in self.roster.fields:
            return np.zeros(self.count, bool)
        told: Truths = self.cells[f"k{self.roster.fields[field]}"].to_numpy() == NUMBER
        return told


def each[T](column: Any, read: Callable[[str], T]) -> tuple[Wholes, list[T]]:
    """Return, for each row, the place of what was read in a list that has every different text once."""
    encoded = column.dictionary_encode()
    return encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64), [
        read(text) for text in encoded.dictionary.to_pylist()
    ]


def _covered(roster: Roster, rows: Wholes) -> dict[str, Truths]:
    found: dict[str, Truths] = {}
    names = {roster.fields[one.name]: one.name for one in FIELDS if one.name in roster.fields}
    for top, left, bottom, right in roster.merged:
        if bottom < roster.last_header or (top, left) == (bottom, right):
            continue
        first = int(np.searchsorted(rows, top, side="left"))
        last = int(np.searchsorted(rows, bottom, side="right"))
        for column in range(left, right + 1):
            if (name := names.get(column)) is None:
                continue
            covered = found.setdefault(name, np.zeros(len(rows), bool))
            covered[first:last] = True
            if column == left and first < len(rows) and rows[first] == top:
                covered[first] = False
    return found
