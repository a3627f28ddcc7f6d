"""One worker: the record with its history, and every act on it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import drafts as draft_commands
from paritrana.apps.protection.commands import people as people_commands
from paritrana.apps.protection.commands import workers as commands
from paritrana.apps.protection.forms import workers as forms
from paritrana.apps.protection.forms.fields import tell
from paritrana.apps.protection.labels import words
from paritrana.apps.protection.models import Enlistment
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.protection.queries import doubles, drafts, register
from paritrana.apps.protection.queries import people as queries
from paritrana.apps.protection.queries.money import funds_for_village
from paritrana.apps.protection.rules.money import takes_village
from paritrana.apps.protection.rules.workers import Worker
from paritrana.apps.protection.views.acting import CONFIRM, act
from paritrana.apps.protection.views.doubles import told
from paritrana.apps.protection.views.months import told_of
from paritrana.apps.regions.models import Region
from paritrana.apps.regions.queries import by_code
from paritrana.errors import BadInput, RuleRefused

ask = require_http_methods(["GET", "HEAD", "POST"])
keep_quiet = sensitive_post_parameters("nik", "name", "born")


@login_required
@ask
@keep_quiet
def create(request: HttpRequest, code: str) -> HttpResponse:
    """Take a worker into the register of a village."""
    desk = permissions.desk_of(request.user)
    permissions.check_village(desk, code)
    village = by_code(code)
    back = reverse("protection:village", args=[code])
    if request.method == "POST" and (done := _draft(request, village)):
        messages.success(request, done)
        return redirect("protection:worker-new", code=code)

    def add(given: dict[str, Any]) -> Enlistment:
        fund = given.pop("fund")
        made = commands.add(worker=Worker(village=code, **given), fund=fund, by=request.user)
        draft_commands.discard(village=village, by=request.user)
        for doubt in made.doubts:
            messages.warning(request, words.doubt_text(doubt))
        return made

    draft = drafts.find(village, request.user) if queries.has_keys() else None
    page = {
        "title": _("Add a worker"),
        "lead": village.full_name,
        "village": village,
        "crumbs": [(village.full_name, back)],
        "label": _("Add to the register"),
        "back": back,
        "closed": not queries.has_keys(),
        "draft_at": draft.saved_at if draft and request.method != "POST" else None,
        "draft_url": reverse("protection:worker-draft", args=[code]),
    }
    typed = drafts.opened(draft, request.user) if draft else {}
    form = forms.WorkerForm(request.POST or None, funds=_funds(code), initial=typed)
    template = "protection/worker_new.html"
    return act(request, form, add, said=_("Added to the register."), page=page, template=template)


def _draft(request: HttpRequest, village: Region) -> str:
    """Save or throw away the officer's draft, if that was pressed; return what to say of it."""
    if "discard" in request.POST:
        draft_commands.discard(village=village, by=request.user)
        return _("The draft was thrown away.")
    if "draft" in request.POST:
        typed = {name: request.POST.get(name, "") for name in draft_commands.FIELDS}
        draft_commands.keep(village=village, typed=typed, by=request.user)
        return _("Saved as a draft. It waits here for you alone.")
    return ""


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One worker: masked, who pays, what to mend, and all that was done."""
    worker, desk = _found(request, pk)
    names, doubled = queries.masked_names([worker]), doubles.of_worker(worker)
    context = {
        "worker": worker,
        "name": names[worker.pk],
        "state": words.WORKER[worker.state],
        "tone": words.WORKER_TONE[worker.state],
        "occupation": words.OCCUPATION[worker.occupation],
        "service": words.SERVICE.get(worker.service, ""),
        "sex": words.SEX.get(worker.person.sex, ""),
        "stop_reason": words.STOP.get(worker.stop_reason, ""),
        "doubts": [words.doubt_text(code) for code in worker.doubts],
        "enrolments": told_of(worker, desk, doubled.enrolments),
        "twice": told(doubled, desk),
        "history": [
            (words.ACT[one.act], words.STOP.get(one.stop_reason, ""), one) for one in register.history(worker)
        ],
    }
    return render(request, "protection/worker.html", context)


@login_required
@ask
@keep_quiet
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what is right; personal data that are not wrong need not be opened for it."""
    worker, _desk = _found(request, pk)
    first = {
        "occupation": worker.occupation,
        "fund": worker.fund_id,
        "service": worker.service,
        "decile": worker.decile or "",
    }
    form = forms.CorrectionForm(request.POST or None, funds=_funds(worker.village_id), initial=first)
    return act(
        request,
        form,
        lambda given: commands.correct(worker=worker, by=request.user, **given),
        said=_("Corrected."),
        page=_page(worker, _("Correct a worker's record"), _("Save the correction")),
    )


@login_required
@ask
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a worker to another village of the regency."""
    worker, desk = _found(request, pk)
    regency = worker.village_id.rsplit(".", 2)[0]
    near = register.villages_below(regency)
    villages = [
        (one.pk, f"{one.name} ({one.parent.name})")
        for one in near
        if one.pk != worker.village_id and desk.reach.holds(one.pk)
    ]

    def move_to(given: dict[str, Any]) -> Enlistment:
        moved = commands.move(worker=worker, by=request.user, **given)
        if worker.fund_id and not moved.fund_id:
            messages.warning(
                request, _("The fund does not pay for this worker there. Choose another under “Correct”.")
            )
        return moved

    return act(
        request,
        forms.MoveForm(request.POST or None, villages=villages),
        move_to,
        said=_("Moved."),
        page=_page(worker, _("Move a worker"), _("Move")),
    )


@login_required
@ask
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a worker out of the register."""
    worker, _desk = _found(request, pk)
    page = _page(worker, _("Take a worker out of the register"), _("Stop")) | {"danger": True}
    return act(
        request,
        forms.StopForm(request.POST or None),
        lambda given: commands.stop(worker=worker, by=request.user, **given),
        said=_("Stopped. The record stays to be read."),
        page=page,
    )


@login_required
@ask
def reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a stopped worker up again."""
    worker, _desk = _found(request, pk)
    return act(
        request,
        forms.NoteForm(request.POST or None),
        lambda given: commands.reinstate(worker=worker, by=request.user, **given),
        said=_("Taken up again."),
        page=_page(worker, _("Take a worker up again"), _("Take up again")),
    )


@login_required
@ask
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show NIK, name and birth date once, for a purpose; the look is recorded, what was seen is not."""
    worker, _desk = _found(request, pk)
    form = forms.PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        purpose = form.cleaned_data["purpose"]
        try:
            opened = people_commands.reveal(worker=worker, purpose=purpose, by=request.user)
        except (BadInput, RuleRefused) as error:
            tell(form, error)
        else:
            context = {"worker": worker, "opened": opened, "purpose": words.PURPOSE[purpose]}
            return render(request, "protection/revealed.html", context)
    page = {
        "title": _("Open personal data"),
        "sentence": _(
            "Shown once, on the next page. Who looked, when and why is recorded; the data are not."
        ),
        "label": _("Open"),
        "back": worker.get_absolute_url(),
        "rows": [("NIK", worker.person.masked_nik)],
    }
    status = 422 if form.errors else 200
    return render(request, CONFIRM, {"form": form, **page}, status=status)


def _found(request: HttpRequest, pk: int) -> tuple[Enlistment, Desk]:
    worker = queries.worker(pk)
    desk = permissions.desk_of(request.user)
    permissions.check_worker(desk, worker)
    return worker, desk


def _funds(code: str) -> list:
    return [one for one in funds_for_village(code) if takes_village(one.read_rules, code)]


def _page(worker: Enlistment, title: str, label: str) -> dict[str, Any]:
    village_url = reverse("protection:village", args=[worker.village_id])
    here = worker.get_absolute_url()
    return {
        "title": title,
        "lead": worker.person.masked_nik,
        "crumbs": [(worker.village.full_name, village_url), (worker.person.masked_nik, here)],
        "label": label,
        "back": here,
    }
