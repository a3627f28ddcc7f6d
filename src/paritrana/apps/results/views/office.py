"""The secretariat's pages: is everything opened, compute, compare, publish, write feedback."""

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations.queries import standing
from paritrana.apps.nominations.queries.scoring import unsized_in
from paritrana.apps.results import forms, permissions, rules, tables
from paritrana.apps.results.commands import feedback as feedback_commands
from paritrana.apps.results.commands import publication, ranking
from paritrana.apps.results.models import Decision, Feedback, RankingRun
from paritrana.apps.results.queries import compared, method_report, published, runs
from paritrana.apps.results.queries.inputs import is_current
from paritrana.apps.results.views.finding import round_title, run_at, seen_edition, told_by_title
from paritrana.errors import NotFound, ParitranaError, allows
from paritrana.ui import formats, refusals
from paritrana.ui.tables import respond
from paritrana.ui.templatetags.ui import title_of


@login_required
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """What stands between this edition and its publication, and the runs so far."""
    edition = seen_edition(request, slug)
    permissions.check_see_ranking(request.user, edition)
    made = _runs(edition)
    newest = made[0] if made else None
    stale = newest is not None and edition.published_at is None and not is_current(newest)
    hindrance = _hindrance(edition, newest)
    context = {
        "edition": edition,
        "standing": standing(edition).count(),
        "waiting": [round_title(edition, one) for one in runs.unopened_rounds(edition)],
        "unsized": unsized_in(edition),
        "newest": newest,
        "stale": stale,
        "hindrance": hindrance,
        "next": _next_act(hindrance, stale=stale),
        "publication": published.publication_of(edition),
        "seed_asked": any(category.draws_lots for category in edition.rulebook.categories),
        "run_form": forms.RunForm(),
        "compare_form": forms.CompareForm(runs=made, initial=_last_two(made)) if len(made) > 1 else None,
        "may_run": allows(permissions.check_run, request.user, edition),
        "may_publish": allows(permissions.check_publish, request.user, edition),
    }
    return respond(request, tables.runs(edition, made), "results/desk.html", context)


@login_required
@require_POST
def run_start(request: HttpRequest, slug: str) -> HttpResponse:
    """Compute the ranking."""
    edition = seen_edition(request, slug)
    permissions.check_run(request.user, edition)
    form = forms.RunForm(request.POST)
    seed = form.cleaned_data["seed"] if form.is_valid() else ""
    with told_by_title(edition):
        made = ranking.run(edition=edition, seed=seed, by=request.user)
    messages.success(request, _("The ranking is computed."))
    if request.POST.get("back") == "chair":
        return redirect("results:chair", slug)
    return redirect("results:run-detail", slug, made.number)


@login_required
@require_safe
def run_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One run: every category with what each criterion gave."""
    edition = seen_edition(request, slug)
    permissions.check_see_ranking(request.user, edition)
    run = run_at(edition, number)
    categories = runs.categories_of(run)
    context = {
        "edition": edition,
        "run": run,
        "is_newest": runs.latest_run(edition) == run,
        "categories": categories,
        "decisions": {one.category: one for one in run.decisions.select_related("decided_by")},
    }
    return respond(request, tables.ranking(edition, categories), "results/run_detail.html", context)


@login_required
@require_safe
def run_compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two runs side by side."""
    edition = seen_edition(request, slug)
    permissions.check_see_ranking(request.user, edition)
    form = forms.CompareForm(request.GET, runs=_runs(edition))
    if not form.is_valid():
        raise NotFound("results.no_run")
    before, after = (run_at(edition, form.cleaned_data[name]) for name in ("a", "b"))
    context = {"edition": edition, "before": before, "after": after, "form": form}
    return respond(
        request, tables.changes(edition, compared.changes(before, after)), "results/run_compare.html", context
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask once more, then publish."""
    edition = seen_edition(request, slug)
    permissions.check_publish(request.user, edition)
    if request.method == "POST":
        with told_by_title(edition):
            publication.publish(edition=edition, by=request.user)
        messages.success(request, _("The result is public."))
        return redirect("results:edition", slug)
    newest = runs.latest_run(edition)
    _check_publishable(edition, newest)
    context = {
        "title": _("Publish this result?"),
        "sentence": _("Everybody will see it at once, and every entrant is told. It cannot be taken back."),
        "label": _("Publish"),
        "back": reverse("results:desk", args=[slug]),
        "rows": [
            (_("Edition"), title_of(edition.title)),
            (_("Run"), newest.number if newest else ""),
            (_("Computed"), formats.moment(newest.run_at, edition.zone) if newest else ""),
            (_("Hash of the result"), newest.result_sha256 if newest else ""),
            (_("Robustness report"), _reports_word(newest)),
        ],
    }
    return render(request, "ui/confirm.html", context)


def _reports_word(run: RankingRun | None) -> str:
    if run is not None and method_report.has_reports(run):
        return _("is published with the result")
    return _("is not computed; the result would be published without it, for good")


@login_required
@require_safe
def feedback_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every judged entrant, and whether it has feedback."""
    edition = seen_edition(request, slug)
    permissions.check_publish(request.user, edition)
    written = dict(
        Feedback.objects.filter(nomination__edition=edition).values_list("nomination", "written_at")
    )
    rows = list(standing(edition).select_related("organisation"))
    for row in rows:
        row.written_at = written.get(row.pk)
    return respond(
        request, tables.feedback(edition, rows), "results/feedback_list.html", {"edition": edition}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_write(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write or rewrite the feedback for one entrant."""
    edition = seen_edition(request, slug)
    permissions.check_publish(request.user, edition)
    nomination = published.nomination_at(pk)
    if nomination.edition_id != edition.pk:
        raise NotFound("results.no_nomination")
    known = published.feedback_on(nomination)
    initial = {"strengths": known.strengths, "next_steps": known.next_steps} if known else {}
    form = forms.FeedbackForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            feedback_commands.write(nomination=nomination, by=request.user, **form.cleaned_data)
        except ParitranaError as refused:
            form.add_error(None, _sentence(refused))
        else:
            messages.success(request, _("The feedback is saved. The entrant reads it after publication."))
            return redirect("results:feedback-list", slug)
    context = {"edition": edition, "nomination": nomination, "form": form}
    return render(request, "results/feedback_write.html", context, status=422 if form.errors else 200)


def _runs(edition: Edition) -> list[RankingRun]:
    made = list(edition.ranking_runs.select_related("run_by", "rulebook_version").order_by("-number"))
    decided = Counter(Decision.objects.filter(edition=edition).values_list("run_id", flat=True))
    for run in made:
        run.edition = edition
        run.decided, run.ranked = decided[run.pk], len(runs.ranked_ids(run))
    return made


def _last_two(made: list[RankingRun]) -> dict[str, int]:
    return {"a": made[1].number, "b": made[0].number}


def _check_publishable(edition: Edition, newest: RankingRun | None) -> None:
    decided = list(newest.decisions.all()) if newest else []
    with told_by_title(edition):
        rules.check_publishable(
            published=edition.published_at is not None,
            ranked=runs.ranked_ids(newest) if newest else [],
            confirmed={one.category: one.confirms for one in decided},
        )


def _next_act(hindrance: refusals.Refusal | None, *, stale: bool) -> str:
    """Return the one thing to do next: compute, decide or publish."""
    if stale or (hindrance and hindrance.code in ("results.no_run", "results.not_confirmed")):
        return "compute"
    return "decide" if hindrance else "publish"


def _hindrance(edition: Edition, newest: RankingRun | None) -> refusals.Refusal | None:
    try:
        _check_publishable(edition, newest)
    except ParitranaError as refused:
        return refusals.explain(refused)
    return None


def _sentence(refused: ParitranaError) -> str:
    told = refusals.explain(refused)
    return f"{told.sentence} {told.cure}"
