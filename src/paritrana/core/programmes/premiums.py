"""What the cover of some workers costs, month by month and in total, from the dated rate table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from paritrana.core.programmes.months import Month, month_of, months_between
from paritrana.core.programmes.rates import Key, Rate, RateTable, shipped_rates
from paritrana.core.programmes.reading import Source
from paritrana.core.programmes.terms import BASIC, JOINABLE, Payer, Programme, Sector, Segment
from paritrana.core.programmes.wording import fault
from paritrana.core.units import Rupiah
from paritrana.errors import BadInput, DataFaults, Fault

MOST_WORKERS = 1_000_000_000
MOST_WAGE = 1_000_000_000_000


@dataclass(frozen=True, slots=True)
class MonthPremium:
    """One month: the rate of each programme, what one worker costs and what all of them cost."""

    month: Month
    workers: int
    rates: tuple[Rate, ...]

    @property
    def per_worker(self) -> Rupiah:
        """Return the amount of one worker."""
        return Rupiah(sum(one.rupiah.amount for one in self.rates))

    @property
    def amount(self) -> Rupiah:
        """Return the amount of all workers."""
        return self.per_worker * self.workers

    @property
    def discounts(self) -> tuple[str, ...]:
        """Return the ids of the discounts that hold, each once."""
        return tuple(dict.fromkeys(one.discount.id for one in self.rates if one.discount))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return where the amounts come from, each source once."""
        return tuple(dict.fromkeys(source for one in self.rates for source in one.sources))


@dataclass(frozen=True, slots=True)
class Premium:
    """The whole question and its answer, month by month."""

    workers: int
    key: Key
    programmes: tuple[Programme, ...]
    months: tuple[MonthPremium, ...]

    @property
    def per_worker(self) -> Rupiah:
        """Return what one worker costs over all months."""
        return Rupiah(sum(one.per_worker.amount for one in self.months))

    @property
    def total(self) -> Rupiah:
        """Return what all workers cost over all months."""
        return self.per_worker * self.workers

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return where the amounts come from, each source once."""
        return tuple(dict.fromkeys(source for one in self.months for source in one.sources))


def premium(
    *,
    workers: int,
    first: Month | date | str,
    last: Month | date | str,
    segment: Segment | str = Segment.BPU,
    sector: Sector | str = Sector.OTHER,
    payer: Payer | str = Payer.SELF,
    jht: bool = False,
    discount_government: bool = False,
    wage: Rupiah | None = None,
    risk: int | None = None,
    table: RateTable | None = None,
) -> Premium:
    """Return the premium of JKK and JKM, with `jht` also of JHT, from first to last month, both included.

    Amounts are whole rupiah for a whole month.  discount_government: whether PP 50/2025 reaches payer
    ``government``; for other payers it changes nothing.  wage, risk: of one worker a month, and the class
    of the employer's work, for segments that pay a percent of wages; each programme is rounded by itself.
    Raises DataFaults with every fault at once: no number of workers, no month, months in the wrong order,
    unknown words, a wage missing or out of place, months outside the table.
    """
    held = table or shipped_rates()
    faults: list[Fault] = []
    if isinstance(workers, bool) or not isinstance(workers, int) or not 0 <= workers <= MOST_WORKERS:
        faults.append(fault("workers.range", value=workers, most=f"{MOST_WORKERS:,}"))
    start, end = _month(faults, first), _month(faults, last)
    key_segment = _word(faults, Segment, segment, ("segment", "segmen"))
    key_sector = _word(faults, Sector, sector, ("sector", "sektor"))
    key_payer = _word(faults, Payer, payer, ("payer", "pembayar"))
    if start and end and end < start:
        faults.append(fault("month.order", first=start, last=end))
    wanted = (*BASIC, Programme.JHT) if jht else BASIC
    told = key_segment is not None and _wage(faults, held, key_segment, wage, risk)
    rates: dict[Month, tuple[Rate, ...]] = {}
    if told and start and end and start <= end and key_segment and key_sector and key_payer:
        key = Key(key_segment, key_sector, key_payer, discount_government, wage, risk)
        rates = dict(_rates(faults, held, wanted, (start, end), key))
    if faults:
        raise DataFaults(faults)
    months = tuple(MonthPremium(month, workers, owed) for month, owed in rates.items())
    return Premium(workers, key, wanted, months)


def _rates(
    faults: list[Fault],
    table: RateTable,
    wanted: tuple[Programme, ...],
    span: tuple[Month, Month],
    key: Key,
) -> Iterator[tuple[Month, tuple[Rate, ...]]]:
    """Yield the rates of every month; note the programmes that some months have no row for."""
    missing: dict[tuple[str, ...], list[Programme]] = {}
    for programme in wanted:
        known = table.span(programme, key)
        if programme not in JOINABLE[key.segment]:
            missing.setdefault(("programme.closed",), []).append(programme)
        elif known is None:
            missing.setdefault(("rate.segment",), []).append(programme)
        elif gap := _gap(table, programme, span, key):
            missing.setdefault(("rate.none", gap, str(known[0]), str(known[1])), []).append(programme)
    for (code, *rest), programmes in missing.items():
        months, first, last = rest or ("", "", "")
        told = ", ".join(programmes)
        faults.append(fault(code, segment=key.segment, programme=told, months=months, first=first, last=last))
    if not missing:
        for month in months_between(*span):
            held = (table.rate(programme, month, key) for programme in wanted)
            yield month, tuple(one for one in held if one)


def _wage(
    faults: list[Fault], table: RateTable, segment: Segment, wage: Rupiah | None, risk: int | None
) -> bool:
    """Note a wage or class of risk that is missing, out of place or unknown; say whether all is well."""
    before, risks = len(faults), table.risks(segment)
    for name, name_id, given, needed in (
        ("wage", "upah", wage, table.needs_wage(segment)),
        ("risk class", "kelas risiko", risk, bool(risks)),
    ):
        if (given is not None) != needed:
            code = "wage.missing" if needed else "wage.unused"
            faults.append(fault(code, segment=segment, name=name, name_id=name_id))
    if wage is not None and not 0 <= wage.amount <= MOST_WAGE:
        faults.append(fault("count.range", name="wage", value=wage.amount))
    if risk is not None and risks and risk not in risks:
        known = ", ".join(map(str, risks))
        faults.append(
            fault("word.unknown", value=risk, kind="risk class", kind_id="kelas risiko", known=known)
        )
    return len(faults) == before


def _gap(table: RateTable, programme: Programme, span: tuple[Month, Month], key: Key) -> str:
    """Return the asked months without a row as a text, the first … the last of them; else nothing."""
    known = table.span(programme, key) or span
    inside = months_between(max(span[0], known[0]), min(span[1], known[1]))
    found = [one for one in inside if table.rate(programme, one, key) is None]
    if span[0] < known[0]:
        found += [span[0], min(span[1], known[0] + (-1))]
    if span[1] > known[1]:
        found += [max(span[0], known[1] + 1), span[1]]
    if not found:
        return ""
    start, end = min(found), max(found)
    return str(start) if start == end else f"{start} … {end}"


def _month(faults: list[Fault], value: Month | date | str) -> Month | None:
    try:
        return month_of(value)
    except BadInput as error:
        faults.append(fault(error.code, value=error.facts["value"]))
        return None


def _word[Word: StrEnum](
    faults: list[Fault], kind: type[Word], value: Word | str, names: tuple[str, str]
) -> Word | None:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(kind)
        faults.append(fault("word.unknown", value=value, kind=names[0], kind_id=names[1], known=known))
        return None
