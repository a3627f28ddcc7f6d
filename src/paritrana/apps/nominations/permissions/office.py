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


def check_verify_in(user: Person, edition: Edition) -> Organisation:
    """A verifier of a BPJS office that serves the edition's region or a part of it; returns that office."""
    for office in _verifying(user):
        if organisations.reach_of([office]).meets(edition.region_id):
            return office
    raise NotPermitted("nominations.not_verifier", ask=edition.secretariat.name)


def check_verify(user: Person, nomination: Nomination, verifier: Organisation | None = None) -> Organisation:
    """A verifier whose office serves the entrant's region; nobody verifies an organisation they belong to.

    verifier: the office in whose name it is done; without it the first that may.  Returns the office.
    """
    offices = [one for one in _verifying(user) if verifier is None or one.pk == verifier.pk]
    if not offices:
        raise NotPermitted("nominations.not_verifier", ask=nomination.edition.secretariat.name)
    region = nomination.organisation.region
    serving = [one for one in offices if region is None or organisations.in_scope(one, region)]
    if not serving:
        raise NotPermitted("nominations.outside_service_area", office=offices[0].name, region=str(region))
    if any(one.organisation_id == nomination.organisation_id for one in organisations.live_memberships(user)):
        raise NotPermitted("nominations.verifies_own", office=serving[0].name)
    return serving[0]


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


def check_answer_objection(user: Person, objection: Objection) -> Organisation:
    """The office that entered the figure answers; returns it."""
    return check_verify(user, objection.nomination, objection.figure.verifier)


def check_forward(user: Person, from_edition: Edition) -> None:
    """The secretariat of the lower edition forwards."""
    check_office(user, from_edition)


def check_take_in(user: Person, nomination: Nomination) -> None:
    """The secretariat of the receiving edition takes in or sends back."""
    check_office(user, nomination.edition)


def _verifying(user: Person) -> list[Organisation]:
    """Return the BPJS offices for which this person verifies now."""
    held = organisations.organisations_of(user, Role.VERIFIER)
    return [one for one in held if one.kind == Kind.BPJS_OFFICE]
