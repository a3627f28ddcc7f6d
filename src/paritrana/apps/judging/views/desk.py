"""The marking desk: evidence on one side, the rubric on the other; every mark is saved at once."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from paritrana.apps.judging import labels, permissions, queries
from paritrana.apps.judging.commands import sheets as commands
from paritrana.apps.judging.forms import RecuseForm
from paritrana.apps.judging.models import Mark, Sheet
from paritrana.apps.judging.queries import finding, interviews, rounds
from paritrana.apps.judging.queries import sheets as sheet_queries
from paritrana.apps.judging.queries.dossiers import dossier_of
from paritrana.apps.judging.rules.marks import scale_facts
from paritrana.apps.judging.states import Mode, RoundState, SheetState
from paritrana.apps.nominations.models import Nomination
from paritrana.core.rulebook import Criterion, Dimension, Stage
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotFound, NotPermitted
from paritrana.ui import formats, refusals

MOST_BUTTONS = 11
MARK, NOTE, WAS = "mark-", "note-", "was-"


@dataclass(frozen=True)
class Box:
    """One criterion as the desk shows it: what may be given, what was, and what is wrong with it."""

    criterion: Criterion
    marks: tuple[str, ...]
    scale: Mapping[str, object]
    given: str
    saved: str
    note: str
    saved_note: str
    saved_at: str
    error: str = ""
    group: str = ""  # the title of the dimension, where the stage has dimensions

    @property
    def name(self) -> str:
        return f"{MARK}{self.criterion.id}"

    @property
    def note_name(self) -> str:
        return f"{NOTE}{self.criterion.id}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, pk: int, nomination: int) -> HttpResponse:
    """Show the desk; a plain post saves every mark that was changed on the page."""
    sheet, entrant = _found(request, pk, nomination)
    if isinstance(entrant, HttpResponse):
        return entrant
    if request.method != "POST":
        return _page(request, sheet, entrant, errors={})
    errors, replaced = _save_all(request, sheet, entrant)
    if errors:
        return _page(request, sheet, entrant, errors=errors, status=422)
    for title, value in replaced:
        messages.warning(request, _told(title, value))
    messages.success(request, _("Saved."))
    if "lanjut" in request.POST:
        following = queries_after(sheet, entrant, by_name=request.GET.get("urutan") == "nama")
        if following is None:
            return redirect("judging:sheet-lock", sheet.pk)
        return redirect("judging:desk", sheet.pk, following.pk)
    return redirect("judging:desk", sheet.pk, entrant.pk)


@login_required
@require_POST
def save(request: HttpRequest, pk: int, nomination: int) -> HttpResponse:
    """Save one field of the desk and answer with the time, or with what is wrong."""
    sheet, entrant = finding.sheet(pk), finding.nomination(nomination)
    permissions.check_mark(request.user, sheet, entrant)
    name, value = request.POST.get("field", ""), request.POST.get("value", "")
    given: dict[str, Any] = {"mark": value} if name.startswith(MARK) else {"mark": None, "note": value}
    if not name.startswith((MARK, NOTE)):
        raise BadInput("judging.unknown_criterion")
    saved = commands.save_mark(
        sheet=sheet,
        nomination=entrant,
        criterion=name.removeprefix(MARK).removeprefix(NOTE),
        window=request.GET.get("jendela", ""),
        by=request.user,
        **given,
    )
    told = formats.clock(saved.mark.saved_at, sheet.round.edition.zone, seconds=True)
    if saved.replaced:
        told = f"{told}. {_('It replaces %(mark)s, given in another window.') % {'mark': saved.replaced}}"
    return JsonResponse({"saved": told})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recuse(request: HttpRequest, pk: int, nomination: int) -> HttpResponse:
    """Stand back from one entrant, from the desk or from the page before locking."""
    sheet, entrant = finding.sheet(pk), finding.nomination(nomination)
    permissions.check_own_sheet(request.user, sheet)
    permissions.check_seated(request.user, entrant.edition)
    form = RecuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        commands.recuse(nomination=entrant, by=request.user, **form.cleaned_data)
        messages.success(request, _("You have stood back from this entrant."))
        return redirect("judging:queue", entrant.edition.slug)
    context = {
        "title": _("Stand back from this entrant?"),
        "sentence": _("Your marks for it no longer count, its dossier closes for you, and this is final."),
        "form": form,
        "label": _("Stand back"),
        "danger": True,
        "back": reverse("judging:desk", args=[sheet.pk, entrant.pk]),
        "rows": [(_("Entrant"), entrant.organisation.name)],
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


def queries_after(sheet: Sheet, entrant: Nomination, *, by_name: bool) -> Nomination | None:
    """Return the next unfinished entrant of the queue, or None."""
    item = sheet_queries.queue_of(sheet, by_name=by_name).after(entrant)
    return item.nomination if item else None


def _found(request: HttpRequest, pk: int, nomination: int) -> tuple[Sheet, Nomination | HttpResponse]:
    """Return the sheet and the entrant; instead of the entrant the page that says what must come first."""
    sheet, entrant = finding.sheet(pk), finding.nomination(nomination)
    permissions.check_own_sheet(request.user, sheet)
    edition = sheet.round.edition
    try:
        permissions.check_declared(request.user, edition)
        permissions.check_not_recused(request.user, entrant)
    except NotPermitted as refused:
        refusal = refusals.explain(refused)
        context = {"refusal": refusal, "edition": edition, "declare": refused.code == "judging.not_declared"}
        return sheet, render(request, "judging/desk_refused.html", context, status=refusal.status)
    if entrant.pk not in {one.pk for one in queries.entrants_of(sheet.round)}:
        raise NotFound("judging.unknown_entrant")
    entrant.edition = edition
    if sheet.state != SheetState.OPEN or sheet.round.state != RoundState.MARKING:
        return sheet, redirect("judging:sheet-detail", sheet.pk)
    return sheet, entrant


def _save_all(
    request: HttpRequest, sheet: Sheet, entrant: Nomination
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Save what differs from what the page showed; returns faults by criterion and replaced marks."""
    errors, replaced = {}, []
    stored = sheet_queries.given_marks(sheet)[entrant.pk]
    for criterion in rounds.stage_of(sheet.round).rubrics:
        before = stored.get(criterion.id)
        mark = _changed(request, f"{MARK}{criterion.id}", before.mark if before else "")
        note = _changed(request, f"{NOTE}{criterion.id}", before.note if before else "")
        if mark is None and note is None:
            continue
        try:
            saved = commands.save_mark(
                sheet=sheet,
                nomination=entrant,
                criterion=criterion.id,
                mark=mark,
                note=note,
                window=request.POST.get("jendela", ""),
                by=request.user,
            )
        except BadInput as fault:
            named = {**fault.facts, "criterion": formats.title_of(criterion.title)}
            errors[criterion.id] = refusals.explain(BadInput(fault.code, **named)).sentence
            continue
        if saved.replaced:
            replaced.append((formats.title_of(criterion.title), saved.replaced))
    return errors, replaced


def _changed(request: HttpRequest, name: str, stored: str) -> str | None:
    """Return what was posted where it is neither what the page showed nor what is stored, else None."""
    given = request.POST.get(name)
    if given is None:
        return None
    given, shown = (text.replace("\r\n", "\n") for text in (given, request.POST.get(f"{WAS}{name}", "")))
    return None if given in (shown, stored.replace("\r\n", "\n")) else given


def _page(
    request: HttpRequest, sheet: Sheet, entrant: Nomination, *, errors: Mapping[str, str], status: int = 200
) -> HttpResponse:
    by_name = request.GET.get("urutan") == "nama"
    queue = sheet_queries.queue_of(sheet, by_name=by_name)
    saved = sheet_queries.given_marks(sheet)[entrant.pk]
    edition, stage = sheet.round.edition, rounds.stage_of(sheet.round)
    interview = interviews.interview_of(entrant, stage.id)
    context = {
        "edition": edition,
        "sheet": sheet,
        "entrant": entrant,
        "title": formats.title_of(rounds.title_of(sheet.round)),
        "queue": queue,
        "item": next(item for item in queue.items if item.nomination.pk == entrant.pk),
        "following": queue.after(entrant),
        "by_name": by_name,
        "boxes": [
            _box(
                one,
                saved.get(one.id),
                request,
                zone=edition.zone,
                error=errors.get(one.id, ""),
                group=formats.title_of(group.title) if group else "",
            )
            for one, group in by_dimension(stage)
        ],
        "errors": errors,
        "window": f"{clock.now():%H%M%S}{secrets.token_hex(4)}",
        "dossier": dossier_of(entrant),
        "interview": interview,
        "delegation": [labels.delegate(one) for one in interview.delegation] if interview else [],
        "interview_mode": labels.MODE[Mode(interview.mode)] if interview else "",
        "entrant_zone": interviews.zone_of(entrant),
        "zones": f"{edition.zone},{interviews.zone_of(entrant)}",
    }
    return render(request, "judging/desk.html", context, status=status)


def by_dimension(stage: Stage) -> list[tuple[Criterion, Dimension | None]]:
    """Return what jurors mark with its dimension, those of one dimension together."""
    known = {one.id: one for one in stage.dimensions}
    order = list(known)
    marked = sorted(stage.rubrics, key=lambda one: order.index(one.dimension) if one.dimension else 0)
    return [(one, known.get(one.dimension)) for one in marked]


def _box(
    criterion: Criterion, mark: Mark | None, request: HttpRequest, *, zone: str, error: str, group: str
) -> Box:
    texts = criterion.mark_texts()
    saved, note = (mark.mark, mark.note) if mark else ("", "")
    return Box(
        criterion=criterion,
        marks=texts if len(texts) <= MOST_BUTTONS else (),
        scale=scale_facts(criterion),
        given=request.POST.get(f"{MARK}{criterion.id}", saved) if error else saved,
        saved=saved,
        note=request.POST.get(f"{NOTE}{criterion.id}", note) if error else note,
        saved_note=note,
        saved_at=formats.clock(mark.saved_at, zone, seconds=True) if mark else "",
        error=error,
        group=group,
    )


def _told(title: str, value: str) -> str:
    return _("%(criterion)s: your mark replaces %(mark)s, given in another window.") % {
        "criterion": title,
        "mark": value,
    }
