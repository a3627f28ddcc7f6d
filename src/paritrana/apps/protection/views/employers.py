"""Employers of the area that owe something: the list, one with its notes, a new note, the end."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import employers as commands
from paritrana.apps.protection.forms import employers as forms
from paritrana.apps.protection.labels import employers as words
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.protection.queries import employers as queries
from paritrana.apps.protection.queries.employers import EmployerLine
from paritrana.apps.protection.states import CaseStanding
from paritrana.apps.protection.tables import employers as tables
from paritrana.apps.protection.views.acting import act
from paritrana.core.units import clock
from paritrana.errors import NotFound
from paritrana.ui.tables import respond

ask = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Who is in arrears or misses workers, and how each is followed."""
    desk, offices = _desk(request)
    found = queries.employers(desk.reach, offices)
    chosen = request.GET.get("status", "")
    shown = [one for one in found.lines if not chosen or one.standing == chosen]
    counts = {standing: sum(one.standing == standing for one in found.lines) for standing in CaseStanding}
    context = {
        "is_known": found.is_known,
        "as_of": tables.day_of(found.as_of),
        "all": len(found.lines),
        "standings": [(str(one), words.STANDING[one], counts[one]) for one in CaseStanding],
        "chosen": chosen,
    }
    table = tables.employers(shown, is_known=found.is_known)
    return respond(request, table, "protection/employers.html", context)


@login_required
@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    """One employer: what the register says, from which delivery, and all that was done."""
    line, _desk = _found(request, number)
    context = {
        "line": line,
        "number": number,
        "size": words.SIZE.get(line.sheet.size, "") if line.sheet else "",
        "as_of": tables.day_of(line.sheet.as_of) if line.sheet else None,
        "standing": words.STANDING[line.standing],
        "tone": words.TONE[line.standing],
        "notes": queries.notes(line.case),
        "may_close": line.case is not None and line.case.closed_on is None,
    }
    return render(request, "protection/employer.html", context)


@login_required
@ask
def note(request: HttpRequest, number: str) -> HttpResponse:
    """Write what was done about an employer."""
    line, desk = _found(request, number)
    form = forms.CaseNoteForm(
        request.POST or None,
        offices=permissions.money_offices(desk),
        initial={"day": clock.now().date()},
    )
    return act(
        request,
        form,
        lambda given: commands.note(employer=number, by=request.user, **given),
        said=_("Written."),
        page=_page(line, _("Write a note"), _("Write it")),
        to=reverse("protection:employer", args=[number]),
    )


@login_required
@ask
def close(request: HttpRequest, number: str) -> HttpResponse:
    """Close the follow-up of an employer."""
    line, _desk = _found(request, number)
    case = line.case
    if case is None:
        raise NotFound("employer.none")
    return act(
        request,
        forms.CloseForm(request.POST or None),
        lambda given: commands.close(case=case, by=request.user, **given),
        said=_("Closed. A new note opens it again."),
        page=_page(line, _("Close the follow-up"), _("Close it")),
        to=reverse("protection:employer", args=[number]),
    )


def _found(request: HttpRequest, number: str) -> tuple[EmployerLine, Desk]:
    desk, offices = _desk(request)
    line = queries.employer(number, desk.reach, offices)
    if line is None:
        raise NotFound("employer.none")
    return line, desk


def _page(line: EmployerLine, title: str, label: str) -> dict[str, Any]:
    here = reverse("protection:employer", args=[line.number])
    return {
        "title": title,
        "lead": line.name,
        "crumbs": [(_("Employers"), reverse("protection:employers")), (line.name, here)],
        "label": label,
        "back": here,
    }


def _desk(request: HttpRequest) -> tuple[Desk, list[int]]:
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    return desk, [one.pk for one in permissions.money_offices(desk)]
