"""The screening list and the screening desk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.awards import queries as awards
from paritrana.apps.nominations.commands import screening as commands
from paritrana.apps.nominations.forms.office import ScreeningForm
from paritrana.apps.nominations.labels import dossiers as words
from paritrana.apps.nominations.labels import office as labels
from paritrana.apps.nominations.labels import wording
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.permissions import office as permissions
from paritrana.apps.nominations.queries import dossiers as dossier_queries
from paritrana.apps.nominations.queries import office as queries
from paritrana.apps.nominations.rules import section_codes
from paritrana.apps.nominations.states import State
from paritrana.errors import NotFound, ParitranaError
from paritrana.ui import refusals
from paritrana.ui.formats import title_of
from paritrana.ui.tables import Column, Table, respond


@login_required
@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Every dossier of the edition, those that wait for a decision first."""
    edition = awards.edition(slug)
    permissions.check_office(request.user, edition)
    titles = {one.id: title_of(one.title) for one in edition.rulebook.categories}
    table = Table(
        caption=_("Dossiers"),
        file_name=f"penyaringan-{edition.slug}",
        rows=queries.dossiers_to_screen(edition),
        columns=[
            Column(
                "organisation",
                _("Entrant"),
                link=lambda row: _desk(edition.slug, row),
                sort="organisation__name",
            ),
            Column("category", _("Category"), value=lambda row: titles.get(row.category, row.category)),
            Column("proposer", _("Proposed by"), value=lambda row: row.proposer or "–", sort=False),
            Column("files", _("Files"), numeric=True, sort=False),
            Column(
                "state",
                _("State"),
                value=lambda row: words.STATE[row.state],
                tone=lambda row: words.STATE_TONE[row.state],
            ),
        ],
        search=["organisation__name"],
        empty=(
            _("No dossier yet"),
            _("Proposers list entrants first; their dossiers appear here."),
            reverse("portal:cockpit", args=[edition.slug]),
            _("Back to the cockpit"),
        ),
    )
    return respond(request, table, "nominations/office_screening.html", {"edition": edition})


@login_required
@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One dossier beside what the rulebook asks, and the decision."""
    nomination = dossier_queries.nomination(pk)
    if nomination.edition.slug != slug:
        raise NotFound("nominations.no_nomination")
    permissions.check_screen(request.user, nomination)
    category = dossier_queries.category_of(nomination)
    sections = [(code, str(wording.section_title(category, code))) for code in section_codes(category)]
    form = ScreeningForm(request.POST or None, sections=sections)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            done = commands.decide(nomination=nomination, by=request.user, **form.cleaned_data)
        except ParitranaError as error:
            refusal = refusals.explain(error)
        else:
            name = nomination.organisation.name
            messages.success(
                request, _("{name}: {verdict}.").format(name=name, verdict=labels.VERDICT_DONE[done.verdict])
            )
            return redirect("nominations:screening", slug=slug)
    context = {
        "nomination": nomination,
        "edition": nomination.edition,
        "category": category,
        "rows": queries.figure_rows(nomination),
        "prose": _prose(nomination),
        "loose": [one for one in dossier_queries.evidence_of(nomination)],
        "duplicates": queries.duplicate_files(nomination),
        "claims": dossier_queries.claims_of(nomination),
        "check": dossier_queries.check_of(nomination),
        "past": nomination.screenings.select_related("decided_by"),
        "form": form,
        "refusal": refusal,
        "decidable": nomination.state in {State.SUBMITTED, State.COMPLETE},
        "state": words.STATE[nomination.state],
        "tone": words.STATE_TONE[nomination.state],
        "verdicts": labels.VERDICT_DONE,
    }
    return render(
        request, "nominations/office_desk.html", context, status=422 if refusal or form.errors else 200
    )


def _prose(nomination: Nomination) -> list[tuple[str, str]]:
    answers = dossier_queries.answers_of(nomination)
    return [(str(label), answers[field].value) for field, label in words.FIELD.items() if field in answers]


def _desk(slug: str, row: Nomination) -> str:
    return reverse("nominations:screening-desk", args=[slug, row.pk])
