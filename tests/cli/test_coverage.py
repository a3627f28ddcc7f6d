"""Rolls, lakes and coverage on the command line."""

import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from tests.core.coverage.answer_key import questions
from tests.core.coverage.lakes import KEY, months, regions, row, write

from paritrana.cli import run


@pytest.fixture(autouse=True)
def _key(monkeypatch):
    monkeypatch.setenv("PARITRANA_NIK_KEY", KEY.decode())


def write_roll(folder):
    rows = [one for number in range(1, 13) for one in months(number, 1, 2)]
    return write(folder / "roll.csv", [*rows, row(1, "2024-13", paid_on="2024-01-10")])


@pytest.fixture
def roll(tmp_path):
    return write_roll(tmp_path)


def receive(roll, lake, *more):
    given = ["--schema", "contribution", "--as-of", "2025-01-31", "--regions", str(regions())]
    return run(["roll", "receive", str(roll), "--out", str(lake), *given, *more])


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("refreshed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARITRANA_NIK_KEY", KEY.decode())
        assert receive(write_roll(folder), folder / "lake") == 0
        assert run(["coverage", "refresh", str(folder / "lake")]) == 0
    return folder / "lake"


@pytest.fixture
def lake(refreshed, tmp_path, capfd):
    capfd.readouterr()
    return Path(shutil.copytree(refreshed, tmp_path / "lake"))


def table(lake, *more):
    asked = ["--period", "2024", "--level", "regency", "--measure", "person_month_coverage"]
    return run(["coverage", "table", str(lake), *asked, *more])


def test_receiving_says_what_became_of_the_rows(tmp_path, roll, capfd):
    assert receive(roll, tmp_path / "lake") == 0
    told = capfd.readouterr()
    assert told.out == "1 roll.csv: 25 rows, 24 accepted, 1 rejected, 0 with doubts\n"
    assert "roll.csv: period.shape: 1" in told.err
    assert receive(roll, tmp_path / "lake") == 0
    assert "received before, nothing done" in capfd.readouterr().out


def test_rejected_rows_are_listed_by_number_with_the_cure(lake, capfd):
    assert run(["roll", "rejected", str(lake), "1"]) == 0
    listed = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert [(one["row"], one["column"], one["code"]) for one in listed] == [("26", "period", "period.shape")]
    assert listed[0]["cure"]


def test_a_table_is_two_counts_a_region(lake, capfd):
    assert table(lake) == 0
    told = capfd.readouterr().out
    assert told == (
        "period,level,region_code,measure,numerator,denominator,suppressed\n"
        "2024,regency,71.07,person_month_coverage,24,,0\n"
    )


def test_every_format_holds_the_same_table(lake, tmp_path, capfd):
    paths = {form: tmp_path / f"table.{form}" for form in ("csv", "json", "xlsx", "parquet")}
    for form, path in paths.items():
        assert table(lake, "--format", form, "--out", str(path)) == 0
    columns, values = list(csv.reader(paths["csv"].read_text("utf-8").splitlines()))
    assert json.loads(paths["json"].read_text("utf-8")) == [
        dict(zip(columns, values, strict=True)) | {"numerator": 24, "denominator": None, "suppressed": False}
    ]
    sheet = openpyxl.load_workbook(paths["xlsx"]).active
    assert [[str(cell or "") for cell in line] for line in sheet.iter_rows(values_only=True)] == [
        columns,
        values,
    ]
    assert [list(one.values()) for one in pq.read_table(paths["parquet"]).to_pylist()] == [values]


def test_the_same_question_gives_the_same_bytes_in_every_format(lake, tmp_path):
    for form in ("csv", "json", "xlsx", "parquet"):
        first, second = tmp_path / f"1.{form}", tmp_path / f"2.{form}"
        for path in (first, second):
            assert table(lake, "--format", form, "--out", str(path)) == 0
        assert hashlib.sha256(first.read_bytes()).digest() == hashlib.sha256(second.read_bytes()).digest()
    assert (
        openpyxl.load_workbook(tmp_path / "1.xlsx").properties.created.year == 2000
    )  # never the hour of writing


def test_hiding_nothing_is_for_the_holder_and_says_so(lake, capfd):
    assert table(lake, "--suppress", "0") == 0
    assert "not to be published" in capfd.readouterr().err


def test_a_digest_names_every_table(lake, capfd):
    assert run(["lake", "digest", str(lake)]) == 0
    told = dict(reversed(line.split("  ")) for line in capfd.readouterr().out.splitlines())
    assert {"contribution", "person_year", "coverage_fact", "coverage_rollup"} <= set(told)
    assert all(len(one) == 64 for one in told.values())


def test_without_the_key_nothing_is_received(tmp_path, roll, capfd, monkeypatch):
    monkeypatch.delenv("PARITRANA_NIK_KEY")
    assert receive(roll, tmp_path / "lake") == 2
    assert "set PARITRANA_NIK_KEY" in capfd.readouterr().err
    assert not (tmp_path / "lake" / "manifest.json").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["coverage", "refresh", "nowhere"], "is no lake"),
        (
            ["coverage", "table", "nowhere", "--period", "2024", "--level", "town", "--measure", "active"],
            "is no level",
        ),
        (["lake", "digest", "nowhere"], "is no lake"),
        (["roll", "receive", "x.csv", "--schema", "kartu", "--out", "lake"], "is no kind of delivery"),
        (["roll", "receive", "x.csv", "--schema", "contribution", "--out", "lake"], "x.csv cannot be read"),
        (["roll", "synth", "--persons", "0", "--out", "x"], "Invalid value"),
    ],
)
def test_what_cannot_be_done_ends_with_two_and_a_sentence(tmp_path, monkeypatch, capfd, words, told):
    monkeypatch.chdir(tmp_path)
    assert run(words) == 2
    assert told in capfd.readouterr().err


def test_a_made_up_roll_comes_with_its_key(tmp_path, capfd):
    assert run(["roll", "synth", "--persons", "40", "--province", "71", "--out", str(tmp_path / "made")]) == 0
    assert len(list((tmp_path / "made").glob("contribution-*.csv"))) == 15
    assert json.loads((tmp_path / "made" / "about.json").read_text("utf-8"))["made_up"] is True
    assert len(questions(tmp_path / "made" / "key")) > 40


def test_every_measure_is_explained(capfd):
    assert run(["coverage", "measures"]) == 0
    told = capfd.readouterr().out
    assert "person_month_coverage: Person-month coverage\n" in told


def test_a_terminated_receipt_leaves_no_lake_and_nothing_aside(tmp_path):
    """The command waits for the writer of a pipe, so the signal meets it in its work."""
    pipe, aside = tmp_path / "roll.csv", tmp_path / "aside"
    os.mkfifo(pipe)
    aside.mkdir()
    called = "from paritrana.cli import main; main()"
    given = ["roll", "receive", str(pipe), "--schema", "contribution", "--out", str(tmp_path / "lake")]
    running = subprocess.Popen(
        [sys.executable, "-c", called, *given],
        env={**os.environ, "TMPDIR": str(aside)},
        stderr=subprocess.PIPE,
    )
    with pipe.open("wb"):
        running.terminate()
        told = running.communicate()[1]
    assert running.returncode == 130, told
    assert told.decode().endswith("interrupted\n")
    assert list(aside.iterdir()) == []
    assert not (tmp_path / "lake").exists()


def test_a_table_is_written_into_a_pipe_and_does_not_replace_it(lake, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        assert table(lake, "--out", str(pipe)) == 0
        assert reader.communicate()[0].startswith(b"period,level,region_code,measure")
    assert pipe.is_fifo()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="bring it with: mknod -m 666 /dev/full c 1 7")
def test_a_full_disk_behind_stdout_is_no_fault_of_ours(lake):
    called = "from paritrana.cli import main; main()"
    asked = ["coverage", "table", str(lake), "--period", "2024", "--level", "regency", "--measure", "active"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", called, *asked], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
