"""Judging plans: who marks whom, what that gains, and whether marks given hang together."""

from paritrana.core.scoring.planning.connectivity import Linkage, components, linkage
from paritrana.core.scoring.planning.model import (
    ANCHOR,
    FEW,
    PANEL,
    Answer,
    Entrant,
    Juror,
    Place,
    Plan,
    Question,
    Search,
)
from paritrana.core.scoring.planning.search import propose

__all__ = [
    "ANCHOR",
    "FEW",
    "PANEL",
    "Answer",
    "Entrant",
    "Juror",
    "Linkage",
    "Place",
    "Plan",
    "Question",
    "Search",
    "components",
    "linkage",
    "propose",
]
