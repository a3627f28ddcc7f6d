"""How firmly a category stands: its page, the reports behind it, and a what-if that keeps nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.permissions.dossiers import check_see
from paritrana.apps.results import forms, permissions
from paritrana.apps.results.commands import reports
from paritrana.apps.results.models import RankingRun, ReportErrand
from paritrana.apps.results.queries import computing, jurors, method_report, runs, sentences, what_if
from paritrana.apps.results.states import ReportState
from paritrana.apps.results.tables import figures
from paritrana.apps.results.views.finding import seen_edition, told_by_title
from paritrana.core.ranking.robustness import Bound
from paritrana.errors import BadInput, DataFaults, NotFound, RuleRefused, allows
from paritrana.ui import refusals

BIG = "layar"


@login_required
@require_safe
def category(request: HttpRequest, slug: str, category: str) -> HttpResponse:
    """One category of the newest run in sentences and drawings; the committee reads."""
    edition = seen_edition(request, slug)
    permissions.check_see_ranking(request.user, edition)
    run = _newest(edition)
    ranked = _ranked(run, category)
    firm = method_report.reports_of(run).get(category)
    given = jurors.spreads(ranked, runs.marks_by_entrant(run))
    context = {
        "edition": edition,
        "run": run,
        "ranked": ranked,
        "big": bool(request.GET.get(BIG)),
        "robust": robust_context(firm) if firm else None,
        "fair": _fair(run, category),
        "may_report": _may_report(request, edition),
        **errand_context(run),
        "contributions": figures.contributions(ranked) if ranked.rows and ranked.has_parts else None,
        "spread": figures.spread(given) if given else None,
    }
    if firm:
        context |= {
            "spans": figures.spans(firm) if firm.lines else None,
            "weights": figures.weights(firm),
            "reliability": sentences.reliability(firm.report.reliability, ranked.category),
            "tasks": _tasks(request, edition, firm),
            "gaps": [_gap(one, firm) for one in firm.gaps if not one.task],
        }
    return render(request, "results/category.html", context)


@login_required
@require_safe
def ask(request: HttpRequest, slug: str, category: str) -> HttpResponse:
    """Another ranking beside the official one, from the address alone; nothing is written."""
    edition = seen_edition(request, slug)
    permissions.check_see_ranking(request.user, edition)
    run = _newest(edition)
    ranked = _ranked(run, category)
    asked = any(name in request.GET for name in forms.WhatIfForm.base_fields) or any(
        name.startswith(("s-", "c-")) for name in request.GET
    )
    form = forms.WhatIfForm(
        request.GET if asked else None,
        category=ranked.category,
        jurors=what_if.jurors_of(run, ranked.category),
    ).with_the_rules()
    rows: list[what_if.Compared] = []
    faults: list[tuple[str, str]] = []
    if asked and form.is_valid():
        try:
            rows = what_if.ask(run, ranked.category, form.question)
        except DataFaults as found:
            faults = [one.told(get_language() or "id") for one in found.faults]
    context = {
        "edition": edition,
        "run": run,
        "ranked": ranked,
        "form": form,
        "rows": rows,
        "faults": faults,
        "changed": [row for row in rows if row.moved or row.rank is None or row.asked_rank is None],
    }
    status = 422 if faults or (asked and not form.is_valid()) else 200
    return render(request, "results/what_if.html", context, status=status)


@login_required
@require_POST
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Compute the reports of the newest run."""
    edition = seen_edition(request, slug)
    permissions.check_run(request.user, edition)
    run = runs.latest_run(edition)
    if run is None:
        raise RuleRefused("results.no_run")
    with told_by_title(edition):
        errand = reports.ask(run=run, by=request.user)
    if errand.state == ReportState.DONE:
        messages.success(request, _("The reports of run %(number)s are computed.") % {"number": run.number})
    return redirect("results:chair", slug)


def errand_context(run: RankingRun) -> dict[str, object]:
    """Return what a page shows of reports in work, or of ones that broke off; they are gone once kept."""
    errand = ReportErrand.objects.filter(run=run).exclude(state=ReportState.DONE).first()
    failed = errand is not None and errand.state == ReportState.FAILED
    told = refusals.explain(BadInput(errand.fault, **errand.facts)) if errand and failed else None
    return {"errand": errand, "errand_problem": told}


def robust_context(firm: method_report.Firmness) -> dict[str, object]:
    """Return the sentences of one category that stand on every page about it."""
    word, tone = sentences.word_of(firm)
    return {
        "word": word,
        "tone": tone,
        "told": sentences.told(firm),
        "is_contested": firm.report.word == "contested",
        "lamps": [sentences.lamp(one, firm) for one in firm.report.lamps],
        "bands": firm.bands,
        "ties": sentences.ties(firm.lines, firm.report.worlds),
        "worlds": firm.report.worlds,
    }


def _newest(edition: Edition) -> RankingRun:
    run = edition.ranking_runs.select_related("rulebook_version").order_by("-number").first()
    if run is None:
        raise NotFound("results.no_run")
    run.edition = edition
    return run


def _ranked(run: RankingRun, category: str) -> runs.RankedCategory:
    found = next((one for one in runs.categories_of(run) if one.category.id == category), None)
    if found is None:
        raise NotFound("results.category_not_ranked", category=category)
    return found


def _may_report(request: HttpRequest, edition: Edition) -> bool:
    return edition.published_at is None and allows(permissions.check_run, request.user, edition)


def _fair(run: RankingRun, category: str) -> dict[str, object] | None:
    lines = method_report.fair_lines(run).get(category)
    if lines is None:
        return None
    (judged,) = computing.judged(run, category)
    if judged.fair is None:
        return None
    is_official = judged.category.jury.fair_mode == "official"
    if is_official:
        judged = computing.plain(judged)
        lines = method_report.beside_plain(lines, judged)
    return {
        "is_official": is_official,
        "lines": sentences.fair(lines, judged),
        "severities": [
            sentences.severity(one)
            for one in method_report.severities(run).get(category, [])
            if judged.fair.adjusts
        ],
        "gates": sentences.gates(judged),
    }


def _tasks(
    request: HttpRequest, edition: Edition, firm: method_report.Firmness
) -> list[tuple[str, int | None]]:
    """Return each task with the dossier to mend; no link to one that this person may not read."""
    wanted = {one.entrant for one in firm.gaps if one.task}
    rows = Nomination.objects.filter(edition=edition).select_related("organisation") if wanted else ()
    found = {row.entrant_id: row for row in rows if row.entrant_id in wanted}
    tasks: list[tuple[str, int | None]] = []
    for one in firm.gaps:
        row = found.get(one.entrant)
        if not one.task:
            continue
        if row is not None:
            row.edition = edition
        seen = row is not None and allows(check_see, request.user, row)
        tasks.append((_gap(one, firm), row.pk if row and seen else None))
    return tasks


def _gap(one: Bound, firm: method_report.Firmness) -> str:
    return sentences.gap(one, firm.report.category, firm.named(one.entrant))
