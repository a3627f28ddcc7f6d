"""Two records that may be one person: judged, merged, and taken apart again exactly as they were."""

from typing import Any

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import carrying, people
from paritrana.apps.protection.models import Change, DuplicateSearch, Enlistment, Merge, Person, PersonLink
from paritrana.apps.protection.queries import same as queries
from paritrana.apps.protection.queries.people import Opened, has_keys
from paritrana.apps.protection.rules import same as rules
from paritrana.apps.protection.rules.same import Said, Sides
from paritrana.apps.protection.states import Act, Purpose, StopReason, Verdict, WorkerState
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused


@ledger.recorded
def ask_search(*, whole: bool = False, by: Any) -> DuplicateSearch:
    """Ask for a search through the whole register; one at a time.  whole: look at everybody anew."""
    permissions.check_desk(permissions.desk_of(by))
    if not has_keys():
        raise BadInput("person.no_keys")
    if queries.waiting() is not None:
        raise RuleRefused("search.waits")
    row = DuplicateSearch.objects.create(whole=whole, asked_by=by, asked_at=clock.now())
    ledger.append("duplicates.search_asked", subject=row, by=by, whole=whole)
    return row


@ledger.recorded
def judge(*, link: PersonLink, verdict: str, keep: str = "", by: Any) -> PersonLink:
    """Say of two records whether they are one person.  keep: first or second, the one that stays if so.

    Of who reaches both records it counts at once.  Who reaches one alone proposes it to the other side; it
    counts when an officer of that side says the same.
    """
    row = _locked(link)
    desk = permissions.desk_of(by)
    permissions.check_pair(desk, row)
    rules.check_verdict(verdict, keep)
    rules.check_open(row.verdict)
    if not (row.first.is_listed and row.second.is_listed):
        raise RuleRefused("pair.not_listed")
    sides = queries.sides_of(row, desk.reach)
    said = Said(verdict, keep if verdict == Verdict.SAME else "", sides.own)
    if not rules.decides(sides, said, Said(row.proposed, row.proposed_keep, row.proposed_from)):
        return _propose(row, said, by)
    row.verdict, row.by, row.at = verdict, by, clock.now()
    row.save(update_fields=["verdict", "by", "at"])
    merged = _merge(row, said.keep, _authors(row, sides, by), by) if verdict == Verdict.SAME else None
    ledger.append("pair.judged", subject=row, by=by, verdict=str(verdict))  # the log is locked last
    if merged is not None:
        ledger.append("people.merged", subject=merged, by=by, carried=len(merged.carried))
    return row


def _authors(row: PersonLink, sides: Sides, by: Any) -> dict[int, Any]:
    """Return in whose name each record's line of history is written: that of an officer of its own side."""
    authors = {row.first_id: by, row.second_id: by}
    if not sides.both:
        authors[row.first_id if row.proposed_from == rules.FIRST else row.second_id] = row.proposed_by
    return authors


def _propose(row: PersonLink, said: Said, by: Any) -> PersonLink:
    row.proposed, row.proposed_keep, row.proposed_from = said.verdict, said.keep, said.side
    row.proposed_by, row.proposed_at = by, clock.now()
    row.save(update_fields=["proposed", "proposed_keep", "proposed_from", "proposed_by", "proposed_at"])
    ledger.append("pair.proposed", subject=row, by=by, verdict=str(said.verdict))
    return row


def _merge(link: PersonLink, keep: str, authors: dict[int, Any], by: Any) -> Merge:
    """Stop the record that goes; what hangs on it goes along, and its NIK leads to the one that stays."""
    kept, gone = (link.first, link.second) if keep == rules.FIRST else (link.second, link.first)
    day = max(clock.now().date(), gone.listed_on)
    gone.state, gone.stop_reason, gone.stopped_on = WorkerState.STOPPED, StopReason.DUPLICATE, day
    gone.save(update_fields=["state", "stop_reason", "stopped_on"])
    acts = ((gone, Act.STOPPED), (kept, Act.MERGED))
    written = [_line(worker, act, authors[worker.pk]) for worker, act in acts]
    carried = carrying.carry(kept=kept, gone=gone)
    turned = list(Person.objects.filter(merged_into=gone.person_id).values_list("pk", flat=True))
    Person.objects.filter(pk__in=[gone.person_id, *turned]).update(merged_into=kept.person_id)
    return Merge.objects.create(
        link=link,
        kept=kept,
        gone=gone,
        changes=[one.pk for one in written],
        turned=turned,
        carried=carried,
        by=by,
        at=clock.now(),
    )


@ledger.recorded
def unmerge(*, link: PersonLink, reason: str, by: Any) -> PersonLink:
    """Make both records as they were before; refused once the stopped one was worked on.

    What was carried along goes back, months paid meanwhile with it; what others altered since stays where
    they left it, and so does all that came to the record that stayed.
    """
    row = _locked(link)
    merge = queries.live_merge(row)
    if merge is None:
        raise RuleRefused("pair.not_merged")
    kept, gone = (row.first, row.second) if merge.kept_id == row.first_id else (row.second, row.first)
    permissions.check_unmerge(permissions.desk_of(by), row, gone)
    if not reason.strip():
        raise BadInput("worker.no_note")
    if gone.person.erased_at:
        raise RuleRefused("person.erased")
    if kept.person.merged_into_id is not None:
        raise RuleRefused("pair.merged_on")
    if gone.is_listed or gone.changes.filter(pk__gt=max(merge.changes)).exists():
        raise RuleRefused("pair.touched")
    gone.state, gone.stop_reason, gone.stopped_on = WorkerState.LISTED, "", None
    gone.save(update_fields=["state", "stop_reason", "stopped_on"])
    Change.objects.filter(pk__in=merge.changes).delete()
    Person.objects.filter(pk__in=merge.turned).update(merged_into=gone.person_id)
    Person.objects.filter(pk=gone.person_id).update(merged_into=None)
    left = carrying.put_back(merge)
    merge.undone_by, merge.undone_at, merge.undo_reason = by, clock.now(), reason.strip()
    merge.save(update_fields=["undone_by", "undone_at", "undo_reason"])
    row.verdict, row.by, row.at = Verdict.OPEN, None, None
    row.proposed, row.proposed_keep, row.proposed_from = "", "", ""
    row.proposed_by, row.proposed_at = None, None
    row.save()
    back = len(merge.carried) - left
    ledger.append("people.unmerged", subject=merge, by=by, put_back=back, left=left)
    return row


def look(*, link: PersonLink, by: Any) -> dict[int, Opened]:
    """Open name and birth date of the records within reach; each is a look of its own, within the limit."""
    desk = permissions.desk_of(by)
    permissions.check_pair(desk, link)
    return {
        one.pk: people.reveal(worker=one, purpose=Purpose.COMPARE, by=by)
        for one in (link.first, link.second)
        if desk.reach.holds(one.village_id)
    }


def _line(worker: Enlistment, act: Act, by: Any) -> Change:
    day = worker.stopped_on or clock.now().date()
    return Change.objects.create(
        worker=worker,
        act=act,
        village_id=worker.village_id,
        stop_reason=worker.stop_reason,
        day=day,
        by=by,
        at=clock.now(),
    )


def _locked(link: PersonLink) -> PersonLink:
    """Return a pair with its two records and persons, all locked, each in the order of their numbers.

    All without their keys: who proposes a batch or delivers a roll points at such rows, and waits for nobody.
    """
    row = PersonLink.objects.select_for_update().get(pk=link.pk)
    held = (
        Enlistment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person", "village", "fund")
        .order_by("pk")
        .in_bulk([row.first_id, row.second_id])
    )
    persons = sorted(one.person_id for one in held.values())
    list(
        Person.objects.select_for_update(no_key=True).filter(pk__in=persons).order_by("pk")
    )  # as a batch locks them
    row.first, row.second = held[row.first_id], held[row.second_id]
    return row
