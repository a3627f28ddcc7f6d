"""How firmly a ranking stands: radius, who can win at all, worlds of other choices, bounds of gaps.

The official result is computed elsewhere; everything here is shown beside it and decides nothing.
"""

from paritrana.core.ranking.robustness.bounds import Bound
from paritrana.core.ranking.robustness.draws import SeedParts
from paritrana.core.ranking.robustness.lamps import Lamp
from paritrana.core.ranking.robustness.panels import FairPanels
from paritrana.core.ranking.robustness.report import (
    APART,
    CategoryReport,
    Rival,
    Standing,
    robustness,
    robustness_json,
)
from paritrana.core.ranking.robustness.telling import (
    told_can_win,
    told_lamp,
    told_moves,
    told_radius,
    told_stability,
    told_tasks,
)
from paritrana.core.ranking.robustness.weights import overall_weights
from paritrana.core.ranking.robustness.worlds import WORLDS

__all__ = [
    "APART",
    "WORLDS",
    "Bound",
    "CategoryReport",
    "FairPanels",
    "Lamp",
    "Rival",
    "SeedParts",
    "Standing",
    "overall_weights",
    "robustness",
    "robustness_json",
    "told_can_win",
    "told_lamp",
    "told_moves",
    "told_radius",
    "told_stability",
    "told_tasks",
]
