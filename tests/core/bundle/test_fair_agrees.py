"""The stand-alone checker computes the reports on the jurors anew, and finds whoever changed one."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.core import made, made_two
from tests.core.bundle.test_bundle import files_of, rezip

from paritrana.core import bundle, rulebook
from paritrana.core.bundle import verify
from paritrana.core.bundle.verifier import beside
from paritrana.core.ranking import rank_book
from paritrana.core.ranking.reports import inputs_of, reports, tables_of
from paritrana.core.scoring import Facts
from paritrana.errors import DataFaults

CRITERION = """
[[category.stage.criterion]]
id = "{id}"
kind = "rubric"
weight_bp = {weight}
scale = [0, {top}]
"""
HEAD = """\
format = "paritrana-rulebook/{format}"
id = "contoh"
version = 1
title = {{ id = "Contoh" }}
level = "province"
region = "71"
period = {{ start = "2023-01-01", end = "2023-12-31" }}
[[category]]
id = "village"
title = {{ id = "Desa" }}
entrant = "village"
winners = 1
jury = {{ fair_mode = "{mode}" }}
[[category.stage]]
id = "talk"
weight_bp = 10000
"""
# J4 is strict; e0…e7 are seen by three each.
JURORS = {"J1": 0, "J2": 3, "J3": -2, "J4": -15}
WORTH = {f"e{place}": 40 + 4 * place + 3 * (place % 2) for place in range(8)}
PAIRS = [
    (juror, entrant, WORTH[entrant] + JURORS[juror] + (7 * place + 5 * seat) % 4)
    for place, entrant in enumerate(WORTH)
    for seat, juror in enumerate(JURORS)
    if (place + seat) % 4
]
# A grudge of J1 against e5, and marks that crowd at the top of a scale of five.
GRUDGE = [(juror, one, 2 if (juror, one) == ("J1", "e5") else mark) for juror, one, mark in PAIRS]
CROWDED = [(juror, one, 100 if mark > 48 else mark) for juror, one, mark in PAIRS]
# Panels that share no entrant, and entrants that one juror each has seen.
APART = PAIRS + [(f"K{juror}", f"f{one}", mark) for juror, one, mark in PAIRS]
ALONE = [(f"J{place}", one, worth) for place, (one, worth) in enumerate(WORTH.items())]
MARKS = {"apart": APART, "alone": ALONE, "plain": PAIRS, "grudge": GRUDGE, "crowded": CROWDED}


def given(marks: str, *, form: int = 2, mode: str = "report") -> dict[str, Any]:
    rules = HEAD.format(format=form, mode=mode) + CRITERION.format(id="x", weight=6000, top=100)
    cells = {(juror, one): {"x": str(mark), "y": str(mark // 20)} for juror, one, mark in MARKS[marks]}
    return {
        "rulebook_text": rules + CRITERION.format(id="y", weight=4000, top=5),
        "values": {"village": {one: {} for _, one in cells}},
        "marks": cells,
    }


def with_reports(path: Path, facts: dict[str, Any], *, worlds: int = 0) -> Path:
    """Write a bundle with the reports, as the website publishes it."""
    book, values, marks = rulebook.read(facts["rulebook_text"]), facts["values"], facts["marks"]
    told = reports(rank_book(book, values, marks), values, marks, worlds=worlds)
    return bundle.build(path, **facts, extra={name: text.encode() for name, text in told.files.items()})


def gates_of(seed: int, *, form: int) -> list[str]:
    """Hold both records to each other on a made-up book; return its gates, none where it was refused."""
    facts: dict[str, Facts] | None = None
    if form == 1:
        book, values, marks, lots = made.case(seed)
    else:
        book, values, marks, raw, lots = made_two.case(seed)
        facts = {entrant: Facts(*one) for entrant, one in raw.items()}
    try:
        result = rank_book(book, values, marks, seed=lots, entrants=facts)
    except DataFaults:
        return []
    told = reports(result, values, marks, worlds=0, entrants=facts, fair=True)
    tables = tables_of(result)
    files = {
        "rulebook.json": book.canonical.decode(),
        **inputs_of(values, marks, facts),
        **tables,
        **told.files,
    }
    method, tree = beside("method_two.py"), tomllib.loads(book.text)
    assert beside("fair_two.py").reports(method, tree, files, lots, tables) == told.files, f"seed {seed}"
    return [line.strip() for line in told.record.splitlines() if '"code"' in line]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return with_reports(tmp_path / "b.zip", given("plain"))


def alone(path: Path, *names: str) -> subprocess.CompletedProcess[str]:
    """Run the checker of a bundle from an empty folder, with nothing beside but the files named."""
    folder = path.parent / "empty"
    folder.mkdir(exist_ok=True)
    for name in ("verifier.py", *names):
        (folder / name).write_bytes(bundle.checker_source(name))
    command = [sys.executable, "-I", "-S", str(folder / "verifier.py"), str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_second_computation_gives_the_same_reports_for_random_books():
    cases = [(1, (15, 40, 78, 88, 90, 93, 137, 141)), (2, (0, 39, 102, 137))]
    gates = "".join(gate for form, seeds in cases for seed in seeds for gate in gates_of(seed, form=form))
    for code in (
        *("no_jury", "one_juror", "one_entrant", "no_disagreement", "too_little_overlap", "linked"),
        *("ceiling", "no_ceiling", "outliers", "no_outliers", "no_severity", "severity", "few_entrants"),
        "geometric",
    ):
        assert f'"{code}"' in gates


@pytest.mark.long
@pytest.mark.parametrize("form", [1, 2])
def test_the_second_computation_gives_the_same_reports_for_many_random_books(form: int):
    assert sum(bool(gates_of(seed, form=form)) for seed in range(80)) > 40


@pytest.mark.parametrize(
    ("marks", "link", "gate"),
    [
        ("plain", "additive", "no_outliers"),
        ("grudge", "additive", "outliers"),
        ("crowded", "logit", "ceiling"),
        ("apart", "additive", "unlinked"),
        ("alone", "none", "no_overlap"),
    ],
)
def test_a_bundle_with_reports_is_confirmed(tmp_path: Path, marks: str, link: str, gate: str):
    path = with_reports(tmp_path / "b.zip", given(marks))
    record = files_of(path)["record.json"].decode()
    assert f'"link": "{link}"' in record
    assert f'"code": "{gate}"' in record
    report = verify(path)
    assert report.differences == []
    assert any(line.startswith("7 tables computed anew") for line in report.checked)


def test_the_robustness_report_is_held_to_the_record(tmp_path: Path):
    path = with_reports(tmp_path / "b.zip", given("plain"), worlds=8)
    files = files_of(path)
    assert verify(path).differences == []
    files["robustness.json"] = files["robustness.json"].replace(b'"worlds":8', b'"worlds":9')
    told = verify(rezip(path, files)).differences
    assert [line for line in told if line.startswith("record.json") and '"worlds": 8' in line]
    assert [line for line in told if line.startswith("record.json") and "robustness.json" in line]


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("severity.csv", b"village,J4,11", b"village,J4,12", "severity.csv line 5"),
        ("severity.csv", b"village,J1", b"village,J9", "severity.csv line 2"),
        ("fair.csv", b"village,1,", b"village,2,", "fair.csv line 2"),
        ("fair.csv", b"63.34", b"63.35", "fair.csv line 2"),
        ("record.json", b'"link": "additive"', b'"link": "logit"', "record.json line"),
        ("record.json", b'"mode": "report"', b'"mode": "off"', "record.json line"),
        ("record.json", b'"seed": ""', b'"seed": "x"', "record.json line"),
        ("record.json", b'"worlds": 0', b'"worlds": 9', "record.json line"),
        ("record.json", b"paritrana-method/2", b"paritrana-method/9", "record.json line"),
        ("marks.csv", b"J4,e2,x,", b"J4,e2,x,1", "off the scale"),
        ("marks.csv", b"J4,e2,x,34", b"J4,e2,x,35", "severity.csv line"),
        ("marks.csv", b"J4,e2,x,34", b"J4,e2,x,35", "record.json line"),
        ("rulebook.toml", b"scale = [0, 100]", b"scale = [0, 120]", "rulebook.json"),
        ("rulebook.toml", b"scale = [0, 100]", b"scale = [0, 120]", "fair.csv line"),
    ],
)
def test_a_forger_who_mends_the_sums_is_found_and_named(
    path: Path, name: str, old: bytes, new: bytes, found: str
):
    files = files_of(path)
    assert old in files[name]
    files[name] = files[name].replace(old, new, 1)
    assert any(found in line for line in verify(rezip(path, files)).differences)


@pytest.mark.parametrize("name", ["severity.csv", "fair.csv", "record.json", "marks.csv", "rulebook.toml"])
def test_each_changed_byte_is_found_and_the_file_named(path: Path, name: str):
    files, damaged = files_of(path), path.with_name("damaged.zip")
    place = len(files[name]) // 2
    changed = bytearray(files[name])
    changed[place] ^= 1
    report = verify(rezip(damaged, {**files, name: bytes(changed)}, sums=False))
    assert any(line.startswith(f"{name}: changed") for line in report.differences)


@pytest.mark.parametrize("name", ["severity.csv", "fair.csv"])
def test_a_report_that_the_record_names_must_be_there(path: Path, name: str):
    files = files_of(path)
    del files[name]
    assert any(line.startswith(f"{name} line 1") for line in verify(rezip(path, files)).differences)


def test_a_record_that_cannot_be_read_is_a_difference(path: Path):
    files = files_of(path)
    files["record.json"] = b"{"
    assert any(line.startswith("record.json line 1") for line in verify(rezip(path, files)).differences)


@pytest.mark.parametrize("form", [1, 2])
def test_the_checker_runs_from_an_empty_folder(tmp_path: Path, form: int):
    path = with_reports(tmp_path / "b.zip", given("plain", form=form))
    done = alone(path, "method_two.py", "fair_two.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert "note: What tells of the jurors" not in done.stdout


def test_without_its_third_file_the_checker_says_what_it_did_not_compute(tmp_path: Path):
    path = with_reports(tmp_path / "b.zip", given("plain", form=1))
    done = alone(path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "note: What tells of the jurors was not computed anew. fair_two.py: put it in" in done.stdout


def test_a_ranking_by_the_fair_view_cannot_be_checked_without_it(tmp_path: Path):
    path = with_reports(tmp_path / "b.zip", given("plain", mode="official"))
    done = alone(path, "method_two.py")
    assert done.returncode == 2
    assert "fair_two.py: put it in the folder of verifier.py" in done.stderr
    assert alone(path, "method_two.py", "fair_two.py").returncode == 0
