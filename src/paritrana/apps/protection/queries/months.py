"""Which months of whom are paid, owed, lapsed: of one worker, of a payment, of the villages of a fund."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from paritrana.apps.protection.models import Correction, Enrolment, Fund, PaidMonth, Payment, RegisterDelivery
from paritrana.apps.protection.rules.batches import container_of
from paritrana.apps.protection.rules.months import Cover, Mark, Paid, Standing, counted_workers, cover
from paritrana.apps.protection.states import CorrectionKind, EnrolmentState, WorkerState
from paritrana.apps.regions.models import Region
from paritrana.core.programmes import Month, month_of, months_between
from paritrana.core.units import clock
from paritrana.errors import NotFound

COUNTED = (EnrolmentState.ACTIVE, EnrolmentState.ENDED)


def this_month() -> Month:
    """Return the present month."""
    return month_of(clock.now().date())


def covers_of(enrolments: QuerySet[Enrolment]) -> dict[int, Cover]:
    """Return the months of each enrolment by its key, in three queries however many there are."""
    paid: defaultdict[int, list[Paid]] = defaultdict(list)
    restored = set(
        Correction.objects.filter(kind=CorrectionKind.RESTORED, taken_back_at=None).values_list(
            "payment_id", flat=True
        )
    )
    live = PaidMonth.objects.filter(enrolment__in=enrolments.order_by(), taken_back_at=None).order_by()
    for key, month, payment, day in live.values_list(
        "enrolment_id", "month", "payment_id", "payment__paid_on"
    ):
        paid[key].append(Paid(month_of(month), month_of(day), payment in restored))
    alike: dict[tuple[object, ...], Cover] = {}  # most workers of a village were paid together
    found = {}
    rows = enrolments.order_by().values_list("pk", "first_month", "worker__state", "worker__stopped_on")
    for key, first, state, stopped in rows:
        last = month_of(stopped) if state == WorkerState.STOPPED and stopped else None
        told = (first, last, *sorted(paid[key]))
        if told not in alike:
            alike[told] = cover(month_of(first), paid[key], last=last, after=settings.LAPSE_AFTER)
        found[key] = alike[told]
    return found


def unpaid_until(cover: Cover, month: str) -> str:
    """Return the last month up to this one that is owed, and nothing where all is paid or lapsed."""
    until = month_of(month)
    owed = [one for one in months_between(cover.first, until) if cover.mark(one, until + 1) == Mark.UNPAID]
    return str(max(owed)) if owed else ""


@dataclass(frozen=True)
class OfWorker:
    """One enrolment of a worker with its months."""

    enrolment: Enrolment
    cover: Cover
    corrections: tuple[Correction, ...]


def of_worker(worker: int) -> list[OfWorker]:
    """Return the enrolments of a worker, the latest first, with months and corrections."""
    rows = Enrolment.objects.filter(worker=worker).exclude(state=EnrolmentState.LEFT_OUT)
    listed = list(rows.select_related("batch__fund__office", "batch__agreement").order_by("-pk"))
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
    """One village of a fund in a year; standing: how many workers stand how at present."""

    village: Region
    workers: int = 0
    months: list[MonthCount] = field(default_factory=lambda: [MonthCount() for _ in range(12)])
    standing: Counter[Standing] = field(default_factory=Counter)
    counted: Fraction = Fraction(0)

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
    """Return the villages of a fund with the months of a year, in a fixed number of queries."""
    now = this_month()
    rows = Enrolment.objects.filter(batch__fund=fund, state__in=COUNTED)
    covers = covers_of(rows)
    groups: defaultdict[str, list[Cover]] = defaultdict(list)
    for key, village in rows.order_by().values_list("pk", "worker__village_id"):
        if covers[key].first.year <= year:
            groups[village].append(covers[key])
    regions = Region.objects.select_related("parent").in_bulk(list(groups))
    lines = [_line(regions[code], groups[code], fund, year, now) for code in sorted(groups)]
    return FundMonths(fund, year, lines, now)


def _line(village: Region, covers: list[Cover], fund: Fund, year: int, now: Month) -> VillageMonths:
    line = VillageMonths(village, len(covers))
    for one, count in Counter(covers).items():
        for place, month in enumerate(months_between(Month(year, 1), Month(year, 12))):
            line.months[place].add(one.mark(month, now), count)
        line.standing[one.standing(now)] += count
    line.counted = counted_workers(covers, year=year, container=container_of(fund.kind))
    return line


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
    named = rows.annotate(named=Count("months", filter=Q(months__taken_back_at=None)))
    return [PaymentLine(one, one.named) for one in named.order_by("-paid_on", "-pk")]  # type: ignore[attr-defined]


def payment_line(pk: int) -> PaymentLine:
    """Return one payment with what is settled of it and what came after a lapse; raises NotFound."""
    found = Payment.objects.select_related("fund__office", "village", "commitment").filter(pk=pk).first()
    if found is None:
        raise NotFound("protection.none")
    months = list(found.months.filter(taken_back_at=None).values_list("enrolment_id", "month"))
    covers = covers_of(Enrolment.objects.filter(months__payment=found).distinct())
    void = sum(month_of(month) in covers[key].void for key, month in months)
    restored = found.corrections.filter(kind=CorrectionKind.RESTORED, taken_back_at=None).first()
    return PaymentLine(found, len(months), void, restored)


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
