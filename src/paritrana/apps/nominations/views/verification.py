"""The verifier's list and desk, the entrant's objection, the answer to it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.awards import queries as awards
from paritrana.apps.awards.labels.method import phrases
from paritrana.apps.coverage.queries import Published
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.commands import verification as commands
from paritrana.apps.nominations.forms.dossiers import typed
from paritrana.apps.nominations.forms.office import AnswerForm, FigureForm, ObjectionForm
from paritrana.apps.nominations.labels import dossiers as words
from paritrana.apps.nominations.labels import office as labels
from paritrana.apps.nominations.labels import wording
from paritrana.apps.nominations.models import Nomination, Objection, VerifiedFigure
from paritrana.apps.nominations.permissions import office as permissions
from paritrana.apps.nominations.queries import dossiers as dossier_queries
from paritrana.apps.nominations.queries import office as queries
from paritrana.apps.nominations.states import ObjectionState
from paritrana.core.rulebook.words import capital
from paritrana.errors import NotFound, ParitranaError, allows
from paritrana.ui import refusals
from paritrana.ui.formats import title_of
from paritrana.ui.tables import Column, Table, respond


@login_required
@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """The dossiers in the service area of this verifier's office."""
    edition = awards.edition(slug)
    office = permissions.check_verify_in(request.user, edition)
    titles = {one.id: title_of(one.title) for one in edition.rulebook.categories}
    table = Table(
        caption=_("Dossiers to verify"),
        file_name=f"verifikasi-{edition.slug}",
        rows=queries.dossiers_to_verify(request.user, edition),
        columns=[
            Column("organisation", _("Entrant"), link=lambda row: _desk(edition.slug, row)),
            Column("category", _("Category"), value=lambda row: titles.get(row.category, row.category)),
            Column(
                "verified",
                _("Verified figures"),
                value=lambda row: _("%(done)s of %(total)s") % {"done": row.verified, "total": row.asked},
            ),
            Column("objected", _("Open objections"), numeric=True),
        ],
        search=["organisation"],
        empty=(
            _("Nothing to verify yet"),
            _("Dossiers appear here once their entrants have sent them."),
            "",
            "",
        ),
    )
    context = {"edition": edition, "office": office}
    return respond(request, table, "nominations/office_verification.html", context)


@login_required
@require_safe
def desk(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Every claim of one dossier with the verified figure beside it."""
    nomination = _nomination(slug, pk)
    office = permissions.check_verify(request.user, nomination)
    rules.check_verifiable(nomination.state)
    context = {
        **_beside(nomination),
        "office": office,
        "claims": dossier_queries.claims_of(nomination),
        "flags": queries.flags_by_field(nomination),
    }
    return render(request, "nominations/office_figures.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def figure(request: HttpRequest, slug: str, pk: int, criterion: str) -> HttpResponse:
    """Enter the verified figure of one criterion."""
    nomination = _nomination(slug, pk)
    office = permissions.check_verify(request.user, nomination)
    rules.check_verifiable(nomination.state)
    row = _row(nomination, criterion)
    offered = queries.published_figure(nomination, row.criterion)
    takes_over = request.GET.get("terbitan") == "1"
    form = FigureForm(
        request.POST or None,
        request.FILES or None,
        criterion=row.criterion,
        files=queries.proofs(nomination, criterion),
        initial=_taken_over(request, offered) if takes_over and offered else _initial(row.figure),
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = {"nomination": nomination, "criterion": criterion, "verifier": office, **form.given()}
        try:
            commands.enter(by=request.user, **given)
        except ParitranaError as error:
            refusal = refusals.explain(error)
        else:
            messages.success(request, _("The verified figure was entered. The entrant can see it."))
            return redirect("nominations:verification-desk", slug=slug, pk=pk)
    context = {
        **_beside(nomination),
        "row": row,
        "may_enter": _may_enter(nomination, [row], criterion),
        "unit": _unit(row),
        "small": capital(phrases().small(row.criterion)),
        "form": form,
        "refusal": refusal,
        "offered": offered,
        "taken_over": takes_over and offered is not None,
    }
    status = 422 if refusal or form.errors else 200
    return render(request, "nominations/office_figure.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, pk: int, objection: int) -> HttpResponse:
    """Answer one objection."""
    nomination = _nomination(slug, pk)
    found = queries.objection(nomination, objection)
    permissions.check_answer_objection(request.user, found)
    row = _row(nomination, found.figure.criterion)
    frozen = nomination.edition.rulebook_version.frozen_at is not None
    form = AnswerForm(
        request.POST or None,
        request.FILES or None,
        criterion=row.criterion,
        may_uphold=not frozen,
        initial=_initial(found.figure),
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            commands.answer_objection(objection=found, by=request.user, **form.given())
        except ParitranaError as error:
            refusal = refusals.explain(error)
        else:
            messages.success(request, _("The objection was answered. The entrant was told."))
            return redirect("nominations:verification-desk", slug=slug, pk=pk)
    context = {
        **_beside(nomination),
        "row": row,
        "unit": _unit(row),
        "small": capital(phrases().small(row.criterion)),
        "objection": found,
        "figure_text": wording.figure_text(row.category, found.figure),
        "state": labels.OBJECTION[found.state],
        "answerable": found.state == ObjectionState.OPEN,
        "form": form,
        "refusal": refusal,
    }
    status = 422 if refusal or form.errors else 200
    return render(request, "nominations/office_answer.html", context, status=status)


@login_required
@require_safe
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """The entrant's own view: claims beside verified figures, with the way to object."""
    nomination = dossier_queries.nomination(pk)
    permissions.check_see_figures(request.user, nomination)
    context = {
        **_beside(nomination),
        "may_object": allows(permissions.check_object_for, request.user, nomination),
    }
    return render(request, "nominations/entrant_figures.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: HttpRequest, pk: int, figure: int) -> HttpResponse:
    """Object to one verified figure."""
    nomination = dossier_queries.nomination(pk)
    found = queries.figure(nomination, figure)
    permissions.check_object(request.user, found)
    row = _row(nomination, found.criterion)
    form = ObjectionForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            commands.object_to(figure=found, by=request.user, **form.cleaned_data)
        except ParitranaError as error:
            refusal = refusals.explain(error)
        else:
            told = _("The objection was sent to {office}.").format(office=found.verifier.name)
            messages.success(request, told)
            return redirect("nominations:figures", pk=pk)
    context = {
        "nomination": nomination,
        "edition": nomination.edition,
        "row": row,
        "figure": found,
        "figure_text": wording.figure_text(row.category, found),
        "form": form,
        "refusal": refusal,
    }
    status = 422 if refusal or form.errors else 200
    return render(request, "nominations/entrant_objection.html", context, status=status)


def _nomination(slug: str, pk: int) -> Nomination:
    found = dossier_queries.nomination(pk)
    if found.edition.slug != slug:
        raise NotFound("nominations.no_nomination")
    return found


def _row(nomination: Nomination, criterion: str) -> queries.FigureRow:
    for row in queries.figure_rows(nomination):
        if row.criterion.id == criterion:
            return row
    raise NotFound("nominations.no_figure")


def _beside(nomination: Nomination) -> dict[str, Any]:
    """Return claims and verified figures as the pages show them side by side."""
    rows = queries.figure_rows(nomination)
    lines = [
        {
            "row": row,
            "scored": (labels.SIZE_SCORED if row.is_size else labels.SCORED)[row.scored],
            "may_enter": _may_enter(nomination, rows, row.criterion.id),
            "scored_tone": labels.SCORED_TONE[row.scored],
            "scored_side": labels.SCORED_SIDE[row.scored],
            "evidence": words.EVIDENCE[row.criterion.evidence],
            "objections": [_told(one) for one in row.objections],
            "history": [(one, wording.figure_text(row.category, one)) for one in row.history],
        }
        for row in rows
    ]
    return {
        "nomination": nomination,
        "edition": nomination.edition,
        "category": dossier_queries.category_of(nomination),
        "lines": lines,
        "verified": sum(row.figure is not None for row in rows),
        "is_unsized": any(row.is_size and row.figure is None for row in rows),
        "frozen": nomination.edition.rulebook_version.frozen_at,
    }


def _may_enter(nomination: Nomination, rows: Sequence[queries.FigureRow], name: str) -> bool:
    frozen = nomination.edition.rulebook_version.frozen_at is not None
    verified = [row.criterion.id for row in rows if row.figure is not None]
    return rules.may_be_entered(name, frozen=frozen, verified=verified)


def _told(objection: Objection) -> dict[str, Any]:
    state = objection.state
    return {"row": objection, "word": labels.OBJECTION[state], "tone": labels.OBJECTION_TONE[state]}


def _unit(row: queries.FigureRow) -> str:
    return str(words.UNIT[row.criterion.unit]) if row.criterion.kind == "measure" else ""


def _initial(figure: VerifiedFigure | None) -> dict[str, Any]:
    """Return what the form starts with: the figure that stands, with its counts when it is a rate."""
    if figure is None:
        return {}
    counted = figure.denominator is not None
    return {
        "numerator": figure.numerator if counted else "",
        "denominator": figure.denominator if counted else "",
        "value": "" if counted else typed(figure.value),
        "as_of": figure.as_of,
        "definition": figure.definition,
        "source": figure.source,
        "kept": figure.evidence_id or "",
    }


def _taken_over(request: HttpRequest, offered: Published) -> dict[str, Any]:
    """Return what the form starts with when a published figure is taken over, with the way back to it."""
    source = _("Snapshot no. %(number)s of coverage figures, %(url)s") % {
        "number": offered.snapshot.number,
        "url": request.build_absolute_uri(offered.url),
    }
    return {
        "numerator": typed(str(offered.numerator)),
        "denominator": typed(str(offered.denominator)),
        "as_of": date(int(offered.period[:4]), 12, 31),
        "definition": _("Protected person-months over twelve months of every worker"),
        "source": source,
    }


def _desk(slug: str, row: Nomination) -> str:
    return reverse("nominations:verification-desk", args=[slug, row.pk])
