"""The rules of the protection programme: segments, programmes, dated rates, premiums, ages, lapse, counting.

Amounts are whole rupiah, shares are exact fractions, rates and benefits are data with sources (``tables/``).
"""

from paritrana.core.programmes.ages import OLDEST, YOUNGEST, age_at, may_register
from paritrana.core.programmes.benefits import (
    Benefit,
    BenefitTable,
    Cause,
    Part,
    benefit,
    full_from,
    read_benefits,
    shipped_benefits,
)
from paritrana.core.programmes.counting import FULL_FROM, Covered, counted, counted_in_all
from paritrana.core.programmes.lapse import (
    ENDS_AFTER,
    Membership,
    Payment,
    has_lapsed,
    memberships,
    unpaid_months,
)
from paritrana.core.programmes.months import Month, month_of, months_between
from paritrana.core.programmes.premiums import MonthPremium, Premium, premium
from paritrana.core.programmes.rates import Discount, Key, Rate, RateRow, RateTable, read_rates, shipped_rates
from paritrana.core.programmes.reading import Source
from paritrana.core.programmes.telling import PARTS, told_benefit, told_start
from paritrana.core.programmes.terms import (
    BASIC,
    JOINABLE,
    Container,
    Payer,
    Programme,
    Sector,
    Segment,
)

__all__ = [
    "BASIC",
    "ENDS_AFTER",
    "FULL_FROM",
    "JOINABLE",
    "OLDEST",
    "PARTS",
    "YOUNGEST",
    "Benefit",
    "BenefitTable",
    "Cause",
    "Container",
    "Covered",
    "Discount",
    "Key",
    "Membership",
    "Month",
    "MonthPremium",
    "Part",
    "Payer",
    "Payment",
    "Premium",
    "Programme",
    "Rate",
    "RateRow",
    "RateTable",
    "Sector",
    "Segment",
    "Source",
    "age_at",
    "benefit",
    "counted",
    "counted_in_all",
    "full_from",
    "has_lapsed",
    "may_register",
    "memberships",
    "month_of",
    "months_between",
    "premium",
    "read_benefits",
    "read_rates",
    "shipped_benefits",
    "shipped_rates",
    "told_benefit",
    "told_start",
    "unpaid_months",
]
