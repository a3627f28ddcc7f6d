"""Beginning, ending and handing over the mandates by which people serve an organisation."""

from datetime import date
from typing import Any

from paritrana.apps.accounts.models import User
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations import permissions, rules
from paritrana.apps.organisations.models import Membership, Organisation
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused


@ledger.recorded
def grant(
    *,
    user: User,
    organisation: Organisation,
    role: str,
    office: str,
    standing: str,
    mandate_start: date,
    mandate_end: date | None = None,
    may_sign: bool = False,
    by: Any,
) -> Membership:
    """Let a person serve an organisation without an invitation; the operator's act."""
    permissions.check_grant(by)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    membership = begin(
        user=user,
        organisation=organisation,
        role=role,
        office=office,
        standing=standing,
        mandate_start=mandate_start,
        mandate_end=mandate_end,
        may_sign=may_sign,
    )
    ledger.append("membership.granted", subject=membership, by=by, **facts_of(membership))
    return membership


@ledger.recorded
def end(*, membership: Membership, reason: str, by: Any) -> Membership:
    """End a membership for good; what was done in it stays."""
    permissions.check_manage(by, membership.organisation)
    membership = _close(membership, reason=reason)
    ledger.append("membership.ended", subject=membership, by=by, reason=reason, **facts_of(membership))
    return membership


@ledger.recorded
def hand_over(
    *,
    membership: Membership,
    user: User,
    office: str,
    standing: str,
    mandate_start: date,
    mandate_end: date | None = None,
    reason: str,
    by: Any,
) -> Membership:
    """End one person's membership and begin the next one's in its place, in one step; return the new one.

    Drafts, answers and history belong to the organisation, so they stay where they are.
    """
    permissions.check_manage(by, membership.organisation)
    return pass_on(
        membership=membership,
        user=user,
        office=office,
        standing=standing,
        mandate_start=mandate_start,
        mandate_end=mandate_end,
        may_sign=membership.may_sign,
        reason=reason,
        by=by,
    )


@ledger.recorded
def change_mandate(
    *,
    membership: Membership,
    office: str,
    standing: str,
    mandate_start: date,
    mandate_end: date | None = None,
    reason: str,
    by: Any,
) -> Membership:
    """Prolong or correct a mandate that still runs in the same person's hands; the reason stays on record.

    The secretariat's or the operator's act: nobody prolongs their own right to sign, except a secretariat its
    own people's, as nobody stands above it but the operator.
    """
    permissions.check_change(by, membership.organisation)
    row = _live(membership)
    if not reason.strip():
        raise BadInput("organisations.reason_missing")
    before = facts_of(row)
    rules.check_mandate(
        office=office,
        standing=standing,
        mandate_start=mandate_start,
        mandate_end=mandate_end,
        may_sign=row.may_sign,
    )
    row.office, row.standing = " ".join(office.split()), standing
    row.mandate_start, row.mandate_end = mandate_start, mandate_end
    row.save(update_fields=["office", "standing", "mandate_start", "mandate_end"])
    after = facts_of(row)
    told = {f"{name}_before": before[name] for name in ("standing", "mandate_start", "mandate_end")}
    ledger.append("membership.changed", subject=row, by=by, reason=reason.strip(), **after, **told)
    return row


def pass_on(
    *,
    membership: Membership,
    user: User,
    office: str,
    standing: str,
    mandate_start: date,
    mandate_end: date | None,
    may_sign: bool,
    reason: str,
    by: Any,
) -> Membership:
    """Do a hand-over whose permission was checked, inside a recorded command."""
    old = _close(membership, reason=reason)
    new = begin(
        user=user,
        organisation=old.organisation,
        role=old.role,
        office=office,
        standing=standing,
        mandate_start=mandate_start,
        mandate_end=mandate_end,
        may_sign=may_sign,
        successor_of=old,
    )
    ledger.append(
        "membership.handed_over",
        subject=new,
        by=by,
        reason=reason,
        before=f"user:{old.user_id}",
        **facts_of(new),
    )
    return new


def begin(
    *,
    user: User,
    organisation: Organisation,
    role: str,
    office: str,
    standing: str,
    mandate_start: date,
    mandate_end: date | None,
    may_sign: bool,
    successor_of: Membership | None = None,
) -> Membership:
    """Write a new membership whose permission was checked, inside a recorded command."""
    rules.check_role(kind=organisation.kind, role=role)
    rules.check_mandate(
        office=office,
        standing=standing,
        mandate_start=mandate_start,
        mandate_end=mandate_end,
        may_sign=may_sign,
    )
    if not user.is_active:
        raise RuleRefused("organisations.account_closed")
    held = Membership.objects.filter(user=user, organisation=organisation, role=role, ended_at__isnull=True)
    if held.exists():
        raise RuleRefused("organisations.member_already")
    return Membership.objects.create(
        user=user,
        organisation=organisation,
        role=role,
        office=" ".join(office.split()),
        standing=standing,
        mandate_start=mandate_start,
        mandate_end=mandate_end,
        may_sign=may_sign,
        successor_of=successor_of,
        created_at=clock.now(),
    )


def facts_of(membership: Membership) -> dict[str, object]:
    """Return what the ledger keeps of a membership: standing and dates, no words about a person."""
    return {
        "organisation": membership.organisation_id,
        "member": f"user:{membership.user_id}",
        "role": membership.role,
        "standing": membership.standing,
        "mandate_start": membership.mandate_start,
        "mandate_end": membership.mandate_end,
        "may_sign": membership.may_sign,
    }


def _live(membership: Membership) -> Membership:
    """Return the membership, its row held until the command ends; refuse one that is over."""
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("organisation", "user")
        .get(pk=membership.pk)
    )
    rules.check_live(ended=membership.ended_at is not None)
    return membership


def _close(membership: Membership, *, reason: str) -> Membership:
    membership = _live(membership)
    membership.ended_at, membership.end_reason = clock.now(), " ".join(reason.split())[:200]
    membership.save(update_fields=["ended_at", "end_reason"])
    return membership
