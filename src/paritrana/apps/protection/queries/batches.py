"""Batches with their counts, and the workers of one."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

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
