"""The rolls of the invented persons, month by month, with every fault a real delivery has."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from paritrana.core.coverage.synth.people import Ints, People
from paritrana.core.rolls.places import dotted
from paritrana.core.rolls.schemas import CONTRIBUTION, FUNDERS, GROUPS, PROGRAMMES, SEGMENTS

CHUNK = 2_000_000


def month_of(people: People, place: int) -> str:
    """Return a month of the window as ``YYYY-MM``."""
    number = people.year * 12 + place - 3
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def write_month(
    people: People, place: int, path: Path, draw: np.random.Generator, faults: Counter[str]
) -> int:
    """Write the file of one month, CSV or Parquet by its name, and return its rows; counts faults by code."""
    first = _first_rows(people, place)
    second = np.flatnonzero((people.other > 0) & (people.counted >> place & 1))
    taken = np.flatnonzero(people.taken >> place & 1)
    late = draw.random(len(people)) < 0.02
    parts = [(first, "first"), (second, "second"), (taken, "taken")]
    rows = 0
    with _writer(path) as write:
        for chosen, kind in parts:
            for start in range(0, len(chosen), CHUNK):
                table = _table(people, place, chosen[start : start + CHUNK], kind, late)
                write(table)
                rows += len(table)
        single = first[(people.span_length[first] == 0)]
        again = (
            draw.choice(single, min(len(single), len(single) // 1000 + 1), replace=False)
            if len(single)
            else single
        )
        write(_table(people, place, again, "first", late))
        faults["row.duplicate"] += len(again)
        bad = (
            draw.choice(single, min(len(single), len(single) // 500 + 1), replace=False)
            if len(single)
            else single
        )
        broken = _broken(_table(people, place, bad, "first", late), faults)
        write(broken)
    return rows + len(again) + len(broken)


def _first_rows(people: People, place: int) -> Ints:
    """Who has a row of the first kind in this month's file: paid, and not inside a span begun earlier."""
    paid = (people.paid >> place & 1).astype(bool)
    inside = (
        (people.span_length > 0) & (people.span_at < place) & (place < people.span_at + people.span_length)
    )
    return np.flatnonzero(paid & ~inside)


def _table(people: People, place: int, chosen: Ints, kind: str, late: Ints) -> pa.Table:
    count = len(chosen)
    second = kind == "second"
    villages = _village_words(people.villages.tobytes())
    home = people.village_in(place)[chosen]
    here = np.where(people.other[chosen] == 1, people.other_village[chosen], home) if second else home
    starts_span = (people.span_length[chosen] > 0) & (people.span_at[chosen] == place) & (kind == "first")
    is_late = late[chosen] & (kind == "first") & ~starts_span & (people.taken[chosen] >> place & 1 == 0)
    month, after = month_of(people, place), month_of(people, place + 1)
    day = np.where(is_late, 1, 2 if kind == "taken" else 0)
    words = [f"{month}-10", f"{after}-05", f"{after}-20"]
    state = np.where(is_late, 1, 2 if kind == "taken" else 0)
    period = np.where(starts_span, 1, 0)
    last = month_of(people, place + 5)
    length = np.where(starts_span, people.span_length[chosen], 1)
    amount = (people.other_amount if second else people.amount)[chosen] * length
    funder = people.other_funder[chosen] if second else people.funder_in(place)[chosen]
    sets = {
        int(one): "+".join(name for bit, name in enumerate(PROGRAMMES) if one >> bit & 1) for one in range(32)
    }
    programmes = people.programmes[chosen] if not second else np.full(count, 3, dtype=np.int8)
    columns = {
        "nik": pc.utf8_lpad(pc.cast(pa.array(people.nik[chosen]), pa.string()), 16, "0"),
        "name": _words(np.zeros(count, dtype=np.int32), ["Pekerja buatan"]),
        "birth_date": _dates(people.birth_day[chosen]),
        "sex": _words(people.sex[chosen], ["L", "P"]),
        "village_code": pa.DictionaryArray.from_arrays(pa.array(here), villages),
        "workplace_code": _words(np.zeros(count, dtype=np.int32), [""]),
        "segment": _words((people.other_segment if second else people.segment)[chosen], list(SEGMENTS)),
        "worker_group": _words(people.group[chosen], list(GROUPS)),
        "occupation": _words(np.zeros(count, dtype=np.int32), ["unknown"]),
        "sector": _words(np.zeros(count, dtype=np.int32), ["unknown"]),
        "programmes": _words(programmes, [sets[one] for one in range(32)]),
        "period": _words(period, [month, f"{month}/{last}"]),
        "funder": _words(funder, list(FUNDERS)),
        "amount": pc.cast(pa.array(amount), pa.string()),
        "paid_on": _words(day, words),
        "state": _words(state, ["paid", "late", "reversed"]),
    }
    return pa.table(columns)


@lru_cache(maxsize=1)
def _village_words(codes: bytes) -> pa.Array:
    return pa.array([dotted(int(one)) for one in np.frombuffer(codes, dtype=np.int64)])


def _words(places: Any, words: list[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), pa.array(words))


def _dates(days: Ints) -> pa.Array:
    unique, places = np.unique(days, return_inverse=True)
    texts = np.datetime_as_string(unique.astype("datetime64[D]")).tolist()
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), pa.array(texts))


def _broken(table: pa.Table, faults: Counter[str]) -> pa.Table:
    """Break one cell of each row, in turn in another way, and count the codes."""
    rows = table.to_pylist()
    ways = (
        ("nik", lambda text: text[:15], "nik.shape"),
        ("nik", lambda text: f"{text[0]}.{text[1:13]}E+15", "nik.damaged"),
        ("village_code", lambda text: "99.99.99.9999", "village.unknown"),
        ("birth_date", lambda text: "31-12-1990", "birth_date.shape"),
        ("amount", lambda text: f"-{text}", "amount.negative"),
        ("amount", lambda text: "16.800", "amount.shape"),
        ("period", lambda text: "2024-13", "period.shape"),
        ("state", lambda text: "lunas", "state.unknown"),
    )
    for place, row in enumerate(rows):
        column, spoil, code = ways[place % len(ways)]
        row[column] = spoil(row[column])
        faults[code] += 1
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in CONTRIBUTION]))


class _writer:  # noqa: N801
    """Write tables one after the other into a CSV or Parquet file."""

    def __init__(self, path: Path) -> None:
        schema = pa.schema([(name, pa.string()) for name in CONTRIBUTION])
        if path.suffix == ".csv":
            options = pyarrow.csv.WriteOptions(quoting_style="none", quoting_header="none")
            self._file: Any = pyarrow.csv.CSVWriter(path, schema, write_options=options)
        else:
            self._file = pyarrow.parquet.ParquetWriter(path, schema, compression="zstd")
        self._schema = schema

    def __enter__(self) -> Any:
        return lambda table: self._file.write_table(table.cast(self._schema))

    def __exit__(self, *error: object) -> None:
        self._file.close()
