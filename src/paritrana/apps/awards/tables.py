"""What the lists of this room show: editions, the lines of a calendar, seats with their holders."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.awards import queries
from paritrana.apps.awards.labels import words
from paritrana.apps.awards.models import Edition, Phase, Seat
from paritrana.apps.awards.rules.calendar import moved_text
from paritrana.apps.awards.states import Actor, EditionState, PhaseKind
from paritrana.core.rulebook import Rulebook
from paritrana.core.units import clock
from paritrana.errors import Fault
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table


@dataclass(frozen=True)
class Moved:
    """A date as it stood before, when it was moved and why."""

    text: str
    reason: str


@dataclass(frozen=True)
class Line:
    """One phase as the calendar shows it; `state` is done, now or next."""

    phase: Phase
    name: str
    kind: str
    actor: str
    planned: str
    planned_before: list[Moved]
    actual: str
    deadline: str
    deadlines_before: list[Moved]
    state: str
    place: str
    note: str
    editable: bool = field(default=True)

    @property
    def timeline(self) -> dict[str, str]:
        """The same for the timeline component."""
        before = self.deadlines_before or self.planned_before
        return {
            "when": self.deadline or self.actual or self.planned or gettext("Date not set"),
            "label": self.name,
            "state": self.state,
            "detail": " · ".join(text for text in (self.actor, self.place) if text),
            "moved_from": before[-1].text if before else "",
        }


def calendar_lines(phases: Iterable[Phase], zone: str, now: datetime | None = None) -> list[Line]:
    """Return a calendar's lines in order, dates in words of the page's language and in the edition's zone."""
    now = now or clock.now()
    return [_line(phase, zone, now) for phase in phases]


def _line(phase: Phase, zone: str, now: datetime) -> Line:
    is_open = phase.is_open(now)
    moves = [
        (note, Moved(moved_text(note, zone, get_language() or "id"), str(note["reason"])))
        for note in phase.moves
    ]
    return Line(
        phase=phase,
        name=formats.title_of(phase.name),
        kind=str(words.PHASE_KIND[PhaseKind(phase.kind)]),
        actor=str(words.ACTOR[Actor(phase.actor)]),
        planned=phase.plan.told(get_language() or "id"),
        planned_before=[moved for note, moved in moves if "closes_at" not in note["was"]],
        actual=_actual(phase, zone, now),
        deadline=gettext("closes %(moment)s") % {"moment": formats.moment(phase.closes_at, zone)}
        if is_open and phase.closes_at
        else "",
        deadlines_before=[moved for note, moved in moves if "closes_at" in note["was"]],
        state="now" if is_open else "done" if phase.opened_at else "next",
        place=phase.place,
        note=phase.note,
    )


def _actual(phase: Phase, zone: str, now: datetime) -> str:
    if phase.opened_at is None:
        return ""
    opened = formats.moment(phase.opened_at, zone)
    ended = phase.closed_at
    if phase.closes_at and phase.closes_at < now and (ended is None or phase.closes_at < ended):
        ended = phase.closes_at
    if ended is None or ended > now:
        return gettext("open since %(moment)s") % {"moment": opened}
    return f"{opened} – {formats.moment(ended, zone)}"


def standing(edition: Edition) -> str:
    """Return in a few words where an edition stands: its open phases, else its state."""
    open_now = queries.phase_now(list(edition.phases.all()), clock.now())
    if open_now and edition.state == EditionState.OPEN:
        return ", ".join(formats.title_of(phase.name) for phase in open_now)
    return str(words.EDITION_STATE[EditionState(edition.state)])


def place_of(edition: Edition) -> str:
    """Return the province of an edition, or that it is the national one."""
    return edition.region.name if edition.region else str(words.LEVEL["national"])


def period_of(edition: Edition) -> str:
    """Return the judged period in words."""
    first = formats.day(edition.period_start, weekday=False)
    return f"{first} – {formats.day(edition.period_end, weekday=False)}"


def editions_table(editions: Iterable[Edition]) -> Table:
    """The public list of editions."""
    return Table(
        caption=_("Editions"),
        file_name="penyelenggaraan",
        rows=list(editions),
        columns=[
            Column(
                "title",
                _("Edition"),
                value=lambda row: formats.title_of(row.title),
                sort=lambda row: row.title_id,
                link=lambda row: reverse("awards:edition-detail", args=[row.slug]),
            ),
            Column("place", _("Region"), value=place_of, sort=place_of),
            Column("period", _("Judged period"), value=period_of, sort=lambda row: row.period_end),
            Column(
                "standing",
                _("Where it stands"),
                value=standing,
                sort=False,
                tone=lambda row: words.EDITION_TONE[EditionState(row.state)],
            ),
        ],
        search=["title_id", "title_en", "slug", "region__name"],
        empty=(
            _("No edition has been announced"),
            _("Come back later, or ask the secretariat of your province."),
        ),
    )


@dataclass(frozen=True)
class SeatLine:
    """One seat with what it is called and its present holder, if any."""

    seat: Seat
    title: str
    holder: str
    office: str
    decree: str
    since: datetime | None


def seat_lines(seats: Iterable[Seat], book: Rulebook) -> list[SeatLine]:
    """Return the seats of `queries.seats_with_holders` as lines."""
    lines = []
    for seat in seats:
        held = seat.holders[0] if seat.holders else None
        lines.append(
            SeatLine(
                seat=seat,
                title=words.seat_title(seat, book, get_language() or "id"),
                holder=str(held.user) if held else "",
                office=held.office if held else "",
                decree=held.decree if held else "",
                since=held.appointed_at if held else None,
            )
        )
    return lines


def fault_rows(faults: Iterable[Fault]) -> list[dict[str, object]]:
    """Return faults for the fault table, told in the language of the page."""
    language = get_language() or "id"
    rows = []
    for fault in faults:
        sentence, cure = fault.told(language)
        rows.append({"line": fault.line, "code": fault.code, "sentence": sentence, "cure": cure})
    return rows
