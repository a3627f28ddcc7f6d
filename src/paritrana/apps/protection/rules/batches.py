"""What holds for batches: who may stand in one, from which month, and which step comes next."""

from datetime import date

from paritrana.apps.protection.rules.money import FundRules
from paritrana.apps.protection.rules.months import a_month
from paritrana.apps.protection.states import BATCH_MOVES, BatchState
from paritrana.core.programmes import Month, Programme, month_of
from paritrana.errors import RuleRefused

USUAL = "JKK+JKM"  # where no agreement names others
MOST = 50_000  # workers of one batch: one file that a spreadsheet still opens


def check_move(state: str, to: BatchState) -> None:
    """Refuse a step that is not open to a batch in this state."""
    if to not in BATCH_MOVES.get(BatchState(state), set()):
        raise RuleRefused("batch.state", state=str(state))


def check_second_person(*, proposed_by: object, by: object) -> None:
    """Refuse that whoever proposed a batch verifies it."""
    if proposed_by == by:
        raise RuleRefused("batch.second_person")


def check_start(first: str, *, rules: FundRules, agreed: tuple[date, date] | None, today: date) -> Month:
    """Return the month from which a batch is covered; refuse one that neither law nor agreement allows.

    Cover begins with the month in which the batch is handed in, or later.  Where the fund's rule says that
    cover starts by the agreement, it begins with the agreement or later, also in a month that has passed.
    agreed: first and last day of the agreement, None without one.
    """
    month = a_month(first)
    if rules.from_agreement and agreed is None:
        raise RuleRefused("batch.needs_agreement")
    if agreed is not None and month < month_of(agreed[0]):
        raise RuleRefused("fund.before_agreement", month=str(month_of(agreed[0])))
    if agreed is not None and month > month_of(agreed[1]):
        raise RuleRefused("batch.after_agreement", month=str(month_of(agreed[1])))
    if not rules.from_agreement and month < month_of(today):
        raise RuleRefused("batch.starts_in_past", month=str(month_of(today)))
    return month


def overlap(one: str, other: str) -> bool:
    """Whether two sets of programmes (JKK+JKM) have one in common."""
    return bool({*one.split("+")} & {*other.split("+")})


def check_quota(*, quota: int, taken: int, asked: int) -> None:
    """Refuse more workers than the agreement names; quota 0 names none."""
    if quota and taken + asked > quota:
        raise RuleRefused("batch.over_quota", quota=quota, taken=taken, asked=asked)


def check_size(count: int) -> None:
    """Refuse an empty batch, and one that no spreadsheet opens."""
    if not count:
        raise RuleRefused("batch.nobody")
    if count > MOST:
        raise RuleRefused("batch.too_many", count=count, most=MOST)


def programmes_in_order(text: str) -> str:
    """Return the programmes in their usual order, so that equal sets are equal texts."""
    given = {*text.split("+")}
    return "+".join(one for one in Programme if one in given)
