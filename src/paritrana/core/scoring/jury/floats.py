"""The severity fit in floats: milliseconds, for simulations and redrawn worlds; it decides no rank."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np

from paritrana.core.scoring.jury.observed import Floats, Observations
from paritrana.core.scoring.jury.reml import Normal, Spectrum, candidates, spectrum

ROBUST_SD = 1.4826
HUBER = 1.5
FAR = 4
LEAST_HALF = 0.005


@dataclass(frozen=True)
class FloatEstimate:
    """λ, severities b by juror and θ by cell on the scale of the link, and what they were found with."""

    lam: Decimal | None
    b: Floats
    theta: Floats
    weight: Floats
    normal: Normal
    spectrum: Spectrum

    @property
    def sigma2(self) -> float:
        """Return the variance of a sheet of weight 1 about θ + b."""
        return max(self.normal.spread - float(self.normal.right @ self.b), 0.0) / self.normal.freedom


class FloatPass:
    """One link's z and weights u, and the fits made from them."""

    def __init__(self, seen: Observations, link: str) -> None:
        self.seen, self.link = seen, link
        if link == "additive":
            self.z, self.base = seen.share, np.ones(seen.size)
        else:
            half = self.half[seen.cell]
            near = (seen.share + half) / (1.0 + 2.0 * half)
            told = np.asarray(seen.items, np.float64)[seen.cell] * near * (1.0 - near)
            self.z, self.base = np.log(near / (1.0 - near)), told / (1.0 + told)

    @cached_property
    def half(self) -> Floats:
        """Return d of each cell, as a share: half a step of the whole sheet, at least half a point of 100."""
        return np.maximum(0.5 / np.asarray(self.seen.steps, np.float64), LEAST_HALF)

    def estimate(self, huber: Floats | None = None) -> FloatEstimate:
        """Return the fit with the Huber weights given, all 1 without."""
        weight = self.base if huber is None else self.base * huber
        normal, middle = normal_equations(self.seen, self.z, weight)
        found = spectrum(normal)
        lam = candidates(normal, found)[0]
        if lam is None:
            return FloatEstimate(None, np.zeros(len(self.seen.jurors)), middle, weight, normal, found)
        b = found.solve(float(lam))
        return FloatEstimate(lam, b, self.theta(b, weight), weight, normal, found)

    def theta(self, b: Floats, weight: Floats) -> Floats:
        """Return the weighted mean of z − b in each cell."""
        many = len(self.seen.cells)
        total = np.bincount(self.seen.cell, weight, many)
        return np.bincount(self.seen.cell, weight * (self.z - b[self.seen.juror]), many) / total

    def far(self, one: FloatEstimate) -> int:
        """Return how many sheets lie more than four robust SDs off."""
        away = self._away(one)
        scale = ROBUST_SD * float(np.median(away))
        return int(np.count_nonzero(away > FAR * scale)) if scale else 0

    def huber(self, one: FloatEstimate) -> Floats:
        """Return min(1, 1.5 robust SDs / distance) of each sheet, in millionths and at least one of them."""
        away = self._away(one)
        limit = HUBER * ROBUST_SD * float(np.median(away))
        if not limit:
            return np.ones_like(away)
        return np.maximum(np.round(limit / np.maximum(away, limit), 6), 1e-6)

    def _away(self, one: FloatEstimate) -> Floats:
        gap = self.z - one.theta[self.seen.cell] - one.b[self.seen.juror]
        return np.sqrt(self.base) * np.abs(gap)

    def shares(self, theta: Floats) -> Floats:
        """Return values on the scale of the link, the last axis by cell, as shares 0 to 1."""
        if self.link == "additive":
            return np.clip(theta, 0.0, 1.0)
        near = 1.0 / (1.0 + np.exp(-theta))
        return np.clip(near * (1.0 + 2.0 * self.half) - self.half, 0.0, 1.0)


def normal_equations(seen: Observations, z: Floats, weight: Floats) -> tuple[Normal, Floats]:
    """Return M, r and Q with the cells eliminated, and each cell's weighted mean of z."""
    cells, jurors = len(seen.cells), len(seen.jurors)
    total = np.bincount(seen.cell, weight, cells)
    middle = np.bincount(seen.cell, weight * z, cells) / total
    gap = z - middle[seen.cell]
    right = np.bincount(seen.juror, weight * gap, jurors)
    matrix = np.diag(np.bincount(seen.juror, weight, jurors))
    for own, rows, places in seen.pairs:
        part = weight[rows] / np.sqrt(total[own])[:, None]
        products = (part[:, :, None] * part[:, None, :]).ravel()
        matrix -= np.bincount(places, products, jurors * jurors).reshape(jurors, jurors)
    return Normal(matrix, right, float(weight @ gap**2), seen.size - cells), middle
