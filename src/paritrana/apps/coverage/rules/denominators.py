"""Denominators as they are delivered: workers by region, with source, vintage and survey error."""

import re
from dataclasses import dataclass

from paritrana.apps.coverage.rules.reading import fault_at, read_rows
from paritrana.core.regions import Code
from paritrana.errors import BadInput, DataFaults

COLUMNS = ("region_code", "segment", "vintage", "value", "rse", "source")
SEGMENTS = frozenset({"", "pu", "bpu", "jakon", "pmi", "vulnerable"})
ALL = "all"  # as the command line writes all workers; nothing says the same
COUNTRY = "ID"  # stands where a region code would
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,12}", re.ASCII)
_VINTAGE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Denominator:
    """Workers of one region (ID: the country); rse: relative standard error in percent, or empty."""

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
    for column in ("vintage", "value", "source"):
        if not cells[column]:
            raise ValueError(f"value.missing {column}")
    if cells["segment"] == ALL:
        cells = cells | {"segment": ""}
    if cells["segment"] not in SEGMENTS:
        raise ValueError("value.segment segment")
    if not _WHOLE.fullmatch(cells["value"]):
        raise ValueError("value.whole value")
    if cells["rse"] and not _NUMBER.fullmatch(cells["rse"]):
        raise ValueError("value.number rse")
    if not _VINTAGE.fullmatch(cells["vintage"]):
        raise ValueError("value.vintage vintage")
    return Denominator(**(cells | {"region_code": region_code(cells["region_code"])}))
