"""What a fund could pay: whole workers for whole months, from its ceiling at the dated rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from paritrana.core.programmes.counting import Covered, counted
from paritrana.core.programmes.months import Month
from paritrana.core.programmes.premiums import Premium, premium
from paritrana.core.programmes.rates import RateTable
from paritrana.core.programmes.terms import Container, Payer, Sector
from paritrana.core.programmes.wording import fault
from paritrana.core.units import Rupiah
from paritrana.errors import DataFaults, Fault


@dataclass(frozen=True, slots=True)
class Fund:
    """A source of premiums: who pays, for which months, up to which sum and for how many workers at most.

    ceiling, most: None where there is no such limit.  most is a roll of known workers or a quota.
    container: under which the workers are registered, for the counting of short cover; None counts in full.
    """

    id: str
    payer: Payer
    first: Month
    last: Month
    ceiling: Rupiah | None = None
    most: int | None = None
    sector: Sector = Sector.OTHER
    jht: bool = False
    discount_government: bool = False
    container: Container | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a fund could pay: `workers` (None: without limit) for all its months, at one worker's premium."""

    fund: Fund
    one_worker: Premium
    workers: int | None

    @property
    def months(self) -> int:
        """Return for how many months it pays."""
        return len(self.one_worker.months)

    @property
    def per_worker(self) -> Rupiah:
        """Return what one worker costs over all its months."""
        return self.one_worker.total

    def cost(self, workers: int) -> Rupiah:
        """Return what so many workers cost over all its months."""
        return self.per_worker * workers

    def left(self, workers: int) -> Rupiah | None:
        """Return what is left of the ceiling after so many workers; negative when it does not suffice."""
        return None if self.fund.ceiling is None else self.fund.ceiling - self.cost(workers)

    def counted(self, workers: int) -> Fraction:
        """Return for how many workers so many count, by the rule for short cover."""
        return counted(Covered(workers, self.months, self.fund.container))

    def paid_through(self, workers: int) -> Month | None:
        """Return the last month to which the ceiling pays for so many workers; None for not even one."""
        spent, through = 0, None
        for one in self.one_worker.months:
            spent += one.per_worker.amount * workers
            if self.fund.ceiling is not None and spent > self.fund.ceiling.amount:
                return through
            through = one.month
        return through


def offers(funds: Sequence[Fund], *, table: RateTable | None = None) -> list[Offer]:
    """Return what each fund could pay, in the order given.

    Raises DataFaults with the faults of all funds at once: an id used twice, a ceiling or a number of
    workers below nothing, months that the rate table does not know.
    """
    made: list[Offer] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    known: dict[tuple[object, ...], Premium] = {}
    for fund in funds:
        if fund.id in seen:
            faults.append(fault("table.twice", id=fund.id))
        seen.add(fund.id)
        for value in (fund.ceiling.amount if fund.ceiling else 0, fund.most or 0):
            if value < 0:
                faults.append(fault("count.range", name=fund.id, value=value))
        try:
            made.append(_offer(fund, table, known))
        except DataFaults as error:
            faults += error.faults
    if faults:
        raise DataFaults(list(dict.fromkeys(faults)))
    return made


def _offer(fund: Fund, table: RateTable | None, known: dict[tuple[object, ...], Premium]) -> Offer:
    """Return one fund's offer; `known` keeps the premiums of funds on the same terms."""
    key = (fund.first, fund.last, fund.sector, fund.payer, fund.jht, fund.discount_government)
    if key not in known:
        known[key] = premium(
            workers=1,
            first=fund.first,
            last=fund.last,
            sector=fund.sector,
            payer=fund.payer,
            jht=fund.jht,
            discount_government=fund.discount_government,
            table=table,
        )
    one = known[key]
    limits = [] if fund.most is None else [fund.most]
    if fund.ceiling is not None and one.total.amount:
        limits.append(fund.ceiling.amount // one.total.amount)
    return Offer(fund, one, min(limits, default=None))


def worker_months(rupiah: Rupiah, monthly: Rupiah) -> int:
    """Return how many workers' months a sum pays at a monthly amount: whole ones only."""
    if monthly.amount < 1:
        raise ValueError("a month costs something")
    return max(0, rupiah.amount) // monthly.amount
