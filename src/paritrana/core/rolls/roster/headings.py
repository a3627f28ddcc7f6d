"""Where the headings of a roster stand, and which column tells what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paritrana.core.rolls.roster.fields import field_of
from paritrana.core.rolls.roster.layout import Layout

LOOKED_AT = 40
ENOUGH = 3
_NUMBERED = re.compile(r"\(?(\d{1,3})\)?\.?")
_LONG_NUMBER = re.compile(r"\d{6}")

type Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Header:
    """The headings: first and last row, the text over each column, and the columns of each field.

    A field that several columns claim has several places; a sound roster has one each.
    """

    first: int
    last: int
    labels: tuple[str, ...]
    fields: dict[str, tuple[int, ...]]

    @property
    def likeness(self) -> int:
        """Return how many fields are told."""
        return len(self.fields)


def find(rows: Rows, layout: Layout) -> Header | None:
    """Return the header among the first rows (sheet's number, cells), None when no row looks like one.

    A pair of rows is taken for a header of two rows when together they tell more than one of them alone.
    """
    counts = (layout.header_rows,) if layout.header_rows else (1, 2)
    found = [
        one
        for count in counts
        for place in range(len(rows))
        if not layout.header_row or rows[place][0] == layout.header_row
        if (one := _header(rows, place, count, layout))
    ]
    best = max(found, key=lambda one: one.likeness, default=None)  # the first of several that tell as much
    if best is None or (best.likeness < ENOUGH and not layout.header_row):
        return None
    return _past_numbers(best, rows)


def _header(rows: Rows, place: int, count: int, layout: Layout) -> Header | None:
    if place + count > len(rows):
        return None
    first, above = rows[place]
    if count == 1:
        return _read(first, first, [(" ".join(cell.split()),) for cell in above], layout)
    last, below = rows[place + 1]
    if last != first + 1 or any(_LONG_NUMBER.search(cell) for cell in below):
        return None
    return _read(first, last, _joined(above, below), layout)


def _joined(above: Sequence[str], below: Sequence[str]) -> list[tuple[str, ...]]:
    """Join two rows: a heading over several columns stands in the first of them."""
    ways: list[tuple[str, ...]] = []
    over = ""
    for at in range(max(len(above), len(below))):
        upper = " ".join(above[at].split()) if at < len(above) else ""
        lower = " ".join(below[at].split()) if at < len(below) else ""
        over = upper or (over if lower else "")
        ways.append((f"{over} {lower}".strip(), lower, upper) if lower else (upper,))
    return ways


def _read(first: int, last: int, ways: Sequence[tuple[str, ...]], layout: Layout) -> Header:
    """Return the header that the texts over each column make; the first text that tells a field counts."""
    labels = [texts[0] for texts in ways]
    found: dict[str, list[int]] = {}
    for at, texts in enumerate(ways):
        for text in filter(None, texts):
            said = layout.field_of(text)
            name = field_of(text) if said is None else said
            if name:
                found.setdefault(name, []).append(at)
            if name or said is not None:
                labels[at] = text
                break
    given = {name for name in layout.columns.values() if name}
    for name in given & found.keys():  # what somebody said of a field counts alone
        said_so = [at for at in found[name] if any(layout.field_of(one) == name for one in ways[at])]
        found[name] = said_so or found[name]
    return Header(first, last, tuple(labels), {name: tuple(places) for name, places in found.items()})


def _past_numbers(header: Header, rows: Rows) -> Header:
    """Take a row below that only numbers the columns, (1) (2) (3), as part of the header."""
    for number, cells in rows:
        if number == header.last + 1:
            told = [_NUMBERED.fullmatch(cell.strip()) for cell in cells if cell.strip()]
            if len(told) > 2 and [int(one[1]) if one else 0 for one in told] == list(range(1, len(told) + 1)):
                return Header(header.first, number, header.labels, header.fields)
    return header
