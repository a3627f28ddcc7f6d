"""The units of the field, and how Indonesians write them.

Counts, points and rupiah are whole numbers or exact fractions; a rate is two counts.  Texts come in
Indonesian (``id``) and English (``en``); a time is always written with its zone.  What every reader of a
file needs stands here too: on which line a key is written (``lines``), and a fault in words (``telling``).
"""

from paritrana.core.units.estimates import Estimate, tie_groups, tied, tied_places
from paritrana.core.units.quantities import Period, Points, Rate, Rupiah
from paritrana.core.units.writing import (
    Zone,
    clock_text,
    count_text,
    date_text,
    decimal_text,
    moment_text,
    percent_text,
    rupiah_text,
    zone_of,
)

__all__ = [
    "Estimate",
    "Period",
    "Points",
    "Rate",
    "Rupiah",
    "Zone",
    "clock_text",
    "count_text",
    "date_text",
    "decimal_text",
    "moment_text",
    "percent_text",
    "rupiah_text",
    "tie_groups",
    "tied",
    "tied_places",
    "zone_of",
]
