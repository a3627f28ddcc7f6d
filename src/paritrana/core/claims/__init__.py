"""Printed figures checked: numbers, sums, shares, growth, premiums, weekdays, dates.

A check flags what does not fit and says what would; it never corrects.  An empty list means that nothing
was found, not that the figure is true.
"""

from paritrana.core.claims.checks import (
    check_date,
    check_growth,
    check_percent,
    check_premium,
    check_sum,
    check_weekday,
)
from paritrana.core.claims.dates import Dated, dates_in
from paritrana.core.claims.flags import Flag
from paritrana.core.claims.numbers import Figure, parse_figure
from paritrana.core.claims.scan import scan

__all__ = [
    "Dated",
    "Figure",
    "Flag",
    "check_date",
    "check_growth",
    "check_percent",
    "check_premium",
    "check_sum",
    "check_weekday",
    "dates_in",
    "parse_figure",
    "scan",
]
