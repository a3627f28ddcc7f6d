"""Who may see, create and manage editions; each check raises with a reason."""

from paritrana.apps.accounts.models import User
from paritrana.apps.awards import queries
from paritrana.apps.awards.models import Edition, RulebookVersion
from paritrana.apps.awards.queries import Person
from paritrana.apps.awards.states import EditionState
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Kind, Role
from paritrana.errors import NotFound, NotPermitted


def check_see(user: Person, edition: Edition) -> None:
    """Everybody sees an announced edition; before that its secretariat, its committee and the operator."""
    if edition.state != EditionState.PREPARING:
        return
    person = queries.known(user)
    if person is not None and (
        person.is_operator or queries.is_secretariat(person, edition) or queries.seat_of(person, edition)
    ):
        return
    raise NotFound("awards.no_edition")


def check_create(user: Person, secretariat: Organisation) -> None:
    """The secretariat's own people, or the operator, create an edition for it."""
    person = signed_in(user)
    if secretariat.kind != Kind.SECRETARIAT:
        raise NotPermitted("awards.not_a_secretariat", organisation=secretariat.name)
    if not (person.is_operator or organisations.has_role(person, Role.SECRETARIAT, secretariat)):
        raise NotPermitted("awards.not_secretariat", ask=secretariat.name)


def check_create_any(user: Person) -> None:
    """Whoever serves some secretariat, or the operator, may open the page that creates editions."""
    person = signed_in(user)
    serves = any(one.role == Role.SECRETARIAT for one in organisations.live_memberships(person))
    if not (person.is_operator or serves):
        raise NotPermitted("awards.serves_no_secretariat")


def check_manage(user: Person, edition: Edition) -> None:
    """The edition's secretariat, and nobody else, manages it."""
    person = signed_in(user)
    if not queries.is_secretariat(person, edition):
        raise NotPermitted("awards.not_secretariat", ask=edition.secretariat.name)


def check_conclude(user: Person, edition: Edition) -> None:
    """The secretariat or the chair lets the results be public."""
    person = signed_in(user)
    if not (queries.is_secretariat(person, edition) or queries.is_chair(person, edition)):
        raise NotPermitted("awards.not_secretariat", ask=edition.secretariat.name)


def check_approve(user: Person, version: RulebookVersion) -> None:
    """Someone of the secretariat, or the chair, approves a change; the rules ask for a second person."""
    check_conclude(user, version.edition)


def signed_in(user: Person) -> User:
    """Return the person; a stranger is refused with the way to sign in."""
    person = queries.known(user)
    if person is None:
        raise NotPermitted("awards.sign_in")
    return person
