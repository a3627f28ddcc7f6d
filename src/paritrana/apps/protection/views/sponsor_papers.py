"""Papers of sponsoring: mandates, the treasurer's list, deductions, thanks; and lists handed in.

Names in full leave only here, each time for a stated purpose, counted and noted.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import sponsor_papers as papers
from paritrana.apps.protection.commands import sponsor_rolls
from paritrana.apps.protection.commands import sponsors as commands
from paritrana.apps.protection.commands.sponsor_papers import Named
from paritrana.apps.protection.forms import sponsors as forms
from paritrana.apps.protection.labels import sponsors as words
from paritrana.apps.protection.labels.words import month_text
from paritrana.apps.protection.models import Workplace
from paritrana.apps.protection.queries import people, register
from paritrana.apps.protection.queries import sponsors as queries
from paritrana.apps.protection.rules import sponsor_rolls as rolls
from paritrana.apps.protection.rules.sponsors import months_between
from paritrana.apps.protection.tables import sponsors as tables
from paritrana.apps.protection.views.acting import act
from paritrana.apps.protection.views.areas import areas_of
from paritrana.apps.protection.views.sponsors import ask, crumb, keep_quiet, kept, page_of
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused
from paritrana.ui import refusals
from paritrana.ui.tables import EXCEL


@login_required
@ask
def mandates(request: HttpRequest, pk: int) -> HttpResponse:
    """The mandates of an office that are not signed yet, one a sheet, to be printed and signed."""
    workplace = kept(request, pk)
    page = {
        "title": _("Print the mandates"),
        "sentence": _(
            "One sheet for each pledge whose mandate is not signed yet, with names in full and the NIK "
            "masked. Who printed them and when is recorded; the names are not."
        ),
        "label": _("Make the mandates"),
    }
    return _paper(request, workplace, papers.print_mandates, page, "protection/mandates.html")


@login_required
@ask
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Letters of thanks for sponsors whose first month is paid; each is thanked once."""
    workplace = kept(request, pk)
    page = {
        "title": _("Thank the sponsors"),
        "sentence": _(
            "One letter for each sponsor whose first month was deducted and who was not thanked yet. "
            "They are marked as thanked today; who made them is recorded."
        ),
        "label": _("Make the letters"),
    }
    return _paper(request, workplace, papers.thank, page, "protection/thanks.html")


def _paper(
    request: HttpRequest,
    workplace: Workplace,
    command: Callable[..., list[Named]],
    page: dict[str, Any],
    template: str,
) -> HttpResponse:
    context = {**page_of(workplace, page["title"], page["label"]), **page, "workplace": workplace}
    if request.method == "POST":
        try:
            named = command(workplace=workplace, by=request.user)
        except RuleRefused as error:
            context["refusal"] = refusals.explain(error)
            return render(request, "protection/paper_ask.html", context, status=409)
        context["named"] = [
            (one, words.RELATION[one.pledge.relation], tables.months_text(one.pledge), _months_of(one))
            for one in named
        ]
        context["today"] = clock.now().date()
        return render(request, template, context)
    return render(request, "protection/paper_ask.html", context)


def _months_of(one: Named) -> int:
    return len(months_between(one.pledge.first_month, one.pledge.last_month))


@login_required
@ask
def treasurer(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of a month for the treasurer, as Excel, names in full."""
    workplace = kept(request, pk)
    form = forms.MonthForm(request.POST or None, initial={"month": _month(request)})
    context = {**page_of(workplace, _("List for the treasurer"), _("Save as Excel")), "form": form}
    context["sentence"] = _(
        "Whose salary is deducted in a month, by how much and for whom: names in full, NIK masked. "
        "Who made it and when is recorded. Give it to the treasurer alone."
    )
    context["again"] = True
    if request.method == "POST" and form.is_valid():
        month = form.cleaned_data["month"]
        try:
            named = papers.tell_treasurer(workplace=workplace, month=month, by=request.user)
        except RuleRefused as error:
            context["refusal"] = refusals.explain(error)
            return render(request, "protection/paper_ask.html", context, status=409)
        book = tables.treasurer(named, month=month).bound(QueryDict()).excel()
        answer = HttpResponse(book, content_type=EXCEL)
        answer["Content-Disposition"] = f'attachment; filename="potongan-{month}.xlsx"'
        return answer
    return render(request, "protection/paper_ask.html", context, status=422 if form.errors else 200)


@login_required
@ask
def deduct(request: HttpRequest, pk: int) -> HttpResponse:
    """Record whose month was deducted and paid; all who are due are chosen at first."""
    workplace = kept(request, pk)
    month = _month(request)
    lines = queries.due_in(workplace, month)
    sponsors = queries.masked_names(one.pledge.sponsor for one in lines)
    workers = people.masked_names([one.pledge.worker for one in lines])
    due = [
        (str(one.pledge.pk), f"{sponsors[one.pledge.sponsor_id]} → {workers[one.pledge.worker_id]}")
        for one in lines
    ]
    first = {"pledges": [key for key, _label in due], "paid_on": clock.now().date()}
    page = page_of(workplace, _("Record deductions"), _("Record")) | {
        "month": month,
        "month_words": month_text(month),
        "due": len(due),
        "pick": forms.MonthForm(initial={"month": month}),
    }
    return act(
        request,
        forms.DeductForm(request.POST or None, due=due, initial=first),
        lambda given: commands.deduct(workplace=workplace, month=month, by=request.user, **given),
        said=_("Recorded in the fund."),
        page=page,
        template="protection/deduct.html",
        to=workplace.get_absolute_url(),
    )


@login_required
@ask
@keep_quiet
def hand_in(request: HttpRequest) -> HttpResponse:
    """Take in a list of many offices; of one with a fault nothing is kept, and every fault is named."""
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    form = forms.RollForm(
        request.POST or None, request.FILES or None, areas=areas_of(desk), initial={"kind": rolls.COUNTS}
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        office, region = given["area"]
        try:
            offices, new = sponsor_rolls.take_in(
                kind=given["kind"], upload=given["upload"], office=office, region=region, by=request.user
            )
        except BadInput as error:
            refusal = refusals.explain(error)
        else:
            told = ngettext("%(count)s office written.", "%(count)s offices written.", offices)
            messages.success(request, told % {"count": offices})
            if new:
                told = ngettext("%(count)s person listed anew.", "%(count)s people listed anew.", new)
                messages.success(request, told % {"count": new})
            return redirect("protection:sponsors")
    context = {"form": form, "refusal": refusal, "crumb": crumb(), "has_keys": people.has_keys()}
    status = 422 if form.errors or refusal else 200
    return render(request, "protection/sponsors_upload.html", context, status=status)


@login_required
@require_safe
def sample(request: HttpRequest, kind: str) -> HttpResponse:
    """An example of a list, to be filled in any spreadsheet."""
    permissions.check_money_desk(permissions.desk_of(request.user))
    if kind not in rolls.COLUMNS:
        raise Http404
    answer = HttpResponse(sponsor_rolls.sample(kind), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="contoh-{kind}.csv"'
    return answer


def _month(request: HttpRequest) -> str:
    """Return the month asked for, else the last one of the year that is worked on which has begun."""
    asked = forms.MonthForm({"month": request.GET.get("month", "")})
    if asked.is_valid():
        return str(asked.cleaned_data["month"])
    year = register.year_for(permissions.desk_of(request.user).reach)
    return min(f"{year}-12", f"{clock.now():%Y-%m}")
