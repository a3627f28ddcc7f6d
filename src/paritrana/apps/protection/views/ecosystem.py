"""The village ecosystem: roles by village, honorary staff by office, who is not covered."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import ecosystem as commands
from paritrana.apps.protection.forms import ecosystem as forms
from paritrana.apps.protection.labels import ecosystem as words
from paritrana.apps.protection.models import Enlistment
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.protection.queries import ecosystem as queries
from paritrana.apps.protection.queries import people, register, sponsors
from paritrana.apps.protection.queries.ecosystem import PlaceLine
from paritrana.apps.protection.states import VillageRole
from paritrana.apps.protection.tables import ecosystem as tables
from paritrana.apps.protection.views.acting import act
from paritrana.apps.regions.models import Region
from paritrana.apps.regions.queries import by_code
from paritrana.core.regions import Level
from paritrana.core.units import Rate, clock
from paritrana.errors import NotFound, allows
from paritrana.ui.tables import respond

ask = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every village with the cover of each role; a village goes to its own page."""
    desk = permissions.desk_of(request.user)
    permissions.check_desk(desk)
    if desk.is_village:
        return redirect("protection:roles", code=desk.offices[0][0].region_id)
    lines = queries.village_lines(register.villages_in(desk.reach))
    context = _summary(lines) | {"uncounted": sum(not one.is_counted for one in lines)}
    lines.sort(key=lambda one: not one.is_counted)
    return respond(request, tables.villages(lines), "protection/ecosystem.html", context)


@login_required
@require_safe
def honorary(request: HttpRequest) -> HttpResponse:
    """Honorary staff, office by office."""
    desk, offices = _desk(request)
    lines = queries.office_lines(desk.reach, offices)
    table = tables.offices(lines, create_url=reverse("protection:workplace-new"), own=offices)
    return respond(request, table, "protection/honorary.html", _summary(lines))


@login_required
@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """Every role in which somebody is not covered, villages and offices."""
    desk, offices = _desk(request)
    lines = queries.village_lines(register.villages_in(desk.reach))
    lines += queries.office_lines(desk.reach, offices)
    return respond(request, tables.gaps(queries.gaps(lines), own=offices), "protection/ecosystem_gaps.html")


@login_required
@require_safe
def roles(request: HttpRequest, code: str) -> HttpResponse:
    """One village: each role under its local name, how many are covered, and who of the register holds it."""
    desk = permissions.desk_of(request.user)
    permissions.check_village(desk, code)
    village = _village(code)
    (line,) = queries.village_lines([village])
    held = list(queries.holders(line))
    names = people.masked_names([one.worker for one in held])
    context = {
        "village": village,
        "line": line,
        "rows": [
            (words.role_text(role, village), tally, tables.of_all(tally))
            for role, tally in line.tallies.items()
        ],
        "holders": [
            (one.worker, names[one.worker_id], words.role_text(one.post.role, village)) for one in held
        ],
        "last": queries.counted_on(village),
        "is_own": desk.is_village,
    }
    return render(request, "protection/roles.html", context)


@login_required
@ask
def count(request: HttpRequest, code: str) -> HttpResponse:
    """Count the roles of a village."""
    desk = permissions.desk_of(request.user)
    permissions.check_village(desk, code)
    village = _village(code)
    (line,) = queries.village_lines([village])
    here = reverse("protection:roles", args=[code])
    form = forms.RolesForm(
        request.POST or None,
        village=village,
        tallies=line.tallies,
        initial={"counted_on": clock.now().date()},
    )
    return act(
        request,
        form,
        lambda _given: commands.count_village(village=village, by=request.user, **form.given()),
        said=_("The counts are written."),
        page={
            "title": _("Count the roles of the village"),
            "lead": village.full_name,
            "crumbs": [(_("Village ecosystem"), reverse("protection:ecosystem")), (village.full_name, here)],
            "label": _("Save the counts"),
            "back": here,
        },
        to=here,
    )


@login_required
@ask
def count_honorary(request: HttpRequest, pk: int) -> HttpResponse:
    """Count the honorary staff of an office."""
    workplace = sponsors.workplace(pk)
    permissions.check_keep(permissions.desk_of(request.user), workplace)
    post = workplace.posts.filter(role=VillageRole.HONORARY).first()
    first = {"counted_on": clock.now().date()}
    if post is not None:
        first |= {"number": post.number, "stated": post.stated}
    back = reverse("protection:honorary")
    return act(
        request,
        forms.HonoraryForm(request.POST or None, initial=first),
        lambda given: commands.count_honorary(workplace=workplace, by=request.user, **given),
        said=_("The counts are written."),
        page={
            "title": _("Count the honorary staff"),
            "lead": workplace.name,
            "crumbs": [(_("Honorary staff"), back)],
            "label": _("Save the counts"),
            "back": back,
        },
        to=back,
    )


@login_required
@ask
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which role a worker of the register holds."""
    worker = people.worker(pk)
    desk = permissions.desk_of(request.user)
    permissions.check_worker(desk, worker)
    held = queries.role_of(worker)
    offices = [one.pk for one in permissions.money_offices(desk)]
    places = list(sponsors.workplaces(desk.reach, offices)) if allows(_desk, request) else []
    form = forms.RoleForm(
        request.POST or None,
        village=worker.village,
        workplaces=places,
        initial={"role": _role_key(held)},
    )
    here = worker.get_absolute_url()
    return act(
        request,
        form,
        lambda _given: _link(worker, form.given(), held=held is not None, by=request.user),
        said=_("Written."),
        page={
            "title": _("Role in the village or an office"),
            "lead": worker.person.masked_nik,
            "crumbs": [(worker.person.masked_nik, here)],
            "label": _("Save the role"),
            "back": here,
        },
        to=here,
    )


def _link(worker: Enlistment, given: dict[str, Any], *, held: bool, by: Any) -> None:
    if given["role"]:
        commands.link(worker=worker, by=by, **given)
    elif held:
        commands.unlink(worker=worker, by=by)


def _role_key(held: Any) -> str:
    if held is None:
        return ""
    return f"kantor:{held.post.workplace_id}" if held.post.workplace_id else str(held.post.role)


def _summary(lines: list[PlaceLine]) -> dict[str, Any]:
    return {
        "rate": sum((one.rate for one in lines), Rate(0, 0)),
        "gap": sum(one.gap for one in lines),
    }


def _village(code: str) -> Region:
    region = by_code(code)
    if region.level != Level.VILLAGE:
        raise NotFound("worker.no_village")
    return region


def _desk(request: HttpRequest) -> tuple[Desk, list[int]]:
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    return desk, [one.pk for one in permissions.money_offices(desk)]
