"""The scores of one category, run after run of stages, with pass marks and the pass of finalists between."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from paritrana.core.rulebook import Category, Stage
from paritrana.core.scoring import fairly
from paritrana.core.scoring.cells import EVERYTHING, mark_faults, value_faults
from paritrana.core.scoring.entrants import Entrants, Facts, fact_faults, sizes_asked
from paritrana.core.scoring.exact import is_given
from paritrana.core.scoring.finalists import passing
from paritrana.core.scoring.geometric import geometric_points
from paritrana.core.scoring.model import CategoryScores, EntrantScore, Finalist, Part
from paritrana.core.scoring.panel import PanelReader
from paritrana.core.scoring.stages import StageScorer
from paritrana.core.scoring.tables import CategoryValues, Marks, Where
from paritrana.core.scoring.weights import weight_unit
from paritrana.errors import DataFaults, Fault

type Sheets = dict[str, dict[str, dict[str, str]]]


def score_category(
    category: Category,
    *,
    values: CategoryValues,
    marks: Marks,
    where: Where | None = None,
    entrants: Entrants | None = None,
) -> CategoryScores:
    """Return the exact scores of every entrant that stays in the ranking; raises DataFaults with every fault.

    values: {entrant: {criterion: text}}, every entrant of the category, with {} when it has no value;
    marks: {(juror, entrant): {criterion: text}}, a recusal as {"*": "recused"}; the marks of entrants that
    are not in `values` are passed over; entrants: facts about them, where the category has size classes.
    Source: design of format /1, section "Exact scoring"; docs/reference/rulebook-2.md.
    """
    return Scorer(category, values, marks, where or Where(), entrants).all_stages()


class Scorer:
    """Walks the stages of one category; faults are gathered, scores only made where there are none."""

    def __init__(
        self,
        category: Category,
        values: CategoryValues,
        marks: Marks,
        where: Where,
        entrants: Entrants | None = None,
    ) -> None:
        self.category, self.values, self.where = category, values, where
        own = {pair: cells for pair, cells in marks.items() if pair[1] in values}
        self.faults: list[Fault] = [
            *value_faults(category, values, where),
            *mark_faults(category, own, where),
            *fact_faults(category, values, entrants, where, sizes_asked(category)),
        ]
        self.official = category.jury.fair_mode == "official" and any(one.rubrics for one in category.stages)
        facts = (entrants or {}) if category.size_classes else {}
        self.sizes = {entrant: facts.get(entrant, Facts()).size for entrant in values}
        self.given: Sheets = {entrant: {} for entrant in sorted(values)}
        for (juror, entrant), cells in own.items():
            if EVERYTHING not in cells:
                self.given[entrant][juror] = dict(cells)
        self.standing = list(self.given)
        self.unit = math.lcm(*(one.steps for one in category.criteria if one.kind == "rubric"))
        self.weight_unit = max(map(weight_unit, category.stages))
        self.excluded: dict[str, str] = {}
        self.points: dict[str, dict[str, Fraction]] = {entrant: {} for entrant in self.standing}
        self.dimensions: dict[str, dict[str, Fraction | None]] = {entrant: {} for entrant in self.standing}
        self.parts: dict[str, list[Part]] = {entrant: [] for entrant in self.standing}
        self.totals: dict[str, dict[str, dict[str, int]]] = {entrant: {} for entrant in self.standing}
        self.tops: dict[fairly.Cell, Mapping[str, int]] = {}
        self.maximum: dict[str, int] = {}
        self.finalists: dict[str, tuple[Finalist, ...]] = {}
        self.changes: dict[fairly.Cell, Fraction] = {}

    def all_stages(self) -> CategoryScores:
        """Score every stage and return the result; raises DataFaults."""
        for run in runs_of(self.category.stages):
            if run[0].entrants == "finalists":
                self.pass_finalists(run[0])
            self.score_run(run)
        return fairly.changed(self._scores(), self.changes)

    def score_run(self, run: Sequence[Stage]) -> None:
        """Score stages that the same entrants stand in; raises DataFaults with all faults so far."""
        self._disqualify(run)
        counted = [self._counted(stage) for stage in run]
        if self.faults:
            raise DataFaults(sorted(self.faults, key=lambda one: (one.file, one)))
        self._leave()
        for stage, sheets in zip(run, counted, strict=True):
            self._score(stage, sheets)
        self._let_fair_values_stand()
        self._hold_to_mark(run[-1])

    def pass_finalists(self, stage: Stage) -> None:
        """Keep the first `finalists` by the points so far and the uncertain; list the rest."""
        so_far = {entrant: self.points_so_far(entrant) for entrant in self.standing}
        wanted = self.standing if self.category.uncertain_pct else ()
        parts = {entrant: self._parts_so_far(entrant) for entrant in wanted}
        self.finalists[stage.id] = passing(self.category, so_far, parts)
        passed = {one.entrant for one in self.finalists[stage.id]}
        for entrant in self.standing:
            if entrant not in passed:
                self.excluded[entrant] = f"not_finalist:{stage.id}"
        self._leave()

    def points_so_far(self, entrant: str) -> Fraction:
        """Return an entrant's points over the stages done, their weights rescaled to the whole."""
        done = [
            (points, stage.weight_bp)
            for stage in self.category.stages
            if (points := self._stage_points(entrant, stage.id)) is not None
        ]
        if self.category.aggregate == "geometric":
            return geometric_points(done, self.category.floor)
        return sum((weight * points for points, weight in done), Fraction(0)) / sum(
            weight for _, weight in done
        )

    def _stage_points(self, entrant: str, stage: str) -> Fraction | None:
        """Return the points of a stage that is done, the fair ones where they stand for the plain ones."""
        points = self.points[entrant].get(stage)
        change = self.changes.get((entrant, stage)) if self.changes else None
        return points if points is None or change is None else points + change

    def _let_fair_values_stand(self) -> None:
        """Let the fair panel values of the stages done take the place of the plain ones (`official`).

        A run ends where it matters: before a pass mark, a pass of finalists, and at the end.
        """
        if self.official:
            from paritrana.core.scoring.jury.fair import fair_panels  # arrays are loaded only where needed

            plain = self._scores()
            self.changes = fairly.changes(plain, fair_panels(self.category, plain).panels)

    def _hold_to_mark(self, stage: Stage) -> None:
        """Let whoever has fewer points than the stage's pass mark leave."""
        if stage.pass_mark is None:
            return
        for entrant in self.standing:
            points = self._stage_points(entrant, stage.id)
            if points is not None and points < stage.pass_mark:
                self.excluded[entrant] = f"below_pass_mark:{stage.id}"
        self._leave()

    def _leave(self) -> None:
        self.standing = [entrant for entrant in self.standing if entrant not in self.excluded]

    def _disqualify(self, run: Sequence[Stage]) -> None:
        needed = [one for stage in run for one in stage.criteria if one.missing == "disqualify"]
        for entrant in self.standing if needed else ():
            cells = self.values[entrant]
            lacking = [one.id for one in needed if not is_given(one, cells.get(one.id))]
            if lacking:
                self.excluded[entrant] = f"missing:{lacking[0]}"

    def _counted(self, stage: Stage) -> Sheets:
        """Return the sheets that count, per entrant still ranked, and note half sheets and small panels."""
        wanted = [criterion.id for criterion in stage.rubrics]
        counted: Sheets = {}
        for entrant in self.standing if wanted else ():
            complete = {}
            for juror, cells in self.given[entrant].items():
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

    def _score(self, stage: Stage, sheets: Sheets) -> None:
        scorer = StageScorer(self.category, stage, self.values, self.sizes)
        reader, scale = scorer.reader, 0
        if reader:
            scale = self._scale(stage, reader)
            self.maximum[stage.id] = reader.maximum * scale
        for entrant in self.standing:
            made = scorer.score(entrant, sheets.get(entrant))
            self.points[entrant][stage.id] = made.points
            self.parts[entrant] += made.parts
            self.dimensions[entrant] |= made.dimensions
            if reader and made.panel:
                self.totals[entrant][stage.id] = {
                    juror: total * scale for juror, total in made.panel.totals.items()
                }
                self.tops[entrant, stage.id] = made.panel.tops

    def _scale(self, stage: Stage, reader: PanelReader) -> int:
        """Return what takes a total of the stage to stage weight · t over the category's common unit."""
        return stage.weight_bp * (self.unit // reader.unit) * (self.weight_unit // reader.weight_unit)

    def _scores(self) -> CategoryScores:
        """Return the scores of those who stand, over the stages done."""
        scored = {entrant: self._entrant(entrant) for entrant in self.standing}
        sheets = {
            (entrant, stage): totals for entrant, own in self.totals.items() for stage, totals in own.items()
        }
        left = dict(sorted(self.excluded.items()))
        return CategoryScores(
            self.category, scored, left, sheets, dict(self.maximum), dict(self.finalists), dict(self.tops)
        )

    def _entrant(self, entrant: str) -> EntrantScore:
        points, parts = self.points[entrant], tuple(self.parts[entrant])
        score = fairly.total(self.category, points)
        return EntrantScore(entrant, score, points, parts, self.totals[entrant], self.dimensions[entrant])

    def _parts_so_far(self, entrant: str) -> list[Fraction]:
        """Return each criterion's part of the points so far, and that of each stage's fair change.

        Everybody has as many parts, in one order: a change of 0, or none, is a part of 0.
        """
        parts = [part.score_part or Fraction(0) for part in self.parts[entrant]]
        for stage in self.category.stages if self.changes else ():
            change = self.changes.get((entrant, stage.id), Fraction(0))
            parts.append(fairly.fair_part(self.category, stage, change).score_part or Fraction(0))
        return parts


def runs_of(stages: Sequence[Stage]) -> list[list[Stage]]:
    """Return the stages in runs that the same entrants stand in.

    A new run starts at a stage for finalists and after a stage with a pass mark.
    """
    runs: list[list[Stage]] = []
    for stage in stages:
        if not runs or stage.entrants == "finalists" or runs[-1][-1].pass_mark is not None:
            runs.append([])
        runs[-1].append(stage)
    return runs
