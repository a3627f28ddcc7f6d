"""What an office does with workers' own requests: look, accept, refuse."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import requests as commands
from paritrana.apps.protection.forms import requests as forms
from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.labels import words as general
from paritrana.apps.protection.models import Enlistment, WorkerRequest
from paritrana.apps.protection.queries import requests as queries
from paritrana.apps.protection.queries.money import funds_for_village
from paritrana.apps.protection.rules.money import takes_village
from paritrana.apps.protection.states import RequestState
from paritrana.apps.protection.tables import requests as tables
from paritrana.apps.protection.views.acting import CONFIRM, act
from paritrana.ui.tables import respond

ANSWERED = "dijawab"
ask = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What workers of the area ask, the oldest first; what was answered stays to be read."""
    desk = permissions.desk_of(request.user)
    permissions.check_desk(desk)
    answered = request.GET.get("status") == ANSWERED
    states = [RequestState.ACCEPTED, RequestState.REFUSED] if answered else [RequestState.WAITING]
    rows = [row for state in states for row in queries.lines(queries.in_reach(desk.reach, state=state))]
    table = tables.requests(rows, answered=answered, apply_url=reverse("protection:apply"))
    context = {"answered": answered, "answered_query": ANSWERED}
    return respond(request, table, "protection/requests.html", context)


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One request, masked, with what to do next."""
    return render(request, "protection/request.html", _context(_found(request, pk)))


@login_required
@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Show once what was asked, to compare it with the identity card; the look is recorded."""
    row = _found(request, pk)
    asked = commands.look(request=row, by=request.user)
    return render(request, "protection/request.html", {**_context(row), "asked": asked})


@login_required
@ask
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the worker into the register, by the same rules as any entry."""
    row = _found(request, pk)
    code = row.village_id
    funds = [one for one in funds_for_village(code) if takes_village(one.read_rules, code)]

    def take(given: dict[str, Any]) -> Enlistment:
        made = commands.accept(request=row, by=request.user, **given)
        for doubt in made.doubts:
            messages.warning(request, general.doubt_text(doubt))
        return made

    page = {
        "title": _("Accept the request"),
        "sentence": _("The worker is entered into the register by the same rules as any other."),
        "label": _("Add to the register"),
        "back": row.get_absolute_url(),
    }
    form = forms.AcceptForm(request.POST if request.method == "POST" else None, funds=funds)
    return act(request, form, take, said=_("Added to the register."), page=page, template=CONFIRM)


@login_required
@ask
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no with a reason, which is told in person."""
    row = _found(request, pk)
    page = {
        "title": _("Refuse the request"),
        "sentence": _("The public page only says that you answered. Tell the worker the reason in person."),
        "label": _("Refuse"),
        "back": row.get_absolute_url(),
        "danger": True,
    }
    return act(
        request,
        forms.RefuseForm(request.POST or None),
        lambda given: commands.refuse(request=row, by=request.user, **given),
        said=_("Refused. The worker may ask again."),
        page=page,
        template=CONFIRM,
    )


def _found(request: HttpRequest, pk: int) -> WorkerRequest:
    row = queries.find(pk)
    permissions.check_request(permissions.desk_of(request.user), row)
    return row


def _context(row: WorkerRequest) -> dict[str, Any]:
    (line,) = queries.lines([row])
    return {
        "row": row,
        "line": line,
        "state": words.REQUEST[row.state],
        "tone": words.REQUEST_TONE[row.state],
        "reason": words.REQUEST_REFUSAL.get(row.reason, ""),
        "occupation": general.OCCUPATION.get(line.occupation, ""),
        "how": words.FILLED_IN[row.assisted],
        "consent": words.CONSENT,
    }
