"""What else an officer should look at: sponsors, roles, what was agreed, employers."""

from collections.abc import Sequence
from dataclasses import dataclass

from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.queries import ecosystem, employers, outreach, sponsors


@dataclass(frozen=True)
class Care:
    """Counts of what waits; employers_due: followed employers whose next date has come."""

    behind: int
    uncovered: int
    late_tasks: int
    employers_due: int
    employers_open: int


def care(reach: Reach, offices: Sequence[int]) -> Care:
    """Return what waits in an area, in a fixed number of queries; the lake is not asked."""
    followed, due = employers.count_followed(offices)
    return Care(
        behind=len({one.pledge.sponsor_id for one in sponsors.fell_behind(reach, offices)}),
        uncovered=ecosystem.count_uncovered(reach, offices),
        late_tasks=outreach.late(outreach.tasks(reach, offices)).count(),
        employers_due=due,
        employers_open=followed,
    )
