"""A roster from the upload to the register: list, upload, sheet, columns, what was found, in and out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import import_mending, import_work
from paritrana.apps.protection.commands import imports as commands
from paritrana.apps.protection.forms import imports as forms
from paritrana.apps.protection.forms.fields import tell
from paritrana.apps.protection.labels import comparisons as compared_words
from paritrana.apps.protection.labels import fund_rules, import_groups
from paritrana.apps.protection.labels import imports as words
from paritrana.apps.protection.models import Fund, RosterImport
from paritrana.apps.protection.permissions import Desk
from paritrana.apps.protection.queries import import_files as files
from paritrana.apps.protection.queries import imports as queries
from paritrana.apps.protection.queries.import_undo import count_kept, kept_workers
from paritrana.apps.protection.queries.people import has_keys
from paritrana.apps.protection.rules import imports as rules
from paritrana.apps.protection.rules.money import rate_of
from paritrana.apps.protection.states import Asks, ImportKind, ImportState
from paritrana.apps.protection.tables import imports as tables
from paritrana.apps.protection.views.acting import act
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock
from paritrana.errors import BadInput, DataFaults, Fault, NotFound, ParitranaError, RuleRefused
from paritrana.ui import formats, refusals
from paritrana.ui.tables import respond

ask = require_http_methods(["GET", "HEAD", "POST"])
WORKING = {
    ImportState.UPLOADED,
    ImportState.CHECKING,
    ImportState.MENDING,
    ImportState.COMMITTING,
    ImportState.UNDOING,
}


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The rosters of the own offices, and the template for each area."""
    desk = permissions.desk_of(request.user)
    permissions.check_desk(desk)
    rows = queries.imports(office.pk for office, _reach in desk.offices)
    table = tables.rosters(rows, create_url=reverse("protection:import-new"))
    context = {"areas": _areas(desk), "has_keys": has_keys(), "is_own": desk.is_village}
    return respond(request, table, "protection/imports.html", context)


@login_required
@ask
def create(request: HttpRequest) -> HttpResponse:
    """Hand a roster in; of a file that cannot be read nothing is kept, and the page says why."""
    return hand_in(request, ImportKind.ROSTER, "protection/import_new.html")


def hand_in(request: HttpRequest, kind: str, template: str) -> HttpResponse:
    """Take a list in for the register, or to be compared with it."""
    desk = permissions.desk_of(request.user)
    permissions.check_desk(desk)
    areas = _areas(desk)
    first = {"as_of": clock.now().date()}
    form = forms.UploadForm(request.POST or None, request.FILES or None, areas=areas, initial=first)
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        office, region = given["area"]
        try:
            made = import_work.hand_in(
                upload=given["upload"],
                ending=forms.ending_of(given["upload"].name),
                office=office,
                region=region,
                as_of=given["as_of"],
                kind=kind,
                by=request.user,
            )
        except BadInput as error:
            refusal = refusals.explain(error)
        else:
            messages.success(request, _("Handed in. You may leave this page and come back."))
            return redirect(made)
    context = {"form": form, "refusal": refusal, "has_keys": has_keys(), "areas": areas}
    status = 422 if refusal or form.errors else 200
    return render(request, template, context, status=status)


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One roster: how far it is, what it asks, what was found, what it would do or did."""
    found, _desk = found_for(request, pk)
    language, repairs = get_language() or "id", _repairs()
    asked = commands.asked_by(found.fund)
    groups = import_groups.groups(found.by_code, found.offered, (asked.youngest, asked.oldest))
    mended = {one.repair for one in groups}
    rate = found.fund.rate if found.fund else rate_of(found.as_of)
    context = {
        "roster": found,
        "state": words.ASKS if found.asks else words.STATE[found.state],
        "tone": "warn" if found.asks else words.TONE[found.state],
        "waits": found.state in WORKING and not found.asks,
        "asks_sheet": found.asks == Asks.SHEET,
        "asks_columns": found.asks == Asks.COLUMNS,
        "problem": problem_of(found),
        "is_checked": found.state == ImportState.CHECKED,
        "is_in": found.state == ImportState.COMMITTED,
        "groups": [(one, repairs[one.repair].told(language) if one.repair else "") for one in groups],
        "others": [
            (code, repairs[code].told(language), rows)
            for code, rows in found.offered.items()
            if code not in mended
        ],
        "every": import_mending.EVERY if len(found.offered) > 1 else "",
        "monthly": found.effect.get("new", 0) * rate if rate else None,
        "rate": rate,
        "fund_asks": fund_rules.of_persons(found.fund.read_rules) if found.fund else [],
        "kept": kept_workers(found) if found.effect.get("kept") else [],
        "is_mine": found.uploaded_by_id == request.user.pk,
        "may_undo": found.committed_at is not None
        and (bool(found.undone_by_id) or clock.now() < rules.undo_until(found.committed_at)),
        "undo_until": rules.undo_until(found.committed_at) if found.committed_at else None,
    }
    return render(request, "protection/import.html", context)


@login_required
@ask
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Which sheet holds the roster."""
    found, _desk = found_for(request, pk, compared=True)
    cells = files.cells(found)
    likely = rules.likely_sheets(cells)
    rows = {one.name: formats.number(max(0, one.rows - 1)) for one in cells.sheets}
    sheets = [(name, _("%(name)s (%(rows)s rows)") % {"name": name, "rows": rows[name]}) for name in likely]
    form = forms.SheetForm(request.POST or None, sheets=sheets, initial={"sheet": cells.sheet})

    def choose(given: dict[str, Any]) -> RosterImport:
        row = commands.choose_sheet(roster=found, by=request.user, **given)
        return import_work.take_if_small(row)

    page = page_of(found, _("Choose the sheet"), _("Read this sheet"))
    page["lead"] = _("Several sheets look like a roster.") if len(likely) > 1 else ""
    return act(request, form, choose, said=_("Read."), page=page)


@login_required
@ask
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column tells; what is said here is remembered for the next roster of the office."""
    found, _desk = found_for(request, pk, compared=True)
    cells, layout = files.cells(found), queries.layout_of(found)
    shown = request.POST.get("shown_row", "")
    if shown.isdecimal() and len(shown) < 8:
        layout = replace(layout, header_row=int(shown))
    labels, told, why = _headings(found, cells, layout)
    form = forms.ColumnsForm(request.POST or None, labels=labels, told=told, said_row=layout.header_row)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = commands.choose_columns(roster=found, by=request.user, **given)
        except DataFaults as error:
            why = _why(found, error)
            if given["header_row"] != layout.header_row:  # show the headings of the row that was named
                said = replace(layout, header_row=given["header_row"])
                labels, told, why = _headings(found, cells, said)
                form = forms.ColumnsForm(labels=labels, told=told, said_row=said.header_row)
        else:
            import_work.take_if_small(row)
            messages.success(request, _("Remembered for the next roster of your office."))
            return redirect(found)
    page = page_of(found, _("Say what each column tells"), _("Check with these columns"))
    status = 422 if request.method == "POST" else 200
    context = {"roster": found, "form": form, "why": why, **page}
    return render(request, "protection/import_columns.html", context, status=status)


@login_required
@ask
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """What would happen, and from which fund; then the accepted rows go into the register."""
    found, _desk = found_for(request, pk)
    rules.check_move(found.state, ImportState.COMMITTING)
    offers = queries.offers(found)
    form = forms.CommitForm(
        request.POST or None,
        funds=[one.fund for one in offers],
        missing=found.effect.get("missing", 0),
        initial={"fund": found.fund_id},
    )
    page = page_of(found, _("Put the roster into the register"), _("Put into the register"))
    page |= {"roster": found, "offers": offers, "template": "protection/import_commit.html"}
    return _decide(request, found, form, _put_in, _("In the register."), page)


def _put_in(*, roster: RosterImport, fund: Fund | None, by: Any, **given: Any) -> RosterImport:
    """Put the rows in; for a fund that asks something else of persons, check them against it first."""
    if commands.asked_by(fund) != commands.asked_by(roster.fund):
        return import_mending.choose_fund(roster=roster, fund=fund, by=by)
    return commands.commit(roster=roster, fund=fund, by=by, **given)


@login_required
@ask
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the register as it was before."""
    found, _desk = found_for(request, pk)
    rules.check_move(found.state, ImportState.UNDOING)
    if found.undone_by_id is None:
        rules.check_undo(found.committed_at, clock.now())
    page = page_of(found, _("Undo the roster"), _("Undo"))
    page |= {"danger": True, "lead": _("The register becomes as it was before; the file is removed.")}
    if stay := count_kept(found):
        page["rows"] = [(_("Workers changed since, who stay as they are"), formats.number(stay))]
    form = forms.ReasonForm(request.POST or None)
    return _decide(request, found, form, commands.undo, _("Undone."), page)


@login_required
@ask
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a roster away; its file is removed at once."""
    found, _desk = found_for(request, pk, compared=True)
    rules.check_move(found.state, ImportState.DISCARDED)
    if request.method == "POST":
        commands.discard(roster=found, by=request.user)
        messages.success(request, _("Put away; the file is removed."))
        return redirect("protection:compares" if found.is_comparison else "protection:imports")
    page = {
        "title": _("Put this roster away?"),
        "sentence": _("Nothing of it goes into the register, and the file is removed at once."),
        "label": _("Put away"),
        "back": found.get_absolute_url(),
        "danger": True,
    }
    return render(request, "ui/confirm.html", page)


def found_for(request: HttpRequest, pk: int, *, compared: bool = False) -> tuple[RosterImport, Desk]:
    """Return a roster of the own office, or with `compared` also a list compared; others are told of none."""
    desk = permissions.desk_of(request.user)
    permissions.check_desk(desk)
    found = queries.find(pk)
    permissions.check_import(desk, found)
    if found.is_comparison and not compared:
        raise NotFound("import.none")
    return found, desk


def page_of(found: RosterImport, title: str, label: str) -> dict[str, Any]:
    """Return what a form about a roster shows around it."""
    here = found.get_absolute_url()
    name = _("Roster no. %(number)s") % {"number": found.pk}
    crumbs = [(_("Rosters"), reverse("protection:imports")), (name, here)]
    if found.is_comparison:
        name = _("List no. %(number)s") % {"number": found.pk}
        crumbs = [(_("Compared lists"), reverse("protection:compares")), (name, here)]
    return {"title": title, "lead": "", "crumbs": crumbs, "label": label, "back": here}


def _decide(
    request: HttpRequest,
    found: RosterImport,
    form: Any,
    command: Callable[..., RosterImport],
    said: str,
    page: dict[str, Any],
) -> HttpResponse:
    """Ask, decide, and do it at once where it is small; otherwise the roster's page shows how far it is."""
    if request.method == "POST" and form.is_valid():
        try:
            row = command(roster=found, by=request.user, **form.cleaned_data)
        except (BadInput, RuleRefused) as error:
            tell(form, error)
        else:
            done = import_work.take_if_small(row)
            if done.state == ImportState.CHECKED and not done.fault:
                checked = _("Checked against what the fund asks. Look at what was found, then put it in.")
                messages.success(request, checked)
            elif not done.fault and done.state not in WORKING:
                messages.success(request, said)
            return redirect(done)
    template = page.pop("template", "protection/form.html")
    return render(request, template, {"form": form, **page}, status=422 if form.errors else 200)


def _areas(desk: Desk) -> list[tuple[Organisation, Region]]:
    """Return each office with the regions of its area, a village office too."""
    codes = {code for _office, reach in desk.offices for code in reach.codes}
    regions = Region.objects.select_related("parent").in_bulk(codes)
    return [
        (office, regions[code])
        for office, reach in desk.offices
        for code in sorted(reach.codes)
        if code in regions
    ]


def _headings(found: RosterImport, cells: Any, layout: Any) -> tuple[list[str], dict[str, str], Any]:
    """Return the headings, what each is taken to tell, and why that does not make a roster yet."""
    told_by = replace(layout, columns=queries.remembered(found.office) | dict(layout.columns))
    header, why = cells.header(told_by), ""
    try:
        cells.mapped(told_by, rules.needed(found.kind))
    except DataFaults as error:
        why = _why(found, error)
    if header is None:
        return [], {}, why
    told = {header.labels[at]: field for field, places in header.fields.items() for at in places}
    return list(header.labels), told, why


def _why(found: RosterImport, error: DataFaults) -> str:
    """Return why the columns do not make a list yet."""
    told = compared_words.COLUMNS if found.is_comparison else words.COLUMNS
    return str(told.get(error.faults[0].code, error.faults[0]))


def _repairs() -> dict[str, Any]:
    """Return what each repair does, by its code."""
    from paritrana.core.rolls.roster import REPAIRS, Repair

    return {
        code: Repair(code, english, indonesian, mends, 0, ())
        for code, (english, indonesian, mends, _changes) in REPAIRS.items()
    }


def _ages() -> tuple[int, int]:
    from django.conf import settings

    from paritrana.core.rolls.roster import Settings

    return Settings().youngest, settings.OLDEST_AGE


def problem_of(found: RosterImport) -> refusals.Refusal | None:
    """Return why a roster did not get on, as a page tells it."""
    if not found.fault:
        return None
    facts = dict(found.facts)
    faults = [
        Fault(line, code, *english, indonesian=(indonesian[0], indonesian[1]))
        for line, code, english, indonesian in facts.pop("faults", [])
    ]
    error: ParitranaError = DataFaults(faults) if faults else BadInput(found.fault, **facts)
    return refusals.explain(error)
