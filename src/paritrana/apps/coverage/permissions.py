"""Who delivers, computes and publishes.  Published figures are everybody's."""

from typing import Any

from paritrana.apps.coverage.models import Delivery
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.models import Membership, Organisation
from paritrana.apps.organisations.permissions import is_operator
from paritrana.apps.organisations.states import Kind, Role
from paritrana.errors import NotFound, NotPermitted


def offices_of(user: Any) -> list[Organisation]:
    """Return the organisations for which this person is coverage officer now."""
    return [one.organisation for one in _memberships(user) if one.role == Role.COVERAGE]


def check_deliver(user: Any, organisation: Organisation | None = None) -> None:
    """A coverage officer delivers, for the own office."""
    offices = offices_of(user)
    if not offices or (organisation is not None and organisation not in offices):
        raise NotPermitted("coverage.not_officer")


def check_publish(user: Any) -> None:
    """Coverage officers of BPJS offices compute, review and publish."""
    if not any(office.kind == Kind.BPJS_OFFICE for office in offices_of(user)):
        raise NotPermitted("coverage.not_publisher")


def check_see_runs(user: Any) -> None:
    """Those who publish, auditors and the operator see runs that are not public yet."""
    if not _sees_all(user):
        raise NotPermitted("coverage.not_publisher")


def check_see_delivery(user: Any, delivery: Delivery) -> None:
    """Officers of the office that delivered it, and whoever sees runs; others are told of none."""
    if not _sees_all(user) and delivery.organisation not in offices_of(user):
        raise NotFound("coverage.no_delivery")


def check_list_deliveries(user: Any) -> None:
    """Coverage officers see the deliveries of their offices; those who see runs, all."""
    if not offices_of(user) and not _sees_all(user):
        raise NotPermitted("coverage.not_officer")


def seen_offices(user: Any) -> list[Organisation] | None:
    """Return the offices whose deliveries this person sees, None for all."""
    return None if _sees_all(user) else offices_of(user)


def _sees_all(user: Any) -> bool:
    held = _memberships(user)
    return is_operator(user) or any(
        one.role == Role.AUDITOR or (one.role == Role.COVERAGE and one.organisation.kind == Kind.BPJS_OFFICE)
        for one in held
    )


def _memberships(user: Any) -> list[Membership]:
    return list(organisations.live_memberships(user).filter(role__in=[Role.COVERAGE, Role.AUDITOR]))
