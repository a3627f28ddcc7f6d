"""A fair jury: how strict each juror is, and each panel's value with that taken out, behind gates."""

from paritrana.core.scoring.jury.fair import Fair, Severity, adjusted, fair_panels
from paritrana.core.scoring.jury.gates import Gate
from paritrana.core.scoring.jury.redraws import Redraw, redraw
from paritrana.core.scoring.jury.reliability import Reliability, reliability
from paritrana.core.scoring.jury.tables import fair_csv, severity_csv
from paritrana.core.scoring.jury.telling import told_entrants, told_gate

__all__ = [
    "Fair",
    "Gate",
    "Redraw",
    "Reliability",
    "Severity",
    "adjusted",
    "fair_csv",
    "fair_panels",
    "redraw",
    "reliability",
    "severity_csv",
    "told_entrants",
    "told_gate",
]
