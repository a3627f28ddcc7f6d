"""Forwarding to a higher edition, with the dossier and where it came from; taking in or sending back."""

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.models import (
    Answer,
    Claim,
    Evidence,
    Nomination,
    Section,
    VerifiedFigure,
)
from paritrana.apps.nominations.permissions import office as permissions
from paritrana.apps.nominations.states import FINAL, Pen, State
from paritrana.apps.notices import commands as notices
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Role
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused
from paritrana.ui.formats import title_of


@ledger.recorded
def forward(
    *,
    to: Edition,
    category: str,
    organisation: Organisation,
    from_edition: Edition,
    source: Nomination | None = None,
    basis: str,
    by: User,
) -> Nomination:
    """Send an entrant from a lower edition to a higher one; the dossier is copied, the source stays as it is.

    source is absent for an entrant that could not stand below (a province).  basis: the decree, letter or
    published rank on which it is sent.
    """
    from_edition = Edition.objects.select_for_update().get(pk=from_edition.pk)
    permissions.check_forward(by, from_edition)
    rules.check_forwarding(
        to_level=to.level,
        from_level=from_edition.level,
        same_period=(to.period_start, to.period_end) == (from_edition.period_start, from_edition.period_end),
        source_fits=source is None
        or (source.edition_id == from_edition.pk and source.organisation_id == organisation.pk),
        state=source.state if source else "",
    )
    chosen = to.rulebook.category(category)
    rules.check_may_stand(
        category=chosen,
        name=title_of(chosen.title),
        level=to.level,
        kind=organisation.kind,
        size=organisation.size,
        sector=organisation.sector,
        village_kind=organisation.region.kind if organisation.region else "",
    )
    _check_not_there(to, category, organisation)
    if not basis.strip():
        raise BadInput("nominations.basis_needed")
    at = clock.now()
    nomination = Nomination.objects.create(
        edition=to,
        category=category,
        organisation=organisation,
        state=State.FORWARDED,
        forwarded_from=source,
        from_edition=from_edition,
        forward_basis=basis.strip(),
        reason=source.reason if source else "",
        created_at=at,
    )
    for code in rules.section_codes(chosen):
        Section.objects.create(nomination=nomination, code=code)
    if source is not None:
        _copy(source, nomination)
    ledger.append(
        "nomination.forwarded",
        subject=nomination,
        by=by,
        source=source.pk if source else None,
        from_edition=from_edition.slug,
        basis=basis.strip(),
    )
    for membership in organisations.members_of(to.secretariat, Role.SECRETARIAT):
        notices.send(
            to=membership.user.email,
            kind="nomination.forwarded",
            subject=f"Penerusan dari / Forwarded by {from_edition.title_id}",
            body=f"{organisation.name}\n{basis}\n",
        )
    return nomination


def _check_not_there(to: Edition, category: str, organisation: Organisation) -> None:
    standing = Nomination.objects.filter(edition=to, category=category, organisation=organisation)
    if standing.exclude(state__in=[str(one) for one in FINAL]).exists():
        raise RuleRefused("nominations.already_proposed", organisation=organisation.name, category=category)


def _copy(source: Nomination, target: Nomination) -> None:
    """Copy what the target's rulebook asks too, and every claim; files keep their bytes and hashes."""
    category = target.edition.rulebook.category(target.category)
    fields = {field for code in rules.section_codes(category) for field in rules.fields_of(category, code)}
    for answer in source.answers.filter(field__in=fields):
        _again(answer, Answer, nomination=target)
    for claim in source.claims.all():
        _again(claim, Claim, nomination=target)
    files: dict[int, Evidence] = {}
    for evidence in source.evidence.filter(removed_at__isnull=True):
        files[evidence.pk] = _again(evidence, Evidence, nomination=target)
    for figure in source.verified_figures.filter(superseded_at__isnull=True, criterion__in=fields):
        copied = files.get(figure.evidence_id) if figure.evidence_id else None
        _again(figure, VerifiedFigure, nomination=target, evidence=copied)


def _again[Row: (Answer, Claim, Evidence, VerifiedFigure)](row: Row, kind: type[Row], **other: object) -> Row:
    values = {
        field.name: getattr(row, field.name) for field in row._meta.concrete_fields if not field.primary_key
    }
    return kind.objects.create(**{**values, **other})


@ledger.recorded
def take_in(*, nomination: Nomination, by: User) -> Nomination:
    """Accept a forwarded dossier: one submitted below is submitted here too, an empty one becomes a draft."""
    nomination = Nomination.objects.select_for_update().select_related("edition").get(pk=nomination.pk)
    permissions.check_take_in(by, nomination)
    at = clock.now()
    after = State.SUBMITTED if nomination.forwarded_from_id else State.DRAFT
    rules.check_move(State(nomination.state), after, Pen.SECRETARIAT)
    nomination.state, nomination.started_at = after, at
    if after is State.SUBMITTED:
        nomination.submitted_at = at
    nomination.save(update_fields=["state", "started_at", "submitted_at"])
    ledger.append("nomination.taken_in", subject=nomination, by=by, state=str(after))
    _tell(nomination, "Penerusan diterima / Forwarding accepted", "")
    return nomination


@ledger.recorded
def send_back(*, nomination: Nomination, reason: str, by: User) -> Nomination:
    """Do not take in a forwarded dossier; the reason goes to the sender and the entrant."""
    nomination = Nomination.objects.select_for_update().select_related("edition").get(pk=nomination.pk)
    permissions.check_take_in(by, nomination)
    if not reason.strip():
        raise BadInput("nominations.reason_needed")
    rules.check_move(State(nomination.state), State.SENT_BACK, Pen.SECRETARIAT)
    nomination.state, nomination.decline_reason = State.SENT_BACK, reason.strip()[:300]
    nomination.screened_at = clock.now()
    nomination.save(update_fields=["state", "decline_reason", "screened_at"])
    ledger.append("nomination.sent_back", subject=nomination, by=by)
    _tell(nomination, "Penerusan dikembalikan / Forwarding returned", reason)
    return nomination


def _tell(nomination: Nomination, subject: str, reason: str) -> None:
    people = list(organisations.members_of(nomination.organisation, Role.ENTRANT))
    if nomination.from_edition is not None:
        people += organisations.members_of(nomination.from_edition.secretariat, Role.SECRETARIAT)
    for membership in people:
        notices.send(
            to=membership.user.email,
            kind="nomination.forwarding",
            subject=f"{subject}: {nomination.edition.title_id}",
            body=f"{nomination.organisation.name}\n{reason}\n",
        )
