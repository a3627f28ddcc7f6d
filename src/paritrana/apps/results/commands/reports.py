"""Making the reports that stand beside a result: robustness, severities, fair view, record.

Reading and computing come first and hold no lock; the short transaction at the end keeps what was computed
only if the run is still the newest and everything it was made from is still the same.  Small runs are done
while the request waits, larger ones by the sweep; a row whose worker is gone waits again.
"""

import hashlib
import traceback
from collections.abc import Callable
from typing import Any

from django.db import transaction

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.states import EditionState
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.protection.commands.import_work import is_gone, own_name
from paritrana.apps.results import permissions, rules
from paritrana.apps.results.models import RankingRun, ReportErrand
from paritrana.apps.results.queries import runs
from paritrana.apps.results.queries.computing import WORLDS, Reports, compute, is_small, worlds_asked
from paritrana.apps.results.queries.inputs import is_current
from paritrana.apps.results.states import IN_WORK, ReportState
from paritrana.core.units import clock
from paritrana.errors import ParitranaError, RuleRefused

Say = Callable[[str], None]
STEPS = 40  # how often at most the row is told how far the work is


def make(
    *, run: RankingRun, worlds: int = WORLDS, by: User, tell: Callable[[int], None] | None = None
) -> RankingRun:
    """Compute the reports of the newest run and keep them with it; the ranking itself stays as it is.

    The same run gives the same reports, so making them again changes nothing.  tell: called with the worlds
    done.  Raises RuleRefused when the run is old, changed or published, before computing and after.
    """
    run = _checked(Edition.objects.get(pk=run.edition_id), run, by=by)
    whole: dict[str, int] = {}

    def step(category: str, done: int, _of: int) -> None:
        whole[category] = done
        if tell:
            tell(sum(whole.values()))

    made = compute(run, worlds=worlds, progress=step)
    return _keep(run=run, made=made, worlds=worlds, by=by)


@ledger.recorded
def _keep(*, run: RankingRun, made: Reports, worlds: int, by: User) -> RankingRun:
    row = _checked(Edition.objects.select_for_update().get(pk=run.edition_id), run, by=by)
    row.robustness_json, row.severity_csv = made.robustness, made.severity
    row.fair_csv, row.record_json = made.fair, made.record
    row.save(update_fields=["robustness_json", "severity_csv", "fair_csv", "record_json"])
    ledger.append(
        "ranking.reported",
        subject=row,
        by=by,
        number=row.number,
        worlds=worlds,
        reports_sha256=hashlib.sha256("".join(made.files.values()).encode()).hexdigest(),
    )
    return row


def _checked(edition: Edition, run: RankingRun, *, by: User) -> RankingRun:
    """Return the run as it is now; raises when its reports may not be made, or not by this person."""
    row = edition.ranking_runs.select_related("rulebook_version").get(pk=run.pk)
    row.edition = edition
    permissions.check_run(by, edition)
    rules.check_reports(
        published=edition.state == EditionState.PUBLISHED, newest=runs.latest_run(edition) == row
    )
    if not is_current(row):
        raise RuleRefused("results.inputs_changed")
    return row


def ask(*, run: RankingRun, worlds: int = WORLDS, by: User) -> ReportErrand:
    """Have the reports of the newest run made: at once while that is short, else by the sweep."""
    errand = _ask(run=run, worlds=worlds, by=by)
    return take(errand) if is_small(run) else errand


@ledger.recorded
def _ask(*, run: RankingRun, worlds: int, by: User) -> ReportErrand:
    row = _checked(Edition.objects.select_for_update().get(pk=run.edition_id), run, by=by)
    if ReportErrand.objects.filter(run=row, state__in=IN_WORK).exists():
        raise RuleRefused("results.reports_wait")
    errand, _new = ReportErrand.objects.update_or_create(
        run=row,
        defaults={
            "state": ReportState.QUEUED,
            "worlds": worlds,
            "done": 0,
            "total": worlds_asked(row, worlds),
            "worker": "",
            "fault": "",
            "facts": {},
            "by": by,
            "at": clock.now(),
        },
    )
    ledger.append("reports.asked", subject=row, by=by, number=row.number, worlds=worlds)
    return errand


def work(say: Say = lambda line: None) -> int:
    """Make all reports that wait, the oldest first; return how many were taken."""
    for row in ReportErrand.objects.filter(state=ReportState.WORKING):
        if is_gone(row.worker):
            say(f"reports {row.pk}: their worker is gone, they are taken up anew")
            _requeue(errand=row)
    done = 0
    while waiting := ReportErrand.objects.filter(state=ReportState.QUEUED).order_by("at", "pk").first():
        row = take(waiting)
        done += 1
        say(f"reports {row.pk}: {row.state}{f' ({row.fault})' if row.fault else ''}")
    return done


def take(errand: ReportErrand) -> ReportErrand:
    """Make the reports, unless somebody does already; return the errand as it is then."""
    row = _begin(errand)
    if row is None:
        return ReportErrand.objects.get(pk=errand.pk)
    try:
        make(run=row.run, worlds=row.worlds, by=row.by, tell=lambda done: _tell(row, done))
    except ParitranaError as error:
        _fail(
            errand=row, fault=error.code, facts={key: ledger.plain(one) for key, one in error.facts.items()}
        )
    except Exception:
        traceback.print_exc()
        _fail(errand=row, fault="results.reports_broken", facts={})
    else:
        ReportErrand.objects.filter(pk=row.pk).update(state=ReportState.DONE, worker="", done=row.total)
    return ReportErrand.objects.get(pk=row.pk)


@transaction.atomic
def _begin(errand: ReportErrand) -> ReportErrand | None:
    row = ReportErrand.objects.select_for_update().get(pk=errand.pk)
    if row.state != ReportState.QUEUED:
        return None
    row.state, row.worker, row.done = ReportState.WORKING, own_name(), 0
    row.save(update_fields=["state", "worker", "done"])
    return ReportErrand.objects.select_related("run", "by").get(pk=row.pk)


def _tell(row: ReportErrand, done: int) -> None:
    if done * STEPS // max(row.total, 1) > row.done * STEPS // max(row.total, 1):
        row.done = done
        ReportErrand.objects.filter(pk=row.pk).update(done=done)


@ledger.recorded
def _fail(*, errand: ReportErrand, fault: str, facts: dict[str, Any]) -> None:
    row = ReportErrand.objects.select_for_update().get(pk=errand.pk)
    row.state, row.worker, row.fault, row.facts = ReportState.FAILED, "", fault, facts
    row.save(update_fields=["state", "worker", "fault", "facts"])
    ledger.append("reports.failed", subject=row.run, by=None, number=row.run.number, fault=fault)


@ledger.recorded
def _requeue(*, errand: ReportErrand) -> None:
    """Let reports whose worker died wait again."""
    row = ReportErrand.objects.select_for_update().get(pk=errand.pk)
    row.state, row.worker = ReportState.QUEUED, ""
    row.save(update_fields=["state", "worker"])
    ledger.append("reports.requeued", subject=row.run, by=None, number=row.run.number)
