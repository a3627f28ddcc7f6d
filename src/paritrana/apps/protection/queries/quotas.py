"""The village quota, village by village: budgeted, enrolled, paid, and who is left out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from paritrana.apps.protection.models import Commitment, Payment
from paritrana.apps.protection.queries import register
from paritrana.apps.protection.queries.register import VillageLine
from paritrana.apps.protection.rules.plans import village_kind
from paritrana.apps.regions.models import Region
from paritrana.core.programmes import Month, month_of, months_between
from paritrana.core.programmes.plan import Place, Village, VillageKind, village_quota


@dataclass(frozen=True)
class QuotaLine:
    """One village under the quota of a year.

    budgeted: residents it budgeted for at most at once.  placed: those it budgeted for in every month asked.
    committed, paid: whole rupiah.
    """

    line: VillageLine
    place: Place
    budgeted: int
    placed: int
    committed: int
    paid: int

    @property
    def village(self) -> Region:
        return self.line.village

    @property
    def quota(self) -> int:
        return self.line.quota

    @property
    def enrolled(self) -> int:
        return self.line.enrolled

    @property
    def paid_until(self) -> str:
        return self.line.paid_until

    @property
    def unpaid(self) -> int:
        return self.committed - self.paid

    @property
    def open(self) -> int:
        """Return how many residents are missing to the quota."""
        return max(0, self.quota - self.enrolled)


@dataclass(frozen=True)
class Budgeted:
    """What one village budgeted in a year: residents by month, and the two sums."""

    by_month: dict[Month, int]
    committed: int
    paid: int


NOTHING = Budgeted({}, 0, 0)


def quota_lines(
    villages: Iterable[Region], *, year: int, span: tuple[Month, Month] | None = None
) -> list[QuotaLine]:
    """Return one line for each village, in nine queries however many there are.  span: for `placed`."""
    lines = register.village_lines(villages, year=year)
    budgets = _budgets([one.village.pk for one in lines], year)
    months = list(months_between(*(span or (Month(year, 1), Month(year, 12)))))
    return [_line(one, budgets.get(one.village.pk, NOTHING), months) for one in lines]


def _line(line: VillageLine, held: Budgeted, months: Sequence[Month]) -> QuotaLine:
    return QuotaLine(
        line,
        _place(line),
        budgeted=max(held.by_month.values(), default=0),
        placed=min(held.by_month.get(one, 0) for one in months),
        committed=held.committed,
        paid=held.paid,
    )


def _place(line: VillageLine) -> Place:
    """Return how a village stands; a desa that no fund asks anything of counts as open."""
    if line.excluded or village_kind(line.village.pk) is VillageKind.KELURAHAN:
        return Place.KELURAHAN
    village = Village(line.village.pk, VillageKind.DESA, bool(line.budgeted), line.enrolled)
    return village_quota([village], line.quota).villages[0].place if line.quota else Place.OPEN


def _budgets(codes: list[str], year: int) -> dict[str, Budgeted]:
    """Return what villages budgeted from the funds that ask a quota of them."""
    asking = [one.pk for one in register.funds_above(codes, year) if one.read_rules.village_quota]
    live = {"fund_id__in": asking, "taken_back_at": None, "village_id__in": codes}
    columns = ("village_id", "workers", "first_month", "last_month", "amount")
    months: dict[str, dict[Month, int]] = defaultdict(lambda: defaultdict(int))
    committed: dict[str, int] = defaultdict(int)
    for code, workers, first, last, amount in Commitment.objects.filter(**live).values_list(*columns):
        committed[code] += amount
        for month in months_between(month_of(first), month_of(last)):
            months[code][month] += workers
    paid: dict[str, int] = defaultdict(int)
    for code, amount in Payment.objects.filter(**live).values_list("village_id", "amount"):
        paid[code] += amount
    return {code: Budgeted(dict(months[code]), committed[code], paid[code]) for code in committed}
