"""One of two enrolments of the same person ends; nothing that was paid is dropped."""

from typing import Any

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.protection.commands.batches import locked
from paritrana.apps.protection.models import Enrolment
from paritrana.apps.protection.queries import doubles as queries
from paritrana.apps.protection.queries import months
from paritrana.apps.protection.rules import doubles as rules
from paritrana.apps.protection.states import EnrolmentState
from paritrana.errors import BadInput, RuleRefused


@ledger.recorded
def end(*, enrolment: Enrolment, note: str, by: Any) -> Enrolment:
    """End an enrolment beside which the person is in another one, as BPJS was asked to.

    It holds as far as it is paid, and until the other begins; from then on it owes nothing.  Refused where
    the person is in no other one, and before BPJS has answered.
    """
    batch = locked(enrolment.batch, by)
    row = Enrolment.objects.select_for_update(of=("self",)).select_related("person").get(pk=enrolment.pk)
    if not note.strip():
        raise BadInput("worker.no_note")
    if row.state != EnrolmentState.ACTIVE:
        raise RuleRefused("enrolment.not_active")
    others = queries.others_of(row)
    rules.check_doubled(others)
    covers = months.covers_of(Enrolment.objects.filter(pk__in=[row.pk, *(one.pk for one in others)]))
    until = min(rules.holds_until(covers[row.pk], covers[one.pk]) for one in others)
    row.state, row.last_month, row.reason = EnrolmentState.ENDED, str(until), note.strip()
    row.save(update_fields=["state", "last_month", "reason"])
    ledger.append("enrolment.ended", subject=row, by=by, batch=batch.pk, until=str(until))
    return row
