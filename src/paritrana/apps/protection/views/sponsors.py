"""Sponsors: the rate of every office, one office with its people, one sponsor, who fell behind."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import sponsors as commands
from paritrana.apps.protection.forms import sponsors as forms
from paritrana.apps.protection.forms.workers import NoteForm
from paritrana.apps.protection.labels import sponsors as words
from paritrana.apps.protection.labels.words import month_text
from paritrana.apps.protection.models import Pledge, Sponsor, Workplace
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.protection.queries import people, register
from paritrana.apps.protection.queries import sponsors as queries
from paritrana.apps.protection.states import Association
from paritrana.apps.protection.tables import sponsors as tables
from paritrana.apps.protection.views.acting import CONFIRM, act
from paritrana.apps.protection.views.areas import areas_of
from paritrana.core.units import clock
from paritrana.errors import NotFound, RuleRefused, allows
from paritrana.ui import refusals
from paritrana.ui.tables import respond

ask = require_http_methods(["GET", "HEAD", "POST"])
keep_quiet = sensitive_post_parameters("names", "nik")


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The rate by office and association, how many persons are covered, each once."""
    desk, offices = _desk(request)
    year = register.year_for(desk.reach)
    lines = queries.lines(queries.workplaces(desk.reach, offices), year=year)
    chosen = request.GET.get("organisasi", "")
    shown = [one for one in lines if not chosen or one.workplace.association == chosen]
    table = tables.workplaces(shown, create_url=reverse("protection:workplace-new"))
    context = {
        "year": year,
        "rate": queries.together(shown),
        "behind": sum(one.behind for one in shown),
        "counted": queries.counted_once(desk.reach, year=year),
        "associations": [
            (str(one), words.ASSOCIATION[one], queries.together(_of(lines, one)))
            for one in Association
            if _of(lines, one)
        ],
        "chosen": chosen,
    }
    return respond(request, table, "protection/sponsors.html", context)


def _of(lines: list[queries.WorkplaceLine], association: str) -> list[queries.WorkplaceLine]:
    return [one for one in lines if one.workplace.association == association]


@login_required
@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """Whose pledged months are over and not paid."""
    desk, offices = _desk(request)
    table = pledge_table(queries.fell_behind(desk.reach, offices), behind=True)
    return respond(request, table, "protection/sponsors_behind.html")


@login_required
@ask
def create(request: HttpRequest) -> HttpResponse:
    """Enter an office with its counts."""
    desk, _offices = _desk(request)
    form = forms.WorkplaceForm(
        request.POST or None, areas=areas_of(desk), initial={"counted_on": clock.now().date()}
    )
    return act(
        request,
        form,
        lambda _given: commands.enter_workplace(**form.given(), by=request.user),
        said=_("Entered."),
        page={
            "title": _("Enter an office"),
            "lead": _("An office that stands in the list already gets the new counts."),
            "crumbs": [crumb()],
            "label": _("Enter the office"),
            "back": reverse("protection:sponsors"),
        },
    )


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One office: its counts, its people by masked name, and what to do for it."""
    desk = permissions.desk_of(request.user)
    workplace = queries.workplace(pk)
    permissions.check_see(desk, workplace)
    year = register.year_for(desk.reach)
    (line,) = queries.lines(queries.workplaces(desk.reach, [workplace.office_id]).filter(pk=pk), year=year)
    rows = list(queries.people_of(workplace))
    pledged: dict[int, int] = {}
    open_pledges = Pledge.objects.filter(sponsor__workplace=workplace, ended_on=None)
    for key in open_pledges.values_list("sponsor_id", flat=True):
        pledged[key] = pledged.get(key, 0) + 1
    context = {
        "workplace": workplace,
        "association": words.ASSOCIATION[workplace.association],
        "line": line,
        "year": year,
        "may_keep": allows(permissions.check_keep, desk, workplace),
        "unsigned": open_pledges.filter(signed_on=None).count(),
        "pledges": sum(pledged.values()),
        "has_keys": people.has_keys(),
    }
    table = tables.people(rows, queries.masked_names(rows), pledged)
    return respond(request, table, "protection/workplace.html", context)


@login_required
@ask
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """Write new counts of an office."""
    workplace = kept(request, pk)
    first = {name: getattr(workplace, name) for name in ("servants", "stated_sponsors")}
    form = forms.CountsForm(request.POST or None, initial=first | {"counted_on": clock.now().date()})
    return act(
        request,
        form,
        lambda given: commands.enter_workplace(
            office=workplace.office,
            region=workplace.region,
            name=workplace.name,
            association=workplace.association,
            by=request.user,
            **given,
        ),
        said=_("The counts are written."),
        page=page_of(workplace, _("Count an office anew"), _("Save the counts")),
    )


@login_required
@ask
@keep_quiet
def list_people(request: HttpRequest, pk: int) -> HttpResponse:
    """List civil servants by name; the names go under seal at once."""
    workplace = kept(request, pk)
    page = page_of(workplace, _("List people of the office"), _("List them"))
    return act(
        request,
        forms.PeopleForm(request.POST or None),
        lambda given: commands.list_people(workplace=workplace, by=request.user, **given),
        said=_("Listed; the names lie under seal."),
        page=page | {"closed": not people.has_keys()},
        to=workplace.get_absolute_url(),
    )


@login_required
@require_safe
def sponsor(request: HttpRequest, pk: int) -> HttpResponse:
    """One sponsor, masked, with every pledge: its months, what is paid, who the worker is."""
    desk = permissions.desk_of(request.user)
    row = queries.sponsor(pk)
    permissions.check_see(desk, row.workplace)
    lines = queries.pledges_of(row)
    workers = people.masked_names([one.pledge.worker for one in lines])
    context = {
        "sponsor": row,
        "name": queries.masked_names([row])[row.pk],
        "may_keep": allows(permissions.check_keep, desk, row.workplace),
        "lines": [
            (
                one,
                workers[one.pledge.worker_id],
                words.RELATION[one.pledge.relation],
                tables.months_text(one.pledge),
                month_text(one.paid_until),
                desk.reach.holds(one.pledge.worker.village_id),
            )
            for one in lines
        ],
    }
    return render(request, "protection/sponsor.html", context)


@login_required
@ask
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a civil servant from the list: retired, or moved to another office."""
    row = queries.sponsor(pk)
    permissions.check_keep(permissions.desk_of(request.user), row.workplace)
    context: dict[str, Any] = {
        "title": _("Take this person from the list?"),
        "sentence": _("For who retired or moved to another office. Pledges that are over stay to be read."),
        "label": _("Take from the list"),
        "back": row.get_absolute_url(),
        "danger": True,
    }
    if request.method == "POST":
        try:
            commands.leave(sponsor=row, by=request.user)
        except RuleRefused as error:
            told = refusals.explain(error)
            context["sentence"] = f"{told.sentence} {told.cure}"
            return render(request, CONFIRM, context, status=409)
        return redirect(row.workplace)
    return render(request, CONFIRM, context)


@login_required
@ask
@keep_quiet
def pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter for whom and for which months a sponsor pays."""
    row = queries.sponsor(pk)
    desk = permissions.desk_of(request.user)
    permissions.check_keep(desk, row.workplace)
    year = register.year_for(desk.reach)
    first = {"first_month": f"{year}-01", "last_month": f"{year}-12"}
    funds = [
        one for one in queries.funds_for(row.workplace.region) if one.office_id == row.workplace.office_id
    ]

    def make(given: dict[str, Any]) -> Pledge:
        try:
            worker = queries.worker_of(given.pop("nik"), desk.reach)
        except NotFound as error:  # beside the field, not in place of the page
            raise RuleRefused(error.code) from None
        return commands.pledge(sponsor=row, worker=worker, by=request.user, **given)

    page = sponsor_page(row, _("Enter a pledge"), _("Enter the pledge"))
    if not funds:
        page |= {
            "lead": _("There is no fund of sponsoring persons yet; enter one first."),
            "other_url": reverse("protection:fund-new"),
            "other_label": _("Enter a fund"),
        }
    form = forms.PledgeForm(request.POST or None, funds=funds, initial=first)
    return act(
        request,
        form,
        make,
        said=_("Entered. Print the mandate for signature."),
        page=page,
        to=row.get_absolute_url(),
    )


@login_required
@ask
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a mandate came back signed."""
    found = _pledge(request, pk)
    return act(
        request,
        forms.SignedForm(request.POST or None, initial={"signed_on": clock.now().date()}),
        lambda given: commands.sign(pledge=found, by=request.user, **given),
        said=_("Noted: the treasurer may deduct."),
        page=sponsor_page(found.sponsor, _("The mandate came back signed"), _("Note it")),
        to=found.sponsor.get_absolute_url(),
    )


@login_required
@ask
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a pledge; what is not paid is free again in the fund."""
    found = _pledge(request, pk)
    return act(
        request,
        NoteForm(request.POST or None),
        lambda given: commands.end(pledge=found, by=request.user, **given),
        said=_("Ended; months not paid are free again in the fund."),
        page=sponsor_page(found.sponsor, _("End a pledge"), _("End the pledge")) | {"danger": True},
        to=found.sponsor.get_absolute_url(),
    )


def pledge_table(lines: list[queries.PledgeLine], *, behind: bool) -> Any:
    """Return the masked table of pledges."""
    sponsors = queries.masked_names(one.pledge.sponsor for one in lines)
    workers = people.masked_names([one.pledge.worker for one in lines])
    return tables.pledges(lines, sponsors, workers, behind=behind)


def crumb() -> tuple[str, str]:
    return _("Sponsors"), reverse("protection:sponsors")


def page_of(workplace: Workplace, title: str, label: str) -> dict[str, Any]:
    """Return what the form of an act on an office shows around it."""
    here = workplace.get_absolute_url()
    return {
        "title": title,
        "lead": workplace.name,
        "crumbs": [crumb(), (workplace.name, here)],
        "label": label,
        "back": here,
    }


def sponsor_page(row: Sponsor, title: str, label: str) -> dict[str, Any]:
    """Return what the form of an act on a sponsor shows around it."""
    name = queries.masked_names([row])[row.pk]
    page = page_of(row.workplace, title, label)
    here = row.get_absolute_url()
    return page | {
        "lead": f"{name}, {row.workplace.name}",
        "crumbs": [*page["crumbs"], (name, here)],
        "back": here,
    }


def kept(request: HttpRequest, pk: int) -> Workplace:
    """Return an office that this person may keep; raises NotFound or NotPermitted."""
    workplace = queries.workplace(pk)
    permissions.check_keep(permissions.desk_of(request.user), workplace)
    return workplace


def _pledge(request: HttpRequest, pk: int) -> Pledge:
    found = queries.pledge(pk)
    permissions.check_keep(permissions.desk_of(request.user), found.sponsor.workplace)
    return found


def _desk(request: HttpRequest) -> tuple[Desk, list[int]]:
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    return desk, [one.pk for one in permissions.money_offices(desk)]
