"""Zones and island groups of all 38 provinces, written out by hand from Keppres 41/1987."""

from datetime import timedelta

import pytest

from paritrana.core.regions import PROVINCES, Code, IslandGroup, island_group_of, tz_name_of, zone_of
from paritrana.core.units import Zone
from paritrana.errors import NotFound

WIB = [
    "11",
    "12",
    "13",
    "14",
    "15",
    "16",
    "17",
    "18",
    "19",
    "21",
    "31",
    "32",
    "33",
    "34",
    "35",
    "36",
    "61",
    "62",
]
WITA = ["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"]
WIT = ["81", "82", "91", "92", "93", "94", "95", "96"]


@pytest.mark.parametrize(("zone", "provinces"), [(Zone.WIB, WIB), (Zone.WITA, WITA), (Zone.WIT, WIT)])
def test_zone_of_every_province(zone, provinces):
    assert {zone_of(Code(province)) for province in provinces} == {zone}


def test_every_province_has_one_zone():
    assert sorted([*WIB, *WITA, *WIT]) == sorted(PROVINCES)
    assert len(PROVINCES) == 38


@pytest.mark.parametrize(
    ("code", "zone", "offset", "name"),
    [
        ("62.71.01.1001", Zone.WIB, 7, "Asia/Jakarta"),
        ("63.71", Zone.WITA, 8, "Asia/Makassar"),
        ("71.07", Zone.WITA, 8, "Asia/Makassar"),
        ("82.71", Zone.WIT, 9, "Asia/Jayapura"),
    ],
)
def test_lower_levels_keep_the_zone_of_their_province(code, zone, offset, name):
    assert zone_of(Code(code)) is zone
    assert zone.tzinfo.utcoffset(None) == timedelta(hours=offset)
    assert tz_name_of(Code(code)) == name


def test_unknown_province_has_no_zone():
    with pytest.raises(NotFound) as refused:
        zone_of(Code("97.01"))

    assert refused.value.facts == {"region": "97.01"}


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("21", IslandGroup.SUMATRA),
        ("36", IslandGroup.JAVA),
        ("51", IslandGroup.BALI_NUSA_TENGGARA),
        ("65", IslandGroup.KALIMANTAN),
        ("71.07", IslandGroup.SULAWESI),
        ("82", IslandGroup.MALUKU),
        ("96", IslandGroup.PAPUA),
    ],
)
def test_island_group_is_told_by_the_first_digit(code, group):
    assert island_group_of(Code(code)) is group
