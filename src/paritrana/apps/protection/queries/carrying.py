"""What hangs on a record, what of two of them would meet, and what undoing a merge would put back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Model, QuerySet

from paritrana.apps.protection.models import (
    Enlistment,
    Enrolment,
    Merge,
    PaidMonth,
    Pledge,
    RoleHolder,
    SubjectRequest,
    WorkerRequest,
)
from paritrana.apps.protection.queries import doubles
from paritrana.apps.protection.queries.doubles import Doubled
from paritrana.apps.protection.rules import carrying as rules
from paritrana.apps.protection.rules.batches import overlap
from paritrana.apps.protection.rules.carrying import Held, Moved
from paritrana.apps.protection.states import HOLDING, EnrolmentState

MODELS: Mapping[str, type[Model]] = {
    rules.ENROLMENT: Enrolment,
    rules.PLEDGE: Pledge,
    rules.ROLE: RoleHolder,
    rules.REQUEST: WorkerRequest,
    rules.SUBJECT: SubjectRequest,
    rules.RECORD: Enlistment,
}


@dataclass
class Hanging:
    """What hangs on one record.  paid: how many months of each enrolment are paid."""

    enrolments: list[Enrolment] = field(default_factory=list)
    paid: dict[int, int] = field(default_factory=dict)
    pledges: list[Pledge] = field(default_factory=list)
    role: RoleHolder | None = None
    requests: int = 0

    def __bool__(self) -> bool:
        return bool(self.enrolments or self.pledges or self.role or self.requests)

    @property
    def held(self) -> list[Held]:
        return [Held(one.pk, one.programmes, one.state, one.batch.state) for one in self.enrolments]


def hanging_on(workers: Sequence[Enlistment]) -> dict[int, Hanging]:
    """Return what hangs on each record, in a fixed number of queries."""
    found = {one.pk: Hanging() for one in workers}
    which = {"worker__in": list(found)}
    enrolments = Enrolment.objects.filter(**which).exclude(state=EnrolmentState.LEFT_OUT)
    for row in enrolments.select_related("batch__fund__office").order_by("pk"):
        found[row.worker_id].enrolments.append(row)
    live = PaidMonth.objects.filter(enrolment__in=enrolments.order_by(), taken_back_at=None).order_by()
    for worker, key, count in live.values_list("enrolment__worker", "enrolment").annotate(Count("pk")):
        found[worker].paid[key] = count
    for pledge in Pledge.objects.filter(**which, ended_on=None).order_by("first_month", "pk"):
        found[pledge.worker_id].pledges.append(pledge)
    for role in RoleHolder.objects.filter(**which).select_related("post__village", "post__workplace"):
        found[role.worker_id].role = role
    for model in (WorkerRequest, SubjectRequest):
        rows = model.objects.filter(**which).order_by().values_list("worker")
        for worker, count in rows.annotate(Count("pk")):
            found[worker].requests += count
    return found


def ahead(first: Enlistment, second: Enlistment) -> Doubled:
    """Return what would stand twice if two records became one person's."""
    both = {first.person_id: first.person_id, second.person_id: first.person_id}
    return doubles.of_persons(both).get(first.person_id, Doubled())


def returning(merge: Merge) -> tuple[list[Moved], list[Moved]]:
    """Return what undoing a merge would put back now, and what stays, since others have altered it."""
    back: list[Moved] = []
    left: list[Moved] = []
    for kind, those in by_kind(merge).items():
        rows = rows_of(kind, (one.pk for one in those)).in_bulk()
        freed: list[int] = []  # these do not hold the person any more once they are back
        for one in those:
            (back if still(rows.get(one.pk), one, freed) else left).append(one)
            freed += [one.pk for one in back[-1:] if "person_id" in one.now]
    return back, left


def by_kind(merge: Merge) -> dict[str, list[Moved]]:
    """Return the rows of a merge by their kind, in the order in which they are put back."""
    moved = [Moved(**one) for one in merge.carried]
    moved.sort(key=lambda one: "person_id" not in one.now)  # these free a person for the others
    found = {kind: [one for one in moved if one.kind == kind] for kind in rules.KINDS}
    return {kind: those for kind, those in found.items() if those}


def rows_of(kind: str, keys: Iterable[int]) -> QuerySet[Any]:
    """Return the rows of one kind by their keys."""
    rows = MODELS[kind]._default_manager.filter(pk__in=list(keys)).order_by("pk")
    return rows.select_related("batch") if kind == rules.ENROLMENT else rows


def still(row: Any, moved: Moved, freed: Sequence[int] = ()) -> bool:
    """Whether what the merge wrote stands there as it wrote it, and nothing was built on it."""
    if row is None or any(getattr(row, name) != value for name, value in moved.now.items()):
        return False
    if moved.kind == rules.ENROLMENT and {"state", "person_id"} & {*moved.now}:
        return _may_wait_again(row, moved, freed)
    if moved.kind == rules.RECORD:  # whoever built on the fund since had this worker in mind
        own = Enrolment.objects.filter(worker=row, batch__fund=row.fund_id)
        own = own.exclude(state=EnrolmentState.LEFT_OUT)
        return not own.exists() and not row.pledges.filter(fund=row.fund_id, ended_on=None).exists()
    return True


def _may_wait_again(row: Enrolment, moved: Moved, freed: Sequence[int]) -> bool:
    """Whether an enrolment may stand as before: its batch was not sent since, and the person is free."""
    if moved.now.get("state") != EnrolmentState.ENDED and row.batch.state not in rules.UNSENT:
        return False
    if "state" not in moved.now:
        return row.state in (EnrolmentState.OPEN, EnrolmentState.LEFT_OUT)
    others = Enrolment.objects.filter(person=row.person_id, state__in=HOLDING).exclude(
        pk__in=[row.pk, *freed]
    )
    return not any(overlap(one.programmes, row.programmes) for one in others)
