"""The rows of a roster that need mending, by group or by hand; workbooks that are given back."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import import_work
from paritrana.apps.protection.commands import imports as commands
from paritrana.apps.protection.forms import imports as forms
from paritrana.apps.protection.forms.fields import tell
from paritrana.apps.protection.labels.imports import FIELD
from paritrana.apps.protection.queries import import_files as files
from paritrana.apps.protection.rules import imports as rules
from paritrana.apps.protection.rules import nik
from paritrana.apps.protection.states import ImportState
from paritrana.apps.protection.tables import imports as tables
from paritrana.apps.protection.views.imports import found_for, page_of
from paritrana.core.rolls.roster.codes import BITS
from paritrana.errors import BadInput, NotPermitted
from paritrana.ui import formats
from paritrana.ui.tables import EXCEL, respond


@login_required
@require_safe
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """Every fault and doubt by row, of one code or of all, also as Excel."""
    found, _desk = found_for(request, pk)
    code = request.GET.get("kode", "")
    rows = files.faulty_rows(found, code=code if code in BITS else "", language=get_language() or "id")
    table = tables.faulty(found, rows, may_mend=found.state == ImportState.CHECKED)
    context = {
        "roster": found,
        "code": code if code in BITS else "",
        "is_cut": len(rows) == files.MOST_SHOWN,
        "most": files.MOST_SHOWN,
    }
    return respond(request, table, "protection/import_rows.html", context)


@login_required
@require_POST
def repair(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend a whole group of rows."""
    found, _desk = found_for(request, pk)
    row = import_work.repair(roster=found, code=request.POST.get("repair", ""), by=request.user)
    if row.state == ImportState.CHECKED and not row.fault:
        gained = formats.number(row.accepted - found.accepted)
        messages.success(request, _("Mended: %(count)s more rows accepted.") % {"count": gained})
    return redirect(row)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """One row: what is wrong with it, and one cell to write by hand."""
    found, _desk = found_for(request, pk)
    rules.check_move(found.state, ImportState.COMMITTING)
    wrong = files.row_findings(found, line, language=get_language() or "id")
    cells = files.row_cells(found, line)
    columns = [(str(one.column), one.heading) for one in cells]
    first = {"column": request.GET.get("kolom") or (columns[0][0] if columns else "")}
    form = forms.CellForm(request.POST or None, columns=columns, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = import_work.write_cell(
                roster=found, line=line, column=int(given["column"]), text=given["text"], by=request.user
            )
        except BadInput as error:
            tell(form, error)
        else:
            if row.state != ImportState.CHECKED or row.fault:  # its page says how far it is, or why not
                return redirect(row)
            left = files.row_findings(row, line, language="en")
            said = _("Written; the row still has something to mend.") if left else _("Mended.")
            messages.success(request, said)
            if left:
                return redirect("protection:import-row", pk, line)
            return redirect("protection:import-rows", pk)
    page = page_of(found, _("Row %(row)s") % {"row": line}, _("Write this cell"))
    context = {"form": form, "wrong": wrong, "cells": _shown(cells), "roster": found, **page}
    return render(request, "protection/import_row.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The corrected workbook, in the layout of the upload, for the one who handed it in."""
    found, _desk = found_for(request, pk)
    with tempfile.TemporaryDirectory(prefix="roster-") as folder:
        path = commands.take_workbook(
            roster=found,
            language=get_language() or "id",
            into=Path(folder) / "koreksi.xlsx",
            by=request.user,
        )
        return excel(path.read_bytes(), f"koreksi-{found.pk}")


@login_required
@require_safe
def template(request: HttpRequest, code: str) -> HttpResponse:
    """An empty roster with the villages of a region of the own area."""
    from paritrana.core.rolls import roster as core

    desk = permissions.desk_of(request.user)
    permissions.check_desk(desk)
    if not desk.reach.holds(code):
        raise NotPermitted("protection.region_outside")
    with tempfile.TemporaryDirectory(prefix="roster-") as folder:
        path = Path(folder) / "templat.xlsx"
        core.template(path, villages=code)
        return excel(path.read_bytes(), f"templat-daftar-pekerja-{code}")


def excel(data: bytes, name: str) -> HttpResponse:
    """Return a workbook as a download that nobody on the way keeps."""
    response = HttpResponse(data, content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


def _shown(cells: list[files.RowCell]) -> list[tuple[str, str]]:
    """Return what stands in a row, NIK and name masked."""
    masks = {"nik": rules.masked_cell, "name": nik.masked_name}
    return [
        (f"{FIELD[one.field]} ({one.heading})", masks.get(one.field, str)(one.text) or formats.NOTHING)
        for one in cells
    ]
