"""How many of a region's workers one fund would pay for, beside the workers whom the region has."""

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from paritrana.apps.coverage.models import Denominator
from paritrana.apps.coverage.queries.runs import usable_denominators
from paritrana.apps.protection.models import Commitment, Fund
from paritrana.core.claims import Flag, check_one_fund
from paritrana.core.programmes import month_of


@dataclass(frozen=True)
class Doubt:
    """A share that is hard to believe, with where the number of workers comes from."""

    flag: Flag
    vintage: str
    source: str


def doubt_about(fund: Fund) -> Doubt | None:
    """Return the doubt about what a fund promises, where the site knows the workers of its region."""
    promised = most_at_once(fund)
    whole = _workers_of(fund.region_id) if promised else None
    flags = check_one_fund(promised, whole.workers) if whole else []
    return Doubt(flags[0], whole.vintage, whole.source) if whole and flags else None


def most_at_once(fund: Fund) -> int:
    """Return the workers of the month in which a fund pays for most."""
    change: Counter[int] = Counter()
    live = Commitment.objects.filter(fund=fund, taken_back_at=None).order_by()
    for first, last, workers in live.values_list("first_month", "last_month", "workers"):
        change[_number(first)] += workers
        change[_number(last) + 1] -= workers
    return max(accumulate(change[month] for month in sorted(change)), default=0)


def _number(month: str) -> int:
    told = month_of(month)
    return told.year * 12 + told.month


def _workers_of(code: str) -> Denominator | None:
    """Return the latest number of all workers of a region."""
    found = Denominator.objects.filter(region_code=code, segment="", delivery__in=usable_denominators())
    return found.order_by("-vintage", "-delivery_id").first()
