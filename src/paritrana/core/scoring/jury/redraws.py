"""How sure fair panel values are, in floats but for `noise`; nothing here decides a rank.

The covariance of the cells' θ is σ²(diag(1/U) + B·P(M + λI)⁻¹P·Bᵀ), with B the weights of each cell's jurors
and P what takes the mean of all jurors out: a strictness that all share moves everybody alike and no rank.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from paritrana.core.rulebook import Category
from paritrana.core.scoring.jury.fair import Fair, fair_of
from paritrana.core.scoring.jury.floats import FloatPass, normal_equations
from paritrana.core.scoring.jury.noise import severity_errors
from paritrana.core.scoring.jury.observed import Cell, Floats, Observations, group_of_jurors, observe
from paritrana.core.scoring.jury.reml import spectrum
from paritrana.core.scoring.model import CategoryScores


@dataclass(frozen=True)
class Redraw:
    """Fair values and their uncertainty on the scale of the link (`way.shares` brings them back to shares).

    theta, error: each cell's value and standard error.  sigma: the SD of a sheet of weight 1 about its cell
    and juror.  own: σ/√U of each cell.  mixing (cells × jurors): B.  factor (jurors × jurors): F with
    F·Fᵀ = σ²P(M + λI)⁻¹P, all 0 where no severity is taken out.  fair: whose λ, link and weights these are.
    """

    cells: tuple[Cell, ...]
    jurors: tuple[str, ...]
    theta: Floats
    error: Floats
    sigma: float
    own: Floats
    mixing: Floats
    factor: Floats
    way: FloatPass
    fair: Fair

    def noise(self) -> dict[str, Fraction]:
        """Return the standard error of each juror's severity against the jurors of its connected group.

        A share, in millionths, from 40-digit decimals; 0 where no severity is taken out.  Logit: as it moves
        the shares of the juror's own cells, on the mean.
        """
        if not self.fair.adjusts:
            return dict.fromkeys(self.jurors, Fraction(0))
        return dict(zip(self.jurors, severity_errors(self.way.seen, self.fair), strict=True))

    def errors(self) -> Floats:
        """Return what `noise` tells, in floats."""
        seen, away = self.way.seen, self.factor.copy()
        groups = group_of_jurors(seen)
        for group in np.unique(groups):
            own = groups == group
            away[own] -= away[own].mean(axis=0)
        errors = np.sqrt((away**2).sum(axis=1))
        if self.way.link == "logit":
            up, down = (self.way.shares(self.theta + sign * 1e-4)[seen.cell] for sign in (1.0, -1.0))
            many = np.bincount(seen.juror, minlength=len(self.jurors))
            errors = errors * np.bincount(seen.juror, (up - down) / 2e-4, len(self.jurors)) / many
        return np.asarray(errors, np.float64)


def redraw(category: Category, scores: CategoryScores, fair: Fair | None = None) -> Redraw | None:
    """Return what redrawing needs; None where no entrant has two jurors, so that no noise can be measured.

    fair: the fair panels of these scores, found anew when absent.
    """
    return redraw_of(observe(category, scores), fair)


def redraw_of(seen: Observations, fair: Fair | None = None) -> Redraw | None:
    """Return what redrawing observed sheets needs, with the λ, link and weights of the fair panels."""
    cells, jurors = len(seen.cells), len(seen.jurors)
    if seen.size == cells:
        return None
    fair = fair or fair_of(seen)
    way = FloatPass(seen, fair.link if fair.adjusts else "additive")
    weight = way.base * np.array(fair.huber, np.float64) if fair.huber else way.base
    normal, theta = normal_equations(seen, way.z, weight)
    if fair.adjusts:
        found, lam = spectrum(normal), float(Decimal(fair.lam))
        b = found.solve(lam)
        theta = way.theta(b, weight)
        sigma2 = max(normal.spread - float(normal.right @ b), 0.0) / normal.freedom
        factor = found.vectors * np.sqrt(sigma2 / (found.values + lam))
        factor = factor - factor.mean(axis=0)
    else:
        factor = np.zeros((jurors, jurors))
        sigma2 = normal.spread / normal.freedom
    total = np.bincount(seen.cell, weight, cells)
    mixing = np.zeros((cells, jurors))
    mixing[seen.cell, seen.juror] = weight / total[seen.cell]
    own = np.sqrt(sigma2 / total)
    error = np.sqrt(own**2 + ((mixing @ factor) ** 2).sum(axis=1))
    sigma = float(np.sqrt(sigma2))
    return Redraw(seen.cells, seen.jurors, theta, error, sigma, own, mixing, factor, way, fair)
