"""One-use links by which people come into an organisation."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _

from paritrana.apps.accounts import commands as accounts
from paritrana.apps.accounts.models import User
from paritrana.apps.accounts.queries import user_with
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.notices import commands as notices
from paritrana.apps.organisations import permissions, queries, rules
from paritrana.apps.organisations.commands import memberships
from paritrana.apps.organisations.models import Invitation, Membership, Organisation
from paritrana.apps.organisations.states import InvitationState
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotFound, RuleRefused


@ledger.recorded
def invite(
    *,
    organisation: Organisation,
    email: str,
    role: str,
    office: str,
    standing: str,
    mandate_start: date,
    mandate_end: date | None = None,
    may_sign: bool = False,
    replaces: Membership | None = None,
    reason: str = "",
    link_prefix: str = "",
    by: Any,
) -> tuple[Invitation, str]:
    """Make a one-use link into an organisation; return the invitation and the link's secret, kept nowhere.

    An earlier invitation of the same address and role that is still out is withdrawn.  replaces: the
    membership handed over when the link is used.  link_prefix: the site's address of the page that takes the
    secret, ending in a slash; with it the link is also sent by mail.
    """
    permissions.check_invite(by, organisation, role)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    rules.check_role(kind=organisation.kind, role=role)
    rules.check_mandate(
        office=office,
        standing=standing,
        mandate_start=mandate_start,
        mandate_end=mandate_end,
        may_sign=may_sign,
    )
    email = _fit_address(email)
    if replaces is not None:
        _check_replaceable(replaces, organisation=organisation, role=role, by=by)
    for earlier in queries.waiting_invitations(organisation).filter(email=email, role=role):
        _take_back(earlier, by=by)
    token, now = rules.new_token(), clock.now()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        office=" ".join(office.split()),
        standing=standing,
        mandate_start=mandate_start,
        mandate_end=mandate_end,
        may_sign=may_sign,
        replaces=replaces,
        reason=" ".join(reason.split())[:200],
        token_hash=rules.token_hash(token),
        invited_by=by,
        created_at=now,
        expires_at=now + rules.INVITATION_LASTS,
    )
    ledger.append("invitation.sent", subject=invitation, by=by, **_facts(invitation))
    if link_prefix:
        _tell(invitation, link=f"{link_prefix}{token}", by=by)
    return invitation, token


@ledger.recorded
def accept(
    *,
    token: str,
    user: User | None = None,
    password: str | None = None,
    language: str = "id",
    by: Any = None,
) -> Membership:
    """Use a link: begin the membership it offers, for a signed-in `user` or a new account with `password`.

    The second use is refused, and so are withdrawn and expired links, each with its own code.  `by` is not
    needed: whoever holds the link acts for themselves.
    """
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("organisation", "replaces")
        .filter(token_hash=rules.token_hash(token))
        .first()
    )
    if invitation is None:
        raise NotFound("organisations.invitation_unknown")
    rules.check_open(invitation.state_now)
    if user is not None and user.pk == invitation.invited_by_id:
        raise RuleRefused("organisations.invitation_own")
    person = user or _open_account(invitation, password=password, language=language)
    membership = _begin(invitation, person)
    invitation.state, invitation.accepted_by = InvitationState.ACCEPTED, person
    invitation.closed_at = clock.now()
    invitation.save(update_fields=["state", "accepted_by", "closed_at"])
    ledger.append("invitation.accepted", subject=invitation, by=person, **_facts(invitation))
    return membership


@ledger.recorded
def withdraw(*, invitation: Invitation, by: Any) -> Invitation:
    """Take a link back before it is used."""
    permissions.check_handle(by, invitation)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    rules.check_open(invitation.state_now)
    return _take_back(invitation, by=by)


def _begin(invitation: Invitation, person: User) -> Membership:
    terms = {
        "user": person,
        "office": invitation.office,
        "standing": invitation.standing,
        "mandate_start": invitation.mandate_start,
        "mandate_end": invitation.mandate_end,
        "may_sign": invitation.may_sign,
    }
    if invitation.replaces is not None and invitation.replaces.ended_at is None:
        return memberships.pass_on(
            membership=invitation.replaces, reason=invitation.reason, by=person, **terms
        )
    membership = memberships.begin(
        organisation=invitation.organisation,
        role=invitation.role,
        successor_of=invitation.replaces,
        **terms,
    )
    ledger.append("membership.granted", subject=membership, by=person, **memberships.facts_of(membership))
    return membership


def _open_account(invitation: Invitation, *, password: str | None, language: str) -> User:
    if user_with(invitation.email) is not None:
        raise RuleRefused("organisations.invitation_sign_in")
    if not password:
        raise BadInput("organisations.invitation_password")
    return accounts.create_user(
        email=invitation.email, label=invitation.office, password=password, language=language, by=None
    )


def _check_replaceable(replaces: Membership, *, organisation: Organisation, role: str, by: Any) -> None:
    permissions.check_manage(by, organisation)
    if replaces.organisation_id != organisation.pk or replaces.role != role:
        raise RuleRefused("organisations.replaces_other")
    rules.check_live(ended=replaces.ended_at is not None)


def _take_back(invitation: Invitation, *, by: Any) -> Invitation:
    invitation.state, invitation.closed_at = InvitationState.WITHDRAWN, clock.now()
    invitation.save(update_fields=["state", "closed_at"])
    ledger.append("invitation.withdrawn", subject=invitation, by=by, **_facts(invitation))
    return invitation


def _facts(invitation: Invitation) -> dict[str, object]:
    return {
        "organisation": invitation.organisation_id,
        "role": invitation.role,
        "standing": invitation.standing,
        "expires_at": invitation.expires_at,
        "replaces": invitation.replaces_id,
    }


def _tell(invitation: Invitation, *, link: str, by: User) -> None:
    with translation.override(by.language):
        notices.send(
            to=invitation.email,
            kind="invitation.sent",
            subject=_("Invitation: %(organisation)s") % {"organisation": invitation.organisation.name},
            body=_(
                "%(inviter)s invites you to serve %(organisation)s on the Paritrana Award site"
                " as %(office)s.\n\nOpen this link to accept. It works once and is valid for 14 days:\n\n"
                "%(link)s\n\nIf this is not for you, do nothing."
            )
            % {
                "inviter": by.label,
                "organisation": invitation.organisation.name,
                "office": invitation.office,
                "link": link,
            },
        )


def _fit_address(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as fault:
        raise BadInput("accounts.email_unfit") from fault
    return email
