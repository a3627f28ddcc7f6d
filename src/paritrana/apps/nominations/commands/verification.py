"""Verified figures beside the claims, objections to them, and their answers."""

from datetime import date
from typing import Any

from django.urls import reverse

from paritrana.apps.accounts.models import User
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.commands import evidence as files
from paritrana.apps.nominations.commands import pen
from paritrana.apps.nominations.models import Evidence, Nomination, Objection, VerifiedFigure
from paritrana.apps.nominations.permissions import office as permissions
from paritrana.apps.nominations.states import ObjectionState
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Role
from paritrana.core.units import clock, zone_of
from paritrana.errors import BadInput, RuleRefused


@ledger.recorded
def enter(
    *,
    nomination: Nomination,
    criterion: str,
    value: str = "",
    numerator: int | None = None,
    denominator: int | None = None,
    as_of: date,
    definition: str,
    source: str,
    evidence: Evidence | None = None,
    upload: Any = None,
    verifier: Organisation,
    by: User,
) -> VerifiedFigure:
    """Enter what was verified for one criterion; the figure before it stays as history.

    value: as the criterion's kind asks; a rate is given as two counts instead, and its value follows.
    evidence: a file that the dossier already holds; upload: a new one, kept in the same act.
    Raises BadInput when the value does not fit the criterion, RuleRefused once marking has begun or while an
    objection to the figure waits for its answer.
    """
    row = pen.locked_with_edition(nomination)
    office = permissions.check_verify(by, row, verifier)
    live = row.verified_figures.filter(criterion=criterion, superseded_at__isnull=True)
    if Objection.objects.filter(figure__in=live, state=ObjectionState.OPEN).exists():
        raise RuleRefused("nominations.objection_waits")
    return _enter(
        row,
        criterion=criterion,
        counted=(value, numerator, denominator),
        as_of=as_of,
        words=(definition.strip(), source.strip()),
        proof=(evidence, upload),
        office=office,
        by=by,
    )


def _enter(
    row: Nomination,
    *,
    criterion: str,
    counted: tuple[str, int | None, int | None],
    as_of: date,
    words: tuple[str, str],
    proof: tuple[Evidence | None, Any],
    office: Organisation,
    by: User,
) -> VerifiedFigure:
    standing = row.verified_figures.filter(superseded_at__isnull=True).values_list("criterion", flat=True)
    frozen = row.edition.rulebook_version.frozen_at is not None
    if not rules.may_be_entered(criterion, frozen=frozen, verified=set(standing)):
        raise RuleRefused("nominations.marking_started")
    rules.check_verifiable(row.state)
    category = row.edition.rulebook.category(row.category)
    asked = rules.verified_criterion(category, row.organisation.size, criterion)
    if asked is None:
        raise BadInput("nominations.unknown_field", field=criterion)
    value, numerator, denominator = counted
    found = rules.verified_value(asked, value=value, numerator=numerator, denominator=denominator)
    if not all(words):
        raise BadInput("nominations.figure_without_source")
    at = clock.now()
    if as_of > at.astimezone(zone_of(row.edition.zone).tzinfo).date():
        raise BadInput("nominations.figure_from_the_future", as_of=as_of.isoformat())
    kept = _proof(row, criterion, *proof, by=by)
    row.verified_figures.filter(criterion=criterion, superseded_at__isnull=True).update(superseded_at=at)
    figure = VerifiedFigure.objects.create(
        nomination=row,
        criterion=criterion,
        value=found,
        numerator=numerator,
        denominator=denominator,
        as_of=as_of,
        definition=words[0],
        source=words[1],
        evidence=kept,
        verifier=office,
        entered_by=by,
        entered_at=at,
    )
    ledger.append(
        "figure.verified",
        subject=row,
        by=by,
        figure=figure.pk,
        criterion=criterion,
        value=found,
        numerator=numerator,
        denominator=denominator,
        as_of=as_of,
        office=office.pk,
        sha256=kept.sha256 if kept else "",
    )
    return figure


def _proof(
    row: Nomination, criterion: str, evidence: Evidence | None, upload: Any, *, by: User
) -> Evidence | None:
    if upload is not None:
        return files.add(nomination=row, field=f"{files.VERIFIED}{criterion}", upload=upload, by=by)
    if evidence is None:
        return None
    if evidence.nomination_id != row.pk:
        raise BadInput("nominations.evidence_elsewhere")
    if evidence.removed_at is not None:
        raise RuleRefused("nominations.file_removed", name=evidence.name)
    return evidence


@ledger.recorded
def object_to(*, figure: VerifiedFigure, text: str, by: User) -> Objection:
    """Object to a verified figure about one's own organisation, before marking begins."""
    row = pen.locked_with_edition(figure.nomination)
    figure = VerifiedFigure.objects.select_related("verifier").get(pk=figure.pk)
    figure.nomination = row
    permissions.check_object(by, figure)
    _check_before_marking(row)
    if figure.superseded_at is not None:
        raise RuleRefused("nominations.figure_superseded")
    if figure.objections.filter(state=ObjectionState.OPEN).exists():
        raise RuleRefused("nominations.objection_open")
    if not text.strip():
        raise BadInput("nominations.reason_needed")
    objection = Objection.objects.create(
        nomination=row, figure=figure, text=text.strip(), raised_by=by, raised_at=clock.now()
    )
    ledger.append("objection.raised", subject=row, by=by, objection=objection.pk, figure=figure.pk)
    pen.tell(
        figure.verifier,
        Role.VERIFIER,
        kind="objection.raised",
        subject=f"Keberatan atas angka terverifikasi / Objection to a figure: {row.organisation.name}",
        body=f"{row.edition.title_id}\n{figure.criterion}: {figure.value}\n\n{objection.text}\n",
        page=reverse("nominations:verification-desk", args=[row.edition.slug, row.pk]),
    )
    return objection


@ledger.recorded
def answer_objection(
    *,
    objection: Objection,
    uphold: bool,
    answer: str,
    value: str = "",
    numerator: int | None = None,
    denominator: int | None = None,
    as_of: date | None = None,
    definition: str = "",
    source: str = "",
    upload: Any = None,
    by: User,
) -> Objection:
    """Dismiss an objection with a reason, or uphold it and enter the new figure in the same act.

    What is left out of date, definition, source and file stays as in the figure before.
    """
    row = pen.locked_with_edition(objection.nomination)
    objection = Objection.objects.select_related("figure__verifier", "figure__evidence").get(pk=objection.pk)
    objection.nomination = row
    office = permissions.check_answer_objection(by, objection)
    if objection.state != ObjectionState.OPEN:
        raise RuleRefused("nominations.objection_answered")
    if not answer.strip():
        raise BadInput("nominations.reason_needed")
    old = objection.figure
    proof = old.evidence if old.evidence and old.evidence.removed_at is None else None
    if uphold:
        _enter(
            row,
            criterion=old.criterion,
            counted=(value, numerator, denominator),
            as_of=as_of or old.as_of,
            words=(definition.strip() or old.definition, source.strip() or old.source),
            proof=(proof, upload),
            office=office,
            by=by,
        )
    objection.state = ObjectionState.UPHELD if uphold else ObjectionState.DISMISSED
    objection.answer, objection.answered_by, objection.answered_at = answer.strip(), by, clock.now()
    objection.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    ledger.append(
        "objection.answered", subject=row, by=by, objection=objection.pk, state=str(objection.state)
    )
    pen.tell(
        row.organisation,
        Role.ENTRANT,
        kind="objection.answered",
        subject="Jawaban atas keberatan / Answer to your objection",
        body=f"{row.edition.title_id}\n{old.criterion}\n\n{objection.answer}\n",
        page=reverse("nominations:figures", args=[row.pk]),
    )
    return objection


def _check_before_marking(nomination: Nomination) -> None:
    if nomination.edition.rulebook_version.frozen_at:
        raise RuleRefused("nominations.marking_started")
