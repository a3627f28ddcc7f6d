"""The public page that tells people their rights to the data held on them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from paritrana.apps.protection.labels.law import ARTICLES, HELD, SOURCES


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What is held, which rights a person has by Law 27/2022, how they are served and until when."""
    context = {
        "articles": ARTICLES,
        "held": HELD,
        "sources": SOURCES,
        "request_days": settings.KEEP_REQUESTS_DAYS,
        "stopped_days": settings.KEEP_STOPPED_DAYS,
    }
    return render(request, "protection/data_rights.html", context)
