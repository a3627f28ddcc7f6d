"""Workers' own requests: the queue of a village, one request opened, and whom a worker may see."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.rules import Reach, codes_above
from paritrana.apps.organisations.states import Kind
from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.models import WorkerRequest
from paritrana.apps.protection.queries.money import inside
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.rules import nik as nik_rules
from paritrana.apps.protection.rules import requests as rules
from paritrana.apps.protection.rules import sealing
from paritrana.apps.protection.states import RequestState
from paritrana.apps.regions.models import Region
from paritrana.errors import NotFound, RuleRefused

MOST_ANSWERED = 200


@dataclass(frozen=True)
class RequestLine:
    """One request as a list shows it: name and NIK masked; erased ones have neither."""

    request: WorkerRequest
    name: str
    nik: str
    born: str
    occupation: str


def about(receipt: str) -> str:
    """Return what the seal of a request is bound to."""
    return f"request/{receipt}"


def opened(request: WorkerRequest, opener: Opener) -> rules.Asked:
    """Return what was asked; raises RuleRefused once it is erased."""
    if not request.sealed:
        raise RuleRefused("request.answered")
    text = sealing.unseal(request.sealed, opener.key(request.data_key), about(request.receipt))
    return rules.unpacked(text, request.village_id)


def in_reach(reach: Reach, *, state: str) -> QuerySet[WorkerRequest]:
    """Return the requests of an area in one state: waiting ones the oldest first, others the latest."""
    found = WorkerRequest.objects.filter(inside(reach, "village__code"), state=state)
    found = found.select_related("village__parent", "data_key", "answered_by")
    if state == RequestState.WAITING:
        return found.order_by("asked_at", "pk")
    return found.order_by("-answered_at", "-pk")[:MOST_ANSWERED]


def waiting_of(village: Region) -> QuerySet[WorkerRequest]:
    """Return what waits in the queue of a village, the oldest first."""
    return in_reach(Reach(frozenset({village.pk})), state=RequestState.WAITING)


def count_waiting(reach: Reach) -> int:
    """Return how many requests wait in an area."""
    return WorkerRequest.objects.filter(inside(reach, "village__code"), state=RequestState.WAITING).aggregate(
        count=Count("pk")
    )["count"]


def lines(requests: Iterable[WorkerRequest]) -> list[RequestLine]:
    """Return requests masked, unwrapping each data key once."""
    opener, found = None, []
    for one in requests:
        if not one.sealed:
            found.append(RequestLine(one, words.erased(), nik_rules.masked("", ""), "", ""))
            continue
        opener = opener or Opener()
        told = opened(one, opener).worker
        found.append(
            RequestLine(
                request=one,
                name=nik_rules.masked_name(told.name),
                nik=nik_rules.masked(*nik_rules.shown_parts(told.nik)),
                born=str(told.born.year),
                occupation=told.occupation,
            )
        )
    return found


def find(pk: int) -> WorkerRequest:
    """Return one request; raises NotFound."""
    found = (
        WorkerRequest.objects.select_related("village__parent", "data_key", "helped_by", "answered_by")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotFound("request.none")
    return found


def with_receipt(receipt: str) -> WorkerRequest:
    """Return the request of a receipt; raises NotFound."""
    found = WorkerRequest.objects.select_related("village").filter(receipt=receipt).first()
    if found is None:
        raise NotFound("request.receipt_unknown")
    return found


def offices_for(village: Region) -> list[Organisation]:
    """Return whom to see about a village: its own office, the regency's, the nearest BPJS office."""
    kinds = [Kind.VILLAGE, Kind.REGENCY_CITY]
    own = Organisation.objects.filter(kind__in=kinds, region__in=codes_above(village.pk))
    governments = sorted(own, key=lambda one: kinds.index(Kind(one.kind)))
    near = (
        Organisation.objects.filter(kind=Kind.BPJS_OFFICE, service_area=code)
        for code in codes_above(village.pk)
    )
    return [*governments, *next((list(one) for one in near if one), [])]
