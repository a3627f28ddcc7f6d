"""How much each criterion really moves the score, beside the weight it was given."""

from fractions import Fraction

from paritrana.core.ranking.robustness.grid import Grid


def effective_weights(grid: Grid) -> dict[str, Fraction | None]:
    """Return w·cov(x, S)/var(S) of every criterion; they sum to 1.  None for all when scores are all equal.

    A criterion in which all stand alike gets 0: it has a weight in name only.  A negative one works against
    the ranking.  Source: Becker, Saisana, Paruolo, Vandecasteele 2017, Ecological Indicators 80; scoring
    method 3.1.
    """
    many = len(grid.entrants)
    weights = list(grid.weights.values())
    totals = [sum((w * x for w, x in zip(weights, row, strict=True)), Fraction(0)) for row in grid.exact]
    mean = sum(totals, Fraction(0)) / many if many else Fraction(0)
    away = [one - mean for one in totals]
    spread = sum((one * one for one in away), Fraction(0))
    if not spread:
        return dict.fromkeys(grid.criteria, None)
    found: dict[str, Fraction | None] = {}
    for at, (name, weight) in enumerate(zip(grid.criteria, weights, strict=True)):
        together = sum((one * row[at] for one, row in zip(away, grid.exact, strict=True)), Fraction(0))
        found[name] = weight * together / spread
    return found
