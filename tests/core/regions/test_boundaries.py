"""Boundaries: the shipped ones are counted, official ones are read whole or refused whole."""

import hashlib
import json
import lzma
from pathlib import Path

import pytest

from paritrana.core.regions import Level, read_table
from paritrana.core.regions.boundaries import (
    BOUNDS,
    Boundaries,
    area,
    from_geojson,
    read_boundaries,
    write_boundaries,
)
from paritrana.errors import DataFaults

FOLDER = Path(__file__).parents[3] / "samples" / "regions"


def shipped(level: str) -> Boundaries:
    return read_boundaries(FOLDER / f"boundaries-{level}.json.xz")


@pytest.mark.parametrize(("level", "drawn", "dots"), [("province", 38, set()), ("regency", 513, {"31.01"})])
def test_every_region_of_the_table_is_shipped_once(level, drawn, dots):
    made = shipped(level)
    table = read_table(FOLDER / "regions.csv.xz")

    assert len(made.shapes) == drawn
    assert set(made.points) == dots
    assert made.codes == {code for code in table.regions if code.level == level}
    assert made.approximate
    assert "not a legal boundary" in made.source


@pytest.mark.parametrize("level", ["province", "regency"])
def test_every_ring_is_an_area_in_indonesia(level):
    west, south, east, north = BOUNDS
    for shape in shipped(level).shapes.values():
        for polygon in shape:
            for ring in polygon:
                assert area(ring) > 0
                assert all(west < x < east and south < y < north for x, y in ring)


def test_the_notes_tell_the_digest_and_the_licence():
    notes = (FOLDER / "BOUNDARIES.md").read_text("utf-8")
    for level in ("province", "regency"):
        text = lzma.decompress((FOLDER / f"boundaries-{level}.json.xz").read_bytes())
        assert hashlib.sha256(text).hexdigest() in notes
    assert "Permission to use, copy, modify" in notes


def test_written_and_read_again_it_is_the_same(tmp_path):
    made = shipped("province")
    (tmp_path / "again.json").write_text(write_boundaries(made), "utf-8")

    again = read_boundaries(tmp_path / "again.json")

    assert again == made
    assert write_boundaries(again) == write_boundaries(made)


@pytest.mark.parametrize("content", ["", "[]", '{"format": "paritrana-boundaries/2"}', "{}"])
def test_another_file_is_no_boundaries(tmp_path, content):
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(DataFaults, match=r"boundary\.unreadable"):
        read_boundaries(tmp_path / "x.json")


SQUARE = [[[124.0, 1.0], [124.5, 1.0], [124.5, 1.5], [124.0, 1.5], [124.0, 1.0]]]


def feature(code, coordinates=SQUARE, kind="Polygon", name="kode"):
    return {
        "type": "Feature",
        "properties": {name: code},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def read(*features, expected=("71.01", "71.02"), **more):
    data = json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()
    return from_geojson(data, Level.REGENCY, expected, name="batas.geojson", source="BIG 2025", **more)


def codes_of(refused) -> list[str]:
    return [fault.code for fault in refused.value.faults]


def test_official_boundaries_are_snapped_joined_and_no_longer_approximate():
    made = read(feature("71.01"), feature("7102"), feature("71.02", [SQUARE], "MultiPolygon"))

    assert not made.approximate
    assert made.source == "BIG 2025"
    assert made.shapes["71.01"] == ((((124000, 1000), (124500, 1000), (124500, 1500), (124000, 1500)),),)
    assert len(made.shapes["71.02"]) == 2


def test_a_property_may_be_named_and_capitals_do_not_matter():
    made = read(feature("71.01", name="KDPKAB"), expected=("71.01",))
    assert set(made.shapes) == {"71.01"}
    assert set(read(feature("71.01", name="Nomor"), expected=("71.01",), key="nomor").shapes) == {"71.01"}


def test_every_fault_is_told_at_once():
    with pytest.raises(DataFaults) as refused:
        read(
            feature("71.99"),
            feature("7"),
            feature("71.02", [124.0, 1.0], "Point"),
            feature("71.02", [[[1.0, 124.0], [1.5, 124.0], [1.5, 124.5]]]),
            feature("71.02", [[[124.0, 1.0], [124.0, 1.0], [124.0, 1.0]]]),
            feature("71.02", [[["x", 1.0], [124.0, 1.0], [124.0, 2.0]]]),
        )
    assert sorted(codes_of(refused)) == [
        "boundary.empty",
        "boundary.geometry",
        "boundary.missing",
        "boundary.outside",
        "boundary.ring",
        "boundary.unknown",
        "region.bad_code",
    ]
    assert "2 of 2 regions are missing: 71.01, 71.02" in str(refused.value)
    assert "feature 4: a point lies outside Indonesia: 1.0, 124.0; give longitude and latitude" in str(
        refused.value
    )


@pytest.mark.parametrize(
    ("one", "code"),
    [(feature("71"), "boundary.level"), (feature("71.01", name="nama"), "boundary.no_code")],
)
def test_a_whole_file_of_another_kind_is_not_also_called_missing(one, code):
    with pytest.raises(DataFaults) as refused:
        read(one)
    assert codes_of(refused) == [code]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<kml/>", "boundary.json"),
        (b"\xff\xfe", "boundary.json"),
        (b"[" * 100_000, "boundary.json"),
        (b'{"type": "Topology"}', "boundary.collection"),
        (b'{"type": "FeatureCollection", "features": []}', "boundary.none"),
    ],
)
def test_what_is_no_geojson_is_refused_with_a_cure(data, code):
    with pytest.raises(DataFaults) as refused:
        from_geojson(data, Level.PROVINCE, {"71"}, name="x", source="y")
    assert codes_of(refused) == [code]
    assert refused.value.faults[0].cure
