"""The verifier's list and desk, the entrant's objection, the answer to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.awards import queries as awards
from paritrana.apps.nominations.commands import evidence as files
from paritrana.apps.nominations.commands import verification as commands
from paritrana.apps.nominations.forms.office import AnswerForm, FigureForm, ObjectionForm
from paritrana.apps.nominations.labels import dossiers as words
from paritrana.apps.nominations.labels import office as labels
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.permissions import office as permissions
from paritrana.apps.nominations.queries import dossiers as dossier_queries
from paritrana.apps.nominations.queries import office as queries
from paritrana.apps.nominations.rules import criterion_of
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
            Column("verified", _("Verified figures"), numeric=True),
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
    context = {
        "nomination": nomination,
        "edition": nomination.edition,
        "office": office,
        "rows": queries.figure_rows(nomination),
        "claims": dossier_queries.claims_of(nomination),
        "frozen": nomination.edition.rulebook_version.frozen_at,
        "objection_words": labels.OBJECTION,
    }
    return render(request, "nominations/office_figures.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def figure(request: HttpRequest, slug: str, pk: int, criterion: str) -> HttpResponse:
    """Enter the verified figure of one criterion."""
    nomination = _nomination(slug, pk)
    office = permissions.check_verify(request.user, nomination)
    asked = criterion_of(dossier_queries.category_of(nomination), criterion)
    if asked is None or asked.kind == "rubric":
        raise NotFound("nominations.no_figure")
    form = FigureForm(request.POST or None, request.FILES or None, criterion=asked)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            proof = None
            if upload := form.cleaned_data.get("upload"):
                proof = files.add(
                    nomination=nomination, field=f"verified.{criterion}", upload=upload, by=request.user
                )
            commands.enter(
                nomination=nomination,
                criterion=criterion,
                verifier=office,
                evidence=proof,
                by=request.user,
                **form.given(),
            )
        except ParitranaError as error:
            refusal = refusals.explain(error)
        else:
            messages.success(request, _("The verified figure was entered. The entrant can see it."))
            return redirect("nominations:verification-desk", slug=slug, pk=pk)
    answer = dossier_queries.answers_of(nomination).get(criterion)
    context = {
        "nomination": nomination,
        "edition": nomination.edition,
        "criterion": asked,
        "answer": answer,
        "unit": words.UNIT.get(asked.unit) if asked.kind == "measure" else "",
        "form": form,
        "refusal": refusal,
    }
    return render(
        request, "nominations/office_figure.html", context, status=422 if refusal or form.errors else 200
    )


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str, pk: int, objection: int) -> HttpResponse:
    """Answer one objection."""
    nomination = _nomination(slug, pk)
    found = queries.objection(nomination, objection)
    permissions.check_answer_objection(request.user, found)
    form = AnswerForm(request.POST or None)
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
        "nomination": nomination,
        "edition": nomination.edition,
        "objection": found,
        "form": form,
        "refusal": refusal,
    }
    return render(
        request, "nominations/office_answer.html", context, status=422 if refusal or form.errors else 200
    )


@login_required
@require_safe
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """The entrant's own view: claims beside verified figures, with the way to object."""
    nomination = dossier_queries.nomination(pk)
    permissions.check_see_figures(request.user, nomination)
    context = {
        "nomination": nomination,
        "edition": nomination.edition,
        "rows": queries.figure_rows(nomination),
        "frozen": nomination.edition.rulebook_version.frozen_at,
        "may_object": allows(permissions.check_object_for, request.user, nomination),
        "objection_words": labels.OBJECTION,
    }
    return render(request, "nominations/entrant_figures.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def object_to(request: HttpRequest, pk: int, figure: int) -> HttpResponse:
    """Object to one verified figure."""
    nomination = dossier_queries.nomination(pk)
    found = queries.figure(nomination, figure)
    permissions.check_object(request.user, found)
    form = ObjectionForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            commands.object_to(figure=found, by=request.user, **form.cleaned_data)
        except ParitranaError as error:
            refusal = refusals.explain(error)
        else:
            messages.success(
                request, _("The objection was sent to {office}.").format(office=found.verifier.name)
            )
            return redirect("nominations:figures", pk=pk)
    context = {"nomination": nomination, "figure": found, "form": form, "refusal": refusal}
    return render(
        request, "nominations/entrant_objection.html", context, status=422 if refusal or form.errors else 200
    )


def _nomination(slug: str, pk: int) -> Nomination:
    found = dossier_queries.nomination(pk)
    if found.edition.slug != slug:
        raise NotFound("nominations.no_nomination")
    return found


def _desk(slug: str, row: Nomination) -> str:
    return reverse("nominations:verification-desk", args=[slug, row.pk])
