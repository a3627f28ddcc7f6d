"""A juror's seats, queue of sheets and declaration of ties."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.awards import queries as awards
from paritrana.apps.awards.labels.words import seat_title
from paritrana.apps.awards.models import Edition
from paritrana.apps.judging import labels, permissions, queries, tables
from paritrana.apps.judging.commands import ties as commands
from paritrana.apps.judging.forms import TiesForm
from paritrana.apps.judging.queries import finding
from paritrana.apps.judging.queries import ties as tie_queries
from paritrana.apps.judging.states import TieKind
from paritrana.ui import formats
from paritrana.ui.tables import respond


@login_required
@require_safe
def seats(request: HttpRequest) -> HttpResponse:
    """Every committee on which this person sits."""
    rows = [
        {
            "edition": seat.edition,
            "title": formats.title_of(seat.edition.title),
            "seat": seat_title(seat, seat.edition.rulebook, get_language() or "id"),
            "url": reverse("judging:queue", args=[seat.edition.slug]),
        }
        for seat in awards.seats_held_by(request.user).prefetch_related("edition__rulebook_versions")
    ]
    return respond(request, tables.seats(rows), "judging/seats.html")


@login_required
@require_safe
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """The juror's sheets with their progress, and every entrant to be marked."""
    edition = finding.edition(slug)
    seat = permissions.check_seated(request.user, edition)
    by_name = request.GET.get("urutan") == "nama"
    missing = len(queries.undeclared(request.user, edition))
    queues = [] if missing else queries.queues_of(request.user, edition, by_name=by_name)
    context = {
        **_about(edition),
        "seat": seat_title(seat, edition.rulebook, get_language() or "id"),
        "missing": missing,
        "queues": queues,
        "by_name": by_name,
        "is_chair": awards.is_chair(request.user, edition),
    }
    return respond(request, tables.queue(edition, queues), "judging/queue.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ties(request: HttpRequest, slug: str) -> HttpResponse:
    """The declaration: derived ties are set, every other entrant is declared."""
    edition = finding.edition(slug)
    permissions.check_seated(request.user, edition)
    open_ones = queries.undeclared(request.user, edition)
    derived = tie_queries.derived_ties_of(request.user, edition)
    form = TiesForm(request.POST or None, nominations=[one for one in open_ones if one.pk not in derived])
    if request.method == "POST" and open_ones and (not form.nominations or form.is_valid()):
        said = form.declarations if form.nominations else {}
        commands.declare(edition=edition, declarations=said, by=request.user)
        messages.success(request, _("Your declaration is stored."))
        return redirect("judging:queue", slug)
    declared = tie_queries.declared_ties(request.user, edition)
    context = {
        **_about(edition),
        "form": form,
        "open_ones": open_ones,
        "set_ones": [(one, labels.TIE[derived[one.pk]]) for one in open_ones if one.pk in derived],
        "declared": [
            (one, labels.TIE[TieKind(tie.kind)], tie)
            for one in tie_queries.standing(edition)
            if (tie := declared.get(one.pk))
        ],
    }
    return render(request, "judging/ties.html", context, status=422 if form.errors else 200)


def _about(edition: Edition) -> dict[str, object]:
    return {"edition": edition, "title": formats.title_of(edition.title)}
