"""Requests of data subjects, and everything that is held on one person."""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.rules import Reach, codes_above
from paritrana.apps.protection.models import (
    Change,
    Enlistment,
    ImportedRow,
    Reveal,
    SubjectRequest,
    WorkerRequest,
)
from paritrana.apps.protection.queries.money import inside
from paritrana.apps.protection.queries.people import Opened, Opener
from paritrana.apps.protection.states import OF_LISTS, SubjectState
from paritrana.core.rolls.nik import token as token_of
from paritrana.errors import NotFound


@dataclass(frozen=True)
class HeldRecord:
    """One record of a person with its history, the rosters that touched it, and who looked at it."""

    worker: Enlistment
    changes: list[Change]
    imports: list[ImportedRow]
    looks: list[Reveal]


@dataclass(frozen=True)
class Held:
    """All that is held on a person in an area; elsewhere: how many records lie outside it."""

    opened: Opened
    records: list[HeldRecord]
    requests: list[WorkerRequest] = field(default_factory=list)
    asked: list[SubjectRequest] = field(default_factory=list)
    elsewhere: int = 0

    def __repr__(self) -> str:
        return "Held(…)"


def met_in(reach: Reach, offices: list[Organisation], *, state: str = "") -> QuerySet[SubjectRequest]:
    """Return the requests of an area, open ones first, by the hour they are due."""
    mine = Q(worker=None, office__in=[one.pk for one in offices])
    found = SubjectRequest.objects.filter(inside(reach, "worker__village__code") | mine)
    if state:
        found = found.filter(state=state)
    return found.select_related("worker__person", "worker__village", "office").order_by("due_at", "pk")


def count_open(reach: Reach) -> int:
    """Return how many requests of data subjects wait for an answer in an area."""
    found = SubjectRequest.objects.filter(inside(reach, "worker__village__code"))
    return found.filter(state=SubjectState.OPEN).count()


def find(pk: int) -> SubjectRequest:
    """Return one request; raises NotFound."""
    found = (
        SubjectRequest.objects.select_related(
            "worker__person__data_key", "worker__village", "worker__fund", "office__region"
        )
        .select_related("received_by", "answered_by")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound("subject.none")
    return found


def worker_by_nik(nik: str, reach: Reach) -> Enlistment | None:
    """Return the latest record of a person in an area, None when nothing is held there."""
    token = token_of(nik, settings.NIK_KEY.encode())
    rows = Enlistment.objects.filter(inside(reach, "village__code"), person__token=token)
    return rows.order_by("stopped_on", "-pk").first() if rows else None


def everything_on(worker: Enlistment, reach: Reach) -> Held:
    """Return all that is held on the person of a record, as far as the area reaches."""
    rows = list(
        Enlistment.objects.filter(person=worker.person_id)
        .select_related("village", "office", "fund")
        .order_by("listed_on", "pk")
    )
    near = [one for one in rows if reach.holds(one.village_id)]
    return Held(
        opened=Opener().all(worker.person),
        records=[_record(one) for one in near],
        requests=list(WorkerRequest.objects.filter(worker__in=near).order_by("asked_at")),
        asked=list(SubjectRequest.objects.filter(worker__in=near).order_by("received_at")),
        elsewhere=len(rows) - len(near),
    )


def _record(worker: Enlistment) -> HeldRecord:
    lists = Q(village__in=codes_above(worker.village_id), purpose__in=OF_LISTS)
    lists &= Q(at__date__gte=worker.listed_on, at__date__lte=worker.stopped_on or date.max)
    looks = (
        Reveal.objects.filter(Q(worker=worker) | Q(request__worker=worker) | lists)
        .select_related("by")
        .order_by("at", "pk")
    )
    return HeldRecord(
        worker=worker,
        changes=list(worker.changes.select_related("village", "by").order_by("pk")),
        imports=list(ImportedRow.objects.filter(worker=worker).select_related("roster").order_by("pk")),
        looks=list(looks),
    )
