"""A roster handed in, its columns said, its faults mended, put into the register, taken back."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import comparisons, import_files, people
from paritrana.apps.protection.models import Fund, RosterImport
from paritrana.apps.protection.queries import import_files as files
from paritrana.apps.protection.queries import imports as queries
from paritrana.apps.protection.queries.people import has_keys
from paritrana.apps.protection.rules import fund_rules
from paritrana.apps.protection.rules import imports as rules
from paritrana.apps.protection.states import ImportKind, ImportState
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused

if TYPE_CHECKING:
    from paritrana.core.rolls.roster import Checked, Roster, Settings


@ledger.recorded
def upload(
    *,
    office: Organisation,
    region: Region,
    as_of: date,
    path: Path,
    cells: "Roster | None" = None,
    kind: str = ImportKind.ROSTER,
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
        kind=kind,
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
    row = locked(roster, by)
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

    row = locked(roster, by)
    cells = files.cells(row)
    said = queries.layout_of(row).as_data() | {
        "columns": dict(columns),
        "header_row": header_row,
        "sheet": cells.sheet or None,
    }
    mapped = cells.mapped(core.layout_of(said), rules.needed(row.kind))
    _wait_again(row, said)
    import_files.keep_cells(row, mapped)
    ledger.append("roster.columns_chosen", subject=row, by=by, columns=len(columns))
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

    fund: who pays; one that asks something of persons must be the one the roster was checked for.

    stops_missing: the roster is the whole list of its villages, so whoever is not in it is stopped.
    """
    row = locked(roster, by)
    rules.check_for_register(row.kind)
    rules.check_move(row.state, ImportState.COMMITTING)
    if not reason.strip():
        raise BadInput("worker.no_note")
    if not row.accepted:
        raise RuleRefused("import.nothing_accepted")
    if fund is not None and fund not in queries.funds_for(row):
        raise RuleRefused("fund.not_for_village")
    if asked_by(fund) != asked_by(row.fund):
        raise RuleRefused("import.fund_unchecked")
    row.state, row.worker, row.fault, row.done, row.total = ImportState.COMMITTING, "", "", 0, row.accepted
    row.reason, row.fund, row.stops_missing, row.committed_by = reason.strip(), fund, stops_missing, by
    row.save()
    ledger.append("roster.commit_decided", subject=row, by=by, rows=row.accepted)
    return row


@ledger.recorded
def undo(*, roster: RosterImport, reason: str, by: Any) -> RosterImport:
    """Decide that the register becomes as it was before, within a day, save for what others did since.

    Workers whom somebody changed or built on since the commit stay as they are and are told by number.  An
    undoing that broke off may be gone on with at any time.
    """
    row = locked(roster, by)
    rules.check_move(row.state, ImportState.UNDOING)
    if row.undone_by_id is None:
        rules.check_undo(row.committed_at, clock.now())
    if not reason.strip():
        raise BadInput("worker.no_note")
    row.state, row.worker, row.fault, row.done = ImportState.UNDOING, "", "", 0
    row.total = row.imported.filter(kept=False).count()
    row.undo_reason, row.undone_by = reason.strip(), by
    row.save()
    ledger.append("roster.undo_decided", subject=row, by=by, rows=row.total)
    return row


@ledger.recorded
def discard(*, roster: RosterImport, by: Any) -> RosterImport:
    """Put a roster away before it went into the register; its files are removed at once."""
    row = locked(roster, by)
    rules.check_move(row.state, ImportState.DISCARDED)
    if row.imported.filter(kept=False).exists():  # a commit broke off, and so did its taking back
        raise RuleRefused("import.half_in")
    row.state, row.asks, row.files_gone = ImportState.DISCARDED, "", True
    row.save(update_fields=["state", "asks", "files_gone"])
    ledger.append("roster.discarded", subject=row, by=by)
    import_files.let_go(row)
    return row


def take_workbook(*, roster: RosterImport, language: str, into: Path, by: Any) -> Path:
    """Write the corrected workbook for the one who handed the roster in; that it was taken is recorded."""
    from paritrana.core.rolls import roster as core

    _check_may_mend(roster, by)
    if roster.uploaded_by_id != by.pk:
        raise RuleRefused("import.not_yours")
    core.corrected_workbook(check(roster), into, language=language)
    _record_workbook(roster=roster, by=by)
    return into


@ledger.recorded
def _record_workbook(*, roster: RosterImport, by: Any) -> None:
    ledger.append("roster.workbook_taken", subject=roster, by=by, rows=roster.rows)


def check(roster: RosterImport, say: Callable[[str], None] = lambda line: None) -> "Checked":
    """Return the roster as it stands, checked against the rules and the register of today."""
    from paritrana.core.rolls import roster as core

    found = core.check(
        files.cells(roster),
        as_of=roster.as_of,
        villages=roster.region_id,
        known=queries.known(queries.reach_of(roster)),
        settings=asked_by(roster.fund),
        needs_village=not roster.is_comparison,
        say=say,
    )
    return replace(found, applied=tuple(roster.applied))


def asked_by(fund: Fund | None) -> "Settings":
    """Return what rosters are checked against when this fund pays."""
    return fund_rules.settings_of(fund.read_rules if fund else None, oldest=settings.OLDEST_AGE)


@dataclass(frozen=True)
class Found:
    """What a check found, made ready before anything is locked: columns of the row, and two files."""

    columns: dict[str, Any]
    cells: bytes
    findings: bytes


def look(row: RosterImport, checked: "Checked") -> Found:
    """Return what a check found, with what it would do to the register."""
    if row.is_comparison:
        found, findings = comparisons.compared(checked)
        return Found(found, rules.packed(checked.roster), findings)
    told = checked.summary()
    lines = rules.lines_of(checked)
    effect, new_by_village = queries.effect_of(lines, told["by_code"].get("member.elsewhere", 0))
    columns = {
        "rows": told["rows"],
        "accepted": told["accepted"],
        "rejected": told["rejected"],
        "warned": told["warnings"],
        "by_code": told["by_code"],
        "applied": list(checked.applied),
        "offered": {one.code: one.rows for one in checked.repairs},
        "effect": effect.as_data(),
        "new_by_village": new_by_village,
    }
    return Found(columns, rules.packed(checked.roster), import_files.packed_findings(checked))


def keep(row: RosterImport, found: Found) -> None:
    """Keep what was found in a row that is locked.  Inside a command only."""
    for name, value in found.columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(found.columns))
    import_files.keep(row, files.CELLS, found.cells)
    import_files.keep(row, files.FINDINGS, found.findings)


def _check_may_mend(roster: RosterImport, by: Any) -> None:
    permissions.check_import(permissions.desk_of(by), roster)
    rules.check_for_register(roster.kind)
    rules.check_move(roster.state, ImportState.COMMITTING)  # what may be committed may be mended


def _wait_again(row: RosterImport, said: Mapping[str, Any]) -> None:
    from paritrana.core.rolls import roster as core

    row.layout_sealed = import_files.sealed_layout(core.layout_of(said), row)
    row.state, row.asks, row.worker, row.applied = ImportState.UPLOADED, "", "", []
    row.save(update_fields=["layout_sealed", "state", "asks", "worker", "applied"])


def locked(roster: RosterImport, by: Any) -> RosterImport:
    """Return a roster of the own office, locked.  Inside a command only."""
    row = (
        RosterImport.objects.select_for_update(of=("self",))
        .select_related("office", "region", "data_key", "fund")
        .get(pk=roster.pk)
    )
    permissions.check_import(permissions.desk_of(by), row)
    return row
