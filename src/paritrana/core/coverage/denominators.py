"""Workers of a region, as a source states them: never added up here, never guessed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paritrana.core.engines import Engine
from paritrana.core.rolls.lake import Lake
from paritrana.core.rolls.places import digits
from paritrana.core.rolls.schemas import DENOMINATOR, SEGMENTS
from paritrana.errors import DataFaults, Fault

ALL = "all"
_RSE = re.compile(r"((100|[0-9]{1,2})(\.[0-9]{1,6})?)?")
_VINTAGE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")
_COUNT = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Denominator:
    """How many workers a region has, by whom and of when; `rse`: relative standard error, percent as text."""

    region: int
    segment: str
    vintage: str
    value: int
    rse: str
    source: str


class Denominators:
    """What is known of the workers of regions; one vintage holds for a whole award year."""

    def __init__(self, rows: Iterable[Denominator]) -> None:
        self._by_place: dict[tuple[int, str], list[Denominator]] = {}
        for row in rows:
            self._by_place.setdefault((row.region, row.segment), []).append(row)
        for listed in self._by_place.values():
            listed.sort(key=lambda one: one.vintage)

    def of(self, region: int, segment: str, year: int, vintage: str = "") -> Denominator | None:
        """Return the denominator fixed for a year: the latest vintage before it, else the earliest there is.

        vintage: ask for that one and no other.
        """
        listed = self._by_place.get((region, segment), [])
        if vintage:
            return next((one for one in listed if one.vintage == vintage), None)
        before = [one for one in listed if one.vintage < f"{year:04d}"]
        return before[-1] if before else (listed[0] if listed else None)

    @property
    def regions(self) -> set[tuple[int, str]]:
        """Return every region and segment something is known of."""
        return set(self._by_place)


def of_lake(lake: Lake, engine: Engine) -> Denominators:
    """Return the denominators delivered to a lake; of one vintage the later delivery counts."""
    place = lake.path("denominator")
    if place is None:
        return Denominators([])
    latest: dict[tuple[int, str, str], dict[str, Any]] = {}
    rows = engine.rows(engine.table(place)).to_pylist()
    for row in sorted(rows, key=lambda one: (one["file_no"], one["region"], one["value"])):
        latest[row["region"], row["segment"], row["vintage"]] = row
    names = ("region", "segment", "vintage", "value", "rse", "source")
    return Denominators(Denominator(**{name: row[name] for name in names}) for row in latest.values())


def of_file(path: Path) -> Denominators:
    """Return the denominators of a CSV file; raises DataFaults with every fault of it."""
    faults: list[Fault] = []
    rows: list[Denominator] = []
    try:
        reader = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), strict=True)
        if tuple(reader.fieldnames or ()) != DENOMINATOR:
            raise DataFaults([_fault(path, 1, "header", f"the columns are not {', '.join(DENOMINATOR)}")])
        met: set[tuple[int, str, str]] = set()
        for row in reader:
            found = _row(row, met)
            if isinstance(found, str):
                faults.append(_fault(path, reader.line_num, "row", found))
            else:
                rows.append(found)
    except (OSError, UnicodeDecodeError, csv.Error) as broken:
        raise DataFaults([_fault(path, 0, "unreadable", f"cannot be read: {broken}")]) from broken
    if faults:
        raise DataFaults(faults)
    return Denominators(rows)


def _row(row: dict[str, str], met: set[tuple[int, str, str]]) -> Denominator | str:
    if None in row or None in row.values():
        return f"the row has not {len(DENOMINATOR)} cells"
    code, segment, vintage = row["region_code"], row["segment"] or ALL, row["vintage"]
    plain = code.replace(".", "")
    if code not in ("ID", "0") and not (plain.isascii() and plain.isdigit() and len(plain) in (2, 4, 6, 10)):
        return f"{code!r} is no region code"
    if segment not in (ALL, *SEGMENTS, "vulnerable"):
        return f"{segment!r} is no segment"
    if not _COUNT.fullmatch(row["value"]):
        return f"{row['value']!r} is not a whole number of workers"
    if not _VINTAGE.fullmatch(vintage):
        return f"{vintage!r} is no vintage; write a year or YYYY-MM"
    if not _RSE.fullmatch(row["rse"]):
        return f"{row['rse']!r} is no relative standard error in percent; write 2.5, or nothing"
    region = 0 if code in ("ID", "0") else digits(code)
    if (region, segment, vintage) in met:
        return f"{code}, {segment}, {vintage} is there twice"
    met.add((region, segment, vintage))
    return Denominator(region, segment, vintage, int(row["value"]), row["rse"], row["source"])


def _fault(path: Path, line: int, code: str, sentence: str) -> Fault:
    return Fault(line, f"denominators.{code}", sentence, cure="mend the row and ask again", file=path.name)
