"""A calendar as an iCalendar file: the little of RFC 5545 that a phase needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75


@dataclass(frozen=True)
class Event:
    """One entry: whole days (`end` included), or one moment when `at` is given."""

    uid: str
    summary: str
    start: date | None = None
    end: date | None = None
    at: datetime | None = None
    place: str = ""
    note: str = ""


def calendar_file(events: Iterable[Event], *, name: str, stamp: datetime) -> str:
    """Return the text of an .ics file with CRLF line ends; `stamp` (aware) is when it was written."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//paritrana//calendar//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(event: Event, stamp: datetime) -> list[str]:
    lines = ["BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{_moment(stamp)}"]
    if event.at is not None:
        lines += [f"DTSTART:{_moment(event.at)}", f"DTEND:{_moment(event.at)}"]
    else:
        first = event.start or event.end
        last = event.end or event.start
        if first is None or last is None:
            raise ValueError("an event needs a day or a moment")
        lines += [
            f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",
        ]
    lines.append(f"SUMMARY:{escaped(event.summary)}")
    if event.place:
        lines.append(f"LOCATION:{escaped(event.place)}")
    if event.note:
        lines.append(f"DESCRIPTION:{escaped(event.note)}")
    return [*lines, "END:VEVENT"]


def escaped(text: str) -> str:
    """Return a text value with backslash, comma, semicolon and line breaks escaped."""
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line: str) -> str:
    """Return a line folded so that no piece is longer than 75 octets and no character is torn."""
    pieces, piece, size = [], "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LONGEST_LINE:
            pieces.append(piece)
            piece, size = "", 1  # the space that opens a continuation counts
        piece, size = piece + sign, size + width
    return "\r\n ".join([*pieces, piece])


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
