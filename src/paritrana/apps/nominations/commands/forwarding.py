"""Forwarding to a higher edition, with the dossier and where it came from; taking in or sending back."""

from django.urls import reverse

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.states import EditionState
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.commands import pen
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
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Role
from paritrana.core.rulebook import Category
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

    source is absent for an entrant that could not stand below (its own province).  basis: the decree, letter
    or published rank on which it is sent.
    """
    to = pen.locked_edition(to)
    permissions.check_forward(by, from_edition)
    below = pen.locked(source) if source is not None else None
    _check(to, from_edition, organisation, below)
    chosen = to.rulebook.category(category)
    _check_fits(to, chosen, organisation)
    if not basis.strip():
        raise BadInput("nominations.basis_needed")
    nomination = Nomination.objects.create(
        edition=to,
        category=category,
        organisation=organisation,
        state=State.FORWARDED,
        forwarded_from=below,
        from_edition=from_edition,
        forward_basis=basis.strip(),
        reason=below.reason if below else "",
        created_at=clock.now(),
    )
    for code in rules.section_codes(chosen):
        Section.objects.create(nomination=nomination, code=code)
    copied = _copy(below, nomination) if below is not None else {}
    ledger.append(
        "nomination.forwarded",
        subject=nomination,
        by=by,
        source=below.pk if below else None,
        from_edition=from_edition.slug,
        basis=basis.strip(),
        **copied,
    )
    pen.tell(
        to.secretariat,
        Role.SECRETARIAT,
        kind="nomination.forwarded",
        subject=f"Penerusan dari / Forwarded by {from_edition.title_id}",
        body=f"{organisation.name}\n{basis.strip()}\n",
        page=reverse("nominations:forwarding", args=[to.slug]),
    )
    return nomination


def _check(to: Edition, from_edition: Edition, organisation: Organisation, source: Nomination | None) -> None:
    rules.check_forwarding(
        to_level=to.level,
        from_level=from_edition.level,
        same_period=(to.period_start, to.period_end) == (from_edition.period_start, from_edition.period_end),
        source_fits=source is None
        or (source.edition_id == from_edition.pk and source.organisation_id == organisation.pk),
        state=source.state if source else "",
    )
    if source is None:
        rules.check_without_source(
            kind=organisation.kind, here=organisation.region_id == from_edition.region_id
        )
    if to.state not in {EditionState.PREPARING, EditionState.OPEN}:
        raise RuleRefused("nominations.edition_not_open", ask=to.secretariat.name)
    _check_before_marking(to)


def _check_before_marking(above: Edition) -> None:
    """Refuse an entrant for an edition whose marking has begun: it could never be found complete there."""
    if above.rulebook_version.frozen_at is not None:
        raise RuleRefused("nominations.too_late_above", edition=above.title_id, ask=above.secretariat.name)


def _check_fits(to: Edition, category: Category, organisation: Organisation) -> None:
    rules.check_may_stand(
        category=category,
        name=title_of(category.title),
        level=to.level,
        kind=organisation.kind,
        size=organisation.size,
        sector=organisation.sector,
        village_kind=organisation.region.kind if organisation.region else "",
    )
    standing = Nomination.objects.filter(edition=to, category=category.id, organisation=organisation)
    if standing.exclude(state__in=[str(one) for one in FINAL]).exists():
        title = title_of(category.title)
        raise RuleRefused("nominations.already_proposed", organisation=organisation.name, category=title)


def _copy(source: Nomination, target: Nomination) -> dict[str, int]:
    """Copy what means the same in the target's rulebook, and every claim; return how many of each.

    Files keep their bytes, hashes and place of storage; who said or verified what, and when, stays with it.
    """
    below = source.edition.rulebook.category(source.category)
    above = target.edition.rulebook.category(target.category)

    def fits(field: str, value: str = "") -> bool:
        return rules.carries_over(below, above, field=field, value=value)

    answers = [one for one in source.answers.all() if fits(one.field, one.value)]
    for answer in answers:
        _again(answer, Answer, nomination=target)
    claims = {f"claim.{one.pk}": _again(one, Claim, nomination=target) for one in source.claims.all()}
    files: dict[int, Evidence] = {}
    for evidence in source.evidence.filter(removed_at__isnull=True):
        claim = claims.get(evidence.field)
        if claim is not None or fits(evidence.field.removeprefix("verified.")):
            field = f"claim.{claim.pk}" if claim is not None else evidence.field
            files[evidence.pk] = _again(evidence, Evidence, nomination=target, field=field)
    live = source.verified_figures.filter(superseded_at__isnull=True)
    figures = [one for one in live if fits(one.criterion, one.value) and _value_above(above, one)]
    for figure in figures:
        proof = files.get(figure.evidence_id) if figure.evidence_id else None
        value = _value_above(above, figure)
        _again(figure, VerifiedFigure, nomination=target, evidence=proof, value=value)
    counts = {"answers": answers, "claims": claims, "files": files, "figures": figures}
    return {name: len(rows) for name, rows in counts.items()}


def _value_above(above: Category, figure: VerifiedFigure) -> str:
    asked = rules.criterion_of(above, figure.criterion)
    return (
        asked
        and rules.value_above(
            asked, value=figure.value, numerator=figure.numerator, denominator=figure.denominator
        )
    ) or ""


def _again[Row: (Answer, Claim, Evidence, VerifiedFigure)](row: Row, kind: type[Row], **other: object) -> Row:
    values = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields}
    values.pop("id")
    return kind.objects.create(**{**values, **other})


@ledger.recorded
def take_in(*, nomination: Nomination, by: User) -> Nomination:
    """Accept a forwarded dossier: sent below, it counts as sent here; an empty one waits for its entrant."""
    row = pen.locked_with_edition(nomination)
    permissions.check_take_in(by, row)
    after = State.SUBMITTED if row.forwarded_from_id else State.DRAFT
    rules.check_move(row.state, after, Pen.SECRETARIAT)
    _check_before_marking(row.edition)
    row.state = after
    if after is State.SUBMITTED:
        row.started_at = row.submitted_at = clock.now()
    row.save(update_fields=["state", "started_at", "submitted_at"])
    ledger.append("nomination.taken_in", subject=row, by=by, state=str(after))
    _tell(row, "Penerusan diterima / Forwarding accepted", "")
    return row


@ledger.recorded
def send_back(*, nomination: Nomination, reason: str, by: User) -> Nomination:
    """Do not take in a forwarded dossier; the reason goes to the sender and the entrant."""
    row = pen.locked_with_edition(nomination)
    permissions.check_take_in(by, row)
    if not reason.strip():
        raise BadInput("nominations.reason_needed")
    rules.check_move(row.state, State.SENT_BACK, Pen.SECRETARIAT)
    row.state, row.decline_reason = State.SENT_BACK, reason.strip()[:300]
    row.screened_at = clock.now()
    row.save(update_fields=["state", "decline_reason", "screened_at"])
    ledger.append("nomination.sent_back", subject=row, by=by)
    _tell(row, "Penerusan dikembalikan / Forwarding sent back", row.decline_reason)
    return row


def _tell(nomination: Nomination, subject: str, reason: str) -> None:
    dossier = reverse("nominations:dossier", args=[nomination.pk])
    told = [(nomination.organisation, Role.ENTRANT, dossier)]
    if nomination.from_edition:
        page = reverse("nominations:forwarding", args=[nomination.from_edition.slug])
        told.append((nomination.from_edition.secretariat, Role.SECRETARIAT, page))
    for organisation, role, page in told:
        pen.tell(
            organisation,
            role,
            kind="nomination.forwarding",
            subject=f"{subject}: {nomination.edition.title_id}",
            body="\n".join(part for part in (nomination.organisation.name, reason) if part) + "\n",
            page=page,
        )
