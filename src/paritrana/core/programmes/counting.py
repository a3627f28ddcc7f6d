"""How many workers a short cover counts for, by the rule of the membership manual for its own offices.

Paid by a government or village: six paid months or more count in full, fewer pro rata.  Paid by a company or
bank: six or more in full, fewer not at all.  Whoever pays alone stands in no container, the rule is not about
them, and each who paid at all counts in full.  A useful measure against cover bought for one month only; it
is not known to be a rule of the award.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from paritrana.core.programmes.terms import Container

FULL_FROM = 6
CORPORATE = (Container.CORPORATE, Container.BANK)


@dataclass(frozen=True, slots=True)
class Covered:
    """Workers of one container, or of none, who were paid for the same number of months of a year."""

    workers: int
    paid_months: int
    container: Container | None

    def __post_init__(self) -> None:
        if self.workers < 0 or self.paid_months < 0:
            raise ValueError("workers and months are counts")


def counted(one: Covered) -> Fraction:
    """Return for how many workers a group counts, exactly: 1,000 for three months by a government are 500."""
    if one.paid_months >= FULL_FROM or (one.container is None and one.paid_months):
        return Fraction(one.workers)
    if one.container in CORPORATE:
        return Fraction(0)
    return Fraction(one.workers * one.paid_months, FULL_FROM)


def counted_in_all(groups: Iterable[Covered]) -> Fraction:
    """Return for how many workers all groups count together; fractions are added before any rounding."""
    return sum(map(counted, groups), Fraction(0))
