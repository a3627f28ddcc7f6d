"""Lists from other offices held against the register: who is covered, who is not yet, who may be."""

import tempfile
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import comparisons as commands
from paritrana.apps.protection.forms import comparisons as forms
from paritrana.apps.protection.forms.fields import tell
from paritrana.apps.protection.labels import comparisons as words
from paritrana.apps.protection.labels import imports as import_words
from paritrana.apps.protection.models import RosterImport
from paritrana.apps.protection.queries import comparisons as queries
from paritrana.apps.protection.queries import imports as import_queries
from paritrana.apps.protection.queries.import_files import MOST_SHOWN
from paritrana.apps.protection.queries.people import has_keys
from paritrana.apps.protection.rules import comparisons as rules
from paritrana.apps.protection.rules import imports as import_rules
from paritrana.apps.protection.states import Asks, ImportKind, ImportState
from paritrana.apps.protection.tables import comparisons as tables
from paritrana.apps.protection.views import imports
from paritrana.apps.protection.views.import_rows import excel
from paritrana.apps.protection.views.imports import ask, found_for, page_of
from paritrana.errors import BadInput, RuleRefused
from paritrana.ui.tables import respond


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The lists that the own offices compared."""
    desk = permissions.desk_of(request.user)
    permissions.check_desk(desk)
    offices = [office.pk for office, _reach in desk.offices]
    table = tables.comparisons(
        import_queries.imports(offices, ImportKind.COMPARISON), create_url=reverse("protection:compare-new")
    )
    context = {"has_keys": has_keys(), "is_own": desk.is_village}
    return respond(request, table, "protection/compare_list.html", context)


@login_required
@ask
def create(request: HttpRequest) -> HttpResponse:
    """Hand a list in to be compared."""
    return imports.hand_in(request, ImportKind.COMPARISON, "protection/compare_new.html")


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How many of a list are covered, and its people by group, with masks."""
    found = _found(request, pk)
    group = request.GET.get("kelompok", "")
    group = group if group in rules.GROUPS else ""
    is_done = found.state == ImportState.CHECKED
    rows = queries.people(found, group) if is_done and not found.files_gone else []
    context = {
        "roster": found,
        "state": import_words.ASKS if found.asks else words.STATE[found.state],
        "tone": "warn" if found.asks else words.STATE_TONE[found.state],
        "waits": found.state in imports.WORKING and not found.asks,
        "asks_sheet": found.asks == Asks.SHEET,
        "asks_columns": found.asks == Asks.COLUMNS,
        "problem": imports.problem_of(found),
        "is_done": is_done,
        "counts": [(one, words.GROUP[one], found.effect.get(one, 0)) for one in rules.GROUPS],
        "group": group,
        "is_cut": len(rows) == MOST_SHOWN,
        "most": MOST_SHOWN,
        "may_take": is_done and not found.files_gone and found.uploaded_by_id == request.user.pk,
        "gone_at": import_rules.undo_until(found.uploaded_at),
    }
    return respond(request, tables.people(found, rows), "protection/compare.html", context)


@login_required
@ask
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Save who is not covered yet, in the open, for a purpose."""
    found = _found(request, pk)
    form = forms.PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        purpose = form.cleaned_data["purpose"]
        try:
            with tempfile.TemporaryDirectory(prefix="roster-") as folder:
                into = Path(folder) / "belum-terlindungi.xlsx"
                commands.take_uncovered(roster=found, purpose=purpose, into=into, by=request.user)
                return excel(into.read_bytes(), f"belum-terlindungi-{found.pk}")
        except (BadInput, RuleRefused) as error:
            tell(form, error)
    page = page_of(found, _("Save who is not covered yet"), _("Save as Excel"))
    page["lead"] = _("With NIK and names. Who saved it, when and for what is recorded; the data are not.")
    context = {"form": form, "count": found.effect.get(rules.ELIGIBLE, 0), **page}
    return render(request, "protection/compare_take.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, pk: int) -> RosterImport:
    found, _desk = found_for(request, pk, compared=True)
    queries.check_is_one(found)
    return found
