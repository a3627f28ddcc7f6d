"""Everything that is told beside a result: robustness, severities, the fair ranking, and the record.

One function for the command line and the website, so that both give the same bytes for the same data.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from paritrana.core.ranking.book import CategoryResult, Result
from paritrana.core.ranking.order import Row, rows_of
from paritrana.core.ranking.record import FairRecord, data_hash, record_json
from paritrana.core.ranking.robustness import (
    CategoryReport,
    FairPanels,
    SeedParts,
    robustness,
    robustness_json,
)
from paritrana.core.ranking.robustness.effective import effective_weights
from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.ranking.robustness.report import decimals
from paritrana.core.ranking.tables import tables_of
from paritrana.core.rulebook import Category
from paritrana.core.scoring import (
    BookValues,
    CategoryScores,
    CategoryValues,
    Entrants,
    Marks,
    entrants_csv,
    marks_csv,
    values_csv,
)
from paritrana.core.scoring.jury import (
    Fair,
    adjusted,
    fair_csv,
    fair_panels,
    redraw,
    reliability,
    severity_csv,
)

type Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Judged:
    """One category's result with what its jurors gave, and the fair view where one was asked for."""

    result: CategoryResult
    values: CategoryValues
    marks: Marks
    fair: Fair | None
    fairer: CategoryScores
    entrants: Entrants | None = None

    @property
    def category(self) -> Category:
        """Return the rules."""
        return self.result.category

    def fair_rows(self, seed: str | None) -> tuple[Row, ...]:
        """Return the ranking by fair scores; of the official scores where nothing is adjusted."""
        return rows_of(self.fairer, seed=seed)


@dataclass(frozen=True)
class Reports:
    """The reports by file name, each as text; empty robustness for no worlds; beside the official tables."""

    robustness: str
    severity: str
    fair: str
    record: str
    tables: Mapping[str, str]

    @property
    def files(self) -> dict[str, str]:
        """Return the files to be kept beside a result."""
        files = {"severity.csv": self.severity, "fair.csv": self.fair, "record.json": self.record}
        return ({"robustness.json": self.robustness} if self.robustness else {}) | files


def inputs_of(values: BookValues, marks: Marks, entrants: Entrants | None = None) -> dict[str, str]:
    """Return the input tables in their canonical text, in the order that the data hash covers."""
    texts = {"values.csv": values_csv(values), "marks.csv": marks_csv(marks)}
    return texts | ({"entrants.csv": entrants_csv(entrants)} if entrants else {})


def judged(
    result: Result,
    values: BookValues,
    marks: Marks,
    *,
    entrants: Entrants | None = None,
    fair: bool = False,
) -> list[Judged]:
    """Return every category that has entrants; the fair view where the rulebook or `fair` asks for it."""
    found = []
    for one in result.categories:
        own = values.get(one.category.id, {})
        if own:
            kept = {pair: cells for pair, cells in marks.items() if pair[1] in own}
            made = _judged(one, own, kept, fair or one.category.jury.fair_mode != "off")
            found.append(replace(made, entrants=entrants))
    return found


def reports(
    result: Result,
    values: BookValues,
    marks: Marks,
    *,
    worlds: int,
    entrants: Entrants | None = None,
    fair: bool = False,
    only: str | None = None,
    progress: Progress | None = None,
) -> Reports:
    """Return the reports of a result; the same for the same data, seed and worlds on every machine.

    worlds: how many are tried, none at 0; entrants: facts about them, where a category has size classes;
    fair: the fair view also where the rulebook does not ask for it; only: the category that result and data
    were narrowed to, for the record; progress: called with category, worlds done, worlds.
    """
    inputs = inputs_of(values, marks, entrants)
    parts = SeedParts(result.rulebook.hash, data_hash(inputs.values()), result.seed or "")
    categories = judged(result, values, marks, entrants=entrants, fair=fair)
    told = [_robustness(one, parts, worlds, progress) for one in categories if worlds]
    seen = [(one, one.fair) for one in categories if one.fair is not None]
    texts = {
        "robustness.json": robustness_json(told, seed_parts=parts, worlds=worlds) if worlds else "",
        "severity.csv": severity_csv({one.category.id: found for one, found in seen}),
        "fair.csv": fair_csv([row for one, _ in seen for row in one.fair_rows(result.seed)]),
    }
    tables = tables_of(result)
    record = record_json(
        rulebook_hash=result.rulebook.hash,
        inputs=inputs,
        outputs=tables,
        reports={name: text for name, text in texts.items() if text},
        fair={one.category.id: _record(one.category, found) for one, found in seen},
        seed=result.seed,
        worlds=worlds,
        category=only,
    )
    return Reports(texts["robustness.json"], texts["severity.csv"], texts["fair.csv"], record, tables)


def effective_weights_of(result: Result, values: BookValues, marks: Marks) -> dict[str, dict[str, str]]:
    """Return {category: {criterion: effective weight}} in four places, unless all scores are equal."""
    told = {}
    for one in judged(result, values, marks):
        grid = Grid(one.category, one.values, one.marks, one.result.scores, one.result.rows)
        found = effective_weights(grid)
        told[one.category.id] = {name: decimals(own, 4) for name, own in found.items() if own is not None}
    return {name: weights for name, weights in told.items() if weights}


def _judged(one: CategoryResult, values: CategoryValues, marks: Marks, fair: bool) -> Judged:
    category, scores = one.category, one.scores
    if not fair:
        return Judged(one, values, marks, None, scores)
    found = fair_panels(category, scores)
    if category.jury.fair_mode == "official":
        return Judged(one, values, marks, found, scores)
    return Judged(one, values, marks, found, adjusted(category, scores, found))


def _robustness(one: Judged, parts: SeedParts, worlds: int, progress: Progress | None) -> CategoryReport:
    def step(done: int, whole: int) -> None:
        if progress:
            progress(one.category.id, done, whole)

    return robustness(
        one.category,
        one.values,
        one.marks,
        one.result.scores,
        seed_parts=parts,
        worlds=worlds,
        rows=one.result.rows,
        fair=_panels(one),
        entrants=one.entrants,
        reliability=_reliability(one),
        progress=step,
    )


def _panels(one: Judged) -> FairPanels | None:
    """Return the fair panels and how surely each severity is known, for worlds that redraw them."""
    if one.fair is None or not one.fair.adjusts:
        return None
    found = redraw(one.category, one.result.scores, one.fair)
    return FairPanels(one.fair.panels, found.noise() if found else {})


def _record(category: Category, fair: Fair) -> FairRecord:
    gates = tuple(
        (gate.code, {name: _text(fact) for name, fact in gate.facts.items()}) for gate in fair.gates
    )
    return FairRecord(category.jury.fair_mode, fair.link, fair.lam, gates)


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _reliability(one: Judged) -> Mapping[str, Mapping[str, str | None]] | None:
    """Return by stage how far its jurors agree, as decimal texts; None without a stage that jurors marked."""
    told = {
        stage: {
            "alpha": _shown(row.alpha_ordinal.value),
            "alpha_interval": _shown(row.alpha_interval.value),
            "icc_single": _shown(row.icc_single.value),
            "icc_panel": _shown(row.icc_panel.value),
            "generalizability": _shown(row.generalizability.value),
            "jurors_needed": None if row.jurors_needed.value is None else str(row.jurors_needed.value),
            "reason": row.alpha_ordinal.reason or row.generalizability.reason,
        }
        for stage, row in reliability(one.category, one.result.scores).items()
    }
    return told or None


def _shown(value: Fraction | None) -> str | None:
    return None if value is None else decimals(value, 2)
