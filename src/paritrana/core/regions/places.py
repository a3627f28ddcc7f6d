"""Where a region lies: its time zone and its group of islands, both told by the province."""

from __future__ import annotations

from enum import StrEnum

from paritrana.core.regions.codes import Code
from paritrana.core.units import Zone
from paritrana.errors import NotFound

# Source: Keppres 41/1987.  Provinces made since lie in the zone of the province they were part of.
_ZONES: dict[Zone, tuple[str, ...]] = {
    Zone.WIB: (
        *("11", "12", "13", "14", "15", "16", "17", "18", "19", "21"),  # Sumatra and its islands
        *("31", "32", "33", "34", "35", "36"),  # Java and Madura
        *("61", "62"),  # West and Central Kalimantan
    ),
    Zone.WITA: (
        *("51", "52", "53"),  # Bali, West and East Nusa Tenggara
        *("63", "64", "65"),  # South, East and North Kalimantan
        *("71", "72", "73", "74", "75", "76"),  # Sulawesi
    ),
    Zone.WIT: (
        *("81", "82"),  # Maluku and North Maluku
        *("91", "92", "93", "94", "95", "96"),  # Papua
    ),
}
_ZONE_OF = {province: zone for zone, provinces in _ZONES.items() for province in provinces}
PROVINCES = frozenset(_ZONE_OF)
TZ_NAMES = {Zone.WIB: "Asia/Jakarta", Zone.WITA: "Asia/Makassar", Zone.WIT: "Asia/Jayapura"}


class IslandGroup(StrEnum):
    """The group of islands that the first digit of a code stands for."""

    SUMATRA = "sumatra"
    JAVA = "java"
    BALI_NUSA_TENGGARA = "bali_nusa_tenggara"
    KALIMANTAN = "kalimantan"
    SULAWESI = "sulawesi"
    MALUKU = "maluku"
    PAPUA = "papua"


_GROUPS = {
    "1": IslandGroup.SUMATRA,
    "2": IslandGroup.SUMATRA,
    "3": IslandGroup.JAVA,
    "5": IslandGroup.BALI_NUSA_TENGGARA,
    "6": IslandGroup.KALIMANTAN,
    "7": IslandGroup.SULAWESI,
    "8": IslandGroup.MALUKU,
    "9": IslandGroup.PAPUA,
}


def zone_of(code: Code) -> Zone:
    """Return the time zone of a region: WIB (UTC+7), WITA (+8) or WIT (+9).

    Raises NotFound (region.unknown_province) for a province that is not one of the 38.
    """
    try:
        return _ZONE_OF[code[:2]]
    except KeyError:
        raise NotFound("region.unknown_province", region=str(code)) from None


def tz_name_of(code: Code) -> str:
    """Return the IANA name of a region's zone, for calendars: Asia/Jakarta for WIB."""
    return TZ_NAMES[zone_of(code)]


def island_group_of(code: Code) -> IslandGroup:
    """Return the group of islands a region lies in; raises NotFound as `zone_of` does."""
    zone_of(code)
    return _GROUPS[code[0]]
