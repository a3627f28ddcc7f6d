"""Asking for figures, reviewing them, and making them public for good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paritrana.apps.coverage import permissions, rules
from paritrana.apps.coverage.commands.deliveries import facts_of
from paritrana.apps.coverage.models import Delivery, Figure, Run, Snapshot
from paritrana.apps.coverage.queries.published import current
from paritrana.apps.coverage.queries.runs import rows_of
from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.rules.withholding import uncovered
from paritrana.apps.coverage.states import DeliveryState, RunState, Schema
from paritrana.apps.ledger import commands as ledger
from paritrana.core.units import clock
from paritrana.errors import BadInput, ParitranaError, RuleRefused

BATCH = 2_000


@dataclass(frozen=True)
class Computed:
    """What a computation gives: the figures as canonical rows, and everything that went into them."""

    rows: Sequence[figures.Row]
    inputs: Sequence[Mapping[str, Any]]
    tables: Mapping[str, str]
    vintage: str
    denominators_sha256: str
    code_version: str


@ledger.recorded
def ask(
    *, year: str, denominators: Delivery, months: Sequence[str] = figures.MONTHS, note: str = "", by: Any
) -> Run:
    """Ask for all figures of a year over one delivery of denominators; the run waits for a worker."""
    permissions.check_publish(by)
    if not (len(year) == 4 and year.isascii() and year.isdecimal()):
        raise BadInput("coverage.bad_year", year=year)
    if denominators.schema != Schema.DENOMINATORS or denominators.state != DeliveryState.DONE:
        raise BadInput("coverage.not_denominators")
    run = Run.objects.create(
        year=year,
        months=list(months),
        denominators=denominators,
        note=note.strip(),
        suppress=figures.SUPPRESS,
        total=len(figures.standard_set(year, months=months)),
        asked_by=by,
        asked_at=clock.now(),
    )
    ledger.append("coverage_run.asked", subject=run, by=by, year=year, denominators=denominators.pk)
    return run


@ledger.recorded
def begin(*, run: Run, worker: str = "") -> Run:
    """Take a waiting run into work."""
    row = _move(run, RunState.RUNNING)
    row.worker, row.started_at, row.done = worker, clock.now(), 0
    row.save(update_fields=["state", "worker", "started_at", "done"])
    ledger.append("coverage_run.begun", subject=row, by=None)
    return row


def tell_progress(*, run: Run, done: int) -> None:
    """Note how many tables are computed, for whoever looks; no act, so nothing for the ledger."""
    Run.objects.filter(pk=run.pk).update(done=done)


@ledger.recorded
def finish(*, run: Run, computed: Computed) -> Run:
    """Keep the figures with everything that went into them, for review."""
    row = _move(run, RunState.COMPUTED)
    Figure.objects.bulk_create(
        (
            Figure(
                run=row,
                **dict(zip(figures.COLUMNS[:-1], one, strict=False)),
                suppressed=one[-1] == figures.HIDDEN,
            )
            for one in computed.rows
        ),
        batch_size=BATCH,
    )
    row.inputs, row.tables = [dict(one) for one in computed.inputs], dict(computed.tables)
    row.vintage, row.denominators_sha256 = computed.vintage, computed.denominators_sha256
    row.code_version, row.finished_at = computed.code_version, clock.now()
    row.result_sha256, row.worker, row.done = figures.digest(computed.rows), "", row.total
    row.fault, row.facts = "", {}
    row.save()
    ledger.append(
        "coverage_run.computed",
        subject=row,
        by=None,
        figures=len(computed.rows),
        result_sha256=row.result_sha256,
        denominators_sha256=row.denominators_sha256,
        tables=row.tables,
        inputs=sorted(one["sha256"] for one in row.inputs),
    )
    return row


@ledger.recorded
def fail(*, run: Run, error: ParitranaError) -> Run:
    """Say why nothing could be computed."""
    row = _move(run, RunState.FAILED)
    row.fault, row.facts, row.finished_at, row.worker = error.code, facts_of(error), clock.now(), ""
    row.save(update_fields=["state", "fault", "facts", "finished_at", "worker"])
    ledger.append("coverage_run.failed", subject=row, by=None, fault=error.code)
    return row


@ledger.recorded
def requeue(*, run: Run, by: Any = None) -> Run:
    """Let a failed run, or one whose worker died (`by` nobody), wait again."""
    if by is not None:
        permissions.check_publish(by)
    row = _move(run, RunState.QUEUED)
    row.worker, row.fault, row.facts = "", "", {}
    row.save(update_fields=["state", "worker", "fault", "facts"])
    ledger.append("coverage_run.requeued", subject=row, by=by)
    return row


@ledger.recorded
def approve(*, run: Run, reason: str = "", by: Any) -> Run:
    """Say after review that the figures may be published; a correction says what it corrects."""
    permissions.check_publish(by)
    row = _move(run, RunState.APPROVED)
    rules.check_reason(corrects=current(row.year), reason=reason)
    row.approved_by, row.approved_at, row.reason = by, clock.now(), reason.strip()
    row.save(update_fields=["state", "approved_by", "approved_at", "reason"])
    ledger.append(
        "coverage_run.approved", subject=row, by=by, result_sha256=row.result_sha256, reason=row.reason
    )
    return row


@ledger.recorded
def discard(*, run: Run, by: Any) -> Run:
    """Put a run aside that will not be published; its figures are let go, its hash stays."""
    permissions.check_publish(by)
    row = _move(run, RunState.DISCARDED)
    row.save(update_fields=["state"])
    row.figures.all().delete()
    ledger.append("coverage_run.discarded", subject=row, by=by, result_sha256=row.result_sha256)
    return row


@ledger.recorded
def publish(*, run: Run, by: Any) -> Snapshot:
    """Make an approved run public under the next number; it takes another person than the one who approved.

    Raises RuleRefused when the figures no longer give the hash that was approved, or show what the snapshot
    they correct withholds, which was published since they were computed.
    """
    permissions.check_publish(by)
    row = _move(run, RunState.PUBLISHED)
    rules.check_second_person(approved_by=row.approved_by_id, by=by.pk)
    before = current(row.year)
    rules.check_reason(corrects=before, reason=row.reason)
    rows = rows_of(row)
    if figures.digest(rows) != row.result_sha256:
        raise RuleRefused("coverage.changed_meanwhile")
    if shown := uncovered(rows, rows_of(before.run) if before else ()):
        raise RuleRefused("coverage.shows_hidden", number=before.number, count=shown)
    row.save(update_fields=["state"])
    last = Snapshot.objects.select_for_update().order_by("-number").first()
    snapshot = Snapshot.objects.create(
        number=last.number + 1 if last else 1,
        run=row,
        year=row.year,
        corrects=before,
        reason=row.reason if before else "",
        result_sha256=row.result_sha256,
        made_up=_is_made_up(row),
        published_by=by,
        published_at=clock.now(),
    )
    ledger.append(
        "snapshot.published",
        subject=snapshot,
        by=by,
        number=snapshot.number,
        year=snapshot.year,
        result_sha256=snapshot.result_sha256,
        corrects=before.number if before else None,
        reason=snapshot.reason,
    )
    return snapshot


def _move(run: Run, to: RunState) -> Run:
    row = Run.objects.select_for_update().get(pk=run.pk)
    rules.check_run_move(row.state, to)
    row.state = to
    return row


def _is_made_up(run: Run) -> bool:
    keys = {one["delivery"] for one in run.inputs} | {run.denominators_id}
    return Delivery.objects.filter(pk__in=keys, made_up=True).exists()
