"""Whose months a payment paid, and what minutes correct: nothing is overwritten, only taken back."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import batched
from typing import Any

from django.db import transaction

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.protection.commands.batches import locked_fund
from paritrana.apps.protection.models import Batch, Correction, Enrolment, PaidMonth, Payment
from paritrana.apps.protection.queries import doubles
from paritrana.apps.protection.queries import months as queries
from paritrana.apps.protection.rules import months as rules
from paritrana.apps.protection.states import CorrectionKind, EnrolmentState
from paritrana.core.programmes import Month, month_of
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused

AT_ONCE = 1_000
PART = 10_000  # worker-months of one transaction
PAUSE = 0.05  # seconds in which others may write


@ledger.recorded
def settle(*, payment: Payment, batch: Batch | None = None, by: Any) -> int:
    """Say that a payment paid for the active workers of its fund; return how many months that are.

    Only those of the payment's village, where it names one, and of one batch, where that is asked.  A month
    that is paid already is left as it is.  Refused when more workers are due than the payment is for: who is
    meant is then for a person to say, by choosing a batch.  A month of one person is never paid twice, though
    a merge left the person in two enrolments.
    """
    row = _locked(payment, by)
    found = due(payment=row, batch=batch)
    _write(row, found)
    _record_settled(row, found, by)
    return len(found)


def settle_in_parts(
    *, payment: Payment, batch: Batch | None = None, by: Any, tell: Callable[[int], None]
) -> int:
    """Do the same for very many workers, in short transactions, so that others can write between them.

    One that broke off is done anew: whose month stands already is left as it is.
    """
    found = due(payment=payment, batch=batch)
    for part in batched(found, PART, strict=False):
        _settle_part(payment, part, by)
        tell(len(part))
        time.sleep(PAUSE)
    return _settled(payment=payment, found=found, by=by)


def due(*, payment: Payment, batch: Batch | None = None) -> list[tuple[int, str]]:
    """Return the months that a payment would pay now, by enrolment; raises RuleRefused."""
    row = payment
    if row.taken_back_at:
        raise RuleRefused("money.taken_back")
    asked = Enrolment.objects.filter(batch__fund=row.fund_id, state=EnrolmentState.ACTIVE)
    if row.village_id:
        asked = asked.filter(worker__village=row.village_id)
    if batch is not None:
        if batch.fund_id != row.fund_id:
            raise RuleRefused("months.batch_of_another")
        asked = asked.filter(batch=batch)
    found = doubles.without_second(asked, _unpaid(row, asked))
    if not found:
        raise RuleRefused("months.nobody")
    named = row.months.filter(taken_back_at=None).values_list("month", flat=True)
    most = max((Counter(month for _key, month in found) + Counter(named)).values())
    if most > row.workers:
        raise RuleRefused("months.too_many", workers=row.workers, people=most)
    return found


@transaction.atomic
def _settle_part(payment: Payment, part: Sequence[tuple[int, str]], by: Any) -> None:
    row = _locked(payment, by)
    if row.taken_back_at:
        raise RuleRefused("money.taken_back")
    active = Enrolment.objects.filter(
        pk__range=(part[0][0], part[-1][0]), state=EnrolmentState.ACTIVE
    ).values_list("pk", flat=True)
    still = set(active)
    _write(row, [one for one in part if one[0] in still], ignore_conflicts=True)


@ledger.recorded
def _settled(*, payment: Payment, found: Sequence[tuple[int, str]], by: Any) -> int:
    _record_settled(_locked(payment, by), found, by)
    return len(found)


def _write(row: Payment, found: Iterable[tuple[int, str]], *, ignore_conflicts: bool = False) -> None:
    PaidMonth.objects.bulk_create(
        (PaidMonth(enrolment_id=key, payment=row, month=month) for key, month in found),
        batch_size=AT_ONCE,
        ignore_conflicts=ignore_conflicts,
    )


def _record_settled(row: Payment, found: Sequence[tuple[int, str]], by: Any) -> None:
    people = len({key for key, _month in found})
    ledger.append("payment.settled", subject=row, by=by, people=people, months=len(found))


@ledger.recorded
def take_back(
    *, enrolment: Enrolment, first_month: str, last_month: str, minutes: str, reason: str, by: Any
) -> Correction:
    """Take months of one worker back, by minutes: they were written to the wrong one.  The lines stay."""
    fund = locked_fund(enrolment.batch.fund, by)
    span = rules.months_of(first_month, last_month)
    _check_paper(minutes, reason)
    live = PaidMonth.objects.select_for_update().filter(
        enrolment=enrolment, taken_back_at=None, month__in=[str(one) for one in span]
    )
    keys = list(live.values_list("pk", flat=True))
    if not keys:
        raise RuleRefused("months.not_paid")
    made = Correction.objects.create(
        kind=CorrectionKind.TAKEN_BACK,
        enrolment=enrolment,
        **_written(first_month, last_month, minutes, reason, by),
    )
    PaidMonth.objects.filter(pk__in=keys).update(taken_back_at=made.at, correction=made)
    ledger.append("months.taken_back", subject=made, by=by, fund=fund.pk, months=len(keys))
    return made


@ledger.recorded
def restore(*, payment: Payment, minutes: str, reason: str, by: Any) -> Correction:
    """Let the months of a late payment count as if paid in time, by minutes; membership is unbroken then."""
    row = _locked(payment, by)
    _check_paper(minutes, reason)
    if row.corrections.filter(kind=CorrectionKind.RESTORED, taken_back_at=None).exists():
        raise RuleRefused("months.restored_already")
    if not queries.payment_line(row.pk).void:
        raise RuleRefused("months.nothing_void")
    made = Correction.objects.create(
        kind=CorrectionKind.RESTORED,
        payment=row,
        **_written(row.first_month, row.last_month, minutes, reason, by),
    )
    ledger.append("months.restored", subject=made, by=by, payment=row.pk)
    return made


@ledger.recorded
def take_back_correction(*, correction: Correction, note: str, by: Any) -> Correction:
    """Mark a restoring as a mistake: what was paid after the lapse restores nothing again.  It stays.

    Months that were taken back from a worker are settled anew instead.
    """
    if correction.payment is None:
        raise RuleRefused("months.settle_anew")
    _locked(correction.payment, by)
    row = Correction.objects.select_for_update().get(pk=correction.pk)
    if not note.strip():
        raise BadInput("money.no_note")
    if row.taken_back_at:
        raise RuleRefused("money.taken_back")
    row.taken_back_at, row.taken_back_by, row.taken_back_why = clock.now(), by, note.strip()
    row.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    ledger.append("months.restoring_taken_back", subject=row, by=by)
    return row


def _unpaid(payment: Payment, asked: Any) -> list[tuple[int, str]]:
    """Return the months of the payment that each enrolment owes and nobody has paid, in a fixed order."""
    span = rules.months_of(payment.first_month, payment.last_month)
    paid = set(
        PaidMonth.objects.filter(
            enrolment__in=asked.order_by(), taken_back_at=None, month__in=[str(one) for one in span]
        ).values_list("enrolment_id", "month")
    )
    rows = asked.order_by("pk").values_list("pk", "first_month", "worker__stopped_on")
    return [
        (pk, str(month))
        for pk, first, stopped in rows
        for month in span
        if _owes(month, first, stopped) and (pk, str(month)) not in paid
    ]


def _owes(month: Month, first: str, stopped: Any) -> bool:
    return month >= month_of(first) and (stopped is None or month <= month_of(stopped))


def _locked(payment: Payment, by: Any) -> Payment:
    locked_fund(payment.fund, by)
    return Payment.objects.select_for_update(of=("self",)).select_related("fund").get(pk=payment.pk)


def _check_paper(minutes: str, reason: str) -> None:
    if not minutes.strip():
        raise BadInput("months.no_minutes")
    if not reason.strip():
        raise BadInput("worker.no_note")


def _written(first: str, last: str, minutes: str, reason: str, by: Any) -> dict[str, Any]:
    return {
        "first_month": first,
        "last_month": last,
        "minutes": minutes.strip(),
        "reason": reason.strip(),
        "by": by,
        "at": clock.now(),
    }
