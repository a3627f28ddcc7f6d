"""The calculator: persons x rupiah x months, who pays, and what an earlier start means for the families."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.forms.budgets import BudgetForm, first_budget
from paritrana.apps.protection.forms.plans import tell_plan
from paritrana.apps.protection.labels import plans as told
from paritrana.apps.protection.labels import words
from paritrana.apps.protection.queries import register
from paritrana.apps.protection.rules.budgets import Budget, budget, variants
from paritrana.apps.protection.rules.plans import MOST_EXTRA, check_terms
from paritrana.apps.protection.tables import budgets as tables
from paritrana.apps.protection.views.planning import first_terms
from paritrana.core.programmes import Cause, Month, Source, benefit, shipped_rates, told_benefit, told_start
from paritrana.errors import BadInput, RuleRefused
from paritrana.ui.tables import respond


@dataclass(frozen=True)
class Meaning:
    """What families receive, sentence by sentence, and from where that is known."""

    sentences: tuple[str, ...]
    sources: tuple[Source, ...]


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """A budget by source and month, beside a later start, with its benefits in sentences."""
    desk = permissions.desk_of(request.user)
    permissions.check_money_desk(desk)
    given = request.GET if "dari" in request.GET else _opening(register.year_for(desk.reach))
    form = BudgetForm(given)
    made = _made(form) if form.is_valid() else None
    context = {"form": form, "rate_table": told.table_text(shipped_rates())}
    if made is None:
        return render(request, "protection/budget.html", context, status=422)
    later = form.later()
    context |= {
        "made": made,
        "rates": [(str(words.FUND[one.kind]), told.rate_texts(one.premium)) for one in made.parts],
        "variants": tables.variants(variants(made, later)).bound(QueryDict()),
        "meaning": _meaning(made, later),
        "plan_url": _plan_url(made),
    }
    return respond(request, tables.months(made), "protection/budget.html", context)


def _opening(year: int) -> QueryDict:
    made = QueryDict(mutable=True)
    made.update(first_budget(first_terms(year)))
    return made


def _made(form: BudgetForm) -> Budget | None:
    try:
        terms, parts = form.terms(), form.parts()
        check_terms(terms)
        if not parts:
            form.add_error("orang_1", _("Enter how many persons are paid for."))
            return None
        return budget(parts, terms)
    except (BadInput, RuleRefused) as error:
        tell_plan(form, error)
        return None


def _meaning(made: Budget, later: Month | None) -> Meaning | None:
    """Return what a death pays, and what the later start would change; None outside the table."""
    first, last, language = made.terms.first, made.terms.last, told.language()
    try:
        now = benefit(cause=Cause.DEATH, first=first, on=last)
        accident = benefit(cause=Cause.WORK_ACCIDENT, first=first, on=last)
        sentences = [*told_benefit(now, language), *told_benefit(accident, language)]
        if later is not None and first < later <= last:
            sentences = [*_starts(first, later, language), *sentences]
    except BadInput:
        return None
    return Meaning(tuple(dict.fromkeys(sentences)), tuple(dict.fromkeys(now.sources + accident.sources)))


def _starts(first: Month, later: Month, language: str) -> list[str]:
    """Return what the earlier start means for a death just before the later one, and after it."""
    told = []
    for on in (later + (-1), later):
        early = benefit(cause=Cause.DEATH, first=first, on=on)
        late = benefit(cause=Cause.DEATH, first=later, on=on)
        if not told or early.total != late.total:
            told.append(told_start(early, late, language))
    return told


def _plan_url(made: Budget) -> str:
    """Return the address of a plan with the money of this budget, its two largest sources at most."""
    parts = sorted(made.parts, key=lambda one: -one.total.amount)[:MOST_EXTRA]
    query = {"dari": str(made.terms.first), "sampai": str(made.terms.last), "sektor": made.terms.sector}
    for number, one in enumerate(parts, 1):
        query |= {f"tambah_{number}": one.kind, f"rupiah_{number}": str(one.total.amount)}
    query |= {name: "on" for name, held in (("jht", made.terms.jht), ("diskon", made.terms.discount)) if held}
    return f"{reverse('protection:plan')}?{urlencode(query)}"
