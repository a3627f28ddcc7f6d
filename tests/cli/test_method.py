"""The commands of the method: exit codes, streams, files written or not."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.terminal import here, process
from tests.factories.rulebooks import category, measure, rubric, stage, text

from paritrana.cli import run
from paritrana.core import bundle, rulebook
from paritrana.core.scoring import read_marks, read_values

RULES = text(
    category(
        stage(
            "data",
            4_000,
            measure(weight=6_000),
            {"id": "rule", "kind": "yes_no", "weight_bp": 4_000, "missing": "disqualify"},
        ),
        stage("talk", 6_000, rubric("innovation", 5_000), rubric("voice", 5_000)),
    )
)
VALUES = """\
entrant,category,criterion,value
A,village,coverage,0.5
A,village,rule,yes
"B, kecil",village,coverage,0.5
"B, kecil",village,rule,yes
C,village,,
"""
MARKS = """\
juror,entrant,criterion,mark
J1,A,innovation,4
J1,A,voice,4
J2,"B, kecil",innovation,4
J2,"B, kecil",voice,3
"""


type Start = Callable[..., subprocess.CompletedProcess[str]]


class Desk:
    """A folder with a rulebook, values and marks, and the command run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.put("rules.toml", RULES).put("values.csv", VALUES).put("marks.csv", MARKS)

    def put(self, name: str, text: str | bytes) -> "Desk":
        (self.folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def run(self, *arguments: str, start: Start = here, **env: str) -> subprocess.CompletedProcess[str]:
        return start(*arguments, folder=self.folder, **env)

    def rank(
        self, *more: str, out: str = "out", start: Start = here, **env: str
    ) -> subprocess.CompletedProcess[str]:
        files = ("--values", "values.csv", "--marks", "marks.csv", "--out", out)
        return self.run("rank", "rules.toml", *files, *more, start=start, **env)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_check_prints_the_hash_alone(desk: Desk):
    done = desk.run("rulebook", "check", "rules.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == rulebook.read(RULES).hash + "\n"


def test_check_tells_every_fault_on_stderr(desk: Desk):
    desk.put("rules.toml", RULES.replace("version = 1", "version = 0").replace("[0, 5]", "[5, 0]"))
    done = desk.run("rulebook", "check", "rules.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert [line.split(": ")[:2] for line in done.stderr.splitlines()] == [
        ["rules.toml:3", "value.range"],
        ["rules.toml:33", "scale.order"],
        ["rules.toml:38", "scale.order"],
    ]


@pytest.mark.parametrize("name", ["absent.toml", "."])
def test_check_of_what_cannot_be_read(desk: Desk, name: str):
    done = desk.run("rulebook", "check", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{name}:1: file.unreadable: ")


def test_rank_writes_three_tables_and_its_reports(desk: Desk):
    done = desk.rank()
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(path.name for path in (desk.folder / "out").iterdir()) == [
        *("contributions.csv", "excluded.csv", "fair.csv", "ranking.csv"),
        *("record.json", "robustness.json", "severity.csv"),
    ]
    assert (desk.folder / "out/ranking.csv").read_bytes() == (
        b"category,rank,entrant,score,score_exact,tie_rule\n"
        b"village,1,A,76.00,76/1,\n"
        b'village,2,"B, kecil",70.00,70/1,\n'
    )
    assert (desk.folder / "out/contributions.csv").read_bytes() == (
        b"category,entrant,stage,criterion,points,score_part\n"
        b"village,A,data,coverage,50/1,12/1\n"
        b'village,"B, kecil",data,coverage,50/1,12/1\n'
        b"village,A,data,rule,100/1,16/1\n"
        b'village,"B, kecil",data,rule,100/1,16/1\n'
        b"village,A,talk,innovation,80/1,24/1\n"
        b'village,"B, kecil",talk,innovation,80/1,24/1\n'
        b"village,A,talk,voice,80/1,24/1\n"
        b'village,"B, kecil",talk,voice,60/1,18/1\n'
    )
    assert (desk.folder / "out/excluded.csv").read_bytes() == (
        b"category,entrant,reason\nvillage,C,missing:rule\n"
    )


def test_rank_is_the_same_byte_for_byte_whatever_the_order_of_rows(desk: Desk):
    desk.rank(out="one", start=process, PYTHONHASHSEED="1")
    for name in ("values.csv", "marks.csv"):
        head, *rows = (desk.folder / name).read_text().splitlines()
        desk.put(name, "\ufeff" + "\r\n".join([head, *reversed(rows)]) + "\r\n")
    assert desk.rank(out="two", start=process, PYTHONHASHSEED="2").returncode == 0
    for name in ("ranking.csv", "contributions.csv", "excluded.csv"):
        assert (desk.folder / "one" / name).read_bytes() == (desk.folder / "two" / name).read_bytes()


def test_headers_without_rows_are_fine(desk: Desk):
    desk.put("values.csv", VALUES.splitlines()[0]).put("marks.csv", MARKS.splitlines()[0])
    assert desk.rank().returncode == 0
    assert (desk.folder / "out/excluded.csv").read_bytes() == b"category,entrant,reason\n"


@pytest.mark.parametrize(
    ("name", "row", "told"),
    [
        ("values.csv", "D,towns,coverage,1", "values.csv:7: category.unknown"),
        ("values.csv", "D,village,cover,1", "values.csv:7: criterion.unknown"),
        ("values.csv", "C,village,innovation,1", "values.csv:7: value.rubric"),
        ("values.csv", "C,village,coverage,1e3", "values.csv:7: value.spreadsheet"),
        ("values.csv", 'C,village,coverage,"0,5"', "values.csv:7: value.number"),
        ("values.csv", "C,village,coverage,\u0663", "values.csv:7: value.number"),
        ("values.csv", "C,village,rule,ya", "values.csv:7: value.yes_no"),
        ("values.csv", "A,village,coverage,0.5", "values.csv:7: csv.repeated"),
        ("values.csv", "D,village", "values.csv:7: csv.columns"),
        ("marks.csv", "J1,D,innovation,4", "marks.csv:6: entrant.unknown"),
        ("marks.csv", "J3,A,invention,4", "marks.csv:6: criterion.unknown"),
        ("marks.csv", "J3,A,rule,4", "marks.csv:6: mark.not_rubric"),
        ("marks.csv", "J3,A,innovation,6", "marks.csv:6: mark.off_scale"),
        ("marks.csv", "J3,A,innovation,4.5", "marks.csv:6: mark.off_scale"),
        ("marks.csv", "J3,A,innovation,", "marks.csv:6: mark.number"),
        ("marks.csv", "J3,A,innovation,recused", "marks.csv:6: mark.recused"),
        ("marks.csv", "J3,A,*,4", "marks.csv:6: mark.recused"),
        ("marks.csv", "J3,A,innovation,4", "marks.csv:6: mark.half"),
        ("marks.csv", "J1,A,*,recused", "values.csv:2: jury.too_few"),
        ("marks.csv", "J1,A,voice,4", "marks.csv:6: csv.repeated"),
        ("marks.csv", "J1,A,voice," + "9" * 100_000, "marks.csv:6: field.text"),
    ],
)
def test_faults_are_told_with_file_and_line_and_nothing_is_written(
    desk: Desk, name: str, row: str, told: str
):
    desk.put(name, (VALUES if name == "values.csv" else MARKS) + row + "\n")
    done = desk.rank()
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in desk.folder.iterdir()) == ["marks.csv", "rules.toml", "values.csv"]


@pytest.mark.parametrize("data", [b"", b"\xff", b"\0", b"PK\x03\x04", b"a;b\n"])
def test_files_that_are_no_tables(desk: Desk, data: bytes):
    done = desk.put("values.csv", data).put("marks.csv", data).rank()
    assert done.returncode == 2
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["values.csv", "marks.csv"]


def test_all_faults_of_all_files_are_told_in_order(desk: Desk):
    desk.put("values.csv", VALUES + "C,village,rule,ya\nA,village,rule,no\nD,village,coverage,x\n")
    desk.put("marks.csv", MARKS + "J9,E,innovation,1\nJ1,A,voice,9\nJ3,A,voice,9\n")
    done = desk.rank()
    assert [": ".join(line.split(": ")[:2]) for line in done.stderr.splitlines()] == [
        "values.csv:7: value.yes_no",
        "values.csv:8: csv.repeated",
        "values.csv:9: value.number",
        "marks.csv:7: csv.repeated",
        "marks.csv:8: mark.off_scale",
    ]


def test_a_seed_is_asked_for_where_lots_are_drawn(desk: Desk):
    desk.put("rules.toml", RULES.replace("winners = 1", 'winners = 1\nties = ["lot"]'))
    assert "seed.missing" in desk.rank().stderr
    assert desk.rank("--seed", "undian 1").returncode == 0
    assert "seed.text" in desk.rank("--seed", "").stderr


def test_other_files_of_the_directory_stay(desk: Desk):
    (desk.folder / "out").mkdir()
    desk.put("out/mine.txt", "x").put("out/ranking.csv", "old")
    assert desk.rank().returncode == 0
    assert (desk.folder / "out/mine.txt").read_text() == "x"
    assert (desk.folder / "out/ranking.csv").read_text().startswith("category,")


def test_a_directory_that_cannot_be_made_is_told(desk: Desk):
    done = desk.put("out", "a file").rank(out="out/below")
    assert done.returncode == 2
    assert "out.unwritable" in done.stderr


def test_verify_answers_with_its_exit_code(desk: Desk):
    values, marks = read_values(VALUES.encode()).cells, read_marks(MARKS.encode()).cells
    path = bundle.build(desk.folder / "b.zip", rulebook_text=RULES, values=values, marks=marks)
    good = desk.run("verify", "b.zip", start=process)
    assert (good.returncode, good.stderr) == (0, "")
    assert "rebuilt whole" in good.stdout
    path.write_bytes(path.read_bytes().replace(b"J1,A,voice,4", b"J1,A,voice,5"))
    bad = desk.run("verify", "b.zip", start=process)
    assert bad.returncode == 1
    assert "difference: marks.csv" in bad.stderr


def test_verify_says_what_cannot_be_read_and_how_to_mend_it(desk: Desk):
    values, marks = read_values(VALUES.encode()).cells, read_marks(MARKS.encode()).cells
    path = bundle.build(desk.folder / "b.zip", rulebook_text=RULES, values=values, marks=marks)
    desk.put("half.zip", path.read_bytes()[:2000])
    for arguments, begin, cure in (
        (("half.zip",), "half.zip:1: bundle.unreadable: ", "take it anew from where it was published"),
        (("absent.zip",), "absent.zip:1: bundle.unreadable: ", "take it anew"),
        (("values.csv",), "values.csv:1: bundle.unreadable: ", "take it anew"),
        (("b.zip", "--checkpoint", "no.txt"), "no.txt:1: checkpoint.unreadable: ", "give a file of three"),
    ):
        done = desk.run("verify", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(begin)
        assert f"; {cure}" in done.stderr
        assert done.stderr.count("\n") == 1


def test_a_rule_for_ties_that_stands_twice_is_noted_and_changes_no_hash(desk: Desk):
    text = RULES.replace("winners = 1\n", 'winners = 1\nties = ["copeland", "joint", "copeland"]\n')
    assert text != RULES
    done = desk.put("rules.toml", text).run("rulebook", "check", "rules.toml")
    assert (done.returncode, done.stdout) == (0, rulebook.read(text).hash + "\n")
    assert done.stderr.endswith(": ties names copeland twice; the second has no effect\n")


@pytest.mark.parametrize(
    "arguments", [(), ("nothing",), ("rank",), ("rank", "--odd"), ("rulebook",), ("verify",)]
)
def test_wrong_usage_ends_with_two(desk: Desk, arguments: tuple[str, ...]):
    done = desk.run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage:" in done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("rank", "--help")])
def test_help_and_version_end_with_zero(desk: Desk, arguments: tuple[str, ...]):
    done = desk.run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (RuntimeError, 70)])
def test_interruption_and_our_own_faults(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: type[BaseException], code: int
):
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("paritrana.cli.method.read_bytes", fail)
    assert run(["rulebook", "check", "x"]) == code
    assert capsys.readouterr().out == ""


def test_rulebook_diff_says_what_changed_and_ends_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    old.write_text(RULES, "utf-8")
    new.write_text(RULES.replace("winners = 1", "winners = 2"), "utf-8")
    assert run(["rulebook", "diff", str(old), str(new), "--lang", "en"]) == 1
    assert "The number of winning ranks rises from 1 to 2." in capsys.readouterr().out
    assert run(["rulebook", "diff", str(old), str(new), "--format", "json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["category"], row["code"]) == ("village", "category.winners")
    assert row["message_id"] == "Jumlah peringkat pemenang naik dari 1 menjadi 2."
    assert run(["rulebook", "diff", str(old), str(old)]) == 0
    assert "Tidak ada aturan yang berubah." in capsys.readouterr().out
    new.write_text(RULES.replace("winners = 1", "winners = 0"), "utf-8")
    assert run(["rulebook", "diff", str(old), str(new)]) == 2
    assert "value.range" in capsys.readouterr().err


RULES_2 = (
    RULES.replace("rulebook/1", "rulebook/2").replace(
        "winners = 1\n", 'winners = 2\nprovince_cap = 1\nsize_classes = ["large", "small"]\n'
    )
    + """\
[[prize]]
id = "best"
title = { id = "Terbaik" }
per = "zone"
"""
)
ENTRANTS = """\
entrant,region,zone,size
A,71.01,WITA,large
"B, kecil",71.02,WITA,small
C,72,WITA,large
"""


def test_rank_takes_facts_about_entrants_and_writes_the_awards(desk: Desk):
    desk.put("rules.toml", RULES_2).put("entrants.csv", ENTRANTS)
    desk.put("values.csv", VALUES.replace("A,village,coverage,0.5", "A,village,coverage,20/40"))
    done = desk.rank("--entrants", "entrants.csv")
    assert (done.returncode, done.stdout) == (0, "")
    assert (desk.folder / "out/awards.csv").read_text() == (
        "category,award,place,entrant,rule\n"
        "village,winner,1,A,\n"
        'village,winner,,"B, kecil",skipped:province_cap\n'
        "village,prize:best,1,A,zone:WITA\n"
    )
    assert (desk.folder / "out/contributions.csv").read_text().splitlines()[:2] == [
        "category,entrant,stage,dimension,criterion,points,score_part",
        "village,A,data,,coverage,50/1,12/1",
    ]


@pytest.mark.parametrize(
    ("entrants", "told"),
    [
        (None, ["rules.toml:1: entrants.missing"]),
        (ENTRANTS.replace("71.02", "7102"), ["entrants.csv:3: entrant.region"]),
        (ENTRANTS.replace("72,WITA", ",WITA"), ["entrants.csv:4: entrant.no_fact"]),
        (ENTRANTS + "D,71,WIB,large\n", ["entrants.csv:5: entrant.unknown"]),
        (ENTRANTS.replace("small", "tiny"), ["entrants.csv:3: entrant.size"]),
        (ENTRANTS.replace(",", ";"), ["entrants.csv:1: csv.semicolon"]),
    ],
)
def test_faults_of_facts_are_told_and_nothing_is_written(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    entrants: str | None,
    told: list[str],
):
    monkeypatch.chdir(desk.folder)
    desk.put("rules.toml", RULES_2)
    if entrants:
        desk.put("entrants.csv", entrants)
    files = ["--values", "values.csv", "--marks", "marks.csv", "--out", "out"]
    assert run(["rank", "rules.toml", *files, *(["--entrants", "entrants.csv"] if entrants else [])]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert [": ".join(line.split(": ")[:2]) for line in err.splitlines()] == told
    assert not (desk.folder / "out").exists()


def test_rulebook_explain_writes_the_document(desk: Desk):
    done = desk.run("rulebook", "explain", "rules.toml", "--lang", "en", "--out", "method.md")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = (desk.folder / "method.md").read_text("utf-8")
    assert text.startswith("# Contoh\n")
    assert "Effective weight" not in text


def test_rulebook_explain_shows_effective_weights_of_given_data(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(desk.folder)
    files = ["--values", "values.csv", "--marks", "marks.csv"]
    assert run(["rulebook", "explain", "rules.toml", "--lang", "en", *files]) == 0
    shown = capsys.readouterr().out
    # A and B differ in the voice alone, so all of the difference comes from it.
    assert "| Voice | 50% | 30% | 100% |" in shown
    assert "| Coverage | 60% | 24% | 0% |" in shown
    assert run(["rulebook", "explain", "rules.toml", "--values", "values.csv"]) == 2
    assert "go together" in capsys.readouterr().err
