"""How sure fair panel values are, in floats, for redrawing severities; nothing here decides a rank.

The covariance of the cells' θ is σ²(diag(1/U) + B(M + λI)⁻¹Bᵀ), with B the weights of each cell's jurors.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from paritrana.core.rulebook import Category
from paritrana.core.scoring.jury.floats import FloatPass, normal_equations
from paritrana.core.scoring.jury.gates import gated
from paritrana.core.scoring.jury.observed import Cell, Floats, Observations, observe
from paritrana.core.scoring.model import CategoryScores


@dataclass(frozen=True)
class Redraw:
    """Fair values and their uncertainty on the scale of the link (`way.shares` brings them back to shares).

    theta, error: each cell's value and standard error.  sigma: the SD of a sheet of weight 1 about its cell
    and juror.  own: σ/√U of each cell.  mixing (cells × jurors): B.  factor (jurors × jurors): F with
    F·Fᵀ = σ²(M + λI)⁻¹, all 0 where no severity is taken out.
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

    def drawn(self, cell_normals: Floats, juror_normals: Floats) -> Floats:
        """Return redrawn shares, worlds × cells, from standard normals (worlds × cells, worlds × jurors)."""
        shift = juror_normals @ (self.mixing @ self.factor).T
        return self.way.shares(self.theta + cell_normals * self.own + shift)

    def covariance(self) -> Floats:
        """Return the covariance of θ, cells × cells."""
        spread = self.mixing @ self.factor
        return np.asarray(np.diag(self.own**2) + spread @ spread.T, np.float64)

    def severity_errors(self) -> Floats:
        """Return the standard error of each juror's severity, on the scale of the link."""
        return np.sqrt((self.factor**2).sum(axis=1))


def redraw(category: Category, scores: CategoryScores) -> Redraw | None:
    """Return what redrawing needs; None where no entrant has two jurors, so that no noise can be measured."""
    return redraw_of(observe(category, scores))


def redraw_of(seen: Observations) -> Redraw | None:
    """Return what redrawing observed sheets needs, behind the same gates as the fair panels."""
    cells, jurors = len(seen.cells), len(seen.jurors)
    if seen.size == cells:
        return None
    let = gated(seen, FloatPass)
    way = let.way or FloatPass(seen, "additive")
    if let.way:
        one = let.found
        theta, weight, sigma2 = one.theta, one.weight, one.sigma2
        values = np.sqrt(sigma2 / (one.spectrum.values + float(one.lam)))
        factor = one.spectrum.vectors * values
    else:
        weight, factor = way.base, np.zeros((jurors, jurors))
        normal, theta = normal_equations(seen, way.z, weight)
        sigma2 = normal.spread / normal.freedom
    total = np.bincount(seen.cell, weight, cells)
    mixing = np.zeros((cells, jurors))
    mixing[seen.cell, seen.juror] = weight / total[seen.cell]
    own = np.sqrt(sigma2 / total)
    error = np.sqrt(own**2 + ((mixing @ factor) ** 2).sum(axis=1))
    return Redraw(seen.cells, seen.jurors, theta, error, float(np.sqrt(sigma2)), own, mixing, factor, way)
