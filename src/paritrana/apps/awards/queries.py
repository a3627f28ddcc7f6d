"""Reading editions: who sits where, what is open now, who sees what."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from paritrana.apps.accounts.models import User
from paritrana.apps.accounts.queries import RoleLine
from paritrana.apps.awards.labels import words
from paritrana.apps.awards.models import Appointment, Edition, Phase, RulebookVersion, Seat
from paritrana.apps.awards.states import EditionState, PhaseKind
from paritrana.apps.organisations import queries as organisations
from paritrana.apps.organisations.states import Role
from paritrana.errors import NotFound

type Person = User | AnonymousUser | None

HELD = Appointment.objects.filter(seat=OuterRef("pk"), ended_at__isnull=True)


def known(user: Person) -> User | None:
    """Return the person when they are signed in and active, else None."""
    return user if isinstance(user, User) and user.is_active else None


def zone_of_log(name: str) -> str:
    """Return the zone of the edition whose log this is; raises NotFound."""
    edition = Edition.objects.filter(slug=name.partition("/")[2]).select_related("region").first()
    if edition is None:
        raise NotFound("ledger.no_log", log=name)
    return edition.zone


def is_secretariat(user: Person, edition: Edition) -> bool:
    """Say whether the person now serves the edition's secretariat."""
    person = known(user)
    return person is not None and organisations.has_role(person, Role.SECRETARIAT, edition.secretariat)


def seat_of(user: Person, edition: Edition) -> Seat | None:
    """Return the seat that the person holds now on the edition's committee, or None."""
    person = known(user)
    if person is None:
        return None
    holds = Q(appointments__user=person, appointments__ended_at__isnull=True)
    return edition.seats.filter(holds).order_by("position").first()


def chair_code(edition: Edition) -> str:
    """Return the code of the chair's seat: `chair`, else the first seat that the rulebook lists."""
    codes = list(edition.seats.order_by("position").values_list("code", flat=True))
    return "chair" if "chair" in codes or not codes else codes[0]


def is_chair(user: Person, edition: Edition) -> bool:
    """Say whether the person holds the chair's seat."""
    seat = seat_of(user, edition)
    return seat is not None and seat.code == chair_code(edition)


def seats_with_holders(edition: Edition) -> list[Seat]:
    """Return every seat in order, each with `holders`: its open appointment, as a list of one or none."""
    current = Appointment.objects.filter(ended_at__isnull=True).select_related("user", "organisation")
    return list(edition.seats.prefetch_related(Prefetch("appointments", queryset=current, to_attr="holders")))


def vacant_seats(edition: Edition) -> list[Seat]:
    """Return the seats that nobody holds, in the rulebook's order."""
    return list(edition.seats.filter(~Exists(HELD)).order_by("position"))


def open_phases(edition: Edition, kind: PhaseKind | str, now: datetime) -> list[Phase]:
    """Return the phases of a kind that are open at `now`; a passed deadline closes a phase by itself."""
    return list(
        edition.phases.filter(kind=kind, opened_at__lte=now)
        .filter(Q(closed_at__isnull=True) | Q(closed_at__gt=now))
        .filter(Q(closes_at__isnull=True) | Q(closes_at__gte=now))
    )


def listed(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Return editions with all that a list shows of them, in a fixed number of queries."""
    return editions.select_related("region", "secretariat").prefetch_related(
        Prefetch("phases", queryset=Phase.objects.order_by("position", "pk")),
        "rulebook_versions",
    )


def public_editions() -> QuerySet[Edition]:
    """Return the editions that were announced, newest period first."""
    return Edition.objects.exclude(state=EditionState.PREPARING)


def editions_seen_by(user: Person) -> QuerySet[Edition]:
    """Return the announced editions, and those in preparation that the person works on."""
    person = known(user)
    if person is None:
        return public_editions()
    if person.is_operator:
        return Edition.objects.all()
    offices = [
        one.organisation_id for one in organisations.live_memberships(person) if one.role == Role.SECRETARIAT
    ]
    seats = Seat.objects.filter(appointments__user=person, appointments__ended_at__isnull=True)
    return Edition.objects.filter(
        ~Q(state=EditionState.PREPARING) | Q(secretariat__in=offices) | Q(pk__in=seats.values("edition"))
    )


def managed_by(user: Person) -> QuerySet[Edition]:
    """Return the editions whose secretariat the person serves."""
    person = known(user)
    if person is None:
        return Edition.objects.none()
    offices = [
        one.organisation_id for one in organisations.live_memberships(person) if one.role == Role.SECRETARIAT
    ]
    return Edition.objects.filter(secretariat__in=offices)


def seats_held_by(user: Person) -> QuerySet[Seat]:
    """Return the seats that the person holds now, in whatever edition."""
    person = known(user)
    if person is None:
        return Seat.objects.none()
    holds = Q(appointments__user=person, appointments__ended_at__isnull=True)
    return Seat.objects.filter(holds).select_related("edition__secretariat")


def pending_version(edition: Edition) -> RulebookVersion | None:
    """Return the version that waits for its second approver, or None."""
    return edition.rulebook_versions.filter(approved_at__isnull=True).order_by("-version").first()


def is_frozen(edition: Edition) -> bool:
    """Say whether any version was frozen: from then on a change is a new version with two approvers."""
    return edition.rulebook_versions.filter(frozen_at__isnull=False).exists()


def phase_now(phases: Sequence[Phase], now: datetime) -> list[Phase]:
    """Return those of the phases that are open at `now`."""
    return [phase for phase in phases if phase.is_open(now)]


def seats_told(users: Sequence[int]) -> dict[int, list[RoleLine]]:
    """Tell the accounts room which seats of committees these people hold."""
    held = Appointment.objects.filter(user__in=users, ended_at__isnull=True, user__is_active=True)
    found: dict[int, list[RoleLine]] = {}
    for one in held.select_related("seat__edition"):
        line = RoleLine(
            role=words.SEAT_ROLE_CHAIR if one.seat.code == "chair" else words.SEAT_ROLE,
            place=one.seat.edition.title_id,
            order=30,
            detail=one.office,
            url=f"/penyelenggaraan/{one.seat.edition.slug}",
        )
        found.setdefault(one.user_id, []).append(line)
    return found


def edition(slug: str, *, among: QuerySet[Edition] | None = None) -> Edition:
    """Return the edition of that slug with its region and secretariat; raises NotFound.

    among: the editions that are asked, e.g. ``listed(...)`` with all that a page shows; else every one.
    """
    asked = Edition.objects.all() if among is None else among
    found = asked.select_related("region", "secretariat").filter(slug=slug).first()
    if found is None:
        raise NotFound("awards.no_edition")
    return found
