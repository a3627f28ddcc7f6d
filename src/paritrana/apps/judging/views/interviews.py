"""The table of interviews for the secretariat and the committee, and its changes."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.awards.models import Edition
from paritrana.apps.judging import permissions, tables
from paritrana.apps.judging.commands import interviews as commands
from paritrana.apps.judging.forms import DelegationForms, InterviewForm, ReasonForm, initial_of
from paritrana.apps.judging.models import Interview
from paritrana.apps.judging.queries import finding, ties
from paritrana.apps.judging.queries import interviews as queries
from paritrana.apps.judging.rules import calendar_entry as entries
from paritrana.apps.ledger import queries as ledger
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused, allows
from paritrana.ui import formats, refusals
from paritrana.ui.tables import respond


@login_required
@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Every interview by time, printable, with what can be done to each."""
    edition = finding.edition(slug)
    permissions.check_see_interviews(request.user, edition)
    manages = allows(permissions.check_manage, request.user, edition)
    rows = list(queries.interviews_of(edition))
    for row in rows:
        row.nomination.edition = edition
    context = {
        "edition": edition,
        "title": formats.title_of(edition.title),
        "manages": manages,
        "untold": [row for row in rows if row.told_at is None],
        "rows": rows,
    }
    table = tables.interviews(edition, rows, manages=manages)
    return respond(request, table, "judging/interviews.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    """Set a new interview."""
    edition = finding.edition(slug)
    permissions.check_manage(request.user, edition)
    form = InterviewForm(request.POST or None, zone=edition.zone, whom=_open_places(edition))
    if request.method == "POST" and form.is_valid():
        pk, _colon, stage = form.cleaned_data["whom"].partition(":")
        nomination = finding.nomination(int(pk))
        if _done(form, commands.schedule, nomination=nomination, stage=stage, by=request.user, **form.given):
            messages.success(request, _("The interview is scheduled. Tell the entrant when it is certain."))
            return redirect("judging:interview-list", slug)
    return _form(request, edition, form, _("Schedule an interview"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change time or place; an entrant that was told is told again."""
    edition, interview = _found(request, slug, pk)
    form = InterviewForm(request.POST or None, zone=edition.zone, initial=initial_of(interview))
    posted = request.method == "POST" and form.is_valid()
    if posted and _done(form, commands.change, interview=interview, by=request.user, **form.given):
        messages.success(request, _("The interview is changed."))
        return redirect("judging:interview-list", slug)
    heading = _("Change the interview of %(entrant)s") % {"entrant": interview.nomination.organisation.name}
    return _form(request, edition, form, heading, interview=interview)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delegation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Name who comes, by office."""
    edition = finding.edition(slug)
    interview = finding.interview(edition, pk)
    permissions.check_name_delegation(request.user, interview)
    forms = DelegationForms(request.POST or None, initial=interview.delegation, prefix="d")
    back = (
        reverse("judging:interview-entrant", args=[interview.nomination_id])
        if permissions.is_entrant(request.user, interview.nomination)
        else reverse("judging:interview-list", args=[slug])
    )
    if request.method == "POST" and forms.is_valid():
        rows = [form.cleaned_data for form in forms if form.cleaned_data]
        commands.name_delegation(interview=interview, delegation=rows, by=request.user)
        messages.success(request, _("The delegation is stored."))
        return redirect(back)
    context = {"edition": edition, "interview": interview, "forms": forms, "back": back}
    return render(request, "judging/delegation.html", context, status=422 if forms.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send the entrant its time and place."""
    edition, interview = _found(request, slug, pk)
    if request.method == "POST":
        commands.tell(interview=interview, by=request.user)
        messages.success(request, _("The entrant is told."))
        return redirect("judging:interview-list", slug)
    context = {
        "title": _("Tell the entrant?"),
        "sentence": _("Everyone who serves the entrant gets a message with time and place."),
        "label": _("Send"),
        "back": reverse("judging:interview-list", args=[slug]),
        "rows": _rows(edition, interview),
    }
    return render(request, "ui/confirm.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Cancel with a reason."""
    edition, interview = _found(request, slug, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        commands.cancel(interview=interview, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The interview is cancelled."))
        return redirect("judging:interview-list", slug)
    context = {
        "title": _("Cancel this interview?"),
        "sentence": _("An entrant that was told gets a message with the reason."),
        "form": form,
        "label": _("Cancel the interview"),
        "danger": True,
        "back": reverse("judging:interview-list", args=[slug]),
        "rows": _rows(edition, interview),
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def calendar_entry(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One interview for somebody's calendar."""
    edition = finding.edition(slug)
    interview = finding.interview(edition, pk)
    permissions.check_see_interview(request.user, interview)
    host = settings.LOG_ORIGIN.split("/", maxsplit=1)[0]
    text = entries.calendar_entry(
        uid=f"interview-{interview.pk}@{host}",
        summary=_("Interview of %(entrant)s") % {"entrant": interview.nomination.organisation.name},
        starts_at=interview.starts_at,
        ends_at=interview.ends_at,
        place=interview.place,
        stamp=clock.now(),
        sequence=ledger.entries_about(interview).exclude(event="interview.told").count(),
        cancelled=interview.cancelled_at is not None,
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="wawancara-{interview.pk}.ics"'
    return response


def _found(request: HttpRequest, slug: str, pk: int) -> tuple[Edition, Interview]:
    edition = finding.edition(slug)
    permissions.check_manage(request.user, edition)
    return edition, finding.interview(edition, pk)


def _done(form: InterviewForm, command: Any, **given: Any) -> bool:
    """Run a command; a clash or a fault goes to the form."""
    try:
        command(**given)
    except (BadInput, RuleRefused) as refused:
        told = refusals.explain(refused)
        form.add_error(None, f"{told.sentence} {told.cure}")
        return False
    return True


def _open_places(edition: Edition) -> list[tuple[str, object]]:
    """Return every entrant and stage that jurors mark and that has no interview, grouped by entrant."""
    taken = set(queries.interviews_of(edition).values_list("nomination_id", "stage"))
    places: list[tuple[str, object]] = []
    for nomination in ties.standing(edition):
        category = edition.rulebook.category(nomination.category)
        stages = [
            (f"{nomination.pk}:{stage.id}", formats.title_of(stage.title))
            for stage in category.stages
            if stage.rubrics and (nomination.pk, stage.id) not in taken
        ]
        if stages:
            places.append((f"{nomination.organisation.name}, {formats.title_of(category.title)}", stages))
    return places


def _form(
    request: HttpRequest,
    edition: Edition,
    form: InterviewForm,
    heading: str,
    *,
    interview: Interview | None = None,
) -> HttpResponse:
    whom = form.fields.get("whom")
    context = {
        "edition": edition,
        "form": form,
        "heading": heading,
        "interview": interview,
        "nobody_open": whom is not None and len(whom.choices) == 1,  # only the empty choice
    }
    return render(request, "judging/interview_form.html", context, status=422 if form.errors else 200)


def _rows(edition: Edition, interview: Interview) -> list[tuple[str, object]]:
    zone, own = edition.zone, queries.zone_of(interview.nomination)
    until = formats.clock(interview.ends_at, zone)
    return [
        (_("Entrant"), interview.nomination.organisation.name),
        (_("Time"), f"{formats.moment(interview.starts_at, zone)} – {until}"),
        (_("In the entrant's zone"), formats.two_zones(interview.starts_at, own, zone)),
        (_("Room or meeting link"), interview.place),
    ]
