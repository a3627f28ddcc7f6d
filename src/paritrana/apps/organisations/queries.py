"""Reading organisations: who serves where, and how far an office reaches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from paritrana.apps.accounts.models import User
from paritrana.apps.accounts.queries import RoleLine
from paritrana.apps.ledger.labels import sentence
from paritrana.apps.ledger.models import Entry, subject_key
from paritrana.apps.organisations import labels, rules
from paritrana.apps.organisations.models import Invitation, Membership, Organisation
from paritrana.apps.organisations.rules import Reach
from paritrana.apps.organisations.states import InvitationState, Kind, Role
from paritrana.apps.regions.models import Region
from paritrana.errors import NotFound

Text = str | Promise


@dataclass(frozen=True)
class HistoryLine:
    """One entry of the ledger in words; actor is shown by office."""

    event: Text
    at: datetime
    actor: Text
    log: str
    seq: int


WIDE_ROLES = (Role.SECRETARIAT, Role.PROPOSER, Role.VERIFIER)


def live_memberships(user: Any) -> QuerySet[Membership]:
    """Return the memberships in which this person serves now; nobody's and a closed account's are none."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Membership.objects.none()
    return Membership.objects.filter(user_id=user.pk, ended_at__isnull=True).select_related(
        "organisation__region"
    )


def has_role(user: Any, role: str, organisation: Organisation) -> bool:
    """Whether this person serves this organisation in this role now."""
    return live_memberships(user).filter(role=role, organisation_id=organisation.pk).exists()


def members_of(organisation: Organisation, role: str | None = None) -> QuerySet[Membership]:
    """Return who serves this organisation now, in one role or any."""
    found = Membership.objects.filter(organisation_id=organisation.pk, ended_at__isnull=True)
    found = found.select_related("user", "organisation").order_by("role", "-may_sign", "pk")
    return found.filter(role=role) if role else found


def past_members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Return who served this organisation before, the latest first."""
    return (
        Membership.objects.filter(organisation_id=organisation.pk, ended_at__isnull=False)
        .select_related("user")
        .order_by("-ended_at", "-pk")
    )


def signer_of(user: Any, organisation: Organisation, *, day: date) -> Membership | None:
    """Return the membership by which this person may sign for the organisation on this day, if any."""
    held = live_memberships(user).filter(organisation_id=organisation.pk, may_sign=True)
    for one in held:
        if rules.mandate_covers(mandate_start=one.mandate_start, mandate_end=one.mandate_end, day=day):
            return one
    return None


def organisations_of(user: Any, role: str | None = None) -> QuerySet[Organisation]:
    """Return the organisations this person serves now, in one role or any."""
    held = live_memberships(user)
    keys = (held.filter(role=role) if role else held).values("organisation_id")
    return Organisation.objects.filter(pk__in=keys).select_related("region")


def organisation(pk: int) -> Organisation:
    """Return one organisation; raises NotFound."""
    found = Organisation.objects.select_related("region__parent", "parent").filter(pk=pk).first()
    if found is None:
        raise NotFound("organisations.none")
    return found


def reach_of(organisations: Iterable[Organisation]) -> Reach:
    """Return how far these organisations reach.

    A BPJS office reaches its service area and that of every office below it; a secretariat without a region
    (the national one) everywhere; any other organisation its own region.
    """
    listed = list(organisations)
    offices = [one.pk for one in listed if one.kind == Kind.BPJS_OFFICE]
    others = {one.region_id for one in listed if one.kind != Kind.BPJS_OFFICE and one.region_id}
    national = any(one.kind == Kind.SECRETARIAT and one.region_id is None for one in listed)
    return Reach(frozenset(others | _service_areas(offices)), everywhere=national)


def reach_of_user(user: Any, *roles: str) -> Reach:
    """Return how far this person reaches in any of these roles; the operator reaches everywhere."""
    if user is not None and user.is_authenticated and user.is_active and user.is_operator:
        return Reach(everywhere=True)
    held = [one.organisation for one in live_memberships(user) if one.role in roles]
    return reach_of(held)


def in_scope(bpjs_office: Organisation, region: Region) -> bool:
    """Whether the region lies in the service area of this office or of any office below it."""
    return reach_of([bpjs_office]).holds(region.pk)


def offices_serving(region: Region) -> list[Organisation]:
    """Return the BPJS offices in whose scope the region is: those that serve it, then those above."""
    found = list(
        Organisation.objects.filter(
            kind=Kind.BPJS_OFFICE, service_area__in=rules.codes_above(region.pk)
        ).distinct()
    )
    known = {one.pk for one in found}
    above = {one.parent_id for one in found} - known - {None}
    while above:
        level = list(Organisation.objects.filter(pk__in=above))
        found += level
        known |= {one.pk for one in level}
        above = {one.parent_id for one in level} - known - {None}
    return found


def offices_below(office: Organisation) -> QuerySet[Organisation]:
    """Return the offices one step below, each with the regions it serves."""
    areas = Prefetch("service_area", queryset=Region.objects.order_by("code"))
    return Organisation.objects.filter(parent_id=office.pk).prefetch_related(areas).order_by("name")


def organisations_seen_by(user: Any) -> QuerySet[Organisation]:
    """Return the organisations whose pages this person may open, with the number who serve in each now."""
    found = (
        Organisation.objects.select_related("region__parent")
        .annotate(people=Count("memberships", filter=Q(memberships__ended_at__isnull=True)))
        .order_by("name", "pk")
    )
    reach = reach_of_user(user, *WIDE_ROLES)
    if reach.everywhere or live_memberships(user).filter(role=Role.AUDITOR).exists():
        return found
    own = Q(pk__in=live_memberships(user).values("organisation_id"))
    return found.filter(reduce(or_, (_inside(code) for code in sorted(reach.codes)), own))


def membership(organisation_key: int, pk: int) -> Membership:
    """Return one membership of an organisation, live or over; raises NotFound."""
    found = (
        Membership.objects.filter(organisation_id=organisation_key, pk=pk)
        .select_related("organisation__region", "user", "successor_of")
        .first()
    )
    if found is None:
        raise NotFound("organisations.no_member")
    return found


def successor_of(membership: Membership) -> Membership | None:
    """Return the membership that followed this one in its office, if any."""
    return Membership.objects.filter(successor_of_id=membership.pk).order_by("pk").first()


def invitations_of(organisation: Organisation) -> QuerySet[Invitation]:
    """Return the invitations into an organisation, newest first."""
    return invitations_of_key(organisation.pk)


def invitations_of_key(organisation_key: int) -> QuerySet[Invitation]:
    """Return the same by the organisation's key."""
    return (
        Invitation.objects.filter(organisation_id=organisation_key)
        .select_related("invited_by", "accepted_by", "replaces", "organisation__region")
        .order_by("-created_at", "-pk")
    )


def invitation(organisation_key: int, pk: int) -> Invitation:
    """Return one invitation into an organisation; raises NotFound."""
    found = invitations_of_key(organisation_key).filter(pk=pk).first()
    if found is None:
        raise NotFound("organisations.no_invitation")
    return found


def invitation_with(token: str) -> Invitation:
    """Return the invitation of a link, whatever its state; raises NotFound for a link nobody made."""
    found = (
        Invitation.objects.select_related("organisation__region", "invited_by", "replaces")
        .filter(token_hash=rules.token_hash(token))
        .first()
    )
    if found is None:
        raise NotFound("organisations.invitation_unknown")
    return found


def waiting_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Return those still out, whether or not their time is over."""
    return invitations_of(organisation).filter(state=InvitationState.SENT)


def history_of(organisation: Organisation) -> QuerySet[Entry]:
    """Return what the ledger holds about an organisation, its members and its invitations, newest first."""
    subjects = [subject_key(organisation)]
    for model in (Membership, Invitation):
        keys = model.objects.filter(organisation_id=organisation.pk).values_list("pk", flat=True)
        subjects += [f"{model._meta.label_lower}:{pk}" for pk in keys]
    return Entry.objects.filter(subject__in=subjects).order_by("-at", "-pk")


def told_history(entries: Iterable[Entry]) -> list[HistoryLine]:
    """Return entries of the ledger in words, with the office of who did each."""
    listed = list(entries)
    keys = {entry.actor.removeprefix("user:") for entry in listed if entry.actor.startswith("user:")}
    people = User.objects.in_bulk([int(key) for key in keys])
    return [
        HistoryLine(
            event=sentence(entry.event),
            at=entry.at,
            actor=_actor(entry.actor, people),
            log=entry.log,
            seq=entry.seq,
        )
        for entry in listed
    ]


def roles_told(users: Sequence[int]) -> dict[int, list[RoleLine]]:
    """Tell the accounts room in which organisations these people serve, and in which role."""
    held = Membership.objects.filter(
        user_id__in=users, ended_at__isnull=True, user__is_active=True
    ).select_related("organisation")
    found: dict[int, list[RoleLine]] = {}
    for one in held:
        line = RoleLine(
            role=labels.ROLE[Role(one.role)],
            place=one.organisation.name,
            order=labels.ROLE_ORDER[Role(one.role)],
            detail=one.office,
            url=reverse("organisations:detail", args=[one.organisation_id]),
        )
        found.setdefault(one.user_id, []).append(line)
    return found


def _actor(actor: str, people: dict[int, User]) -> Text:
    key = actor.removeprefix("user:")
    return people[int(key)].label if key.isdecimal() and int(key) in people else labels.SYSTEM


def _inside(code: str) -> Q:
    return Q(region=code) | Q(region__code__startswith=f"{code}.")


def _service_areas(offices: Sequence[int]) -> set[str]:
    if not offices:
        return set()
    edges = list(Organisation.objects.filter(kind=Kind.BPJS_OFFICE).values_list("pk", "parent_id"))
    below = set().union(*(rules.tree_below(office, edges) for office in offices))
    through = Organisation.service_area.through.objects
    return set(through.filter(organisation_id__in=below).values_list("region_id", flat=True))
