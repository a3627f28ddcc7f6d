"""When membership ends for want of payment, and what a late payment restores.

Read in the membership manual of BPJS Ketenagakerjaan (Perdir 22/PERDIR.02/072022, an uploaded copy): its text
says more than three unpaid months, its worked case ends after exactly three, so the number is a setting.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from paritrana.core.programmes.months import Month

ENDS_AFTER = 3


@dataclass(frozen=True, slots=True, order=True)
class Payment:
    """The premium of one month of cover, and the month in which it was paid: earlier, the same or later."""

    paid_in: Month
    month: Month


@dataclass(frozen=True, slots=True)
class Membership:
    """One unbroken membership: its paid months in order, from the first to the last."""

    paid: tuple[Month, ...]

    @property
    def first(self) -> Month:
        """Return the month in which it starts."""
        return self.paid[0]

    @property
    def last(self) -> Month:
        """Return its last paid month."""
        return self.paid[-1]

    @property
    def unpaid(self) -> int:
        """Return how many months between first and last are not paid."""
        return self.last - self.first + 1 - len(self.paid)


def unpaid_months(paid_until: Month, now: Month) -> int:
    """Return the whole months without payment after the last paid one and before the present month."""
    return max(0, now - paid_until - 1)


def has_lapsed(paid_until: Month, now: Month, *, after: int = ENDS_AFTER) -> bool:
    """Say whether membership has ended: `after` (at least 1) or more whole months are unpaid.

    Paid to June, nothing for July to September: in October it has ended, in September it had not.
    """
    if after < 1:
        raise ValueError("membership ends after at least one unpaid month")
    return unpaid_months(paid_until, now) >= after


def memberships(
    payments: Iterable[Payment], *, after: int = ENDS_AFTER, corrected: Collection[Month] = ()
) -> tuple[Membership, ...]:
    """Return the memberships that the payments made, in order; a person who lapsed and paid again has two.

    A payment made in time also pays for unpaid months of the running membership.  One made after the lapse
    starts anew in the month it is paid and restores nothing before it, unless that month is in `corrected`:
    an approved correction, after which the months it pays for count as if paid in time.
    """
    accepted: set[Month] = set()
    for paid_in, group in groupby(sorted(payments), key=lambda one: one.paid_in):
        months = {one.month for one in group}
        if paid_in not in corrected:
            start = _running_since(accepted, paid_in, after)
            months = {one for one in months if one >= start}
        accepted |= months
    return tuple(Membership(run) for run in _runs(accepted, after))


def _running_since(accepted: set[Month], now: Month, after: int) -> Month:
    """Return the first month of the membership that runs in a month; that month itself when none does."""
    before = _runs({one for one in accepted if one < now}, after)
    if not before or has_lapsed(before[-1][-1], now, after=after):
        return now
    return before[-1][0]


def _runs(months: set[Month], after: int) -> list[tuple[Month, ...]]:
    """Return the months in order, cut where `after` or more of them are missing."""
    runs: list[list[Month]] = []
    for month in sorted(months):
        if runs and not has_lapsed(runs[-1][-1], month, after=after):
            runs[-1].append(month)
        else:
            runs.append([month])
    return [tuple(run) for run in runs]
