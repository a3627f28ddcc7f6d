"""What every page is given: the way around, the demo's banner, whom to ask."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from paritrana.portal import queries


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the context of every page."""
    user = getattr(request, "user", None)
    return {
        "demo": settings.DEMO,
        "contact": settings.CONTACT,
        **queries.bearings(user, request.path),
    }
