"""Which programmes an employer owes by its size: the rule as a dated, sourced table.

Two rules stand side by side and are not mixed: the duty to register workers, and what must be joined
before a worker is in the job-loss programme (JKP), which nobody joins by itself.  The health programme
(JKN) belongs to another agency and is in neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from paritrana.core.rolls.schemas import PROGRAMMES, SIZES

_FOUR, _THREE, _TWO = ("JKK", "JKM", "JHT", "JP"), ("JKK", "JKM", "JHT"), ("JKK", "JKM")


@dataclass(frozen=True, slots=True)
class Obligation:
    """From `since` on an employer of the size must have joined the programmes; `source` names the rule."""

    size: str
    since: date
    programmes: tuple[str, ...]
    source: str

    @property
    def bits(self) -> int:
        """Return the programmes as a mask in the order of `schemas.PROGRAMMES`."""
        return sum(1 << PROGRAMMES.index(name) for name in self.programmes)


_PERPRES_109 = "Perpres 109/2013 art. 6(3)"
_PP_37 = "PP 37/2021 art. 4, kept by PP 6/2025"

DUTIES = (
    Obligation("large", date(2015, 7, 1), _FOUR, _PERPRES_109),
    Obligation("medium", date(2015, 7, 1), _FOUR, _PERPRES_109),
    Obligation("small", date(2015, 7, 1), _THREE, _PERPRES_109),
    Obligation("micro", date(2015, 7, 1), _TWO, _PERPRES_109),
)
FOR_JOB_LOSS = (
    Obligation("large", date(2021, 2, 2), _FOUR, _PP_37),
    Obligation("medium", date(2021, 2, 2), _FOUR, _PP_37),
    Obligation("small", date(2021, 2, 2), _THREE, _PP_37),
    Obligation("micro", date(2021, 2, 2), _THREE, _PP_37),
)


def obligation(size: str, day: date, table: tuple[Obligation, ...] = DUTIES) -> Obligation | None:
    """Return the rule for a size that holds on a day, None before the first one."""
    held = [one for one in table if one.size == size and one.since <= day]
    return max(held, key=lambda one: one.since, default=None)


def by_size(table: tuple[Obligation, ...] = DUTIES) -> dict[str, list[Obligation]]:
    """Return the rules of each size, oldest first."""
    dated = sorted(table, key=lambda one: one.since)
    return {size: [one for one in dated if one.size == size] for size in SIZES}
