"""The scores of one category, stage after stage, with the pass to every stage held for finalists only."""

import math
from collections.abc import Sequence
from fractions import Fraction

from paritrana.core.rulebook import Category, Stage
from paritrana.core.rulebook.model import FULL_X, WHOLE
from paritrana.core.scoring.cells import EVERYTHING, mark_faults, value_faults, value_x
from paritrana.core.scoring.exact import median
from paritrana.core.scoring.model import CategoryScores, EntrantScore, Part
from paritrana.core.scoring.panel import Panel, PanelReader
from paritrana.core.scoring.tables import CategoryValues, Marks, Where
from paritrana.errors import DataFaults, Fault

X_PER_POINT = FULL_X // 100


def score_category(
    category: Category, *, values: CategoryValues, marks: Marks, where: Where | None = None
) -> CategoryScores:
    """Return the exact scores of every entrant that stays in the ranking; raises DataFaults with every fault.

    values: {entrant: {criterion: text}}, every entrant of the category, with {} when it has no value;
    marks: {(juror, entrant): {criterion: text}}, a recusal as {"*": "recused"}; the marks of entrants that
    are not in `values` are passed over.  Source: design of format /1, section "Exact scoring".
    """
    return Scorer(category, values, marks, where or Where()).all_stages()


class Scorer:
    """Walks the stages of one category; faults are gathered, scores only made where there are none."""

    def __init__(self, category: Category, values: CategoryValues, marks: Marks, where: Where) -> None:
        self.category, self.values, self.where = category, values, where
        own = {pair: cells for pair, cells in marks.items() if pair[1] in values}
        self.faults: list[Fault] = [
            *value_faults(category, values, where),
            *mark_faults(category, own, where),
        ]
        self.sheets: dict[str, dict[str, dict[str, str]]] = {entrant: {} for entrant in sorted(values)}
        for (juror, entrant), cells in own.items():
            if EVERYTHING not in cells:
                self.sheets[entrant][juror] = dict(cells)
        self.standing = list(self.sheets)
        self.unit = math.lcm(*(one.steps for one in category.criteria if one.kind == "rubric"))
        self.excluded: dict[str, str] = {}
        self.points: dict[str, dict[str, Fraction]] = {entrant: {} for entrant in self.standing}
        self.parts: dict[str, list[Part]] = {entrant: [] for entrant in self.standing}
        self.totals: dict[str, dict[str, dict[str, int]]] = {entrant: {} for entrant in self.standing}
        self.tops: dict[str, dict[str, dict[str, int]]] = {entrant: {} for entrant in self.standing}

    def all_stages(self) -> CategoryScores:
        """Score every stage and return the result; raises DataFaults."""
        for run in runs_of(self.category.stages):
            if run[0].entrants == "finalists":
                self.pass_finalists(run[0])
            self.score_run(run)
        scored = {entrant: self._entrant(entrant) for entrant in self.standing}
        return CategoryScores(self.category, scored, dict(sorted(self.excluded.items())))

    def score_run(self, run: Sequence[Stage]) -> None:
        """Score stages that the same entrants stand in; raises DataFaults with all faults so far."""
        self._disqualify(run)
        counted = [self._counted(stage) for stage in run]
        if self.faults:
            raise DataFaults(sorted(self.faults, key=lambda one: (one.file, one)))
        for stage, sheets in zip(run, counted, strict=True):
            self._score(stage, sheets)

    def pass_finalists(self, stage: Stage) -> None:
        """Keep the first `finalists` by the points so far, equals at the cut included; list the rest."""
        many = self.category.finalists or 0
        so_far = {entrant: self.points_so_far(entrant) for entrant in self.standing}
        if len(so_far) <= many:
            return
        cut = sorted(so_far.values(), reverse=True)[many - 1]
        for entrant, points in so_far.items():
            if points < cut:
                self.excluded[entrant] = f"not_finalist:{stage.id}"
        self.standing = [entrant for entrant in self.standing if entrant not in self.excluded]

    def points_so_far(self, entrant: str) -> Fraction:
        """Return an entrant's points over the stages done, their weights rescaled to the whole."""
        weights = {stage.id: stage.weight_bp for stage in self.category.stages}
        done = self.points[entrant]
        return sum((weights[name] * points for name, points in done.items()), Fraction(0)) / sum(
            weights[name] for name in done
        )

    def _disqualify(self, run: Sequence[Stage]) -> None:
        needed = [one.id for stage in run for one in stage.criteria if one.missing == "disqualify"]
        for entrant in self.standing:
            lacking = [name for name in needed if not self.values[entrant].get(name)]
            if lacking:
                self.excluded[entrant] = f"missing:{lacking[0]}"

    def _counted(self, stage: Stage) -> dict[str, dict[str, dict[str, str]]]:
        """Return the sheets that count, per entrant still ranked, and note half sheets and small panels."""
        wanted = [criterion.id for criterion in stage.rubrics]
        counted: dict[str, dict[str, dict[str, str]]] = {}
        for entrant in self.standing if wanted else ():
            complete = {}
            for juror, cells in self.sheets[entrant].items():
                given = [name for name in wanted if name in cells]
                if len(given) == len(wanted):
                    complete[juror] = cells
                elif given:
                    self._half(stage, entrant, juror, given, wanted)
            if entrant in self.excluded:
                continue
            counted[entrant] = complete
            if len(complete) < self.category.jury.min_jurors:
                self._too_few(stage, entrant, len(complete))
        return counted

    def _half(self, stage: Stage, entrant: str, juror: str, given: list[str], wanted: list[str]) -> None:
        facts = {"juror": juror, "entrant": entrant, "stage": stage.id, "given": len(given)}
        lacking = ", ".join(name for name in wanted if name not in given)
        place = (juror, entrant, given[0])
        self.faults.append(self.where.mark("mark.half", place, **facts, wanted=len(wanted), lacking=lacking))

    def _too_few(self, stage: Stage, entrant: str, given: int) -> None:
        facts = {"entrant": entrant, "stage": stage.id, "wanted": self.category.jury.min_jurors}
        place = (self.category.id, entrant, None)
        self.faults.append(self.where.value("jury.too_few", place, **facts, given=given))

    def _score(self, stage: Stage, sheets: dict[str, dict[str, dict[str, str]]]) -> None:
        self.standing = [entrant for entrant in self.standing if entrant not in self.excluded]
        reader = PanelReader(stage, self.category.jury) if stage.rubrics else None
        table = self._x_table(stage)
        medians = {
            one.id: median([x for x in table[one.id].values() if x is not None])
            for one in stage.criteria
            if one.missing == "class_median" and one.kind != "rubric"
        }
        for entrant in self.standing:
            panel = reader.read(sheets[entrant]) if reader else None
            if reader and panel:
                scale = stage.weight_bp * (self.unit // reader.unit)
                self.totals[entrant][stage.id] = {
                    juror: total * scale for juror, total in panel.totals.items()
                }
                self.tops[entrant][stage.id] = dict(panel.tops)
            self._add_stage(entrant, stage, table, medians, panel)

    def _x_table(self, stage: Stage) -> dict[str, dict[str, int | None]]:
        return {
            one.id: {entrant: value_x(one, cells.get(one.id, "")) for entrant, cells in self.values.items()}
            for one in stage.criteria
            if one.kind != "rubric"
        }

    def _add_stage(
        self,
        entrant: str,
        stage: Stage,
        table: dict[str, dict[str, int | None]],
        medians: dict[str, Fraction],
        panel: Panel | None,
    ) -> None:
        points: dict[str, Fraction | None] = {}
        for one in stage.criteria:
            if panel and one.kind == "rubric":
                points[one.id] = panel.parts[one.id] * 100
                continue
            x = table[one.id][entrant]
            if x is None and one.missing == "renormalise":
                points[one.id] = None
            else:
                points[one.id] = Fraction(medians.get(one.id, 0) if x is None else x) / X_PER_POINT
        staying = sum(one.weight_bp for one in stage.criteria if points[one.id] is not None)
        total = Fraction(0)
        for one in stage.criteria:
            given = points[one.id]
            in_stage = Fraction(0) if given is None else given * one.weight_bp / staying
            total += in_stage
            rubric = panel is not None and one.kind == "rubric"
            x = None if rubric else table[one.id][entrant]
            tie_value = panel.plain[one.id] if panel and rubric else Fraction(x or 0)
            part = in_stage * stage.weight_bp / WHOLE
            filled = not rubric and x is None
            self.parts[entrant].append(Part(stage.id, one.id, given, part, tie_value, filled))
        self.points[entrant][stage.id] = total

    def _entrant(self, entrant: str) -> EntrantScore:
        parts = tuple(self.parts[entrant])
        score = sum((part.score_part for part in parts), Fraction(0))
        stages, totals, tops = self.points[entrant], self.totals[entrant], self.tops[entrant]
        return EntrantScore(entrant, score, stages, parts, totals, tops)


def runs_of(stages: Sequence[Stage]) -> list[list[Stage]]:
    """Return the stages in runs that the same entrants stand in: a stage for finalists starts a new run."""
    runs: list[list[Stage]] = []
    for stage in stages:
        if not runs or stage.entrants == "finalists":
            runs.append([])
        runs[-1].append(stage)
    return runs
