"""Deliveries without persons (projects, employers, denominators): small, so checked row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from paritrana.core.rolls.codes import ERROR_BITS, WARNING_BITS
from paritrana.core.rolls.obligations import obligation
from paritrana.core.rolls.schemas import PROGRAMMES, SECTORS, SIZES, Kind
from paritrana.core.rolls.workers import COUNTRY, read_workers

if TYPE_CHECKING:
    import pyarrow

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_REGION = re.compile(r"[0-9]{2}(\.?[0-9]{2}(\.?[0-9]{2}(\.?[0-9]{4})?)?)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Row = Mapping[str, str]


@dataclass(slots=True)
class Seen:
    """What a row is checked against: known regions and the delivery's as-of day; and the codes found."""

    regions: set[int]
    as_of: date
    codes: set[str] = field(default_factory=set)


Reader = Callable[[Row, Seen], dict[str, Any]]


def check(table: pyarrow.Table, kind: Kind, regions: set[int], as_of: date) -> pyarrow.Table:
    """Return ``row, errors, warnings`` and the typed columns of the kind; a rejected row keeps no value.

    as_of: the day the delivery speaks for; no row speaks for a later one. Of rows that repeat another one the
    first is kept; of rows that contradict an earlier one none.
    """
    import pyarrow as pa

    reader, types = _READERS[kind]
    rows: list[dict[str, Any]] = []
    earlier: dict[Any, list[dict[str, Any]]] = {}
    for one in table.to_pylist():
        seen = Seen(regions, as_of)
        values = reader({name: value or "" for name, value in one.items() if isinstance(value, str)}, seen)
        if one["damaged"]:
            seen.codes.add("row.cells")
        errors = _mask(seen.codes, ERROR_BITS)
        if not errors:
            errors = _mask(_repeats(kind, values, earlier), ERROR_BITS)
        warnings = 0 if errors else _mask(seen.codes, WARNING_BITS)
        kept: dict[str, Any] = dict.fromkeys(types) if errors else values
        rows.append({"row": one["row"], "errors": errors, "warnings": warnings, **kept})
    fields: list[tuple[str, Any]] = [("row", pa.int64()), ("errors", pa.int64()), ("warnings", pa.int64())]
    fields += [(name, pa.string() if one is str else pa.int64()) for name, one in types.items()]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


def _mask(codes: set[str], bits: Mapping[str, int]) -> int:
    return sum(1 << bits[code] for code in codes if code in bits)


def _repeats(kind: Kind, values: dict[str, Any], earlier: dict[Any, list[dict[str, Any]]]) -> set[str]:
    """Return the code of a row that repeats or contradicts an earlier one; else remember it."""
    key, clash, code = _TWICE[kind]
    listed = earlier.setdefault(tuple(values[name] for name in key), [])
    if values in listed:
        return {"row.duplicate"}
    if any(clash(values, one) for one in listed):
        return {code}
    listed.append(values)
    return set()


def _project(row: Row, seen: Seen) -> dict[str, Any]:
    if not row["project_id"]:
        seen.codes.add("project.missing")
    first, last = _month(row["from"], seen), _month(row["to"], seen)
    if last < first:
        seen.codes.add("period.shape")
    return {
        "project": row["project_id"],
        **_region(row["region_code"], seen),
        "first": first,
        "last": last,
        "heads": _count(row["heads"], seen),
        "contract_value": _rupiah(row["contract_value"], seen),
    }


def _employer(row: Row, seen: Seen) -> dict[str, Any]:
    values: dict[str, Any] = {name: row[name] for name in ("name", "branch", "size", "sector")}
    values |= {"employer": row["employer_id"], **_region(row["region_code"], seen)}
    values |= {
        "workers": _count(row["workers"], seen),
        "registered": _count(row["registered"], seen),
        "arrears_months": _count(row["arrears_months"] or "0", seen),
        "csr_workers": _count(row["csr_workers"] or "0", seen),
        "programmes_owed": _programmes(row["programmes_owed"], seen),
        "programmes_joined": _programmes(row["programmes_joined"], seen),
    }
    day = _day(row["as_of"])
    values["as_of"] = day.isoformat() if day else ""
    rule = obligation(row["size"], day) if day else None
    told = {
        "employer.missing": not row["employer_id"],
        "name.missing": not row["name"],
        "size.unknown": row["size"] not in SIZES,
        "sector.unknown": row["sector"] not in SECTORS,
        "as_of.shape": day is None,
        "as_of.future": day is not None and day > seen.as_of,
        "registered.above_workers": values["registered"] > values["workers"],
        "workers.none": values["workers"] == 0,
        "owed.below_rule": bool(rule and row["programmes_owed"] and rule.bits & ~values["programmes_owed"]),
    }
    seen.codes |= {code for code, holds in told.items() if holds}
    if values["workers"] == 0:
        seen.codes.discard("registered.above_workers")
    return values


def _denominator(row: Row, seen: Seen) -> dict[str, Any]:
    read = read_workers(row)
    seen.codes |= {*read.faults, *read.doubts}
    if read.row.region != COUNTRY and read.row.region not in seen.regions:
        seen.codes.add("region.unknown")
    return asdict(read.row)


def _region(text: str, seen: Seen) -> dict[str, Any]:
    if text in ("ID", "0"):
        return {"region": 0}
    number = int(text.replace(".", "")) if _REGION.fullmatch(text) else -1
    if number not in seen.regions:
        seen.codes.add("region.unknown")
    return {"region": number}


def _month(text: str, seen: Seen) -> int:
    found = _MONTH.fullmatch(text)
    if not found:
        seen.codes.add("period.shape")
        return 0
    return int(found[1]) * 12 + int(found[2]) - 1


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _count(text: str, seen: Seen) -> int:
    if not re.fullmatch(r"[0-9]{1,15}", text):
        seen.codes.add("count.shape")
        return 0
    return int(text)


def _rupiah(text: str, seen: Seen) -> int:
    if not re.fullmatch(r"-?[0-9]{1,15}", text):
        seen.codes.add("amount.shape")
        return 0
    if text.startswith("-"):
        seen.codes.add("amount.negative")
    return int(text)


def _programmes(text: str, seen: Seen) -> int:
    words = text.split("+") if text else []
    if any(word not in PROGRAMMES for word in words):
        seen.codes.add("programmes.unknown")
        return 0
    return sum(1 << PROGRAMMES.index(word) for word in set(words))


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["first"] <= other["last"] and other["first"] <= one["last"])


# Columns that two rows share when they speak of the same, when such rows contradict each other, and the code.
_TWICE: dict[Kind, tuple[tuple[str, ...], Callable[[dict[str, Any], dict[str, Any]], bool], str]] = {
    Kind.EMPLOYER: (("employer", "as_of"), lambda one, other: True, "employer.twice"),
    Kind.PROJECT: (("project", "region"), _overlap, "project.twice"),
    Kind.DENOMINATOR: (("region", "segment", "vintage"), lambda one, other: True, "denominator.twice"),
}
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
