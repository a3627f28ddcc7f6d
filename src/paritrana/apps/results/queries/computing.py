"""The reports of a run, computed from the run's own files: the same run gives the same bytes."""

from collections.abc import Callable
from dataclasses import dataclass

from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries.runs import rulebook_of
from paritrana.core.ranking import rank_book
from paritrana.core.ranking.record import data_hash, record_json
from paritrana.core.ranking.robustness import WORLDS, SeedParts, robustness, robustness_json
from paritrana.core.scoring import read_marks, read_values

__all__ = ["WORLDS", "Reports", "compute"]

type Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Reports:
    """What stands beside a result, each as the text of its file; empty where a run has none."""

    robustness_json: str
    severity_csv: str
    fair_csv: str
    record_json: str

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.robustness_json, self.severity_csv, self.fair_csv, self.record_json)


def compute(run: RankingRun, *, worlds: int = WORLDS, progress: Progress | None = None) -> Reports:
    """Return the reports of a run over so many worlds; progress is called with (worlds done, worlds)."""
    rulebook, seed = rulebook_of(run), run.seed or None
    values = read_values(run.values_csv.encode()).cells
    marks = read_marks(run.marks_csv.encode()).cells
    inputs = {"values.csv": run.values_csv, "marks.csv": run.marks_csv}
    parts = SeedParts(run.rulebook_hash, data_hash(inputs.values()), run.seed)
    found = []
    for one in rank_book(rulebook, values, marks, seed=seed).categories:
        own = values.get(one.category.id, {})
        if not own:
            continue
        found.append(
            robustness(
                one.category,
                own,
                {pair: cells for pair, cells in marks.items() if pair[1] in own},
                one.scores,
                seed_parts=parts,
                worlds=worlds,
                rows=one.rows,
                progress=progress,
            )
        )
    robust = robustness_json(found, seed_parts=parts, worlds=worlds)
    outputs = {
        "ranking.csv": run.ranking_csv,
        "contributions.csv": run.contributions_csv,
        "excluded.csv": run.excluded_csv,
    }
    record = record_json(
        rulebook_hash=run.rulebook_hash,
        inputs=inputs,
        outputs=outputs,
        reports={"robustness.json": robust},
        fair={},
        seed=seed,
        worlds=worlds,
    )
    return Reports(robust, "", "", record)
