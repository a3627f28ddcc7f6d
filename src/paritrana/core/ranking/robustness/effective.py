"""How much each criterion really moves the score, beside the weight it was given."""

from collections.abc import Sequence
from fractions import Fraction

from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.ranking.robustness.slopes import distances


def effective_weights(grid: Grid) -> dict[str, Fraction | None]:
    """Return what share of the variance of the score each criterion makes; they sum to 1.

    None for all when scores are all equal.  Of a weighted sum it is w·cov(x, S)/var(S), exact.  Under a
    geometric mean the part of each criterion in the distance from the mean entrant takes the place of w·x.
    A criterion in which all stand alike gets 0: it has a weight in name only.  A negative one works against
    the ranking.  Source: Becker, Saisana, Paruolo, Vandecasteele 2017, Ecological Indicators 80; scoring
    method 3.1.
    """
    many = len(grid.entrants)
    weights = list(grid.weights.values())
    if grid.form.is_sum:
        parts = [[w * x for w, x in zip(weights, row, strict=True)] for row in grid.exact]
    elif len({grid.scores.entrants[one].score for one in grid.entrants}) > 1:
        parts = distances(grid)
    else:
        return dict.fromkeys(grid.criteria, None)
    away = _centred([sum(row, Fraction(0)) for row in parts])
    spread = sum((one * one for one in away), Fraction(0))
    if not spread:
        return dict.fromkeys(grid.criteria, None)
    found: dict[str, Fraction | None] = {}
    for at, name in enumerate(grid.criteria):
        together = sum((away[one] * parts[one][at] for one in range(many)), Fraction(0))
        found[name] = together / spread
    return found


def _centred(totals: Sequence[Fraction]) -> list[Fraction]:
    mean = sum(totals, Fraction(0)) / len(totals) if totals else Fraction(0)
    return [one - mean for one in totals]
