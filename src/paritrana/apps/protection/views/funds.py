"""Funds: what there is, what is promised, what was paid."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import funds as commands
from paritrana.apps.protection.forms import money as forms
from paritrana.apps.protection.forms.workers import NoteForm
from paritrana.apps.protection.labels import fund_rules, words
from paritrana.apps.protection.models import Fund
from paritrana.apps.protection.queries import money as queries
from paritrana.apps.protection.queries import register
from paritrana.apps.protection.queries.fund_share import doubt_about
from paritrana.apps.protection.rules.money import takes_village
from paritrana.apps.protection.states import VILLAGE_FUNDS
from paritrana.apps.protection.tables import money as tables
from paritrana.apps.protection.views.acting import act
from paritrana.apps.protection.views.areas import areas_of
from paritrana.apps.regions.queries import by_code
from paritrana.core.units import clock
from paritrana.errors import allows
from paritrana.ui import formats
from paritrana.ui.tables import respond

ask = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The funds of the own offices and of their area."""
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    rows = queries.funds(desk.reach, [one.pk for one in permissions.money_offices(desk)])
    table = tables.funds([queries.line_of(one) for one in rows], create_url=reverse("protection:fund-new"))
    return respond(request, table, "protection/funds.html")


@login_required
@ask
def create(request: HttpRequest) -> HttpResponse:
    """Enter a fund."""
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    first = {"year": clock.now().year}
    form = forms.FundForm(request.POST or None, areas=areas_of(desk), initial=first)
    index_url = reverse("protection:funds")
    return act(
        request,
        form,
        lambda _given: commands.open_fund(**form.given(), by=request.user),
        said=_("Entered."),
        page={
            "title": _("Enter a fund"),
            "lead": _("Money of one kind and year. Commitments never exceed its ceiling."),
            "crumbs": [(_("Funds"), index_url)],
            "label": _("Enter the fund"),
            "back": index_url,
        },
    )


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One fund: its balance and both ledgers."""
    desk = permissions.desk_of(request.user)
    fund = queries.fund(pk)
    permissions.check_see(desk, fund)
    may_keep = allows(permissions.check_keep, desk, fund)
    balance, doubt = queries.balance_of(fund), doubt_about(fund)
    paid = tables.payments(fund, queries.payments(fund), may_keep=may_keep)
    context = {
        "fund": fund,
        "kind": words.FUND[fund.kind],
        "balance": balance,
        "rules": fund_rules.told(fund.read_rules),
        "unfit": queries.count_unfit(fund),
        "doubt": doubt,
        "doubt_told": doubt.flag.told(get_language() or "id") if doubt else "",
        "may_keep": may_keep,
        "paid": paid.bound(request.GET),
    }
    committed = tables.commitments(fund, queries.commitments(fund), may_keep=may_keep)
    return respond(request, committed, "protection/fund.html", context)


@login_required
@require_safe
def payments(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything a fund paid, as a list to be saved."""
    desk = permissions.desk_of(request.user)
    fund = queries.fund(pk)
    permissions.check_see(desk, fund)
    may_keep = allows(permissions.check_keep, desk, fund)
    table = tables.payments(fund, queries.payments(fund), may_keep=may_keep)
    return respond(request, table, "protection/payments.html", {"fund": fund})


@login_required
@ask
def ceiling(request: HttpRequest, pk: int) -> HttpResponse:
    """Raise or lower the ceiling, with its reason."""
    fund = _kept(request, pk)
    return act(
        request,
        forms.CeilingForm(request.POST or None, initial={"ceiling": fund.ceiling}),
        lambda given: commands.change_ceiling(fund=fund, by=request.user, **given),
        said=_("The ceiling is changed."),
        page=_page(fund, _("Change the ceiling"), _("Change the ceiling")),
    )


@login_required
@ask
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """Promise money for workers and months."""
    fund = _kept(request, pk)
    villages = []
    if fund.kind in VILLAGE_FUNDS:
        villages = [
            (one.pk, f"{one.name} ({one.parent.name})")
            for one in register.villages_below(fund.region_id)
            if takes_village(fund.read_rules, one.pk)
        ]

    def promise(given: dict[str, Any]) -> Any:
        code = given.pop("village", "")
        return commands.commit(fund=fund, village=by_code(code) if code else None, by=request.user, **given)

    first = {
        "workers": fund.read_rules.village_quota or "",
        "first_month": f"{fund.year}-01",
        "last_month": f"{fund.year}-12",
    }
    return act(
        request,
        forms.CommitmentForm(request.POST or None, fund=fund, villages=villages, initial=first),
        promise,
        said=_("Committed."),
        page=_page(fund, _("Commit money"), _("Commit")),
        to=fund.get_absolute_url(),
    )


@login_required
@ask
def pay(request: HttpRequest, pk: int, commitment: int) -> HttpResponse:
    """Record what was paid on a commitment, or take the commitment back while nothing was."""
    fund = _kept(request, pk)
    promised = queries.commitment(fund, commitment)
    first = {
        "workers": queries.workers_to_pay(promised),
        "first_month": promised.first_month,
        "last_month": promised.last_month,
        "paid_on": clock.now().date(),
    }
    page = _page(fund, _("Record a payment"), _("Record")) | {
        "rows": [
            (_("For"), promised.village.full_name if promised.village else fund.region.full_name),
            (_("Committed"), formats.rupiah(promised.amount)),
            (_("Paid"), formats.rupiah(promised.paid)),  # type: ignore[attr-defined]
        ],
        "other_url": reverse("protection:release", args=[fund.pk, promised.pk]),
        "other_label": _("Take the commitment back instead"),
    }
    return act(
        request,
        forms.PaymentForm(request.POST or None, initial=first),
        lambda given: commands.pay(commitment=promised, by=request.user, **given),
        said=_("Recorded."),
        page=page,
    )


@login_required
@ask
def release(request: HttpRequest, pk: int, commitment: int) -> HttpResponse:
    """Take a commitment back."""
    fund = _kept(request, pk)
    promised = queries.commitment(fund, commitment)
    return act(
        request,
        NoteForm(request.POST or None),
        lambda given: commands.release(commitment=promised, by=request.user, **given),
        said=_("Taken back; the money is free again."),
        page=_page(fund, _("Take a commitment back"), _("Take back")) | {"danger": True},
        to=fund.get_absolute_url(),
    )


@login_required
@ask
def payment_back(request: HttpRequest, pk: int, payment: int) -> HttpResponse:
    """Mark a payment as come back, or entered by mistake."""
    fund = _kept(request, pk)
    paid = queries.payment(fund, payment)
    return act(
        request,
        NoteForm(request.POST or None),
        lambda given: commands.take_back_payment(payment=paid, by=request.user, **given),
        said=_("Taken back; the line stays to be read."),
        page=_page(fund, _("Take a payment back"), _("Take back")) | {"danger": True},
        to=fund.get_absolute_url(),
    )


def _kept(request: HttpRequest, pk: int) -> Fund:
    fund = queries.fund(pk)
    permissions.check_keep(permissions.desk_of(request.user), fund)
    return fund


def _page(fund: Fund, title: str, label: str) -> dict[str, Any]:
    here = fund.get_absolute_url()
    return {
        "title": title,
        "lead": str(fund),
        "crumbs": [(_("Funds"), reverse("protection:funds")), (fund.name, here)],
        "label": label,
        "back": here,
    }
