"""Exports of people: asked for by one person, let out by another, fetched once."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import exports as commands
from paritrana.apps.protection.forms import exports as forms
from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.models import PeopleExport
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.protection.queries import exports as queries
from paritrana.apps.protection.rules.rights import FETCH_WITHIN
from paritrana.apps.protection.states import ExportState
from paritrana.apps.protection.tables import exports as tables
from paritrana.apps.protection.views.acting import CONFIRM, act
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock
from paritrana.ui.tables import EXCEL, respond

ask_method = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What was asked for by the own offices and those below, and what came of it."""
    desk = permissions.desk_of(request.user)
    permissions.check_desk(desk)
    ask_url = reverse("protection:export-new")
    table = tables.exports(queries.met_by(desk.offices), now=clock.now(), ask_url=ask_url)
    return respond(request, table, "protection/exports.html")


@login_required
@ask_method
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the people of the area, or of the one village named in the query."""
    desk = permissions.desk_of(request.user)
    permissions.check_desk(desk)

    def command(given: dict[str, Any]) -> PeopleExport:
        office, region = given.pop("area")
        return commands.ask(office=office, region=region, by=request.user, **given)

    back = reverse("protection:exports")
    page = {
        "title": _("Ask for an export"),
        "lead": _("Another officer of your office or the office above lets it out. Then you fetch it once."),
        "crumbs": [(_("Exports of people"), back)],
        "label": _("Ask"),
        "back": back,
    }
    areas = _areas(desk, request.GET.get("desa", ""))
    form = forms.ExportForm(request.POST or None, areas=areas)
    return act(request, form, command, said=_("Asked. A second person decides now."), page=page)


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One export, and what this person may do with it now."""
    row = _found(request, pk)
    mine = row.asked_by_id == request.user.pk
    late = tables.is_late(row, clock.now())
    context = {
        "row": row,
        "state": tables.state_text(row, clock.now()),
        "tone": tables.tone(row),
        "purpose": words.EXPORT_PURPOSE[row.purpose],
        "columns": [words.COLUMN[one] for one in row.columns],
        "may_decide": row.state == ExportState.ASKED and not mine,
        "waits_for_others": row.state == ExportState.ASKED and mine,
        "may_fetch": row.state == ExportState.APPROVED and mine and not late,
        "until": row.decided_at + FETCH_WITHIN if row.decided_at else None,
    }
    return render(request, "protection/export.html", context)


@login_required
@ask_method
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the data out, as a second person."""
    row = _found(request, pk)
    if request.method == "POST":
        commands.approve(export=row, by=request.user)
        return redirect(row)
    page = {
        "title": _("Let these data out?"),
        "sentence": _("You answer for it that the purpose is right and that no column is too many."),
        "label": _("Let out"),
        "back": row.get_absolute_url(),
        "rows": _rows(row),
    }
    return render(request, CONFIRM, page)


@login_required
@ask_method
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the data here, with a reason."""
    row = _found(request, pk)
    page = {
        "title": _("Refuse this export"),
        "sentence": _("The asker reads your reason."),
        "label": _("Refuse"),
        "back": row.get_absolute_url(),
        "rows": _rows(row),
        "danger": True,
    }
    return act(
        request,
        forms.RefusalForm(request.POST or None),
        lambda given: commands.refuse(export=row, by=request.user, **given),
        said=_("Refused."),
        page=page,
        template=CONFIRM,
    )


@login_required
@require_POST
def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the workbook over, once."""
    row = _found(request, pk)
    response = HttpResponse(commands.fetch(export=row, by=request.user), content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="data-pekerja-{row.pk}.xlsx"'
    return response


def _found(request: HttpRequest, pk: int) -> PeopleExport:
    row = queries.find(pk)
    permissions.check_export(permissions.desk_of(request.user), row)
    return row


def _areas(desk: Desk, village: str) -> list[tuple[Organisation, Region]]:
    """Return each office with the regions of its area; with a village, that village alone."""
    if village:
        office = permissions.check_village(desk, village)
        return [(office, region) for region in Region.objects.filter(pk=village)]
    codes = {code for _office, reach in desk.offices for code in reach.codes}
    regions = Region.objects.select_related("parent").in_bulk(codes)
    return [
        (office, regions[code])
        for office, reach in desk.offices
        for code in sorted(reach.codes)
        if code in regions
    ]


def _rows(row: PeopleExport) -> list[tuple[str, str]]:
    return [
        (_("People of"), row.region.full_name),
        (_("Purpose"), str(words.EXPORT_PURPOSE[row.purpose])),
        (_("Columns"), ", ".join(str(words.COLUMN[one]) for one in row.columns)),
        (_("Who needs it for what"), row.note),
        (_("Asked by"), row.asked_by.label),
    ]
