"""Batches of workers on their way to BPJS: proposed, verified by another, sent, answered, or withdrawn."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.rules import covers
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import batch_files, people
from paritrana.apps.protection.models import Agreement, Batch, Enlistment, Enrolment, Fund, Person
from paritrana.apps.protection.queries import months
from paritrana.apps.protection.rules import batches as rules
from paritrana.apps.protection.rules.months import Standing
from paritrana.apps.protection.states import HOLDING, BatchState, EnrolmentState, WorkerState
from paritrana.apps.regions.models import Region
from paritrana.core.regions import Level
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused

AT_ONCE = 500


@dataclass(frozen=True)
class Sent:
    """A batch that went out, and its file: people in the open, for the sender alone, this once."""

    batch: Batch
    data: bytes

    def __repr__(self) -> str:
        return f"Sent({self.batch.pk})"


@ledger.recorded
def propose(
    *,
    fund: Fund,
    first_month: str,
    agreement: Agreement | None = None,
    village: Region | None = None,
    workers: Sequence[Enlistment] | None = None,
    made_up: bool = False,
    by: Any,
) -> Batch:
    """Gather the listed workers whom a fund is to pay and who are in no batch; refuse when there are none.

    village: only those of one.  workers: just these; then each must be listed, be paid by the fund, and be
    free.  first_month: as 2026-03.
    """
    kept = locked_fund(fund, by)
    agreed = _agreed(kept, agreement)
    now = clock.now()
    start = rules.check_start(
        first_month, rules=kept.read_rules, agreed=agreed and agreed[1], today=now.date()
    )
    programmes = rules.programmes_in_order(agreed[0].programmes if agreed else rules.USUAL)
    if village is not None and (village.level != Level.VILLAGE or not covers(kept.region_id, village.pk)):
        raise RuleRefused("fund.village_outside")
    free = _free(kept, village, workers, programmes)
    rules.check_size(len(free))
    if agreed is not None:
        holding = Enrolment.objects.filter(batch__agreement=agreed[0], state__in=HOLDING)
        taken = holding.values(one=Coalesce("person__merged_into", "person")).distinct().count()
        rules.check_quota(quota=agreed[0].quota, taken=taken, asked=len(free))
    batch = Batch.objects.create(
        fund=kept,
        agreement=agreement,
        village=village,
        programmes=programmes,
        first_month=str(start),
        proposed_by=by,
        proposed_at=now,
        made_up=made_up,
    )
    Enrolment.objects.bulk_create(
        (
            Enrolment(
                batch=batch, worker_id=pk, person_id=person, programmes=programmes, first_month=str(start)
            )
            for pk, person in free
        ),
        batch_size=AT_ONCE,
    )
    ledger.append("batch.proposed", subject=batch, by=by, fund=kept.pk, people=len(free), month=str(start))
    return batch


@ledger.recorded
def leave_out(*, enrolment: Enrolment, by: Any) -> Enrolment:
    """Take one worker out of a batch before it is sent; the worker is free for another one."""
    batch = locked(enrolment.batch, by)
    if batch.state not in (BatchState.PROPOSED, BatchState.VERIFIED):
        raise RuleRefused("batch.state", state=batch.state)
    row = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if row.state != EnrolmentState.OPEN:
        raise RuleRefused("batch.state", state=row.state)
    row.state = EnrolmentState.LEFT_OUT
    row.save(update_fields=["state"])
    ledger.append("batch.worker_left_out", subject=row, by=by, batch=batch.pk)
    return row


@ledger.recorded
def verify(*, batch: Batch, by: Any) -> Batch:
    """Say, as another person than the one who proposed it, that a batch may be sent."""
    row = locked(batch, by)
    rules.check_move(row.state, BatchState.VERIFIED)
    rules.check_second_person(proposed_by=row.proposed_by_id, by=by.pk)
    people_in = _check_members(row)
    row.state, row.verified_by, row.verified_at = BatchState.VERIFIED, by, clock.now()
    row.save(update_fields=["state", "verified_by", "verified_at"])
    ledger.append("batch.verified", subject=row, by=by, people=people_in)
    return row


def send(*, batch: Batch, by: Any) -> Sent:
    """Make the file for BPJS, once, for whoever sends it; that it was made is recorded, the people not.

    A large file takes seconds, so it is made before anything is locked; it goes out only if nothing changed.
    """
    permissions.check_keep(permissions.desk_of(by), batch.fund)
    rules.check_move(batch.state, BatchState.SENT)
    return _send(batch=batch, made=batch_files.workbook(batch), by=by)


@ledger.recorded
def _send(*, batch: Batch, made: batch_files.Made, by: Any) -> Sent:
    row = locked(batch, by)
    rules.check_move(row.state, BatchState.SENT)
    count = _check_members(row)
    people.look_at_batch(count, by=by)
    if made.members != batch_files.members_of(row):  # somebody was left out meanwhile
        made = batch_files.workbook(row)
    data = made.data
    row.state, row.sent_by, row.sent_at = BatchState.SENT, by, clock.now()
    row.sha256 = hashlib.sha256(data).hexdigest()
    row.save(update_fields=["state", "sent_by", "sent_at", "sha256"])
    ledger.append("batch.sent", subject=row, by=by, people=count, sha256=row.sha256)
    return Sent(row, data)


@ledger.recorded
def recall(*, batch: Batch, note: str, by: Any) -> Batch:
    """Take the sending back while nothing was answered, as when the file was lost; it can be made anew."""
    row = locked(batch, by)
    if row.state != BatchState.SENT:
        raise RuleRefused("batch.state", state=row.state)
    _check_unanswered(row, note)
    row.state, row.sent_by, row.sent_at, row.sha256 = BatchState.VERIFIED, None, None, ""
    row.note = note.strip()
    row.save(update_fields=["state", "sent_by", "sent_at", "sha256", "note"])
    ledger.append("batch.recalled", subject=row, by=by)
    return row


@ledger.recorded
def withdraw(*, batch: Batch, note: str, by: Any) -> Batch:
    """Give a batch up while nothing was answered; its workers are free for another one."""
    row = locked(batch, by)
    rules.check_move(row.state, BatchState.WITHDRAWN)
    _check_unanswered(row, note)
    row.enrolments.filter(state=EnrolmentState.OPEN).update(state=EnrolmentState.LEFT_OUT)
    row.state, row.note = BatchState.WITHDRAWN, note.strip()
    row.save(update_fields=["state", "note"])
    ledger.append("batch.withdrawn", subject=row, by=by)
    return row


def locked(batch: Batch, by: Any) -> Batch:
    """Return a batch, locked, for whoever keeps its fund.  Inside a command only."""
    row = (
        Batch.objects.select_for_update(of=("self",))
        .select_related("fund__office", "fund__region", "agreement")
        .get(pk=batch.pk)
    )
    permissions.check_keep(permissions.desk_of(by), row.fund)
    return row


def locked_fund(fund: Fund, by: Any) -> Fund:
    """Return a fund, locked, for whoever keeps it.  Inside a command only.

    Without its key: a record that gets this fund meanwhile, as by a merge, points at it and waits for nobody.
    """
    kept = Fund.objects.select_for_update(of=("self",), no_key=True).select_related("office")
    row = kept.get(pk=fund.pk)
    permissions.check_keep(permissions.desk_of(by), row)
    return row


def _agreed(fund: Fund, agreement: Agreement | None) -> tuple[Agreement, tuple[Any, Any]] | None:
    if agreement is None:
        return None
    row = Agreement.objects.select_for_update().get(
        pk=agreement.pk
    )  # so that its quota is asked once at a time
    if row.fund_id != fund.pk:
        raise RuleRefused("fund.agreement_of_another")
    return row, (row.starts_on, row.ends_on)


def _free(
    fund: Fund, village: Region | None, workers: Sequence[Enlistment] | None, programmes: str
) -> list[tuple[int, int]]:
    """Return worker and person of everybody who may stand in the batch, their persons locked."""
    asked = Enlistment.objects.filter(fund=fund, state=WorkerState.LISTED)
    if village is not None:
        asked = asked.filter(village=village)
    if workers is not None:
        asked = asked.filter(pk__in=[one.pk for one in workers])
        if (missing := len({one.pk for one in workers}) - asked.count()) > 0:
            raise RuleRefused("batch.not_listed", count=missing)
    list(
        Person.objects.select_for_update()
        .filter(pk__in=asked.order_by().values("person"))
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    held = _held(asked, programmes)
    if workers is not None and held:
        raise RuleRefused("batch.held", count=len(held))
    return [
        (pk, person)
        for pk, person in asked.order_by("village_id", "pk").values_list("pk", "person_id")
        if person not in held
    ]


def _held(asked: Any, programmes: str) -> set[int]:
    """Return the persons who are in an open batch or active in one of the programmes.

    What ended otherwise, by a stop or for want of payment, is closed here so that another may follow.
    """
    persons = asked.order_by().values("person")  # and who was merged into one of them: one person
    which = Q(person__in=persons) | Q(person__merged_into__in=persons)
    holding = Enrolment.objects.filter(which, state__in=HOLDING)
    covers_by_key = months.covers_of(holding.filter(state=EnrolmentState.ACTIVE))
    now, held, ended = months.this_month(), set(), []
    for pk, person, into, state, own, worker_state in holding.order_by().values_list(
        *("pk", "person_id", "person__merged_into_id", "state", "programmes", "worker__state")
    ):
        if not rules.overlap(own, programmes):
            continue
        lapsed = state == EnrolmentState.ACTIVE and covers_by_key[pk].standing(now) is Standing.LAPSED
        if state == EnrolmentState.ACTIVE and (lapsed or worker_state == WorkerState.STOPPED):
            ended.append(pk)
        else:
            held.add(into or person)
    for start in range(0, len(ended), AT_ONCE):
        part = Enrolment.objects.filter(pk__in=ended[start : start + AT_ONCE])
        part.update(state=EnrolmentState.ENDED)
    return held


def _check_members(row: Batch) -> int:
    """Return how many workers stand in a batch; refuse one in which somebody has stopped."""
    inside = row.enrolments.filter(state=EnrolmentState.OPEN)
    stopped = inside.exclude(worker__state=WorkerState.LISTED).count()
    if stopped:
        raise RuleRefused("batch.stopped_inside", count=stopped)
    count = inside.count()
    rules.check_size(count)
    return count


def _check_unanswered(row: Batch, note: str) -> None:
    if not note.strip():
        raise BadInput("worker.no_note")
    answered = row.enrolments.filter(state__in=[EnrolmentState.ACTIVE, EnrolmentState.REJECTED])
    if answered.exists():
        raise RuleRefused("batch.answered_partly")
