"""The secretariat's page of the committee's seats: fill, vacate, history."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from paritrana.apps.awards import queries
from paritrana.apps.awards.commands import committees
from paritrana.apps.awards.forms import AppointForm, ReasonForm, add_refusal, sent
from paritrana.apps.awards.labels import words
from paritrana.apps.awards.models import Appointment, Edition, Seat
from paritrana.apps.awards.tables import SeatLine, seat_lines
from paritrana.apps.awards.views.finding import managed_edition
from paritrana.errors import BadInput, NotFound, RuleRefused
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table, respond


@login_required
def seats(request: HttpRequest, slug: str) -> HttpResponse:
    edition = managed_edition(request, slug)
    lines = seat_lines(queries.seats_with_holders(edition), edition.rulebook)
    past = Appointment.objects.filter(seat__edition=edition, ended_at__isnull=False)
    context = {
        "edition": edition,
        "title": formats.title_of(edition.title),
        "lines": lines,
        "vacant": sum(1 for line in lines if line.since is None),
        "quorum": edition.rulebook.committee.quorum if edition.rulebook.committee else 0,
        "history": [
            (one, _title(edition, one.seat)) for one in past.select_related("seat").order_by("-ended_at")
        ],
    }
    return respond(request, _table(edition, lines), "awards/committee.html", context)


@login_required
def appoint(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition, seat = _seat(request, slug, pk)
    form = AppointForm(sent(request), edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            committees.appoint(seat=seat, by=request.user, **form.cleaned_data)
        except (BadInput, RuleRefused) as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The seat is filled."))
            return redirect("awards:committee-manage", slug)
    context = {
        "edition": edition,
        "title": formats.title_of(edition.title),
        "form": form,
        "seat_title": _title(edition, seat),
    }
    return render(request, "awards/seat_appoint.html", context, status=422 if form.errors else 200)


@login_required
def vacate(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition, seat = _seat(request, slug, pk)
    held = seat.appointments.filter(ended_at__isnull=True).select_related("user").first()
    form = ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid():
        committees.vacate(seat=seat, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The seat is vacant. Fill it before the stages that need it."))
        return redirect("awards:committee-manage", slug)
    context = {
        "title": _("Vacate this seat?"),
        "sentence": _("The holder can no longer mark. What was marked stays, and the history is kept."),
        "form": form,
        "label": _("Vacate"),
        "danger": True,
        "back": reverse("awards:committee-manage", args=[slug]),
        "rows": [
            (_("Seat"), _title(edition, seat)),
            (_("Held by"), held.office if held else formats.NOTHING),
        ],
    }
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


def _seat(request: HttpRequest, slug: str, pk: int) -> tuple[Edition, Seat]:
    edition = managed_edition(request, slug)
    seat = edition.seats.filter(pk=pk).first()
    if seat is None:
        raise NotFound("awards.no_edition")
    return edition, seat


def _title(edition: Edition, seat: Seat) -> str:
    return words.seat_title(seat, edition.rulebook, get_language() or "id")


def _table(edition: Edition, lines: list[SeatLine]) -> Table:
    def act(line: SeatLine) -> str:
        name = "awards:seat-appoint" if line.since is None else "awards:seat-vacate"
        return reverse(name, args=[edition.slug, line.seat.pk])

    return Table(
        caption=_("Seats of the committee"),
        file_name=f"panitia-{edition.slug}",
        rows=lines,
        columns=[
            Column("title", _("Seat"), sort=False),
            Column("office", _("Office of the holder"), sort=False),
            Column("holder", _("Shown as"), sort=False),
            Column("decree", _("Decree number"), sort=False),
            Column(
                "state",
                _("State"),
                value=lambda line: _("Vacant") if line.since is None else _("Filled"),
                tone=lambda line: "warn" if line.since is None else "good",
                sort=False,
            ),
            Column(
                "act",
                _("Act"),
                value=lambda line: _("Fill") if line.since is None else _("Vacate"),
                export=lambda line: "",
                link=act,
                sort=False,
            ),
        ],
        empty=(
            _("This rulebook has no committee"),
            _("Add [committee] to the rulebook and upload it again."),
        ),
    )
