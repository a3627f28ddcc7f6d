"""A worker's own request: made without looking at who is known, accepted by the normal entry, or refused."""

from typing import Any

from django.conf import settings

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import people, workers
from paritrana.apps.protection.models import Enlistment, Fund, Reveal, WorkerRequest
from paritrana.apps.protection.queries import requests as queries
from paritrana.apps.protection.queries.people import Opener, has_keys
from paritrana.apps.protection.rules import requests as rules
from paritrana.apps.protection.rules import sealing
from paritrana.apps.protection.rules import workers as worker_rules
from paritrana.apps.protection.rules.requests import Asked
from paritrana.apps.protection.states import Purpose, RequestState
from paritrana.apps.regions.models import Region
from paritrana.core.regions import Level
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotFound, RuleRefused


@ledger.recorded
def make(
    *, asked: Asked, consent: bool, assisted: bool = False, made_up: bool = False, by: Any = None
) -> WorkerRequest:
    """Put a worker's own request, sealed, into the queue of the village; return it with its receipt.

    The register is not asked: a person who stands in it is answered as one who does not, by the same steps.
    by: the officer who helped, None for a worker alone.  Raises DataFaults with what cannot be right.
    """
    if not has_keys():
        raise BadInput("person.no_keys")
    if not consent:
        raise BadInput("request.no_consent")
    now = clock.now()
    worker_rules.check(asked.worker, listed_on=now.date(), oldest=settings.OLDEST_AGE)
    village = Region.objects.filter(pk=asked.worker.village, level=Level.VILLAGE).first()
    if village is None:
        raise NotFound("request.no_village")
    waiting = WorkerRequest.objects.filter(village=village, state=RequestState.WAITING)
    if waiting.count() >= rules.MOST_WAITING:
        raise RuleRefused("request.full")
    receipt, data_key = rules.new_receipt(), people.current_data_key()
    sealed = sealing.seal(rules.packed(asked), Opener().key(data_key), queries.about(receipt))
    row = WorkerRequest.objects.create(
        receipt=receipt,
        village=village,
        sealed=sealed,
        data_key=data_key,
        consent=rules.CONSENT,
        assisted=assisted or by is not None,
        helped_by=by,
        asked_at=now,
        made_up=made_up,
    )
    ledger.append("worker_request.made", subject=row, by=by, assisted=row.assisted)
    return row


@ledger.recorded
def look(*, request: WorkerRequest, by: Any) -> Asked:
    """Return what a worker asked, to compare it with the identity card, within the daily limit."""
    row = _locked(request, by)
    rules.check_open(row.state, erased=not row.sealed)
    people.count_look(by, Purpose.CHECK_CARD, 1)
    look = Reveal.objects.create(request=row, purpose=Purpose.CHECK_CARD, by=by, at=clock.now())
    ledger.append("person.revealed", subject=look, by=by, purpose=str(Purpose.CHECK_CARD), people=1)
    return queries.opened(row, Opener())


@ledger.recorded
def accept(*, request: WorkerRequest, fund: Fund | None = None, by: Any) -> Enlistment:
    """Take the worker into the register by the normal entry; what was sealed in the request goes."""
    row = _locked(request, by)
    rules.check_open(row.state, erased=not row.sealed)
    asked = queries.opened(row, Opener())
    worker = workers.add(worker=asked.worker, fund=fund, made_up=row.made_up, by=by)
    _answer(row, RequestState.ACCEPTED, by=by)
    row.worker, row.sealed, row.erased_at = worker, "", row.answered_at
    row.save(update_fields=["worker", "sealed", "erased_at"])
    ledger.append("worker_request.accepted", subject=row, by=by)
    return worker


@ledger.recorded
def refuse(*, request: WorkerRequest, reason: str, by: Any) -> WorkerRequest:
    """Say no, for a reason that is told in person; the data go after the days that are set."""
    row = _locked(request, by)
    rules.check_open(row.state)
    rules.check_refusal(reason)
    row.reason = reason
    row.save(update_fields=["reason"])
    _answer(row, RequestState.REFUSED, by=by)
    ledger.append("worker_request.refused", subject=row, by=by, reason=reason)
    return row


def _locked(request: WorkerRequest, by: Any) -> WorkerRequest:
    row = (
        WorkerRequest.objects.select_for_update(of=("self",))
        .select_related("village", "data_key")
        .get(pk=request.pk)
    )
    permissions.check_request(permissions.desk_of(by), row)
    return row


def _answer(row: WorkerRequest, state: RequestState, *, by: Any) -> None:
    row.state, row.answered_by, row.answered_at = state, by, clock.now()
    row.save(update_fields=["state", "answered_by", "answered_at"])
