"""Cuts: how many a proposer may still send, and who passes to a stage held for finalists only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from paritrana.core.rulebook import Category
from paritrana.core.scoring import CategoryValues, Entrants, Finalist, Marks, Where
from paritrana.core.scoring.category import Scorer, runs_of


@dataclass(frozen=True, slots=True)
class Pass:
    """Who passes, best first (equals by code point), who does not with the reason, and the points so far.

    finalists: where the next stage is for finalists, everyone who passes, with place, and whether only as an
    uncertain one.
    """

    passed: tuple[str, ...]
    excluded: Mapping[str, str]
    points: Mapping[str, Fraction]
    finalists: tuple[Finalist, ...] = field(default=())


def finalists_after(
    category: Category,
    stage_id: str,
    values: CategoryValues,
    marks: Marks,
    *,
    where: Where | None = None,
    entrants: Entrants | None = None,
) -> Pass:
    """Return who passes once `stage_id` is closed; raises DataFaults when its marks are not complete.

    When the next stage is held for all, everyone still ranked passes: a pass mark of the closed stage counts.
    Points so far are on 0-100, the weights rescaled to the stages done; entrants: facts about them, where the
    category has size classes.  Raises NotFound for an unknown stage.
    """
    closed = category.stages.index(category.stage(stage_id))
    scorer = Scorer(category, values, marks, where or Where(), entrants)
    for run in runs_of(category.stages[: closed + 1]):
        if run[0].entrants == "finalists":
            scorer.pass_finalists(run[0])
        scorer.score_run(run)
    following = category.stages[closed + 1 : closed + 2]
    points = {entrant: scorer.points_so_far(entrant) for entrant in scorer.standing}
    finalists: tuple[Finalist, ...] = ()
    if following and following[0].entrants == "finalists":
        scorer.pass_finalists(following[0])
        finalists = scorer.finalists[following[0].id]
    passed = sorted(scorer.standing, key=lambda entrant: (-points[entrant], entrant))
    return Pass(tuple(passed), dict(sorted(scorer.excluded.items())), points, finalists)


def places_left(category: Category, sent: int) -> int | None:
    """Return how many more entrants one proposer may send after `sent`; None when there is no quota."""
    return None if category.quota is None else max(category.quota - sent, 0)
