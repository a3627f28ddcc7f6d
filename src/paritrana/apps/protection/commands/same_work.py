"""Doing the searches for probable duplicates that wait, by whoever calls: a request for a small register, a
sweep for a large one.

Whoever works writes its name beside the search; one whose worker is gone waits again.
"""

import traceback
from collections.abc import Callable, Iterable
from itertools import batched
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.protection.commands.import_work import is_gone, own_name
from paritrana.apps.protection.models import DuplicateSearch, PersonLink
from paritrana.apps.protection.queries import same as queries
from paritrana.apps.protection.rules import same as rules
from paritrana.apps.protection.states import SearchState, Verdict
from paritrana.core.units import clock
from paritrana.errors import ParitranaError

if TYPE_CHECKING:
    from paritrana.core.rolls.likeness import Found, Pair

PART = 500
Say = Callable[[str], None]


def work(say: Say = lambda line: None) -> int:
    """Do every search that waits, the oldest first; return how many were done."""
    for row in DuplicateSearch.objects.exclude(worker=""):
        if is_gone(row.worker):
            say(f"search {row.pk}: its worker is gone, it is taken up anew")
            _requeue(search=row)
    done = 0
    while row := DuplicateSearch.objects.filter(state=SearchState.QUEUED).order_by("pk").first():
        row = take(row)
        done += 1
        say(f"search {row.pk}: {row.state}{f' ({row.fault})' if row.fault else ''}")
    return done


def take_if_small(search: DuplicateSearch) -> DuplicateSearch:
    """Do a search at once while the register is small; leave it to the sweep otherwise."""
    return take(search) if queries.count_listed() <= rules.SMALL else search


def take(search: DuplicateSearch) -> DuplicateSearch:
    """Do a search, unless somebody does it already; return it as it is then."""
    row = _begin(search)
    if row is None:
        return search
    try:
        fresh, found = _look(row)
        for part in batched(found.pairs, PART, strict=False):
            _keep(row, part)
        _finish(search=row, fresh=fresh, found=found)
    except ParitranaError as error:
        _fail(search=row, fault=error.code)
    except Exception:
        traceback.print_exc()
        _fail(search=row, fault="search.broken")
    return DuplicateSearch.objects.get(pk=row.pk)


@transaction.atomic
def _begin(search: DuplicateSearch) -> DuplicateSearch | None:
    row = DuplicateSearch.objects.select_for_update().get(pk=search.pk)
    if row.state != SearchState.QUEUED:
        return None
    row.state, row.worker = SearchState.WORKING, own_name()
    row.done, row.total, row.until_change = 0, queries.count_listed(), queries.last_change()
    row.save()
    return row


def _look(row: DuplicateSearch) -> tuple[int, "Found"]:
    """Compare everybody with whoever is new; return how many are, and what was found."""
    from paritrana.core.rolls.likeness import Limits, find

    until = queries.seen_until(row)
    new = queries.changed_since(until) if until else None
    records = []
    for part in queries.records():
        records += part
        row.done = len(records)
        DuplicateSearch.objects.filter(pk=row.pk).update(done=min(row.done, row.total))
    limits = Limits(
        least_weight=settings.DUPLICATE_WEIGHT,
        block=settings.DUPLICATE_BLOCK,
        pairs=settings.DUPLICATE_PAIRS,
    )
    row.people = len(records)
    return len(records) if new is None else len(new), find(records, new=new, limits=limits)


@transaction.atomic
def _keep(row: DuplicateSearch, pairs: Iterable["Pair"]) -> None:
    """Write pairs into the queue; of one that is there the weight is renewed while nobody judged it."""
    from paritrana.core.rolls.likeness import is_sure

    given = {(one.one, one.other): one for one in pairs}
    known = PersonLink.objects.select_for_update().filter(first__in=[one for one, _other in given])
    for link in known:
        found = given.pop((link.first_id, link.second_id), None)
        if found is not None and link.verdict == Verdict.OPEN:
            link.weight, link.agreement = found.weight, found.agreement
            link.save(update_fields=["weight", "agreement"])
    new = [
        PersonLink(
            search=row,
            first_id=one,
            second_id=other,
            rule=rules.EQUAL if is_sure(pair.agreement) else rules.WEIGHED,
            weight=pair.weight,
            agreement=pair.agreement,
        )
        for (one, other), pair in sorted(given.items())
    ]
    PersonLink.objects.bulk_create(new, ignore_conflicts=True)


@ledger.recorded
def _finish(*, search: DuplicateSearch, fresh: int, found: "Found") -> None:
    row = DuplicateSearch.objects.select_for_update().get(pk=search.pk)
    row.state, row.worker, row.fault, row.done_at = SearchState.DONE, "", "", clock.now()
    row.people, row.fresh, row.done = search.people, fresh, row.total
    row.found, row.cut = len(found.pairs), found.cut
    row.save()
    ledger.append("duplicates.searched", subject=row, by=None, people=row.people, found=row.found)


@ledger.recorded
def _fail(*, search: DuplicateSearch, fault: str) -> None:
    row = DuplicateSearch.objects.select_for_update().get(pk=search.pk)
    row.state, row.worker, row.fault, row.done_at = SearchState.FAILED, "", fault, clock.now()
    row.save()
    ledger.append("duplicates.search_failed", subject=row, by=None, fault=fault)


@ledger.recorded
def _requeue(*, search: DuplicateSearch) -> None:
    """Let a search whose worker died wait again."""
    row = DuplicateSearch.objects.select_for_update().get(pk=search.pk)
    row.state, row.worker = SearchState.QUEUED, ""
    row.save(update_fields=["state", "worker"])
    ledger.append("duplicates.search_requeued", subject=row, by=None)
