"""What an officer should know first: coverage, counts, what ends, what is unpaid, what to mend."""

from dataclasses import dataclass, field

from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.models import Agreement
from paritrana.apps.protection.queries import money, register, trends
from paritrana.apps.protection.queries.money import FundLine
from paritrana.apps.protection.queries.register import VillageLine
from paritrana.apps.protection.queries.trends import Trend, Unpaid

MOST = 5


@dataclass(frozen=True)
class Cockpit:
    """The state of a programme in one area and year; villages: those that a fund asks for a quota."""

    year: int
    listed: int
    doubts: int
    funds: list[FundLine] = field(default_factory=list)
    ending: list[Agreement] = field(default_factory=list)
    agreements: int = 0
    villages: list[VillageLine] = field(default_factory=list)
    coverage: list[Trend] = field(default_factory=list)
    months: Unpaid = field(default_factory=lambda: Unpaid(0, 0))

    @property
    def full(self) -> int:
        return sum(one.is_full for one in self.villages)

    @property
    def without_budget(self) -> int:
        return sum(one.has_no_budget for one in self.villages)

    @property
    def short(self) -> list[VillageLine]:
        """Return the villages that budgeted and have room left, those with most room first."""
        open_ones = [one for one in self.villages if not one.is_full and one.budgeted]
        return sorted(open_ones, key=lambda one: (one.enrolled - one.quota, one.village.pk))

    @property
    def unpaid(self) -> int:
        return sum(one.balance.unpaid for one in self.funds)

    @property
    def left(self) -> int:
        return sum(one.balance.left for one in self.funds)


def cockpit(reach: Reach, offices: list[int]) -> Cockpit:
    """Return what the first page of the programme shows, in a fixed number of queries."""
    year = register.year_for(reach)
    seen = money.agreements(reach, offices)
    lines = register.village_lines(register.villages_in(reach), year=year)
    funds = [money.line_of(one) for one in money.funds(reach, offices).filter(year=year)]
    return Cockpit(
        year=year,
        listed=register.count_listed(reach),
        doubts=register.count_doubts(reach),
        funds=funds,
        ending=list(money.ending(seen)[:MOST]),
        agreements=seen.count(),
        villages=[one for one in lines if one.quota],
        coverage=trends.trends(reach),
        months=trends.unpaid([one.fund for one in funds], year),
    )
