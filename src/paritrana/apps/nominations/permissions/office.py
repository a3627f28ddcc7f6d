"""Who may screen, verify and forward."""

from django.contrib.auth.models import AnonymousUser

from paritrana.apps.accounts.models import User
from paritrana.apps.awards import queries as awards
from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations.models import Nomination, Objection, VerifiedFigure
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Kind, Role
from paritrana.errors import NotPermitted, allows

Person = User | AnonymousUser | None


def check_screen(user: Person, nomination: Nomination) -> None:
    """The secretariat of the edition screens its dossiers."""
    check_office(user, nomination.edition)


def check_office(user: Person, edition: Edition) -> None:
    """The secretariat of the edition, and nobody else, does its office work."""
    if not awards.is_secretariat(user, edition):
        raise NotPermitted("nominations.not_secretariat", ask=edition.secretariat.name)


def check_verify_in(user: Person, edition: Edition, verifier: Organisation | None = None) -> Organisation:
    """A verifier of a BPJS office that serves the edition's region or a part of it; returns that office."""
    offices = organisations.organisations_of(user, Role.VERIFIER)
    for office in offices:
        if verifier is not None and office.pk != verifier.pk:
            continue
        if office.kind != Kind.BPJS_OFFICE:
            continue
        if _meets(office, edition):
            return office
    raise NotPermitted("nominations.not_verifier", ask=edition.secretariat.name)


def check_verify(user: Person, nomination: Nomination, verifier: Organisation | None = None) -> Organisation:
    """A verifier whose office serves the entrant's region; nobody verifies an organisation they belong to."""
    office = check_verify_in(user, nomination.edition, verifier)
    region = nomination.organisation.region
    if region is not None and not organisations.in_scope(office, region):
        raise NotPermitted("nominations.outside_service_area", office=office.name, region=region.name)
    if any(one.organisation_id == nomination.organisation_id for one in organisations.live_memberships(user)):
        raise NotPermitted("nominations.verifies_own", office=office.name)
    return office


def check_object(user: Person, figure: VerifiedFigure) -> None:
    """The entrant objects to a figure about itself."""
    check_object_for(user, figure.nomination)


def check_object_for(user: Person, nomination: Nomination) -> None:
    """Only the entrant's own people object."""
    if not organisations.has_role(user, Role.ENTRANT, nomination.organisation):
        raise NotPermitted("nominations.not_entrant", ask=nomination.organisation.name)


def check_see_figures(user: Person, nomination: Nomination) -> None:
    """The entrant sees its figures; so do the secretariat and the verifiers."""
    checks = (check_object_for, check_screen, check_verify)
    if not any(allows(check, user, nomination) for check in checks):
        raise NotPermitted("nominations.not_entrant", ask=nomination.organisation.name)


def check_answer_objection(user: Person, objection: Objection) -> None:
    """The office that entered the figure answers."""
    check_verify(user, objection.nomination, objection.figure.verifier)


def check_forward(user: Person, from_edition: Edition) -> None:
    """The secretariat of the lower edition forwards."""
    check_office(user, from_edition)


def check_take_in(user: Person, nomination: Nomination) -> None:
    """The secretariat of the receiving edition takes in or sends back."""
    check_office(user, nomination.edition)


def _meets(office: Organisation, edition: Edition) -> bool:
    """Say whether the office's area and the edition's region have anything in common."""
    home = edition.region_id
    reach = organisations.reach_of([office])
    return home is None or reach.holds(home) or any(code.startswith(f"{home}.") for code in reach.codes)
