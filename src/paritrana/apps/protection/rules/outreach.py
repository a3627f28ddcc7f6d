"""What holds for the log of outreach: parties by office, tasks with a day, sign-ups within ninety days."""

from datetime import date, timedelta

from paritrana.apps.protection.states import ActivityKind, Audience, TaskStanding
from paritrana.errors import BadInput, RuleRefused

WINDOW = timedelta(days=90)  # after an activity, in which sign-ups are counted
MOST_PARTIES = 40
MOST_PEOPLE = 1_000_000
EARLIEST = date(2010, 1, 1)
_LONGEST_NAME = 160


def last_day(day: date) -> date:
    """Return the last day on which a sign-up is counted to an activity of this day."""
    return day + WINDOW


def read_parties(text: str) -> list[str]:
    """Return the offices that took part, one a line, each once; raises BadInput."""
    found = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
    if not found:
        raise BadInput("activity.no_party")
    if len(found) > MOST_PARTIES:
        raise BadInput("activity.too_many_parties", most=MOST_PARTIES)
    if any(len(one) > _LONGEST_NAME for one in found):
        raise BadInput("activity.long_party", longest=_LONGEST_NAME)
    return found


def check(*, kind: str, audience: str, title: str, place: str, people: int, day: date, today: date) -> None:
    """Refuse an activity that cannot have been."""
    if kind not in set(ActivityKind) or audience not in set(Audience):
        raise BadInput("activity.unknown_kind")
    if not title.strip():
        raise BadInput("activity.no_title")
    if not place.strip():
        raise BadInput("activity.no_place")
    if not EARLIEST <= day <= today:
        raise BadInput("activity.bad_day")
    if not 0 <= people <= MOST_PEOPLE:
        raise BadInput("activity.bad_people")


def check_task(*, what: str, owner: str, due_on: date, day: date) -> None:
    """Refuse a task without an owner, or due before the activity at which it was agreed."""
    if not what.strip():
        raise BadInput("task.no_words")
    if not owner.strip():
        raise BadInput("task.no_owner")
    if due_on < day:
        raise BadInput("task.due_before")


def check_done(*, done_on: date | None, on: date, day: date, today: date) -> None:
    """Refuse to do a task twice, before it was agreed, or in the future."""
    if done_on is not None:
        raise RuleRefused("task.done")
    if not day <= on <= today:
        raise BadInput("task.bad_day")


def standing(*, due_on: date, done_on: date | None, today: date) -> TaskStanding:
    """Return how a task stands; on its day it is not overdue yet."""
    if done_on is not None:
        return TaskStanding.DONE
    return TaskStanding.OVERDUE if due_on < today else TaskStanding.OPEN
