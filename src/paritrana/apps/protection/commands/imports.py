"""A roster handed in, its columns said, its faults mended, put into the register, taken back."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import import_files, people
from paritrana.apps.protection.models import Fund, RosterImport
from paritrana.apps.protection.queries import import_files as files
from paritrana.apps.protection.queries import imports as queries
from paritrana.apps.protection.queries.people import has_keys
from paritrana.apps.protection.rules import imports as rules
from paritrana.apps.protection.states import ImportState
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused

if TYPE_CHECKING:
    from paritrana.core.rolls.roster import Checked, Roster

LONGEST_CELL = 400
_COUNTS = ["rows", "accepted", "rejected", "warned", "by_code", "effect", "applied"]


@ledger.recorded
def upload(
    *,
    office: Organisation,
    region: Region,
    as_of: date,
    path: Path,
    cells: "Roster | None" = None,
    made_up: bool = False,
    by: Any,
) -> RosterImport:
    """Keep a roster under seal.  path: a file of its own ending, which stays the caller's to remove.

    cells: the same file as read, when the caller could wait for it.
    """
    permissions.check_import_area(permissions.desk_of(by), office, region.pk)
    if not has_keys():
        raise BadInput("person.no_keys")
    ending, size = path.suffix.removeprefix(".").lower(), path.stat().st_size
    rules.check_upload(ending, size)
    if as_of > clock.now().date():
        raise BadInput("worker.day_ahead")
    data = path.read_bytes()
    row = RosterImport.objects.create(
        office=office,
        region=region,
        as_of=as_of,
        ending=ending,
        size=size,
        sha256=hashlib.sha256(data).hexdigest(),
        data_key=people.current_data_key(),
        uploaded_by=by,
        uploaded_at=clock.now(),
        made_up=made_up,
    )
    ledger.append("roster.uploaded", subject=row, by=by, office=office.pk, sha256=row.sha256, size=size)
    try:
        import_files.keep(row, files.UPLOAD, data)
        if cells is not None:
            import_files.keep_cells(row, cells)
    except BaseException:
        import_files.let_go(row)
        raise
    return row


@ledger.recorded
def choose_sheet(*, roster: RosterImport, sheet: str, by: Any) -> RosterImport:
    """Say which sheet holds the roster; it is read anew."""
    row = _locked(roster, by)
    cells = files.cells(row)
    if sheet not in {one.name for one in cells.sheets}:
        raise BadInput("import.no_sheet")
    said = queries.layout_of(row).as_data() | {"sheet": sheet, "header_row": 0, "header_rows": 0}
    _wait_again(row, said)
    if sheet != cells.sheet:
        import_files.let_go(row, files.CELLS)
    ledger.append("roster.sheet_chosen", subject=row, by=by)
    return row


@ledger.recorded
def choose_columns(
    *, roster: RosterImport, columns: Mapping[str, str], header_row: int = 0, by: Any
) -> RosterImport:
    """Say what each heading tells, and in which row the headings stand; raises DataFaults when it cannot be.

    columns: heading → field, an empty field for a column that is not used.
    """
    from paritrana.core.rolls import roster as core

    row = _locked(roster, by)
    cells = files.cells(row)
    said = queries.layout_of(row).as_data() | {
        "columns": dict(columns),
        "header_row": header_row,
        "sheet": cells.sheet or None,
    }
    mapped = cells.mapped(core.layout_of(said))
    _wait_again(row, said)
    import_files.keep_cells(row, mapped)
    ledger.append("roster.columns_chosen", subject=row, by=by, columns=len(columns))
    return row


@ledger.recorded
def repair(*, roster: RosterImport, code: str, by: Any) -> RosterImport:
    """Mend a whole group of rows; raises BadInput (roster.repair) for a repair that is none."""
    row = _checked_one(roster, by)
    checked = check(row).repaired(code)
    keep_checked(row, checked)
    ledger.append("roster.repaired", subject=row, by=by, repair=code)
    return row


@ledger.recorded
def write_cell(*, roster: RosterImport, line: int, column: int, text: str, by: Any) -> RosterImport:
    """Write one cell by hand.  line: the sheet's own row number; column: from 0."""
    row = _checked_one(roster, by)
    if len(text) > LONGEST_CELL:
        raise BadInput("import.cell_too_long", limit=LONGEST_CELL)
    try:
        checked = check(row).with_cell(line, column, text)
    except IndexError:
        raise BadInput("import.no_cell") from None
    keep_checked(row, checked)
    ledger.append("roster.cell_written", subject=row, by=by)
    return row


@ledger.recorded
def commit(
    *,
    roster: RosterImport,
    reason: str,
    fund: Fund | None = None,
    stops_missing: bool = False,
    by: Any,
) -> RosterImport:
    """Decide that the accepted rows go into the register; whoever works puts them in.

    stops_missing: the roster is the whole list of its villages, so whoever is not in it is stopped.
    """
    row = _locked(roster, by)
    rules.check_move(row.state, ImportState.COMMITTING)
    if not reason.strip():
        raise BadInput("worker.no_note")
    if not row.accepted:
        raise RuleRefused("import.nothing_accepted")
    if fund is not None and fund not in queries.funds_for(row):
        raise RuleRefused("fund.not_for_village")
    _check_region_table(row)
    row.state, row.worker, row.fault, row.done, row.total = ImportState.COMMITTING, "", "", 0, row.accepted
    row.reason, row.fund, row.stops_missing, row.committed_by = reason.strip(), fund, stops_missing, by
    row.save()
    ledger.append("roster.commit_decided", subject=row, by=by, rows=row.accepted)
    return row


@ledger.recorded
def undo(*, roster: RosterImport, reason: str, by: Any) -> RosterImport:
    """Decide that the register becomes as it was before; within a day, while nobody built on it."""
    row = _locked(roster, by)
    rules.check_move(row.state, ImportState.UNDOING)
    rules.check_undo(row.committed_at, clock.now())
    if not reason.strip():
        raise BadInput("worker.no_note")
    if touched := queries.touched_since(row) + queries.built_on(row):
        raise RuleRefused("import.touched", count=touched)
    row.state, row.worker, row.fault, row.done = ImportState.UNDOING, "", "", 0
    row.total = row.imported.count()
    row.undo_reason, row.undone_by = reason.strip(), by
    row.save()
    ledger.append("roster.undo_decided", subject=row, by=by, rows=row.total)
    return row


@ledger.recorded
def discard(*, roster: RosterImport, by: Any) -> RosterImport:
    """Put a roster away before it went into the register; its files are removed at once."""
    row = _locked(roster, by)
    rules.check_move(row.state, ImportState.DISCARDED)
    row.state, row.asks, row.files_gone = ImportState.DISCARDED, "", True
    row.save(update_fields=["state", "asks", "files_gone"])
    ledger.append("roster.discarded", subject=row, by=by)
    import_files.let_go(row)
    return row


@ledger.recorded
def take_workbook(*, roster: RosterImport, language: str, into: Path, by: Any) -> Path:
    """Write the corrected workbook for the one who handed the roster in; that it was taken is recorded."""
    from paritrana.core.rolls import roster as core

    row = _checked_one(roster, by)
    if row.uploaded_by_id != by.pk:
        raise RuleRefused("import.not_yours")
    core.corrected_workbook(check(row), into, language=language)
    ledger.append("roster.workbook_taken", subject=row, by=by, rows=row.rows)
    return into


def check(roster: RosterImport, say: Callable[[str], None] = lambda line: None) -> "Checked":
    """Return the roster as it stands, checked against the rules and the register of today."""
    from dataclasses import replace

    from paritrana.core.rolls import roster as core

    found = core.check(
        files.cells(roster),
        as_of=roster.as_of,
        villages=roster.region_id,
        known=queries.known(queries.reach_of(roster)),
        settings=core.Settings(oldest=settings.OLDEST_AGE),
        say=say,
    )
    return replace(found, applied=tuple(roster.applied))


def keep_checked(row: RosterImport, checked: "Checked") -> None:
    """Keep what a check found in a row that is locked.  Inside a command only."""
    told = checked.summary()
    row.rows, row.accepted, row.rejected = told["rows"], told["accepted"], told["rejected"]
    row.warned, row.by_code, row.applied = told["warnings"], told["by_code"], list(checked.applied)
    elsewhere = told["by_code"].get("member.elsewhere", 0)
    row.effect = queries.effect_of(row, rules.lines_of(checked), elsewhere).as_data()
    row.save(update_fields=_COUNTS)
    import_files.keep_checked(row, checked)


def _wait_again(row: RosterImport, said: Mapping[str, Any]) -> None:
    from paritrana.core.rolls import roster as core

    row.layout_sealed = import_files.sealed_layout(core.layout_of(said), row)
    row.state, row.asks, row.worker, row.applied = ImportState.UPLOADED, "", "", []
    row.save(update_fields=["layout_sealed", "state", "asks", "worker", "applied"])


def _checked_one(roster: RosterImport, by: Any) -> RosterImport:
    row = _locked(roster, by)
    rules.check_move(row.state, ImportState.COMMITTING)  # what may be committed may be mended
    return row


def _locked(roster: RosterImport, by: Any) -> RosterImport:
    row = (
        RosterImport.objects.select_for_update(of=("self",))
        .select_related("office", "region", "data_key", "fund")
        .get(pk=roster.pk)
    )
    permissions.check_import(permissions.desk_of(by), row)
    return row


def _check_region_table(row: RosterImport) -> None:
    """Refuse villages that the site's own table of regions does not have."""
    villages = {one.village for one in rules.lines_of(check(row))}
    here = set(Region.objects.filter(pk__in=villages).values_list("pk", flat=True))
    if absent := sorted(villages - here):
        raise RuleRefused("import.villages_absent", villages=", ".join(absent[:5]))
