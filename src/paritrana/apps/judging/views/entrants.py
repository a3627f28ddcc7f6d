"""The entrant's own interviews."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from paritrana.apps.judging import labels, permissions, tables
from paritrana.apps.judging.forms import zone_info
from paritrana.apps.judging.queries import finding
from paritrana.apps.judging.queries import interviews as queries
from paritrana.apps.judging.states import Mode
from paritrana.ui import formats


@login_required
@require_safe
def interview(request: HttpRequest, pk: int) -> HttpResponse:
    """When and where the entrant is interviewed, who comes, and the entry for a calendar."""
    nomination = finding.nomination(pk)
    permissions.check_see_interview_of(request.user, nomination)
    edition = nomination.edition
    zone = queries.zone_of(nomination)
    own = permissions.is_entrant(request.user, nomination)
    rows = [
        {
            "interview": row,
            "day": formats.day(row.starts_at.astimezone(zone_info(zone))),
            "stage": tables.stage_title(edition, row),
            "mode": labels.MODE[Mode(row.mode)],
            "delegation": [labels.delegate(one) for one in row.delegation],
        }
        for row in queries.interviews_for(nomination)
        if row.told_at is not None or not own
    ]
    context = {
        "nomination": nomination,
        "edition": edition,
        "title": formats.title_of(edition.title),
        "rows": rows,
        "zone": zone,
        "zones": f"{zone},{edition.zone}",
        "own": own,
    }
    return render(request, "judging/interview_entrant.html", context)
