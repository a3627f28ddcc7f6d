"""The entrant's own outcome and feedback, once the result is public."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from paritrana.apps.results import permissions
from paritrana.apps.results.queries import compared, published, runs


@login_required
@require_safe
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    """Rank, points beside the category's range, strengths and next steps; before publication only when."""
    nomination = published.nomination_at(pk)
    permissions.check_see_feedback(request.user, nomination)
    edition = nomination.edition
    publication = published.publication_of(edition)
    context = {"edition": edition, "nomination": nomination, "publication": publication}
    if publication is None:
        context["phases"] = published.announcement_phases(edition)
        return render(request, "results/feedback.html", context)
    ranked = next(
        (one for one in runs.categories_of(publication.run) if one.category.id == nomination.category), None
    )
    entrant = nomination.entrant_id
    context |= {
        "category": edition.rulebook.category(nomination.category),
        "line": next((row for row in ranked.rows if row.entrant == entrant), None) if ranked else None,
        "excluded": next((row for row in ranked.excluded if row.entrant == entrant), None)
        if ranked
        else None,
        "ranked": ranked,
        "standings": compared.standings(ranked, entrant) if ranked else [],
        "feedback": published.feedback_on(nomination),
    }
    return render(request, "results/feedback.html", context)
