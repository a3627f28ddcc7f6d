"""The reports of a run, computed from the run's own files: the same run gives the same bytes."""

from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries.runs import rulebook_of
from paritrana.core.ranking import Result, rank_book
from paritrana.core.ranking.reports import Judged, Progress, Reports, reports
from paritrana.core.ranking.reports import judged as judged_of
from paritrana.core.ranking.robustness import WORLDS
from paritrana.core.scoring import BookValues, Entrants, Marks, read_entrants, read_marks, read_values

__all__ = ["WORLDS", "Judged", "Reports", "compute", "judged"]


def judged(run: RankingRun, category: str = "") -> list[Judged]:
    """Return the categories of a run that have entrants, or one of them, with their fair views."""
    result, values, marks, _facts = _ranked(run)
    return [one for one in judged_of(result, values, marks) if category in ("", one.category.id)]


def compute(run: RankingRun, *, worlds: int = WORLDS, progress: Progress | None = None) -> Reports:
    """Return the reports of a run over so many worlds."""
    result, values, marks, facts = _ranked(run)
    return reports(result, values, marks, worlds=worlds, entrants=facts, progress=progress)


def _ranked(run: RankingRun) -> tuple[Result, BookValues, Marks, Entrants | None]:
    values = read_values(run.values_csv.encode()).cells
    marks = read_marks(run.marks_csv.encode()).cells
    facts = read_entrants(run.entrants_csv.encode()).cells if run.entrants_csv else None
    result = rank_book(rulebook_of(run), values, marks, seed=run.seed or None, entrants=facts)
    return result, values, marks, facts
