"""One person in two enrolments: which months were paid twice, until when one of the two holds."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from paritrana.apps.protection.rules.batches import overlap
from paritrana.apps.protection.rules.months import Cover
from paritrana.core.programmes import Month
from paritrana.errors import RuleRefused


@dataclass(frozen=True)
class Share:
    """Rupiah that a fund paid for one month.  source: the enrolment or pledge for which, as kind and key.

    programmes: what was paid; empty for pledges, of which one may pay a month.
    """

    source: tuple[str, int]
    month: str
    programmes: str
    fund: int
    rupiah: int


@dataclass(frozen=True)
class Twice:
    """A month of one person that was paid more than once; shares: each payment, by source."""

    month: str
    shares: tuple[Share, ...]

    @property
    def too_much(self) -> int:
        """Return the rupiah beyond the dearest payment: at least this much need not have been paid."""
        paid = [one.rupiah for one in self.shares]
        return sum(paid) - max(paid)


def paid_twice(shares: Iterable[Share]) -> list[Twice]:
    """Return the months that two sources paid in a programme of both; a fund and a sponsor are no two."""
    by_month: defaultdict[tuple[str, str], list[Share]] = defaultdict(list)
    for one in shares:
        by_month[one.month, one.source[0]].append(one)
    found = []
    for (month, _kind), those in sorted(by_month.items()):
        double = [one for one in those if any(_same(one, other) for other in those)]
        if double:
            found.append(Twice(month, tuple(sorted(double, key=lambda one: one.source))))
    return found


def _same(one: Share, other: Share) -> bool:
    return one.source != other.source and overlap(one.programmes, other.programmes)


def spans(twice: Sequence[Twice]) -> list[tuple[str, str]]:
    """Return the months as first and last of each run."""
    found: list[tuple[str, str]] = []
    for month in sorted({one.month for one in twice}):
        if found and _next(found[-1][1]) == month:
            found[-1] = (found[-1][0], month)
        else:
            found.append((month, month))
    return found


def holds_until(cover: Cover, other: Cover) -> Month:
    """Return the last month of an enrolment that ends beside another: as far as it is paid, and no gap."""
    before = max(other.first + -1, cover.first)
    return max(before, cover.paid_until or before)


def check_doubled(others: Sequence[object]) -> None:
    """Refuse to end an enrolment beside which the person is in no other one."""
    if not others:
        raise RuleRefused("enrolment.not_doubled")


def together(covers: Sequence[Cover]) -> Cover:
    """Return the months of one person in several enrolments of a fund as one: paid in any of them is paid."""
    counting = frozenset(month for one in covers for month in one.counting)
    lasts = [one.last for one in covers if one.last is not None]
    return Cover(
        first=min(one.first for one in covers),
        last=max(lasts) if len(lasts) == len(covers) else None,
        counting=counting,
        void=frozenset(month for one in covers for month in one.void) - counting,
        after=covers[0].after,
    )


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"
