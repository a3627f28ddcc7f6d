"""Who may enter organisations, see them, and let people in."""

from collections.abc import Iterable
from typing import Any

from paritrana.apps.organisations import queries, rules
from paritrana.apps.organisations.models import Invitation, Organisation
from paritrana.apps.organisations.states import Kind, Role
from paritrana.errors import NotPermitted


def is_operator(user: Any) -> bool:
    """Whether this is the person who runs the site; their account must be open."""
    return user is not None and user.is_authenticated and user.is_active and user.is_operator


def check_see(user: Any, organisation: Organisation) -> None:
    """Its own people, those in whose reach it lies, auditors and the operator see an organisation."""
    if not queries.organisations_seen_by(user).filter(pk=organisation.pk).exists():
        raise NotPermitted("organisations.may_not_see")


def check_list(user: Any) -> None:
    """Whoever serves somewhere sees a list of organisations (as far as they reach)."""
    if not is_operator(user) and not queries.live_memberships(user).exists():
        raise NotPermitted("organisations.may_not_see")


def check_create(user: Any, *, kind: str, region: str | None, service_area: Iterable[str] = ()) -> None:
    """The operator enters any; a secretariat what lies in its region; a proposer entrants in its area."""
    if is_operator(user):
        return
    reach = queries.reach_of_user(user, Role.SECRETARIAT)
    if kind != Kind.SECRETARIAT and reach.holds(region):
        if not all(reach.holds(code) for code in service_area):
            raise NotPermitted("organisations.area_outside")
        return
    proposing = queries.reach_of_user(user, Role.PROPOSER)
    if kind in rules.CREATED_BY_PROPOSERS and not service_area and proposing.holds(region):
        return
    raise NotPermitted("organisations.may_not_create")


def kinds_creatable(user: Any) -> list[Kind]:
    """Return the kinds of organisation this person may enter somewhere, for the choices of a form."""
    if is_operator(user):
        return list(Kind)
    roles = {one.role for one in queries.live_memberships(user)}
    if Role.SECRETARIAT in roles:
        return [kind for kind in Kind if kind != Kind.SECRETARIAT]
    return [kind for kind in Kind if kind in rules.CREATED_BY_PROPOSERS] if Role.PROPOSER in roles else []


def check_manage(user: Any, organisation: Organisation) -> None:
    """The operator, the secretariat of its region, and its own head or deputy manage the people."""
    if is_operator(user) or _is_in_secretariats_reach(user, organisation):
        return
    if queries.live_memberships(user).filter(organisation_id=organisation.pk, may_sign=True).exists():
        return
    raise NotPermitted("organisations.may_not_manage")


def check_change(user: Any, organisation: Organisation) -> None:
    """The operator and the secretariat of its region change what is written about an organisation."""
    if not is_operator(user) and not _is_in_secretariats_reach(user, organisation):
        raise NotPermitted("organisations.may_not_manage")


def check_invite(user: Any, organisation: Organisation, role: str) -> None:
    """Managers invite; heads only into roles they hold themselves; a proposer an entrant's first person."""
    if is_operator(user) or _is_in_secretariats_reach(user, organisation):
        return
    own = queries.live_memberships(user).filter(organisation_id=organisation.pk)
    if own.filter(may_sign=True, role=role).exists():
        return
    if role == Role.ENTRANT and queries.reach_of_user(user, Role.PROPOSER).holds(organisation.region_id):
        if queries.members_of(organisation).exists():
            raise NotPermitted("organisations.first_person_only")
        return
    raise NotPermitted("organisations.may_not_invite")


def roles_invitable(user: Any, organisation: Organisation) -> list[Role]:
    """Return the roles into which this person may invite somebody here, for the choices of a form."""
    fitting = [role for role in Role if organisation.kind in rules.ROLES[role]]
    if is_operator(user) or _is_in_secretariats_reach(user, organisation):
        return fitting
    found = []
    for role in fitting:
        try:
            check_invite(user, organisation, role)
        except NotPermitted:
            continue
        found.append(role)
    return found


def check_handle(user: Any, invitation: Invitation) -> None:
    """Whoever sent an invitation, and whoever manages the organisation, sees it and takes it back."""
    if user is None or not user.is_authenticated or invitation.invited_by_id != user.pk:
        check_manage(user, invitation.organisation)


def check_grant(user: Any) -> None:
    """Only the operator lets somebody in without their consent."""
    if not is_operator(user):
        raise NotPermitted("organisations.operator_only")


def _is_in_secretariats_reach(user: Any, organisation: Organisation) -> bool:
    """Whether this is the person's own secretariat, or anything but a secretariat inside its region."""
    if organisation.kind == Kind.SECRETARIAT:
        return queries.has_role(user, Role.SECRETARIAT, organisation)
    return queries.reach_of_user(user, Role.SECRETARIAT).holds(organisation.region_id)
