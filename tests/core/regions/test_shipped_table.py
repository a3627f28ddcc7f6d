"""The table that is shipped: counted, whole, and the one its README describes."""

import csv
import hashlib
import lzma
from collections import Counter
from pathlib import Path

import pytest

from paritrana.core.regions import PROVINCES, Code, Kind, Level, read_table, read_words, zone_of

FOLDER = Path(__file__).parents[3] / "samples" / "regions"


@pytest.fixture(scope="module")
def table():
    return read_table(FOLDER / "regions.csv.xz")


def test_counts_are_those_of_the_pinned_version(table):
    assert table.count() == {
        Level.PROVINCE: 38,
        Level.REGENCY: 514,
        Level.DISTRICT: 7_285,
        Level.VILLAGE: 83_762,
    }
    kinds = Counter(region.kind for region in table.regions.values())
    assert (kinds[Kind.KABUPATEN], kinds[Kind.KOTA]) == (416, 98)
    assert (kinds[Kind.KELURAHAN], kinds[Kind.DESA], kinds[Kind.DESA_ADAT]) == (8_496, 75_252, 14)


def test_every_parent_exists_and_every_name_says_something(table):
    assert all(region.parent in table.regions for region in table.regions.values() if region.parent)
    assert all(any(mark.isalpha() for mark in region.name) for region in table.regions.values())


def test_every_province_is_there_with_districts_and_villages_below(table):
    assert {region.code for region in table.regions.values() if not region.parent} == PROVINCES
    parents = {region.parent for region in table.regions.values()}
    assert [
        r.code for r in table.regions.values() if r.level is not Level.VILLAGE and r.code not in parents
    ] == []


def test_names_of_regencies_agree_with_their_kind(table):
    words = {Kind.KABUPATEN: "Kabupaten ", Kind.KOTA: "Kota "}
    regencies = [region for region in table.regions.values() if region.level is Level.REGENCY]

    assert [r.name for r in regencies if not r.name.startswith(words[r.kind])] == []


@pytest.mark.parametrize(
    ("code", "name", "zone"),
    [
        ("71", "Sulawesi Utara", "WITA"),
        ("71.07", "Kabupaten Minahasa Tenggara", "WITA"),
        ("74", "Sulawesi Tenggara", "WITA"),
        ("75", "Gorontalo", "WITA"),
        ("82.71", "Kota Ternate", "WIT"),
        ("62", "Kalimantan Tengah", "WIB"),
        ("65", "Kalimantan Utara", "WITA"),
        ("96.71", "Kota Sorong", "WIT"),
    ],
)
def test_places_of_the_field_are_as_people_know_them(table, code, name, zone):
    region = table.regions[Code(code)]

    assert (region.name, region.zone.name) == (name, zone)


def test_north_sulawesi_has_fifteen_regencies_and_cities(table):
    assert sum(region.parent == "71" for region in table.regions.values()) == 15


def test_readme_tells_the_digests_of_the_files(table):
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")

    assert table.sha256 in readme
    for name in ("regions.csv.xz", "centroids.csv.xz"):
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() in readme


def test_points_lie_in_indonesia_and_belong_to_a_region(table):
    text = lzma.decompress((FOLDER / "centroids.csv.xz").read_bytes()).decode()
    rows = list(csv.DictReader(text.splitlines()))

    assert len(rows) == 91_215
    assert all(Code(row["code"]) in table.regions for row in rows)
    assert all(-12 < float(row["lat"]) < 7 and 94 < float(row["lon"]) < 142 for row in rows)


def test_together_they_are_about_a_megabyte():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_100_000


@pytest.mark.parametrize(
    ("code", "head", "checked"),
    [
        ("71.07.03.2006", "hukum tua", True),
        ("71.02.01.2001", "hukum tua", True),
        ("71.08.01.2001", "sangadi", False),
        ("34.01.01.2001", "lurah", True),
        ("13.01.01.2001", "wali nagari", False),
        ("13.09.01.2001", "kepala desa", False),
        ("91.06.01.2001", "kepala kampung", True),
        ("11.01.01.2001", "keuchik", False),
        ("33.01.01.2001", "kepala desa", True),
        ("71.07.01.1001", "lurah", True),
    ],
)
def test_local_words_of_villages(code, head, checked):
    words = read_words(FOLDER / "local_words.csv").words_for(Code(code))

    assert (words.head, words.checked) == (head, checked)


def test_every_prefix_of_the_local_words_is_a_region_with_such_villages(table):
    with (FOLDER / "local_words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    present = {
        (prefix, region.kind)
        for region in table.regions.values()
        if region.level is Level.VILLAGE
        for prefix in ("", *region.code.path)
    }

    assert [row for row in rows if (row["prefix"], row["kind"]) not in present] == []


def test_zone_column_is_that_of_the_province(table):
    assert all(region.zone is zone_of(region.code.province) for region in table.regions.values())
