"""Funds and their two ledgers: what is committed, and what was paid."""

from collections.abc import Sequence
from datetime import date
from itertools import batched
from typing import Any

from django.db.models import Sum

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.rules import covers
from paritrana.apps.protection import permissions
from paritrana.apps.protection.models import Agreement, Commitment, Fund, Payment
from paritrana.apps.protection.queries.money import balance_of
from paritrana.apps.protection.rules import fund_rules as fund_rules_of
from paritrana.apps.protection.rules import money as rules
from paritrana.apps.regions.models import Region
from paritrana.core.regions import Level
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused

AT_ONCE = 500


@ledger.recorded
def open_fund(
    *,
    office: Organisation,
    region: Region,
    kind: str,
    name: str,
    year: int,
    ceiling: int,
    rate: int | None = None,
    fund_rules: dict[str, Any] | None = None,
    made_up: bool = False,
    by: Any,
) -> Fund:
    """Enter a fund of an office for a region and year.

    ceiling, rate: whole rupiah; rate of one worker a month, from the table of premiums where it is not given.
    """
    permissions.check_open(permissions.desk_of(by), office, region.pk)
    if not name.strip():
        raise BadInput("fund.no_name")
    read = rules.read_rules(fund_rules or {})
    if rate is None:
        rate = rules.rate_of(f"{year:04}-01", kind=kind)
    rules.check_fund(kind=kind, year=year, ceiling=ceiling, rate=rate)
    fund_rules_of.check(read, kind)
    fund = Fund.objects.create(
        office=office,
        region=region,
        kind=kind,
        name=name.strip(),
        year=year,
        ceiling=ceiling,
        rate=rate,
        rules=read.as_data(),
        made_up=made_up,
        created_at=clock.now(),
    )
    ledger.append("fund.opened", subject=fund, by=by, kind=kind, year=year, ceiling=ceiling, region=region.pk)
    return fund


@ledger.recorded
def change_ceiling(*, fund: Fund, ceiling: int, note: str, by: Any) -> Fund:
    """Raise or lower how much there may be, never below what is committed."""
    row = _locked(fund.pk, by)
    if not note.strip():
        raise BadInput("money.no_note")
    if not 0 <= ceiling <= rules.LARGEST:
        raise BadInput("fund.bad_amount")
    rules.check_ceiling(balance_of(row), ceiling)
    before, row.ceiling = row.ceiling, ceiling
    row.save(update_fields=["ceiling"])
    ledger.append("fund.ceiling_changed", subject=row, by=by, before=before, after=ceiling, note=note.strip())
    return row


@ledger.recorded
def change_rules(*, fund: Fund, fund_rules: dict[str, Any], note: str, by: Any) -> Fund:
    """Write what a fund asks anew; it counts for whoever is checked from now on, nobody is stopped by it."""
    row = _locked(fund.pk, by)
    if not note.strip():
        raise BadInput("money.no_note")
    read = rules.read_rules(fund_rules)
    fund_rules_of.check(read, row.kind)
    before, row.rules = row.rules, read.as_data()
    if before == row.rules:
        raise RuleRefused("fund.rules_same")
    row.save(update_fields=["rules"])
    ledger.append("fund.rules_changed", subject=row, by=by, before=before, after=row.rules, note=note.strip())
    return row


@ledger.recorded
def commit(
    *,
    fund: Fund,
    workers: int,
    first_month: str,
    last_month: str,
    village: Region | None = None,
    agreement: Agreement | None = None,
    document: str = "",
    by: Any,
) -> Commitment:
    """Promise money for workers and months (2024-03); refused beyond the ceiling.

    village: which one budgeted it, for funds that are told village by village.
    """
    row = _locked(fund.pk, by)
    amount = rules.amount_of(workers=workers, first=first_month, last=last_month, rate=row.rate)
    if village is not None:
        _check_village(row, village)
    if agreement is not None:
        _check_agreement(row, agreement, first_month)
    rules.check_commit(balance_of(row), amount)
    made = Commitment.objects.create(
        fund=row,
        agreement=agreement,
        village=village,
        workers=workers,
        first_month=first_month,
        last_month=last_month,
        rate=row.rate,
        amount=amount,
        document=document.strip(),
        by=by,
        at=clock.now(),
    )
    ledger.append("fund.committed", subject=made, by=by, fund=row.pk, workers=workers, amount=amount)
    return made


@ledger.recorded
def release(*, commitment: Commitment, note: str, by: Any) -> Commitment:
    """Take back a commitment on which nothing was paid; its money is free again."""
    _locked(commitment.fund_id, by)
    row = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if not note.strip():
        raise BadInput("money.no_note")
    rules.check_release(
        committed=0 if row.taken_back_at else row.amount, paid=_paid_on([row.pk]).get(row.pk, 0)
    )
    row.taken_back_at, row.taken_back_why = clock.now(), note.strip()
    row.save(update_fields=["taken_back_at", "taken_back_why"])
    ledger.append("fund.released", subject=row, by=by, amount=row.amount)
    return row


@ledger.recorded
def pay(
    *,
    commitment: Commitment,
    workers: int,
    first_month: str,
    last_month: str,
    paid_on: date,
    document: str,
    by: Any,
) -> Payment:
    """Record what was paid to BPJS on a commitment; never more than it holds."""
    return _pay([commitment], workers, (first_month, last_month), paid_on, document, by)[0]


@ledger.recorded
def pay_each(
    *, commitments: Sequence[Commitment], month: str, paid_on: date, document: str, by: Any
) -> list[Payment]:
    """Record that a month of one worker was paid on each of these commitments; all of them or none."""
    return _pay(commitments, 1, (month, month), paid_on, document, by)


def _pay(
    commitments: Sequence[Commitment],
    workers: int,
    months: tuple[str, str],
    paid_on: date,
    document: str,
    by: Any,
) -> list[Payment]:
    first, last = months
    funds = {key: _locked(key, by) for key in sorted({one.fund_id for one in commitments})}
    rows = _held([one.pk for one in commitments])
    if any(row.taken_back_at for row in rows):
        raise RuleRefused("money.taken_back")
    if paid_on > clock.now().date():
        raise BadInput("money.paid_ahead")
    if not document.strip():
        raise BadInput("money.no_document")
    paid = _paid_on([row.pk for row in rows])
    made = []
    for row in rows:
        amount = rules.amount_of(workers=workers, first=first, last=last, rate=row.rate)
        rules.check_pay(rules.Balance(row.amount, row.amount, paid.get(row.pk, 0), row.rate), amount)
        made.append(
            Payment(
                fund=funds[row.fund_id],
                commitment=row,
                village=row.village,
                workers=workers,
                first_month=first,
                last_month=last,
                rate=row.rate,
                amount=amount,
                paid_on=paid_on,
                document=document.strip(),
                by=by,
                at=clock.now(),
            )
        )
    Payment.objects.bulk_create(made, batch_size=AT_ONCE)
    told = [(one, {"fund": one.fund_id, "workers": workers, "amount": one.amount}) for one in made]
    ledger.append_each("fund.paid", told, by=by)
    return made


@ledger.recorded
def take_back_payment(*, payment: Payment, note: str, by: Any) -> Payment:
    """Mark a payment as sent back or entered by mistake, with the months it paid; the line stays."""
    _locked(payment.fund_id, by)
    row = Payment.objects.select_for_update().get(pk=payment.pk)
    if not note.strip():
        raise BadInput("money.no_note")
    if row.taken_back_at:
        raise RuleRefused("money.taken_back")
    row.taken_back_at, row.taken_back_why = clock.now(), note.strip()
    row.save(update_fields=["taken_back_at", "taken_back_why"])
    row.months.filter(taken_back_at=None).update(taken_back_at=row.taken_back_at)
    ledger.append("fund.payment_taken_back", subject=row, by=by, amount=row.amount)
    return row


def _locked(key: int, by: Any) -> Fund:
    row = Fund.objects.select_for_update(of=("self",)).select_related("office").get(pk=key)
    permissions.check_keep(permissions.desk_of(by), row)
    return row


def _held(keys: list[int]) -> list[Commitment]:
    """Return the commitments locked, in the order in which they are named."""
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("village").order_by("pk")
    found = {key: row for part in batched(sorted(keys), AT_ONCE) for key, row in rows.in_bulk(part).items()}
    return [found[key] for key in keys]


def _paid_on(commitments: list[int]) -> dict[int, int]:
    """Return what was paid on each of the commitments on which anything was."""
    found: dict[int, int] = {}
    for part in batched(commitments, AT_ONCE):
        live = Payment.objects.filter(commitment__in=part, taken_back_at=None).order_by()
        found |= dict(live.values_list("commitment").annotate(total=Sum("amount")))
    return found


def _check_village(fund: Fund, village: Region) -> None:
    if village.level != Level.VILLAGE or not covers(fund.region_id, village.pk):
        raise RuleRefused("fund.village_outside")
    if not rules.takes_village(fund.read_rules, village.pk):
        raise RuleRefused("fund.not_for_village")


def _check_agreement(fund: Fund, agreement: Agreement, first_month: str) -> None:
    if agreement.fund_id != fund.pk:
        raise RuleRefused("fund.agreement_of_another")
    if fund.read_rules.from_agreement and first_month < f"{agreement.starts_on:%Y-%m}":
        raise RuleRefused("fund.before_agreement", month=f"{agreement.starts_on:%Y-%m}")
