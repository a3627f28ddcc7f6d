"""The plan that closes the gap, and scenarios: saved, compared, renamed, removed and brought back."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import plans as commands
from paritrana.apps.protection.forms.plans import ScenarioForm
from paritrana.apps.protection.labels import plans as told
from paritrana.apps.protection.models import Scenario
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.protection.queries import plans as queries
from paritrana.apps.protection.rules.outlooks import Outlook, feasible, outlook
from paritrana.apps.protection.rules.plans import MOST_SCENARIOS
from paritrana.apps.protection.tables import plans as tables
from paritrana.apps.protection.tables.plan_workbook import workbook
from paritrana.apps.protection.views.acting import act
from paritrana.apps.protection.views.planning import Planned, carried, planned
from paritrana.core.programmes import shipped_rates
from paritrana.errors import RuleRefused, allows
from paritrana.ui import charts, formats
from paritrana.ui.tables import EXCEL, respond

ask = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """The gap to a target, what each source could pay, the quota of the villages, the cheapest next step."""
    desk = _desk(request)
    here = planned(request.GET, desk)
    query = carried(here.form.data) if here.found else ""
    context = {
        "planned": here,
        "form": here.form,
        "query": query,
        "scenarios": queries.scenarios(desk.reach, _offices(desk)).count(),
    }
    if here.found is None:
        return render(request, "protection/plan.html", context, status=422 if here.form.errors else 200)
    regions = queries.names_of(here.found.question)
    if request.GET.get("format") == "xlsx":
        return _excel(workbook(here.found, regions, title=here.region.full_name), here.region.full_name)
    context |= {**_shown(here.found), "figures": _figures(here)}
    return respond(request, tables.villages(here.found, regions), "protection/plan.html", context)


@login_required
@ask
def save(request: HttpRequest) -> HttpResponse:
    """Keep the plan of the query under a name."""
    desk = _desk(request)
    here = planned(request.GET, desk)
    back = f"{reverse('protection:plan')}?{carried(request.GET)}"
    if here.found is None:
        return redirect(back)
    found = here.found
    return act(
        request,
        ScenarioForm(request.POST or None),
        lambda given: commands.keep(
            office=here.office,
            region=here.region,
            name=given["nama"],
            ask=here.form.ask(),
            by=request.user,
        ),
        said=_("Saved."),
        page=_page(_("Save the plan as a scenario"), _("Save"), back, rows=_rows(here, found)),
    )


@login_required
@require_safe
def scenarios(request: HttpRequest) -> HttpResponse:
    """The scenarios that are kept, to be opened and compared, and those that were removed."""
    desk = _desk(request)
    kept = list(queries.scenarios(desk.reach, _offices(desk)))
    removed = list(queries.scenarios(desk.reach, _offices(desk), removed=True))
    keeping = {one.pk for one in permissions.money_offices(desk)}
    context = {
        "kept": kept,
        "most": MOST_SCENARIOS,
        "removed": [one for one in removed if one.office_id in keeping],
        "just_removed": request.GET.get("dihapus", ""),
    }
    table = tables.scenarios(_outlooks(kept), plan_url=reverse("protection:plan"))
    return respond(request, table, "protection/plan_scenarios.html", context)


@login_required
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four scenarios side by side."""
    desk = _desk(request)
    wanted = [
        int(one) for one in request.GET.getlist("s") if one.isascii() and one.isdigit() and len(one) < 10
    ]
    by_key = {one.pk: one for one in queries.scenarios(desk.reach, _offices(desk)).filter(pk__in=wanted)}
    chosen = [by_key[pk] for pk in dict.fromkeys(wanted) if pk in by_key][:MOST_SCENARIOS]
    rows = _outlooks(chosen)
    measures = {found.gap.standing.indicator for _one, found in rows}
    context = {
        "chosen": chosen,
        "is_mixed": len(measures) > 1,
        "is_cut": len(by_key) > MOST_SCENARIOS,
        "most": MOST_SCENARIOS,
    }
    return respond(request, tables.compared(rows), "protection/plan_compare.html", context)


@login_required
@require_safe
def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """One scenario with its drawing, its villages, and what can be made of it."""
    desk, kept = _seen(request, pk)
    found = outlook(kept.asked)
    regions = queries.names_of(found.question)
    if request.GET.get("format") == "xlsx":
        return _excel(workbook(found, regions, title=kept.region.full_name), kept.name)
    context = {
        **_shown(found),
        "scenario": kept,
        "may_keep": allows(permissions.check_keep, desk, kept),
        "figure": _figure(kept, found),
        "is_old_table": kept.rates != shipped_rates().sha256,
    }
    table = tables.villages(found, regions)
    return respond(request, table, "protection/plan_scenario.html", context)


@login_required
@require_safe
def annex(request: HttpRequest, pk: int) -> HttpResponse:
    """The annex of a decree in draft: villages, quota, rupiah; to be printed."""
    kept = _seen(request, pk)[1]
    found = outlook(kept.asked)
    regions = queries.names_of(found.question)
    rows = [
        (regions[one.village.code], one) for one in found.villages if one.village.code in regions and one.more
    ]
    context = {
        "scenario": kept,
        "found": found,
        "rows": rows,
        "span": told.span_text(found.question),
        "enrolled": sum(one.village.enrolled for _region, one in rows),
        "free": sum(one.free for _region, one in rows),
        "new": sum(one.new for _region, one in rows),
        "rupiah": sum(one.rupiah for _region, one in rows),
        "rate_table": told.table_text(shipped_rates()),
    }
    return render(request, "protection/plan_annex.html", context)


@login_required
@ask
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a scenario another name."""
    desk, kept = _seen(request, pk)
    permissions.check_keep(desk, kept)
    return act(
        request,
        ScenarioForm(request.POST or None, initial={"nama": kept.name}),
        lambda given: commands.rename(scenario=kept, name=given["nama"], by=request.user),
        said=_("Renamed."),
        page=_page(_("Rename the scenario"), _("Rename"), kept.get_absolute_url(), lead=kept.name),
    )


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a scenario; the list offers to bring it back."""
    kept = _seen(request, pk)[1]
    commands.remove(scenario=kept, by=request.user)
    return redirect(f"{reverse('protection:scenarios')}?dihapus={kept.pk}")


@login_required
@require_POST
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the removal of a scenario."""
    kept = _seen(request, pk)[1]
    try:
        commands.bring_back(scenario=kept, by=request.user)
    except RuleRefused as error:
        if error.code != "plan.not_removed":
            raise
    messages.success(request, _("Brought back."))
    return redirect(kept)


def _desk(request: HttpRequest) -> Desk:
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    return desk


def _offices(desk: Desk) -> list[int]:
    return [one.pk for one in permissions.money_offices(desk)]


def _seen(request: HttpRequest, pk: int) -> tuple[Desk, Scenario]:
    desk = _desk(request)
    kept = queries.scenario(pk)
    permissions.check_see(desk, kept)
    return desk, kept


def _outlooks(kept: Iterable[Scenario]) -> list[tuple[Scenario, Outlook]]:
    return [(one, outlook(one.asked)) for one in kept]


def _shown(found: Outlook) -> dict[str, Any]:
    """Return what the page of a plan and that of a scenario have in common."""
    could = feasible(found)
    return {
        "found": found,
        "standing": found.gap.standing,
        "origin": told.origin_text(found.question.origin, found.gap.standing),
        "measure": told.INDICATOR[found.gap.standing.indicator],
        "target": told.target_text(found.gap.target),
        "span": told.span_text(found.question),
        "next_steps": told.next_steps(found),
        "whole_plan": told.whole_plan(found),
        "feasible": told.feasible_texts(found, could) if could else [],
        "sources": tables.sources(found).bound(QueryDict()),
        "rates": _rates(found),
        "rate_table": told.table_text(shipped_rates()),
        "sources_of_target": found.gap.target.sources,
    }


def _figures(here: Planned) -> list[dict[str, Any]]:
    """Return every figure of the region that a plan can start from, each with its source."""
    return [
        {
            "label": told.BASE[base],
            "standing": one.standing,
            "measure": told.INDICATOR[one.standing.indicator],
            "origin": told.origin_text(one.origin, one.standing),
            "url": one.url,
        }
        for base, one in here.ground.bases.items()
    ]


def _rates(found: Outlook) -> list[tuple[str, list[str]]]:
    """Return the monthly rates of each kind of payer among the sources."""
    by_payer = {one.fund.payer: one.one_worker for one in found.offers}
    return [(str(told.PAYER[payer]), told.rate_texts(one)) for payer, one in by_payer.items()]


def _figure(kept: Scenario, found: Outlook) -> charts.Figure | None:
    if not found.gap.workers:
        return None
    parts = [(_("On places budgeted already"), found.free)] if found.free else []
    parts += [(told.source_text(found.source_of(one)), one.workers) for one in found.plan.steps]
    return charts.waterfall(
        found.gap.workers,
        parts,
        title=_("Who closes the gap: %(name)s") % {"name": kept.name},
        source=told.origin_text(found.question.origin, found.gap.standing),
        unit=_("Workers"),
        head=_("Missing to the target"),
        rest=_("Without a payer"),
    )


def _rows(here: Planned, found: Outlook) -> list[tuple[str, str]]:
    return [
        (_("Region"), here.region.full_name),
        (_("Target"), told.target_text(found.gap.target)),
        (_("Months"), told.span_text(found.question)),
        (_("More workers"), formats.number(found.workers)),
        (_("Costs"), formats.rupiah(found.cost.amount)),
    ]


def _page(title: str, label: str, back: str, **more: Any) -> dict[str, Any]:
    crumbs = [(_("Plan"), reverse("protection:plan"))]
    return {"title": title, "crumbs": crumbs, "label": label, "back": back, **more}


def _excel(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="rencana-{slugify(name) or "wilayah"}.xlsx"'
    return response
