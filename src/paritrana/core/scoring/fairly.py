"""How the fair panel values change the points of the stages done (fair mode `official`)."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from paritrana.core.rulebook import Category
from paritrana.core.rulebook.model import WHOLE
from paritrana.core.scoring.model import CategoryScores
from paritrana.core.scoring.weights import overall_weight

type Cell = tuple[str, str]
type FairShares = Callable[[Category, CategoryScores], Mapping[Cell, Fraction]]

# The one seam of fair mode `official`: what gives the fair share, 0 to 1, of every (entrant, stage) from the
# plain scores of the stages done.  While there is none, such a category is refused (`jury.official`).
OFFICIAL_SHARES: FairShares | None = None


def changes(
    category: Category, fair: Mapping[Cell, Fraction], plain: Mapping[Cell, Fraction]
) -> dict[Cell, Fraction]:
    """Return by how many points each (entrant, stage) changes: 100 · (fair − plain) · Σ v / 10000.

    fair, plain: panel values as shares, 0 to 1; a cell without a fair share does not change.
    """
    weights = {
        stage.id: sum((overall_weight(stage, one) for one in stage.rubrics), Fraction(0))
        for stage in category.stages
    }
    return {
        cell: 100 * (fair.get(cell, share) - share) * weights[cell[1]] / WHOLE
        for cell, share in plain.items()
    }
