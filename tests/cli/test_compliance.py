"""The commands on employers, changes and nameless workers, as somebody at a terminal meets them."""

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest
from tests.cli.terminal import here
from tests.core.grounds import KEY, regions_file, write_rows

FOUR = "JKK+JKM+JHT+JP"
REGISTER = (
    f"A,PT Alfa,71.71,large,trade,Manado,100,100,{FOUR},{FOUR},0,25,2024-06-30",
    "B,CV Beta,71.71,small,trade,Manado,40,38,,JKK+JKM,2,0,2024-06-30",
    "C,CV Gama,71.71,tiny,trade,Manado,40,38,,JKK+JKM,2,0,2024-06-30",
)


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return here(*words, PARITRANA_NIK_KEY=KEY.decode())


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compliance")
    register = write_rows(folder / "register.csv", "employer", *REGISTER)
    regions = regions_file(folder, ["71.71.01.1001"])
    lake = folder / "lake"
    received = run(
        *("roll", "receive", register, "--schema", "employer", "--out", lake),
        *("--as-of", "2024-12-31", "--regions", regions),
    )
    assert received.returncode == 0, received.stderr
    assert "3 rows, 2 accepted, 1 rejected" in received.stdout
    assert "size.unknown: 1" in received.stderr
    assert run("coverage", "refresh", lake).returncode == 0
    return lake


def test_figures_of_employers_by_size_as_csv(lake: Path) -> None:
    told = run("coverage", "employers", lake, "--level", "regency", "--by", "size", "--measure", "no_arrears")
    assert told.returncode == 0
    assert list(csv.DictReader(io.StringIO(told.stdout)))[1] == {
        "as_of": "2024-06-30",
        "level": "regency",
        "region_code": "71.71",
        "size": "small",
        "measure": "no_arrears",
        "numerator": "0",
        "denominator": "1",
        "suppressed": "0",
    }


def test_the_sheet_of_one_employer_as_json_in_a_file(lake: Path, tmp_path: Path) -> None:
    out = tmp_path / "sheet.json"
    told = run("coverage", "employers", lake, "--employer", "B", "--format", "json", "--out", out)
    assert told.returncode == 0
    (sheet,) = json.loads(out.read_text())
    assert (sheet["missing"], sheet["unregistered"], sheet["complete"]) == ("JHT", "2", "0")


def test_an_unknown_employer_ends_with_a_cure(lake: Path) -> None:
    told = run("coverage", "employers", lake, "--employer", "Z")
    assert told.returncode == 2
    assert "employer.unknown" in told.stderr
    assert "look its number up" in told.stderr


def test_a_level_or_an_employer_is_wanted(lake: Path) -> None:
    assert run("coverage", "employers", lake).returncode == 2


def test_a_change_needs_a_share(lake: Path) -> None:
    told = run(
        *("coverage", "compare", lake, "--from", "2023", "--to", "2024", "--level", "regency"),
        *("--measure", "active"),
    )
    assert told.returncode == 2
    assert "change.no_share" in told.stderr


def test_two_years_as_json(lake: Path) -> None:
    workers = lake.parent / "workers.csv"
    workers.write_text("region_code,segment,vintage,value,rse,source\n71.71,all,2022-08,40,2.5,made up\n")
    told = run(
        *("coverage", "compare", lake, "--from", "2023", "--to", "2024", "--level", "regency"),
        *("--denominators", workers, "--format", "json"),
    )
    (row,) = json.loads(told.stdout)
    assert (row["numerator_from"], row["denominator_to"], row["change"]) == (0, 480, "0.000000")
    assert (row["rse"], row["tie_group"], row["suppressed"]) == ("2.5", "1", False)


@pytest.mark.long
def test_a_split_told_by_the_commands_and_a_month_restated(tmp_path: Path) -> None:
    old, new, other = "71.71.01.1001", "71.71.01.1002", "71.71.01.1003"
    successions = tmp_path / "successions.csv"
    successions.write_text(f"old,new,since,share,decree\n{old},{new},2024-07-01,1,made up\n")
    who = "7171013101900001,Pekerja,1990-01-31,L,{},,bpu,vulnerable,farmer,agriculture,JKK+JKM"
    rows = [
        f"{who.format(village)},{month},village,16800,{month}-10,paid"
        for village, month in ((old, "2024-06"), (old, "2024-07"), (other, "2024-08"))
    ]
    received = run(
        *("roll", "receive", write_rows(tmp_path / "roll.csv", "contribution", *rows)),
        *("--schema", "contribution", "--out", tmp_path / "lake", "--as-of", "2024-12-31"),
        *("--regions", regions_file(tmp_path, [new, other]), "--successions", successions),
    )
    assert "village.expired: 1" in received.stderr
    (row,) = csv.DictReader(io.StringIO(run("roll", "rejected", tmp_path / "lake", 1).stdout))
    assert (row["row"], row["code"], row["note"]) == ("3", "village.expired", f"{new} (2024-07)")
    assert run("coverage", "refresh", tmp_path / "lake").returncode == 0
    asked = ("--period", "2024-06", "--level", "village", "--measure", "active", "--suppress", 0)
    for more, code in (((), old), (("--restate",), new)):
        told = run("coverage", "table", tmp_path / "lake", *asked, *more)
        (figure,) = csv.DictReader(io.StringIO(told.stdout))
        assert (figure["region_code"], figure["numerator"]) == (code, "1")


def test_heads_of_a_month_beside_the_named(lake: Path) -> None:
    told = run("coverage", "beside", lake, "--period", "2024", "--level", "regency")
    assert told.returncode == 2
    assert "measure.monthly_only" in told.stderr
    told = run("coverage", "beside", lake, "--period", "2024-06", "--level", "regency", "--format", "json")
    assert (told.returncode, json.loads(told.stdout)) == (0, [])
    assert "upper bound" in told.stderr
