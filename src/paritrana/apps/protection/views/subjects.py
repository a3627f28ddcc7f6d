"""What an office does when somebody asks about the data held on them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import subjects as commands
from paritrana.apps.protection.forms import subjects as forms
from paritrana.apps.protection.forms.fields import tell
from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.labels import words as general
from paritrana.apps.protection.models import Enlistment, SubjectRequest
from paritrana.apps.protection.queries import people, retention
from paritrana.apps.protection.queries import subjects as queries
from paritrana.apps.protection.states import SubjectKind, SubjectState
from paritrana.apps.protection.tables import subjects as tables
from paritrana.apps.protection.views.acting import CONFIRM, act
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused
from paritrana.ui.tables import respond

ANSWERED = "dijawab"
ask = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What people of the area want to know, have corrected or erased; the first due first."""
    desk = permissions.desk_of(request.user)
    permissions.check_desk(desk)
    answered = request.GET.get("status") == ANSWERED
    rows = queries.met_in(desk.reach, [office for office, _reach in desk.offices])
    rows = rows.exclude(state=SubjectState.OPEN) if answered else rows.filter(state=SubjectState.OPEN)
    new_url = reverse("protection:subject-new")
    table = tables.subjects(rows, now=clock.now(), new_url=new_url, answered=answered)
    context = {"answered": answered, "answered_query": ANSWERED}
    return respond(request, table, "protection/subjects.html", context)


@login_required
@ask
@sensitive_post_parameters("nik")
def receive(request: HttpRequest) -> HttpResponse:
    """Write a wish down for whoever stands before the officer, found by the NIK on the card."""
    permissions.check_desk(permissions.desk_of(request.user))
    return _receive(request, None)


@login_required
@ask
def receive_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a wish down for the person of a record."""
    worker = people.worker(pk)
    permissions.check_worker(permissions.desk_of(request.user), worker)
    return _receive(request, worker)


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One wish: until when it is answered, and the way to serve it."""
    row = _found(request, pk)
    now = clock.now()
    deletion = row.kind == SubjectKind.DELETION and row.is_open and row.worker is not None
    erased = row.worker is not None and row.worker.person.erased_at is not None
    context = {
        "row": row,
        "kind": words.SUBJECT[row.kind],
        "way": words.SUBJECT_WAY[row.way],
        "state": tables.state_text(row, now),
        "tone": tables.tone(row, now),
        "zone": tables.zone(row),
        "may_print": row.kind == SubjectKind.ACCESS and row.is_open and row.worker is not None and not erased,
        "may_correct": row.kind == SubjectKind.CORRECTION and row.is_open and row.worker is not None,
        "deletion": deletion,
        "blockers": [one.told for one in retention.blockers(row.worker.person)] if deletion else [],
    }
    return render(request, "protection/subject.html", context)


@login_required
@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Show once, to be printed, everything held on the person and who looked at it."""
    row = _found(request, pk)
    held = commands.hand_over(request=row, by=request.user)
    context = {
        "row": row,
        "held": held,
        "zone": tables.zone(row),
        "now": clock.now(),
        "sex": general.SEX.get(row.worker.person.sex, ""),
        "records": [_told(one) for one in held.records],
        "requests": [(one, words.REQUEST[one.state]) for one in held.requests],
        "asked": [(one, words.SUBJECT[one.kind], words.SUBJECT_STATE[one.state]) for one in held.asked],
    }
    return render(request, "protection/subject_print.html", context)


@login_required
@ask
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a wish with what came of it."""
    row = _found(request, pk)
    page = {
        "title": _("Answer the wish"),
        "sentence": _("Told in person; what you note here stays."),
        "label": _("Close the wish"),
        "back": row.get_absolute_url(),
        "rows": _rows(row),
    }
    return act(
        request,
        forms.AnswerForm(request.POST or None, kind=row.kind),
        lambda given: commands.answer(request=row, by=request.user, **given),
        said=_("Answered."),
        page=page,
        template=CONFIRM,
    )


@login_required
@ask
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """The second step of an erasure: the word is typed, then the data are gone for ever."""
    row = _found(request, pk)
    form = forms.EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.erase(request=row, confirmed=form.is_confirmed, by=request.user)
        except (BadInput, RuleRefused) as error:
            tell(form, error)
        else:
            messages.success(request, _("Erased. Nothing brings the data back."))
            return redirect(row)
    page = {
        "title": _("Erase these data for ever?"),
        "sentence": _(
            "NIK, name, birth date, sex, occupation and what was told for funds are destroyed. "
            "Counts and days stay."
        ),
        "label": _("Erase for ever"),
        "back": row.get_absolute_url(),
        "rows": _rows(row),
        "danger": True,
    }
    status = 422 if form.errors else 200
    return render(request, CONFIRM, {"form": form, **page}, status=status)


def _receive(request: HttpRequest, worker: Enlistment | None) -> HttpResponse:
    back = worker.get_absolute_url() if worker else reverse("protection:subjects")
    page = {
        "title": _("Write a wish down"),
        "lead": worker.person.masked_nik if worker else _("From now on 3 × 24 hours count."),
        "crumbs": [(_("Rights to data"), reverse("protection:subjects"))],
        "label": _("Write down"),
        "back": back,
    }
    return act(
        request,
        forms.ReceiveForm(request.POST or None, with_nik=worker is None),
        lambda given: commands.receive(worker=worker, by=request.user, **given),
        said=_("Written down."),
        page=page,
    )


def _found(request: HttpRequest, pk: int) -> SubjectRequest:
    row = queries.find(pk)
    permissions.check_subject(permissions.desk_of(request.user), row)
    return row


def _rows(row: SubjectRequest) -> list[tuple[str, str]]:
    nik = row.worker.person.masked_nik if row.worker else _("Nothing is held here")
    return [(_("Wish"), str(words.SUBJECT[row.kind])), ("NIK", nik)]


def _told(record: queries.HeldRecord) -> dict[str, Any]:
    one = record.worker
    return {
        "worker": one,
        "state": general.WORKER[one.state],
        "stop_reason": general.STOP.get(one.stop_reason, ""),
        "occupation": general.OCCUPATION[one.occupation],
        "service": general.SERVICE.get(one.service, ""),
        "doubts": [general.doubt_text(code) for code in one.doubts],
        "changes": [(general.ACT[change.act], change) for change in record.changes],
        "imports": [(general.ACT[row.act], row.roster) for row in record.imports],
        "looks": [(general.PURPOSE[look.purpose], look) for look in record.looks],
    }
