"""Rights of data subjects: a wish is written down, answered in time, and data erased where that is asked."""

from typing import Any

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import people, retention
from paritrana.apps.protection.models import Enlistment, Reveal, SubjectRequest
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.protection.queries import subjects as queries
from paritrana.apps.protection.queries.subjects import Held
from paritrana.apps.protection.rules import nik as nik_rules
from paritrana.apps.protection.rules import rights as rules
from paritrana.apps.protection.states import Purpose, SubjectKind, SubjectResult, SubjectState
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused


@ledger.recorded
def receive(
    *, kind: str, way: str, worker: Enlistment | None = None, nik: str = "", by: Any
) -> SubjectRequest:
    """Write a person's wish down, found by the record or by the NIK; nothing found is a wish as well."""
    desk = permissions.desk_of(by)
    permissions.check_desk(desk)
    rules.check_subject(kind, way)
    if worker is None:
        if fault := nik_rules.fault_of(nik):
            raise BadInput(fault)
        worker = queries.worker_by_nik(nik, desk.reach)
    else:
        permissions.check_worker(desk, worker)
    office = desk.office_for(worker.village_id) if worker else desk.offices[0][0]
    now = clock.now()
    row = SubjectRequest.objects.create(
        kind=kind,
        way=way,
        worker=worker,
        office=office,
        received_by=by,
        received_at=now,
        due_at=rules.due(now),
    )
    ledger.append("subject.received", subject=row, by=by, kind=kind, found=worker is not None)
    return row


@ledger.recorded
def hand_over(*, request: SubjectRequest, by: Any) -> Held:
    """Return everything held on the person, to be printed and handed over; the look is recorded."""
    row, desk = _locked(request, by)
    rules.check_open(row.state)
    if row.kind != SubjectKind.ACCESS or row.worker is None:
        raise RuleRefused("subject.not_access")
    people.count_look(by, Purpose.ANSWER, 1, worker=row.worker)
    held = queries.everything_on(row.worker, desk.reach)
    Reveal.objects.create(worker=row.worker, purpose=Purpose.ANSWER, by=by, at=clock.now())
    ledger.append("person.handed", subject=row, by=by)
    return held


@ledger.recorded
def answer(*, request: SubjectRequest, result: str, note: str = "", by: Any) -> SubjectRequest:
    """Close a wish with what came of it; erasing has its own act."""
    row, _desk = _locked(request, by)
    rules.check_open(row.state)
    if result == SubjectResult.ERASED:
        raise BadInput("subject.erase_itself")
    rules.check_answer(row.kind, result, note)
    _close(row, result, note, by=by)
    return row


@ledger.recorded
def erase(*, request: SubjectRequest, confirmed: bool, by: Any) -> SubjectRequest:
    """Destroy the person's data and close the wish; raises RuleRefused with what stands against it."""
    row, _desk = _locked(request, by)
    rules.check_open(row.state)
    if row.kind != SubjectKind.DELETION or row.worker is None:
        raise RuleRefused("subject.not_deletion")
    if not confirmed:
        raise BadInput("erasure.word")
    retention.erase(person=row.worker.person, by=by)
    _close(row, SubjectResult.ERASED, "", by=by)
    return row


def _locked(request: SubjectRequest, by: Any) -> tuple[SubjectRequest, Desk]:
    row = (
        SubjectRequest.objects.select_for_update(of=("self",))
        .select_related("worker__person__data_key", "office")
        .get(pk=request.pk)
    )
    desk = permissions.desk_of(by)
    permissions.check_subject(desk, row)
    return row, desk


def _close(row: SubjectRequest, result: str, note: str, *, by: Any) -> None:
    refused = result == SubjectResult.REASONED
    row.state = SubjectState.REFUSED if refused else SubjectState.ANSWERED
    row.result, row.note, row.answered_by, row.answered_at = result, note.strip(), by, clock.now()
    row.save(update_fields=["state", "result", "note", "answered_by", "answered_at"])
    in_time = row.answered_at <= row.due_at
    ledger.append("subject.answered", subject=row, by=by, result=result, in_time=in_time)
