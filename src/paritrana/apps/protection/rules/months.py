"""What was owed and paid month by month, and what counts: arrears, lapse, taking up again, corrections."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum, auto
from fractions import Fraction

from paritrana.core.programmes import (
    ENDS_AFTER,
    Container,
    Covered,
    Month,
    Payment,
    counted_in_all,
    has_lapsed,
    memberships,
    month_of,
    months_between,
)
from paritrana.errors import BadInput


class Mark(StrEnum):
    """How one month of an enrolled worker stands."""

    OUTSIDE = auto()  # before the start, or after the worker stopped
    PAID = auto()
    AHEAD = auto()  # paid, and still to come
    DUE = auto()  # not paid, and this month or later
    UNPAID = auto()  # owed, while membership still ran
    LAPSED = auto()  # membership had ended for want of payment
    VOID = auto()  # paid after the lapse; counts only when minutes restore it


class Standing(StrEnum):
    """How an enrolment stands in a month."""

    NOT_BEGUN = auto()
    RUNNING = auto()
    ARREARS = auto()
    LAPSED = auto()
    STOPPED = auto()


@dataclass(frozen=True, order=True)
class Paid:
    """One month that was paid, and when; restored: minutes let it count though it came after the lapse."""

    month: Month
    paid_in: Month
    restored: bool = False


@dataclass(frozen=True)
class Cover:
    """The months of one enrolment.

    first: the month it starts.  last: the month the worker stopped, None while listed.  counting: the paid
    months that count.  void: those that were paid after a lapse.  after: unpaid months that end membership.
    """

    first: Month
    last: Month | None
    counting: frozenset[Month]
    void: frozenset[Month]
    after: int = ENDS_AFTER

    @property
    def paid_until(self) -> Month | None:
        """Return the last month that counts, None where none does."""
        return max(self.counting, default=None)

    def mark(self, month: Month, now: Month) -> Mark:
        """Return how a month stands, seen from the present one."""
        if month < self.first or (self.last is not None and month > self.last):
            return Mark.OUTSIDE
        if month in self.counting:
            return Mark.AHEAD if month > now else Mark.PAID
        if month in self.void:
            return Mark.VOID
        if month >= now and not self._lapsed_in(now):
            return Mark.DUE
        return Mark.LAPSED if self._lapsed_in(month) else Mark.UNPAID

    def standing(self, now: Month) -> Standing:
        """Return how the enrolment stands in the present month."""
        if self.last is not None and now > self.last:
            return Standing.STOPPED
        if now < self.first:
            return Standing.NOT_BEGUN
        if self._lapsed_in(now):
            return Standing.LAPSED
        return Standing.ARREARS if self.arrears(now) else Standing.RUNNING

    def arrears(self, now: Month) -> int:
        """Return how many whole months before the present one are owed and not paid, up to the lapse."""
        return sum(self.mark(one, now) is Mark.UNPAID for one in months_between(self.first, now + -1))

    def ahead(self, now: Month) -> int:
        """Return how many months after the present one are paid already."""
        return sum(one > now for one in self.counting)

    def spans(self, now: Month) -> list[tuple[Month, Month, Mark]]:
        """Return the months from the start to the present or the last paid one, alike ones together."""
        end = max([now, *self.counting, *self.void])
        found: list[tuple[Month, Month, Mark]] = []
        for month in months_between(self.first, end if self.last is None else min(end, self.last)):
            mark = self.mark(month, now)
            if found and found[-1][2] is mark:
                found[-1] = (found[-1][0], month, mark)
            else:
                found.append((month, month, mark))
        return found

    def due(self, until: Month) -> frozenset[Month]:
        """Return the months that count up to one, and while the worker was listed: what a figure may show."""
        end = until if self.last is None else min(until, self.last)
        return frozenset(one for one in self.counting if one <= end)

    def _lapsed_in(self, month: Month) -> bool:
        before = max((one for one in self.counting if one < month), default=self.first + -1)
        return month not in self.counting and has_lapsed(before, month, after=self.after)


def cover(
    first: Month, payments: Collection[Paid], *, last: Month | None = None, after: int = ENDS_AFTER
) -> Cover:
    """Return which paid months count, by the method's rule of lapse.

    The start that BPJS accepted holds like a paid month before it: whoever pays within the limit is covered
    from the start, also when it is paid later; who pays later than that begins in the month of payment.
    """
    anchor = first + -1
    paid = [Payment(anchor, anchor)]
    paid += [Payment(one.paid_in, one.month) for one in payments if one.month >= first]
    restored = {one.paid_in for one in payments if one.restored}
    counting = {
        month
        for one in memberships(paid, after=after, corrected=restored)
        for month in one.paid
        if month != anchor
    }
    void = {one.month for one in payments} - counting
    return Cover(first, last, frozenset(counting), frozenset(void), after)


def counted_workers(covers: Iterable[Cover], *, year: int, container: Container | None) -> Fraction:
    """Return for how many workers the covers of a year count by the manual: pro rata under six months."""
    groups: dict[int, int] = {}
    for one in covers:
        months = sum(month.year == year for month in one.counting)
        groups[months] = groups.get(months, 0) + 1
    return counted_in_all(Covered(workers, months, container) for months, workers in groups.items())


def a_month(text: str) -> Month:
    """Return a month written as 2026-03; raises BadInput (money.bad_month)."""
    try:
        return month_of(text)
    except BadInput:
        raise BadInput("money.bad_month") from None


def months_of(first: str, last: str) -> tuple[Month, ...]:
    """Return the months from one to another, both included; raises BadInput when they are turned round."""
    found = tuple(months_between(a_month(first), a_month(last)))
    if not found:
        raise BadInput("money.months_backwards")
    return found
