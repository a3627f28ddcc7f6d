"""`paritrana premium` and `paritrana benefit` as real processes: formats, streams and exit codes."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from paritrana.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def premium(*more: str, workers: str = "29269", first: str = "2024-01", last: str = "2024-12"):
    return run("premium", "--workers", workers, "--from", first, "--to", last, *more)


def test_the_year_of_minahasa_tenggara():
    done = premium("--format", "json")
    made = json.loads(done.stdout)
    assert (done.returncode, done.stderr, made["total"]) == (0, "", 5_900_630_400)
    assert [one["month"] for one in made["months"]] == [f"2024-{month:02d}" for month in range(1, 13)]
    assert {one["amount"] for one in made["months"]} == {29_269 * 16_800}
    assert [(one["programme"], one["rupiah"]) for one in made["months"][0]["rates"]] == [
        ("JKK", 10_000),
        ("JKM", 6_800),
    ]
    known = {one["id"] for one in made["sources"]}
    assert all(set(rate["sources"]) <= known for one in made["months"] for rate in one["rates"])


def test_lines_for_people():
    done = premium(workers="1000", first="2026-03", last="2026-04")
    lines = done.stdout.splitlines()
    assert lines[2:5] == [
        "2026-03  Rp16,800,000  Rp16,800 a worker",
        "2026-04   Rp8,400,000  Rp8,400 a worker  (pp-50-2025-other)",
        "total    Rp25,200,000  2 months",
    ]
    assert all(line.startswith("source: ") for line in lines[6:])


def test_a_table_for_programs_goes_to_a_file(tmp_path: Path):
    out = tmp_path / "premium.csv"
    done = premium("--jht", "--sector", "transport", "--format", "csv", "--out", str(out), last="2024-02")
    assert (done.returncode, done.stdout) == (0, "")
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    assert [(row["month"], row["jkk"], row["jkm"], row["jht"], row["amount"]) for row in rows] == [
        ("2024-01", "10000", "6800", "20000", str(29_269 * 36_800)),
        ("2024-02", "10000", "6800", "20000", str(29_269 * 36_800)),
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["premium.csv"]


def test_the_switch_for_public_budgets_is_offered_and_taken():
    full = premium("--payer", "government", workers="10", first="2026-04", last="2026-12")
    assert "total" in full.stdout
    assert "Rp1,512,000" in full.stdout
    assert "with --discount-government the total is Rp756,000" in full.stderr
    cut = premium(
        *("--payer", "government", "--discount-government"), workers="10", first="2026-04", last="2026-12"
    )
    assert "Rp756,000" in cut.stdout
    assert cut.stderr == ""
    idle = premium("--discount-government")
    assert idle.returncode == 0
    assert "changes nothing for payer self" in idle.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"first": "2013-01"}, ["rate.none"]),
        ({"last": "2099-01"}, ["rate.none"]),
        ({"workers": "-5", "first": "2024-1"}, ["workers.range", "month.form"]),
        ({"first": "2025-01"}, ["month.order"]),
    ],
)
def test_what_is_wrong_is_told_on_stderr_and_nothing_is_printed(options, told):
    done = premium(**options)
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == told


@pytest.mark.parametrize("more", [("--segment", "x"), ("--sector", "x"), ("--payer", "x"), ("--format", "x")])
def test_unknown_words_are_a_fault_of_usage(more):
    assert premium(*more).returncode == 2


def test_a_file_that_cannot_be_written_is_a_fault(tmp_path: Path):
    done = premium("--out", str(tmp_path / "no" / "premium.txt"))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
