"""The committee: seats filled and vacated, one holder at a time, history kept."""

from paritrana.apps.accounts.models import User
from paritrana.apps.awards import permissions
from paritrana.apps.awards.labels.words import seat_named
from paritrana.apps.awards.models import Appointment, Seat
from paritrana.apps.ledger import commands as ledger
from paritrana.apps.organisations.models import Organisation
from paritrana.core.units import clock
from paritrana.errors import BadInput, RuleRefused


@ledger.recorded
def appoint(
    *,
    seat: Seat,
    user: User,
    office: str,
    organisation: Organisation | None = None,
    decree: str = "",
    by: User,
) -> Appointment:
    """Give a vacant seat to a person who holds no other seat of the same committee."""
    seat = Seat.objects.select_for_update(of=("self",)).select_related("edition__secretariat").get(pk=seat.pk)
    permissions.check_manage(by, seat.edition)
    if not office.strip():
        raise BadInput("awards.office_missing")
    if not user.is_active:
        raise RuleRefused("awards.person_inactive")
    open_ones = Appointment.objects.filter(ended_at__isnull=True)
    if open_ones.filter(seat=seat).exists():
        raise RuleRefused("awards.seat_held", seat=seat_named(seat))
    other = open_ones.filter(seat__edition=seat.edition, user=user).select_related("seat__edition").first()
    if other is not None:
        raise RuleRefused("awards.holds_other_seat", seat=seat_named(other.seat))
    appointment = Appointment.objects.create(
        seat=seat,
        user=user,
        office=office.strip(),
        organisation=organisation,
        decree=decree.strip(),
        appointed_at=clock.now(),
    )
    ledger.append(
        "seat.filled",
        subject=seat,
        by=by,
        seat=seat.code,
        ordinal=seat.ordinal,
        holder=f"user:{user.pk}",
        decree=appointment.decree,
    )
    return appointment


@ledger.recorded
def vacate(*, seat: Seat, reason: str, by: User) -> Appointment:
    """End the holder's appointment, with the reason."""
    seat = Seat.objects.select_for_update(of=("self",)).select_related("edition__secretariat").get(pk=seat.pk)
    permissions.check_manage(by, seat.edition)
    if not reason.strip():
        raise BadInput("awards.reason_missing")
    appointment = seat.appointments.filter(ended_at__isnull=True).first()
    if appointment is None:
        raise RuleRefused("awards.seat_is_vacant", seat=seat_named(seat))
    appointment.ended_at, appointment.end_reason = clock.now(), reason.strip()
    appointment.save(update_fields=["ended_at", "end_reason"])
    ledger.append(
        "seat.vacated",
        subject=seat,
        by=by,
        seat=seat.code,
        ordinal=seat.ordinal,
        holder=f"user:{appointment.user_id}",
    )
    return appointment
