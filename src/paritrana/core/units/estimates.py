"""Shares whose denominator comes from a survey, and which of them it cannot tell apart.

Source: reference definitions of the project for coverage (error, ties).  The numerator is a count and has no
error of its own, so the error of C = N/D is that of D.  Ties are decided in exact fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from paritrana.core.units.quantities import Rate

# The square of the 95th percentile of the standard normal distribution (1.6448536…), which bounds a
# two-sided interval of 90 %; also the 90th percentile of chi-square with one degree of freedom.
Z_SQUARED = Fraction("2.705543454095404")
_ROUGH = 1e-9  # far above what floats of shares and errors are off by


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share whose denominator comes from a survey. rse: its relative standard error, 0.025 for 2.5 %."""

    rate: Rate
    rse: Fraction

    @property
    def share(self) -> Fraction:
        return self.rate.share or Fraction(0)

    @property
    def standard_error(self) -> Fraction:
        """Return SE(C) ≈ C × RSE(D), the first term of the expansion of N/D; good while RSE is small."""
        return self.share * self.rse


def tied(one: Estimate, other: Estimate) -> bool:
    """Say whether the 90 % interval of the difference of two shares contains 0.

    (C₁ − C₂)² ≤ z² (SE₁² + SE₂²), with the surveys of the two regions taken as independent of each other.
    """
    distance = (one.share - other.share) ** 2
    return distance <= Z_SQUARED * (one.standard_error**2 + other.standard_error**2)


def tie_groups(listed: Sequence[Estimate]) -> list[int]:
    """Return the group of each share, 1 for the highest.

    Being tied is not handed on: 80 may tie with 76 and 76 with 72 while 80 and 72 do not. So a group begins
    with the highest share that is in none yet, and takes the following ones that tie with that first one.
    """
    order = sorted(range(len(listed)), key=lambda place: -listed[place].share)
    groups = [0] * len(listed)
    group, head = 0, None
    for place in order:
        if head is None or not tied(head, listed[place]):
            group, head = group + 1, listed[place]
        groups[place] = group
    return groups


def tied_places(listed: Sequence[Estimate]) -> list[list[int]]:
    """Return, for each share, the places of all others that tie with it, the nearest share first.

    As `tied` decides; floats only spare the exact comparison where it is not close.
    """
    rough = [(float(one.share), float(Z_SQUARED) * float(one.standard_error) ** 2) for one in listed]
    found: list[list[int]] = [[] for _ in listed]
    for place, (share, error) in enumerate(rough):
        for other in range(place + 1, len(rough)):
            distance, bound = (share - rough[other][0]) ** 2, error + rough[other][1]
            margin = _ROUGH * (share + rough[other][0]) ** 2
            close = abs(distance - bound) <= margin
            if tied(listed[place], listed[other]) if close else distance < bound:
                found[place].append(other)
                found[other].append(place)
    for place, others in enumerate(found):
        others.sort(key=lambda other: (abs(rough[other][0] - rough[place][0]), other))
    return found
