"""The seats of an edition as its rulebook lists them; called by the commands that bring in a rulebook."""

from paritrana.apps.awards.labels.words import seat_named
from paritrana.apps.awards.models import Edition, Seat
from paritrana.apps.awards.rules.rulebooks import seats_of
from paritrana.core.rulebook import Rulebook
from paritrana.errors import RuleRefused


def arrange(edition: Edition, book: Rulebook) -> None:
    """Make the seats the rulebook lists, take away those it no longer has; never one that was held."""
    wanted = {
        (code, ordinal): (place, office) for place, (code, ordinal, office) in enumerate(seats_of(book), 1)
    }
    there = {(seat.code, seat.ordinal): seat for seat in edition.seats.all()}
    for key in there.keys() - wanted.keys():
        seat = there[key]
        if seat.appointments.exists():
            raise RuleRefused("awards.seat_was_held", seat=seat_named(seat))
        seat.delete()
    for (code, ordinal), (place, office) in wanted.items():
        seat = there.get((code, ordinal)) or Seat(edition=edition, code=code, ordinal=ordinal)
        seat.position, seat.office = place, office
        seat.save()
