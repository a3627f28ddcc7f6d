"""Working through rosters that wait, by whoever calls: a request for small ones, a sweep for the rest.

The acts are in `imports`.  Whoever works writes its name beside the roster; one whose worker is gone waits
again, and what a broken commit left in the register is taken out before it is tried anew.
"""

import os
import shutil
import socket
import tempfile
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection import permissions
from paritrana.apps.protection.commands import import_files, import_mending, import_parts, imports
from paritrana.apps.protection.models import Fund, RosterImport
from paritrana.apps.protection.queries import import_files as files
from paritrana.apps.protection.queries import imports as queries
from paritrana.apps.protection.rules import imports as rules
from paritrana.apps.protection.rules.imports import Effect
from paritrana.apps.protection.states import Asks, ImportKind, ImportState
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock
from paritrana.errors import DataFaults, ParitranaError

if TYPE_CHECKING:
    from paritrana.core.rolls.roster import Layout, Roster

STEPS = 6  # reading, four of the check, keeping what was found
KEPT_FAULTS = 20
OPEN = "open-"  # folders in which a file lies while it is read
AFTER = (ImportState.COMMITTED, ImportState.UNDONE)
Say = Callable[[str], None]


def work(say: Say = lambda line: None) -> int:
    """Take all that waits, oldest first, and remove files whose day is over; return how many were taken."""
    _take_over_orphans(say)
    _remove_old_files()
    taken = 0
    waiting = RosterImport.objects.filter(worker="", asks="").order_by("pk")
    while row := waiting.filter(state__in=_WORK).first():
        done = take(row)
        taken += 1
        say(f"roster {done.pk}: {done.state}{f' ({done.fault})' if done.fault else ''}")
    return taken


def take_if_small(roster: RosterImport) -> RosterImport:
    """Do at once what a request may wait for; leave the rest to the sweep."""
    if roster.state == ImportState.UPLOADED:
        small = roster.size <= rules.SMALL
    elif roster.state == ImportState.MENDING:
        small = roster.rows <= rules.SMALL_MENDING
    else:
        small = roster.total <= rules.SMALL_ROWS
    return take(roster) if small else roster


def take(roster: RosterImport) -> RosterImport:
    """Do what a roster waits for, unless somebody does it already; return it as it is then."""
    row = _begin(roster)
    if row is None:
        return roster
    try:
        _WORK[ImportState(roster.state)](row)
    except ParitranaError as error:
        _fail(roster=row, error=error)
    except Exception:
        traceback.print_exc()
        _fail(roster=row, error=ParitranaError("import.broken"))
    return queries.find(row.pk)


def repair(*, roster: RosterImport, code: str, by: Any) -> RosterImport:
    """Mend a whole group of rows, at once where that is quick."""
    return take_if_small(import_mending.repair(roster=roster, code=code, by=by))


def write_cell(*, roster: RosterImport, line: int, column: int, text: str, by: Any) -> RosterImport:
    """Write one cell by hand, at once where checking anew is quick."""
    decided = import_mending.write_cell(roster=roster, line=line, column=column, text=text, by=by)
    return take_if_small(decided)


def choose_fund(*, roster: RosterImport, fund: Fund | None, by: Any) -> RosterImport:
    """Check a roster against what a fund asks, at once where that is quick."""
    return take_if_small(import_mending.choose_fund(roster=roster, fund=fund, by=by))


def hand_in(
    *,
    upload: File,
    ending: str,
    office: Organisation,
    region: Region,
    as_of: date,
    kind: str = ImportKind.ROSTER,
    by: Any,
) -> RosterImport:
    """Take a file in; a small one is read and checked at once, and one that nobody can read is not kept.

    Raises DataFaults with the reasons, BadInput or NotPermitted.
    """
    permissions.check_import_area(permissions.desk_of(by), office, region.pk)
    rules.check_upload(ending, upload.size)
    with tempfile.TemporaryDirectory(prefix="roster-") as folder:  # open to this user alone
        path = Path(folder) / f"roster.{ending}"
        with path.open("wb") as file:
            for piece in upload.chunks():
                file.write(piece)
        cells = read(path) if upload.size <= rules.SMALL else None
        given = {"office": office, "region": region, "as_of": as_of, "kind": kind}
        row = imports.upload(**given, path=path, cells=cells, by=by)
    return take_if_small(row)


def read(path: Path, layout: "Layout | None" = None) -> "Roster":
    """Return the cells of a file; raises DataFaults for one that nobody can read."""
    from paritrana.core.rolls import roster as core

    return core.look(path, layout=layout)


@transaction.atomic
def _begin(roster: RosterImport) -> RosterImport | None:
    """Write the worker's name beside a roster that waits; nothing when it waits no more."""
    row = (
        RosterImport.objects.select_for_update(of=("self",))
        .select_related("office", "region", "data_key", "fund")
        .get(pk=roster.pk)
    )
    if row.state != roster.state or row.worker or row.asks:
        return None
    row.worker = own_name()
    if row.state == ImportState.UPLOADED:
        row.state, row.done, row.total = ImportState.CHECKING, 0, STEPS
    elif row.state == ImportState.MENDING:
        row.done = 0
    row.save(update_fields=["worker", "state", "done", "total"])
    return row


def _check(row: RosterImport) -> None:
    """Read, find the columns, check; stop where only the officer can say which sheet or column."""
    layout = queries.layout_of(row)
    cells = _cells(row, layout)
    _tell(row, 1)
    if layout.sheet is None and len(rules.likely_sheets(cells)) > 1:
        _ask(roster=row, what=Asks.SHEET)
        return
    layout = _with_memory(row, layout)
    try:
        mapped = cells.mapped(layout, rules.needed(row.kind))
    except DataFaults:
        _ask(roster=row, what=Asks.COLUMNS)
        return
    import_files.keep_cells(row, mapped)
    if layout.columns:  # so that it is remembered on
        sealed = import_files.sealed_layout(layout, row)
        RosterImport.objects.filter(pk=row.pk).update(layout_sealed=sealed)
    checked = imports.check(row, say=lambda line: _tell(row, row.done + 1))
    _finish_check(roster=row, found=imports.look(row, checked))


def _cells(row: RosterImport, layout: "Layout") -> "Roster":
    if files.has(row, files.CELLS):
        return files.cells(row)
    with tempfile.TemporaryDirectory(prefix=OPEN, dir=files.folder()) as folder:
        path = Path(folder) / f"roster.{row.ending}"
        path.touch(mode=0o600)
        path.write_bytes(files.opened(row, files.UPLOAD))
        found = read(path, layout)
    import_files.keep_cells(row, found)
    return found


def _with_memory(row: RosterImport, layout: "Layout") -> "Layout":
    """Return the layout with what the office said of earlier rosters, where nothing was said of this one."""
    from dataclasses import replace

    return replace(layout, columns=queries.remembered(row.office) | dict(layout.columns))


@ledger.recorded
def _ask(*, roster: RosterImport, what: Asks) -> None:
    row = _locked(roster, ImportState.UPLOADED)
    row.asks = what
    row.save(update_fields=["state", "worker", "asks"])
    ledger.append("roster.asked", subject=row, by=None, what=str(what))


@ledger.recorded
def _finish_check(*, roster: RosterImport, found: imports.Found) -> None:
    row = _locked(roster, ImportState.CHECKED)
    row.fault, row.facts, row.done = "", {}, row.total
    row.save(update_fields=["state", "worker", "fault", "facts", "done"])
    imports.keep(row, found)
    told = {"rows": row.rows, "accepted": row.accepted, "rejected": row.rejected}
    ledger.append("roster.checked", subject=row, by=None, **told)


def _mend(row: RosterImport) -> None:
    """Do what was decided, check anew, and keep what was found."""
    checked = import_mending.mended(row, lambda line: _tell(row, row.done + 1))
    _finish_mend(roster=row, found=imports.look(row, checked), fund=row.fund)


@ledger.recorded
def _finish_mend(*, roster: RosterImport, found: imports.Found, fund: Fund | None) -> None:
    row = _locked(roster, ImportState.CHECKED)
    row.fund, row.mend_sealed, row.done = fund, "", row.total
    row.save(update_fields=["state", "worker", "fund", "mend_sealed", "done"])
    imports.keep(row, found)
    told = {"rows": row.rows, "accepted": row.accepted, "rejected": row.rejected}
    ledger.append("roster.mended", subject=row, by=None, **told)


def _commit(row: RosterImport) -> None:
    """Put all in; when a part fails, take out what went in, and say why."""
    try:
        effect = import_parts.put_in(row)
    except BaseException:
        import_parts.take_out(row)
        raise
    _finish_commit(roster=row, effect=effect)


@ledger.recorded
def _finish_commit(*, roster: RosterImport, effect: Effect) -> None:
    row = _locked(roster, ImportState.COMMITTED)
    row.effect, row.committed_at, row.done = effect.as_data(), clock.now(), row.total
    row.save(update_fields=["state", "worker", "effect", "committed_at", "done"])
    ledger.append("roster.committed", subject=row, by=row.committed_by, **effect.as_data())


def _undo(row: RosterImport) -> None:
    import_parts.take_out(row)
    _finish_undo(roster=row)


@ledger.recorded
def _finish_undo(*, roster: RosterImport) -> None:
    row = _locked(roster, ImportState.UNDONE)
    kept = row.imported.filter(kept=True).count()
    row.undone_at, row.done, row.files_gone = clock.now(), row.total, True
    row.fault, row.facts, row.effect = "", {}, row.effect | {"kept": kept}
    row.save(update_fields=["state", "worker", "undone_at", "done", "files_gone", "fault", "facts", "effect"])
    ledger.append("roster.undone", subject=row, by=row.undone_by, kept=kept)
    import_files.let_go(row)


@ledger.recorded
def _fail(*, roster: RosterImport, error: ParitranaError) -> None:
    """Say why it did not work out: an unreadable file is removed, a roster that was checked stays so.

    What broke off half way says so: an undoing is gone on with, a commit is tried again.
    """
    was = RosterImport.objects.get(pk=roster.pk).state
    back = {
        ImportState.MENDING: ImportState.CHECKED,
        ImportState.COMMITTING: ImportState.CHECKED,
        ImportState.UNDOING: ImportState.COMMITTED,
    }
    row = _locked(roster, back.get(ImportState(was), ImportState.FAILED))
    if was == ImportState.UNDOING:
        error = ParitranaError("import.undo_broken")
    elif was == ImportState.COMMITTING and row.imported.filter(kept=False).exists():
        error = ParitranaError("import.half_in")
    row.fault, row.facts, row.mend_sealed = error.code, _facts_of(error), ""
    row.files_gone = row.state == ImportState.FAILED
    row.save(update_fields=["state", "worker", "fault", "facts", "mend_sealed", "files_gone"])
    ledger.append("roster.failed", subject=row, by=None, fault=error.code)
    if row.files_gone:
        import_files.let_go(row)


@ledger.recorded
def _requeue(*, roster: RosterImport) -> None:
    """Let a roster whose worker died wait again."""
    row = RosterImport.objects.select_for_update().get(pk=roster.pk)
    row.worker = ""
    if row.state == ImportState.CHECKING:
        row.state = ImportState.UPLOADED
    row.save(update_fields=["state", "worker"])
    ledger.append("roster.requeued", subject=row, by=None)


def _take_over_orphans(say: Say) -> None:
    for row in RosterImport.objects.exclude(worker=""):
        if is_gone(row.worker):
            say(f"roster {row.pk}: its worker is gone, it is taken up anew")
            _requeue(roster=row)


def _remove_old_files() -> None:
    """Remove the files of rosters committed a day ago, which nobody can undo now, and of old comparisons."""
    now = clock.now()
    compared = RosterImport.objects.filter(kind=ImportKind.COMPARISON, files_gone=False, worker="")
    for row in compared:
        if rules.undo_until(row.uploaded_at) <= now:
            _let_go(roster=row)
    for row in RosterImport.objects.filter(state__in=AFTER, files_gone=False, worker=""):
        if row.committed_at is not None and rules.undo_until(row.committed_at) <= now:
            _let_go(roster=row)
    if not RosterImport.objects.exclude(worker="").exists():
        for left in files.folder().glob(f"{OPEN}*"):  # of a worker that was killed while it read
            shutil.rmtree(left, ignore_errors=True)


@ledger.recorded
def _let_go(*, roster: RosterImport) -> None:
    row = RosterImport.objects.select_for_update().get(pk=roster.pk)
    row.files_gone = True
    row.save(update_fields=["files_gone"])
    ledger.append("roster.files_removed", subject=row, by=None)
    import_files.let_go(row)


def _locked(roster: RosterImport, to: ImportState) -> RosterImport:
    row = (
        RosterImport.objects.select_for_update(of=("self",))
        .select_related("office", "region", "data_key", "fund", "committed_by", "undone_by")
        .get(pk=roster.pk)
    )
    rules.check_move(row.state, to)
    row.state, row.worker = to, ""
    return row


def _facts_of(error: ParitranaError) -> dict[str, Any]:
    facts: dict[str, Any] = {key: ledger.plain(value) for key, value in error.facts.items()}
    if isinstance(error, DataFaults):
        facts["faults"] = [
            [one.line, one.code, [one.sentence, one.cure], list(one.indonesian)]
            for one in error.faults[:KEPT_FAULTS]
        ]
    return facts


def _tell(row: RosterImport, done: int) -> None:
    row.done = min(done, row.total)
    RosterImport.objects.filter(pk=row.pk).update(done=row.done)


def own_name() -> str:
    """Return what a worker writes beside the row it works on."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


def is_gone(worker: str) -> bool:
    """Whether a worker of this machine has ended."""
    host, _, process = worker.rpartition(":")
    if host != socket.gethostname()[:60] or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


_WORK: dict[ImportState, Callable[[RosterImport], None]] = {
    ImportState.UPLOADED: _check,
    ImportState.MENDING: _mend,
    ImportState.COMMITTING: _commit,
    ImportState.UNDOING: _undo,
}
