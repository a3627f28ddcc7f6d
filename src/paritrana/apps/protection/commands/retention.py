"""Erasing personal data: of one person, of those stopped long ago, of old requests and drafts.

What is erased is overwritten: NIK, name and birth date with their seals, the token by which the person was
known, sex, year of birth, occupation, service, decile and notes.  Records, their days, villages and funds
stay, so that no count changes.  Nothing brings it back.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.protection.models import (
    Change,
    DataKey,
    Enlistment,
    Enrolment,
    ImportedRow,
    Person,
    Sponsor,
    SubjectRequest,
    WorkerDraft,
    WorkerRequest,
)
from paritrana.apps.protection.queries import drafts, requests
from paritrana.apps.protection.queries import retention as queries
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules import nik as nik_rules
from paritrana.apps.protection.rules import rights as rules
from paritrana.apps.protection.states import RequestRefusal, RequestState
from paritrana.core.units import clock
from paritrana.errors import RuleRefused

ASKED, KEPT = "asked", "kept_long_enough"
Say = Callable[[str], None]


@ledger.recorded
def erase(*, person: Person, by: Any, because: str = ASKED) -> Person:
    """Destroy the personal data of one person; raises RuleRefused with what stands against it.

    because: `asked` by the person, or `kept_long_enough`.  Who may ask for it is checked by the caller's
    command; None as the actor is the site itself.
    """
    row = Person.objects.select_for_update().get(pk=person.pk)
    if row.merged_into_id is not None:
        row = Person.objects.select_for_update().get(pk=row.merged_into_id)
    if row.erased_at:
        raise RuleRefused("erasure.gone")
    if found := queries.blockers(row):
        raise RuleRefused("erasure.blocked", why="; ".join(one.told for one in found))
    for one in [row, *row.merged.select_for_update()]:  # one person, whatever NIK it was entered under
        if because == ASKED:
            _erase_sealed_elsewhere(one)
        _overwrite(one)
    ledger.append("person.erased", subject=row, by=by, because=because)
    return row


def _overwrite(row: Person) -> None:
    row.token = f"x{secrets.token_hex(15)}"  # no NIK has a token that begins so
    row.nik_first = row.nik_last = row.nik_sealed = row.name_sealed = row.born_sealed = row.sex = ""
    row.birth_year, row.erased_at = 0, clock.now()
    row.save()
    workers = Enlistment.objects.filter(person=row)
    Change.objects.filter(worker__in=workers).update(note="")
    SubjectRequest.objects.filter(worker__in=workers).update(note="")
    ImportedRow.objects.filter(worker__in=workers).update(before={})
    Enrolment.objects.filter(person=row).update(number_sealed="", number_last="", reason="")
    workers.update(occupation="unknown", service="", decile=None, doubts=[])


@ledger.recorded
def _erase_sponsor(*, sponsor: Sponsor, by: Any) -> None:
    """Destroy the name of a civil servant who left; pledges and payments stay."""
    row = Sponsor.objects.select_for_update().get(pk=sponsor.pk)
    row.token, row.name_sealed = f"x{secrets.token_hex(15)}", ""
    row.save(update_fields=["token", "name_sealed"])
    ledger.append("sponsor.erased", subject=row, by=by)


def _erase_sealed_elsewhere(person: Person) -> None:
    """Erase what the person's own requests and officers' drafts hold under the same NIK."""
    opener, now = Opener(), clock.now()
    nik = opener.all(person).nik
    for one in WorkerRequest.objects.exclude(sealed="").select_related("data_key"):
        if requests.opened(one, opener).worker.nik == nik:
            if one.is_waiting:
                one.state, one.reason, one.answered_at = RequestState.REFUSED, RequestRefusal.WITHDRAWN, now
            one.sealed, one.erased_at = "", now
            one.save(update_fields=["state", "reason", "answered_at", "sealed", "erased_at"])
    for draft in WorkerDraft.objects.select_related("data_key", "by"):
        if nik_rules.plain(drafts.opened(draft, draft.by).get("nik", "")) == nik:
            draft.delete()


def expire(*, days: int, by: Any = None) -> tuple[int, int]:
    """Erase who was stopped, or left as a sponsor, so many days ago; return how many, and how many wait.

    Each person is a transaction of its own, so that an interrupted run goes on where it stopped.
    """
    last = rules.kept_until(clock.now().date(), days)
    done = held = 0
    for pk in list(queries.sponsors_left_before(last).values_list("pk", flat=True)):
        _erase_sponsor(sponsor=Sponsor(pk=pk), by=by)
        done += 1
    for pk in list(queries.stopped_before(last).values_list("pk", flat=True)):
        try:
            erase(person=Person(pk=pk), by=by, because=KEPT)
            done += 1
        except RuleRefused:
            held += 1
    return done, held


def work(say: Say = lambda line: None) -> int:
    """Erase requests that came to nothing and drafts left lying; return how many were erased."""
    now = clock.now()
    if not any(rows.exists() for rows in _old(now)):
        return 0
    count = _erase_old(now)
    say(f"old requests and drafts: {count} erased")
    return count


@ledger.recorded
def _erase_old(now: datetime) -> int:
    requests, drafts = _old(now)
    requests.filter(state=RequestState.WAITING).update(
        state=RequestState.REFUSED, reason=RequestRefusal.EXPIRED, answered_at=now
    )
    gone = requests.update(sealed="", erased_at=now)
    thrown, _tables = drafts.delete()
    key = DataKey.objects.order_by("-pk").first()
    ledger.append("worker_requests.erased", subject=key, by=None, requests=gone, drafts=thrown)
    return gone + thrown


def _old(now: datetime) -> tuple[QuerySet[WorkerRequest], QuerySet[WorkerDraft]]:
    """Return the requests and drafts whose days are over."""
    asked = now - timedelta(days=settings.KEEP_REQUESTS_DAYS)
    saved = now - timedelta(days=settings.KEEP_DRAFTS_DAYS)
    requests = WorkerRequest.objects.exclude(sealed="").filter(asked_at__lt=asked)
    return requests, WorkerDraft.objects.filter(saved_at__lt=saved)
