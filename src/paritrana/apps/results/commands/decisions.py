"""What the chair decides on a computed ranking, with the reason."""

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.states import EditionState
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.results import permissions, rules
from paritrana.apps.results.models import Decision, RankingRun
from paritrana.apps.results.queries import runs
from paritrana.apps.results.queries.inputs import is_current
from paritrana.core.units import clock
from paritrana.errors import RuleRefused


@ledger.recorded
def decide(
    *,
    run: RankingRun,
    category: str,
    reason: str,
    confirms: bool = True,
    minutes_number: str = "",
    by: User,
) -> Decision:
    """Record the decision on one category of the newest run; one that does not confirm asks for a new run."""
    edition = Edition.objects.select_for_update().get(pk=run.edition_id)
    run = edition.ranking_runs.get(pk=run.pk)
    permissions.check_decide(by, edition)
    if edition.state == EditionState.PUBLISHED:
        raise RuleRefused("results.already_published")
    rules.check_decision(
        newest=runs.latest_run(edition) == run,
        category=category,
        ranked=runs.ranked_ids(run),
        decided=set(run.decisions.values_list("category", flat=True)),
        reason=reason,
    )
    if not is_current(run):
        raise RuleRefused("results.inputs_changed")
    decision = Decision.objects.create(
        edition=edition,
        run=run,
        category=category,
        confirms=confirms,
        reason=reason.strip(),
        minutes_number=minutes_number.strip(),
        decided_by=by,
        decided_at=clock.now(),
    )
    ledger.append(
        "decision.recorded",
        subject=decision,
        by=by,
        run=run.number,
        result_sha256=run.result_sha256,
        category=category,
        confirms=confirms,
        minutes=decision.minutes_number,
    )
    return decision
