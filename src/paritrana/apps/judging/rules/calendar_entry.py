"""An interview as an iCalendar file, for the calendars of those who come."""

from datetime import UTC, datetime

from paritrana.apps.awards.rules.calendar_file import escaped, folded


def calendar_entry(
    *,
    uid: str,
    summary: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    stamp: datetime,
    sequence: int = 0,
    cancelled: bool = False,
) -> str:
    """Return the text of an .ics file with one event, CRLF line ends; the times are aware.

    sequence: how often the event was changed, so that a calendar replaces what it had.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//paritrana//interview//ID",
        f"METHOD:{'CANCEL' if cancelled else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"SEQUENCE:{sequence}",
        f"DTSTAMP:{_moment(stamp)}",
        f"DTSTART:{_moment(starts_at)}",
        f"DTEND:{_moment(ends_at)}",
        f"SUMMARY:{escaped(summary)}",
        f"LOCATION:{escaped(place)}",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
