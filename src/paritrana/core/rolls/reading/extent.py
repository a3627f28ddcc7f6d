"""How far a sheet reaches and what it holds, found without trusting what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

from paritrana.core.rolls.reading.container import local, parse
from paritrana.core.rolls.reading.limits import Limits
from paritrana.core.rolls.reading.wording import fault, refuse
from paritrana.errors import Fault

NAMED = 5
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass(slots=True)
class Extent:
    """Cells that hold something: how many, how far they reach, and those that a roll may not have."""

    cells: int = 0
    first_row: int = 0
    last_row: int = 0
    last_column: int = 0
    formulas: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    def add(self, row: int, column: int, count: int = 1) -> None:
        """Count a cell, or `count` cells that end there."""
        self.cells += count
        self.first_row = min(self.first_row or row, row)
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)

    def faults(self, sheet: str, limits: Limits) -> list[Fault]:
        """Return what a roll may not have, each with the places where it was first met."""
        found = []
        area = self.last_row * self.last_column
        if self.last_column > limits.columns or max(area, self.cells) > limits.cells:
            limit = f"{limits.columns} × {limits.cells // limits.columns}"
            found.append(
                fault(
                    "roll.sparse",
                    line=self.last_row,
                    sheet=sheet,
                    last_row=self.last_row,
                    last_column=letters(self.last_column),
                    limit=limit,
                )
            )
        kinds = {"roll.formula": self.formulas, "roll.error_cells": self.errors, "roll.merged": self.merged}
        for code, places in kinds.items():
            if places:
                line = row_of(places[0])
                found.append(fault(code, line=line, sheet=sheet, cells=", ".join(places[:NAMED])))
        return found


def letters(column: int) -> str:
    """Return the letters of a column, 1 is A."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def row_of(reference: str) -> int:
    """Return the row of a reference such as B7 or B7:C8."""
    found = _REFERENCE.match(reference)
    return int(found[2]) if found else 0


def place_of(reference: str) -> tuple[int, int]:
    """Return row and column of a reference; raises DataFaults for one that is none."""
    found = _REFERENCE.fullmatch(reference.upper())
    if not found:
        raise refuse("roll.workbook_broken", reason=f"{reference[:20]!r} is no cell")
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - 64
    return int(found[2]), column


def measured(part: str, stream: Iterator[bytes], limits: Limits) -> Extent:
    """Measure a sheet of any spelling with a streaming XML parser; stops once it is too large."""
    extent, at = Extent(), [0, 0]
    reference = ""
    inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside, reference
        match local(name):
            case "row":
                at[:] = [_whole(attributes.get("r"), at[0] + 1), 0]
            case "c":
                at[:] = place_of(attributes["r"]) if "r" in attributes else (at[0], at[1] + 1)
                reference, inside = f"{letters(at[1])}{at[0]}", True
                if attributes.get("t") == "e" and len(extent.errors) < NAMED:
                    extent.errors.append(reference)
            case "f" if inside:
                extent.add(*at)
                if len(extent.formulas) < NAMED:
                    extent.formulas.append(reference)
            case "v" | "is" if inside:
                extent.add(*at)
                if extent.cells > limits.cells:
                    raise _Enough
            case "mergeCell" if len(extent.merged) < NAMED:
                extent.merged.append(attributes.get("ref", "")[:20])

    def end(name: str) -> None:
        nonlocal inside
        if local(name) == "c":
            inside = False

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    with suppress(_Enough):
        parse(part, stream, parser)
    return extent


class _Enough(Exception):
    """The sheet is too large, whatever follows."""


def _whole(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise refuse("roll.workbook_broken", reason=f"{text[:20]!r} is no row")
    return int(text)
