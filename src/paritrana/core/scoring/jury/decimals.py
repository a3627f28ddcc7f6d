"""The severity fit in 40-digit decimals: the same digits on every machine.

λ is looked for in floats; where floats cannot tell two values of the grid apart, decimals decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from functools import cached_property
from operator import mul

import numpy as np

from paritrana.core.scoring.jury.floats import FloatPass, normal_equations
from paritrana.core.scoring.jury.observed import Floats, Observations
from paritrana.core.scoring.jury.reml import GUARD, candidates, spectrum

PRECISION = 40
FIXED = 10**PRECISION
NONE, ALL = Decimal(0), Decimal(1)
STEADY = Decimal(1).scaleb(-30)
MILLIONTH = Decimal(1).scaleb(-6)
ROBUST_SD = Decimal("1.4826")
HUBER = Decimal("1.5")
FAR = 4
LEAST_HALF = Decimal("0.005")

type Numbers = list[Decimal]


@contextmanager
def forty_digits() -> Iterator[None]:
    """Work with 40 significant digits, half-even, whatever the caller's context is."""
    with localcontext(Context(prec=PRECISION, rounding=ROUND_HALF_EVEN)):
        yield


def millionths(value: Decimal) -> Fraction:
    """Return a value rounded half-even to 10^-30, then half-even to 10^-6, exactly."""
    return Fraction(value.quantize(STEADY).quantize(MILLIONTH))


@dataclass(frozen=True)
class Equations:
    """M (its lower triangle, row by row), r, Q, n − C, and each cell's weighted mean of z."""

    matrix: list[Numbers]
    right: Numbers
    spread: Decimal
    freedom: int
    middle: Numbers

    def criterion(self, lam: Decimal) -> Decimal:
        """Return g(λ) of `reml`."""
        b, pivots = solved(self.matrix, self.right, lam)
        left = 1 - sum(map(mul, self.right, b), Decimal(0)) / self.spread
        return self.freedom * left.ln() + sum(((one / lam).ln() for one in pivots), Decimal(0))


@dataclass(frozen=True)
class DecimalEstimate:
    """λ, severities b by juror and θ by cell, on the scale of the link."""

    lam: Decimal | None
    b: Numbers
    theta: Numbers

    @cached_property
    def odds(self) -> Numbers:
        """Return exp(θ) of each cell."""
        return [value.exp() for value in self.theta]


class DecimalPass:
    """One link's z and weights u as decimals, and the fits made from them; use within `forty_digits`."""

    def __init__(self, seen: Observations, link: str, *, guard: float = GUARD) -> None:
        self.seen, self.link, self.guard = seen, link, guard
        self.cell, self.juror = seen.cell.tolist(), seen.juror.tolist()
        self.rough = FloatPass(seen, link)
        self.half = [half_step(int(steps)) for steps in seen.steps]
        self.wide = [1 + 2 * half for half in self.half]
        self.z: Numbers = []
        self.base: Numbers = []
        self.root: Numbers = []
        known: dict[tuple[int, int, int, int], tuple[Decimal, Decimal, Decimal]] = {}
        for cell, total in zip(self.cell, seen.totals.tolist(), strict=True):
            key = (total, int(seen.maxima[cell]), int(seen.items[cell]), int(seen.steps[cell]))
            if key not in known:
                known[key] = linked(link, *key)
            z, base, root = known[key]
            self.z.append(z)
            self.base.append(base)
            self.root.append(root)

    def estimate(self, huber: Numbers | None = None) -> DecimalEstimate:
        """Return the fit with the Huber weights given, all 1 without."""
        weight = self.base if huber is None else list(map(mul, self.base, huber))
        made = self.equations(weight)
        lam = self._lam(made, huber)
        if lam is None:
            return DecimalEstimate(None, [Decimal(0)] * len(self.seen.jurors), made.middle)
        return self.at(lam, made, weight)

    def at(self, lam: Decimal, made: Equations, weight: Numbers) -> DecimalEstimate:
        """Return the fit at a given λ."""
        b, _ = solved(made.matrix, made.right, lam)
        many = len(self.seen.cells)
        total, below = [Decimal(0)] * many, [Decimal(0)] * many
        for cell, juror, z, u in zip(self.cell, self.juror, self.z, weight, strict=True):
            total[cell] += u * (z - b[juror])
            below[cell] += u
        return DecimalEstimate(lam, b, [one / under for one, under in zip(total, below, strict=True)])

    def equations(self, weight: Numbers) -> Equations:
        """Return the normal equations with the cells eliminated."""
        jurors = len(self.seen.jurors)
        matrix = [[Decimal(0)] * (row + 1) for row in range(jurors)]
        right, spread, middle = [Decimal(0)] * jurors, Decimal(0), []
        start = 0
        for count in self.seen.counts.tolist():
            rows = slice(start, start + count)
            start += count
            own, u, z = self.juror[rows], weight[rows], self.z[rows]
            total = sum(u, Decimal(0))
            middle.append(sum(map(mul, u, z), Decimal(0)) / total)
            for place, (juror, weighed, value) in enumerate(zip(own, u, z, strict=True)):
                gap = value - middle[-1]
                right[juror] += weighed * gap
                spread += weighed * gap * gap
                line, part = matrix[juror], weighed / total
                for other, beside in zip(own[:place], u, strict=False):
                    line[other] -= part * beside
                line[juror] += weighed - part * weighed
        return Equations(matrix, right, spread, self.seen.size - len(middle), middle)

    def _lam(self, made: Equations, huber: Numbers | None) -> Decimal | None:
        """Return the λ of the least criterion; of equals the largest, and no severity before any."""
        close = self._close(made, huber)
        if len(close) == 1:
            return close[0]
        told = [(Decimal(0) if one is None else made.criterion(one), one) for one in close]
        told = [(value.quantize(STEADY), one) for value, one in told]
        return min(told, key=lambda pair: (pair[0], pair[1] is not None, -(pair[1] or 0)))[1]

    def _close(self, made: Equations, huber: Numbers | None) -> list[Decimal | None]:
        weight = self.rough.base if huber is None else self.rough.base * _floats(huber)
        normal, _ = normal_equations(self.seen, self.rough.z, weight)
        return candidates(normal, spectrum(normal), guard=self.guard)

    def far(self, one: DecimalEstimate) -> int:
        """Return how many sheets lie more than four robust SDs off."""
        away = self._away(one)
        limit = FAR * ROBUST_SD * _median(away)
        return sum(gap > limit for gap in away) if limit else 0

    def huber(self, one: DecimalEstimate) -> Numbers:
        """Return min(1, 1.5 robust SDs / distance) of each sheet, in millionths and at least one of them.

        Where the robust SD is 0 all weights are 1.
        """
        away = self._away(one)
        limit = HUBER * ROBUST_SD * _median(away)
        return [
            Decimal(1) if gap <= limit or not limit else max((limit / gap).quantize(MILLIONTH), MILLIONTH)
            for gap in away
        ]

    def _away(self, one: DecimalEstimate) -> Numbers:
        """Return √u·|z − θ − b| of each sheet, kept to 10^-30 so that its ties are ties everywhere."""
        gaps = (
            abs(z - one.theta[cell] - one.b[juror])
            for cell, juror, z in zip(self.cell, self.juror, self.z, strict=True)
        )
        if self.link == "additive":
            return [gap.quantize(STEADY) for gap in gaps]
        return [(root * gap).quantize(STEADY) for root, gap in zip(self.root, gaps, strict=True)]

    def shares(self, one: DecimalEstimate) -> Numbers:
        """Return each cell's θ as a share, within 0 and 1."""
        if self.link == "additive":
            return [clamped(value) for value in one.theta]
        return [self._share(odds, cell) for cell, odds in enumerate(one.odds)]

    def _share(self, odds: Decimal, cell: int) -> Decimal:
        return clamped(odds / (1 + odds) * self.wide[cell] - self.half[cell])

    def points(self, one: DecimalEstimate) -> Numbers:
        """Return each juror's severity in points of 100, positive for stricter than colleagues.

        Additive: −100·b.  Logit: the mean over the juror's own cells of the fair value less what the juror's
        severity makes of it.
        """
        if self.link == "additive":
            return [-100 * b for b in one.b]
        shift, fair = [value.exp() for value in one.b], self.shares(one)
        gaps, many = [Decimal(0)] * len(shift), [0] * len(shift)
        for cell, juror in zip(self.cell, self.juror, strict=True):
            gaps[juror] += fair[cell] - self._share(one.odds[cell] * shift[juror], cell)
            many[juror] += 1
        return [100 * gap / count for gap, count in zip(gaps, many, strict=True)]


def linked(link: str, total: int, largest: int, items: int, steps: int) -> tuple[Decimal, Decimal, Decimal]:
    """Return z, u and √u of a sheet: its share and 1, or its logit and how much a mark near an end says."""
    share = Decimal(total) / largest
    if link == "additive":
        return share, Decimal(1), Decimal(1)
    half = half_step(steps)
    near, rest = share + half, 1 - share + half
    told = items * near * rest / ((1 + 2 * half) * (1 + 2 * half))
    weight = told / (1 + told)
    return (near / rest).ln(), weight, weight.sqrt()


def half_step(steps: int) -> Decimal:
    """Return d as a share: half a step of a sheet of so many, at least half a point of 100."""
    return max(Decimal(1) / (2 * steps), LEAST_HALF)


def solved(matrix: Sequence[Numbers], right: Numbers, lam: Decimal) -> tuple[Numbers, Numbers]:
    """Return b of (M + λI)b = r and the pivots of M + λI = L·D·Lᵀ; M is given as its lower triangle.

    The elimination runs in whole multiples of 10^-40: twice as quick as decimals, and as steady.
    """
    lower, pivots = _factored(matrix, lam)
    b = _substituted(lower, pivots, list(map(_fixed, right)))
    return list(map(_decimal, b)), list(map(_decimal, pivots))


def inverse_diagonal(
    matrix: Sequence[Numbers], lam: Decimal, rights: Sequence[Numbers]
) -> tuple[Numbers, list[Numbers]]:
    """Return the diagonal of (M + λI)⁻¹, and its product with each of `rights`; M is its lower triangle."""
    lower, pivots = _factored(matrix, lam)
    many = len(pivots)
    squares = [0] * many
    for place in range(many):
        column = [FIXED]  # of L⁻¹, from its 1 on the diagonal downwards
        squares[place] = FIXED * FIXED // pivots[place]
        for row in range(place + 1, many):
            value = -sum(map(mul, lower[row][place:], column)) // FIXED
            column.append(value)
            squares[place] += value * value // pivots[row]
    solutions = [list(map(_decimal, _substituted(lower, pivots, list(map(_fixed, one))))) for one in rights]
    return list(map(_decimal, squares)), solutions


def _factored(matrix: Sequence[Numbers], lam: Decimal) -> tuple[list[list[int]], list[int]]:
    """Return L (without its diagonal of 1) and D of M + λI = L·D·Lᵀ, in multiples of 10^-40."""
    lower: list[list[int]] = []
    pivots: list[int] = []
    for place, line in enumerate(matrix):
        given = list(map(_fixed, line))
        scaled: list[int] = []
        for left, row in enumerate(lower):
            scaled.append(given[left] - sum(map(mul, scaled, row)) // FIXED)
        unit = [value * FIXED // pivot for value, pivot in zip(scaled, pivots, strict=True)]
        pivots.append(given[place] + _fixed(lam) - sum(map(mul, scaled, unit)) // FIXED)
        lower.append(unit)
    return lower, pivots


def _substituted(lower: list[list[int]], pivots: list[int], right: list[int]) -> list[int]:
    """Return b of L·D·Lᵀ·b = right."""
    half: list[int] = []
    for unit, value in zip(lower, right, strict=True):
        half.append(value - sum(map(mul, unit, half)) // FIXED)
    b = [value * FIXED // pivot for value, pivot in zip(half, pivots, strict=True)]
    for place in range(len(b) - 1, 0, -1):
        for left, value in enumerate(lower[place]):
            b[left] -= value * b[place] // FIXED
    return b


def _fixed(value: Decimal) -> int:
    return int(value.scaleb(PRECISION))


def _decimal(value: int) -> Decimal:
    return Decimal(value).scaleb(-PRECISION)


def clamped(value: Decimal) -> Decimal:
    """Return a value within 0 and 1."""
    return NONE if value < NONE else ALL if value > ALL else value


def _median(numbers: Numbers) -> Decimal:
    ordered, half = sorted(numbers), len(numbers) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _floats(numbers: Numbers) -> Floats:
    return np.array(list(map(float, numbers)), np.float64)
