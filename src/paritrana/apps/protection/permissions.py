"""Who keeps the register, agreements and funds: coverage officers, within the area of their office."""

from dataclasses import dataclass
from typing import Any

from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.rules import Reach
from paritrana.apps.organisations.states import Kind, Role
from paritrana.apps.protection.models import (
    Activity,
    Agreement,
    EmployerCase,
    Enlistment,
    Fund,
    PeopleExport,
    PersonLink,
    RosterImport,
    Scenario,
    SubjectRequest,
    WorkerRequest,
    Workplace,
)
from paritrana.errors import NotFound, NotPermitted

type Kept = Fund | Agreement | Scenario | Workplace | Activity  # what an office keeps for a region


@dataclass(frozen=True)
class Desk:
    """The offices for which a person is coverage officer, each with how far it reaches."""

    offices: tuple[tuple[Organisation, Reach], ...]

    @property
    def reach(self) -> Reach:
        """Return how far the offices reach together; an operator as such reaches nobody's data."""
        whole = Reach()
        for _office, reach in self.offices:
            whole = whole | reach
        return whole

    def office_for(self, code: str) -> Organisation | None:
        """Return the office by which this person acts on a region."""
        return next((office for office, reach in self.offices if reach.holds(code)), None)

    @property
    def is_village(self) -> bool:
        """Whether this is the desk of one village and nothing else."""
        return len(self.offices) == 1 and self.offices[0][0].kind == Kind.VILLAGE


def desk_of(user: Any) -> Desk:
    """Return what a person keeps the register for; empty for everybody but coverage officers."""
    held = organisations.live_memberships(user).filter(role=Role.COVERAGE).order_by("pk")
    offices = [one.organisation for one in held]
    return Desk(tuple((office, organisations.reach_of([office])) for office in offices))


def check_desk(desk: Desk) -> None:
    """Only coverage officers of an office with an area work here."""
    if not desk.reach:
        raise NotPermitted("protection.not_officer")


def check_village(desk: Desk, code: str) -> Organisation:
    """Return the office by which this person keeps the register of a village."""
    check_desk(desk)
    office = desk.office_for(code)
    if office is None:
        raise NotPermitted("protection.village_outside")
    return office


def check_worker(desk: Desk, worker: Enlistment) -> None:
    """A worker is met only by the officers in whose area the village lies; others are told of none."""
    check_desk(desk)
    if not desk.reach.holds(worker.village_id):
        raise NotFound("worker.none")


def check_money_desk(desk: Desk) -> None:
    """Funds and agreements are kept by offices above the villages."""
    check_desk(desk)
    if not money_offices(desk):
        raise NotPermitted("protection.not_of_villages")


def money_offices(desk: Desk) -> list[Organisation]:
    """Return the offices by which this person may keep funds and agreements."""
    return [office for office, reach in desk.offices if reach and office.kind != Kind.VILLAGE]


def check_open(desk: Desk, office: Organisation, region: str) -> None:
    """A fund or an agreement is entered for the own office, inside its area."""
    check_money_desk(desk)
    if not any(one == office and reach.holds(region) for one, reach in desk.offices):
        raise NotPermitted("protection.region_outside")


def check_see(desk: Desk, kept: Kept) -> None:
    """Officers see the funds, agreements and scenarios of their offices and of their area; others none."""
    check_money_desk(desk)
    if kept.office not in money_offices(desk) and not desk.reach.holds(kept.region_id):
        raise NotFound("protection.none")


def check_keep(desk: Desk, kept: Kept) -> None:
    """Only the office that keeps a fund, an agreement or a scenario writes in it."""
    check_see(desk, kept)
    if kept.office not in money_offices(desk):
        raise NotPermitted("protection.other_office")


def check_import(desk: Desk, roster: RosterImport) -> None:
    """A roster is met only by the officers of the office that handed it in; others are told of none."""
    check_desk(desk)
    if all(office.pk != roster.office_id for office, _reach in desk.offices):
        raise NotFound("import.none")


def check_import_area(desk: Desk, office: Organisation, region: str) -> Reach:
    """A roster is handed in for the own office, inside its area; return how far the office reaches."""
    check_desk(desk)
    for one, reach in desk.offices:
        if one == office and reach.holds(region):
            return reach
    raise NotPermitted("protection.region_outside")


def check_pair(desk: Desk, link: PersonLink) -> None:
    """A pair is met by the officers in whose area one of its records lies; others are told of none."""
    check_desk(desk)
    if not (desk.reach.holds(link.first.village_id) or desk.reach.holds(link.second.village_id)):
        raise NotFound("pair.none")


def check_unmerge(desk: Desk, link: PersonLink, gone: Enlistment) -> None:
    """A merge is undone by whoever reaches the record that was stopped."""
    check_pair(desk, link)
    if not desk.reach.holds(gone.village_id):
        raise NotPermitted("pair.not_yours")


def check_case(desk: Desk, case: EmployerCase) -> None:
    """The follow-up of an employer is met only by the office that keeps it; others are told of none."""
    check_money_desk(desk)
    if case.office not in money_offices(desk):
        raise NotFound("employer.none")


def check_request(desk: Desk, request: WorkerRequest) -> None:
    """A worker's own request is met by the officers in whose area the village lies; others hear of none."""
    check_desk(desk)
    if not desk.reach.holds(request.village_id):
        raise NotFound("request.none")


def check_export_scope(desk: Desk, office: Organisation, region: str) -> None:
    """People of an own area are asked for, by the office that reaches it."""
    check_desk(desk)
    if not any(one == office and reach.holds(region) for one, reach in desk.offices):
        raise NotPermitted("protection.region_outside")


def check_export(desk: Desk, export: PeopleExport) -> None:
    """An export is met by officers of its office, and of offices above that reach all of it."""
    check_desk(desk)
    if not any(_may_decide(office, reach, export) for office, reach in desk.offices):
        raise NotFound("export.none")


def _may_decide(office: Organisation, reach: Reach, export: PeopleExport) -> bool:
    if office.pk == export.office_id:
        return True
    return office.kind != Kind.VILLAGE and reach.holds(export.region_id)


def check_subject(desk: Desk, request: SubjectRequest) -> None:
    """A request of a data subject is met where the worker stands; one without a worker by its office."""
    check_desk(desk)
    if request.worker is None:
        holds = any(office.pk == request.office_id for office, _reach in desk.offices)
    else:
        holds = desk.reach.holds(request.worker.village_id)
    if not holds:
        raise NotFound("subject.none")
