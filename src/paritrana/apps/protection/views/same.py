"""Probable duplicates: the queue, two records side by side with a verdict, and a merge taken back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import same as commands
from paritrana.apps.protection.commands import same_work
from paritrana.apps.protection.forms import same as forms
from paritrana.apps.protection.forms.fields import tell
from paritrana.apps.protection.labels import same as words
from paritrana.apps.protection.labels import words as room_words
from paritrana.apps.protection.models import PersonLink
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.protection.queries import doubles
from paritrana.apps.protection.queries import same as queries
from paritrana.apps.protection.queries.people import Opened, has_keys
from paritrana.apps.protection.queries.register import count_listed
from paritrana.apps.protection.queries.same import Side
from paritrana.apps.protection.rules import same as rules
from paritrana.apps.protection.states import SearchState, Verdict
from paritrana.apps.protection.tables import same as tables
from paritrana.apps.protection.views.acting import act
from paritrana.apps.protection.views.doubles import ahead, undoing
from paritrana.errors import BadInput, RuleRefused
from paritrana.ui import formats, refusals
from paritrana.ui.tables import respond

ask = require_http_methods(["GET", "HEAD", "POST"])
UNSURE, JUDGED = "ragu", "selesai"
_SHOWN = {UNSURE: [Verdict.UNSURE], JUDGED: [Verdict.DIFFERENT, Verdict.SAME]}


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The pairs that wait, those nobody is sure of, those that were judged; and how far a search is."""
    desk = _desk(request)
    status = request.GET.get("status", "")
    shown = _SHOWN.get(status, [Verdict.OPEN])
    last = queries.searches().first()
    waits = last is not None and last.state in (SearchState.QUEUED, SearchState.WORKING)
    rows = queries.links(desk.reach, shown)
    context = {
        "search": last,
        "search_state": words.SEARCH[last.state] if last else "",
        "search_tone": words.SEARCH_TONE[last.state] if last else "",
        "waits": waits,
        "problem": refusals.explain(BadInput(last.fault)) if last and last.fault else None,
        "status": status if status in _SHOWN else "",
        "ways": [
            (_("To be judged"), "", queries.links(desk.reach, [Verdict.OPEN]).count()),
            (_("Unsure"), UNSURE, queries.links(desk.reach, [Verdict.UNSURE]).count()),
            (_("Judged"), JUDGED, queries.links(desk.reach, _SHOWN[JUDGED]).count()),
        ],
        "first": rows.first() if shown == [Verdict.OPEN] else None,
        "listed": count_listed(desk.reach),
        "twice": doubles.count(desk.reach),
        "has_keys": has_keys(),
        "is_own": desk.is_village,
    }
    table = tables.pairs(rows, desk.reach, empty=_empty(status, searched=last is not None))
    return respond(request, table, "protection/same_list.html", context)


@login_required
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Ask for a search; in a small register it is done at once."""
    row = commands.ask_search(whole=bool(request.POST.get("whole")), by=request.user)
    done = same_work.take_if_small(row)
    if done.state == SearchState.DONE:
        told = {"people": formats.number(done.people), "fresh": formats.number(done.fresh)}
        messages.success(request, _("Looked through: %(people)s people, %(fresh)s of them new.") % told)
    return redirect("protection:same")


@login_required
@ask
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Two records side by side, what differs marked, and the verdict."""
    link, desk = _found(request, pk)
    sides = queries.sides_of(link, desk.reach)
    form = _form(request, queries.seen(link, sides))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = commands.judge(link=link, by=request.user, **given)
        except (BadInput, RuleRefused) as error:
            tell(form, error)
        else:
            messages.success(request, _said(row))
            if row.verdict == Verdict.SAME and (kept := _doubled(row, desk)):
                messages.warning(request, kept)
            following = queries.next_open(desk.reach, row)
            return redirect(following or "protection:same")
    return _page(request, link, desk, form)


@login_required
@require_POST
@sensitive_variables("opened")
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """The same page once with names and birth dates of the own area; the looks are recorded."""
    link, desk = _found(request, pk)
    form = forms.VerdictForm(records=("", ""))
    try:
        opened = commands.look(link=link, by=request.user)
    except (BadInput, RuleRefused) as error:
        return _page(request, link, desk, form, refusal=refusals.explain(error))
    return _page(request, link, desk, form, opened=opened)


@login_required
@ask
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge back."""
    link, desk = _found(request, pk)
    merge = queries.live_merge(link)
    if merge is None:
        raise RuleRefused("pair.not_merged")
    permissions.check_unmerge(desk, link, merge.gone)
    here = link.get_absolute_url()
    page = {
        "title": _("Undo the merge"),
        "lead": _("Both records stand apart again. What was carried along goes back; work of others stays."),
        "rows": undoing(merge),
        "crumbs": [(_("Probable duplicates"), reverse("protection:same")), (_name(link), here)],
        "label": _("Undo"),
        "back": here,
    }
    return act(
        request,
        forms.UnmergeForm(request.POST or None),
        lambda given: commands.unmerge(link=link, by=request.user, **given),
        said=_("Undone: both records stand in the register again."),
        page=page,
    )


def _page(
    request: HttpRequest,
    link: PersonLink,
    desk: Desk,
    form: forms.VerdictForm,
    *,
    opened: dict[int, Opened] | None = None,
    refusal: refusals.Refusal | None = None,
) -> HttpResponse:
    sides = queries.sides_of(link, desk.reach)
    seen = queries.seen(link, sides, opened)
    form.fields["keep"].choices = list(zip(rules.SIDES, _records(seen), strict=True))
    merge = queries.live_merge(link)
    may_judge = link.verdict != Verdict.SAME and link.first.is_listed and link.second.is_listed
    other_said = bool(link.proposed) and (sides.both or link.proposed_from != sides.own)
    context = {
        "link": link,
        "name": _name(link),
        "form": form,
        "seen": seen,
        "rows": _rows(link, seen),
        "ahead": ahead(link, desk) if may_judge else None,
        "opened": bool(opened),
        "refusal": refusal,
        "strength": words.STRENGTH[rules.strength(link.weight)],
        "strength_tone": words.STRENGTH_TONE[rules.strength(link.weight)],
        "verdict": words.VERDICT[link.verdict],
        "tone": words.VERDICT_TONE[link.verdict],
        "may_judge": may_judge,
        "is_apart": not sides.both,  # then nobody is named either
        "proposal": _proposal(link) if link.verdict == Verdict.OPEN else "",
        "is_answer": other_said and not sides.both,
        "merge": merge,
        "may_undo": merge is not None and desk.reach.holds(merge.gone.village_id),
        "following": queries.next_open(desk.reach, link),
        "is_own": desk.is_village,
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "protection/same_pair.html", context, status=status)


def _rows(link: PersonLink, seen: tuple[Side, Side]) -> list[dict[str, Any]]:
    """Return what stands side by side: field, both sides, how they agree, whether they differ."""
    told = {
        "name": [one.name for one in seen],
        "birth_date": [formats.day(one.opened.born) if one.opened else one.born for one in seen],
        "sex": [room_words.SEX.get(one.worker.person.sex, "") if one.worker else "" for one in seen],
        "village": [one.worker.village.full_name if one.worker else words.ELSEWHERE for one in seen],
    }
    found = []
    for name, cells in told.items():
        level = link.agreement.get(name, "other")
        agrees = words.AGREES.get((name, level), level)
        if name == "village" and not all(one.worker for one in seen):
            agrees = words.ELSEWHERE if level != "equal" else agrees
        found.append(
            {"label": words.FIELD[name], "cells": cells, "agrees": agrees, "differs": level != "equal"}
        )
    return found


def _records(seen: tuple[Side, Side]) -> tuple[str, str]:
    """Return what each record is called where one of them is chosen."""
    first, second = (
        f"{one.nik}, {one.worker.village.full_name}" if one.worker else str(words.ELSEWHERE) for one in seen
    )
    return _("The first: %(record)s") % {"record": first}, _("The second: %(record)s") % {"record": second}


def _form(request: HttpRequest, seen: tuple[Side, Side]) -> forms.VerdictForm:
    return forms.VerdictForm(request.POST or None, records=_records(seen))


def _proposal(link: PersonLink) -> str:
    """Return what was proposed, in words; nothing when nothing was."""
    if not link.proposed:
        return ""
    if link.proposed == Verdict.SAME:
        if link.proposed_keep == rules.FIRST:
            return _("one person, the first record stays")
        return _("one person, the second record stays")
    return str(words.VERDICT[link.proposed])


def _doubled(row: PersonLink, desk: Desk) -> str:
    """Return what to mend after a merge, within reach of the record that stays."""
    merge = queries.live_merge(row)
    if merge is None or not desk.reach.holds(merge.kept.village_id) or not doubles.of_worker(merge.kept):
        return ""
    return _("This person is enrolled or paid for twice now. The record says what to mend.")


def _said(row: PersonLink) -> str:
    if row.verdict == Verdict.OPEN:
        return _("Proposed; it counts once the other office says the same, or an office above both judges.")
    if row.verdict == Verdict.SAME:
        return _("Merged; it can be undone.")
    return _("Judged.")


def _empty(status: str, *, searched: bool) -> tuple[Any, ...]:
    if status in _SHOWN:
        return (_("No pair here"), _("Pairs come here once they are judged so."))
    if searched:
        return (_("Nothing to judge"), _("Look again after new workers came in."))
    return (_("Nobody has looked yet"), _("Press “Look for duplicates”; you may leave the page meanwhile."))


def _name(link: PersonLink) -> str:
    return _("Pair no. %(number)s") % {"number": link.pk}


def _desk(request: HttpRequest) -> Desk:
    desk = permissions.desk_of(request.user)
    permissions.check_desk(desk)
    return desk


def _found(request: HttpRequest, pk: int) -> tuple[PersonLink, Desk]:
    desk = _desk(request)
    link = queries.find(pk)
    permissions.check_pair(desk, link)
    return link, desk
