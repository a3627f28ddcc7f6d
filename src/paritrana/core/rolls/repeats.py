"""Payments that a delivery tells again: counted once, however many files bear them.

Two rows of different files are the same payment when they agree in what a correction does not change: person,
segment, programmes, period, payer, amount and day paid.  Place, group, occupation, sector and the mark `late`
describe a payment and may have been mended in the later file.  A file that bears such a payment several times
tells several payments; of all files the one that tells most speaks, in whatever order they came.

The row that repeats stays accepted, for it may bring a better place; only its rupiah do not count again.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis

from paritrana.core.engines import Engine
from paritrana.core.rolls.duplicates import ROWS_A_BUCKET
from paritrana.core.rolls.schemas import REVERSED

PAYMENT = ("person", "segment", "programmes", "period", "months", "funder", "amount", "paid_on")
FOLDER = "repeats"


def accepted(engine: Engine, home: Path) -> Any:
    """Return the accepted rows of a received file: no fault, and not a repetition within the file."""
    rows = engine.table(home / "rows")
    good = rows.filter(rows.errors == 0)
    return (
        good.anti_join(engine.table(home / "duplicates"), "row") if (home / "duplicates").exists() else good
    )


def paid_once(engine: Engine, home: Path) -> Any:
    """Return the accepted rows of a contribution roll; what an earlier file bears too has 0 rupiah here."""
    rows = accepted(engine, home)
    if not (home / FOLDER).exists():
        return rows
    again = engine.table(home / FOLDER).select(again="row")
    joined = rows.left_join(again, rows.row == again.again)
    amount = ibis.ifelse(joined.again.notnull(), 0, joined.amount).cast("int64")
    return joined.mutate(amount=amount).select(*rows.columns)


def write_repeats(engine: Engine, home: Path, earlier: Sequence[Path]) -> tuple[int, int]:
    """Write the numbers of the rows that repeat a payment of an earlier file, if there are any.

    Return how many there are, and how many of them have no other doubt.
    """
    mine = _payments(engine, home)
    extent = mine.aggregate(
        n=mine.count(),
        first=mine.period.min(),
        last=mine.period.max(),
        from_day=mine.paid_on.min(),
        to_day=mine.paid_on.max(),
    )
    within = engine.rows(extent).to_pylist()[0] if earlier else {"n": 0}
    if not within["n"]:
        return 0, 0
    parts = [
        _payments(engine, place).select(*PAYMENT, file=ibis.literal(number, type="int32"))
        for number, place in enumerate(earlier)
    ]
    theirs = ibis.union(*parts) if len(parts) > 1 else parts[0]
    theirs = theirs.filter(
        theirs.period.between(within["first"], within["last"])
        & theirs.paid_on.between(within["from_day"], within["to_day"])
    )
    buckets = -(-within["n"] // ROWS_A_BUCKET)
    for bucket in range(buckets):
        engine.write(
            _repeats(*(_bucket(one, bucket, buckets) for one in (mine, theirs))), home / FOLDER / f"{bucket}"
        )
    found = engine.table(home / FOLDER)
    counted = engine.rows(found.aggregate(n=found.count(), sole=found.count(where=found.sole)))
    repeated, sole = (int(counted.column(name)[0].as_py()) for name in ("n", "sole"))
    if not repeated:
        shutil.rmtree(home / FOLDER)
    return repeated, sole


def _payments(engine: Engine, home: Path) -> Any:
    rows = accepted(engine, home)
    return rows.filter(rows.state != REVERSED)


def _bucket(rows: Any, bucket: int, buckets: int) -> Any:
    return rows.filter(rows.person % buckets == bucket) if buckets > 1 else rows


def _repeats(mine: Any, theirs: Any) -> Any:
    """Return the rows up to the number in which one earlier file told the same payment."""
    met = theirs.semi_join(mine, PAYMENT)
    in_files = met.group_by([*PAYMENT, "file"]).agg(times=met.count())
    most = in_files.group_by(list(PAYMENT)).agg(most=in_files.times.max())
    both = mine.select(*PAYMENT, "row", "warnings").inner_join(most, list(PAYMENT))
    window = ibis.window(group_by=[both[name] for name in PAYMENT], order_by=both.row)
    numbered = both.mutate(place=ibis.row_number().over(window))
    return numbered.filter(numbered.place < numbered.most).select("row", sole=numbered.warnings == 0)
