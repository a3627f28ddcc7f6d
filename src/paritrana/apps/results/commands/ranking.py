"""Computing the ranking of an edition from opened rounds."""

from paritrana.apps.accounts.models import User
from paritrana.apps.awards.models import Edition
from paritrana.apps.awards.states import EditionState
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.nominations.queries.scoring import unsized_in
from paritrana.apps.nominations.rules import check_sized
from paritrana.apps.results import permissions, rules
from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries import runs
from paritrana.apps.results.queries.inputs import inputs_of
from paritrana.core.ranking import rank_book, result_hash, tables_of
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
    check_sized(**unsized_in(edition))
    result = rank_book(
        edition.rulebook, inputs.values, inputs.marks, seed=seed.strip() or None, entrants=inputs.facts
    )
    tables = tables_of(result)
    newest = runs.latest_run(edition)
    made = RankingRun.objects.create(
        edition=edition,
        number=1 if newest is None else newest.number + 1,
        rulebook_version=edition.rulebook_version,
        rulebook_hash=edition.rulebook.hash,
        seed=seed.strip(),
        values_csv=inputs.values_csv,
        marks_csv=inputs.marks_csv,
        ranking_csv=tables["ranking.csv"],
        contributions_csv=tables["contributions.csv"],
        excluded_csv=tables["excluded.csv"],
        entrants_csv=inputs.entrants_csv,
        awards_csv=tables.get("awards.csv", ""),
        result_sha256=result_hash(tables),
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
