"""How many of a region's workers one fund would pay for, beside the workers whom the region has."""

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from paritrana.apps.coverage.models import Denominator
from paritrana.apps.coverage.queries.printed import printed
from paritrana.apps.coverage.queries.runs import usable_denominators
from paritrana.apps.protection.models import Commitment, Fund
from paritrana.core.claims import Flag, check_one_fund, parse_figure
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
    whole = (_printed(fund.region_id) or _delivered(fund.region_id)) if promised else None
    flags = check_one_fund(promised, whole[0]) if whole else []
    return Doubt(flags[0], *whole[1:]) if whole and flags else None


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


def _printed(code: str) -> tuple[int, str, str] | None:
    """Return the latest number of workers of a region that somebody printed in full, its day and source."""
    for line in reversed(printed(code)):
        figure, _flags = parse_figure(line.row.workers)
        if figure is not None and figure.precision == 1:
            return int(figure.value), line.row.as_of, line.row.source
    return None


def _delivered(code: str) -> tuple[int, str, str] | None:
    """Return the latest number of all workers of a region that was delivered as a denominator."""
    found = Denominator.objects.filter(region_code=code, segment="", delivery__in=usable_denominators())
    row = found.order_by("-vintage", "-delivery_id").first()
    return (row.workers, row.vintage, row.source) if row else None
