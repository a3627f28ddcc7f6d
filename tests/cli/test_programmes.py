"""`paritrana premium` and `paritrana benefit`: formats, streams and exit codes."""

import csv
import json
from pathlib import Path

import pytest
from tests.cli.terminal import here as run
from tests.cli.terminal import process


def premium(*more: str, workers: str = "29269", first: str = "2024-01", last: str = "2024-12"):
    return run("premium", "--workers", workers, "--from", first, "--to", last, *more)


def test_the_year_of_minahasa_tenggara():
    year = ("--workers", "29269", "--from", "2024-01", "--to", "2024-12")
    done = process("premium", *year, "--format", "json")
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


def test_wage_earners_pay_a_percent_of_wages_and_are_told_what_is_missing():
    done = premium("--segment", "pu", "--wage", "2500000", "--risk", "1", "--format", "json", workers="10")
    made = json.loads(done.stdout)
    assert (made["total"], made["wage"], made["risk"]) == (12 * 10 * (6_000 + 7_500), 2_500_000, 1)
    assert "pension (JP) is not in the table" in done.stderr
    assert premium("--segment", "pu").stderr.count("wage.missing") == 2


@pytest.mark.parametrize("more", [("--segment", "x"), ("--sector", "x"), ("--payer", "x"), ("--format", "x")])
def test_unknown_words_are_a_fault_of_usage(more):
    assert premium(*more).returncode == 2


def test_a_file_that_cannot_be_written_is_a_fault(tmp_path: Path):
    done = premium("--out", str(tmp_path / "no" / "premium.txt"))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def benefit(*more: str, first: str = "2026-03"):
    return run("benefit", "--from", first, *more)


def test_a_benefit_is_told_in_both_languages_with_its_sources():
    done = benefit("--as-of", "2026-07", "--instead", "2026-06")
    english, indonesian, sources = done.stdout.split("\n\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert english.splitlines()[1].startswith("Starting in March instead of June means: ")
    assert indonesian.splitlines()[1].startswith("Mulai Maret, bukan Juni, berarti: ")
    assert all(line.startswith("source: ") for line in sources.splitlines())


def test_benefits_month_by_month_for_programs():
    made = json.loads(benefit("--to", "2026-07", "--children", "2", "--format", "json").stdout)
    assert [(one["month"], one["member_month"], one["total"]) for one in made["months"]] == [
        *((f"2026-0{month}", month - 2, 10_000_000) for month in (3, 4, 5)),
        *((f"2026-0{month}", month - 2, 42_000_000) for month in (6, 7)),
    ]
    assert made["months"][4]["scholarship"] == {
        "row": "jkm-scholarship",
        "most": 174_000_000,
        "missing_months": 31,
    }
    assert made["sources"]


def test_an_accident_at_work_needs_the_wage():
    accident = ("--cause", "work_accident", "--as-of", "2026-03", "--format", "json")
    (without,) = json.loads(benefit(*accident).stdout)["months"]
    (known,) = json.loads(benefit(*accident, "--wage", "1000000").stdout)["months"]
    assert (without["total"], without["wages"]) == (None, 48)
    assert (known["total"], known["wages"]) == (48_000_000, None)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--as-of", "2026-7", "--instead", "x"), ["month.form", "month.form"]),
        (("--as-of", "2026-07", "--instead", "2026-01"), ["month.later"]),
        (("--to", "2026-01"), ["month.order"]),
        (("--as-of", "2036-07", "--children", "-1"), ["count.range", "benefit.none"]),
    ],
)
def test_what_is_wrong_with_a_benefit_is_told_on_stderr(more, told):
    done = benefit(*more)
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == told


@pytest.mark.parametrize(
    "more", [(), ("--as-of", "2026-07", "--to", "2026-08"), ("--to", "2026-08", "--instead", "2026-05")]
)
def test_one_of_two_ways_to_ask(more):
    assert benefit(*more).returncode == 2
