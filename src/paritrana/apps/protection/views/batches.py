"""Batches: who is in, and each step on the way to BPJS and back."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import batch_files
from paritrana.apps.protection.commands import batches as commands
from paritrana.apps.protection.forms import batches as forms
from paritrana.apps.protection.forms.imports import ending_of
from paritrana.apps.protection.forms.workers import NoteForm
from paritrana.apps.protection.labels import batches as labels
from paritrana.apps.protection.labels import words
from paritrana.apps.protection.models import Batch, Enrolment, Fund
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.protection.queries import batches as queries
from paritrana.apps.protection.queries import money, people, register
from paritrana.apps.protection.queries.money import funds
from paritrana.apps.protection.queries.months import this_month
from paritrana.apps.protection.states import BatchState, EnrolmentState
from paritrana.apps.protection.tables import batches as tables
from paritrana.apps.protection.views.acting import CONFIRM, act
from paritrana.apps.regions.queries import by_code
from paritrana.core.programmes import month_of
from paritrana.errors import BadInput, allows
from paritrana.ui import refusals
from paritrana.ui.tables import EXCEL, respond

ask = require_http_methods(["GET", "HEAD", "POST"])
FIRST = (  # what somebody must do something about comes first
    EnrolmentState.REJECTED,
    EnrolmentState.OPEN,
    EnrolmentState.ACTIVE,
    EnrolmentState.ENDED,
    EnrolmentState.LEFT_OUT,
)
BEFORE_SENDING = (BatchState.PROPOSED, BatchState.VERIFIED)


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The batches on funds of the own offices and of their area."""
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    rows = queries.batches(desk.reach, [one.pk for one in permissions.money_offices(desk)])
    table = tables.batches(rows, create_url=reverse("protection:batch-new"))
    return respond(request, table, "protection/batches.html", {"has_keys": people.has_keys()})


@login_required
@ask
def create(request: HttpRequest) -> HttpResponse:
    """Propose a batch."""
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    offices = permissions.money_offices(desk)
    kept = list(funds(desk.reach, [one.pk for one in offices]).filter(office__in=offices))
    villages = [
        (one.pk, f"{one.name} ({one.parent.name})") for one in register.villages_with_workers_of(kept)
    ]

    def propose(given: dict[str, Any]) -> Batch:
        code = given.pop("village")
        return commands.propose(village=by_code(code) if code else None, by=request.user, **given)

    index_url = reverse("protection:batches")
    first = _first_said(next((one for one in kept if str(one.pk) == request.GET.get("dana")), None))
    return act(
        request,
        forms.ProposeForm(request.POST or None, funds=kept, villages=villages, initial=first),
        propose,
        said=_("Proposed. A colleague verifies it before it is sent."),
        page={
            "title": _("Propose a batch"),
            "lead": _("Workers of one fund who are to be enrolled together."),
            "crumbs": [(_("Enrolment batches"), index_url)],
            "label": _("Propose the batch"),
            "back": index_url,
        },
    )


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: how far it is, what comes next and by whom, and its workers, masked."""
    found, desk = _found(request, pk)
    may_keep = allows(permissions.check_keep, desk, found.fund)
    counts = queries.counts_of(found)
    open_ = may_keep and found.state in BEFORE_SENDING
    table = tables.members(
        found,
        queries.members_in_order(found, FIRST),
        people.MaskedNames(),
        out_url=_leave_out_url if open_ else None,
        reach=desk.reach,
    )
    context = {
        "batch": found,
        "state": labels.BATCH[found.state],
        "tone": labels.BATCH_TONE[found.state],
        "month": words.month_text(found.first_month),
        "may_keep": may_keep,
        "may_verify": found.state == BatchState.PROPOSED and found.proposed_by_id != request.user.pk,
        "waits_for_other": found.state == BatchState.PROPOSED and found.proposed_by_id == request.user.pk,
        "may_send": found.state == BatchState.VERIFIED,
        "is_sent": found.state == BatchState.SENT,
        "to_pay": money.next_to_pay(found.fund, found.agreement)
        if may_keep and found.state == BatchState.ANSWERED
        else None,
        "may_withdraw": open_ or (found.state == BatchState.SENT and not _answered(counts)),
        "may_recall": found.state == BatchState.SENT and not _answered(counts),
        "waiting": counts[EnrolmentState.OPEN],
        "accepted": counts[EnrolmentState.ACTIVE] + counts[EnrolmentState.ENDED],
        "rejected": counts[EnrolmentState.REJECTED],
    }
    return respond(request, table, "protection/batch.html", context)


@login_required
@ask
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Say as another person that the batch may be sent."""
    found = _kept(request, pk)
    if request.method == "POST":
        commands.verify(batch=found, by=request.user)
        messages.success(request, _("Verified. It can be sent now."))
        return redirect(found)
    page = _page(found, _("Verify this batch?"), _("Verify"))
    return render(
        request, CONFIRM, page | {"sentence": _("Look at its workers first: whoever is wrong is left out.")}
    )


@login_required
@ask
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Give out the file for BPJS, once, to whoever sends it."""
    found = _kept(request, pk)
    if request.method == "POST":
        sent = commands.send(batch=found, by=request.user)
        response = HttpResponse(sent.data, content_type=EXCEL)
        response["Content-Disposition"] = f'attachment; filename="pendaftaran-{found.pk}.xlsx"'
        response["Cache-Control"] = "no-store"
        return response
    context = _page(found, _("Make the file for BPJS"), _("Make the file and mark it as sent"))
    return render(request, "protection/batch_send.html", context)


@login_required
@ask
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the sending back, as when the file was lost."""
    found = _kept(request, pk)
    return act(
        request,
        NoteForm(request.POST or None),
        lambda given: commands.recall(batch=found, by=request.user, **given),
        said=_("Taken back. The file can be made anew."),
        page=_page(found, _("Take the sending back"), _("Take back")) | {"danger": True},
    )


@login_required
@ask
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the batch up."""
    found = _kept(request, pk)
    return act(
        request,
        NoteForm(request.POST or None),
        lambda given: commands.withdraw(batch=found, by=request.user, **given),
        said=_("Withdrawn. Its workers are free for another batch."),
        page=_page(found, _("Withdraw the batch"), _("Withdraw")) | {"danger": True},
    )


@login_required
@ask
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Import what BPJS answered; every fault of the file is told at once, and nothing half-done."""
    found = _kept(request, pk)
    form = forms.AnswerForm(request.POST or None, request.FILES or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["upload"]
        try:
            batch_files.take_answer(
                batch=found, upload=upload, ending=ending_of(upload.name), by=request.user
            )
        except BadInput as error:
            refusal = refusals.explain(error)
        else:
            messages.success(request, _("The answer is taken in."))
            return redirect(found)
    context = _page(found, _("Import the answer of BPJS"), _("Import the answer"))
    status = 422 if refusal or form.errors else 200
    return render(
        request, "protection/batch_answer.html", context | {"form": form, "refusal": refusal}, status=status
    )


@login_required
@ask
def leave_out(request: HttpRequest, pk: int, enrolment: int) -> HttpResponse:
    """Take one worker out before it is sent."""
    found = _kept(request, pk)
    member = queries.member(found, enrolment)
    if request.method == "POST":
        commands.leave_out(enrolment=member, by=request.user)
        messages.success(request, _("Left out. The worker is free for another batch."))
        return redirect(found)
    page = _page(found, _("Leave this worker out?"), _("Leave out"))
    rows = [("NIK", member.person.masked_nik), (_("Village"), member.worker.village.full_name)]
    return render(request, CONFIRM, page | {"rows": rows, "danger": True})


def _first_said(fund: Fund | None) -> dict[str, Any]:
    """Return what the form starts with: the one agreement of the fund, and the start that it gives."""
    if fund is None:
        return {"first_month": str(this_month())}
    agreements = list(fund.agreements.order_by("pk")[:2])
    agreed = agreements[0] if len(agreements) == 1 else None
    by_agreement = agreed is not None and fund.read_rules.from_agreement
    start = month_of(agreed.starts_on) if agreed and by_agreement else this_month()
    return {"fund": fund.pk, "agreement": agreed and agreed.pk, "first_month": str(start)}


def _found(request: HttpRequest, pk: int) -> tuple[Batch, Desk]:
    found = queries.batch(pk)
    desk = permissions.desk_of(request.user)
    permissions.check_see(desk, found.fund)
    return found, desk


def _kept(request: HttpRequest, pk: int) -> Batch:
    found, desk = _found(request, pk)
    permissions.check_keep(desk, found.fund)
    return found


def _leave_out_url(row: Enrolment) -> str:
    if row.state != EnrolmentState.OPEN:
        return ""
    return reverse("protection:batch-leave-out", args=[row.batch_id, row.pk])


def _answered(counts: Counter[str]) -> int:
    return counts[EnrolmentState.ACTIVE] + counts[EnrolmentState.REJECTED]


def _page(found: Batch, title: str, label: str) -> dict[str, Any]:
    here = found.get_absolute_url()
    name = _("Batch no. %(number)s") % {"number": found.pk}
    return {
        "batch": found,
        "title": title,
        "lead": name,
        "crumbs": [(_("Enrolment batches"), reverse("protection:batches")), (name, here)],
        "label": label,
        "back": here,
    }
