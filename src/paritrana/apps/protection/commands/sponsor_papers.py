"""Papers of sponsoring that show names: each a list with its purpose, within the daily limit, and noted."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.protection.commands import people
from paritrana.apps.protection.commands.sponsors import locked
from paritrana.apps.protection.models import Payment, Pledge, Workplace
from paritrana.apps.protection.queries import sponsors as queries
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.states import Purpose, WorkerState
from paritrana.core.units import clock
from paritrana.errors import RuleRefused


@dataclass(frozen=True)
class Named:
    """A pledge with the names that its paper needs, for one answer; its repr shows none of it."""

    pledge: Pledge
    sponsor: str
    worker: str

    def __repr__(self) -> str:
        return "Named(…)"


@ledger.recorded
def print_mandates(*, workplace: Workplace, by: Any) -> list[Named]:
    """Return the mandates of an office that are not signed yet, with names; the look is noted."""
    return _looked(workplace, Q(signed_on=None), Purpose.MANDATE, "pledge.no_mandate", by)


@ledger.recorded
def tell_treasurer(*, workplace: Workplace, month: str, by: Any) -> list[Named]:
    """Return whose salary is to be deducted for a month, with names; the look is noted."""
    which = Q(signed_on__isnull=False, first_month__lte=month, last_month__gte=month)
    return _looked(workplace, which, Purpose.TREASURER, "pledge.none_due", by)


@ledger.recorded
def thank(*, workplace: Workplace, by: Any) -> list[Named]:
    """Return whom to thank: sponsors of whom a month is paid and who were not thanked; mark them so."""
    paid = Payment.objects.filter(commitment__pledge__isnull=False, taken_back_at=None)
    which = Q(thanked_on=None, commitment__in=paid.values("commitment"))
    named = _looked(workplace, which, Purpose.THANKS, "pledge.nobody_to_thank", by)
    keys = [one.pledge.pk for one in named]
    Pledge.objects.filter(pk__in=keys).update(thanked_on=clock.now().date())
    ledger.append("pledges.thanked", subject=workplace, by=by, pledges=len(keys))
    return named


def _looked(workplace: Workplace, which: Q, purpose: Purpose, nobody: str, by: Any) -> list[Named]:
    row = locked(workplace, by)
    which &= Q(sponsor__workplace=row, ended_on=None, worker__state=WorkerState.LISTED)
    found = list(queries.pledges(which).order_by("pk"))
    if not found:
        raise RuleRefused(nobody)
    look = people.look_at_list(purpose=purpose, people=2 * len(found), by=by)
    ledger.append("person.listed", subject=look, by=by, purpose=str(purpose), people=2 * len(found))
    opener = Opener()
    named = [
        Named(one, queries.name_of(one.sponsor, opener), opener.name(one.worker.person)) for one in found
    ]
    return sorted(named, key=lambda one: one.sponsor.casefold())
