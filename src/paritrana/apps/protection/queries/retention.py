"""Whose data may be erased, and what stands against it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.labels import words as general
from paritrana.apps.protection.models import (
    Commitment,
    Enlistment,
    Enrolment,
    ImportedRow,
    Payment,
    Person,
    Sponsor,
)
from paritrana.apps.protection.queries import months
from paritrana.apps.protection.rules.imports import UNDO_HOURS
from paritrana.apps.protection.states import ImportState, WorkerState
from paritrana.core.units import clock

LISTED, PREMIUM, UNDO = "listed", "premium", "undo"


@dataclass(frozen=True)
class Blocker:
    """What must be settled before a person's data are erased.  fund, month: of an unpaid premium."""

    code: str
    fund: str = ""
    month: str = ""

    @property
    def told(self) -> str:
        """Return it in words."""
        return words.blocker_text(self.code, fund=self.fund, month=general.month_text(self.month))


def blockers(person: Person) -> list[Blocker]:
    """Return all that stands against it: listed, covered months unpaid, a roster that may be undone."""
    rows = Enlistment.objects.filter(Q(person=person) | Q(person__merged_into=person)).select_related("fund")
    return [one for row in rows.order_by("pk") for one in _against(row)]


def stopped_before(last: date) -> QuerySet[Person]:
    """Return the persons of whom nobody is listed and who were stopped on this day or before, not erased."""
    rows = Enlistment.objects.filter(person=OuterRef("pk"))
    kept = rows.filter(Q(state=WorkerState.LISTED) | Q(stopped_on__gt=last))
    return Person.objects.filter(Exists(rows), ~Exists(kept), erased_at=None, merged_into=None).order_by("pk")


def sponsors_left_before(last: date) -> QuerySet[Sponsor]:
    """Return the sponsors who left on this day or before and whose name is still held."""
    return Sponsor.objects.filter(left_on__lte=last).exclude(name_sealed="").order_by("pk")


def _against(row: Enlistment) -> Iterator[Blocker]:
    if row.state == WorkerState.LISTED:
        yield Blocker(LISTED)
    elif row.fund is not None and row.stopped_on is not None:
        yield from _unpaid(row, f"{row.stopped_on:%Y-%m}")
    since = clock.now() - timedelta(hours=UNDO_HOURS)
    imports = ImportedRow.objects.filter(worker=row, roster__committed_at__gte=since)
    if imports.filter(roster__state__in=[ImportState.COMMITTED, ImportState.UNDOING]).exists():
        yield Blocker(UNDO)


def _unpaid(row: Enlistment, stopped: str) -> Iterator[Blocker]:
    """Yield what is owed up to the month of the stop: by the enrolments, else by what the fund promised."""
    enrolled = Enrolment.objects.filter(worker=row, state__in=months.COUNTED).select_related("batch__fund")
    if enrolled:
        covers = months.covers_of(enrolled)
        for one in enrolled:
            if owed := months.unpaid_until(covers[one.pk], stopped):
                yield Blocker(PREMIUM, fund=one.batch.fund.name, month=owed)
        return
    listed = f"{row.listed_on:%Y-%m}"
    promised = Commitment.objects.filter(
        Q(village=row.village_id) | Q(village=None),
        fund=row.fund_id,
        taken_back_at=None,
        first_month__lte=stopped,
        last_month__gte=listed,
    )
    for one in promised:
        paid = Payment.objects.filter(commitment=one, taken_back_at=None).aggregate(until=Max("last_month"))
        until, needed = paid["until"] or "", min(one.last_month, stopped)
        if until < needed:
            yield Blocker(PREMIUM, fund=row.fund.name, month=needed)
