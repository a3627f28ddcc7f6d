"""Roles of villages and offices: counted anew, and linked to workers of the register."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.protection import permissions
from paritrana.apps.protection.models import Enlistment, Post, RoleHolder, Workplace
from paritrana.apps.protection.rules import ecosystem as rules
from paritrana.apps.protection.states import VillageRole
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused

Counts = Mapping[VillageRole, tuple[int, int]]  # how many there are, and how many of them are covered


@ledger.recorded
def count_village(
    *, village: Region, counts: Counts, counted_on: date, made_up: bool = False, by: Any
) -> None:
    """Write how many of each role a village has, and how many of them are covered as it states."""
    permissions.check_village(permissions.desk_of(by), village.pk)
    for role in counts:
        rules.check_role(role, village.pk)
    _write({"village": village}, counts, counted_on, made_up, by)
    total = sum(number for number, _stated in counts.values())
    ledger.append("posts.counted", subject=village, by=by, counted_on=counted_on, number=total)


@ledger.recorded
def count_honorary(
    *, workplace: Workplace, number: int, stated: int, counted_on: date, made_up: bool = False, by: Any
) -> None:
    """Write how many honorary staff an office has, and how many of them are covered as it states."""
    row = Workplace.objects.select_for_update(of=("self",)).select_related("office").get(pk=workplace.pk)
    permissions.check_keep(permissions.desk_of(by), row)
    _write({"workplace": row}, {VillageRole.HONORARY: (number, stated)}, counted_on, made_up, by)
    ledger.append("posts.counted", subject=row, by=by, counted_on=counted_on, number=number)


@ledger.recorded
def link(*, worker: Enlistment, role: str, workplace: Workplace | None = None, by: Any) -> RoleHolder:
    """Write which role a listed worker holds: in the own village, or with `workplace` as honorary staff."""
    row = Enlistment.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    desk = permissions.desk_of(by)
    permissions.check_worker(desk, row)
    if not row.is_listed:
        raise RuleRefused("worker.state", state=str(row.state))
    place: dict[str, Any]
    if workplace is None:
        place = {"village_id": row.village_id, "role": rules.check_role(role, row.village_id)}
    else:
        permissions.check_see(desk, workplace)
        place = {"workplace": workplace, "role": VillageRole.HONORARY}
    now = {"counted_on": clock.now().date(), "by": by, "at": clock.now()}
    post, _new = Post.objects.get_or_create(**place, defaults=now)
    made, _new = RoleHolder.objects.update_or_create(
        worker=row, defaults={"post": post, "by": by, "at": clock.now()}
    )
    ledger.append("post.taken", subject=made, by=by, role=post.role)
    return made


@ledger.recorded
def unlink(*, worker: Enlistment, by: Any) -> None:
    """Take the role from a worker, who stays in the register."""
    permissions.check_worker(permissions.desk_of(by), worker)
    row = RoleHolder.objects.select_for_update().filter(worker=worker).first()
    if row is None:
        raise RuleRefused("post.none_held")
    ledger.append("post.left", subject=row, by=by)
    row.delete()


def _write(place: Mapping[str, Any], counts: Counts, counted_on: date, made_up: bool, by: Any) -> None:
    if counted_on > clock.now().date():
        raise BadInput("workplace.day_ahead")
    for role, (number, stated) in counts.items():
        rules.check_count(role, number=number, stated=stated)
        given = {"number": number, "stated": stated, "counted_on": counted_on, "made_up": made_up}
        Post.objects.update_or_create(**place, role=role, defaults=given | {"by": by, "at": clock.now()})
