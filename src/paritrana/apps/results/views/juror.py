"""A juror's mirror: the own opened marks beside those of colleagues."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from paritrana.apps.results import permissions
from paritrana.apps.results.queries.mirror import mirrors
from paritrana.apps.results.views.finding import seen_edition


@login_required
@require_safe
def mirror(request: HttpRequest, slug: str) -> HttpResponse:
    """What this juror's own marks look like, once a round is opened."""
    edition = seen_edition(request, slug)
    own = permissions.check_mirror(request.user, edition)
    return render(request, "results/mirror.html", {"edition": edition, "mirrors": mirrors(edition, own)})
