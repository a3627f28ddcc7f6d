"""The register of employers as a delivery: what is refused, what is doubted, what is kept."""

from datetime import date
from pathlib import Path

import pytest
from tests.core.grounds import deliver, regions_file

from paritrana.core.rolls import codes_of, rejected
from paritrana.core.rolls.schemas import EMPLOYER

GOOD = "E1,PT Contoh,71.71,large,trade,Manado,100,100,JKK+JKM+JHT+JP,JKK+JKM+JHT+JP,0,20,2024-06-30"


def _delivered(folder: Path, *rows: str):
    regions = regions_file(folder, ["71.71.01.1001"])
    return deliver(folder / "lake", "employer", *rows, as_of=date(2024, 12, 31), regions=regions)


def _with(**cells: str) -> str:
    row = dict(zip(EMPLOYER, GOOD.split(","), strict=True)) | cells
    return ",".join(row[name] for name in EMPLOYER)


def test_a_sound_row_is_taken_without_a_key_for_tokens(tmp_path: Path) -> None:
    told = _delivered(tmp_path, GOOD)
    assert (told.rows, told.accepted, told.rejected, told.warned, told.by_code) == (1, 1, 0, 0, {})


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"employer_id": ""}, "employer.missing"),
        ({"region_code": "71.99"}, "region.unknown"),
        ({"size": "huge"}, "size.unknown"),
        ({"sector": "shops"}, "sector.unknown"),
        ({"workers": ""}, "count.shape"),
        ({"registered": "-1"}, "count.shape"),
        ({"arrears_months": "two"}, "count.shape"),
        ({"csr_workers": "1.000"}, "count.shape"),
        ({"programmes_joined": "JKK JKM"}, "programmes.unknown"),
        ({"as_of": "30/06/2024"}, "as_of.shape"),
        ({"as_of": "2024-6-30"}, "as_of.shape"),
        ({"as_of": "2025-01-01"}, "as_of.future"),
    ],
)
def test_a_bad_row_is_refused_by_its_own_code(tmp_path: Path, cells: dict[str, str], code: str) -> None:
    told = _delivered(tmp_path, _with(**cells), GOOD)
    assert (told.accepted, told.rejected, told.by_code) == (1, 1, {code: 1})
    (row,) = rejected(tmp_path / "lake", told.file_no).to_pylist()
    assert (row["row"], [one.code for one in codes_of(row["errors"])]) == (2, [code])


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"registered": "101"}, "registered.above_workers"),
        ({"workers": "0", "registered": "0"}, "workers.none"),
        ({"programmes_owed": "JKK+JKM"}, "owed.below_rule"),
        ({"name": ""}, "name.missing"),
    ],
)
def test_a_doubtful_row_is_taken_and_told(tmp_path: Path, cells: dict[str, str], code: str) -> None:
    told = _delivered(tmp_path, _with(**cells))
    assert (told.accepted, told.warned, told.by_code) == (1, 1, {code: 1})


def test_owed_programmes_left_empty_are_no_doubt(tmp_path: Path) -> None:
    assert _delivered(tmp_path, _with(programmes_owed="")).by_code == {}


def test_the_same_row_twice_counts_once_and_two_truths_of_a_day_are_refused(tmp_path: Path) -> None:
    told = _delivered(tmp_path, GOOD, GOOD, _with(registered="90"), _with(as_of="2024-07-31"))
    assert told.by_code == {"row.duplicate": 1, "employer.twice": 1}
    assert (told.accepted, told.rejected) == (2, 2)
