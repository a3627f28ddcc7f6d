"""The reports of a run, computed from the run's own files: the same run gives the same bytes."""

from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries.runs import ranked_ids, rulebook_of
from paritrana.core.ranking import Result, rank_book
from paritrana.core.ranking.reports import Judged, Progress, Reports, reports
from paritrana.core.ranking.reports import judged as judged_of
from paritrana.core.ranking.robustness import WORLDS, has_report
from paritrana.core.scoring import BookValues, Entrants, Marks, read_entrants, read_marks, read_values

__all__ = ["WORLDS", "Judged", "Reports", "compute", "is_small", "judged", "worlds_asked"]
SMALL = 200  # entrants of a run whose reports a request may wait for: about a second with 10,000 worlds


def judged(run: RankingRun, category: str = "") -> list[Judged]:
    """Return the categories of a run that have entrants, or one of them, with their fair views."""
    result, values, marks, _facts = _ranked(run)
    return [one for one in judged_of(result, values, marks) if category in ("", one.category.id)]


def compute(run: RankingRun, *, worlds: int = WORLDS, progress: Progress | None = None) -> Reports:
    """Return the reports of a run over so many worlds."""
    result, values, marks, facts = _ranked(run)
    return reports(result, values, marks, worlds=worlds, entrants=facts, progress=progress)


def is_small(run: RankingRun) -> bool:
    """Say whether the reports of a run are so quickly made that a request may wait for them."""
    lines = run.ranking_csv.count("\n") + run.excluded_csv.count("\n") - 2  # without the two headers
    return lines <= SMALL


def worlds_asked(run: RankingRun, worlds: int) -> int:
    """Return how many worlds will be tried over all categories of a run that have a report."""
    book = rulebook_of(run)
    return worlds * sum(has_report(book.category(one)) for one in ranked_ids(run))


def _ranked(run: RankingRun) -> tuple[Result, BookValues, Marks, Entrants | None]:
    values = read_values(run.values_csv.encode()).cells
    marks = read_marks(run.marks_csv.encode()).cells
    facts = read_entrants(run.entrants_csv.encode()).cells if run.entrants_csv else None
    result = rank_book(rulebook_of(run), values, marks, seed=run.seed or None, entrants=facts)
    return result, values, marks, facts
