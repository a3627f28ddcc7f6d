"""Putting a roster into the register part by part, so that nobody waits long, and taking it out again.

A part is one short transaction; what it did to each worker is kept beside it, so that all parts can be
taken back when one fails, when the worker dies between two, and for a day after the commit.
"""

import time
from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from django.db import transaction

from paritrana.apps.protection.commands import imports, people
from paritrana.apps.protection.models import (
    Change,
    Enlistment,
    Fund,
    ImportedRow,
    Person,
    Reveal,
    RosterImport,
)
from paritrana.apps.protection.queries import imports as queries
from paritrana.apps.protection.queries.import_undo import free_persons, kept_back
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules import imports as rules
from paritrana.apps.protection.rules.imports import Effect, Line
from paritrana.apps.protection.states import Act, StopReason, WorkerState
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock
from paritrana.errors import RuleRefused

PART = 1_000
AT_ONCE = 500
PAUSE = 0.05  # seconds in which others may write


def put_in(roster: RosterImport) -> Effect:
    """Put every accepted row in; what an earlier, broken attempt left behind is taken back first."""
    take_out(roster)
    checked = imports.check(roster)  # the register may know more by now
    lines = rules.lines_of(checked)
    _check_region_table(lines)
    told = Effect()
    for part in batched(lines, PART, strict=False):
        told = _sum(told, _put_part(roster, part))
        _tell(roster, len(part))
    missing = queries.missing_from(lines, queries.listed_by_nik(lines))
    if roster.stops_missing:
        for part in batched(missing, PART, strict=False):
            told = _sum(told, Effect(stopped=_stop_part(roster, part)))
            time.sleep(PAUSE)
    return _sum(told, Effect(missing=len(missing), elsewhere=checked.by_code.get("member.elsewhere", 0)))


def _check_region_table(lines: Iterable[Line]) -> None:
    """Refuse villages that the site's own table of regions does not have."""
    villages = {one.village for one in lines}
    here = {
        code
        for part in batched(sorted(villages), AT_ONCE, strict=False)
        for code in Region.objects.filter(pk__in=part).values_list("pk", flat=True)
    }
    if absent := sorted(villages - here):
        raise RuleRefused("import.villages_absent", villages=", ".join(absent[:5]))


def take_out(roster: RosterImport) -> None:
    """Take everything back that the roster did, the last thing first.

    Whoever was changed by hand since stays so, marked as `kept`: the work of others is never lost.
    """
    left = ImportedRow.objects.filter(roster=roster, kept=False).order_by("-pk")
    while part := list(left[:PART]):
        _take_part(part)
        _tell(roster, len(part))


@transaction.atomic
def _put_part(roster: RosterImport, lines: Sequence[Line]) -> Effect:
    reach = queries.reach_of(roster)
    found = people.known_or_new_many(lines)
    listed = _listed(person.merged_into_id or person.pk for person, _made in found.values())
    opener, fresh, moved, same, elsewhere = Opener(), [], [], 0, 0
    for line in lines:
        person, made = found[line.nik]
        standing = person.merged_into_id or person.pk  # of two NIK of one person, one record
        row = listed.get(standing)
        if row is None:
            fresh.append((_new(roster, line, person, opener if not made else None), made))
            listed[standing] = fresh[-1][0]
        elif row.pk is None:
            same += 1
        elif not reach.holds(row.village_id):
            elsewhere += 1
        elif before := _change(row, line, roster.fund):
            moved.append((row, before))
        else:
            same += 1
    Enlistment.objects.bulk_create([row for row, _made in fresh], batch_size=AT_ONCE)
    fields = ["village", "occupation", "fund", "service", "decile"]
    Enlistment.objects.bulk_update([row for row, _before in moved], fields, batch_size=AT_ONCE)
    _record(roster, [(row, Act.ADDED, made, {}) for row, made in fresh])
    _record(roster, [(row, _act(row, before), False, before) for row, before in moved])
    return Effect(new=len(fresh), changed=len(moved), same=same, elsewhere=elsewhere)


@transaction.atomic
def _stop_part(roster: RosterImport, workers: Sequence[int]) -> int:
    reach = queries.reach_of(roster)
    live = Enlistment.objects.select_for_update().filter(pk__in=workers, state=WorkerState.LISTED)
    rows = [row for row in live.order_by("pk") if reach.holds(row.village_id)]
    for row in rows:
        row.state, row.stop_reason = WorkerState.STOPPED, StopReason.LEFT
        row.stopped_on = max(roster.as_of, row.listed_on)
    Enlistment.objects.bulk_update(rows, ["state", "stop_reason", "stopped_on"], batch_size=AT_ONCE)
    _record(roster, [(row, Act.STOPPED, False, {}) for row in rows])
    return len(rows)


def _listed(persons: Iterable[int]) -> dict[int, Enlistment]:
    return {
        row.person_id: row
        for part in batched(persons, AT_ONCE, strict=False)
        for row in Enlistment.objects.select_for_update(of=("self",))
        .select_related("fund")
        .filter(person_id__in=part, state=WorkerState.LISTED)
    }


def _new(roster: RosterImport, line: Line, person: Person, known_by: Opener | None) -> Enlistment:
    doubts = list(line.doubts)
    if known_by is not None and _differs(known_by, person, line):
        doubts.append("person.differs")
    pays = roster.fund is not None and queries.pays(roster.fund, line.village)
    return Enlistment(
        person_id=person.merged_into_id or person.pk,
        office_id=roster.office_id,
        village_id=line.village,
        occupation=line.occupation,
        fund=roster.fund if pays else None,
        service=line.service,
        decile=line.decile,
        listed_on=roster.as_of,
        doubts=doubts,
        made_up=roster.made_up,
    )


def _differs(opener: Opener, person: Person, line: Line) -> bool:
    known = opener.all(person)
    return (known.born, " ".join(known.name.split()).casefold()) != (
        line.born,
        " ".join(line.name.split()).casefold(),
    )


def _change(row: Enlistment, line: Line, fund: Fund | None) -> dict[str, Any]:
    """Write what the row says into the record, and return how it was before; nothing if all is the same."""
    kept = ("village_id", "occupation", "fund_id", "service", "decile")
    before = {name: getattr(row, name) for name in kept}
    if not queries.changes(line, queries.Listed(row.pk, *before.values()), fund):
        return {}
    row.village_id = line.village
    row.service, row.decile = line.service or row.service, line.decile or row.decile
    if line.occupation != "unknown":
        row.occupation = line.occupation
    if fund is not None and queries.pays(fund, line.village):
        row.fund = fund
    elif row.fund is not None and not queries.pays(row.fund, line.village):
        row.fund = None
    return before


def _act(row: Enlistment, before: dict[str, Any]) -> Act:
    return Act.CORRECTED if row.village_id == before["village_id"] else Act.MOVED


def _record(roster: RosterImport, done: Sequence[tuple[Enlistment, Act, bool, dict[str, Any]]]) -> None:
    """Write a line of history for each worker, and what undoes it."""
    at = clock.now()
    changes = Change.objects.bulk_create(
        [
            Change(
                worker=row,
                act=act,
                village_id=row.village_id,
                stop_reason=row.stop_reason,
                note=roster.reason,
                day=row.stopped_on if act is Act.STOPPED else roster.as_of,
                by_id=roster.committed_by_id,
                at=at,
            )
            for row, act, _made, _before in done
        ],
        batch_size=AT_ONCE,
    )
    ImportedRow.objects.bulk_create(
        [
            ImportedRow(roster=roster, worker=row, change=change, act=act, made_person=made, before=before)
            for change, (row, act, made, before) in zip(changes, done, strict=True)
        ],
        batch_size=AT_ONCE,
    )


@transaction.atomic
def _take_part(rows: Sequence[ImportedRow]) -> None:
    """Take a part back: history, records and persons that the roster made; what was before, as it was."""
    for whole in batched(rows, AT_ONCE, strict=False):
        kept = Enlistment.objects.select_for_update().in_bulk([one.worker_id for one in whole])
        held = kept_back(whole)
        ImportedRow.objects.filter(pk__in=held).update(kept=True)
        part = [one for one in whole if one.pk not in held]
        ImportedRow.objects.filter(pk__in=[one.pk for one in part]).delete()
        Change.objects.filter(pk__in=[one.change_id for one in part]).delete()
        for one in part:
            row = kept[one.worker_id]
            if one.act == Act.STOPPED:
                row.state, row.stop_reason, row.stopped_on = WorkerState.LISTED, "", None
            for name, value in one.before.items():
                setattr(row, name, value)
        old = [kept[one.worker_id] for one in part if one.act != Act.ADDED]
        fields = ["village", "occupation", "fund", "service", "decile", "state", "stop_reason", "stopped_on"]
        Enlistment.objects.bulk_update(old, fields)
        new = [kept[one.worker_id] for one in part if one.act == Act.ADDED]
        for look in Reveal.objects.filter(worker__in=new):  # that somebody looked stays known
            look.village_id, look.worker = kept[look.worker_id].village_id, None
            look.save(update_fields=["village", "worker"])
        Enlistment.objects.filter(pk__in=[row.pk for row in new]).delete()
        persons = [kept[one.worker_id].person_id for one in part if one.made_person]
        Person.objects.filter(pk__in=free_persons(persons)).delete()


def _sum(one: Effect, other: Effect) -> Effect:
    first, second = one.as_data(), other.as_data()
    return Effect(**{name: first[name] + second[name] for name in first})


def _tell(roster: RosterImport, more: int) -> None:
    """Say how far it is, and let others write."""
    roster.done += more
    RosterImport.objects.filter(pk=roster.pk).update(done=min(roster.done, roster.total))
    time.sleep(PAUSE)
