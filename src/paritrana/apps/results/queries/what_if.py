"""A category's ranking under other weights, another aggregate or without a juror; nothing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries.runs import names_of, table
from paritrana.core.ranking import rank_category
from paritrana.core.rulebook import Category
from paritrana.core.rulebook.model import WHOLE
from paritrana.core.scoring import Marks, read_entrants, read_marks, read_values

type Weights = Mapping[str, int]  # id → basis points


@dataclass(frozen=True)
class Question:
    """What is asked: weights of stages and criteria, the aggregate of the panel, a juror to leave out."""

    stages: Weights
    criteria: Weights
    aggregate: str
    without: str = ""


@dataclass(frozen=True)
class Compared:
    """One entrant in the official ranking and in the asked one; None where it is not ranked."""

    name: str
    rank: int | None
    score: Decimal | None
    asked_rank: int | None
    asked_score: Decimal | None

    @property
    def moved(self) -> int:
        """Return by how many ranks it rises; negative when it falls."""
        return self.rank - self.asked_rank if self.rank and self.asked_rank else 0

    @property
    def fallen(self) -> int:
        return -self.moved


def official(category: Category) -> Question:
    """Return the question that the rulebook itself asks."""
    return Question(
        {stage.id: stage.weight_bp for stage in category.stages},
        {one.id: one.weight_bp for one in category.criteria},
        category.jury.aggregate,
    )


def shares(given: Mapping[str, Decimal], whole: int = WHOLE) -> dict[str, int]:
    """Return numbers as basis points in proportion, the largest remainders rounded up; they sum to `whole`.

    Raises ValueError when all are nothing.
    """
    total = sum((Fraction(one) for one in given.values()), Fraction(0))
    if not total:
        raise ValueError("weights that are all nothing")
    exact = {name: Fraction(one) * whole / total for name, one in given.items()}
    found = {name: int(share) for name, share in exact.items()}
    late = sorted(exact, key=lambda name: found[name] - exact[name])
    for name in late[: whole - sum(found.values())]:
        found[name] += 1
    return found


def jurors_of(run: RankingRun, category: Category) -> list[str]:
    """Return the pseudonyms of whoever marked in a category."""
    _values, marks = _inputs(run, category)
    found = {juror for (juror, _entrant), cells in marks.items() if "*" not in cells}
    return sorted(found, key=lambda juror: (len(juror), juror))


def ask(run: RankingRun, category: Category, question: Question) -> list[Compared]:
    """Return every entrant of the run's own files in both rankings, the asked order first; raises DataFaults.

    Weights are set inside the category only: the run, its files and its rulebook stay as they are.
    """
    values, marks = _inputs(run, category)
    kept = {pair: cells for pair, cells in marks.items() if pair[0] != question.without}
    facts = read_entrants(run.entrants_csv.encode()).cells if run.entrants_csv else None
    asked = rank_category(_changed(category, question), values, kept, seed=run.seed or None, entrants=facts)
    names = names_of(run.edition)
    before = {
        row["entrant"]: (int(row["rank"]), Decimal(row["score"]))
        for row in table(run.ranking_csv)
        if row["category"] == category.id
    }
    after = {row.entrant: (row.rank, Decimal(row.score.shown)) for row in asked.rows}
    order = [*after, *(entrant for entrant in before if entrant not in after)]
    nothing = (None, None)
    return [
        Compared(names.get(one, one), *before.get(one, nothing), *after.get(one, nothing)) for one in order
    ]


def _inputs(run: RankingRun, category: Category) -> tuple[dict[str, dict[str, str]], Marks]:
    values = read_values(run.values_csv.encode()).cells.get(category.id, {})
    marks = read_marks(run.marks_csv.encode()).cells
    return values, {pair: cells for pair, cells in marks.items() if pair[1] in values}


def _changed(category: Category, question: Question) -> Category:
    stages = tuple(
        replace(
            stage,
            weight_bp=question.stages[stage.id],
            criteria=tuple(replace(one, weight_bp=question.criteria[one.id]) for one in stage.criteria),
        )
        for stage in category.stages
    )
    jury = replace(category.jury, aggregate=question.aggregate)  # type: ignore[arg-type]  # a choice of the form
    return replace(category, stages=stages, jury=jury)


def groups(category: Category) -> Sequence[tuple[str, ...]]:
    """Return the criteria whose weights make a whole: those of a stage, or of one of its dimensions."""
    found: dict[tuple[str, str], list[str]] = {}
    for stage in category.stages:
        for one in stage.criteria:
            found.setdefault((stage.id, one.dimension), []).append(one.id)
    return [tuple(ids) for ids in found.values()]
