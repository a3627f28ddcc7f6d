"""The village ecosystem and honorary staff: who is covered in each place, and who is not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.models import Enlistment, Post, RoleHolder, Workplace
from paritrana.apps.protection.queries import sponsors
from paritrana.apps.protection.queries.money import inside
from paritrana.apps.protection.rules import ecosystem as rules
from paritrana.apps.protection.rules.ecosystem import Tally
from paritrana.apps.protection.states import VillageRole, WorkerState
from paritrana.apps.regions.models import Region
from paritrana.core.units import Rate


@dataclass(frozen=True)
class PlaceLine:
    """A village or an office with the tally of each role that it has or was counted for."""

    village: Region | None
    workplace: Workplace | None
    tallies: Mapping[VillageRole, Tally]

    @property
    def rate(self) -> Rate:
        return sum((one.rate for one in self.tallies.values()), Rate(0, 0))

    @property
    def gap(self) -> int:
        return sum(one.gap for one in self.tallies.values())

    @property
    def is_counted(self) -> bool:
        return any(one.number for one in self.tallies.values())


@dataclass(frozen=True)
class Gap:
    """One role of one place in which somebody is not covered."""

    place: PlaceLine
    role: VillageRole
    tally: Tally


def village_lines(villages: Iterable[Region]) -> list[PlaceLine]:
    """Return one line for each village, in three queries however many there are."""
    listed = list(villages)
    found = _by_place(Post.objects.filter(village__in=[one.pk for one in listed]))
    return [
        PlaceLine(one, None, {role: found.get((one.pk, role), Tally()) for role in rules.roles_of(one.pk)})
        for one in listed
    ]


def office_lines(reach: Reach, offices: Iterable[int]) -> list[PlaceLine]:
    """Return the offices with their honorary staff, those without any counted last."""
    listed = list(sponsors.workplaces(reach, offices))
    found = _by_place(Post.objects.filter(workplace__in=[one.pk for one in listed]))
    role = VillageRole.HONORARY
    lines = [PlaceLine(None, one, {role: found.get((one.pk, role), Tally())}) for one in listed]
    return sorted(lines, key=lambda one: not one.is_counted)


def gaps(lines: Iterable[PlaceLine]) -> list[Gap]:
    """Return every role in which somebody is not covered, the place with most of them first."""
    found = [Gap(line, role, tally) for line in lines for role, tally in line.tallies.items() if tally.gap]
    return sorted(found, key=lambda one: -one.tally.gap)


def count_uncovered(reach: Reach, offices: Iterable[int]) -> int:
    """Return how many who hold a role in the area are not covered, in villages and offices; two queries."""
    seen = Q(workplace__office__in=list(offices)) | inside(reach, "workplace__region__code")
    posts = Post.objects.filter(inside(reach, "village__code") | seen)
    return sum(one.gap for one in _tallies(posts).values())


def holders(place: PlaceLine) -> QuerySet[RoleHolder]:
    """Return who of the register holds a role in a place."""
    found = RoleHolder.objects.filter(worker__state=WorkerState.LISTED)
    if place.village is not None:
        found = found.filter(post__village=place.village)
    else:
        found = found.filter(post__workplace=place.workplace)
    return found.select_related("post", "worker__person__data_key", "worker__fund", "worker__village")


def role_of(worker: Enlistment) -> RoleHolder | None:
    """Return the role that a worker holds, if any."""
    return RoleHolder.objects.filter(worker=worker).select_related("post__workplace", "post__village").first()


def counted_on(village: Region) -> Post | None:
    """Return the role of a village that was counted last."""
    return Post.objects.filter(village=village).order_by("-counted_on", "-pk").first()


def _by_place(posts: QuerySet[Post]) -> dict[tuple[str | int, VillageRole], Tally]:
    found = _tallies(posts).items()
    return {(one.village_id or one.workplace_id, VillageRole(one.role)): tally for one, tally in found}


def _tallies(posts: QuerySet[Post]) -> dict[Post, Tally]:
    live = RoleHolder.objects.filter(post__in=posts, worker__state=WorkerState.LISTED).order_by()
    linked = {
        key: (paid, waiting)
        for key, paid, waiting in live.values_list("post").annotate(
            paid=Count("pk", filter=Q(worker__fund__isnull=False)),
            waiting=Count("pk", filter=Q(worker__fund__isnull=True)),
        )
    }
    return {one: Tally(one.number, one.stated, *linked.get(one.pk, (0, 0))) for one in posts.order_by()}
