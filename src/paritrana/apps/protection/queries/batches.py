"""Batches with their counts, and the workers of one."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.models import Batch, Enrolment
from paritrana.apps.protection.queries.money import inside
from paritrana.apps.protection.states import EnrolmentState
from paritrana.errors import NotFound


def batches(reach: Reach, offices: Iterable[int]) -> QuerySet[Batch]:
    """Return the batches on funds of these offices and of the area, newest first, with their counts."""
    seen = Q(fund__office__in=list(offices)) | inside(reach, "fund__region__code")
    counts = {
        name: Count("enrolments", filter=Q(enrolments__state__in=states))
        for name, states in {
            "waiting": [EnrolmentState.OPEN],
            "accepted": [EnrolmentState.ACTIVE, EnrolmentState.ENDED],
            "rejected": [EnrolmentState.REJECTED],
        }.items()
    }
    found = Batch.objects.filter(seen).select_related("fund__office", "village", "agreement")
    return found.annotate(**counts).order_by("-pk")


def batch(pk: int) -> Batch:
    """Return one batch; raises NotFound."""
    found = (
        Batch.objects.select_related(
            *("fund__office", "fund__region", "village", "agreement"),
            *("proposed_by", "verified_by", "sent_by", "answered_by"),
        )
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound("batch.none")
    return found


def members(batch: Batch) -> QuerySet[Enrolment]:
    """Return the workers of a batch with what a list needs of each."""
    return batch.enrolments.select_related("person__data_key", "worker__village").order_by("pk")


def members_in_order(batch: Batch, first: Sequence[EnrolmentState]) -> QuerySet[Enrolment]:
    """Return the workers of a batch by their state, in this order of states."""
    places = [When(state=state, then=Value(place)) for place, state in enumerate(first)]
    place = Case(*places, default=Value(len(first)), output_field=IntegerField())
    return members(batch).order_by(place, "pk")


def counts_of(batch: Batch) -> Counter[str]:
    """Return how many workers of a batch stand in each state."""
    rows = batch.enrolments.order_by().values_list("state").annotate(count=Count("pk"))
    return Counter(dict(rows))


def member(batch: Batch, pk: int) -> Enrolment:
    """Return one worker of a batch; raises NotFound."""
    found = members(batch).filter(pk=pk).first()
    if found is None:
        raise NotFound("batch.none")
    return found


def enrolment(pk: int) -> Enrolment:
    """Return one enrolment with its worker and fund; raises NotFound."""
    found = (
        Enrolment.objects.select_related("batch__fund__office", "worker__village", "person")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound("batch.none")
    return found
