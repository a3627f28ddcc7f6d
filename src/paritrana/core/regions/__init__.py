"""Regions of Indonesia: codes, levels, kinds, zones, local words, and what becomes of a code over time.

Codes are those of the Ministry of Home Affairs, as text with dots.  A code alone tells level, kind, parent
and province; the zone follows from the province.  Source: Kepmendagri 300.2.2-2138/2025; Keppres 41/1987.
"""

from paritrana.core.regions.codes import Code, Kind, Level
from paritrana.core.regions.names import fold, full_name, wanted
from paritrana.core.regions.places import PROVINCES, IslandGroup, island_group_of, tz_name_of, zone_of
from paritrana.core.regions.succession import Succession, Successions
from paritrana.core.regions.table import Region, Table, read_table, write_text
from paritrana.core.regions.words import LocalWords, Wordbook, read_words

__all__ = [
    "PROVINCES",
    "Code",
    "IslandGroup",
    "Kind",
    "Level",
    "LocalWords",
    "Region",
    "Succession",
    "Successions",
    "Table",
    "Wordbook",
    "fold",
    "full_name",
    "island_group_of",
    "read_table",
    "read_words",
    "tz_name_of",
    "wanted",
    "write_text",
    "zone_of",
]
