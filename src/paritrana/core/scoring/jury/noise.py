"""How surely each juror's severity is known, in 40-digit decimals: the same millionths on every machine."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from operator import mul

from paritrana.core.scoring.jury.decimals import (
    DecimalEstimate,
    DecimalPass,
    Numbers,
    forty_digits,
    inverse_diagonal,
    millionths,
)
from paritrana.core.scoring.jury.fair import Fair
from paritrana.core.scoring.jury.observed import Observations, group_of_jurors

STEP = Decimal("1e-4")


def severity_errors(seen: Observations, fair: Fair) -> list[Fraction]:
    """Return the standard error of each juror's severity against the jurors of its connected group.

    seen: what `fair` was found from; it must adjust.  A share of 0 to 1, in millionths; under the link logit
    as it moves the shares of the juror's own cells, on the mean.  With A = σ²(M + λI)⁻¹ the variance is
    A_jj − 2·mean_k A_jk + mean_kl A_kl over the jurors of the group, σ² = (Q − rᵀb)/(n − C).
    """
    with forty_digits():
        way = DecimalPass(seen, fair.link)
        weight = list(map(mul, way.base, fair.huber)) if fair.huber else way.base
        made = way.equations(weight)
        found = way.at(Decimal(fair.lam), made, weight)
        left = made.spread - sum(map(mul, made.right, found.b), Decimal(0))
        sigma2 = max(left, Decimal(0)) / made.freedom
        apart = _against_group(made.matrix, Decimal(fair.lam), group_of_jurors(seen).tolist())
        errors = [(sigma2 * one).sqrt() for one in apart]
        if fair.link == "logit":
            errors = list(map(mul, errors, _slopes(way, found)))
        return [millionths(one) for one in errors]


def _against_group(matrix: list[Numbers], lam: Decimal, groups: list[int]) -> Numbers:
    """Return the variance, over σ², of each juror's b less the mean b of its group."""
    members: dict[int, list[int]] = {}
    for juror, group in enumerate(groups):
        members.setdefault(group, []).append(juror)
    shares = [[Decimal(group == one) / len(own) for one in groups] for group, own in members.items()]
    diagonal, beside = inverse_diagonal(matrix, lam, shares)
    found = [Decimal(0)] * len(groups)
    for own, mean in zip(members.values(), beside, strict=True):
        whole = sum((mean[one] for one in own), Decimal(0)) / len(own)
        for one in own:
            found[one] = max(diagonal[one] - 2 * mean[one] + whole, Decimal(0))
    return found


def _slopes(way: DecimalPass, found: DecimalEstimate) -> Numbers:
    """Return by how much the shares of each juror's own cells move with θ, on the mean."""
    down, up = (
        way.shares(DecimalEstimate(found.lam, found.b, [theta + step for theta in found.theta]))
        for step in (-STEP, STEP)
    )
    total, many = [Decimal(0)] * len(found.b), [0] * len(found.b)
    for cell, juror in zip(way.cell, way.juror, strict=True):
        total[juror] += (up[cell] - down[cell]) / (2 * STEP)
        many[juror] += 1
    return [one / count for one, count in zip(total, many, strict=True)]
