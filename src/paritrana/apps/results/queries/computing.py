"""The reports of a run, computed from the run's own files: the same run gives the same bytes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries.runs import rulebook_of
from paritrana.core.ranking import CategoryResult, rank_book
from paritrana.core.ranking.order import rows_of
from paritrana.core.ranking.record import FairRecord, data_hash, record_json
from paritrana.core.ranking.robustness import (
    WORLDS,
    FairPanels,
    SeedParts,
    robustness,
    robustness_json,
)
from paritrana.core.rulebook import Category
from paritrana.core.scoring import CategoryScores, Marks, read_marks, read_values
from paritrana.core.scoring.jury import Fair, adjusted, fair_csv, fair_panels, reliability, severity_csv
from paritrana.core.units import Points

__all__ = ["WORLDS", "Judged", "Reports", "compute", "judged"]

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


@dataclass(frozen=True)
class Judged:
    """One category of a run scored anew from its files, with the fair view beside it."""

    result: CategoryResult
    values: Mapping[str, Mapping[str, str]]
    marks: Marks
    fair: Fair
    fairer: CategoryScores = field(repr=False)

    @property
    def category(self) -> Category:
        return self.result.category


def judged(run: RankingRun, category: str = "") -> list[Judged]:
    """Return the categories of a run that have entrants, or one of them, with their fair views."""
    values = read_values(run.values_csv.encode()).cells
    marks = read_marks(run.marks_csv.encode()).cells
    found = []
    for one in rank_book(rulebook_of(run), values, marks, seed=run.seed or None).categories:
        own = values.get(one.category.id, {})
        if not own or category not in ("", one.category.id):
            continue
        fair = fair_panels(one.category, one.scores)
        kept = {pair: cells for pair, cells in marks.items() if pair[1] in own}
        found.append(Judged(one, own, kept, fair, adjusted(one.category, one.scores, fair)))
    return found


def compute(run: RankingRun, *, worlds: int = WORLDS, progress: Progress | None = None) -> Reports:
    """Return the reports of a run over so many worlds; progress is called with (worlds done, worlds)."""
    seed = run.seed or None
    inputs = {"values.csv": run.values_csv, "marks.csv": run.marks_csv}
    parts = SeedParts(run.rulebook_hash, data_hash(inputs.values()), run.seed)
    categories = judged(run)
    found = [
        robustness(
            one.category,
            one.values,
            one.marks,
            one.result.scores,
            seed_parts=parts,
            worlds=worlds,
            rows=one.result.rows,
            fair=FairPanels(one.fair.panels, {}) if one.fair.adjusts else None,
            reliability=_reliability(one),
            progress=progress,
        )
        for one in categories
    ]
    reports = {
        "robustness.json": robustness_json(found, seed_parts=parts, worlds=worlds),
        "severity.csv": severity_csv({one.category.id: one.fair for one in categories}),
        "fair.csv": fair_csv([row for one in categories for row in rows_of(one.fairer, seed=seed)]),
    }
    record = record_json(
        rulebook_hash=run.rulebook_hash,
        inputs=inputs,
        outputs={
            "ranking.csv": run.ranking_csv,
            "contributions.csv": run.contributions_csv,
            "excluded.csv": run.excluded_csv,
        },
        reports=reports,
        fair={one.category.id: _record(one) for one in categories},
        seed=seed,
        worlds=worlds,
    )
    return Reports(*reports.values(), record)


def _record(one: Judged) -> FairRecord:
    gates = tuple(
        (gate.code, {name: _text(value) for name, value in gate.facts.items()}) for gate in one.fair.gates
    )
    return FairRecord(one.category.jury.fair_mode, one.fair.link, one.fair.lam, gates)


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _reliability(one: Judged) -> dict[str, dict[str, str | None]] | None:
    """Return by stage how far its jurors agree, as decimal texts; None without a stage that jurors marked."""
    found = reliability(one.category, one.result.scores)
    told = {
        stage: {
            "alpha": _shown(row.alpha_ordinal.value),
            "icc_panel": _shown(row.icc_panel.value),
            "generalizability": _shown(row.generalizability.value),
            "jurors_needed": None if row.jurors_needed.value is None else str(row.jurors_needed.value),
            "reason": row.alpha_ordinal.reason or row.generalizability.reason,
        }
        for stage, row in found.items()
    }
    return told or None


def _shown(value: Fraction | None) -> str | None:
    return None if value is None else Points(value).shown
