"""Sponsors: offices and their counts, people under seal, pledges, signed mandates, deductions."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.rules import covers
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import funds, people
from paritrana.apps.protection.models import Change, Enlistment, Fund, Pledge, Sponsor, Workplace
from paritrana.apps.protection.queries import sponsors as queries
from paritrana.apps.protection.queries.people import Opener, has_keys
from paritrana.apps.protection.rules import sealing
from paritrana.apps.protection.rules import sponsors as rules
from paritrana.apps.protection.states import Act, FundKind
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused


@ledger.recorded
def enter_workplace(
    *,
    office: Organisation,
    region: Region,
    name: str,
    association: str,
    servants: int,
    stated_sponsors: int = 0,
    counted_on: date | None = None,
    made_up: bool = False,
    by: Any,
) -> Workplace:
    """Enter an office with its number of civil servants; one that stands there already gets new counts."""
    permissions.check_open(permissions.desk_of(by), office, region.pk)
    rules.check_counts(association=association, servants=servants, stated=stated_sponsors)
    day = counted_on or clock.now().date()
    if day > clock.now().date():
        raise BadInput("workplace.day_ahead")
    plain = " ".join(name.split())
    if not plain:
        raise BadInput("workplace.no_name")
    counts = {"servants": servants, "stated_sponsors": stated_sponsors, "counted_on": day}
    row = Workplace.objects.filter(office=office, name__iexact=plain, association=association).first()
    if row is None:
        made = {"made_up": made_up, "created_at": clock.now()}
        row = Workplace.objects.create(
            office=office, region=region, name=plain, association=association, **counts, **made
        )
    else:
        for field, value in counts.items():
            setattr(row, field, value)
        row.save(update_fields=list(counts))
    ledger.append("workplace.counted", subject=row, by=by, **counts)
    return row


@ledger.recorded
def list_people(*, workplace: Workplace, names: Sequence[str], made_up: bool = False, by: Any) -> int:
    """List civil servants of an office by name, sealed; who is listed stays; return how many are new."""
    row = locked(workplace, by)
    if not has_keys():
        raise BadInput("person.no_keys")
    data_key, key = people.current_data_key(), settings.NIK_KEY.encode()
    opened, now = Opener().key(data_key), clock.now()
    by_token = {rules.name_token(name, workplace=row.pk, key=key): name for name in names}
    known = set(row.people.values_list("token", flat=True))
    made = [
        Sponsor(
            workplace=row,
            token=token,
            name_sealed=sealing.seal(rules.plain_name(name), opened, f"sponsor/{token}"),
            data_key=data_key,
            made_up=made_up,
            created_at=now,
        )
        for token, name in by_token.items()
        if token not in known
    ]
    Sponsor.objects.bulk_create(made, batch_size=500)
    back = row.people.filter(token__in=set(by_token) & known, left_on__isnull=False).update(left_on=None)
    ledger.append("sponsors.listed", subject=row, by=by, listed=len(made) + back)
    return len(made) + back


@ledger.recorded
def leave(*, sponsor: Sponsor, by: Any) -> Sponsor:
    """Take a civil servant from the list of an office: retired, moved; open pledges are ended first."""
    locked(sponsor.workplace, by)
    row = Sponsor.objects.select_for_update().get(pk=sponsor.pk)
    if row.left_on:
        raise RuleRefused("sponsor.left")
    if row.pledges.filter(ended_on=None, last_month__gte=f"{clock.now():%Y-%m}").exists():
        raise RuleRefused("sponsor.has_pledge")
    row.left_on = clock.now().date()
    row.save(update_fields=["left_on"])
    ledger.append("sponsor.left", subject=row, by=by)
    return row


@ledger.recorded
def pledge(
    *,
    sponsor: Sponsor,
    worker: Enlistment,
    fund: Fund,
    relation: str,
    first_month: str,
    last_month: str,
    signed_on: date | None = None,
    made_up: bool = False,
    by: Any,
) -> Pledge:
    """Take a sponsor's word for a listed worker and months; the money is committed in a fund of sponsors.

    A worker whom a fund covers too may be sponsored: the person counts once.  Two sponsors may not pay the
    same month.
    """
    workplace = locked(sponsor.workplace, by)
    desk = permissions.desk_of(by)
    row = Enlistment.objects.select_for_update(of=("self",)).select_related("fund").get(pk=worker.pk)
    permissions.check_worker(desk, row)
    if not row.is_listed:
        raise RuleRefused("worker.state", state=str(row.state))
    if sponsor.left_on:
        raise RuleRefused("sponsor.left")
    others = [one.months for one in row.pledges.filter(ended_on=None)]
    rules.check_pledge(relation=relation, pledged=(first_month, last_month), others=others)
    _check_fund(fund, workplace, row)
    _check_signed(signed_on)
    money = funds.commit(
        fund=fund, workers=1, first_month=first_month, last_month=last_month, document="Pengasuh", by=by
    )
    made = Pledge.objects.create(
        sponsor=sponsor,
        worker=row,
        fund=fund,
        commitment=money,
        relation=relation,
        first_month=first_month,
        last_month=last_month,
        signed_on=signed_on,
        made_up=made_up,
        by=by,
        at=clock.now(),
    )
    if row.fund_id is None:
        _settle(row, fund, "Pengasuh", by)
    ledger.append("pledge.made", subject=made, by=by, relation=relation, first=first_month, last=last_month)
    return made


@ledger.recorded
def sign(*, pledge: Pledge, signed_on: date, by: Any) -> Pledge:
    """Note that the mandate came back signed; from now on the treasurer may deduct."""
    row = _open_pledge(pledge, by)
    _check_signed(signed_on)
    row.signed_on = signed_on
    row.save(update_fields=["signed_on"])
    ledger.append("pledge.signed", subject=row, by=by, signed_on=signed_on)
    return row


@ledger.recorded
def end(*, pledge: Pledge, note: str, by: Any) -> Pledge:
    """End a pledge: months not paid are free again in the fund, months paid stay paid.

    The commitment is taken back; for what was paid a new one is made, and its payments are entered anew, so
    that no line of either ledger is changed.
    """
    row = _open_pledge(pledge, by)
    if not note.strip():
        raise BadInput("money.no_note")
    paid = list(row.commitment.payments.filter(taken_back_at=None).order_by("first_month"))
    for one in paid:
        funds.take_back_payment(payment=one, note="Dipindah: pengasuh berhenti", by=by)
    if row.commitment.taken_back_at is None:
        funds.release(commitment=row.commitment, note=note, by=by)
    for one in paid:
        anew = funds.commit(
            fund=row.fund,
            workers=1,
            first_month=one.first_month,
            last_month=one.last_month,
            document="Pengasuh (sudah dibayar)",
            by=by,
        )
        funds.pay(
            commitment=anew,
            workers=1,
            first_month=one.first_month,
            last_month=one.last_month,
            paid_on=one.paid_on,
            document=one.document,
            by=by,
        )
    row.ended_on, row.end_reason = clock.now().date(), note.strip()
    row.save(update_fields=["ended_on", "end_reason"])
    worker = Enlistment.objects.select_for_update(of=("self",)).get(pk=row.worker_id)
    if worker.fund_id == row.fund_id and worker.is_listed and not _still_pledged(worker, row.fund):
        _settle(worker, None, "Pengasuh berhenti", by)
    ledger.append("pledge.ended", subject=row, by=by, paid=len(paid))
    return row


@ledger.recorded
def deduct(
    *, workplace: Workplace, pledges: Iterable[int], month: str, paid_on: date, document: str, by: Any
) -> int:
    """Record that a month was deducted from these sponsors of an office and paid; return how many."""
    row = locked(workplace, by)
    wanted = set(pledges)
    due = [one.pledge for one in queries.due_in(row, month) if one.pledge.pk in wanted]
    if not due or len(due) != len(wanted):
        raise RuleRefused("pledge.nothing_due", month=month)
    money = [one.commitment for one in due]
    funds.pay_each(commitments=money, month=month, paid_on=paid_on, document=document, by=by)
    ledger.append("pledges.deducted", subject=row, by=by, month=month, pledges=len(due))
    return len(due)


def locked(workplace: Workplace, by: Any) -> Workplace:
    """Return an office of civil servants, locked, for whoever keeps it.  Inside a command only."""
    row = Workplace.objects.select_for_update(of=("self",)).select_related("office").get(pk=workplace.pk)
    permissions.check_keep(permissions.desk_of(by), row)
    return row


def _open_pledge(pledge: Pledge, by: Any) -> Pledge:
    row = (
        Pledge.objects.select_for_update(of=("self",))
        .select_related("sponsor__workplace", "commitment", "fund")
        .get(pk=pledge.pk)
    )
    locked(row.sponsor.workplace, by)
    if row.ended_on:
        raise RuleRefused("pledge.ended")
    return row


def _check_fund(fund: Fund, workplace: Workplace, worker: Enlistment) -> None:
    if fund.kind != FundKind.SPONSOR or fund.office_id != workplace.office_id:
        raise RuleRefused("pledge.not_a_sponsor_fund")
    if not covers(fund.region_id, worker.village_id):
        raise RuleRefused("fund.not_for_village")


def _check_signed(day: date | None) -> None:
    if day is not None and day > clock.now().date():
        raise BadInput("pledge.signed_ahead")


def _still_pledged(worker: Enlistment, fund: Fund) -> bool:
    return worker.pledges.filter(ended_on=None, fund=fund).exists()


def _settle(worker: Enlistment, fund: Fund | None, note: str, by: Any) -> None:
    """Write who pays for a worker, with a line of history."""
    worker.fund = fund
    worker.save(update_fields=["fund"])
    Change.objects.create(
        worker=worker,
        act=Act.CORRECTED,
        village_id=worker.village_id,
        note=note,
        day=clock.now().date(),
        by=by,
        at=clock.now(),
    )
