"""The register village by village: who stands in it, who budgeted, until when is paid, what to mend."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet, Sum

from paritrana.apps.organisations.rules import Reach, covers
from paritrana.apps.protection.models import Change, Commitment, Enlistment, Fund, Payment
from paritrana.apps.protection.queries.money import inside
from paritrana.apps.protection.rules.money import takes_village
from paritrana.apps.protection.states import WorkerState
from paritrana.apps.regions.models import Region
from paritrana.core.regions import Level
from paritrana.core.units import clock


@dataclass(frozen=True)
class VillageLine:
    """One village in a year: workers listed; of its quota how many are enrolled, budgeted, paid until.

    quota: 0 where no fund asks the village for one.  excluded: a kelurahan, which has no village budget.
    """

    village: Region
    listed: int
    quota: int
    enrolled: int
    budgeted: int
    paid_until: str
    excluded: bool

    @property
    def is_full(self) -> bool:
        return self.quota > 0 and self.enrolled >= self.quota

    @property
    def has_no_budget(self) -> bool:
        return self.quota > 0 and self.budgeted == 0


def workers_of(village: Region, *, state: str = WorkerState.LISTED) -> QuerySet[Enlistment]:
    """Return the workers of a village in one state, with what a list needs of each."""
    return (
        Enlistment.objects.filter(village=village, state=state)
        .select_related("person__data_key", "fund")
        .order_by("pk")
    )


def history(worker: Enlistment) -> list[Change]:
    """Return every act on a worker's record, the latest first."""
    return list(worker.changes.select_related("village", "by"))


def year_for(reach: Reach) -> int:
    """Return the year that is worked on: the latest of a fund that has begun, else this one."""
    this = clock.now().year
    above = {one for code in reach.codes for one in _above(code)}
    found = Fund.objects.filter(year__lte=this)
    if not reach.everywhere:
        found = found.filter(inside(reach, "region__code") | Q(region_id__in=above))
    return found.aggregate(latest=Max("year"))["latest"] or this


def villages_in(reach: Reach) -> QuerySet[Region]:
    """Return the villages within reach, by code."""
    return (
        Region.objects.filter(inside(reach, "code"), level=Level.VILLAGE)
        .select_related("parent")
        .order_by("code")
    )


def villages_with_workers_of(funds: Iterable[Fund]) -> QuerySet[Region]:
    """Return the villages in which somebody listed is to be paid by these funds, by name."""
    live = Enlistment.objects.filter(fund__in=list(funds), state=WorkerState.LISTED).order_by()
    found = Region.objects.filter(pk__in=live.values("village"))
    return found.select_related("parent").order_by("name", "code")


def villages_below(code: str) -> QuerySet[Region]:
    """Return the villages of a regency, by name."""
    return villages_in(Reach(frozenset({code}))).order_by("name", "code")


def village_lines(villages: Iterable[Region], *, year: int) -> list[VillageLine]:
    """Return one line for each village, in six queries however many there are."""
    listed_villages = list(villages)
    codes = [one.pk for one in listed_villages]
    funds = funds_above(codes, year)
    asking = [one for one in funds if one.read_rules.village_quota]
    keys = [one.pk for one in asking]
    live = Enlistment.objects.filter(state=WorkerState.LISTED, village_id__in=codes).order_by()
    listed = dict(live.values_list("village_id").annotate(Count("pk")))
    enrolled = dict(live.filter(fund_id__in=keys).values_list("village_id").annotate(Count("pk")))
    money = {"fund_id__in": keys, "taken_back_at": None, "village_id__in": codes}
    budgeted = dict(
        Commitment.objects.filter(**money).order_by().values_list("village_id").annotate(Sum("workers"))
    )
    paid = dict(
        Payment.objects.filter(**money).order_by().values_list("village_id").annotate(Max("last_month"))
    )
    return [
        VillageLine(
            village=one,
            listed=listed.get(one.pk, 0),
            quota=_quota(asking, one.pk),
            enrolled=enrolled.get(one.pk, 0),
            budgeted=budgeted.get(one.pk, 0),
            paid_until=paid.get(one.pk, ""),
            excluded=bool(asking) and not any(takes_village(fund.read_rules, one.pk) for fund in asking),
        )
        for one in listed_villages
    ]


def doubtful(reach: Reach) -> QuerySet[Enlistment]:
    """Return the listed workers within reach that have something to look at, village by village."""
    live = Enlistment.objects.filter(inside(reach, "village__code"), state=WorkerState.LISTED)
    return (
        live.exclude(doubts=[])
        .select_related("person", "village__parent")
        .order_by("village__name", "village", "pk")
    )


def count_doubts(reach: Reach) -> int:
    """Return how many listed workers within reach have something to look at."""
    return doubtful(reach).count()


def count_listed(reach: Reach) -> int:
    """Return how many workers stand in the register within reach."""
    return Enlistment.objects.filter(inside(reach, "village__code"), state=WorkerState.LISTED).count()


def _quota(funds: Iterable[Fund], village: str) -> int:
    return sum(
        fund.read_rules.village_quota
        for fund in funds
        if covers(fund.region_id, village) and takes_village(fund.read_rules, village)
    )


def funds_above(codes: list[str], year: int) -> list[Fund]:
    """Return the funds of a year that may pay for people of these villages."""
    above = {one for code in codes for one in _above(code)[:3]}
    return list(Fund.objects.filter(Q(region_id__in=sorted(above)) | Q(region_id__in=codes), year=year))


def _above(code: str) -> list[str]:
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
