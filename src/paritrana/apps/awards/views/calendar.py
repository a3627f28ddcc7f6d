"""The secretariat's calendar: plan, move, open, extend, close, remove."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from paritrana.apps.awards.commands import calendar
from paritrana.apps.awards.forms import ExtendForm, OpenForm, PhaseForm, add_refusal, sent
from paritrana.apps.awards.models import Edition, Phase
from paritrana.apps.awards.rules.editions import FREEZE
from paritrana.apps.awards.tables import calendar_lines
from paritrana.apps.awards.views.finding import managed_edition
from paritrana.errors import BadInput, NotFound, RuleRefused
from paritrana.ui import formats


@login_required
def phases(request: HttpRequest, slug: str) -> HttpResponse:
    edition = managed_edition(request, slug)
    context = {
        "edition": edition,
        "title": formats.title_of(edition.title),
        "lines": calendar_lines(edition.phases.all(), edition.zone),
    }
    return render(request, "awards/calendar_manage.html", context)


@login_required
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    edition = managed_edition(request, slug)
    form = PhaseForm(sent(request))

    def act() -> None:
        calendar.plan(edition=edition, by=request.user, **form.cleaned_data)

    done = _("The phase has been added.")
    return _saved(request, form, act, edition, done) or _page(request, form, edition, _("Add a phase"))


@login_required
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition, phase = _phase(request, slug, pk)
    form = PhaseForm(sent(request), phase=phase)

    def act() -> None:
        calendar.change(phase=phase, by=request.user, **form.cleaned_data)

    done = _("The phase has been changed.")
    return _saved(request, form, act, edition, done) or _page(
        request, form, edition, formats.title_of(phase.name)
    )


@login_required
def open_phase(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition, phase = _phase(request, slug, pk)
    form = OpenForm(sent(request), zone=edition.zone)
    sentence = _("It starts now. Who acts in it can work until you close it or its deadline passes.")
    if phase.kind in FREEZE:
        sentence += " " + _("Judging begins with it: the rulebook is fixed from then on.")

    def act() -> None:
        calendar.open_phase(phase=phase, closes_at=form.cleaned_data["closes_at"], by=request.user)

    done = _saved(request, form, act, edition, _("The phase is open."))
    return done or _confirm(request, form, phase, (_("Open this phase?"), sentence, _("Open the phase")))


@login_required
def close_phase(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition, phase = _phase(request, slug, pk)
    form = Form(sent(request)) if request.method == "POST" else None

    def act() -> None:
        calendar.close_phase(phase=phase, by=request.user)

    words = (
        _("Close this phase?"),
        _("It ends now. Only an extension with a reason opens it again."),
        _("Close the phase"),
    )
    done = _saved(request, form, act, edition, _("The phase is closed.")) if form is not None else None
    return done or _confirm(request, form, phase, words)


@login_required
def extend(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition, phase = _phase(request, slug, pk)
    form = ExtendForm(sent(request), zone=edition.zone)

    def act() -> None:
        calendar.extend(phase=phase, by=request.user, **form.cleaned_data)

    sentence = _("The old deadline, the new one and the reason are shown to everybody.")
    done = _saved(request, form, act, edition, _("The deadline has been moved."))
    return done or _confirm(request, form, phase, (_("Extend this phase?"), sentence, _("Extend")))


@login_required
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition, phase = _phase(request, slug, pk)
    form = Form(sent(request)) if request.method == "POST" else None

    def act() -> None:
        calendar.remove(phase=phase, by=request.user)

    words = (_("Remove this phase?"), _("It leaves the calendar for good."), _("Remove"))
    done = _saved(request, form, act, edition, _("The phase has been removed.")) if form is not None else None
    return done or _confirm(request, form, phase, words, danger=True)


def _phase(request: HttpRequest, slug: str, pk: int) -> tuple[Edition, Phase]:
    edition = managed_edition(request, slug)
    phase = edition.phases.filter(pk=pk).first()
    if phase is None:
        raise NotFound("awards.no_edition")
    return edition, phase


def _saved(
    request: HttpRequest, form: Form, act: Callable[[], None], edition: Edition, done: str
) -> HttpResponse | None:
    """Do the act of a sound form and go back to the calendar; None when the page must be shown (again)."""
    if request.method != "POST" or (form.fields and not form.is_valid()):
        return None
    try:
        act()
    except (BadInput, RuleRefused) as error:
        form.full_clean()
        add_refusal(form, error)
        return None
    messages.success(request, done)
    return redirect("awards:calendar-manage", edition.slug)


def _page(request: HttpRequest, form: Form, edition: Edition, heading: str) -> HttpResponse:
    context = {"edition": edition, "title": formats.title_of(edition.title), "form": form, "heading": heading}
    return render(request, "awards/phase_form.html", context, status=422 if form.errors else 200)


def _confirm(
    request: HttpRequest,
    form: Form | None,
    phase: Phase,
    words: tuple[str, str, str],
    *,
    danger: bool = False,
) -> HttpResponse:
    title, sentence, label = words
    context = {
        "title": title,
        "sentence": sentence,
        "label": label,
        "form": form,
        "danger": danger,
        "back": reverse("awards:calendar-manage", args=[phase.edition.slug]),
        "rows": [
            (_("Phase"), formats.title_of(phase.name)),
            (_("Planned"), phase.plan.told() or formats.NOTHING),
        ],
    }
    return render(
        request, "ui/confirm.html", context, status=422 if form is not None and form.errors else 200
    )
