"""Two plans of Minahasa Tenggara for 2024: the agreed 29,269 workers, and the published coverage with more villages.

The figures come from the demo's own register and snapshot; money that is not decided yet is made up, and says so.
"""

from paritrana.apps.accounts.models import User
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.protection.commands import plans
from paritrana.apps.protection.rules.plans import OWN, Ask, Terms
from paritrana.apps.protection.states import FundKind, PlanBase
from paritrana.apps.regions.models import Region
from paritrana.cli.demo.acts import moment
from paritrana.core.programmes import Month
from paritrana.core.units import clock

REGENCY, YEAR = "71.07", 2024
TERMS = Terms(Month(YEAR, 7), Month(YEAR, 12))


def create(office: Organisation, by: User) -> None:
    """Save the two scenarios."""
    given = {"office": office, "region": Region.objects.get(pk=REGENCY), "made_up": True, "by": by}
    agreed = Ask(
        base=PlanBase.REGISTER,
        target=OWN,
        percent="5",
        year=YEAR,
        terms=TERMS,
        extra=((FundKind.CSR, 20_160_000),),
    )
    wider = Ask(
        base=PlanBase.SNAPSHOT,
        target=OWN,
        percent="100",
        year=YEAR,
        terms=TERMS,
        quota=30,
        ask_all=True,
        extra=((FundKind.CSR, 50_400_000), (FundKind.PALM_OIL, 100_800_000)),
    )
    with clock.at(moment("2024-06-10")):
        plans.keep(name="20 warga tiap desa, CSR rekaan", ask=agreed, **given)
        plans.keep(name="30 warga di semua desa", ask=wider, **given)
