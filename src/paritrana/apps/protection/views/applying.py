"""The public pages on which a worker asks to be protected; small, for phones, without need of scripts."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import requests as commands
from paritrana.apps.protection.forms import requests as forms
from paritrana.apps.protection.forms.fields import tell
from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.models import WorkerRequest
from paritrana.apps.protection.queries import people
from paritrana.apps.protection.queries import requests as queries
from paritrana.apps.protection.rules import requests as rules
from paritrana.apps.protection.rules.requests import Asked
from paritrana.apps.protection.rules.workers import Worker
from paritrana.apps.protection.views import limits
from paritrana.apps.regions import queries as regions
from paritrana.apps.regions.models import Region
from paritrana.core.programmes import OLDEST, YOUNGEST, told_benefit
from paritrana.core.regions import Level
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotFound, RuleRefused

MOST_FOUND = 20
RECEIPT = "receipt"


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What protection gives and costs this month, who may join; then the village, by steps or by its name."""
    typed = request.GET.get("cari", "").strip()
    form = forms.SearchForm(request.GET if typed else None)
    found = list(regions.search(typed, level=Level.VILLAGE)[: MOST_FOUND + 1]) if typed else []
    path, below = _steps(request.GET.get("di", ""))
    today = clock.now().date()
    language = get_language() or "id"
    context = {
        "costs": [(words.SECTOR[one.sector], one, _told(one, language)) for one in rules.costs(today)],
        "month": today,
        "benefits": [line for one in rules.benefits(today) for line in told_benefit(one, language)],
        "youngest": YOUNGEST,
        "oldest": min(settings.OLDEST_AGE, OLDEST),
        "form": form,
        "searched": typed,
        "found": found[:MOST_FOUND],
        "more": len(found) > MOST_FOUND,
        "path": path,
        "below": below,
        "village_level": Level.VILLAGE,
    }
    return render(request, "protection/apply.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("nik", "name", "born", "phone")
def village(request: HttpRequest, code: str) -> HttpResponse:
    """Whom to see in one village, and the form; the answer is the same whether or not a NIK is known."""
    path = regions.path_of(code)
    here = path[-1]
    if here.level != Level.VILLAGE:
        raise NotFound("request.no_village")
    closed = not people.has_keys()
    form = forms.RequestForm(request.POST or None, initial={"assisted": "alone"})
    if request.method == "POST" and form.is_valid():
        try:
            limits.check(request, "request")
            made = _make(here, form.cleaned_data, request)
            limits.count(request, "request")
        except (BadInput, RuleRefused) as error:
            tell(form, error)
        else:
            request.session[RECEIPT] = made.receipt
            return redirect("protection:apply-receipt")
    context = {
        "village": here,
        "above": ", ".join(one.full_name for one in reversed(path[:-1])),
        "offices": queries.offices_for(here),
        "form": form,
        "closed": closed,
        "days": settings.KEEP_REQUESTS_DAYS,
    }
    return render(request, "protection/apply_form.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("receipt")
def receipt(request: HttpRequest) -> HttpResponse:
    """The receipt once it was handed out, and how a request stands by its number: waiting, or answered."""
    form = forms.ReceiptForm(request.POST or None)
    found = None
    if request.method == "POST":
        if form.is_valid():
            try:
                limits.check(request, RECEIPT)
                limits.count(request, RECEIPT)
                found = queries.with_receipt(form.cleaned_data["receipt"])
                form = forms.ReceiptForm()
            except (NotFound, RuleRefused) as error:
                tell(form, error)
    elif mine := request.session.get(RECEIPT):
        found = WorkerRequest.objects.select_related("village").filter(receipt=mine).first()
    context = {
        "form": form,
        "found": found,
        "shown": rules.shown_receipt(found.receipt) if found else "",
        "offices": queries.offices_for(found.village) if found else [],
        "days": settings.KEEP_REQUESTS_DAYS,
    }
    return render(request, "protection/apply_receipt.html", context, status=422 if form.errors else 200)


def _make(here: Region, given: dict[str, Any], request: HttpRequest) -> WorkerRequest:
    """Hand a request in; an officer who serves the village is written down as having helped."""
    names = ("nik", "name", "born", "sex", "occupation")
    asked = Asked(Worker(village=here.pk, **{name: given[name] for name in names}), given["phone"])
    helped = given["assisted"] == "helped"
    officer = request.user if helped and permissions.desk_of(request.user).reach.holds(here.pk) else None
    return commands.make(asked=asked, consent=given["consent"], assisted=helped, by=officer)


def _steps(code: str) -> tuple[list[Region], list[Region]]:
    """Return the regions chosen so far, and those to choose from next; an unknown code begins anew."""
    try:
        path = regions.path_of(code) if code else []
    except NotFound:
        path = []
    if path and path[-1].level == Level.VILLAGE:
        path = path[:-1]
    below = regions.children_of(path[-1].pk) if path else regions.provinces()
    return path, sorted(below, key=lambda one: one.name)


def _told(cost: rules.Cost, language: str) -> str:
    return cost.through.told(language) if cost.through else ""
