"""Errands of a payment and of an office, and whether an act is so large that it becomes one."""

from paritrana.apps.protection.models import Errand, PaidMonth, Payment
from paritrana.apps.protection.rules import months as rules
from paritrana.apps.protection.states import ErrandKind, ErrandState

SMALL = 20_000  # worker-months that a request may write


def is_large(payment: Payment) -> bool:
    """Whether a payment is for more worker-months than a request may settle."""
    return payment.workers * len(rules.months_of(payment.first_month, payment.last_month)) > SMALL


def count_untold(office: int) -> int:
    """Return how many paid months of an office were not handed to the figures yet."""
    return PaidMonth.objects.filter(
        enrolment__batch__fund__office=office, taken_back_at=None, delivery=None
    ).count()


def find(pk: int) -> Errand:
    return Errand.objects.select_related("payment__fund", "batch", "office", "by").get(pk=pk)


def of_payment(payment: int) -> Errand | None:
    """Return the last errand of a payment, unless it is done."""
    return _unless_done(Errand.objects.filter(payment=payment).first())


def of_office(office: int) -> Errand | None:
    """Return the last delivery that an office asked for, unless it is done."""
    return _unless_done(Errand.objects.filter(kind=ErrandKind.DELIVER, office=office).first())


def _unless_done(row: Errand | None) -> Errand | None:
    return None if row is None or row.state == ErrandState.DONE else row
