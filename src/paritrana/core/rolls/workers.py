"""One row of a table of denominators, read in one way whoever brings the table.

A source may say that nobody works somewhere: in one segment of any region, or at all in a village.  Such a 0
is kept and doubted, and what stands over it has no rate.  No larger region is without workers: there it is a
fault.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from paritrana.core.regions import Code
from paritrana.core.rolls.places import digits
from paritrana.core.rolls.schemas import SEGMENTS
from paritrana.errors import BadInput

ALL, VULNERABLE = "all", "vulnerable"
COUNTRY = 0
_COUNTRY_WORDS = ("ID", "0")
_VILLAGE = 10**9
_COUNT = re.compile(r"[0-9]{1,15}", re.ASCII)
_RSE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?", re.ASCII)
_VINTAGE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Denominator:
    """How many workers a region has, by whom and of when; `rse`: relative standard error, percent as text.

    region: the digits of its code as a number, 0 for the country. segment: `all` for all workers.
    """

    region: int
    segment: str
    vintage: str
    value: int
    rse: str
    source: str

    @property
    def key(self) -> tuple[int, str, str]:
        """Return what two rows share that speak of the same."""
        return self.region, self.segment, self.vintage


@dataclass(frozen=True, slots=True)
class Reading:
    """A row as read; the codes (of `codes`) of its faults and doubts, each with its column."""

    row: Denominator
    faults: dict[str, str]
    doubts: dict[str, str]


def read_workers(cells: Mapping[str, str]) -> Reading:
    """Return a row of the columns `schemas.DENOMINATOR`; what cannot be read is 0 or as it was written."""
    text = {name: cell.strip() for name, cell in cells.items()}
    region, segment, counted = _region(text["region_code"]), text["segment"] or ALL, text["value"]
    count = int(counted) if _COUNT.fullmatch(counted) else -1
    row = Denominator(max(region, 0), segment, text["vintage"], max(count, 0), text["rse"], text["source"])
    faults = {
        "region.unknown": ("region_code", region < 0),
        "segment.unknown": ("segment", segment not in (ALL, *SEGMENTS, VULNERABLE)),
        "vintage.shape": ("vintage", not _VINTAGE.fullmatch(row.vintage)),
        "count.shape": ("value", count < 0),
        "denominator.zero": ("value", count == 0 and segment == ALL and 0 <= region < _VILLAGE),
        "rse.shape": ("rse", not _is_percent(row.rse)),
    }
    doubts = {
        "denominator.none": ("value", count == 0),
        "source.missing": ("source", not row.source),
    }
    return Reading(row, _found(faults), _found(doubts))


def _found(told: Mapping[str, tuple[str, bool]]) -> dict[str, str]:
    return {code: column for code, (column, holds) in told.items() if holds}


def _region(code: str) -> int:
    if code.upper() in _COUNTRY_WORDS:
        return COUNTRY
    try:
        return digits(Code.parse(code))
    except BadInput:
        return -1


def _is_percent(text: str) -> bool:
    return not text or bool(_RSE.fullmatch(text) and Decimal(text) <= 100)
