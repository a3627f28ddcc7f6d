"""Reading proposals: the use of quotas, who may be proposed, and the funnel of an edition."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from paritrana.apps.awards.models import Edition
from paritrana.apps.nominations.models import Nomination
from paritrana.apps.nominations.states import COUNTS_FOR_QUOTA, FINAL, State
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.models import Membership, Organisation
from paritrana.apps.organisations.states import Role
from paritrana.apps.regions.models import Region
from paritrana.core.rulebook import Category

FOUND_LIMIT = 30
SENT = (State.SUBMITTED, State.RETURNED, State.COMPLETE)


@dataclass(frozen=True)
class QuotaUse:
    """One category's quota for one proposer; `quota` and `left` are None where there is no limit."""

    category: Category
    quota: int | None
    used: int

    @property
    def left(self) -> int | None:
        return None if self.quota is None else max(0, self.quota - self.used)


def quota_use(edition: Edition, proposer: Organisation) -> list[QuotaUse]:
    """Return, category by category, how many places the proposer has and uses."""
    counted = (
        Nomination.objects.filter(
            edition=edition, proposer=proposer, state__in=[str(one) for one in COUNTS_FOR_QUOTA]
        )
        .values_list("category")
        .annotate(number=Count("pk"))
        .order_by()
    )
    used = dict(counted)
    return [QuotaUse(one, one.quota, used.get(one.id, 0)) for one in edition.rulebook.categories]


def sent_by(edition: Edition, proposer: Organisation, category: str) -> int:
    """Return how many dossiers of this proposer were already sent in a category."""
    return Nomination.objects.filter(
        edition=edition, proposer=proposer, category=category, state__in=[str(one) for one in SENT]
    ).count()


def proposals_of(edition: Edition, proposer: Organisation) -> QuerySet[Nomination]:
    """Return what the proposer has proposed; `has_people` says whether anyone serves the entrant yet."""
    people = Membership.objects.filter(
        organisation=OuterRef("organisation"), role=Role.ENTRANT, ended_at__isnull=True
    )
    return (
        Nomination.objects.filter(edition=edition, proposer=proposer)
        .select_related("organisation")
        .annotate(has_people=Exists(people))
    )


def serves(proposer: Organisation, region: Region) -> bool:
    """Say whether a region is the proposer's: its own province, or its office's service area."""
    return organisations.reach_of([proposer]).holds(region.code)


def reaches(offices: Sequence[Organisation], edition: Edition) -> bool:
    """Say whether these offices may find somebody to propose; the national edition lives on forwarding."""
    return edition.region_id is not None and organisations.reach_of(offices).meets(edition.region_id)


def candidates(
    *, edition: Edition, category: Category, proposer: Organisation, search: str = ""
) -> list[Organisation]:
    """Return who may still be proposed in a category, by name: right kind, in the edition and the area.

    At most FOUND_LIMIT; a search narrows by words of the name.
    """
    found = (
        Organisation.objects.filter(_fits(category), kind=category.entrant, region__isnull=False)
        .exclude(
            pk__in=Nomination.objects.filter(edition=edition, category=category.id)
            .exclude(state__in=[str(one) for one in FINAL])
            .values("organisation_id")
        )
        .select_related("region")
        .order_by("name", "pk")
    )
    if edition.region is not None:
        found = found.filter(_in_code(edition.region.code))
    found = found.filter(_area(proposer))
    for word in search.split():
        found = found.filter(name__icontains=word)
    return list(found[:FOUND_LIMIT])


def _fits(category: Category) -> Q:
    fits = Q()
    for name, allowed in (
        ("size", category.sizes),
        ("sector", category.sectors),
        ("region__kind", category.village_kinds),
    ):
        if allowed:
            fits &= Q(**{f"{name}__in": allowed})
    return fits


def _area(proposer: Organisation) -> Q:
    reach = organisations.reach_of([proposer])
    area = Q() if reach.everywhere else Q(pk__in=[])
    for code in sorted(reach.codes):
        area |= _in_code(code)
    return area


def _in_code(code: str) -> Q:
    return Q(region__code=code) | Q(region__code__startswith=f"{code}.")


def funnel(edition: Edition) -> dict[str, int]:
    """Return how many entrants were invited, started filling, sent their dossier and were found complete."""
    counted = Nomination.objects.filter(edition=edition).aggregate(
        invited=Count("pk"),
        started=Count("pk", filter=Q(started_at__isnull=False)),
        submitted=Count("pk", filter=Q(submitted_at__isnull=False)),
        complete=Count("pk", filter=Q(state=State.COMPLETE)),
    )
    return dict(counted)


def states_of(edition: Edition) -> Counter[str]:
    """Return how many nominations of an edition are in each state."""
    return Counter(Nomination.objects.filter(edition=edition).values_list("state", flat=True))
