"""The chair's pages: what is still sealed, the ranking with all that made it, the decision."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paritrana.apps.awards.models import Edition
from paritrana.apps.judging.labels import ROUND, ROUND_TONE
from paritrana.apps.judging.permissions import check_open_round
from paritrana.apps.judging.queries import who_marked_what
from paritrana.apps.results import forms, permissions
from paritrana.apps.results.commands import decisions
from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries import method_report, runs
from paritrana.apps.results.queries.inputs import is_current
from paritrana.apps.results.views.finding import seen_edition, told_by_title
from paritrana.apps.results.views.method import BIG, errand_context, robust_context
from paritrana.errors import NotFound, ParitranaError, allows
from paritrana.ui import refusals


@login_required
@require_safe
def plenary(request: HttpRequest, slug: str) -> HttpResponse:
    """Rounds, ranking, equals, opened marks and decisions; the committee reads, the chair decides."""
    edition = seen_edition(request, slug)
    permissions.check_see_ranking(request.user, edition)
    return _page(request, edition)


@login_required
@require_POST
def decide(request: HttpRequest, slug: str, category: str) -> HttpResponse:
    """Record the decision on one category."""
    edition = seen_edition(request, slug)
    permissions.check_decide(request.user, edition)
    run = runs.latest_run(edition)
    if run is None:
        raise NotFound("results.no_run")
    form = forms.DecisionForm(request.POST, prefix=category)
    if not form.is_valid():
        return _page(request, edition, bound=(category, form))
    if request.POST.get("run") != str(run.number):
        form.add_error(None, _refusal_text("results.run_superseded"))
        return _page(request, edition, bound=(category, form))
    with told_by_title(edition):
        decisions.decide(run=run, category=category, by=request.user, **form.cleaned_data)
    messages.success(request, _("The decision is recorded."))
    return redirect("results:chair", slug)


def _page(
    request: HttpRequest, edition: Edition, *, bound: tuple[str, forms.DecisionForm] | None = None
) -> HttpResponse:
    run = edition.ranking_runs.select_related("run_by", "rulebook_version").order_by("-number").first()
    if run is not None:
        run.edition = edition
    may_decide = allows(permissions.check_decide, request.user, edition) and edition.published_at is None
    context = {
        "edition": edition,
        "rounds": [
            (view, ROUND[view.round.state], ROUND_TONE[view.round.state])
            for view in who_marked_what(edition)
            if view.entrants
        ],
        "may_open": allows(check_open_round, request.user, edition),
        "run": run,
        "stale": run is not None and edition.published_at is None and not is_current(run),
        "may_run": allows(permissions.check_run, request.user, edition) and edition.published_at is None,
        "seed_asked": any(category.draws_lots for category in edition.rulebook.categories),
        "run_form": forms.RunForm(),
        "waiting": runs.unopened_rounds(edition),
        "big": bool(request.GET.get(BIG)),
        "looked_again": bool(request.headers.get("HX-Request")),
        "has_reports": run is not None and method_report.has_reports(run),
        **(errand_context(run) if run else {}),
        "categories": _categories(run, may_decide=may_decide, bound=bound) if run else [],
    }
    return render(request, "results/chair.html", context, status=422 if bound else 200)


def _categories(
    run: RankingRun, *, may_decide: bool, bound: tuple[str, forms.DecisionForm] | None
) -> list[dict[str, object]]:
    decided = {one.category: one for one in run.decisions.select_related("decided_by")}
    marks = runs.marks_by_entrant(run)
    reports = method_report.reports_of(run)
    shown = []
    for ranked in runs.categories_of(run):
        name = ranked.category.id
        form = bound[1] if bound and bound[0] == name else forms.DecisionForm(prefix=name)
        shown.append(
            {
                "ranked": ranked,
                "decision": decided.get(name),
                "form": form if may_decide and name not in decided else None,
                "robust": robust_context(reports[name]) if name in reports else None,
                "sheets": _sheets(ranked, marks),
            }
        )
    return shown


def _sheets(ranked: runs.RankedCategory, marks: dict[str, list[dict[str, str]]]) -> list[dict[str, object]]:
    """Return one line per entrant and juror: the marks in the order of the rubric criteria."""
    criteria = [one.id for one in ranked.category.criteria if one.kind == "rubric"]
    lines = []
    for row in ranked.rows:
        cells: dict[str, dict[str, str]] = {}
        for mark in marks.get(row.entrant, []):
            cells.setdefault(mark["juror"], {})[mark["criterion"]] = mark["mark"]
        for juror, given in cells.items():
            recused = "*" in given
            lines.append(
                {
                    "name": row.name,
                    "juror": juror,
                    "recused": recused,
                    "marks": [given.get(one, "") for one in criteria],
                }
            )
    return lines


def _refusal_text(code: str) -> str:
    told = refusals.explain(ParitranaError(code))
    return f"{told.sentence} {told.cure}"
