"""What holds for the follow-up of employers."""

from datetime import date

from paritrana.apps.protection.states import CaseStanding
from paritrana.errors import BadInput, RuleRefused


def standing(*, is_followed: bool, next_on: date | None, closed_on: date | None, today: date) -> CaseStanding:
    """Return how a follow-up stands; one whose next day is today is due."""
    if not is_followed:
        return CaseStanding.NEW
    if closed_on is not None:
        return CaseStanding.CLOSED
    return CaseStanding.DUE if next_on is not None and next_on <= today else CaseStanding.OPEN


def check_note(*, done: str, day: date, next_on: date | None, today: date) -> None:
    """Refuse a note without words, of a day to come, or whose next date lies before it."""
    if not done.strip():
        raise BadInput("case.no_words")
    if day > today:
        raise BadInput("case.day_ahead")
    if next_on is not None and next_on < day:
        raise BadInput("case.next_before")


def check_close(*, closed_on: date | None, result: str) -> None:
    """Refuse to close twice, or without saying what came of it."""
    if closed_on is not None:
        raise RuleRefused("case.closed")
    if not result.strip():
        raise BadInput("case.no_result")
