"""The plan that closes a gap: targets, what funds could pay, village quotas, the cheapest steps, scenarios.

Everything is pure and exact: counts, fractions and whole rupiah.
"""

from paritrana.core.programmes.plan.funds import Fund, Offer, offers, worker_months
from paritrana.core.programmes.plan.steps import (
    LeftOut,
    Outlook,
    Plan,
    Scenario,
    Step,
    cheapest,
    side_by_side,
)
from paritrana.core.programmes.plan.targets import (
    Gap,
    Indicator,
    Standing,
    Target,
    gap,
    official_target,
    own_target,
    read_targets,
    shipped_targets,
)
from paritrana.core.programmes.plan.telling import short_rupiah, told_plan, told_step
from paritrana.core.programmes.plan.villages import (
    Place,
    Quota,
    Village,
    VillageKind,
    VillagePlaces,
    quota_for,
    village_quota,
)

__all__ = [
    "Fund",
    "Gap",
    "Indicator",
    "LeftOut",
    "Offer",
    "Outlook",
    "Place",
    "Plan",
    "Quota",
    "Scenario",
    "Standing",
    "Step",
    "Target",
    "Village",
    "VillageKind",
    "VillagePlaces",
    "cheapest",
    "gap",
    "offers",
    "official_target",
    "own_target",
    "quota_for",
    "read_targets",
    "shipped_targets",
    "short_rupiah",
    "side_by_side",
    "told_plan",
    "told_step",
    "village_quota",
    "worker_months",
]
