"""Plans for tests: what an officer chooses, and scenarios."""

from datetime import date
from itertools import count

from tests.factories import nominations as make
from tests.factories.coverage import office_of
from tests.factories.protection import REGENCY

from paritrana.apps.accounts.models import User
from paritrana.apps.organisations.rules import Reach
from paritrana.apps.protection.commands import plans
from paritrana.apps.protection.models import Scenario
from paritrana.apps.protection.permissions import desk_of, money_offices
from paritrana.apps.protection.queries import plans as queries
from paritrana.apps.protection.rules.plans import Ask, Terms
from paritrana.apps.protection.states import PlanBase
from paritrana.apps.regions.models import Region
from paritrana.core.programmes import Month
from paritrana.core.programmes.plan import Indicator, Standing

YEAR = Terms(Month(2026, 1), Month(2026, 12))
TYPED = Standing(Indicator.RPJMN, 4_000, 10_000, date(2026, 1, 31), "Sakernas, tabel uji")
_numbers = count(1)


def reach_of(officer: User) -> Reach:
    return desk_of(officer).reach


def an_ask(**changes) -> Ask:
    """Return the choice of an own target of 45 percent over a typed figure of 40."""
    given = {
        "base": PlanBase.TYPED,
        "typed": TYPED,
        "target": "own",
        "percent": "45",
        "year": 2026,
        "terms": YEAR,
    } | changes
    return Ask(**given)


def ground_of(officer: User, code: str = REGENCY) -> queries.Ground:
    desk = desk_of(officer)
    offices = [one.pk for one in money_offices(desk)]
    return queries.ground(make.make_region(code), 2026, reach=desk.reach, offices=offices, terms=YEAR)


def make_scenario(
    by: User, *, ask: Ask | None = None, region: Region | None = None, name: str = ""
) -> Scenario:
    return plans.keep(
        office=office_of(by),
        region=region or make.make_region(REGENCY),
        name=name or f"Skenario {next(_numbers)}",
        ask=ask or an_ask(),
        by=by,
    )
