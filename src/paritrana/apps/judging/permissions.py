"""Who may declare, mark, open and read in judging; each check raises with a reason."""

from django.contrib.auth.models import AnonymousUser

from paritrana.apps.accounts.models import User
from paritrana.apps.awards import permissions as award_permissions
from paritrana.apps.awards import queries as awards
from paritrana.apps.awards.models import Edition, Seat
from paritrana.apps.judging.models import Interview, Recusal, Round, Sheet
from paritrana.apps.judging.queries import ties
from paritrana.apps.judging.states import RoundState
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.states import Role
from paritrana.errors import NotFound, NotPermitted

type Person = User | AnonymousUser | None


def check_manage(user: Person, edition: Edition) -> None:
    """The edition's secretariat plans, starts, closes and resumes rounds, and schedules interviews."""
    award_permissions.check_manage(user, edition)


def check_seated(user: Person, edition: Edition) -> Seat:
    """Whoever holds a seat of the edition now is its juror, chair and secretary too; returns the seat."""
    seat = awards.seat_of(user, edition)
    if seat is None:
        raise NotPermitted("judging.not_seated", ask=edition.secretariat.name)
    return seat


def check_declared(user: Person, edition: Edition) -> Seat:
    """A juror who has declared ties for every standing entrant; returns the seat."""
    seat = check_seated(user, edition)
    missing = ties.count_undeclared(user, edition)
    if missing:
        raise NotPermitted("judging.not_declared", count=missing, edition=edition.slug)
    return seat


def check_not_recused(user: User, nomination: Nomination) -> None:
    """Nobody with a recusal, or with a tie that follows from where they serve, touches that entrant."""
    if Recusal.objects.filter(juror=user, nomination=nomination).exists() or ties.derived_ties_of(
        user, nomination.edition, [nomination]
    ):
        raise NotPermitted("judging.recused", entrant=nomination.organisation.name)


def check_read_dossier(user: User, nomination: Nomination) -> None:
    """A juror reads a dossier after declaring every tie, and never one they stand back from."""
    check_declared(user, nomination.edition)
    check_not_recused(user, nomination)


def check_own_sheet(user: Person, sheet: Sheet) -> None:
    """A sheet is its juror's alone."""
    if user is None or not user.is_authenticated or sheet.juror_id != user.pk:
        raise NotPermitted("judging.not_your_sheet")


def check_mark(user: Person, sheet: Sheet, nomination: Nomination) -> None:
    """A juror marks on the own sheet, while holding the seat, with ties declared and no recusal."""
    check_own_sheet(user, sheet)
    check_read_dossier(user, nomination)


def check_lock(user: Person, sheet: Sheet) -> None:
    """A juror locks the own sheet while holding the seat."""
    check_own_sheet(user, sheet)
    check_declared(user, sheet.round.edition)


def check_open_round(user: Person, edition: Edition) -> None:
    """The chair, and nobody else, opens a round."""
    if not awards.is_chair(user, edition):
        raise NotPermitted("judging.not_chair", ask=edition.secretariat.name)


def check_see_counts(user: Person, edition: Edition) -> None:
    """The secretariat and the chair see who has marked how many, never a value."""
    if not (awards.is_secretariat(user, edition) or awards.is_chair(user, edition)):
        raise NotPermitted("awards.not_secretariat", ask=edition.secretariat.name)


def check_see_matrix(user: Person, round: Round) -> bool:
    """Committee and secretariat see the sheets of an opened round; returns whether seats may be named.

    The secretariat sees pseudonyms; the committee knows itself.
    """
    seated = awards.seat_of(user, round.edition) is not None
    if not seated and not awards.is_secretariat(user, round.edition):
        raise NotPermitted("judging.not_committee", ask=round.edition.secretariat.name)
    if round.state != RoundState.OPENED:
        raise NotPermitted("judging.sealed")
    return seated


def check_see_interviews(user: Person, edition: Edition) -> None:
    """The secretariat and the committee see the table of interviews."""
    if not (awards.is_secretariat(user, edition) or awards.seat_of(user, edition)):
        raise NotPermitted("judging.not_your_interview", ask=edition.secretariat.name)


def check_see_interview_of(user: Person, nomination: Nomination) -> None:
    """The entrant sees its own interview, as do the secretariat and the committee."""
    if not is_entrant(user, nomination):
        check_see_interviews(user, nomination.edition)


def check_see_interview(user: Person, interview: Interview) -> None:
    """The entrant sees it from when it was told; secretariat and committee before."""
    if is_entrant(user, interview.nomination):
        if interview.told_at is None:
            raise NotFound("judging.no_interview")
        return
    check_see_interviews(user, interview.nomination.edition)


def check_name_delegation(user: Person, interview: Interview) -> None:
    """The entrant names who comes, by office; the secretariat may do it for it."""
    if is_entrant(user, interview.nomination):
        check_see_interview(user, interview)
        return
    check_manage(user, interview.nomination.edition)


def is_entrant(user: Person, nomination: Nomination) -> bool:
    """Say whether this person now serves the entrant."""
    return organisations.has_role(user, Role.ENTRANT, nomination.organisation)
