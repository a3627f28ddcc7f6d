"""The entrant's nominations: the list, the task list of one, the answer to an invitation."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paritrana.apps.awards.states import EditionState, PhaseKind
from paritrana.apps.nominations import rules
from paritrana.apps.nominations.commands import proposals as commands
from paritrana.apps.nominations.forms.dossiers import ReasonForm
from paritrana.apps.nominations.labels import dossiers as labels
from paritrana.apps.nominations.labels.wording import section_title, value_text
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.permissions import dossiers as permissions
from paritrana.apps.nominations.queries import dossiers as queries
from paritrana.apps.nominations.queries.dossiers import Task
from paritrana.apps.nominations.rules.standing import EDITABLE
from paritrana.apps.nominations.states import FINAL, State
from paritrana.apps.nominations.views import doubts
from paritrana.core.units import clock
from paritrana.errors import allows
from paritrana.ui.formats import day_short, title_of
from paritrana.ui.tables import Column, Table, respond


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every nomination of the organisations for which this person acts."""
    rows = list(queries.nominations_of(request.user))
    tasks = queries.tasks_of_many(rows)
    for row in rows:
        row.done, row.total = queries.progress(row, tasks[row.pk])
    table = Table(
        caption=_("My nominations"),
        file_name="usulan-saya",
        rows=rows,
        columns=[
            Column("edition__title", _("Edition"), value=_edition_title, link=_url, sort=_edition_title),
            Column("category", _("Category"), value=_category_title),
            Column("organisation__name", _("Entrant")),
            Column("state", _("State"), value=_state, tone=lambda row: labels.STATE_TONE[row.state]),
            Column("progress", _("Progress"), value=_progress, sort=False),
        ],
        search=[],
        empty=(
            _("No nomination yet"),
            _("A BPJS branch or a province proposes entrants. Its invitation appears here."),
            "",
            "",
        ),
    )
    return respond(request, table, "nominations/entrant.html", {})


def _url(row: Nomination) -> str:
    return reverse("nominations:dossier", args=[row.pk])


def _edition_title(row: Nomination) -> str:
    return title_of(row.edition.title)


def _category_title(row: Nomination) -> str:
    return title_of(queries.category_of(row).title)


def _state(row: Nomination) -> str:
    return str(labels.STATE[row.state])


def _progress(row: Nomination) -> str:
    if row.state == State.PROPOSED:
        return _("Waits for your answer")
    if row.state in FINAL:
        return "–"
    return _("%(done)s of %(total)s parts") % {"done": row.done, "total": row.total}


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The task list: sections with state, owner and due date; reasons on top when it was returned."""
    nomination = queries.nomination(pk)
    permissions.check_see_proposal(request.user, nomination)
    if not allows(permissions.check_see, request.user, nomination):
        return render(request, "nominations/proposal_state.html", _state_context(nomination))
    category = queries.category_of(nomination)
    tasks = queries.tasks_of(nomination)
    fills = allows(permissions.check_fill, request.user, nomination)
    done, total = queries.progress(nomination, tasks)
    edition = nomination.edition
    phases = list(edition.phases.filter(kind=PhaseKind.NOMINATION))
    context: dict[str, Any] = {
        **_state_context(nomination),
        "fills": fills,
        "editable": fills and nomination.state in EDITABLE,
        "tasks": [_task_item(nomination, task, fills=fills) for task in tasks],
        "done": done,
        "total": total,
        "stages": rules.asked_stages(category).values(),
        "screening": queries.last_screening(nomination),
        "points": _points(nomination, tasks),
        "verified": fills and nomination.verified_figures.filter(superseded_at__isnull=True).exists(),
        "receipts": list(nomination.receipts.all()),
        "deadline": next((one for one in phases if one.closes_at and one.is_open(clock.now())), None),
        "zone": nomination.organisation.region.zone if nomination.organisation.region else edition.zone,
        "flags": doubts.told(nomination) if fills else [],
        "feedback_url": _feedback_url(nomination),
    }
    return render(request, "nominations/dossier.html", context)


def _state_context(nomination: Nomination) -> dict[str, Any]:
    return {
        "nomination": nomination,
        "edition": nomination.edition,
        "category": queries.category_of(nomination),
        "state_word": labels.STATE[nomination.state],
        "state_tone": labels.STATE_TONE[nomination.state],
        "stated_size": value_text(queries.category_of(nomination), rules.SIZE, nomination.size_class),
    }


def _task_item(nomination: Nomination, task: Task, *, fills: bool) -> dict[str, Any]:
    if task.code == "claims":
        hint = _("%(count)s stated") % {"count": task.filled}
    elif task.asked:
        hint = _("%(filled)s of %(asked)s filled") % {"filled": task.filled, "asked": task.asked}
    else:
        hint = _("Files only")
    status, tone = "", "neutral"
    if nomination.state in EDITABLE:
        status, tone = str(labels.TASK_STATE[task.state]), labels.TASK_TONE[task.state]
    elif nomination.state in (State.SUBMITTED, State.COMPLETE):
        status, tone = _("Sent"), "good"
    return {
        "label": section_title(queries.category_of(nomination), task.code),
        "url": reverse("nominations:dossier-section", args=[nomination.pk, task.code]),
        "status": status,
        "tone": tone,
        "hint": hint,
        "owner": str(task.owner) if task.owner else "",
        "due": _("due %(day)s") % {"day": day_short(task.due)} if task.due else "",
    }


def _points(nomination: Nomination, tasks: list[Task]) -> list[str]:
    screening = queries.last_screening(nomination)
    if screening is None or nomination.state != State.RETURNED:
        return []
    category = queries.category_of(nomination)
    return [section_title(category, task.code) for task in tasks if task.code in screening.points]


def _feedback_url(nomination: Nomination) -> str:
    if nomination.edition.state != EditionState.PUBLISHED:
        return ""
    try:
        return reverse("results:feedback", args=[nomination.pk])
    except NoReverseMatch:
        return ""


@login_required
@require_safe
def asked(request: HttpRequest, pk: int) -> HttpResponse:
    """What the dossier asks, to be read before starting."""
    nomination = queries.nomination(pk)
    permissions.check_see_proposal(request.user, nomination)
    stages = rules.asked_stages(queries.category_of(nomination)).values()
    return render(request, "nominations/dossier_asked.html", {**_state_context(nomination), "stages": stages})


@login_required
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take part: the dossier is opened."""
    commands.accept(nomination=queries.nomination(pk), by=request.user)
    messages.success(request, _("You take part. The dossier is open: start with any section."))
    return redirect("nominations:dossier", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not take part, with a reason for the proposer."""
    return _leave(
        request,
        pk,
        act=commands.decline,
        title=_("Decline this invitation?"),
        sentence=_("The proposer is told your reason and may propose somebody else."),
        label=_("Decline"),
        done=_("The invitation was declined."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the dossier back for good."""
    return _leave(
        request,
        pk,
        act=commands.withdraw,
        title=_("Withdraw this nomination?"),
        sentence=_("The dossier is closed for good in this edition. What was filled stays readable for you."),
        label=_("Withdraw"),
        done=_("The nomination was withdrawn."),
    )


def _leave(
    request: HttpRequest, pk: int, *, act: Any, title: str, sentence: str, label: str, done: str
) -> HttpResponse:
    nomination = queries.nomination(pk)
    permissions.check_fill(request.user, nomination)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act(nomination=nomination, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, done)
        return redirect("nominations:entrant")
    context = {
        "title": title,
        "sentence": sentence,
        "rows": [(_("Edition"), _edition_title(nomination)), (_("Entrant"), nomination.organisation.name)],
        "form": form,
        "label": label,
        "back": reverse("nominations:dossier", args=[pk]),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context, status=422 if form.is_bound else 200)
