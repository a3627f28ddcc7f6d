"""Verified figures beside the claims, objections to them, and their answers."""

from datetime import date

from paritrana.apps.accounts.models import User
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.models import Evidence, Nomination, Objection, VerifiedFigure
from paritrana.apps.nominations.permissions import office as permissions
from paritrana.apps.nominations.states import ObjectionState
from paritrana.apps.notices import commands as notices
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Role
from paritrana.core.units import clock
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
    verifier: Organisation,
    by: User,
) -> VerifiedFigure:
    """Enter what was verified for one criterion; the figure before it stays as history.

    value: as the criterion's kind asks; a rate is given as two counts instead, and its value follows.
    Raises BadInput when the value does not fit the criterion, RuleRefused once marking has begun.
    """
    nomination = (
        Nomination.objects.select_for_update().select_related("edition", "organisation").get(pk=nomination.pk)
    )
    office = permissions.check_verify(by, nomination, verifier)
    _check_before_marking(nomination)
    asked = rules.criterion_of(nomination.edition.rulebook.category(nomination.category), criterion)
    if asked is None:
        raise BadInput("nominations.unknown_field", field=criterion)
    found = rules.verified_value(asked, value=value, numerator=numerator, denominator=denominator)
    if not definition.strip() or not source.strip():
        raise BadInput("nominations.figure_without_source")
    if as_of > clock.now().date():
        raise BadInput("nominations.figure_from_the_future", as_of=as_of.isoformat())
    if evidence is not None and evidence.nomination_id != nomination.pk:
        raise BadInput("nominations.evidence_elsewhere")
    at = clock.now()
    nomination.verified_figures.filter(criterion=criterion, superseded_at__isnull=True).update(
        superseded_at=at
    )
    figure = VerifiedFigure.objects.create(
        nomination=nomination,
        criterion=criterion,
        value=found,
        numerator=numerator,
        denominator=denominator,
        as_of=as_of,
        definition=definition.strip(),
        source=source.strip(),
        evidence=evidence,
        verifier=office,
        entered_by=by,
        entered_at=at,
    )
    ledger.append(
        "figure.verified",
        subject=nomination,
        by=by,
        figure=figure.pk,
        criterion=criterion,
        value=found,
        numerator=numerator,
        denominator=denominator,
        as_of=as_of,
        office=office.pk,
    )
    return figure


@ledger.recorded
def object_to(*, figure: VerifiedFigure, text: str, by: User) -> Objection:
    """Object to a verified figure about one's own organisation, before marking begins."""
    figure = (
        VerifiedFigure.objects.select_for_update().select_related("nomination__edition").get(pk=figure.pk)
    )
    permissions.check_object(by, figure)
    _check_before_marking(figure.nomination)
    if figure.superseded_at is not None:
        raise RuleRefused("nominations.figure_superseded")
    if figure.objections.filter(state=ObjectionState.OPEN).exists():
        raise RuleRefused("nominations.objection_open")
    if not text.strip():
        raise BadInput("nominations.reason_needed")
    objection = Objection.objects.create(
        nomination=figure.nomination, figure=figure, text=text.strip(), raised_by=by, raised_at=clock.now()
    )
    ledger.append(
        "objection.raised", subject=figure.nomination, by=by, objection=objection.pk, figure=figure.pk
    )
    for membership in organisations.members_of(figure.verifier, Role.VERIFIER):
        notices.send(
            to=membership.user.email,
            kind="objection.raised",
            subject=f"Keberatan atas angka terverifikasi / Objection: {figure.nomination.organisation.name}",
            body=f"{figure.nomination.edition.title_id}\n{figure.criterion}: {figure.value}\n",
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
    by: User,
) -> Objection:
    """Dismiss an objection with a reason, or uphold it and enter the new figure in the same act."""
    objection = (
        Objection.objects.select_for_update()
        .select_related("figure__verifier", "nomination__edition")
        .get(pk=objection.pk)
    )
    permissions.check_answer_objection(by, objection)
    if objection.state != ObjectionState.OPEN:
        raise RuleRefused("nominations.objection_answered")
    if not answer.strip():
        raise BadInput("nominations.reason_needed")
    if uphold:
        old = objection.figure
        enter(
            nomination=objection.nomination,
            criterion=old.criterion,
            value=value,
            numerator=numerator,
            denominator=denominator,
            as_of=old.as_of,
            definition=old.definition,
            source=old.source,
            evidence=old.evidence,
            verifier=old.verifier,
            by=by,
        )
    objection.state = ObjectionState.UPHELD if uphold else ObjectionState.DISMISSED
    objection.answer, objection.answered_by, objection.answered_at = answer.strip(), by, clock.now()
    objection.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    ledger.append(
        "objection.answered",
        subject=objection.nomination,
        by=by,
        objection=objection.pk,
        state=str(objection.state),
    )
    for membership in organisations.members_of(objection.nomination.organisation, Role.ENTRANT):
        notices.send(
            to=membership.user.email,
            kind="objection.answered",
            subject="Jawaban atas keberatan / Answer to your objection",
            body=f"{objection.nomination.edition.title_id}\n{objection.figure.criterion}\n\n{objection.answer}\n",
        )
    return objection


def _check_before_marking(nomination: Nomination) -> None:
    if nomination.edition.rulebook_version.frozen_at:
        raise RuleRefused("nominations.marking_started")
