"""Who may compute, see, decide on and publish a ranking, and who may read an edition's log."""

from django.contrib.auth.models import AnonymousUser

from paritrana.apps.accounts.models import User
from paritrana.apps.awards import queries as awards
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.states import EditionState
from paritrana.apps.judging.queries import juror_ids
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.states import Role
from paritrana.errors import NotFound, NotPermitted

Person = User | AnonymousUser | None


def check_run(user: Person, edition: Edition) -> None:
    """The secretariat or the chair has the ranking computed."""
    if not (awards.is_secretariat(user, edition) or awards.is_chair(user, edition)):
        raise NotPermitted("results.not_secretariat_or_chair", ask=edition.secretariat.name)


def check_see_ranking(user: Person, edition: Edition) -> None:
    """Before publication only the committee and its secretariat see a rank or a score."""
    if not (awards.is_secretariat(user, edition) or awards.seat_of(user, edition)):
        if edition.state == EditionState.PUBLISHED:
            raise NotPermitted("results.working_page", ask=edition.secretariat.name, edition=edition.slug)
        raise NotPermitted("results.embargo", ask=edition.secretariat.name)


def check_decide(user: Person, edition: Edition) -> None:
    """The chair, and nobody else, records the committee's decision."""
    if not awards.is_chair(user, edition):
        raise NotPermitted("results.not_chair", ask=edition.secretariat.name)


def check_publish(user: Person, edition: Edition) -> None:
    """The secretariat publishes and writes feedback."""
    if not awards.is_secretariat(user, edition):
        raise NotPermitted("results.not_secretariat", ask=edition.secretariat.name)


def check_see_feedback(user: Person, nomination: Nomination) -> None:
    """The entrant and the edition's secretariat read the feedback on one dossier."""
    if not (
        organisations.has_role(user, Role.ENTRANT, nomination.organisation)
        or awards.is_secretariat(user, nomination.edition)
    ):
        raise NotPermitted("results.not_entrant", ask=nomination.edition.secretariat.name)


def check_mirror(user: Person, edition: Edition) -> str:
    """Whoever holds or held a seat sees the own mirror, and nobody another's; returns the pseudonym."""
    own = juror_ids(edition).get(user.pk) if user is not None and user.is_authenticated else None
    if own is None:
        raise NotPermitted("results.not_juror", ask=edition.secretariat.name)
    return own


def check_read_edition_log(user: Person, name: str) -> None:
    """Everybody reads the log of a published edition; before that its committee, secretariat and auditors."""
    edition = Edition.objects.filter(slug=name.partition("/")[2]).select_related("secretariat").first()
    if edition is None:
        raise NotFound("ledger.no_log", log=name)
    if edition.state == EditionState.PUBLISHED or _is_auditor(user):
        return
    if not (awards.is_secretariat(user, edition) or awards.seat_of(user, edition)):
        raise NotPermitted("ledger.not_reader", ask=edition.secretariat.name)


def check_read_house_log(user: Person, name: str) -> None:
    """Auditors read the house log, besides the operator."""
    if not _is_auditor(user):
        raise NotPermitted("ledger.house_not_reader")


def _is_auditor(user: Person) -> bool:
    return (
        user is not None
        and user.is_authenticated
        and bool(organisations.organisations_of(user, Role.AUDITOR))
    )
