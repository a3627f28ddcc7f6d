"""Official boundaries on the command line: all of them or none, and the site's file stays whole."""

import json

import pytest
from tests.cli.terminal import here, process

from paritrana.core.regions import PROVINCES
from paritrana.core.regions.boundaries import read_boundaries


def square(code, west):
    ring = [[west, 0], [west + 0.5, 0], [west + 0.5, 0.5], [west, 0.5], [west, 0]]
    return {
        "type": "Feature",
        "properties": {"kode": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


@pytest.fixture
def bring(tmp_path):
    def run(codes, *more):
        features = [square(code, 100 + number) for number, code in enumerate(codes)]
        file = tmp_path / "batas.geojson"
        file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        options = [file, "--level", "province", "--source", "BIG 2025", "--data", tmp_path / "data", *more]
        return here("boundaries", "import", *options)

    return run


def test_a_whole_file_is_brought_and_replaces_the_one_before(bring, tmp_path):
    first, second = bring(sorted(PROVINCES)), bring(sorted(PROVINCES, reverse=True))

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    (path,) = (tmp_path / "data" / "boundaries").iterdir()
    made = read_boundaries(path)
    assert (made.level, made.source, made.approximate) == ("province", "BIG 2025", False)
    assert made.codes == PROVINCES
    assert made.shapes["11"][0][0][0] == (137_000, 0)


def test_a_faulty_file_changes_nothing_and_every_fault_is_told(bring, tmp_path):
    assert bring(sorted(PROVINCES)).returncode == 0
    (path,) = (tmp_path / "data" / "boundaries").iterdir()
    before = path.read_bytes()

    refused = bring(["11", "99", "x"])

    assert refused.returncode == 2
    told = refused.stderr.splitlines()
    assert [line.split(": ")[1] for line in told] == [
        "boundary.missing",
        "boundary.unknown",
        "region.bad_code",
    ]
    assert "37 of 38 regions are missing: 12, 13" in told[0]
    assert path.read_bytes() == before


def test_a_file_that_is_not_there_is_the_users_fault(bring, tmp_path):
    options = [tmp_path / "none", "--level", "province", "--source", "x", "--data", tmp_path / "data"]
    done = process("boundaries", "import", *options)
    assert done.returncode == 2
    assert "file.unreadable" in done.stderr
    assert not (tmp_path / "data").exists()
