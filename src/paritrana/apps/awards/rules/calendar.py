"""When a phase is open, how its dates move, and how last year's calendar becomes this year's plan."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from paritrana.apps.awards.states import PhaseKind
from paritrana.core.units import Zone, date_text, moment_text
from paritrana.errors import BadInput, RuleRefused


@dataclass(frozen=True)
class Plan:
    """The planned span of a phase: two days, one day, or only words such as "Januari 2021"."""

    start: date | None = None
    end: date | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.start or self.end or self.text)

    def told(self, language: str = "id") -> str:
        """Return the span in words, empty when nothing is planned."""
        if self.start and self.end and self.start != self.end:
            return f"{date_text(self.start, language)} – {date_text(self.end, language)}"
        day = self.start or self.end
        return date_text(day, language) if day else self.text


def is_open(
    *, opened_at: datetime | None, closes_at: datetime | None, closed_at: datetime | None, now: datetime
) -> bool:
    """Say whether a phase is open at `now`: opened, not closed, its deadline (if any) not passed."""
    if opened_at is None or now < opened_at:
        return False
    if closed_at is not None and now >= closed_at:
        return False
    return closes_at is None or now <= closes_at


def check_names(name_id: str, kind: str, actor: str) -> None:
    """Refuse a phase without a name, or of an unknown kind."""
    if not name_id.strip():
        raise BadInput("awards.phase_name")
    if kind not in set(PhaseKind) or not actor:
        raise BadInput("awards.phase_kind", kind=kind)


def check_plan(plan: Plan) -> None:
    """Refuse a span that ends before it starts."""
    if plan.start and plan.end and plan.end < plan.start:
        raise BadInput("awards.phase_order", start=plan.start.isoformat(), end=plan.end.isoformat())


def check_open_phase(opened_at: datetime | None, closes_at: datetime | None, now: datetime) -> None:
    """Refuse to open a phase twice, or with a deadline that has passed."""
    if opened_at is not None:
        raise RuleRefused("awards.phase_opened")
    if closes_at is not None and closes_at <= now:
        raise BadInput("awards.deadline_past")


def check_close(opened_at: datetime | None, closed_at: datetime | None) -> None:
    """Refuse to close what is not open."""
    if opened_at is None or closed_at is not None:
        raise RuleRefused("awards.phase_not_open")


def check_extend(
    *, opened_at: datetime | None, closes_at: datetime | None, to: datetime, reason: str, now: datetime
) -> None:
    """Refuse an extension of a phase never opened, without a reason, or that does not lead further."""
    if opened_at is None:
        raise RuleRefused("awards.phase_not_open")
    if not reason.strip():
        raise BadInput("awards.reason_missing")
    if to <= now or (closes_at is not None and to <= closes_at):
        raise BadInput("awards.deadline_not_later")


def check_remove(opened_at: datetime | None) -> None:
    """Refuse to remove a phase that was ever opened: it is history."""
    if opened_at is not None:
        raise RuleRefused("awards.phase_is_history")


def move(*, at: datetime, reason: str, was: Plan | datetime) -> dict[str, object]:
    """Return the public note of one moved date: what stood there before, when it was moved, and why."""
    before: dict[str, object]
    if isinstance(was, datetime):
        before = {"closes_at": was.isoformat()}
    else:
        before = {
            "start": was.start.isoformat() if was.start else "",
            "end": was.end.isoformat() if was.end else "",
            "text": was.text,
        }
    return {"at": at.isoformat(), "reason": reason, "was": before}


def moved_text(note: dict[str, object], zone: Zone | str, language: str = "id") -> str:
    """Return in words the date that a `move` note keeps."""
    was = note["was"]
    if not isinstance(was, dict):
        return ""
    if "closes_at" in was:
        return moment_text(datetime.fromisoformat(was["closes_at"]), zone, language)
    start, end = (date.fromisoformat(was[key]) if was[key] else None for key in ("start", "end"))
    return Plan(start, end, was["text"]).told(language)


def shifted(plan: Plan, years: int) -> Plan:
    """Return the same span `years` later; year numbers in words are counted on."""
    text = re.sub(r"\b(?:19|20)\d\d\b", lambda found: str(int(found[0]) + years), plan.text)
    return Plan(plan.start and later_day(plan.start, years), plan.end and later_day(plan.end, years), text)


def later_day(day: date, years: int) -> date:
    """Return the same day `years` later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
