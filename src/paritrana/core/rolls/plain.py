"""Deliveries without persons (projects, employers, denominators): small, so checked row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from paritrana.core.rolls.codes import ERROR_BITS
from paritrana.core.rolls.schemas import PROGRAMMES, SECTORS, SEGMENTS, SIZES, Kind

if TYPE_CHECKING:
    import pyarrow

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_VINTAGE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?")
_REGION = re.compile(r"[0-9]{2}(\.?[0-9]{2}(\.?[0-9]{2}(\.?[0-9]{4})?)?)?")

Row = Mapping[str, str]
Reader = Callable[[Row, set[int]], tuple[dict[str, Any], set[str]]]


def check(table: pyarrow.Table, kind: Kind, regions: set[int]) -> pyarrow.Table:
    """Return ``row, errors, warnings`` and the typed columns of the kind; a rejected row keeps no value."""
    import pyarrow as pa

    reader, types = _READERS[kind]
    rows: list[dict[str, Any]] = []
    for one in table.to_pylist():
        values, codes = reader(
            {name: value or "" for name, value in one.items() if isinstance(value, str)}, regions
        )
        if one["damaged"]:
            codes.add("row.cells")
        errors = sum(1 << ERROR_BITS[code] for code in codes)
        kept: dict[str, Any] = dict.fromkeys(types) if errors else values
        rows.append({"row": one["row"], "errors": errors, "warnings": 0, **kept})
    fields: list[tuple[str, Any]] = [("row", pa.int64()), ("errors", pa.int64()), ("warnings", pa.int64())]
    fields += [(name, pa.string() if one is str else pa.int64()) for name, one in types.items()]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def _project(row: Row, regions: set[int]) -> tuple[dict[str, Any], set[str]]:
    values: dict[str, Any] = {"project": row["project_id"]}
    codes = set[str]()
    values |= _region(row["region_code"], regions, codes)
    first, last = _month(row["from"], codes), _month(row["to"], codes)
    if last < first:
        codes.add("period.shape")
    values |= {"first": first, "last": last}
    values |= {"heads": _whole(row["heads"], codes), "contract_value": _whole(row["contract_value"], codes)}
    return values, codes


def _employer(row: Row, regions: set[int]) -> tuple[dict[str, Any], set[str]]:
    codes = set[str]()
    values: dict[str, Any] = {"employer": row["employer_id"], "name": row["name"], "branch": row["branch"]}
    values |= _region(row["region_code"], regions, codes)
    if row["size"] not in SIZES or row["sector"] not in SECTORS:
        codes.add("sector.unknown")
    values |= {"size": row["size"], "sector": row["sector"]}
    for name in ("workers", "registered", "arrears_months", "csr_workers"):
        values[name] = _whole(row[name] or "0", codes)
    for name in ("programmes_owed", "programmes_joined"):
        values[name] = _programmes(row[name], codes)
    try:
        values["as_of"] = date.fromisoformat(row["as_of"]).isoformat()
    except ValueError:
        codes.add("paid_on.shape")
    return values, codes


def _denominator(row: Row, regions: set[int]) -> tuple[dict[str, Any], set[str]]:
    codes = set[str]()
    values = _region(row["region_code"], regions, codes)
    if row["segment"] not in ("", "all", *SEGMENTS, "vulnerable"):
        codes.add("segment.unknown")
    if not _VINTAGE.fullmatch(row["vintage"]):
        codes.add("period.shape")
    try:
        if row["rse"] and not 0 <= Decimal(row["rse"]) <= 100:
            codes.add("amount.shape")
    except InvalidOperation:
        codes.add("amount.shape")
    values |= {"segment": row["segment"] or "all", "vintage": row["vintage"], "rse": row["rse"]}
    values |= {"value": _whole(row["value"], codes), "source": row["source"]}
    return values, codes


def _region(text: str, regions: set[int], codes: set[str]) -> dict[str, Any]:
    if text in ("ID", "0"):
        return {"region": 0}
    number = int(text.replace(".", "")) if _REGION.fullmatch(text) else -1
    if number not in regions:
        codes.add("workplace.unknown")
    return {"region": number}


def _month(text: str, codes: set[str]) -> int:
    found = _MONTH.fullmatch(text)
    if not found:
        codes.add("period.shape")
        return 0
    return int(found[1]) * 12 + int(found[2]) - 1


def _whole(text: str, codes: set[str]) -> int:
    if not re.fullmatch(r"-?[0-9]{1,15}", text):
        codes.add("amount.shape")
        return 0
    if text.startswith("-"):
        codes.add("amount.negative")
    return int(text)


def _programmes(text: str, codes: set[str]) -> int:
    words = text.split("+") if text else []
    if any(word not in PROGRAMMES for word in words):
        codes.add("programmes.unknown")
        return 0
    return sum(1 << PROGRAMMES.index(word) for word in set(words))


_READERS: dict[Kind, tuple[Reader, dict[str, type]]] = {
    Kind.PROJECT: (
        _project,
        {"project": str, "region": int, "first": int, "last": int, "heads": int, "contract_value": int},
    ),
    Kind.EMPLOYER: (
        _employer,
        {
            "employer": str,
            "name": str,
            "branch": str,
            "region": int,
            "size": str,
            "sector": str,
            "workers": int,
            "registered": int,
            "arrears_months": int,
            "csr_workers": int,
            "programmes_owed": int,
            "programmes_joined": int,
            "as_of": str,
        },
    ),
    Kind.DENOMINATOR: (
        _denominator,
        {"region": int, "segment": str, "vintage": str, "value": int, "rse": str, "source": str},
    ),
}
