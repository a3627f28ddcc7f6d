"""Computing figures, reviewing them, publishing them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.coverage import permissions, rules
from paritrana.apps.coverage.commands import runs as commands
from paritrana.apps.coverage.forms import ApprovalForm, RunForm
from paritrana.apps.coverage.labels import words
from paritrana.apps.coverage.models import Run
from paritrana.apps.coverage.queries import published
from paritrana.apps.coverage.queries import runs as queries
from paritrana.apps.coverage.states import RunState
from paritrana.apps.coverage.tables import office as tables
from paritrana.errors import BadInput, ParitranaError, allows
from paritrana.ui import refusals
from paritrana.ui.tables import respond

REVIEWED = {RunState.COMPUTED, RunState.APPROVED, RunState.PUBLISHED}


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All runs, newest first."""
    permissions.check_see_runs(request.user)
    may_ask = allows(permissions.check_publish, request.user)
    url = reverse("coverage:run-new") if may_ask else ""
    return respond(
        request, tables.runs(queries.runs(), create_url=url), "coverage/runs.html", {"may_ask": may_ask}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Ask for the figures of a year; a worker computes them."""
    permissions.check_publish(request.user)
    usable = queries.usable_denominators()
    form = RunForm(request.POST or None, denominators=usable)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            run = commands.ask(**form.cleaned_data, by=request.user)
        except ParitranaError as error:
            refusal = refusals.explain(error)
        else:
            messages.success(request, _("Asked for. You may leave this page and come back."))
            return redirect(run)
    context = {"form": form, "refusal": refusal, "has_denominators": usable.exists()}
    status = 422 if refusal or form.errors else 200
    return render(request, "coverage/run_new.html", context, status=status)


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One run: how far it is; once computed, everything to review before it is published."""
    permissions.check_see_runs(request.user)
    run = queries.run(pk)
    before = published.current(run.year)
    if before is not None and before.run_id == run.pk:
        before = before.corrects
    rows = queries.changes(run, before) if run.state in REVIEWED else []
    count, hidden = queries.counts_of(run) if run.state in REVIEWED else (0, 0)
    context = {
        "run": run,
        "state": words.RUN[run.state],
        "tone": words.RUN_TONE[run.state],
        "before": before,
        "count": count,
        "hidden": hidden,
        "above": sum(one.is_above_whole for one in rows),
        "denominators": queries.denominators_of(run) if run.state in REVIEWED else [],
        "problem": refusals.explain(BadInput(run.fault, **run.facts)) if run.fault else None,
        "may": _acts(request, run),
        "snapshot": getattr(run, "snapshot", None),
    }
    return respond(request, tables.changes(run, rows), "coverage/run.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Say after review that the figures may be published."""
    permissions.check_publish(request.user)
    run = queries.run(pk)
    rules.check_run_move(run.state, RunState.APPROVED)
    before = published.current(run.year)
    form = ApprovalForm(request.POST or None) if before else None
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        commands.approve(run=run, reason=reason, by=request.user)
        messages.success(request, _("Approved. A second person publishes."))
        return redirect(run)
    context = {
        "title": _("Approve these figures?"),
        "sentence": _("You have read the changes and the flags. A second person publishes."),
        "form": form,
        "label": _("Approve"),
        "back": run.get_absolute_url(),
        "rows": [(_("Year"), run.year), (_("Hash of the result"), run.result_sha256)],
    }
    return render(request, "ui/confirm.html", context, status=422 if form and form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an approved run public under the next number."""
    permissions.check_publish(request.user)
    run = queries.run(pk)
    rules.check_run_move(run.state, RunState.PUBLISHED)
    rules.check_second_person(approved_by=run.approved_by_id, by=request.user.pk)
    rules.check_reason(corrects=published.current(run.year), reason=run.reason)
    if request.method == "POST":
        snapshot = commands.publish(run=run, by=request.user)
        messages.success(request, _("Published. It can no longer be changed, only corrected."))
        return redirect(snapshot)
    context = {
        "title": _("Publish these figures?"),
        "sentence": _(
            "Everybody will see them. A published snapshot never changes: a correction is a new one."
        ),
        "label": _("Publish"),
        "back": run.get_absolute_url(),
        "rows": [
            (_("Year"), run.year),
            (_("Approved by"), str(run.approved_by or "–")),
            (_("Hash of the result"), run.result_sha256),
        ],
    }
    return render(request, "ui/confirm.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a run aside."""
    permissions.check_publish(request.user)
    run = queries.run(pk)
    rules.check_run_move(run.state, RunState.DISCARDED)
    if request.method == "POST":
        commands.discard(run=run, by=request.user)
        messages.success(request, _("Put aside."))
        return redirect("coverage:runs")
    context = {
        "title": _("Put this run aside?"),
        "sentence": _("Its figures are removed; that it was computed stays in the ledger."),
        "label": _("Put aside"),
        "back": run.get_absolute_url(),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


@login_required
@require_http_methods(["POST"])
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a failed run wait again."""
    run = queries.run(pk)
    commands.requeue(run=run, by=request.user)
    messages.success(request, _("Asked for. You may leave this page and come back."))
    return redirect(run)


def _acts(request: HttpRequest, run: Run) -> dict[str, Any]:
    """Return what this person may do with the run now."""
    may = allows(permissions.check_publish, request.user)
    return {
        "approve": may and run.state == RunState.COMPUTED,
        "publish": may and run.state == RunState.APPROVED and run.approved_by_id != request.user.pk,
        "second": may and run.state == RunState.APPROVED and run.approved_by_id == request.user.pk,
        "discard": may and run.state in {RunState.COMPUTED, RunState.APPROVED, RunState.FAILED},
        "retry": may and run.state == RunState.FAILED,
        "waits": run.state in {RunState.QUEUED, RunState.RUNNING},
    }
