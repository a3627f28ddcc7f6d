"""The screening list and the screening desk."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.awards import queries as awards
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.commands import screening as commands
from paritrana.apps.nominations.forms.office import ScreeningForm
from paritrana.apps.nominations.labels import dossiers as words
from paritrana.apps.nominations.labels import office as labels
from paritrana.apps.nominations.labels import wording
from paritrana.apps.nominations.models import Answer, Nomination
from paritrana.apps.nominations.permissions import office as permissions
from paritrana.apps.nominations.queries import dossiers as dossier_queries
from paritrana.apps.nominations.queries import office as queries
from paritrana.apps.nominations.states import State, Verdict
from paritrana.core.rulebook import Category
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
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One dossier beside what the rulebook asks, and the decision."""
    nomination = dossier_queries.nomination(pk)
    if nomination.edition.slug != slug:
        raise NotFound("nominations.no_nomination")
    permissions.check_screen(request.user, nomination)
    category = dossier_queries.category_of(nomination)
    sections = [(code, wording.section_title(category, code)) for code in rules.section_codes(category)]
    verdicts = _verdicts(nomination)
    form = ScreeningForm(request.POST or None, sections=sections, verdicts=verdicts)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            done = commands.decide(nomination=nomination, by=request.user, **form.cleaned_data)
        except ParitranaError as error:
            refusal = refusals.explain(error)
        else:
            told = {"name": nomination.organisation.name, "verdict": labels.VERDICT_DONE[done.verdict]}
            messages.success(request, _("{name}: {verdict}. The entrant was told.").format(**told))
            return redirect("nominations:screening", slug=slug)
    context = {
        **_dossier(nomination, category),
        "past": _past(nomination, category),
        "form": form,
        "refusal": refusal,
        "decidable": bool(verdicts),
        "too_late": bool(verdicts) and Verdict.COMPLETE not in verdicts,
        "state": words.STATE[nomination.state],
        "tone": words.STATE_TONE[nomination.state],
    }
    status = 422 if refusal or form.errors else 200
    return render(request, "nominations/office_desk.html", context, status=status)


def _verdicts(nomination: Nomination) -> list[Verdict]:
    """Return what may be decided now; once marking has begun, nobody joins or leaves the complete ones."""
    frozen = nomination.edition.rulebook_version.frozen_at is not None
    if frozen and nomination.state == State.COMPLETE:
        return []
    return [one for one in rules.verdicts_for(nomination.state) if not (frozen and one is Verdict.COMPLETE)]


def _dossier(nomination: Nomination, category: Category) -> dict[str, Any]:
    """Return what the desk shows of the dossier: every field in order, with files and doubts."""
    answers = dossier_queries.answers_of(nomination)
    flags = queries.flags_by_field(nomination)
    files = queries.files_by_field(nomination, flags)
    shown = set()
    sections = []
    for code in rules.section_codes(category):
        lines = [
            _line(category, name, answers.get(name), files=files.get(name, []), flags=flags.get(name, []))
            for name in rules.fields_of(category, code)
        ]
        shown.update(line["field"] for line in lines)
        sections.append({"code": code, "title": wording.section_title(category, code), "lines": lines})
    claims = [
        {"claim": one, "files": files.get(f"claim.{one.pk}", []), "flags": flags.get(f"claim.{one.pk}", [])}
        for one in dossier_queries.claims_of(nomination)
    ]
    shown.update(f"claim.{one['claim'].pk}" for one in claims)
    check = queries.screening_check(nomination)
    return {
        "nomination": nomination,
        "edition": nomination.edition,
        "category": category,
        "sections": sections,
        "claims": claims,
        "others": [one for field, listed in files.items() if field not in shown for one in listed],
        "doubts": sum(len(told) for told in flags.values()),
        "shared": [one for listed in files.values() for one in listed if one.also_at],
        "blocking": [_missing(category, *one) for one in check.blocking],
        "warnings": [_missing(category, *one) for one in check.warnings],
    }


def _line(
    category: Category, name: str, answer: Answer | None, *, files: list[queries.File], flags: list[str]
) -> dict[str, Any]:
    criterion = rules.criterion_of(category, name)
    return {
        "field": name,
        "title": wording.field_title(category, name),
        "criterion": criterion,
        "evidence": words.EVIDENCE[criterion.evidence] if criterion else "",
        "unit": words.UNIT[criterion.unit] if criterion and criterion.kind == "measure" else "",
        "takes_value": rules.takes_value(category, name),
        "value": wording.value_text(category, name, answer.value) if answer else "",
        "last_year": wording.value_text(category, name, answer.last_year) if answer else "",
        "note": answer.note if answer else "",
        "files": files,
        "flags": flags,
    }


def _missing(category: Category, code: str, field: str) -> dict[str, str]:
    title = wording.field_title(category, field) if field else ""
    return {"field": field, "title": title, "word": str(words.MISSING[code])}


def _past(nomination: Nomination, category: Category) -> list[dict[str, Any]]:
    return [
        {
            "row": one,
            "verdict": labels.VERDICT_DONE[one.verdict],
            "points": [wording.section_title(category, code) for code in one.points],
        }
        for one in nomination.screenings.select_related("decided_by")
    ]


def _desk(slug: str, row: Nomination) -> str:
    return reverse("nominations:screening-desk", args=[slug, row.pk])
