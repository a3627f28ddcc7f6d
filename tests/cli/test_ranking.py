"""What `paritrana rank` writes beside the official tables, in other forms, and for one category."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from tests.factories.rulebooks import category, measure, rubric, stage, text

from paritrana.cli import run

STAGES = (stage("data", 4_000, measure()), stage("talk", 6_000, rubric("voice", high=100)))
RULES = text(
    *(
        category(*STAGES, name=name, jury={"fair_mode": mode})
        for name, mode in (("village", "report"), ("town", "off"))
    )
)
TRUTH = {"A": 80, "B": 74, "C": 66, "D": 61, "E": 55, "F": 48, "G": 40, "H": 35}
STRICT = {"J1": 0, "J2": -12, "J3": 6, "J4": 1}
TASTE = (1, -2, 0, 2, -1, 0, 2, -2)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two categories; in `village` four jurors, one of them strict, mark three of them each entrant."""
    monkeypatch.chdir(tmp_path)
    Path("rules.toml").write_text(RULES)
    values = [f"{one},village,coverage,0.{number}" for number, one in enumerate(TRUTH, 1)]
    values += ["X,town,coverage,0.5", "Y,town,coverage,0.4"]
    marks = [
        f"{juror},{one},voice,{TRUTH[one] + strict + TASTE[(at + 3 * place) % 8]}"
        for at, one in enumerate(TRUTH)
        for place, (juror, strict) in enumerate(STRICT.items())
        if place != at % 4
    ]
    marks += ["J9,X,voice,50", "J9,Y,voice,50"]
    Path("values.csv").write_text("\n".join(["entrant,category,criterion,value", *values, ""]))
    Path("marks.csv").write_text("\n".join(["juror,entrant,criterion,mark", *marks, ""]))
    return tmp_path


def rank(*more: str, out: str = "out") -> int:
    files = ("--values", "values.csv", "--marks", "marks.csv", "--worlds", "50", "--out", out)
    return run(["rank", "rules.toml", *files, *more])


def rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Path(path).read_text())))


def test_the_strict_juror_is_found_and_named_in_points(folder: Path):
    assert rank() == 0
    severity = {row["juror"]: row for row in rows("out/severity.csv")}
    assert {row["category"] for row in severity.values()} == {"village"}
    assert float(severity["J2"]["severity_points"]) > 8 > float(severity["J1"]["severity_points"])
    assert severity["J2"]["entrants_marked"] == "6"
    assert [row["rank"] for row in rows("out/fair.csv")] == [str(rank) for rank in range(1, 9)]
    fair = json.loads(Path("out/record.json").read_text())["fair"]
    assert list(fair) == ["village"]
    assert fair["village"]["link"] == "additive"
    assert fair["village"]["lambda"]


def test_the_fair_view_is_computed_on_wish_where_the_rulebook_says_off(folder: Path):
    assert rank("--fair") == 0
    assert {row["category"] for row in rows("out/fair.csv")} == {"village", "town"}


def test_the_same_inputs_give_the_same_record_and_another_seed_another_one(folder: Path):
    assert [rank(out=name) for name in ("one", "two")] == [0, 0]
    assert rank("--seed", "undian 7", out="three") == 0
    one, two, three = (Path(name, "record.json").read_bytes() for name in ("one", "two", "three"))
    assert one == two
    told = [json.loads(text) for text in (one, three)]
    assert told[0]["result_hash"] == told[1]["result_hash"]
    assert told[0]["reports"]["robustness.json"] != told[1]["reports"]["robustness.json"]


def test_one_category_alone_gives_its_own_rows(folder: Path):
    assert rank() == 0
    assert rank("--category", "town", out="town") == 0
    assert rows("town/ranking.csv") == [row for row in rows("out/ranking.csv") if row["category"] == "town"]
    whole, part = (json.loads(Path(name, "record.json").read_text()) for name in ("out", "town"))
    assert whole["rulebook_hash"] == part["rulebook_hash"]
    assert ("category" in whole, part["category"]) == (False, "town")


def test_an_entrant_of_two_categories_is_told_also_where_one_is_ranked(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    with Path("values.csv").open("a") as file:
        file.write("X,village,coverage,0.5\n")
    for only in ("town", "village"):
        assert rank("--category", only) == 2
        assert "values.csv:10: entrant.two_categories: " in capsys.readouterr().err
    assert not Path("out").exists()


def test_an_unknown_category_is_told_with_the_known_ones(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert rank("--category", "desa") == 2
    assert "rules.toml:1: category.unknown: " in (told := capsys.readouterr().err)
    assert "village, town" in told
    assert not Path("out").exists()


def test_no_worlds_leave_the_report_out(folder: Path):
    assert rank("--worlds", "0") == 0
    assert not Path("out/robustness.json").exists()
    assert json.loads(Path("out/record.json").read_text())["worlds"] == 0


def test_tables_as_json_and_as_a_workbook_say_the_same(folder: Path):
    assert [rank("--format", form, out=form) for form in ("csv", "json", "xlsx")] == [0, 0, 0]
    assert sorted(path.name for path in Path("json").iterdir()) == [
        *("record.json", "result.json", "robustness.json"),
    ]
    told = json.loads(Path("json/result.json").read_text())
    book = openpyxl.load_workbook("xlsx/result.xlsx")
    assert list(told) == book.sheetnames == ["ranking", "contributions", "excluded", "severity", "fair"]
    for name in told:
        assert told[name] == rows(f"csv/{name}.csv")
        cells = [[str(cell or "") for cell in row] for row in book[name].values]
        assert cells[1:] == [list(row.values()) for row in told[name]]


@pytest.mark.parametrize("worlds", ["-1", "many"])
def test_a_number_of_worlds_that_is_none_is_refused(folder: Path, worlds: str):
    assert rank("--worlds", worlds) == 2
    assert not Path("out").exists()


def test_what_is_found_and_not_proven_is_told_in_the_report_of_a_geometric_score(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    book = Path("rules.toml").read_text().replace("rulebook/1", "rulebook/2")
    Path("rules.toml").write_text(book.replace('id = "town"\n', 'id = "town"\naggregate = "geometric"\n'))
    assert rank() == 0
    assert "note" not in capsys.readouterr().err
    told = {one["id"]: one for one in json.loads(Path("out/robustness.json").read_text())["categories"]}
    assert list(told) == ["village", "town"]
    assert "certified" not in told["village"]
    assert "kind" not in told["village"]["radius"]
    assert told["town"]["certified"] is False
    assert told["town"]["radius"]["kind"] == "found"
    assert {row["category"] for row in rows("out/ranking.csv")} == {"village", "town"}
    files = ("--values", "values.csv", "--marks", "marks.csv", "--lang", "en")
    assert run(["rulebook", "explain", "rules.toml", *files]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| Voice |")]
    assert ["not known" in line for line in told] == [False, False]
