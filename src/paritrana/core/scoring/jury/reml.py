"""How far severities differ: λ = σ²/σ_b² by restricted maximum likelihood, on a grid of two digits.

With M and r of the normal equations, Q = Σu(z − z̄_c)² and n − C = sheets less cells, the criterion is

    g(λ) = (n − C)·ln(1 − rᵀ(M + λI)⁻¹r / Q) + ln det(I + M/λ)

which is −2 times the restricted log likelihood with σ² profiled out, less its value at σ_b = 0 (λ = ∞, where
g = 0).  Source: Patterson and Thompson 1971, Biometrika 58(3); the reduction is in the method note.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from paritrana.core.scoring.jury.observed import Floats

GRID = tuple(Decimal(digits).scaleb(exponent) for exponent in range(-4, 3) for digits in range(10, 100))
LAMBDAS = np.array([float(one) for one in GRID])
GUARD = 1e-7
NOISE = 1e-12


@dataclass(frozen=True)
class Normal:
    """The normal equations without the cells: M (J × J), r (J), Q, and n − C."""

    matrix: Floats
    right: Floats
    spread: float
    freedom: int


@dataclass(frozen=True)
class Spectrum:
    """The eigenvalues of M, not below 0, its eigenvectors, and r seen along them."""

    values: Floats
    vectors: Floats
    right: Floats

    def solve(self, lam: float) -> Floats:
        """Return b of (M + λI)b = r."""
        return np.asarray(self.vectors @ (self.right / (self.values + lam)), np.float64)


def spectrum(normal: Normal) -> Spectrum:
    """Return the one decomposition that every λ shares."""
    values, vectors = np.linalg.eigh(normal.matrix)
    return Spectrum(np.maximum(values, 0.0), vectors, vectors.T @ normal.right)


def candidates(normal: Normal, seen: Spectrum) -> list[Decimal | None]:
    """Return the λ of the grid that floats cannot tell from the best, best first; None is σ_b = 0.

    Two stand within the guard band when their criteria differ by less than 1e-7 plus what rounding can do.
    """
    inverse = 1.0 / (seen.values[None, :] + LAMBDAS[:, None])
    explained = inverse @ (seen.right**2) / normal.spread
    left = np.maximum(1.0 - explained, np.finfo(np.float64).tiny)
    logs = np.log(seen.values[None, :] + LAMBDAS[:, None]).sum(axis=1) - len(seen.values) * np.log(LAMBDAS)
    criterion = normal.freedom * np.log(left) + logs
    best = int(np.argmin(criterion))
    band = GUARD + NOISE * normal.freedom / float(left[best])
    lowest = min(float(criterion[best]), 0.0)
    close = np.flatnonzero(criterion <= lowest + band)
    order = close[np.argsort(criterion[close], kind="stable")].tolist()
    found: list[Decimal | None] = [GRID[place] for place in order]
    if lowest + band >= 0.0:
        found.insert(0 if criterion[best] >= 0.0 else len(found), None)
    return found


def lam_text(lam: Decimal | None) -> str:
    """Return λ as two significant digits without an exponent, as in 0.0010, 1.7 or 230; empty for none."""
    return "" if lam is None else format(lam, "f")
