"""Which months of whom are paid, owed, lapsed: of one worker, of a payment, of the villages of a fund."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import batched
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Max, Min, Q, QuerySet

from paritrana.apps.protection.models import (
    Change,
    Correction,
    Enrolment,
    Fund,
    PaidMonth,
    Payment,
    RegisterDelivery,
)
from paritrana.apps.protection.rules.doubles import together
from paritrana.apps.protection.rules.months import Cover, Mark, Paid, Standing, counted_workers, cover
from paritrana.apps.protection.states import (
    CONTAINERS,
    Act,
    CorrectionKind,
    EnrolmentState,
    FundKind,
    WorkerState,
)
from paritrana.apps.regions.models import Region
from paritrana.core.programmes import Month, month_of, months_between
from paritrana.core.units import clock
from paritrana.errors import NotFound

AT_ONCE = 500
COUNTED = (EnrolmentState.ACTIVE, EnrolmentState.ENDED)


def this_month() -> Month:
    """Return the present month."""
    return month_of(clock.now().date())


def covers_of(enrolments: QuerySet[Enrolment]) -> dict[int, Cover]:
    """Return the months of each enrolment by its key, in a fixed number of queries.

    There may be hundreds of thousands of months, nearly all of them whole spans of a payment, so spans are
    what is read, and alike ones are thought about once.
    """
    restored = set(
        Correction.objects.filter(kind=CorrectionKind.RESTORED, taken_back_at=None).values_list(
            "payment_id", flat=True
        )
    )
    spans = _spans_of(enrolments)
    alike: dict[tuple[object, ...], Cover] = {}
    found = {}
    rows = enrolments.order_by().values_list(
        *("pk", "first_month", "last_month", "worker__state", "worker__stopped_on")
    )
    for key, first, ended, state, stopped in rows:
        ends = [month_of(stopped)] if state == WorkerState.STOPPED and stopped else []
        last = min([*ends, month_of(ended)] if ended else ends, default=None)
        told = (first, last, *sorted(spans[key]))
        if told not in alike:
            paid = [
                Paid(month, month_of(one.day), one.payment in restored)
                for one in spans[key]
                for month in one.months
            ]
            alike[told] = cover(month_of(first), paid, last=last, after=settings.LAPSE_AFTER)
        found[key] = alike[told]
    return found


def unpaid_until(cover: Cover, month: str) -> str:
    """Return the last month up to this one that is owed, and nothing where all is paid or lapsed."""
    until = month_of(month)
    owed = [one for one in months_between(cover.first, until) if cover.mark(one, until + 1) == Mark.UNPAID]
    return str(max(owed)) if owed else ""


class _Span(NamedTuple):
    """Months on end that a payment paid for somebody."""

    first: str
    last: str
    day: date
    payment: int

    @property
    def months(self) -> tuple[Month, ...]:
        return tuple(months_between(month_of(self.first), month_of(self.last)))


def _spans_of(enrolments: QuerySet[Enrolment]) -> defaultdict[int, list[_Span]]:
    """Return the spans by enrolment; where a payment left months out, each month is a span of its own."""
    found: defaultdict[int, list[_Span]] = defaultdict(list)
    broken: list[int] = []
    live = PaidMonth.objects.filter(taken_back_at=None).order_by()
    whole = (
        live.filter(enrolment__in=enrolments.order_by())
        .values_list("enrolment_id", "payment_id", "payment__paid_on")
        .annotate(first=Min("month"), last=Max("month"), count=Count("pk"))
    )
    lengths: dict[tuple[str, str], int] = {}
    for key, payment, day, first, last, count in whole:
        span = _Span(first, last, day, payment)
        length = lengths.get((first, last)) or lengths.setdefault((first, last), len(span.months))
        if count == length:
            found[key].append(span)
        else:
            broken.append(key)
    for part in batched(dict.fromkeys(broken), AT_ONCE, strict=False):
        for key in part:
            found.pop(key, None)
        rows = live.filter(enrolment__in=part).values_list(
            "enrolment_id", "month", "payment_id", "payment__paid_on"
        )
        for key, month, payment, day in rows:
            found[key].append(_Span(month, month, day, payment))
    return found


@dataclass(frozen=True)
class OfWorker:
    """One enrolment of a worker with its months."""

    enrolment: Enrolment
    cover: Cover
    corrections: tuple[Correction, ...]


def of_worker(worker: int) -> list[OfWorker]:
    """Return the enrolments of a worker, the latest first, with months and corrections."""
    rows = Enrolment.objects.filter(worker=worker).exclude(state=EnrolmentState.LEFT_OUT)
    listed = list(rows.select_related("batch__fund__office", "batch__agreement", "person").order_by("-pk"))
    if not listed:
        return []
    covers = covers_of(rows)
    paid = set(PaidMonth.objects.filter(enrolment__in=rows).values_list("enrolment_id", "payment_id"))
    own = Q(enrolment__in=rows.order_by()) | Q(payment__in={payment for _key, payment in paid})
    papers = list(Correction.objects.filter(own))
    return [
        OfWorker(
            one,
            covers[one.pk],
            tuple(p for p in papers if p.enrolment_id == one.pk or (one.pk, p.payment_id) in paid),
        )
        for one in listed
    ]


@dataclass
class MonthCount:
    """How the workers of a village stand in one month."""

    paid: int = 0
    unpaid: int = 0
    lapsed: int = 0
    due: int = 0

    @property
    def owed(self) -> int:
        return self.paid + self.unpaid + self.lapsed + self.due

    def add(self, mark: Mark, count: int) -> None:
        name = _COLUMN.get(mark)
        if name:
            setattr(self, name, getattr(self, name) + count)


_COLUMN = {
    Mark.PAID: "paid",
    Mark.AHEAD: "paid",
    Mark.UNPAID: "unpaid",
    Mark.VOID: "unpaid",
    Mark.LAPSED: "lapsed",
    Mark.DUE: "due",
}


@dataclass
class VillageMonths:
    """One village of a fund in a year; standing: how many of its workers stand how at present."""

    village: Region
    workers: int = 0
    months: list[MonthCount] = field(default_factory=lambda: [MonthCount() for _ in range(12)])
    standing: Counter[Standing] = field(default_factory=Counter)
    counted: Fraction = Fraction(0)

    @property
    def is_owed(self) -> bool:
        return any(one.owed for one in self.months)

    @property
    def paid_months(self) -> int:
        return sum(one.paid for one in self.months)

    @property
    def unpaid_months(self) -> int:
        return sum(one.unpaid for one in self.months)


@dataclass(frozen=True)
class FundMonths:
    """A fund in a year: its villages, and for how many workers they count by the manual of how many."""

    fund: Fund
    year: int
    villages: list[VillageMonths]
    now: Month

    @property
    def workers(self) -> int:
        return sum(one.workers for one in self.villages)

    @property
    def counted(self) -> Fraction:
        return sum((one.counted for one in self.villages), Fraction(0))

    def stand(self, standing: Standing) -> int:
        return sum(one.standing[standing] for one in self.villages)


def of_fund(fund: Fund, year: int) -> FundMonths:
    """Return the villages of a fund with the months of a year, in a fixed number of queries.

    A month stands in the village where the worker lived on its last day; a worker is counted once, where the
    worker lived at the end of the year, or lives now.  Two enrolments that a merge brought together are one
    person's.
    """
    now = this_month()
    rows = Enrolment.objects.filter(batch__fund=fund, state__in=COUNTED)
    covers, moves = covers_of(rows), _moves(rows)
    alike: Counter[tuple[tuple[str, ...], Cover]] = Counter()
    for worker, village, one in _persons_of(rows, covers):
        if one.first.year <= year:
            alike[_homes(moves.get(worker, []), village, year), one] += 1
    regions = Region.objects.select_related("parent").in_bulk(
        list({code for homes, _ in alike for code in homes})
    )
    lines = {code: VillageMonths(regions[code]) for code in sorted(regions)}
    counted: defaultdict[str, list[Cover]] = defaultdict(list)
    for (homes, one), count in alike.items():
        home = lines[homes[-1]]
        home.workers += count
        home.standing[one.standing(now)] += count
        counted[homes[-1]] += [one] * count
        for place, month in enumerate(months_between(Month(year, 1), Month(year, 12))):
            lines[homes[place]].months[place].add(one.mark(month, now), count)
    for code, those in counted.items():
        lines[code].counted = counted_workers(those, year=year, container=CONTAINERS[FundKind(fund.kind)])
    return FundMonths(fund, year, [one for one in lines.values() if one.workers or one.is_owed], now)


def _persons_of(rows: QuerySet[Enrolment], covers: dict[int, Cover]) -> Iterator[tuple[int, str, Cover]]:
    """Yield worker, village and months of each enrolment, of a worker whom a merge brought another as one."""
    found = list(
        rows.order_by().values_list(
            *("pk", "worker", "worker__village_id", "person_id", "worker__person_id"),
        )
    )
    brought = {worker for _key, worker, _village, person, own in found if person != own}
    merged: defaultdict[tuple[int, str], list[Cover]] = defaultdict(list)
    for key, worker, village, _person, _own in found:
        if worker in brought:
            merged[worker, village].append(covers[key])
        else:
            yield worker, village, covers[key]
    for (worker, village), those in merged.items():
        yield worker, village, together(those)


def _moves(enrolments: QuerySet[Enrolment]) -> defaultdict[int, list[tuple[date, str]]]:
    """Return the days and villages of the workers who moved, in their order."""
    moved = Change.objects.filter(act=Act.MOVED, worker__in=enrolments.order_by().values("worker"))
    found: defaultdict[int, list[tuple[date, str]]] = defaultdict(list)
    rows = Change.objects.filter(worker__in=moved.order_by().values("worker")).order_by("day", "pk")
    for worker, day, village in rows.values_list("worker", "day", "village"):
        found[worker].append((day, village))
    return found


def _homes(moves: list[tuple[date, str]], village: str, year: int) -> tuple[str, ...]:
    """Return the village on the last day of each month of a year; before the first line, the first."""
    if not moves:
        return (village,) * 12
    months = months_between(Month(year, 1), Month(year, 12))
    return tuple(
        next((code for day, code in reversed(moves) if month_of(day) <= month), moves[0][1])
        for month in months
    )


def first_with_batches(funds: Iterable[Fund]) -> int:
    """Return the key of the fund whose workers were enrolled last, 0 where none were."""
    active = Enrolment.objects.filter(batch__fund__in=list(funds), state__in=COUNTED)
    return active.order_by("-batch").values_list("batch__fund", flat=True).first() or 0


def years_of(fund: Fund) -> list[int]:
    """Return the years that have enrolled workers or are the fund's own, the latest first."""
    firsts = Enrolment.objects.filter(batch__fund=fund, state__in=COUNTED).order_by()
    found = {int(one[:4]) for one in firsts.values_list("first_month", flat=True).distinct()}
    return sorted(found | {fund.year}, reverse=True)


@dataclass(frozen=True)
class PaymentLine:
    """A payment, and for how many of its worker-months it is settled whose they are."""

    payment: Payment
    named: int
    void: int = 0
    restored: Correction | None = None

    @property
    def months(self) -> int:
        first, last = month_of(self.payment.first_month), month_of(self.payment.last_month)
        return self.payment.workers * (last - first + 1)

    @property
    def left(self) -> int:
        return self.months - self.named


def payments_of(fund: Fund) -> list[PaymentLine]:
    """Return the payments of a fund that were not taken back, the latest first."""
    rows = fund.payments.filter(taken_back_at=None).select_related("village", "fund", "commitment__agreement")
    live = PaidMonth.objects.filter(payment__in=rows.order_by().values("pk"), taken_back_at=None).order_by()
    named = dict(live.values_list("payment").annotate(count=Count("pk")))
    return [PaymentLine(one, named.get(one.pk, 0)) for one in rows.order_by("-paid_on", "-pk")]


def payment_line(pk: int) -> PaymentLine:
    """Return one payment with what is settled of it and what came after a lapse; raises NotFound."""
    found = Payment.objects.select_related("fund__office", "village", "commitment").filter(pk=pk).first()
    if found is None:
        raise NotFound("protection.none")
    live = found.months.filter(taken_back_at=None)
    covers = covers_of(Enrolment.objects.filter(pk__in=live.order_by().values("enrolment")))
    late = [key for key, one in covers.items() if one.void]
    void = sum(
        month_of(month) in covers[key].void
        for part in batched(late, AT_ONCE, strict=False)
        for key, month in live.filter(enrolment__in=part).values_list("enrolment_id", "month")
    )
    restored = found.corrections.filter(kind=CorrectionKind.RESTORED, taken_back_at=None).first()
    return PaymentLine(found, live.count(), void, restored)


def correction(pk: int) -> Correction:
    """Return one correction; raises NotFound."""
    found = (
        Correction.objects.select_related("payment__fund__office", "enrolment__batch__fund__office")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound("months.none")
    return found


def deliveries_of(offices: Iterable[int]) -> QuerySet[RegisterDelivery]:
    """Return what the register of these offices handed to the figures, the latest first."""
    return RegisterDelivery.objects.filter(office__in=list(offices)).select_related("delivery", "office")
