"""The log of outreach with the sign-ups that followed, and the tasks that were agreed."""

from collections.abc import Iterable

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.models import Activity, Enlistment, Task
from paritrana.apps.protection.queries.money import inside
from paritrana.core.units import clock
from paritrana.errors import NotFound


def activities(reach: Reach, offices: Iterable[int]) -> QuerySet[Activity]:
    """Return the activities of these offices and of the area, the latest first.

    Each with `signups`, the workers whom the register took in there from its day to ninety days later, with
    `open_tasks` and `late_tasks`.  A sign-up after two activities is counted to both: it followed, which
    does not say that it came of it.
    """
    today = clock.now().date()
    seen = Activity.objects.filter(Q(office__in=list(offices)) | inside(reach, "region__code"))
    undone = Q(tasks__done_on=None, tasks__isnull=False)
    found = seen.select_related("office", "region__parent").order_by("-day", "-pk")
    return found.annotate(
        signups=_signups(),
        open_tasks=Count("tasks", filter=undone),
        late_tasks=Count("tasks", filter=undone & Q(tasks__due_on__lt=today)),
    )


def activity(pk: int) -> Activity:
    """Return one activity with `signups`; raises NotFound."""
    found = Activity.objects.select_related("office", "region__parent").annotate(signups=_signups())
    one = found.filter(pk=pk).first()
    if one is None:
        raise NotFound("activity.none")
    return one


def tasks(reach: Reach, offices: Iterable[int]) -> QuerySet[Task]:
    """Return what was agreed and is not done, the next due first."""
    seen = Q(activity__office__in=list(offices)) | inside(reach, "activity__region__code")
    return Task.objects.filter(seen, done_on=None).select_related("activity__office")


def late(found: QuerySet[Task]) -> QuerySet[Task]:
    """Return those of the tasks that are overdue."""
    return found.filter(due_on__lt=clock.now().date())


def task(activity: Activity, pk: int) -> Task:
    """Return one task of an activity; raises NotFound."""
    found = activity.tasks.filter(pk=pk).first()
    if found is None:
        raise NotFound("activity.none")
    return found


def _signups() -> Coalesce:
    inner = Concat(OuterRef("region_id"), Value("."))
    after = (
        Enlistment.objects.filter(
            Q(village=OuterRef("region")) | Q(village__code__startswith=inner),
            listed_on__gte=OuterRef("day"),
            listed_on__lte=OuterRef("counts_until"),
        )
        .order_by()
        .annotate(one=Value(1))
        .values("one")
        .annotate(total=Count("pk"))
        .values("total")
    )
    return Coalesce(Subquery(after, output_field=IntegerField()), 0)
