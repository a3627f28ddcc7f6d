"""A fund that asks something of persons: made up, in the form in which tobacco shares are given."""

from paritrana.apps.accounts.models import User
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection.commands import funds
from paritrana.apps.protection.models import Fund
from paritrana.apps.protection.rules.money import rate_of
from paritrana.apps.protection.states import FundKind, Service
from paritrana.apps.regions.models import Region

WORKERS, MONTHS = 400, 9


def create(office: Organisation, region: str, year: int, *, by: User) -> Fund:
    """Open a fund for tobacco workers of the poorest four tenths, none of them in the state's service."""
    return funds.open_fund(
        office=office,
        region=Region.objects.get(pk=region),
        kind=FundKind.TOBACCO,
        name="DBHCHT (rekaan), hanya desil 1 sampai 4",
        year=year,
        ceiling=WORKERS * MONTHS * rate_of(f"{year}-01"),
        fund_rules={"exclude": list(Service), "deciles": [1, 2, 3, 4], "oldest": 60},
        made_up=True,
        by=by,
    )
