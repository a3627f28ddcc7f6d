"""What holds for funds, commitments and payments: whole rupiah, whole months, never below zero unseen."""

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from paritrana.apps.protection.states import PAYERS, FundKind
from paritrana.core.programmes import Payer, premium
from paritrana.core.regions import Code, Kind
from paritrana.core.units import Rupiah
from paritrana.errors import BadInput, DataFaults, RuleRefused

LARGEST = 10**15  # rupiah; more is a slip of the pen
MOST_MONTHS = 24  # premiums are paid for at most two years ahead
MOST_WORKERS = 1_000_000
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True)
class FundRules:
    """What a fund adds to the rules for all, kept as data.

    village_quota: residents that every village is to budget for, 0 for none.  desa_only: a kelurahan has no
    village budget, so it is left out.  from_agreement: cover starts with the agreement, not before.
    exclude: in whose service nobody may be whom it pays for.  deciles: of the poverty data, empty where it
    does not ask.  youngest, oldest: full years on the day of registration, 0 where it does not ask.
    """

    village_quota: int = 0
    desa_only: bool = False
    from_agreement: bool = False
    exclude: tuple[str, ...] = ()
    deciles: tuple[int, ...] = ()
    youngest: int = 0
    oldest: int = 0

    def as_data(self) -> dict[str, Any]:
        held = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: list(one) if isinstance(one, tuple) else one for name, one in held.items() if one}


@dataclass(frozen=True)
class Balance:
    """A fund in whole rupiah: how much there may be, is committed, is paid."""

    ceiling: int
    committed: int
    paid: int
    rate: int

    @property
    def left(self) -> int:
        return self.ceiling - self.committed

    @property
    def unpaid(self) -> int:
        return self.committed - self.paid

    @property
    def worker_months_left(self) -> int:
        """Return how many months of one worker the money that is left still pays."""
        return max(0, self.left) // self.rate


def read_rules(data: object) -> FundRules:
    """Return the rules of a fund; raises BadInput for names and kinds of value that are none, all at once."""
    if not isinstance(data, dict):
        raise BadInput("fund.bad_rules", name="–")
    kinds: dict[str, type] = {one.name: type(one.default) for one in fields(FundRules)}
    lists: dict[str, type] = {"exclude": str, "deciles": int}
    told = {name: tuple(one) if isinstance(one, list) else one for name, one in data.items()}
    bad = [
        str(name)[:40]
        for name, one in told.items()
        if type(one) is not kinds.get(name)
        or (type(one) is int and one < 0)
        or (isinstance(one, tuple) and not all(_is(part, lists[name]) for part in one))
    ]
    if bad:
        raise BadInput("fund.bad_rules", name=", ".join(bad))
    held: dict[str, Any] = {
        name: tuple(sorted(lists[name](part) for part in one)) if name in lists else one
        for name, one in told.items()
    }
    return FundRules(**held)


def _is(part: object, kind: type) -> bool:
    return isinstance(part, kind) and not isinstance(part, bool)


def payer_of(kind: str) -> Payer:
    """Return whose money a kind of fund is, for the table of premiums."""
    return PAYERS[FundKind(kind)] if kind in set(FundKind) else Payer.GOVERNMENT


def rate_of(month: date | str, *, kind: str = "") -> int:
    """Return JKK and JKM of one worker in a month in whole rupiah, from the dated table; 0 beyond it.

    kind: of the fund that pays; without one a public budget, whose rate has no discount.
    """
    try:
        found = premium(workers=1, first=month, last=month, payer=payer_of(kind))
    except DataFaults:
        return 0
    return found.per_worker.amount


def check_fund(*, kind: str, year: int, ceiling: int, rate: int) -> None:
    """Refuse a fund of an unknown kind, or a year or an amount out of range."""
    if kind not in set(FundKind):
        raise BadInput("fund.unknown_kind", kind=kind)
    if not 2000 <= year <= 2100:
        raise BadInput("fund.bad_year", year=year)
    if not 0 <= ceiling <= LARGEST or not 0 < rate <= LARGEST:
        raise BadInput("fund.bad_amount")


def takes_village(rules: FundRules, village: str) -> bool:
    """Whether a fund may pay for people of this village; a kelurahan has no village budget."""
    return not (rules.desa_only and Code(village).kind == Kind.KELURAHAN)


def months(first: str, last: str) -> int:
    """Return how many months lie from the first to the last (2024-03), both included; raises BadInput."""
    ends = [_MONTH.fullmatch(one) for one in (first, last)]
    if not all(ends):
        raise BadInput("money.bad_month")
    start, end = (int(one[1]) * 12 + int(one[2]) for one in ends if one)
    if end < start:
        raise BadInput("money.months_backwards")
    if end - start >= MOST_MONTHS:
        raise BadInput("money.too_many_months", most=MOST_MONTHS)
    return end - start + 1


def amount_of(*, workers: int, first: str, last: str, rate: int) -> int:
    """Return workers x months x rate in whole rupiah."""
    if not 0 < workers <= MOST_WORKERS or not 0 < rate <= LARGEST:
        raise BadInput("money.bad_workers")
    return workers * months(first, last) * rate


def check_commit(balance: Balance, amount: int) -> None:
    """Refuse to promise more than is left under the ceiling."""
    if amount > balance.left:
        left, short = Rupiah(balance.left), Rupiah(amount - balance.left)
        raise RuleRefused("fund.too_little_left", left=left, asked=Rupiah(amount), short=short)


def check_pay(balance: Balance, amount: int) -> None:
    """Refuse to pay what was never committed."""
    if amount > balance.unpaid:
        raise RuleRefused("fund.not_committed", unpaid=Rupiah(balance.unpaid), asked=Rupiah(amount))


def check_ceiling(balance: Balance, ceiling: int) -> None:
    """Refuse a ceiling below what is committed already."""
    if ceiling < balance.committed:
        raise RuleRefused("fund.ceiling_below", committed=Rupiah(balance.committed))


def check_release(*, committed: int, paid: int) -> None:
    """Refuse to take a commitment back on which something was paid."""
    if paid:
        raise RuleRefused("money.paid_already", paid=Rupiah(paid))
    if not committed:
        raise RuleRefused("money.taken_back")
