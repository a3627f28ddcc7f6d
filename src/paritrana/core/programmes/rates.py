"""The dated rate table: what one worker owes for one programme in one month, and by which row.

The shipped table is ``tables/rates.toml``; another may be read with `read_rates`.  A rate is looked up by
month, segment, sector and payer.  A discount multiplies it; where a payer is only named ``on_switch``, the
discount holds when the asker says so.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from paritrana.core.programmes.months import Month
from paritrana.core.programmes.reading import (
    DATED,
    MONTH,
    PERCENT,
    SHARE,
    TEXT,
    WHOLE,
    Source,
    Table,
    overlaps,
    several,
    word,
)
from paritrana.core.programmes.terms import Payer, Programme, Sector, Segment
from paritrana.core.units import Rupiah

FORMAT = "paritrana-rates/1"
_EVERY_SECTOR, _EVERY_PAYER = tuple(Sector), tuple(Payer)
_WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class RateRow:
    """What is owed for one programme a month, from `first` to `last`, both included.

    rupiah, or percent of the monthly wage.  risk: the class of the employer's work, where the row is for one.
    """

    id: str
    segment: Segment
    programme: Programme
    rupiah: Rupiah | None
    percent: Fraction | None
    risk: int | None
    first: Month
    last: Month
    sectors: tuple[Sector, ...]
    payers: tuple[Payer, ...]
    sources: tuple[Source, ...]

    def owed(self, wage: Rupiah | None, part: Fraction = _WHOLE) -> Rupiah:
        """Return a part of the amount; a percent of the wage goes to the next whole rupiah, halves up."""
        if self.rupiah is not None:
            return Rupiah(int(self.rupiah.amount * part))
        if self.percent is None or wage is None:
            raise ValueError("a percent is of a wage")
        return Rupiah(math.floor(self.percent * wage.amount * part / 100 + Fraction(1, 2)))


@dataclass(frozen=True, slots=True)
class Discount:
    """What part of some programmes is owed in some months: `pays` of the whole amount."""

    id: str
    law: str
    segment: Segment
    programmes: tuple[Programme, ...]
    pays: Fraction
    first: Month
    last: Month
    sectors: tuple[Sector, ...]
    payers: tuple[Payer, ...]
    on_switch: tuple[Payer, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """What is owed for one programme in one month: the amount, its row, and the discount if one holds."""

    programme: Programme
    rupiah: Rupiah
    row: RateRow
    discount: Discount | None

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return where the row and the discount come from."""
        return self.row.sources + (self.discount.sources if self.discount else ())


@dataclass(frozen=True, slots=True)
class Key:
    """By what a rate is looked up, the month aside; `switch`: discounts reach the payers on_switch too."""

    segment: Segment
    sector: Sector
    payer: Payer
    switch: bool = False
    wage: Rupiah | None = None
    risk: int | None = None


@dataclass(frozen=True, slots=True)
class RateTable:
    """Every row and discount; in one month at most one of each holds for a programme and a key.

    sha256: of the text it was read from, by which a computation names its version of the table.
    """

    rows: tuple[RateRow, ...]
    discounts: tuple[Discount, ...]
    through: Month
    sha256: str = ""

    def rate(self, programme: Programme, month: Month, key: Key) -> Rate | None:
        """Return what is owed, None where no row speaks of it."""
        row = next((one for one in self._rows(programme, key) if one.first <= month <= one.last), None)
        if row is None:
            return None
        discount = next((one for one in self.discounts if _holds(one, programme, month, key)), None)
        owed = row.owed(key.wage, discount.pays if discount else _WHOLE)
        return Rate(programme, owed, row, discount)

    def span(self, programme: Programme, key: Key) -> tuple[Month, Month] | None:
        """Return the first and last month of which any row speaks, None when there is no row."""
        rows = self._rows(programme, key)
        return (min(one.first for one in rows), max(one.last for one in rows)) if rows else None

    def needs_wage(self, segment: Segment) -> bool:
        """Say whether a segment pays a percent of the wage."""
        return any(one.percent is not None for one in self.rows if one.segment is segment)

    def risks(self, segment: Segment) -> tuple[int, ...]:
        """Return the classes of risk that a segment tells apart, in order."""
        return tuple(
            sorted({one.risk for one in self.rows if one.segment is segment and one.risk is not None})
        )

    def _rows(self, programme: Programme, key: Key) -> list[RateRow]:
        return [
            one
            for one in self.rows
            if one.segment is key.segment
            and one.programme is programme
            and key.sector in one.sectors
            and key.payer in one.payers
            and one.risk in (None, key.risk)
        ]


def _holds(one: Discount, programme: Programme, month: Month, key: Key) -> bool:
    payers = one.payers + (one.on_switch if key.switch else ())
    return (
        one.segment is key.segment
        and programme in one.programmes
        and key.sector in one.sectors
        and key.payer in payers
        and one.first <= month <= one.last
    )


_SCOPE = {
    "sectors": several(word(Sector)).or_absent(_EVERY_SECTOR),
    "payers": several(word(Payer)).or_absent(_EVERY_PAYER),
}
_RATE = {
    **DATED,
    **_SCOPE,
    "segment": word(Segment),
    "programme": word(Programme),
    "rupiah": WHOLE.or_absent(),
    "percent": PERCENT.or_absent(),
    "risk": WHOLE.or_absent(),
}
_DISCOUNT = {
    **DATED,
    **_SCOPE,
    "law": TEXT,
    "segment": word(Segment),
    "programmes": several(word(Programme)),
    "on_switch": several(word(Payer)).or_absent(()),
    "pays": SHARE,
}


def read_rates(data: bytes, *, name: str = "rates.toml") -> RateTable:
    """Return the table of a TOML text; raises DataFaults with every fault and its line."""
    table = Table.parse(data, name=name, format=FORMAT)
    through: Month = table.top({"through": MONTH}, lists=("source", "rate", "discount")).get(
        "through"
    ) or Month(1, 1)
    sources = table.sources()
    made: list[tuple[Any, RateRow | Discount]] = []
    for kind, forms in (("rate", _RATE), ("discount", _DISCOUNT)):
        for path, row in table.rows(kind, forms):
            before = len(table.faults)
            table.check_dated(path, row, sources)
            if kind == "rate" and (row["rupiah"] is None) == (row["percent"] is None):
                table.add(path, "table.either", id=row["id"], one="rupiah", other="percent")
            if len(table.faults) == before:
                made.append((path, _made(kind, row, sources, through)))
    rows = tuple(one for _, one in made if isinstance(one, RateRow))
    discounts = tuple(one for _, one in made if isinstance(one, Discount))
    paths = {one.id: path for path, one in made}
    for code, facts in _clashes(rows, discounts):
        table.add(paths[str(facts["id"])], code, **facts)
    table.done()
    return RateTable(rows, discounts, through, hashlib.sha256(data).hexdigest())


def _made(kind: str, row: dict[str, Any], sources: dict[str, Source], through: Month) -> RateRow | Discount:
    dated = {
        "first": row.pop("from"),
        "last": row.pop("to") or through,
        "sources": tuple(sources[one] for one in row.pop("sources")),
    }
    if kind == "discount":
        return Discount(**row, **dated)
    rupiah = None if row["rupiah"] is None else Rupiah(row["rupiah"])
    return RateRow(**{**row, "rupiah": rupiah}, **dated)


def _clashes(
    rows: tuple[RateRow, ...], discounts: tuple[Discount, ...]
) -> list[tuple[str, dict[str, object]]]:
    """Return rows that hold beside another in one month, and discounts that leave a part of a rupiah."""
    found: dict[tuple[str, ...], tuple[str, dict[str, object]]] = {}
    risks = (None, *sorted({one.risk for one in rows if one.risk is not None}))
    for segment, programme, sector, payer, risk in product(Segment, Programme, Sector, Payer, risks):
        held = [
            (one.id, one.first, one.last)
            for one in rows
            if one.segment is segment
            and one.programme is programme
            and sector in one.sectors
            and payer in one.payers
            and one.risk in (None, risk)
        ]
        cut = [
            (one.id, one.first, one.last)
            for one in discounts
            if one.segment is segment
            and programme in one.programmes
            and sector in one.sectors
            and payer in one.payers + one.on_switch
        ]
        for later, earlier, month in overlaps(held) + overlaps(cut):
            found[later, earlier] = ("table.overlap", {"id": later, "other": earlier, "month": month})
    for discount, row in product(discounts, rows):
        if (
            row.segment is discount.segment
            and row.programme in discount.programmes
            and row.rupiah is not None
            and row.rupiah.amount * discount.pays % 1
        ):
            found[discount.id, row.id, "part"] = ("table.part", {"id": discount.id, "rupiah": row.rupiah})
    return list(found.values())


@cache
def shipped_rates() -> RateTable:
    """Return the table that comes with paritrana."""
    path = files("paritrana.core.programmes") / "tables" / "rates.toml"
    return read_rates(path.read_bytes(), name="rates.toml")
