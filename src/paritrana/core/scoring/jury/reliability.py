"""How far a stage's jurors agree: Krippendorff's alpha, ICC, generalizability; exact fractions.

Every figure rests on the counted jurors' stage totals.  A variance that comes out negative is taken as 0.
Sources: Krippendorff 2019, Content Analysis, ch. 12; McGraw and Wong 1996, Psychological Methods 1(1);
Henderson 1953, Biometrics 9(2), method 1; Brennan 2001, Generalizability Theory.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from paritrana.core.rulebook import Category
from paritrana.core.scoring.model import CategoryScores

type Reason = Literal[
    "", "no_overlap", "all_equal", "one_entrant", "no_entrant_variance", "too_little_overlap"
]
type Unit = Mapping[str, int]

WANTED = Fraction(4, 5)


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure, or None and why there is none."""

    value: Fraction | None
    reason: Reason = ""


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far the jurors of one stage agree.

    alpha_interval, alpha_ordinal: Krippendorff, at most 1.  icc_single, icc_panel: of one juror and of the
    panel, 0 to 1.  generalizability: Vc/(Vc + Vcj/n), 0 to 1.  jurors_needed: for 0.8 of it, whole.
    panel: n, the harmonic mean of the number of jurors an entrant has.
    """

    alpha_interval: Measured
    alpha_ordinal: Measured
    icc_single: Measured
    icc_panel: Measured
    generalizability: Measured
    jurors_needed: Measured
    panel: Fraction


def reliability(category: Category, scores: CategoryScores) -> dict[str, Reliability]:
    """Return the reliability of every stage that jurors marked, by stage id."""
    found = {}
    for stage in category.stages:
        units = [one.totals[stage.id] for one in scores.entrants.values() if one.totals.get(stage.id)]
        if units:
            found[stage.id] = reliability_of(units)
    return found


def reliability_of(units: Sequence[Unit]) -> Reliability:
    """Return the reliability of entrants' totals, each {juror: whole number}; ValueError without any."""
    if not units or not all(units):
        raise ValueError("reliability needs entrants with jurors")
    panel = len(units) / sum((Fraction(1, len(unit)) for unit in units), Fraction(0))
    single, whole = icc(units, panel)
    coefficient, needed = generalizability(units, panel)
    values = [list(unit.values()) for unit in units]
    return Reliability(alpha(values), alpha(ordinal(values)), single, whole, coefficient, needed, panel)


def alpha(units: Iterable[Sequence[int]]) -> Measured:
    """Return Krippendorff's alpha for interval data, 1 − D_o/D_e over values that can be paired.

    One entrant alone gives none: its jurors are its chance, so that alpha would be 0 whatever they gave.
    """
    paired = [unit for unit in units if len(unit) > 1]
    if len(paired) < 2:
        return Measured(None, "one_entrant" if paired else "no_overlap")
    inside: dict[int, int] = defaultdict(int)
    for unit in paired:
        inside[len(unit) - 1] += _spread(unit)
    together = [value for unit in paired for value in unit]
    whole = _spread(together)
    if not whole:
        return Measured(None, "all_equal")
    observed = sum((Fraction(gaps, below) for below, gaps in inside.items()), Fraction(0))
    return Measured(1 - observed * (len(together) - 1) / whole)


def ordinal(units: Iterable[Sequence[int]]) -> list[list[int]]:
    """Return each value as twice its middle rank among those that can be paired: alpha's ordinal metric."""
    paired = [unit for unit in units if len(unit) > 1]
    counts = Counter(value for unit in paired for value in unit)
    places, below = {}, 0
    for value in sorted(counts):
        places[value] = 2 * below + counts[value]
        below += counts[value]
    return [[places[value] for value in unit] for unit in paired]


def _spread(values: Sequence[int]) -> int:
    """Return m·Σv² − (Σv)²: the squared gaps of all pairs."""
    return len(values) * sum(value * value for value in values) - sum(values) ** 2


def icc(units: Sequence[Unit], panel: Fraction) -> tuple[Measured, Measured]:
    """Return ICC(1) and ICC(k) by the variance components of a one-way layout with unequal panels."""
    many, sheets = len(units), sum(map(len, units))
    if many == 1:
        return Measured(None, "one_entrant"), Measured(None, "one_entrant")
    if sheets == many:
        return Measured(None, "no_overlap"), Measured(None, "no_overlap")
    squares, between, middle = _sums(units)
    within = (squares - between) / (sheets - many)
    usual = (sheets - Fraction(sum(len(unit) ** 2 for unit in units), sheets)) / (many - 1)
    merit = max(((between - middle) / (many - 1) - within) / usual, Fraction(0))
    if not merit + within:
        return Measured(None, "all_equal"), Measured(None, "all_equal")
    return Measured(merit / (merit + within)), Measured(merit / (merit + within / panel))


def generalizability(units: Sequence[Unit], panel: Fraction) -> tuple[Measured, Measured]:
    """Return Vc/(Vc + Vcj/n) and the jurors needed for 0.8; severity is no part of Vcj."""
    jurors: dict[str, list[int]] = defaultdict(list)
    for unit in units:
        for juror, value in unit.items():
            jurors[juror].append(value)
    sheets, many, of = sum(map(len, units)), len(units), len(jurors)
    k1 = Fraction(sum(len(unit) ** 2 for unit in units), sheets)
    k2 = Fraction(sum(len(own) ** 2 for own in jurors.values()), sheets)
    if many == 1:
        return Measured(None, "one_entrant"), Measured(None, "one_entrant")
    if sheets == many:
        return Measured(None, "no_overlap"), Measured(None, "no_overlap")
    if sheets == of or k1 + k2 == sheets + 1:
        return Measured(None, "too_little_overlap"), Measured(None, "too_little_overlap")
    squares, between, middle = _sums(units)
    by_juror = sum((Fraction(sum(own) ** 2, len(own)) for own in jurors.values()), Fraction(0))
    strict_and_rest = (squares - between) / (sheets - many)
    merit_and_rest = (squares - by_juror) / (sheets - of)
    rest = squares - middle - (sheets - k1) * merit_and_rest - (sheets - k2) * strict_and_rest
    rest = max(rest / (k1 + k2 - sheets - 1), Fraction(0))
    merit = max(merit_and_rest - rest, Fraction(0))
    if not merit:
        reason: Reason = "no_entrant_variance" if rest else "all_equal"
        return Measured(Fraction(0) if rest else None, "" if rest else reason), Measured(None, reason)
    needed = math.ceil(WANTED / (1 - WANTED) * rest / merit)
    return Measured(merit / (merit + rest / panel)), Measured(Fraction(max(needed, 1)))


def _sums(units: Sequence[Unit]) -> tuple[int, Fraction, Fraction]:
    """Return Σv², Σ(entrant's sum)²/jurors and (Σv)²/sheets."""
    squares = sum(value * value for unit in units for value in unit.values())
    of_size: dict[int, int] = defaultdict(int)
    for unit in units:
        of_size[len(unit)] += sum(unit.values()) ** 2
    between = sum((Fraction(total, size) for size, total in of_size.items()), Fraction(0))
    whole, sheets = sum(sum(unit.values()) for unit in units), sum(map(len, units))
    return squares, between, Fraction(whole * whole, sheets)
