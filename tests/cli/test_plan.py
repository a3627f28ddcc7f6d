"""`paritrana plan` as a person meets it: files written or not, exit codes, every fault at once."""

import json
from pathlib import Path

import pytest

from paritrana.cli import run

JURORS = "juror,load\n" + "".join(f"J{one},8\n" for one in range(1, 7))
ENTRANTS = "entrant,category\n" + "".join(f"E{one},{'desa' if one < 6 else 'kota'}\n" for one in range(1, 10))
TIES = "juror,entrant\nJ1,E1\nJ2,E9\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"j.csv": JURORS, "e.csv": ENTRANTS, "t.csv": TIES}.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def called(line: str) -> int:
    return run(line.split())


def rows(path: Path) -> list[list[str]]:
    return [line.split(",") for line in path.read_text().splitlines()]


def test_a_plan_its_loads_and_what_it_promises(desk: Path, capsys: pytest.CaptureFixture[str]):
    assert called("plan j.csv e.csv --ties t.csv --out plan --seed benih --anchors 1") == 0
    header, *seats = rows(desk / "plan/plan.csv")
    assert header == ["category", "entrant", "juror", "role"]
    assert seats == sorted(seats)
    assert not {("J1", "E1"), ("J2", "E9")} & {(juror, entrant) for _, entrant, juror, _ in seats}
    assert {role: sum(seat[3] == role for seat in seats) for role in ("panel", "anchor")} == {
        "panel": 7 * 3,
        "anchor": 6 * 2,
    }
    header, *loads = rows(desk / "plan/loads.csv")
    assert header == ["juror", "load", "entrants", "anchors"]
    assert {(load, anchors) for _, load, _, anchors in loads} == {("8", "2")}
    assert sum(int(given) for _, _, given, _ in loads) == len(seats)
    record = json.loads((desk / "plan/plan.json").read_text())
    assert (record["seed"], record["severity"]) == ("benih", "0.43")
    assert [one["connected"] for one in record["categories"]] == [True, True]
    told = capsys.readouterr()
    assert told.out == ""
    assert "desa: With this plan the best entrant comes first in about " in told.err


def test_seats_once_given_are_kept(desk: Path):
    assert called("plan j.csv e.csv --out first") == 0
    (desk / "e.csv").write_text(ENTRANTS + "E0,kota\n")
    assert called("plan propose j.csv e.csv --out second --keep first/plan.csv --format json") == 0
    first = {tuple(row) for row in rows(desk / "first/plan.csv")[1:]}
    record = json.loads((desk / "second/plan.json").read_text())
    second = {
        tuple(one[name] for name in ("category", "entrant", "juror", "role")) for one in record["seats"]
    }
    assert first < second
    assert {seat[1] for seat in second - first} == {"E0"}
    assert not (desk / "second/plan.csv").exists()


BAD = {
    "j.csv": "juror,load,categories,seat\nJ1,x,,\n,4,,\nJ1,3,desa;pulau,\nJ2,-1,,\nJ3,5\n",
    "e.csv": "entrant,category\nE1,desa\nE2,\nE1,desa\nE1,kota\n",
    "t.csv": "juror,entrant\nJ9,E1\nJ1,E8\nJ1,E1\nJ1,E1\n",
    "k.csv": "category,entrant,juror,role\nkota,E1,J1,panel\ndesa,E1,J2,chair\n",
}


def test_every_fault_of_every_file_at_once(desk: Path, capsys: pytest.CaptureFixture[str]):
    for name, text in BAD.items():
        (desk / name).write_text(text)
    assert called("plan j.csv e.csv --ties t.csv --keep k.csv --out plan") == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[:2] for line in told] == [
        ["j.csv:2", "juror.load"],
        ["j.csv:3", "field.empty"],
        ["j.csv:4", "csv.repeated"],
        ["j.csv:5", "juror.load"],
        ["j.csv:6", "csv.columns"],
        ["e.csv:3", "field.empty"],
        ["e.csv:4", "csv.repeated"],
        ["e.csv:5", "entrant.two_categories"],
        ["t.csv:2", "juror.unknown"],
        ["t.csv:3", "entrant.unknown"],
        ["t.csv:5", "csv.repeated"],
        ["k.csv:2", "keep.category"],
        ["k.csv:3", "keep.role"],
    ]
    assert all("; " in line for line in told)
    assert not (desk / "plan").exists()


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"j.csv": "juror,load\n"}, "j.csv:1: jurors.none: no juror is named; "),
        ({"e.csv": "entrant,category\n"}, "e.csv:1: entrants.none: no entrant is named; "),
        ({"j.csv": "juror;load\nJ1;3\n"}, "j.csv:1: csv.semicolon: "),
        ({"j.csv": "name\nJ1\n"}, "j.csv:1: csv.header: the header is name, not juror,load; "),
        (
            {"j.csv": "juror,load,categories,seat\nJ1,5,pulau,\n"},
            "j.csv:2: juror.category: juror J1 is given category pulau, in which nobody stands; ",
        ),
        (
            {"k.csv": "category,entrant,juror,role\ndesa,E1,J1,panel\n"},
            "k.csv:2: keep.tied: J1 is kept for E1, but a tie of interest stands between them; ",
        ),
    ],
)
def test_a_file_that_cannot_be_used(
    desk: Path, capsys: pytest.CaptureFixture[str], files: dict[str, str], told: str
):
    for name, text in files.items():
        (desk / name).write_text(text)
    keep = "--keep k.csv" if "k.csv" in files else ""
    assert called(f"plan j.csv e.csv --ties t.csv --out plan {keep}") == 2
    assert capsys.readouterr().err.startswith(told)


def test_no_plan_is_answered_with_reasons(desk: Path, capsys: pytest.CaptureFixture[str]):
    assert called("plan j.csv e.csv --ties t.csv --panel 6 --out plan") == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.split(" ", 1)[0] + line.split(": ")[1] for line in told] == [
        "e.csv:2:panel.too_few",
        "e.csv:10:panel.too_few",
    ]
    assert not (desk / "plan").exists()
    assert called("plan j.csv missing.csv --ties nowhere.csv --out plan") == 2
    assert capsys.readouterr().err.count("file.unreadable") == 2


MARKS = """juror,entrant,criterion,mark
J1,E1,a,3
J1,E2,a,3
J2,E2,a,4
J2,E3,*,recused
J2,E3,a,5
J3,E3,a,2
"""


def test_marks_of_nobody_hang_together_by_nothing(desk: Path, capsys: pytest.CaptureFixture[str]):
    Path("m.csv").write_text("juror,entrant,criterion,mark\n")
    assert called("plan check m.csv") == 1
    assert "nobody has marked" in capsys.readouterr().err


def test_marks_are_checked_after_the_fact(desk: Path, capsys: pytest.CaptureFixture[str]):
    (desk / "m.csv").write_text(MARKS)
    assert called("plan check m.csv") == 1
    assert "E1, E2 | E3" in capsys.readouterr().out
    (desk / "m.csv").write_text(MARKS.replace("J2,E3,*,recused\n", ""))
    assert called("plan check m.csv --format json") == 0
    (found,) = json.loads(capsys.readouterr().out)["categories"]
    assert (found["connected"], found["weak"], found["single_entrants"]) == (True, True, ["E2"])


def test_marks_of_several_categories(desk: Path, capsys: pytest.CaptureFixture[str]):
    (desk / "m.csv").write_text(MARKS)
    (desk / "c.csv").write_text("entrant,category\nE1,desa\nE2,desa\nE3,kota\n")
    assert called("plan check m.csv --entrants c.csv") == 0
    (desk / "c.csv").write_text("entrant,category\nE1,desa\nE2,desa\n")
    assert called("plan check m.csv --entrants c.csv") == 2
    assert capsys.readouterr().err.startswith("m.csv:5: entrant.unknown: E3 is not among the entrants; ")
