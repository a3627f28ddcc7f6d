"""Workers of a region, as a source states them: never added up here, never guessed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from paritrana.core.engines import Engine
from paritrana.core.rolls.codes import ERROR_BITS, ERRORS, RowCode
from paritrana.core.rolls.lake import Lake
from paritrana.core.rolls.schemas import DENOMINATOR
from paritrana.core.rolls.workers import ALL, Denominator, read_workers
from paritrana.errors import DataFaults, Fault

__all__ = ["ALL", "Denominator", "Denominators", "of_file", "of_lake"]


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
    latest: dict[tuple[int, str, str], Denominator] = {}
    names = ("region", "segment", "vintage", "value", "rse", "source")
    rows = engine.each(engine.table(place).select("file_no", *names))
    told = ((file_no, Denominator(**dict(zip(names, row, strict=True)))) for file_no, *row in rows)
    for _, one in sorted(told, key=lambda both: (both[0], both[1].region, both[1].value)):
        latest[one.region, one.segment, one.vintage] = one
    return Denominators(latest.values())


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
            if isinstance(found, RowCode):
                place = (reader.line_num, found.code)
                faults.append(Fault(*place, *found.english, path.name, found.indonesian))
            else:
                rows.append(found)
    except (OSError, UnicodeDecodeError, csv.Error) as broken:
        raise DataFaults([_fault(path, 0, "unreadable", f"cannot be read: {broken}")]) from broken
    if faults:
        raise DataFaults(faults)
    return Denominators(rows)


def _row(row: dict[str, str], met: set[tuple[int, str, str]]) -> Denominator | RowCode:
    if None in row or None in row.values():
        return ERRORS[ERROR_BITS["row.cells"]]
    read = read_workers(row)
    if read.faults:
        return ERRORS[ERROR_BITS[next(iter(read.faults))]]
    if read.row.key in met:
        return ERRORS[ERROR_BITS["denominator.twice"]]
    met.add(read.row.key)
    return read.row


def _fault(path: Path, line: int, code: str, sentence: str) -> Fault:
    return Fault(line, f"denominators.{code}", sentence, cure="mend the file and ask again", file=path.name)
