"""Denominators as they are delivered: workers by region, with source, vintage and survey error."""

from dataclasses import dataclass

from paritrana.apps.coverage.rules.reading import fault_at, read_rows
from paritrana.core.regions import Code
from paritrana.core.rolls.places import dotted
from paritrana.core.rolls.schemas import DENOMINATOR
from paritrana.core.rolls.workers import ALL, read_workers
from paritrana.errors import BadInput, DataFaults

COLUMNS = DENOMINATOR
COUNTRY = "ID"  # stands where a region code would
# What the method finds in a row, as this room tells it of every delivered table.
_TOLD = {
    "region.unknown": "value.region",
    "segment.unknown": "value.segment",
    "vintage.shape": "value.vintage",
    "count.shape": "value.whole",
    "denominator.zero": "value.no_workers",
    "rse.shape": "value.percent",
    "source.missing": "value.missing",
}


@dataclass(frozen=True, slots=True)
class Denominator:
    """Workers of one region (ID: the country), as this room keeps them; segment: empty for all workers."""

    region_code: str
    segment: str
    vintage: str
    value: str
    rse: str
    source: str


def read_denominators(data: bytes, *, name: str) -> list[Denominator]:
    """Return the rows of a delivered table; raises DataFaults with every fault.

    One delivery holds one vintage, and each region and segment once.
    """
    rows = read_rows(data, name=name, columns=COLUMNS, read=_row)
    faults, seen = [], set()
    for line, row in enumerate(rows, start=2):
        key = (row.region_code, row.segment)
        if row.vintage != rows[0].vintage:
            faults.append(fault_at(line, "value.vintages", name, column="vintage", value=row.vintage))
        elif key in seen:
            faults.append(fault_at(line, "value.twice", name, column="region_code", value=row.region_code))
        seen.add(key)
    if faults:
        raise DataFaults(faults)
    return rows


def region_code(text: str) -> str:
    """Return a code as the region table writes it, ``ID`` for the country (written ID, 0 or nothing)."""
    if text.upper() in {"", "0", COUNTRY}:
        return COUNTRY
    try:
        return str(Code.parse(text))
    except BadInput:
        raise ValueError("value.region region_code") from None


def _row(cells: dict[str, str]) -> Denominator:
    """Read a row as the method does; a published figure names its source, so here it must have one."""
    if not cells["region_code"]:
        cells = cells | {"region_code": COUNTRY}
    read = read_workers(cells)
    told = [(code, column) for code, column in read.faults.items()]
    told += [(code, column) for code, column in read.doubts.items() if code == "source.missing"]
    if told:
        code, column = told[0]
        raise ValueError(f"{_TOLD[code]} {column}")
    row = read.row
    segment = "" if row.segment == ALL else row.segment
    return Denominator(dotted(row.region), segment, row.vintage, str(row.value), row.rse, row.source)
