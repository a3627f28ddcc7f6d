"""Making the reports that stand beside a result: robustness, severities, fair view, record."""

import hashlib

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.states import EditionState
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.results import permissions, rules
from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries import runs
from paritrana.apps.results.queries.computing import WORLDS, compute
from paritrana.apps.results.queries.inputs import is_current
from paritrana.errors import RuleRefused


@ledger.recorded
def make(*, run: RankingRun, worlds: int = WORLDS, by: User) -> RankingRun:
    """Compute the reports of the newest run and keep them with it; the ranking itself stays as it is.

    The same run gives the same reports, so making them again changes nothing.
    """
    edition = Edition.objects.select_for_update().get(pk=run.edition_id)
    run = edition.ranking_runs.get(pk=run.pk)
    permissions.check_run(by, edition)
    rules.check_reports(
        published=edition.state == EditionState.PUBLISHED, newest=runs.latest_run(edition) == run
    )
    if not is_current(run):
        raise RuleRefused("results.inputs_changed")
    made = compute(run, worlds=worlds)
    run.robustness_json, run.severity_csv = made.robustness, made.severity
    run.fair_csv, run.record_json = made.fair, made.record
    run.save(update_fields=["robustness_json", "severity_csv", "fair_csv", "record_json"])
    ledger.append(
        "ranking.reported",
        subject=run,
        by=by,
        number=run.number,
        worlds=worlds,
        reports_sha256=hashlib.sha256("".join(made.files.values()).encode()).hexdigest(),
    )
    return run
