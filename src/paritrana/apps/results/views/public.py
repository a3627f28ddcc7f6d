"""What everybody reads: published results, recipients, the bundle and its checker."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from paritrana.apps.awards.queries import public_editions
from paritrana.apps.results import tables
from paritrana.apps.results.models import Publication
from paritrana.apps.results.queries import compared, method_report, published, runs, sentences
from paritrana.apps.results.views.finding import seen_edition
from paritrana.core.bundle import checker_source
from paritrana.errors import NotFound
from paritrana.ui.tables import respond


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every published edition, and those still awaited."""
    context = {"awaited": published.awaited(public_editions())}
    return respond(request, tables.publications(published.publications()), "results/index.html", context)


@require_safe
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """The result of an edition; before publication when it comes, and nothing of who."""
    found = seen_edition(request, slug)
    publication = published.publication_of(found)
    if publication is None:
        context = {"edition": found, "phases": published.announcement_phases(found)}
        return render(request, "results/awaited.html", context)
    categories = runs.categories_of(publication.run)
    recipients = published.recipients_of(found)
    decisions = {one.category: one for one in publication.run.decisions.all()}
    publication.run.edition = found
    firm = method_report.reports_of(publication.run)
    fair = method_report.fair_lines(publication.run)
    context = {
        "edition": found,
        "publication": publication,
        "programs": published.programs_of(publication),
        "categories": [
            {
                "ranked": one,
                "recipients": recipients.get(one.category.id, []),
                "decision": decisions.get(one.category.id),
                "robust": sentences.short(firm[one.category.id]) if one.category.id in firm else [],
                "moved": sentences.moved(fair.get(one.category.id), one.category),
            }
            for one in categories
        ],
    }
    return respond(request, tables.ranking(found, categories), "results/edition.html", context)


@require_safe
def recipient(request: HttpRequest, slug: str, recipient: str) -> HttpResponse:
    """One recipient: what it did, its figures, and what each criterion gave."""
    found = seen_edition(request, slug)
    publication = _publication(request, slug)
    row = published.recipient_at(found, recipient)
    ranked = next(one for one in runs.categories_of(publication.run) if one.category.id == row.category)
    line = next(one for one in ranked.rows if one.entrant == row.nomination.entrant_id)
    context = {
        "edition": found,
        "recipient": row,
        "organisation": row.nomination.organisation,
        "category": ranked.category,
        "line": line,
        "story": published.story_of(row.nomination, found),
        "standings": compared.standings(ranked, line.entrant),
        "made_up": found.made_up or row.nomination.organisation.made_up,
    }
    return render(request, "results/recipient.html", context)


@require_safe
def bundle(request: HttpRequest, slug: str) -> FileResponse:
    """The ZIP from which anyone recomputes the result."""
    publication = _publication(request, slug)
    return FileResponse(
        publication.bundle.open("rb"),
        as_attachment=True,
        filename=f"paritrana-{slug}.zip",
        content_type="application/zip",
    )


@require_safe
def verifier(request: HttpRequest, slug: str) -> HttpResponse:
    """The checker: one file, standard library only, and under rules of format /2 a second one."""
    return _program(request, slug, "verifier.py")


@require_safe
def method_two(request: HttpRequest, slug: str) -> HttpResponse:
    """The second file of the checker, which rules of format /2 need."""
    return _program(request, slug, "method_two.py")


@require_safe
def fair_two(request: HttpRequest, slug: str) -> HttpResponse:
    """The third file of the checker, which a category needs whose fair values are the official ones."""
    return _program(request, slug, "fair_two.py")


def _program(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    _publication(request, slug)
    response = HttpResponse(checker_source(name), content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _publication(request: HttpRequest, slug: str) -> Publication:
    publication = published.publication_of(seen_edition(request, slug))
    if publication is None:
        raise NotFound("results.not_published")
    return publication
