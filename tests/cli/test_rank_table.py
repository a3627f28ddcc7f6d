"""`paritrana rank` from a table in Parquet: the same files as from CSV, and every refusal at once."""

import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from paritrana.cli import run

HEAD = """\
format = "paritrana-rulebook/2"
id = "contoh"
version = 1
title = { id = "Contoh" }
level = "province"
region = "71"
period = { start = "2023-01-01", end = "2023-12-31" }
"""
CATEGORY = """
[[category]]
id = "{name}"
title = {{ id = "Desa" }}
entrant = "village"
winners = 1
{more}
[[category.stage]]
id = "data"
weight_bp = 10000
{stage}
[[category.stage.criterion]]
id = "coverage"
kind = "measure"
weight_bp = 6000
goalposts = ["0", "1"]
missing = "class_median"
[[category.stage.criterion]]
id = "rule"
kind = "ladder"
weight_bp = 4000
levels = [ {{ id = "none", points = 0 }}, {{ id = "perda", points = 100 }} ]
"""
PRIZE = '[[prize]]\nid = "best"\ntitle = { id = "Terbaik" }\n'
# B has no coverage and gets the median of all, 0.6: so it equals C and E until the chain looks at its own 0
ROWS = {
    "A": ("0.9", "perda"),
    "B": (None, "none"),
    "C": ("0.6", "none"),
    "D": ("0.5", "none"),
    "E": ("0.6", "none"),
    "F": ("0.8", "none"),
}


def book(more: str = 'ties = ["criterion:coverage", "joint"]', stage: str = "", end: str = "") -> None:
    town = CATEGORY.format(name="town", more="", stage="")
    Path("r.toml").write_text(HEAD + CATEGORY.format(name="village", more=more, stage=stage) + town + end)


def table(**columns: object) -> None:
    names = [*ROWS, "X"]
    cells = {
        "category": ["village"] * len(ROWS) + ["town"],
        "entrant": names,
        "coverage": [one[0] and Decimal(one[0]) for one in ROWS.values()] + [Decimal("0.4")],
        "rule": [one[1] for one in ROWS.values()] + ["perda"],
    }
    pq.write_table(pa.table(cells | columns), "v.parquet")


def rank(*more: str, out: str = "out", values: str = "v.parquet") -> int:
    return run(["rank", "r.toml", "--values", values, "--out", out, *more])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    book()
    table()


def plain(*more: str) -> None:
    rows = [
        f"{name},village,{key},{value or ''}"
        for name, own in ROWS.items()
        for key, value in zip(("coverage", "rule"), own, strict=True)
    ]
    rows += ["X,town,coverage,0.4", "X,town,rule,perda"]
    Path("v.csv").write_text("\n".join(["entrant,category,criterion,value", *rows, ""]))
    Path("m.csv").write_text("juror,entrant,criterion,mark\n")
    assert rank("--marks", "m.csv", "--worlds", "0", *more, out="plain", values="v.csv") == 0


@pytest.mark.parametrize("more", [(), ("--category", "village"), ("--category", "town")])
def test_the_files_are_those_from_csv_and_the_median_is_that_of_all_entrants(more: tuple[str, ...], capsys):
    plain(*more)
    capsys.readouterr()
    assert rank(*more) == 0
    told = capsys.readouterr().err
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "awards.csv",
        "excluded.csv",
        "ranking.csv",
        "record.json",
    ]
    for name in ("ranking.csv", "excluded.csv", "awards.csv"):
        assert Path("out", name).read_bytes() == Path("plain", name).read_bytes()
    if "town" not in more:
        equals = [line.split(",")[1:3] for line in Path("out/ranking.csv").read_text().splitlines()[3:6]]
        assert equals == [["3", "C"], ["3", "E"], ["5", "B"]]
        assert "note: village: coverage of 1 entrants is the class median" in told
        assert "village: 6 ranked, 0 not ranked" in told


def test_the_record_names_the_way_and_the_hash_of_the_table():
    assert rank() == 0
    record = json.loads(Path("out/record.json").read_text())
    digest = hashlib.sha256(Path("v.parquet").read_bytes()).hexdigest()
    assert (record["way"], record["data_hash"], record["data"]) == (
        "bulk/1",
        digest,
        {"values.parquet": digest},
    )
    whole = b"".join(Path("out", name).read_bytes() for name in ("ranking.csv", "excluded.csv", "awards.csv"))
    assert record["result_hash"] == hashlib.sha256(whole).hexdigest()
    Path("v.parquet").rename("other.parquet")
    assert rank(out="again", values="other.parquet") == 0
    assert Path("again/record.json").read_bytes() == Path("out/record.json").read_bytes()
    plain()
    assert "way" not in json.loads(Path("plain/record.json").read_text())


def test_all_that_is_refused_is_told_at_once_before_any_cell(capsys):
    rubric = '[[category.stage]]\nid = "talk"\nweight_bp = 5000\nentrants = "finalists"\npass_mark = 20\n'
    rubric += (
        '[[category.stage.criterion]]\nid = "voice"\nkind = "rubric"\nweight_bp = 10000\nscale = [0, 5]\n'
    )
    more = (
        'aggregate = "geometric"\nsize_classes = ["a", "b"]\nprovince_cap = 1\nfinalists = 2\nties = ["lot"]'
    )
    book(more, end=PRIZE)
    text = Path("r.toml").read_text()
    first, rest = text.split('[[category]]\nid = "town"')
    first = first.replace("weight_bp = 10000", "weight_bp = 5000", 1)
    Path("r.toml").write_text(first + rubric + '[[category]]\nid = "town"' + rest)
    table(rule=["nonsense"] * 7)
    for name in ("m.csv", "e.csv"):
        Path(name).write_text("")
    options = ("--marks", "m.csv", "--entrants", "e.csv", "--worlds", "10", "--fair", "--format", "xlsx")
    assert rank(*options) == 2
    told = capsys.readouterr().err.splitlines()
    assert all(": table." in line or ": seed.missing: " in line for line in told)
    assert all("; " in line for line in told)
    for wanted in (
        "table.option: --marks does",
        "table.option: --entrants does",
        "table.option: --worlds does",
        "table.option: --fair does",
        "table.option: --format xlsx does",
        "table.prizes: ",
        'has aggregate = "geometric", which',
        "has size_classes, which",
        "has province_cap, which",
        'has entrants = "finalists" (talk), which',
        "has pass_mark (talk), which",
        "table.rubric: jurors mark voice",
        "table.column: the table has no column voice",
        "seed.missing: ",
    ):
        assert sum(wanted in line for line in told) == 1, wanted
    assert not Path("out").exists()


def test_a_category_that_is_refused_does_not_hinder_another(capsys):
    book('size_classes = ["a", "b"]')
    assert rank() == 2
    assert "table.rule: category village has size_classes" in capsys.readouterr().err
    assert rank("--category", "town") == 0
    assert Path("out/ranking.csv").read_text().splitlines()[1:] == ["town,1,X,64.00,64/1,"]


def test_bad_cells_are_told_by_row_and_column_and_nothing_is_written(capsys):
    table(
        coverage=["0.9", "", "1,5", "0.5", "0.6", "9e3", "0.4"],
        rule=["perda", "none", "none", "high", "none", "none", None],
        entrant=["A", "B", "C", "D", "A", "F", "X"],
    )
    assert rank() == 2
    told = [line.split("; ")[0] for line in capsys.readouterr().err.splitlines()]
    assert told == [
        "v.parquet:3: value.number: column coverage: 1,5 is not a decimal number",
        "v.parquet:4: value.level: column rule: rule has no level high",
        "v.parquet:5: table.repeated: column entrant: A stands in row 1 already",
        "v.parquet:6: value.spreadsheet: column coverage: 9e3 was changed by a spreadsheet",
    ]
    assert not Path("out").exists()


def test_numbers_with_a_floating_point_are_refused_with_the_cure(capsys):
    table(coverage=[0.5] * 7)
    assert rank() == 2
    assert capsys.readouterr().err == (
        "v.parquet:0: table.float: the column coverage holds floating-point numbers, which are not exact; "
        "store it as whole numbers, decimals or text\n"
    )


def test_faults_of_rulebook_and_category_are_told(capsys):
    assert rank("--category", "city") == 2
    assert capsys.readouterr().err.startswith("r.toml:1: category.unknown: the rulebook has no category city")
    Path("r.toml").write_text("format = 1\n")
    assert rank("--fair") == 2
    told = capsys.readouterr().err
    assert "v.parquet:0: table.option: --fair" in told
    assert "r.toml:" in told


def test_values_in_csv_still_ask_for_marks(capsys):
    Path("v.csv").write_text("entrant,category,criterion,value\n")
    assert rank(values="v.csv") == 2
    assert "--marks" in capsys.readouterr().err
