"""Acts on very many workers: small ones are done at once, large ones by the sweep, in parts.

Whoever works writes its name beside the errand; one whose worker is gone waits again.  What an errand did
before it broke off stays, and doing it anew goes on from there: a month is paid, and told, once.
"""

import traceback
from collections.abc import Callable
from typing import Any

from django.db import transaction

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import months, register_delivery
from paritrana.apps.protection.commands.batches import locked_fund
from paritrana.apps.protection.commands.import_work import is_gone, own_name
from paritrana.apps.protection.models import Batch, Errand, Payment
from paritrana.apps.protection.queries import errands as queries
from paritrana.apps.protection.states import ErrandKind, ErrandState
from paritrana.core.units import clock
from paritrana.errors import NotPermitted, ParitranaError, RuleRefused

Say = Callable[[str], None]


def settle(*, payment: Payment, batch: Batch | None = None, by: Any) -> Errand | None:
    """Settle a payment: a small one at once; a large one is checked and left to the sweep."""
    if not queries.is_large(payment):
        months.settle(payment=payment, batch=batch, by=by)
        return None
    found = len(months.due(payment=payment, batch=batch))
    return _ask_settling(payment=payment, batch=batch, total=found, by=by)


@ledger.recorded
def _ask_settling(*, payment: Payment, batch: Batch | None, total: int, by: Any) -> Errand:
    locked_fund(payment.fund, by)
    return _ask(ErrandKind.SETTLE, payment=payment, batch=batch, total=total, by=by)


@ledger.recorded
def ask_delivery(*, office: Organisation, by: Any) -> Errand:
    """Leave it to the sweep to hand the paid months of an office to the figures."""
    if office not in permissions.money_offices(permissions.desk_of(by)):
        raise NotPermitted("protection.other_office")
    Organisation.objects.select_for_update().get(pk=office.pk)
    return _ask(ErrandKind.DELIVER, office=office, total=queries.count_untold(office.pk), by=by)


def work(say: Say = lambda line: None) -> int:
    """Do every errand that waits, the oldest first; return how many were done."""
    for row in Errand.objects.exclude(worker=""):
        if is_gone(row.worker):
            say(f"errand {row.pk}: its worker is gone, it is taken up anew")
            _requeue(errand=row)
    done = 0
    while row := Errand.objects.filter(state=ErrandState.QUEUED).order_by("pk").first():
        row = take(row)
        done += 1
        say(f"errand {row.pk}: {row.state}{f' ({row.fault})' if row.fault else ''}")
    return done


def take(errand: Errand) -> Errand:
    """Do an errand, unless somebody does it already; return it as it is then."""
    row = _begin(errand)
    if row is None:
        return errand
    try:
        _do(row)
        _end(errand=row, state=ErrandState.DONE)
    except ParitranaError as error:
        facts = {key: ledger.plain(value) for key, value in error.facts.items()}
        _end(errand=row, state=ErrandState.FAILED, fault=error.code, facts=facts)
    except Exception:
        traceback.print_exc()
        _end(errand=row, state=ErrandState.FAILED, fault="errand.broken")
    return Errand.objects.get(pk=row.pk)


def _do(row: Errand) -> None:
    if row.kind == ErrandKind.DELIVER and row.office is not None:
        register_delivery.deliver(office=row.office, by=row.by)
    elif row.payment is not None:
        months.settle_in_parts(
            payment=row.payment,
            batch=row.batch,
            by=row.by,
            tell=lambda more: _tell(row, more),
        )


def _ask(kind: ErrandKind, *, by: Any, total: int, **subject: Any) -> Errand:
    open_ = Errand.objects.filter(kind=kind, state__in=[ErrandState.QUEUED, ErrandState.WORKING])
    named = {name: one for name, one in subject.items() if name != "batch"}
    if open_.filter(**named).exists():
        raise RuleRefused("errand.waits")
    row = Errand.objects.create(kind=kind, total=total, by=by, at=clock.now(), **subject)
    ledger.append("errand.asked", subject=row, by=by, kind=str(kind), total=total)
    return row


@transaction.atomic
def _begin(errand: Errand) -> Errand | None:
    row = Errand.objects.select_for_update().get(pk=errand.pk)
    if row.state != ErrandState.QUEUED:
        return None
    row.state, row.worker, row.done = ErrandState.WORKING, own_name(), 0
    row.save(update_fields=["state", "worker", "done"])
    return queries.find(row.pk)


def _tell(row: Errand, more: int) -> None:
    row.done = min(row.done + more, row.total)
    Errand.objects.filter(pk=row.pk).update(done=row.done)


@ledger.recorded
def _end(*, errand: Errand, state: ErrandState, fault: str = "", facts: dict[str, Any] | None = None) -> None:
    row = Errand.objects.select_for_update().get(pk=errand.pk)
    row.state, row.worker, row.fault, row.facts = state, "", fault, facts or {}
    row.save(update_fields=["state", "worker", "fault", "facts"])
    ledger.append(f"errand.{state}", subject=row, by=None, fault=fault)


@ledger.recorded
def _requeue(*, errand: Errand) -> None:
    """Let an errand whose worker died wait again."""
    row = Errand.objects.select_for_update().get(pk=errand.pk)
    row.state, row.worker = ErrandState.QUEUED, ""
    row.save(update_fields=["state", "worker"])
    ledger.append("errand.requeued", subject=row, by=None)
