"""One worker at a time: add, correct, move, stop, take up again; each act leaves a line of history."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.rules import covers
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import people
from paritrana.apps.protection.models import Change, Enlistment, Fund, Person
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.protection.queries.imports import known_of_persons
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules import fund_rules, money
from paritrana.apps.protection.rules import workers as rules
from paritrana.apps.protection.rules.workers import Worker
from paritrana.apps.protection.states import NOT_AT_BPJS, Act, Service, StopReason, WorkerState
from paritrana.apps.regions.models import Region
from paritrana.core.regions import Level
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused


@ledger.recorded
def add(
    *,
    worker: Worker,
    fund: Fund | None = None,
    listed_on: date | None = None,
    made_up: bool = False,
    by: Any,
) -> Enlistment:
    """Take a worker into the register of a village; raises DataFaults, or RuleRefused for who is listed.

    A person who is listed elsewhere is not named, and neither is the office, unless it lies in reach.
    """
    day = listed_on or clock.now().date()
    desk = permissions.desk_of(by)
    office = permissions.check_village(desk, worker.village)
    village = _village(worker.village)
    _check_day(day)
    _check_fund(fund, village)
    doubts = _check_worker(worker, fund, day, new=True)
    person, doubts = _known(worker, doubts, desk)
    row = Enlistment.objects.create(
        person=person,
        office=office,
        village=village,
        occupation=worker.occupation,
        fund=fund,
        service=worker.service,
        decile=worker.decile,
        listed_on=day,
        doubts=doubts,
        made_up=made_up,
    )
    _note(row, Act.ADDED, day=day, by=by)
    ledger.append("worker.added", subject=row, by=by, office=office.pk)
    return row


@ledger.recorded
def correct(
    *,
    worker: Enlistment,
    occupation: str,
    fund: Fund | None = None,
    nik: str = "",
    name: str = "",
    born: date | None = None,
    sex: str = "",
    service: str | None = None,
    decile: int | None = None,
    note: str,
    by: Any,
) -> Enlistment:
    """Write what is right about a worker; what is left empty stays.  Another NIK is another person.

    service, decile: None leaves them as they are; nothing and 0 say that there is none.
    """
    row, desk = _locked(worker, by)
    if not note.strip():
        raise BadInput("worker.no_note")
    rules.check_move(row.state, WorkerState.STOPPED)  # who is stopped is taken up again first
    _check_fund(fund, row.village)
    known = Opener().all(row.person)
    stated = Worker(
        nik=nik or known.nik,
        name=name.strip() or known.name,
        born=born or known.born,
        sex=sex or row.person.sex,
        village=row.village_id,
        occupation=occupation,
        service=row.service if service is None else service,
        decile=row.decile if decile is None else decile or None,
    )
    doubts = _check_worker(stated, fund, row.listed_on, new=stated.nik != known.nik)
    before = row.person
    if stated.nik == known.nik:
        people.correct(row.person, name=stated.name, born=stated.born, sex=stated.sex)
    else:
        if row.enrolments.exclude(state__in=NOT_AT_BPJS).exists():
            raise RuleRefused("worker.enrolled")
        row.person, doubts = _known(stated, doubts, desk, but=row)
    row.occupation, row.fund, row.doubts = occupation, fund, doubts
    row.service, row.decile = stated.service, stated.decile
    row.save(update_fields=["person", "occupation", "fund", "doubts", "service", "decile"])
    if row.person_id != before.pk:
        before.merged.update(merged_into=row.person)  # whoever was merged into this record stays so
        row.enrolments.filter(person=before).update(person=row.person)  # BPJS rejected or never saw them
    if row.person_id != before.pk and not before.enlistments.exists():
        before.delete()  # nobody's record: it came from a slip of the pen
    _note(row, Act.CORRECTED, note=note, by=by)
    ledger.append("worker.corrected", subject=row, by=by)
    return row


@ledger.recorded
def move(*, worker: Enlistment, village: str, day: date | None = None, by: Any) -> Enlistment:
    """Move a worker to another village within reach; the fund stays only where it pays there too.

    A fund whose rules leave the worker out by now does not stay either; nobody pays then, which is told.
    """
    row, desk = _locked(worker, by)
    rules.check_move(row.state, WorkerState.STOPPED)
    permissions.check_village(desk, village)
    if village == row.village_id:
        raise RuleRefused("worker.lives_there")
    moved_on = day or clock.now().date()
    _check_day(moved_on, since=row.listed_on)
    row.village = _village(village)
    if row.fund is not None and not pays_for(row.fund, row):
        row.fund = None
    row.save(update_fields=["village", "fund"])
    _note(row, Act.MOVED, day=moved_on, by=by)
    ledger.append("worker.moved", subject=row, by=by)
    return row


@ledger.recorded
def stop(*, worker: Enlistment, reason: str, day: date | None = None, note: str = "", by: Any) -> Enlistment:
    """Take a worker out of the register: deceased, employed, over the age, or left."""
    row, _desk = _locked(worker, by)
    rules.check_move(row.state, WorkerState.STOPPED)
    if reason not in set(StopReason) - {StopReason.DUPLICATE}:
        raise BadInput("worker.no_reason")
    stopped_on = day or clock.now().date()
    _check_day(stopped_on, since=row.listed_on)
    row.state, row.stop_reason, row.stopped_on = WorkerState.STOPPED, reason, stopped_on
    row.save(update_fields=["state", "stop_reason", "stopped_on"])
    _note(row, Act.STOPPED, day=stopped_on, note=note, by=by)
    ledger.append("worker.stopped", subject=row, by=by)
    return row


@ledger.recorded
def reinstate(*, worker: Enlistment, note: str, by: Any) -> Enlistment:
    """Take a stopped worker up again, unless the person is listed somewhere by now."""
    row, desk = _locked(worker, by)
    rules.check_move(row.state, WorkerState.LISTED)
    if not note.strip():
        raise BadInput("worker.no_note")
    person = Person.objects.select_for_update().get(pk=row.person_id)
    if person.erased_at:
        raise RuleRefused("person.erased")
    if person.merged_into_id is not None:
        raise RuleRefused("worker.merged")
    _check_free(person, desk)
    row.state, row.stop_reason, row.stopped_on = WorkerState.LISTED, "", None
    row.save(update_fields=["state", "stop_reason", "stopped_on"])
    _note(row, Act.REINSTATED, note=note, by=by)
    ledger.append("worker.reinstated", subject=row, by=by)
    return row


def _locked(worker: Enlistment, by: Any) -> tuple[Enlistment, Desk]:
    row = (
        Enlistment.objects.select_for_update(of=("self",))
        .select_related("person__data_key", "village", "fund")
        .get(pk=worker.pk)
    )
    desk = permissions.desk_of(by)
    permissions.check_worker(desk, row)
    return row, desk


def _village(code: str) -> Region:
    found = Region.objects.filter(pk=code, level=Level.VILLAGE).first()
    if found is None:
        raise BadInput("worker.no_village")
    return found


def _check_day(day: date, since: date | None = None) -> None:
    if day > clock.now().date():
        raise BadInput("worker.day_ahead")
    if since is not None and day < since:
        raise BadInput("worker.day_before_listing")


def _check_fund(fund: Fund | None, village: Region) -> None:
    if fund is not None and not _pays_in(fund, village):
        raise RuleRefused("fund.not_for_village")


def _pays_in(fund: Fund, village: Region) -> bool:
    return covers(fund.region_id, village.pk) and money.takes_village(fund.read_rules, village.pk)


def pays_for(fund: Fund, row: Enlistment) -> bool:
    """Whether a fund's rules let it pay for a worker where the worker stands."""
    return _pays_in(fund, row.village) and fund_rules.letting_in(fund.read_rules, row.service, row.decile)


def _check_worker(worker: Worker, fund: Fund | None, day: date, *, new: bool) -> list[str]:
    """Return the doubts; of whoever is new the register is asked what it knows, as for a roster."""
    if worker.service not in {"", *Service}:
        raise BadInput("worker.no_service")
    asked = fund_rules.settings_of(fund.read_rules if fund else None, oldest=settings.OLDEST_AGE)
    known = known_of_persons() if new else None
    return rules.check(worker, listed_on=day, settings=asked, known=known)


def _check_free(person: Person, desk: Desk, but: Enlistment | None = None) -> None:
    """Refuse a person who is listed; the village is named only to those who may see it."""
    listed = person.enlistments.filter(state=WorkerState.LISTED).select_related("village")
    other = (listed.exclude(pk=but.pk) if but else listed).first()
    if other is None:
        return
    if desk.reach.holds(other.village_id):
        raise RuleRefused("worker.listed_here", village=other.village.full_name, worker=other.pk)
    raise RuleRefused("worker.listed_elsewhere")


def _known(
    worker: Worker, doubts: list[str], desk: Desk, but: Enlistment | None = None
) -> tuple[Person, list[str]]:
    """Return the one record of who is stated, free to be listed; what was known of it is not overwritten."""
    person, new = people.known_or_new(
        nik=worker.nik, name=worker.name.strip(), born=worker.born, sex=worker.sex
    )
    person = people.standing_for(person)
    if but is not None and person.pk == but.person_id:
        raise RuleRefused("worker.merged")  # the NIK of a record that was merged into this one
    _check_free(person, desk, but=but)
    differs = not new and _differs(person, worker)
    return person, [*doubts, "person.differs"] if differs else doubts


def _differs(person: Person, worker: Worker) -> bool:
    """Whether the person was known by another name or birth date before."""
    known = Opener().all(person)
    stated = replace(worker, name=" ".join(worker.name.split()).casefold())
    return (known.born, " ".join(known.name.split()).casefold()) != (stated.born, stated.name)


def _note(row: Enlistment, act: Act, *, day: date | None = None, note: str = "", by: Any) -> None:
    Change.objects.create(
        worker=row,
        act=act,
        village=row.village,
        stop_reason=row.stop_reason,
        note=note.strip(),
        day=day or clock.now().date(),
        by=by,
        at=clock.now(),
    )
