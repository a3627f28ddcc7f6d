"""Computing the ranking of an edition from opened rounds."""

import hashlib

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.states import EditionState
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.results import permissions, rules
from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries import runs
from paritrana.apps.results.queries.inputs import inputs_of
from paritrana.core.ranking import awards_csv, contributions_csv, excluded_csv, rank_book, ranking_csv
from paritrana.core.units import clock


@ledger.recorded
def run(*, edition: Edition, seed: str = "", by: User) -> RankingRun:
    """Compute and keep a new run; raises RuleRefused while a round is sealed, DataFaults for faulty data.

    seed: the public seed of a lot, needed only where the rulebook can come to one.
    """
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    permissions.check_run(by, edition)
    inputs = inputs_of(edition)
    rules.check_ready_to_run(
        published=edition.state == EditionState.PUBLISHED,
        standing=inputs.entrants,
        unopened=runs.unopened_rounds(edition),
    )
    result = rank_book(
        edition.rulebook, inputs.values, inputs.marks, seed=seed.strip() or None, entrants=inputs.facts
    )
    outputs = (ranking_csv(result), contributions_csv(result), excluded_csv(result))
    awards = awards_csv(result) if edition.rulebook.format > 1 else ""
    newest = runs.latest_run(edition)
    made = RankingRun.objects.create(
        edition=edition,
        number=1 if newest is None else newest.number + 1,
        rulebook_version=edition.rulebook_version,
        rulebook_hash=edition.rulebook.hash,
        seed=seed.strip(),
        values_csv=inputs.values_csv,
        marks_csv=inputs.marks_csv,
        ranking_csv=outputs[0],
        contributions_csv=outputs[1],
        excluded_csv=outputs[2],
        entrants_csv=inputs.entrants_csv,
        awards_csv=awards,
        result_sha256=hashlib.sha256("".join((*outputs, awards)).encode()).hexdigest(),
        run_by=by,
        run_at=clock.now(),
    )
    ledger.append(
        "ranking.run",
        subject=made,
        by=by,
        number=made.number,
        rulebook=made.rulebook_hash,
        seed=made.seed,
        result_sha256=made.result_sha256,
    )
    return made
