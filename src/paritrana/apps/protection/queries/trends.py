"""How the published coverage of an area moved month by month, and how many of its months nobody paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from paritrana.apps.coverage.models import Snapshot
from paritrana.apps.coverage.queries import published
from paritrana.apps.coverage.queries.published import Line
from paritrana.apps.coverage.rules.denominators import COUNTRY
from paritrana.apps.coverage.rules.figures import Decomposed, decompose
from paritrana.apps.coverage.states import Measure
from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.models import Enrolment, Fund, PaidMonth
from paritrana.apps.protection.queries.months import this_month
from paritrana.apps.protection.queries.plans import LEVELS
from paritrana.apps.protection.states import EnrolmentState, WorkerState
from paritrana.core.programmes import Month, month_of, months_between

YEARS, MOST = 2, 4  # as many years back, as many regions beside each other


@dataclass(frozen=True)
class Trend:
    """The published coverage of one region by month, the oldest first; snapshot: the newest it comes from."""

    code: str
    lines: tuple[Line, ...]
    snapshot: Snapshot

    @property
    def known(self) -> list[Line]:
        """Return the months with a share; what is withheld for its small counts is none."""
        return [one for one in self.lines if one.share is not None]

    @property
    def last(self) -> Line | None:
        return self.known[-1] if self.known else None

    @property
    def before(self) -> Line | None:
        """Return the same month of the year before, else the first known; none where it is the last."""
        if self.last is None:
            return None
        year, month = self.last.period.split("-")
        earlier = [one for one in self.known if one.period < self.last.period]
        alike = [one for one in earlier if one.period == f"{int(year) - 1}-{month}"]
        return next(iter(alike or earlier), None)

    @property
    def change(self) -> Decomposed | None:
        """Return how it moved since `before`, and what of it the number of workers alone did."""
        first, last = self.before, self.last
        if first is None or last is None:
            return None
        counts = (first.numerator, first.denominator), (last.numerator, last.denominator)
        return decompose(*counts)  # type: ignore[arg-type]  # a share has both counts


def trends(reach: Reach) -> list[Trend]:
    """Return the published months of the regencies and provinces of an area, two years at most.

    A fixed number of queries.  An area below the regency has none: months stop there.
    """
    codes = [COUNTRY] if reach.everywhere else [one for one in sorted(reach.codes) if one.count(".") < LEVELS]
    found: dict[str, list[Line]] = {code: [] for code in codes[:MOST]}
    if not found:
        return []
    snapshots = published.current_snapshots()[:YEARS]
    for snapshot in reversed(snapshots):
        for code, lines in published.series(snapshot, list(found), measure=Measure.POINT_COVERAGE).items():
            found[code] += lines
    return [Trend(code, tuple(lines), snapshots[0]) for code, lines in found.items() if lines]


@dataclass(frozen=True)
class Unpaid:
    """The worker-months of a year that were over, and how many of them have a payment."""

    owed: int
    paid: int

    @property
    def months(self) -> int:
        return self.owed - self.paid


def unpaid(funds: Iterable[Fund], year: int) -> Unpaid:
    """Return what the active workers of these funds owed in a year up to last month; two queries.

    Nobody owes a month before the start or after having stopped.
    """
    first, last = Month(year, 1), min(Month(year, 12), this_month() + -1)
    keys = [one.pk for one in funds]
    active = Enrolment.objects.filter(batch__fund__in=keys, state=EnrolmentState.ACTIVE).order_by()
    begun = active.values_list("first_month", "worker__state", "worker__stopped_on")
    owed = sum(
        count * len(list(months_between(max(first, month_of(month)), _end(state, stopped, last))))
        for month, state, stopped, count in begun.annotate(count=Count("pk"))
    )
    live = PaidMonth.objects.filter(
        taken_back_at=None, enrolment__in=active, month__gte=str(first), month__lte=str(last)
    ).order_by()
    by_end = live.values_list("month", "enrolment__worker__state", "enrolment__worker__stopped_on")
    paid = sum(
        count
        for month, state, stopped, count in by_end.annotate(count=Count("pk"))
        if month_of(month) <= _end(state, stopped, last)
    )
    return Unpaid(owed, paid)


def _end(state: str, stopped: date | None, last: Month) -> Month:
    return min(last, month_of(stopped)) if state == WorkerState.STOPPED and stopped else last
