"""The village quota: so many residents a village, paid from the village's own budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from paritrana.core.programmes.wording import fault
from paritrana.errors import DataFaults


class VillageKind(StrEnum):
    """A *desa* has a budget of its own, an urban *kelurahan* has none."""

    DESA = "desa"
    KELURAHAN = "kelurahan"


class Place(StrEnum):
    """How a village stands to the quota."""

    OPEN = "open"
    FULL = "full"
    NO_BUDGET = "no_budget"  # a desa that budgeted nothing
    KELURAHAN = "kelurahan"


@dataclass(frozen=True, slots=True)
class Village:
    """A village: whether it budgeted, how many it has enrolled and how many wait (None: not known)."""

    code: str
    kind: VillageKind
    budgeted: bool
    enrolled: int = 0
    waiting: int | None = None


@dataclass(frozen=True, slots=True)
class VillagePlaces:
    """A village beside the quota: how it stands, and how many more it could enrol."""

    village: Village
    place: Place
    more: int


@dataclass(frozen=True, slots=True)
class Quota:
    """A quota over all villages, in the order given."""

    per_village: int
    villages: tuple[VillagePlaces, ...]

    @property
    def more(self) -> int:
        """Return how many more workers all villages could enrol."""
        return sum(one.more for one in self.villages)

    @property
    def target(self) -> int:
        """Return the quota times the villages that can have a budget, whether they made one or not."""
        return self.per_village * sum(one.place is not Place.KELURAHAN for one in self.villages)

    def standing(self, place: Place) -> tuple[Village, ...]:
        """Return the villages that stand so."""
        return tuple(one.village for one in self.villages if one.place is place)


def village_quota(villages: Sequence[Village], per_village: int) -> Quota:
    """Return what a quota of so many residents a village means, village by village.

    A kelurahan and a desa without a budget enrol nobody.  Raises DataFaults with every fault at once: a code
    used twice, a count below nothing.
    """
    faults = [] if per_village >= 0 else [fault("count.range", name="per_village", value=per_village)]
    seen: set[str] = set()
    for one in villages:
        if one.code in seen:
            faults.append(fault("table.twice", id=one.code))
        seen.add(one.code)
        faults += [
            fault("count.range", name=one.code, value=value)
            for value in (one.enrolled, one.waiting or 0)
            if value < 0
        ]
    if faults:
        raise DataFaults(faults)
    return Quota(per_village, tuple(_places(one, per_village) for one in villages))


def quota_for(villages: Sequence[Village], workers: int) -> Quota | None:
    """Return the smallest quota under which the villages could enrol so many more; None when none does."""
    ready = [one for one in villages if one.budgeted and one.kind is VillageKind.DESA]
    unbounded = [one for one in ready if one.waiting is None]
    most = max((one.enrolled + (one.waiting or 0) for one in ready), default=0)
    if unbounded:
        most = max(most, min(one.enrolled for one in unbounded) + workers)
    if village_quota(villages, most).more < workers:
        return None
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        if village_quota(villages, middle).more >= workers:
            high = middle
        else:
            low = middle + 1
    return village_quota(villages, low)


def _places(one: Village, per_village: int) -> VillagePlaces:
    if one.kind is VillageKind.KELURAHAN:
        return VillagePlaces(one, Place.KELURAHAN, 0)
    if not one.budgeted:
        return VillagePlaces(one, Place.NO_BUDGET, 0)
    free = max(0, per_village - one.enrolled)
    more = free if one.waiting is None else min(free, one.waiting)
    return VillagePlaces(one, Place.OPEN if more else Place.FULL, more)
