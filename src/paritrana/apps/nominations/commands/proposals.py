"""Proposing an entrant, taking a proposal back, and the entrant's answer to it."""

from datetime import date

from django.urls import reverse

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.commands import pen
from paritrana.apps.nominations.models import Nomination, Section
from paritrana.apps.nominations.permissions import dossiers as permissions
from paritrana.apps.nominations.queries import proposals as queries
from paritrana.apps.nominations.states import FINAL, Pen, State
from paritrana.apps.organisations.commands import invitations
from paritrana.apps.organisations.models import Invitation, Organisation
from paritrana.apps.organisations.rules import covers
from paritrana.apps.organisations.states import Role
from paritrana.core.rulebook import Category
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused
from paritrana.ui.formats import title_of


@ledger.recorded
def propose(
    *,
    edition: Edition,
    category: str,
    organisation: Organisation,
    proposer: Organisation,
    reason: str,
    size_class: str = "",
    size_source: str = "",
    by: User,
) -> Nomination:
    """Propose an organisation in a category; its people are told and answer for themselves.

    size_class, size_source: where the category has size classes that the organisation's own size is none of.
    """
    edition = pen.locked_edition(edition)
    permissions.check_propose(by, edition, proposer)
    permissions.check_nominating(edition)
    if not reason.strip():
        raise BadInput("nominations.proposal_reason_needed")
    chosen = edition.rulebook.category(category)
    _check_organisation(edition, chosen, organisation, proposer)
    rules.check_stated_size(chosen, own_size=organisation.size, size_class=size_class, source=size_source)
    used = next(one.used for one in queries.quota_use(edition, proposer) if one.category.id == category)
    rules.check_quota(quota=chosen.quota, used=used, category=title_of(chosen.title))
    nomination = Nomination.objects.create(
        edition=edition,
        category=category,
        organisation=organisation,
        proposer=proposer,
        reason=reason.strip(),
        size_class=size_class,
        size_source=size_source.strip(),
        created_at=clock.now(),
    )
    ledger.append(
        "nomination.proposed",
        subject=nomination,
        by=by,
        category=category,
        organisation=organisation,
        proposer=proposer,
        size_class=size_class,
        size_source=nomination.size_source,
    )
    pen.tell(
        organisation,
        Role.ENTRANT,
        kind="nomination.proposed",
        subject=f"Anda diusulkan / You were proposed: {edition.title_id}",
        body=f"{organisation.name}\n{title_of(chosen.title)}\n{proposer.name}: {reason.strip()}\n",
        page=reverse("nominations:dossier", args=[nomination.pk]),
    )
    return nomination


def _check_organisation(
    edition: Edition, category: Category, organisation: Organisation, proposer: Organisation
) -> None:
    region, name = organisation.region, title_of(category.title)
    rules.check_may_stand(
        category=category,
        name=name,
        level=edition.level,
        kind=organisation.kind,
        size=organisation.size,
        sector=organisation.sector,
        village_kind=region.kind if region else "",
    )
    if region is None:
        raise RuleRefused("nominations.no_region", organisation=organisation.name)
    if edition.region is not None and not covers(edition.region.code, region.code):
        raise RuleRefused("nominations.outside_edition", region=region.name, edition=title_of(edition.title))
    if not queries.serves(proposer, region):
        raise RuleRefused("nominations.not_served", region=region.name, proposer=proposer.name)
    standing = Nomination.objects.filter(edition=edition, category=category.id, organisation=organisation)
    if standing.exclude(state__in=[str(one) for one in FINAL]).exists():
        raise RuleRefused("nominations.already_proposed", organisation=organisation.name, category=name)


def invite_entrant(
    *,
    nomination: Nomination,
    email: str,
    office: str,
    standing: str,
    mandate_start: date,
    may_sign: bool = True,
    link_prefix: str = "",
    by: User,
) -> tuple[Invitation, str]:
    """Let a person of the proposed organisation in; returns the invitation and its one-use link token.

    link_prefix: the site's address of the page that takes the token; with it the link is also sent by mail.
    """
    permissions.check_withdraw_proposal(by, nomination)
    rules.check_counts(nomination.state)
    return invitations.invite(
        organisation=nomination.organisation,
        email=email,
        role=Role.ENTRANT,
        office=office,
        standing=standing,
        mandate_start=mandate_start,
        may_sign=may_sign,
        link_prefix=link_prefix,
        by=by,
    )


@ledger.recorded
def withdraw(*, nomination: Nomination, reason: str = "", by: User) -> Nomination:
    """Take it back: the proposer while the entrant has not answered, the entrant while it holds the pen."""
    row = pen.locked(nomination)
    if row.state == State.PROPOSED:
        permissions.check_withdraw_proposal(by, row)
        rules.check_move(row.state, State.WITHDRAWN, Pen.PROPOSER)
    else:
        permissions.check_fill(by, row)
        rules.check_move(row.state, State.WITHDRAWN, Pen.ENTRANT)
    return _move(row, State.WITHDRAWN, event="nomination.withdrawn", reason=reason, by=by)


@ledger.recorded
def accept(*, nomination: Nomination, by: User) -> Nomination:
    """The entrant takes part: the dossier is opened, with its sections as tasks."""
    row = pen.locked(nomination)
    permissions.check_fill(by, row)
    rules.check_move(row.state, State.DRAFT, Pen.ENTRANT)
    codes = rules.section_codes(row.edition.rulebook.category(row.category))
    Section.objects.bulk_create([Section(nomination=row, code=code) for code in codes])
    return _move(row, State.DRAFT, event="nomination.accepted", by=by)


@ledger.recorded
def decline(*, nomination: Nomination, reason: str, by: User) -> Nomination:
    """The entrant does not take part, and says why; the proposer's place becomes free."""
    row = pen.locked(nomination)
    permissions.check_fill(by, row)
    rules.check_move(row.state, State.DECLINED, Pen.ENTRANT)
    if not reason.strip():
        raise BadInput("nominations.reason_needed")
    return _move(row, State.DECLINED, event="nomination.declined", reason=reason, by=by)


def _move(row: Nomination, to: State, *, event: str, reason: str = "", by: User) -> Nomination:
    row.state, row.decline_reason = to, reason.strip()[:300]
    row.save(update_fields=["state", "decline_reason"])
    ledger.append(event, subject=row, by=by)
    pen.tell(
        row.proposer,
        Role.PROPOSER,
        kind=event,
        subject=f"{row.organisation.name}: {MOVED[to]}",
        body=f"{row.edition.title_id}\n{row.organisation.name}: {MOVED[to]}\n{row.decline_reason}",
        page=reverse("nominations:proposals", args=[row.edition.slug]),
    )
    return row


MOVED = {
    State.WITHDRAWN: "ditarik / withdrawn",
    State.DRAFT: "menerima usulan / accepted",
    State.DECLINED: "menolak usulan / declined",
}
