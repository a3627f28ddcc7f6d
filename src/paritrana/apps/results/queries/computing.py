"""The reports of a run, computed from the run's own files: the same run gives the same bytes."""

from dataclasses import replace

from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries.runs import ranked_ids, rulebook_of
from paritrana.core.ranking import Result, rank_book
from paritrana.core.ranking.order import rows_of
from paritrana.core.ranking.reports import Judged, Progress, Reports, reports
from paritrana.core.ranking.reports import judged as judged_of
from paritrana.core.ranking.robustness import WORLDS
from paritrana.core.scoring import BookValues, Entrants, Marks, read_entrants, read_marks, read_values
from paritrana.core.scoring.fairly import unchanged

__all__ = ["WORLDS", "Judged", "Reports", "compute", "is_small", "judged", "plain", "worlds_asked"]
SEEDLESS = ""  # a ranking that decides nothing may come to a lot where the official one needs none
SMALL = 200  # entrants of a run whose reports a request may wait for: about a second with 10,000 worlds


def judged(run: RankingRun, category: str = "") -> list[Judged]:
    """Return the categories of a run that have entrants, or one of them, with their fair views."""
    result, values, marks, _facts = _ranked(run)
    return [one for one in judged_of(result, values, marks) if category in ("", one.category.id)]


def plain(one: Judged) -> Judged:
    """Return a category as it would stand on the plain marks, where its fair values are the official ones.

    Who stands is who stood: passes and pass marks were decided on the official points.
    """
    scores = unchanged(one.result.scores)
    return replace(one, result=replace(one.result, scores=scores, rows=rows_of(scores, seed=SEEDLESS)))


def compute(run: RankingRun, *, worlds: int = WORLDS, progress: Progress | None = None) -> Reports:
    """Return the reports of a run over so many worlds."""
    result, values, marks, facts = _ranked(run)
    return reports(result, values, marks, worlds=worlds, entrants=facts, progress=progress)


def is_small(run: RankingRun) -> bool:
    """Say whether the reports of a run are so quickly made that a request may wait for them."""
    lines = run.ranking_csv.count("\n") + run.excluded_csv.count("\n") - 2  # without the two headers
    return lines <= SMALL


def worlds_asked(run: RankingRun, worlds: int) -> int:
    """Return how many worlds will be tried over all categories of a run."""
    return worlds * len(ranked_ids(run))


def _ranked(run: RankingRun) -> tuple[Result, BookValues, Marks, Entrants | None]:
    values = read_values(run.values_csv.encode()).cells
    marks = read_marks(run.marks_csv.encode()).cells
    facts = read_entrants(run.entrants_csv.encode()).cells if run.entrants_csv else None
    result = rank_book(rulebook_of(run), values, marks, seed=run.seed or None, entrants=facts)
    return result, values, marks, facts
