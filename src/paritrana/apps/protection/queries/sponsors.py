"""Sponsors: the rate of each office, who fell behind, and how many persons are covered, each once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.models import Enlistment, Fund, Payment, Pledge, Sponsor, Workplace
from paritrana.apps.protection.queries.money import inside
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules import nik as nik_rules
from paritrana.apps.protection.rules import sealing
from paritrana.apps.protection.rules import sponsors as rules
from paritrana.apps.protection.rules.sponsors import Counted
from paritrana.apps.protection.states import FundKind, WorkerState
from paritrana.apps.regions.models import Region
from paritrana.core.rolls.nik import token as token_of
from paritrana.core.units import Rate, clock
from paritrana.errors import NotFound


@dataclass(frozen=True)
class WorkplaceLine:
    """One office in a year: who is listed by name, who sponsors, workers sponsored, who is behind."""

    workplace: Workplace
    listed: int
    sponsoring: int
    workers: int
    behind: int

    @property
    def rate(self) -> Rate:
        return rules.rate_of(
            servants=self.workplace.servants,
            listed=self.listed,
            sponsoring=self.sponsoring,
            stated=self.workplace.stated_sponsors,
        )

    @property
    def is_stated(self) -> bool:
        """Whether the rate is the office's own word, since nobody is listed by name."""
        return not self.listed and self.workplace.stated_sponsors > 0

    @property
    def not_yet(self) -> int:
        return int(self.rate.whole - self.rate.part)


@dataclass(frozen=True)
class PledgeLine:
    """A pledge, which of its months are behind, until when is paid; owed: rupiah behind."""

    pledge: Pledge
    behind: tuple[str, ...]
    paid_until: str
    owed: int


def workplaces(reach: Reach, offices: Iterable[int]) -> QuerySet[Workplace]:
    """Return the offices of civil servants that these offices keep, and those of the area."""
    seen = Q(office__in=list(offices)) | inside(reach, "region__code")
    return Workplace.objects.filter(seen).select_related("office", "region")


def workplace(pk: int) -> Workplace:
    """Return one office of civil servants; raises NotFound."""
    found = Workplace.objects.select_related("office", "region").filter(pk=pk).first()
    if found is None:
        raise NotFound("workplace.none")
    return found


def lines(seen: QuerySet[Workplace], *, year: int) -> list[WorkplaceLine]:
    """Return one line for each office, in four queries however many there are."""
    rows = list(seen)
    keys = [one.pk for one in rows]
    live = Sponsor.objects.filter(workplace__in=keys, left_on=None).order_by()
    listed = dict(live.values_list("workplace").annotate(Count("pk")))
    sponsoring: dict[int, set[int]] = {}
    workers: dict[int, set[int]] = {}
    behind: dict[int, set[int]] = {}
    for one in pledge_lines(pledges(Q(sponsor__workplace__in=keys))):
        pledge, place = one.pledge, one.pledge.sponsor.workplace_id
        if not pledge.ended_on and rules.touches(pledge.months, year):
            if not pledge.sponsor.left_on:
                sponsoring.setdefault(place, set()).add(pledge.sponsor_id)
            workers.setdefault(place, set()).add(pledge.worker_id)
        if one.behind:
            behind.setdefault(place, set()).add(pledge.sponsor_id)
    return [
        WorkplaceLine(
            one,
            listed.get(one.pk, 0),
            len(sponsoring.get(one.pk, ())),
            len(workers.get(one.pk, ())),
            len(behind.get(one.pk, ())),
        )
        for one in rows
    ]


def together(found: Iterable[WorkplaceLine]) -> Rate:
    """Return the rate of many offices: their counts added."""
    return sum((one.rate for one in found), Rate(0, 0))


def pledges(which: Q) -> QuerySet[Pledge]:
    """Return pledges with what a list needs of each."""
    paid = Payment.objects.filter(taken_back_at=None)
    return (
        Pledge.objects.filter(which)
        .select_related(
            "sponsor__workplace", "sponsor__data_key", "worker__person__data_key", "worker__village", "fund"
        )
        .prefetch_related(Prefetch("commitment__payments", queryset=paid, to_attr="live"))
        .select_related("commitment")
    )


def pledge_lines(found: Iterable[Pledge], *, day: date | None = None) -> list[PledgeLine]:
    """Return what is paid of each pledge and what is behind on a day; two queries for a set of `pledges`."""
    until = f"{day or clock.now().date():%Y-%m}"
    return [_line(one, until) for one in found]


def _line(pledge: Pledge, until: str) -> PledgeLine:
    paid = [(one.first_month, one.last_month) for one in pledge.commitment.live]
    closed = pledge.ended_on or pledge.commitment.taken_back_at or not pledge.worker.is_listed
    behind = [] if closed else rules.unpaid(pledge.months, paid, until=until)
    return PledgeLine(
        pledge=pledge,
        behind=tuple(behind),
        paid_until=max((last for _first, last in paid), default=""),
        owed=len(behind) * pledge.commitment.rate,
    )


def fell_behind(reach: Reach, offices: Iterable[int]) -> list[PledgeLine]:
    """Return the pledges with months that are over and not paid, those with most of them first."""
    seen = Q(sponsor__workplace__office__in=list(offices)) | inside(reach, "sponsor__workplace__region__code")
    found = pledge_lines(pledges(seen & Q(ended_on=None)))
    late = [one for one in found if one.behind]
    return sorted(late, key=lambda one: (-len(one.behind), one.pledge.pk))


def due_in(workplace: Workplace, month: str) -> list[PledgeLine]:
    """Return the signed pledges of an office that hold in a month and are not paid for it."""
    which = Q(sponsor__workplace=workplace, ended_on=None, signed_on__isnull=False)
    which &= Q(commitment__taken_back_at=None, worker__state=WorkerState.LISTED)
    which &= Q(first_month__lte=month, last_month__gte=month)
    return [one for one in pledge_lines(pledges(which)) if not _is_paid(one.pledge, month)]


def _is_paid(pledge: Pledge, month: str) -> bool:
    return any(one.first_month <= month <= one.last_month for one in pledge.commitment.live)


def counted_once(reach: Reach, *, year: int) -> Counted:
    """Return how many listed workers a fund covers, a sponsor, and both; each person counts once."""
    live = Enlistment.objects.filter(inside(reach, "village__code"), state=WorkerState.LISTED)
    pledged = Pledge.objects.filter(
        worker=OuterRef("pk"), ended_on=None, first_month__lte=f"{year}-12", last_month__gte=f"{year}-01"
    )
    funded = Q(fund__isnull=False) & ~Q(fund__kind=FundKind.SPONSOR)
    found = live.annotate(sponsored=Exists(pledged)).aggregate(
        by_fund=Count("pk", filter=funded),
        by_sponsor=Count("pk", filter=Q(sponsored=True)),
        both=Count("pk", filter=funded & Q(sponsored=True)),
    )
    return Counted(**found)


def people_of(workplace: Workplace) -> QuerySet[Sponsor]:
    """Return the civil servants of an office who are listed by name, those who sponsor first."""
    live = Pledge.objects.filter(sponsor=OuterRef("pk"), ended_on=None)
    found = workplace.people.filter(left_on=None).select_related("data_key", "workplace")
    return found.annotate(sponsors=Exists(live)).order_by("-sponsors", "pk")


def sponsor(pk: int) -> Sponsor:
    """Return one sponsor with the office; raises NotFound."""
    found = Sponsor.objects.select_related("workplace__office", "workplace__region", "data_key")
    one = found.filter(pk=pk).first()
    if one is None:
        raise NotFound("sponsor.none")
    return one


def pledge(pk: int) -> Pledge:
    """Return one pledge; raises NotFound."""
    found = pledges(Q(pk=pk)).select_related("sponsor__workplace__office").first()
    if found is None:
        raise NotFound("pledge.none")
    return found


def pledges_of(sponsor: Sponsor) -> list[PledgeLine]:
    """Return every pledge of a sponsor, ended ones too."""
    return pledge_lines(pledges(Q(sponsor=sponsor)))


def name_of(row: Sponsor, opener: Opener) -> str:
    """Return a sponsor's name, for a command that noted the look; nothing once it was erased."""
    if not row.name_sealed:
        return ""
    return sealing.unseal(row.name_sealed, opener.key(row.data_key), f"sponsor/{row.token}")


def masked_names(rows: Iterable[Sponsor]) -> dict[int, str]:
    """Return the masked name of each sponsor by its key."""
    opener = None
    found = {}
    for row in rows:
        opener = opener or Opener()
        found[row.pk] = nik_rules.masked_name(name_of(row, opener)) or words.erased()
    return found


def worker_of(nik: str, reach: Reach) -> Enlistment:
    """Return who is listed under a NIK within reach; raises NotFound, alike for unknown and out of reach."""
    token = token_of(nik, settings.NIK_KEY.encode()) if not nik_rules.fault_of(nik) else ""
    found = Enlistment.objects.filter(
        inside(reach, "village__code"), person__token=token, state=WorkerState.LISTED
    ).select_related("village", "fund", "person__data_key")
    one = found.first() if token else None
    if one is None:
        raise NotFound("pledge.no_worker")
    return one


def funds_for(region: Region) -> Sequence[Fund]:
    """Return the funds of sponsors that may pay in a region, the newest year first."""
    parts = region.pk.split(".")
    above = [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
    return list(Fund.objects.filter(region__in=above, kind=FundKind.SPONSOR))
