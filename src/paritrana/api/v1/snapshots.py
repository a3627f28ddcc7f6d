"""Snapshots: each year's figures as they were published, what they were computed from, what corrects them."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from paritrana.api.v1.answers import answer
from paritrana.apps.coverage.models import Snapshot
from paritrana.apps.coverage.queries import published
from paritrana.apps.coverage.tables.figures import citation


@require_safe
def index(request: HttpRequest) -> JsonResponse:
    """All snapshots, newest first."""
    return answer({"snapshots": [told(request, one) for one in published.snapshots()]})


@require_safe
def detail(request: HttpRequest, number: int) -> JsonResponse:
    """One snapshot with the files it was computed from."""
    found = published.snapshot(number)
    return answer(told(request, found) | {"inputs": found.run.inputs, "tables": found.run.tables})


def told(request: HttpRequest, snapshot: Snapshot) -> dict[str, Any]:
    """Return what is told of a snapshot; addresses are whole, `url` is the permanent one."""
    run, number = snapshot.run, snapshot.number
    later = getattr(snapshot, "corrected_by", None)
    url = request.build_absolute_uri(snapshot.get_absolute_url())

    def at(name: str) -> str:
        return request.build_absolute_uri(reverse(name, args=[number]))

    return {
        "number": number,
        "year": snapshot.year,
        "published_at": snapshot.published_at.isoformat(),
        "corrects": snapshot.corrects.number if snapshot.corrects else None,
        "corrected_by": later.number if later else None,
        "reason": snapshot.reason,
        "made_up": snapshot.made_up,
        "suppress": run.suppress,
        "method": run.code_version,
        "result_sha256": snapshot.result_sha256,
        "denominators": {
            "vintage": run.vintage,
            "source": run.denominators.source,
            "sha256": run.denominators_sha256,
            "csv": at("coverage:snapshot-denominators"),
        },
        "citation": citation(snapshot, url),
        "url": url,
        "csv": at("coverage:snapshot-figures"),
        "figures": at("api:figures"),
    }
