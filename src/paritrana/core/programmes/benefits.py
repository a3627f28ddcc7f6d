"""What the family of a member receives when the member dies, from a dated table with sources.

The shipped table is ``tables/benefits.toml``; another may be read with `read_benefits`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from paritrana.core.programmes.months import Month, month_of
from paritrana.core.programmes.reading import DATED, MONTH, WHOLE, Form, Source, Table, word
from paritrana.core.programmes.terms import Programme
from paritrana.core.programmes.wording import fault
from paritrana.core.units import Rupiah
from paritrana.errors import BadInput, DataFaults, Fault

FORMAT = "paritrana-benefits/1"
MOST_MEMBER_MONTHS = 1200


class Cause(StrEnum):
    """What a member died of."""

    DEATH = "death"  # anything but work
    WORK_ACCIDENT = "work_accident"


class Part(StrEnum):
    """What a sum is for."""

    DEATH = "death"
    PERIODIC = "periodic"
    FUNERAL = "funeral"
    EARLY = "early"  # all there is in the first months of membership
    ACCIDENT_DEATH = "accident_death"


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """One sum for events from `first` to `last` in some months of membership: rupiah, or so many wages."""

    id: str
    programme: Programme
    cause: Cause
    part: Part
    rupiah: Rupiah | None
    wages: int | None
    member_from: int
    member_to: int
    first: Month
    last: Month
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Scholarship:
    """The most that is paid for the schooling of so many children, after so many paid months."""

    id: str
    programme: Programme
    cause: Cause
    children: int
    most_rupiah: Rupiah
    paid_months: int
    first: Month
    last: Month
    sources: tuple[Source, ...]

    def most(self, children: int) -> Rupiah:
        """Return the most for a number of children: an even share for each, up to all that it names."""
        return Rupiah(self.most_rupiah.amount * min(children, self.children) // self.children)


@dataclass(frozen=True, slots=True)
class Printed:
    """A sum that newspapers print for a cause and that the rows do not give."""

    id: str
    cause: Cause
    rupiah: Rupiah
    first: Month
    last: Month
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class BenefitTable:
    """Every row, and how far the table speaks."""

    rows: tuple[BenefitRow, ...]
    scholarships: tuple[Scholarship, ...]
    printed: tuple[Printed, ...]
    first: Month
    through: Month


@dataclass(frozen=True, slots=True)
class Paid:
    """One sum that is paid, and the row that says so."""

    part: Part
    rupiah: Rupiah
    row: BenefitRow


@dataclass(frozen=True, slots=True)
class Benefit:
    """What is paid for one event.

    member_month: in which month of membership it happened, 0 before the first.  unknown: rows that need the
    wage, which was not given.  scholarship: the row and the most it may pay, None where there is none for
    the cause or no child; missing_months: how many more paid months it would need, 0 when it is open.
    """

    cause: Cause
    first: Month
    on: Month
    member_month: int
    paid: tuple[Paid, ...]
    unknown: tuple[BenefitRow, ...]
    scholarship: tuple[Scholarship, Rupiah] | None
    missing_months: int
    printed: tuple[Printed, ...]

    @property
    def covered(self) -> bool:
        """Say whether membership had begun."""
        return self.member_month > 0

    @property
    def total(self) -> Rupiah:
        """Return the sums paid at once, without the scholarship and without what is unknown."""
        return Rupiah(sum(one.rupiah.amount for one in self.paid))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return where all of it comes from, each source once."""
        rows = [one.row.sources for one in self.paid]
        rows += [one.sources for one in self.unknown]
        rows += [one.sources for one in self.printed]
        if self.scholarship:
            rows.append(self.scholarship[0].sources)
        return tuple(dict.fromkeys(source for sources in rows for source in sources))


def benefit(
    *,
    cause: Cause | str,
    first: Month | date | str,
    on: Month | date | str,
    children: int = 0,
    wage: Rupiah | None = None,
    paid_months: int | None = None,
    table: BenefitTable | None = None,
) -> Benefit:
    """Return what is paid when a member whose cover began in `first` dies in the month `on`.

    The month of `first` is the first month of membership.  children: of school age.  wage: the monthly wage,
    or the income declared.  paid_months: where not every month was paid.  Before membership nothing is paid.
    Raises DataFaults with every fault at once: no month, an unknown cause, counts below nothing, an event in
    a month the table does not know.
    """
    held = table or shipped_benefits()
    faults: list[Fault] = []
    start, event = _month(faults, first), _month(faults, on)
    known = _cause(faults, cause)
    for name, value in (
        ("children", children),
        ("wage", wage.amount if wage else 0),
        ("paid_months", paid_months),
    ):
        if value is not None and value < 0:
            faults.append(fault("count.range", value=value, name=name))
    if event and not held.first <= event <= held.through:
        faults.append(fault("benefit.none", month=event, first=held.first, last=held.through))
    if faults or not (start and event and known):
        raise DataFaults(faults)
    member = max(0, event - start + 1)
    paid, unknown = _sums(held, known, event, member, wage)
    open_to = next(
        (one for one in held.scholarships if member and children and _dated(one, known, event)), None
    )
    months = member if paid_months is None else min(paid_months, member)
    return Benefit(
        *(known, start, event, member, paid, unknown),
        scholarship=(open_to, open_to.most(children)) if open_to else None,
        missing_months=max(0, open_to.paid_months - months) if open_to else 0,
        printed=tuple(one for one in held.printed if member and _dated(one, known, event)),
    )


def full_from(cause: Cause, first: Month, *, table: BenefitTable | None = None) -> Month:
    """Return the month from which on the most is paid that a member since `first` comes to within a year."""
    held = table or shipped_benefits()
    months = [one for one in map(first.__add__, range(13)) if held.first <= one <= held.through]
    if not months:
        raise DataFaults([fault("benefit.none", month=first, first=held.first, last=held.through)])
    sums = [
        (benefit(cause=cause, first=first, on=one, wage=Rupiah(1), table=held).total, one) for one in months
    ]
    most = max(total for total, _ in sums)
    less = [place for place, (total, _) in enumerate(sums) if total < most]
    return sums[min(less[-1] + 1, len(sums) - 1) if less else 0][1]


def _sums(
    table: BenefitTable, cause: Cause, event: Month, member: int, wage: Rupiah | None
) -> tuple[tuple[Paid, ...], tuple[BenefitRow, ...]]:
    """Return the sums paid, and the rows that cannot be told without the wage."""
    rows = [
        one
        for one in table.rows
        if _dated(one, cause, event) and max(1, one.member_from) <= member <= one.member_to
    ]
    paid, unknown = [], []
    for one in rows:
        if one.rupiah is not None:
            paid.append(Paid(one.part, one.rupiah, one))
        elif wage is not None:
            paid.append(Paid(one.part, wage * (one.wages or 0), one))
        else:
            unknown.append(one)
    return tuple(paid), tuple(unknown)


def _dated(one: BenefitRow | Scholarship | Printed, cause: Cause, event: Month) -> bool:
    return one.cause is cause and one.first <= event <= one.last


def _month(faults: list[Fault], value: Month | date | str) -> Month | None:
    try:
        return month_of(value)
    except BadInput as error:
        faults.append(fault(error.code, value=error.facts["value"]))
        return None


def _cause(faults: list[Fault], value: Cause | str) -> Cause | None:
    try:
        return Cause(value)
    except ValueError:
        known = ", ".join(Cause)
        faults.append(fault("word.unknown", value=value, kind="cause", kind_id="penyebab", known=known))
        return None


_ROW: dict[str, Form] = {
    **DATED,
    "programme": word(Programme),
    "cause": word(Cause),
    "part": word(Part),
    "rupiah": WHOLE.or_absent(),
    "wages": WHOLE.or_absent(),
    "member_from": WHOLE.or_absent(1),
    "member_to": WHOLE.or_absent(MOST_MEMBER_MONTHS),
}
_SCHOLARSHIP: dict[str, Form] = {
    **DATED,
    "programme": word(Programme),
    "cause": word(Cause),
    "children": WHOLE,
    "most_rupiah": WHOLE,
    "paid_months": WHOLE,
}
_PRINTED: dict[str, Form] = {**DATED, "cause": word(Cause), "rupiah": WHOLE}
_LISTS: dict[str, tuple[Mapping[str, Form], Callable[..., Any]]] = {
    "benefit": (_ROW, BenefitRow),
    "scholarship": (_SCHOLARSHIP, Scholarship),
    "printed": (_PRINTED, Printed),
}


def read_benefits(data: bytes, *, name: str = "benefits.toml") -> BenefitTable:
    """Return the table of a TOML text; raises DataFaults with every fault and its line."""
    table = Table.parse(data, name=name, format=FORMAT)
    through = table.top({"through": MONTH}, lists=("source", *_LISTS)).get("through") or Month(1, 1)
    sources = table.sources()
    made: dict[str, list[Any]] = {key: [] for key in _LISTS}
    for key, (forms, kind) in _LISTS.items():
        for path, row in table.rows(key, forms):
            before = len(table.faults)
            table.check_dated(path, row, sources)
            if key == "benefit" and (row["rupiah"] is None) == (row["wages"] is None):
                table.add(path, "table.either", id=row["id"], one="rupiah", other="wages")
            if key == "scholarship" and not row["children"]:
                table.add(
                    path, "table.value", key="children", wanted="at least 1", wanted_id="paling sedikit 1"
                )
            if len(table.faults) == before:
                made[key].append(kind(**_read(row, sources, through)))
    if not made["benefit"] and not table.faults:
        table.add((), "table.key_missing", key="[[benefit]]", place="the file")
    table.done()
    rows = tuple(made["benefit"])
    first = min(one.first for one in rows)
    return BenefitTable(rows, tuple(made["scholarship"]), tuple(made["printed"]), first, through)


def _read(row: dict[str, Any], sources: Mapping[str, Source], through: Month) -> dict[str, Any]:
    money = {key: Rupiah(row[key]) for key in ("rupiah", "most_rupiah") if row.get(key) is not None}
    rest = {key: value for key, value in row.items() if key not in ("from", "to", "sources", *money)}
    return {
        **rest,
        **money,
        "first": row["from"],
        "last": row["to"] or through,
        "sources": tuple(sources[one] for one in row["sources"]),
    }


@cache
def shipped_benefits() -> BenefitTable:
    """Return the table that comes with paritrana."""
    path = files("paritrana.core.programmes") / "tables" / "benefits.toml"
    return read_benefits(path.read_bytes(), name="benefits.toml")
