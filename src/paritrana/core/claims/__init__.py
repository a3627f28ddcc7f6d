"""Printed figures checked: numbers, sums, shares, growth, premiums, weekdays, dates.

A check flags what does not fit and says what would; it never corrects.  An empty list of flags means that
nothing was found, not that the figure is true.  `check_file` gives the verdict on every claim of a file, as
`paritrana claims check` prints it.
"""

from paritrana.core.claims.checks import (
    check_date,
    check_growth,
    check_one_fund,
    check_percent,
    check_premium,
    check_sum,
    check_weekday,
)
from paritrana.core.claims.dates import Dated, dates_in
from paritrana.core.claims.files import check_file, read_claims, read_file
from paritrana.core.claims.flags import Flag
from paritrana.core.claims.judging import judge
from paritrana.core.claims.model import KINDS, LONGEST_LIST, META, Claim, Outcome, Verdict
from paritrana.core.claims.numbers import Figure, parse_figure
from paritrana.core.claims.scan import scan

__all__ = [
    "KINDS",
    "LONGEST_LIST",
    "META",
    "Claim",
    "Dated",
    "Figure",
    "Flag",
    "Outcome",
    "Verdict",
    "check_date",
    "check_file",
    "check_growth",
    "check_one_fund",
    "check_percent",
    "check_premium",
    "check_sum",
    "check_weekday",
    "dates_in",
    "judge",
    "parse_figure",
    "read_claims",
    "read_file",
    "scan",
]
