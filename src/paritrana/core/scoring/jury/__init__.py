"""A fair jury: how strict each juror is, and each panel's value with that taken out, behind gates."""

from paritrana.core.scoring.jury.fair import Fair, Severity, adjusted, fair_panels
from paritrana.core.scoring.jury.gates import Gate

__all__ = ["Fair", "Gate", "Severity", "adjusted", "fair_panels"]
