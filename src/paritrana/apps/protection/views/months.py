"""Months paid and owed: of a fund, a payment, a worker; corrections; the way to the figures."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.coverage.commands import work
from paritrana.apps.coverage.labels.words import DELIVERY, DELIVERY_TONE
from paritrana.apps.coverage.states import DeliveryState
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import errands, register_delivery
from paritrana.apps.protection.commands import months as commands
from paritrana.apps.protection.forms import batches as forms
from paritrana.apps.protection.forms.workers import NoteForm
from paritrana.apps.protection.labels import batches as labels
from paritrana.apps.protection.labels import words
from paritrana.apps.protection.models import Enlistment, Enrolment, Errand, Fund, Payment
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.protection.queries import batches as batch_queries
from paritrana.apps.protection.queries import errands as errand_queries
from paritrana.apps.protection.queries import months as queries
from paritrana.apps.protection.queries.money import funds
from paritrana.apps.protection.rules.months import Standing
from paritrana.apps.protection.states import EnrolmentState
from paritrana.apps.protection.tables import months as tables
from paritrana.apps.protection.views.acting import act
from paritrana.apps.protection.views.doubles import way_to
from paritrana.core.programmes import Month
from paritrana.errors import BadInput, NotFound, allows
from paritrana.ui import refusals
from paritrana.ui.tables import respond

ask = require_http_methods(["GET", "HEAD", "POST"])
MOST_DELIVERIES = 5
READING = {DeliveryState.QUEUED, DeliveryState.RUNNING}


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The villages of one fund in one year, its payments, and what was handed to the figures."""
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    offices = permissions.money_offices(desk)
    seen = list(funds(desk.reach, [one.pk for one in offices]))
    fund = _asked_fund(request, seen, queries.first_with_batches(seen))
    sent = queries.deliveries_of(one.pk for one in offices)[:MOST_DELIVERIES]
    context: dict[str, Any] = {
        "funds": seen,
        "fund": fund,
        "offices": offices,
        "sent": [(one, DELIVERY[one.delivery.state], DELIVERY_TONE[one.delivery.state]) for one in sent],
        "is_reading": any(one.delivery.state in READING for one in sent),
        **_errand(errand_queries.of_office(offices[0].pk) if offices else None),
    }
    if fund is None:
        return render(request, "protection/months.html", context)
    years = queries.years_of(fund)
    year = _asked_year(request, years, fund)
    found = queries.of_fund(fund, year)
    may_keep = allows(permissions.check_keep, desk, fund)
    context |= {
        "years": years,
        "year": year,
        "found": found,
        "running": found.stand(Standing.RUNNING),
        "arrears": found.stand(Standing.ARREARS),
        "lapsed": found.stand(Standing.LAPSED),
        "may_keep": may_keep,
        "paid": tables.payments(queries.payments_of(fund), may_keep=may_keep).bound(request.GET),
    }
    table = tables.saved(found) if request.GET.get("format") == "xlsx" else tables.villages(found)
    return respond(request, table, "protection/months.html", context)


@login_required
@require_safe
def payment(request: HttpRequest, pk: int) -> HttpResponse:
    """One payment: for how many worker-months it is settled, what came after a lapse, and its corrections."""
    line = queries.payment_line(pk)
    desk = permissions.desk_of(request.user)
    permissions.check_see(desk, line.payment.fund)
    corrections = line.payment.corrections.select_related("by", "taken_back_by")
    context = {
        "line": line,
        "payment": line.payment,
        "months": _span(line.payment),
        "may_keep": allows(permissions.check_keep, desk, line.payment.fund)
        and not line.payment.taken_back_at,
        "corrections": [(labels.CORRECTION[one.kind], one) for one in corrections],
        **_errand(errand_queries.of_payment(pk)),
    }
    return render(request, "protection/payment_months.html", context)


@login_required
@ask
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whose months a payment paid."""
    paid = _kept_payment(request, pk)
    batches = list(
        paid.fund.batches.filter(enrolments__state=EnrolmentState.ACTIVE).distinct().order_by("pk")
    )
    return act(
        request,
        forms.SettleForm(request.POST if request.method == "POST" else None, batches=batches),
        lambda given: errands.settle(payment=paid, by=request.user, **given),
        said=_("In work: the months will stand at the workers in a moment.")
        if errand_queries.is_large(paid)
        else _("Settled: the months stand at the workers now."),
        page=_page(paid, _("Settle a payment"), _("Settle")),
        to=_payment_url(paid),
    )


@login_required
@ask
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Let late months count by minutes."""
    paid = _kept_payment(request, pk)
    return act(
        request,
        forms.MinutesForm(request.POST or None),
        lambda given: commands.restore(payment=paid, by=request.user, **given),
        said=_("The months count as if paid in time."),
        page=_page(paid, _("Let late months count"), _("Let them count")),
        to=_payment_url(paid),
    )


@login_required
@ask
def correction_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a restoring as a mistake."""
    found = queries.correction(pk)
    if found.payment is None:
        raise NotFound("months.none")
    _check_keep(request, found.payment.fund)
    return act(
        request,
        NoteForm(request.POST or None),
        lambda given: commands.take_back_correction(correction=found, by=request.user, **given),
        said=_("Taken back; the line stays to be read."),
        page=_page(found.payment, _("Take a correction back"), _("Take back")) | {"danger": True},
        to=_payment_url(found.payment),
    )


@login_required
@ask
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take months of one worker back, by minutes."""
    enrolment = batch_queries.enrolment(pk)
    _check_keep(request, enrolment.batch.fund)
    here = way_to(enrolment, permissions.desk_of(request.user))
    first = {"first_month": enrolment.first_month, "last_month": enrolment.first_month}
    return act(
        request,
        forms.TakeBackForm(request.POST or None, initial=first),
        lambda given: commands.take_back(enrolment=enrolment, by=request.user, **given),
        said=_("Taken back; the lines stay to be read."),
        page={
            "title": _("Take months back"),
            "lead": enrolment.person.masked_nik,
            "crumbs": [(enrolment.person.masked_nik, here)],
            "label": _("Take back"),
            "back": here,
            "danger": True,
        },
        to=here,
    )


@login_required
@ask
def deliver(request: HttpRequest) -> HttpResponse:
    """Hand what counts to the figures of coverage, without NIK and names; a small roll is read at once."""
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    offices = permissions.money_offices(desk)
    asked = request.GET.get("kantor", "")
    office = next((one for one in offices if str(one.pk) == asked), offices[0])
    back = reverse("protection:months")
    if request.method == "POST" and errand_queries.count_untold(offices[0].pk) > errand_queries.SMALL:
        errands.ask_delivery(office=offices[0], by=request.user)
        messages.success(request, _("In work: the roll is written and handed in by itself."))
        return redirect(back)
    if request.method == "POST":
        made = register_delivery.deliver(office=office, by=request.user)
        messages.success(
            request, _("Handed in. The figure moves once it is computed, reviewed and published.")
        )
        work.take_if_small(made.delivery)
        return redirect(made.delivery)
    page = {
        "title": _("Hand the paid months to the figures"),
        "sentence": _(
            "A contribution roll with pseudonyms in the place of NIK and names, of all funds of the office: "
            "the months that count and were not handed in yet."
        ),
        "rows": [(_("Office"), office.name)],
        "label": _("Hand in"),
        "back": back,
    }
    return render(request, "ui/confirm.html", page)


def _errand(row: Errand | None) -> dict[str, Any]:
    """Return what a page shows of an errand in work, or of one that broke off."""
    failed = row is not None and bool(row.fault)
    return {
        "errand": row,
        "errand_problem": refusals.explain(BadInput(row.fault, **row.facts)) if row and failed else None,
    }


def told_of(worker: Enlistment, desk: Desk, doubled: Sequence[Enrolment] = ()) -> list[dict[str, Any]]:
    """Return what a worker's page says of each enrolment: how it stands, its months, its corrections.

    doubled: those of which one is to be ended.
    """
    now, several = queries.this_month(), {one.pk for one in doubled}
    return [_told(one, now, desk, worker, several) for one in queries.of_worker(worker.pk)]


def _told(
    one: queries.OfWorker, now: Month, desk: Desk, worker: Enlistment, several: set[int]
) -> dict[str, Any]:
    enrolment, counts = one.enrolment, one.enrolment.state in queries.COUNTED
    standing = one.cover.standing(now)
    return {
        "enrolment": enrolment,
        "nik": enrolment.person.masked_nik if enrolment.person_id != worker.person_id else "",
        "may_end": enrolment.pk in several
        and enrolment.state == EnrolmentState.ACTIVE
        and allows(permissions.check_keep, desk, enrolment.batch.fund),
        "ended": words.month_text(enrolment.last_month),
        "sees_fund": allows(permissions.check_see, desk, enrolment.batch.fund),
        "may_correct": counts
        and bool(one.cover.counting or one.cover.void)
        and allows(permissions.check_keep, desk, enrolment.batch.fund),
        "is_active": enrolment.state == EnrolmentState.ACTIVE,
        "state": labels.ENROLMENT[enrolment.state],
        "tone": labels.ENROLMENT_TONE[enrolment.state],
        "standing": labels.STANDING[standing] if counts else "",
        "standing_tone": labels.STANDING_TONE[standing],
        "start": words.month_text(enrolment.first_month),
        "until": words.month_text(str(one.cover.paid_until or "")),
        "arrears": one.cover.arrears(now),
        "spans": [
            (_months(first, last), labels.MARK[mark], labels.MARK_TONE[mark])
            for first, last, mark in one.cover.spans(now)
        ]
        if counts
        else [],
        "corrections": [(labels.CORRECTION[paper.kind], _span(paper), paper) for paper in one.corrections],
    }


def _months(first: Month, last: Month) -> str:
    if first == last:
        return words.month_text(str(first))
    return f"{words.month_text(str(first))} – {words.month_text(str(last))}"


def _span(row: Any) -> str:
    ends = dict.fromkeys((row.first_month, row.last_month))
    return " – ".join(words.month_text(one) for one in ends)


def _asked_fund(request: HttpRequest, seen: list[Fund], usual: int) -> Fund | None:
    asked = request.GET.get("dana", "")
    found = [one for one in seen if str(one.pk) == asked] or [one for one in seen if one.pk == usual] or seen
    return found[0] if found else None


def _asked_year(request: HttpRequest, years: list[int], fund: Fund) -> int:
    asked = request.GET.get("tahun", "")
    return next((one for one in years if str(one) == asked), fund.year)


def _kept_payment(request: HttpRequest, pk: int) -> Payment:
    found = queries.payment_line(pk).payment
    _check_keep(request, found.fund)
    return found


def _check_keep(request: HttpRequest, fund: Fund) -> None:
    permissions.check_keep(permissions.desk_of(request.user), fund)


def _payment_url(payment: Payment) -> str:
    return reverse("protection:payment-months", args=[payment.pk])


def _page(payment: Payment, title: str, label: str) -> dict[str, Any]:
    here = _payment_url(payment)
    months_url = f"{reverse('protection:months')}?dana={payment.fund_id}"
    return {
        "title": title,
        "lead": f"{payment.document}, {_span(payment)}",
        "crumbs": [(_("Premium months"), months_url), (payment.document, here)],
        "label": label,
        "back": here,
    }
