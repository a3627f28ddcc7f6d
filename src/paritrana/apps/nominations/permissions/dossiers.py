"""Who may propose, fill, sign, send and read a dossier."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth.models import AnonymousUser

from paritrana.apps.accounts.models import User
from paritrana.apps.awards import queries as awards
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.states import EditionState, PhaseKind
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.states import State
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.models import Membership, Organisation
from paritrana.apps.organisations.rules import mandate_covers
from paritrana.apps.organisations.states import Kind, Role
from paritrana.core.units import clock, zone_of
from paritrana.errors import NotPermitted, RuleRefused

Person = User | AnonymousUser | None
JurorCheck = Callable[[User, Nomination], None]
_juror_checks: list[JurorCheck] = []


def ask_before_juror_reads(check: JurorCheck) -> None:
    """Let a room above forbid a seat holder a dossier: `check` raises NotPermitted (a tie, say).

    Called once from that room's `ready`; every check must pass.
    """
    if check not in _juror_checks:
        _juror_checks.append(check)


def check_propose(user: Person, edition: Edition, proposer: Organisation) -> None:
    """Proposers of a BPJS office or a province propose in the name of their own organisation."""
    if proposer.kind not in {Kind.BPJS_OFFICE, Kind.PROVINCE} or not organisations.has_role(
        user, Role.PROPOSER, proposer
    ):
        raise NotPermitted("nominations.not_proposer", ask=edition.secretariat.name)


def check_nominating(edition: Edition) -> None:
    """Proposing and sending go only while the edition runs and a nomination phase is open by server time."""
    if edition.state != EditionState.OPEN:
        raise RuleRefused("nominations.edition_not_open", ask=edition.secretariat.name)
    if not awards.open_phases(edition, PhaseKind.NOMINATION, clock.now()):
        last = edition.phases.filter(kind=PhaseKind.NOMINATION).order_by("-opened_at", "position").first()
        if last is None:
            raise RuleRefused("nominations.no_phase", ask=edition.secretariat.name)
        raise RuleRefused("nominations.phase_closed", phase=last.name_id, ask=edition.secretariat.name)


def check_submit(user: Person, nomination: Nomination) -> None:
    """Any member of the entrant sends the dossier, in a nomination phase or after it was returned."""
    check_fill(user, nomination)
    if nomination.state == State.RETURNED and nomination.edition.state == EditionState.OPEN:
        return
    check_nominating(nomination.edition)


def check_withdraw_proposal(user: Person, nomination: Nomination) -> None:
    """The proposer takes back its own proposal."""
    if nomination.proposer is None or not organisations.has_role(user, Role.PROPOSER, nomination.proposer):
        raise NotPermitted("nominations.not_your_proposal", ask=nomination.edition.secretariat.name)


def check_fill(user: Person, nomination: Nomination) -> None:
    """The entrant's own people fill its dossier and answer its invitation."""
    if not is_entrant(user, nomination):
        raise NotPermitted("nominations.not_entrant", ask=nomination.organisation.name)


def check_sign(user: Person, nomination: Nomination) -> None:
    """The head or the deputy, whose membership says that they may sign, gives the statement."""
    check_fill(user, nomination)
    if signing_membership(user, nomination) is None:
        raise NotPermitted("nominations.may_not_sign", ask=nomination.organisation.name)


def signing_membership(user: Person, nomination: Nomination) -> Membership | None:
    """Return the membership by which this person signs for the entrant today, or None."""
    return organisations.signer_of(user, nomination.organisation, day=_today(nomination.edition))


def signs_today(membership: Membership, edition: Edition) -> bool:
    """Say whether today, in the edition's zone, lies within the dates of a mandate."""
    return mandate_covers(
        mandate_start=membership.mandate_start, mandate_end=membership.mandate_end, day=_today(edition)
    )


def _today(edition: Edition) -> date:
    return clock.now().astimezone(zone_of(edition.zone).tzinfo).date()


def check_see(user: Person, nomination: Nomination) -> None:
    """A dossier is read by its entrant, the secretariat, its verifiers and, once complete, the committee."""
    if is_entrant(user, nomination) or awards.is_secretariat(user, nomination.edition):
        return
    if is_verifier(user, nomination):
        return
    if user is not None and user.is_authenticated and awards.seat_of(user, nomination.edition) is not None:
        if nomination.state != State.COMPLETE:
            raise NotPermitted("nominations.not_screened_yet", ask=nomination.edition.secretariat.name)
        for check in _juror_checks:
            check(user, nomination)
        return
    raise NotPermitted("nominations.not_yours", ask=nomination.edition.secretariat.name)


def check_see_proposal(user: Person, nomination: Nomination) -> None:
    """The proposer sees how its proposal stands; whoever may read the dossier does too."""
    if nomination.proposer is not None and organisations.has_role(user, Role.PROPOSER, nomination.proposer):
        return
    check_see(user, nomination)


def is_entrant(user: Person, nomination: Nomination) -> bool:
    """Say whether this person now serves the entrant as such."""
    return organisations.has_role(user, Role.ENTRANT, nomination.organisation)


def is_verifier(user: Person, nomination: Nomination) -> bool:
    """Say whether this person verifies for a BPJS office that serves the entrant's region."""
    region = nomination.organisation.region
    return any(
        office.kind == Kind.BPJS_OFFICE and (region is None or organisations.in_scope(office, region))
        for office in organisations.organisations_of(user, Role.VERIFIER)
    )
