"""The officer's first page, the villages, and the home of a village officer."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import people as commands
from paritrana.apps.protection.labels import words
from paritrana.apps.protection.queries import cockpit as queries
from paritrana.apps.protection.queries import drafts, people, register, requests
from paritrana.apps.protection.queries.care import care as care_of
from paritrana.apps.protection.queries.cockpit import Cockpit
from paritrana.apps.protection.states import WorkerState
from paritrana.apps.protection.tables import register as tables
from paritrana.apps.protection.views import asked, trend
from paritrana.apps.protection.views.caring import steps_of
from paritrana.apps.regions.models import Region
from paritrana.apps.regions.queries import by_code, path_of
from paritrana.core.regions import Level
from paritrana.errors import NotFound, RuleRefused
from paritrana.ui import formats, refusals
from paritrana.ui.tables import respond

STOPPED = "berhenti"
MOST_SHORT = 3


@login_required
@require_safe
def cockpit(request: HttpRequest) -> HttpResponse:
    """Coverage, counts, what ends, what is unpaid or to mend, the next step; a village goes home."""
    desk = permissions.desk_of(request.user)
    permissions.check_desk(desk)
    if desk.is_village:
        return redirect("protection:village", code=desk.offices[0][0].region_id)
    offices = [office.pk for office in permissions.money_offices(desk)]
    found, care = queries.cockpit(desk.reach, offices), care_of(desk.reach, offices)
    context = {
        "cockpit": found,
        "care": care,
        "regions": trend.shown(found.coverage),
        "drawing": trend.drawing(found.coverage),
        "snapshot": found.coverage[0].snapshot if found.coverage else None,
        "steps": [*asked.steps(desk.reach), *_steps(found), *steps_of(care)],
        "ending": [
            (one, words.STANDING[one.standing], words.STANDING_TONE[one.standing]) for one in found.ending
        ],
        "has_keys": people.has_keys(),
        "offices": ", ".join(office.name for office, _reach in desk.offices),
    }
    return render(request, "protection/cockpit.html", context)


@login_required
@require_safe
def villages(request: HttpRequest) -> HttpResponse:
    """Every village of the area with its quota, budget and payment."""
    desk = permissions.desk_of(request.user)
    permissions.check_desk(desk)
    year = register.year_for(desk.reach)
    lines = register.village_lines(register.villages_in(desk.reach), year=year)
    return respond(request, tables.villages(lines), "protection/villages.html", {"year": year})


@login_required
@require_safe
def doubtful(request: HttpRequest) -> HttpResponse:
    """Every listed worker of the area with something to mend, and what that is."""
    desk = permissions.desk_of(request.user)
    permissions.check_desk(desk)
    rows = register.doubtful(desk.reach)
    context = {"mend": _to_mend(rows.values_list("doubts", flat=True).order_by())}
    return respond(request, tables.doubtful(rows), "protection/doubtful.html", context)


@login_required
@require_safe
def village(request: HttpRequest, code: str) -> HttpResponse:
    """One village: of the quota how many, paid until when, what to mend, the masked list."""
    desk = permissions.desk_of(request.user)
    permissions.check_village(desk, code)
    path = path_of(code)
    here = _checked(path[-1])
    stopped = request.GET.get("status") == STOPPED
    rows = list(register.workers_of(here, state=WorkerState.STOPPED if stopped else WorkerState.LISTED))
    year = register.year_for(desk.reach)
    (line,) = register.village_lines([here], year=year)
    add_url = reverse("protection:worker-new", args=[code])
    table = tables.workers(here, rows, people.masked_names(rows), stopped=stopped, add_url=add_url)
    context = {
        "village": here,
        "above": ", ".join(one.full_name for one in reversed(path[1:-1])),
        "line": line,
        "year": year,
        "paid_until": words.month_text(line.paid_until),
        "stopped": stopped,
        "mend": [] if stopped else _to_mend(row.doubts for row in rows),
        "has_keys": people.has_keys(),
        "draft_at": drafts.saved_at(here, request.user),
        "waiting": requests.lines(requests.waiting_of(here)),
        "is_own": desk.is_village,
        "stopped_query": STOPPED,
    }
    return respond(request, table, "protection/village.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signatures(request: HttpRequest, code: str) -> HttpResponse:
    """The list of a village with names, to be printed and signed; each look is recorded."""
    desk = permissions.desk_of(request.user)
    permissions.check_village(desk, code)
    here = _checked(by_code(code))
    context: dict[str, object] = {"village": here}
    if request.method == "POST":
        try:
            context["named"] = commands.list_for_signature(village=here, by=request.user)
            return render(request, "protection/signatures.html", context)
        except RuleRefused as error:
            context["refusal"] = refusals.explain(error)
    status = 409 if "refusal" in context else 200
    return render(request, "protection/signatures_ask.html", context, status=status)


def _checked(region: Region) -> Region:
    if region.level != Level.VILLAGE:
        raise NotFound("worker.no_village")
    return region


def _to_mend(doubts: Iterable[list[str]]) -> list[tuple[str, int]]:
    """Return what to look at, the most frequent first, with how many workers it is about."""
    counts = Counter(code for codes in doubts for code in codes)
    return [(words.doubt_text(code), count) for code, count in counts.most_common()]


def _steps(found: Cockpit) -> list[dict[str, object]]:
    """Return what to do next, the first thing first."""
    return [*_beginnings(found), *_endings(found), *_quotas(found), *_unpaid(found), *_doubts(found)]


def _step(label: str, url: str, status: str, tone: str) -> dict[str, object]:
    return {"label": label, "url": url, "status": status, "tone": tone}


def _beginnings(found: Cockpit) -> Iterator[dict[str, object]]:
    none = _("None yet")
    if not found.funds:
        url = reverse("protection:fund-new")
        yield _step(_("Enter the fund from which premiums are paid"), url, none, "warn")
    if not found.agreements:
        url = reverse("protection:agreement-new")
        yield _step(_("Enter the agreement with BPJS Ketenagakerjaan"), url, none, "warn")


def _endings(found: Cockpit) -> Iterator[dict[str, object]]:
    for one in found.ending:
        yield _step(
            _("Prepare what follows %(number)s") % {"number": one.number},
            one.get_absolute_url(),
            str(words.STANDING[one.standing]),
            words.STANDING_TONE[one.standing],
        )


def _quotas(found: Cockpit) -> Iterator[dict[str, object]]:
    if found.without_budget:
        text = ngettext("%(count)s village", "%(count)s villages", found.without_budget)
        yield _step(
            _("Remind the villages that budgeted nothing"),
            f"{reverse('protection:villages')}?urut=budgeted",
            text % {"count": found.without_budget},
            "bad",
        )
    for line in found.short[:MOST_SHORT]:
        yield _step(
            _("Fill the quota of %(village)s") % {"village": line.village.name},
            reverse("protection:village", args=[line.village.pk]),
            tables.quota_text(line),
            "warn",
        )


def _unpaid(found: Cockpit) -> Iterator[dict[str, object]]:
    for one in found.funds:
        if one.balance.unpaid:
            label = _("Pay what is committed: %(fund)s") % {"fund": one.fund.name}
            yield _step(label, one.fund.get_absolute_url(), formats.rupiah(one.balance.unpaid), "info")
    if found.months.months:
        text = ngettext("%(count)s worker-month", "%(count)s worker-months", found.months.months)
        yield _step(
            _("Pay the months that are over, before memberships lapse"),
            reverse("protection:months"),
            text % {"count": formats.number(found.months.months)},
            "bad",
        )


def _doubts(found: Cockpit) -> Iterator[dict[str, object]]:
    if found.doubts:
        text = ngettext("%(count)s worker", "%(count)s workers", found.doubts)
        url = reverse("protection:doubtful")
        yield _step(_("Mend what is doubtful"), url, text % {"count": formats.number(found.doubts)}, "warn")
