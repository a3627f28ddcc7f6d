"""Odd, empty and degenerate data at the command line: an outcome that is true, or a refusal with its cure."""

import json
import os
import random
import re
import subprocess
import sys
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest

from paritrana.cli import run
from paritrana.core import rulebook
from paritrana.core.bundle.verifier import beside, recompute
from paritrana.core.scoring import marks_csv, read_marks, read_values, values_csv

HEAD = """\
format = "paritrana-rulebook/2"
id = "contoh"
version = 1
title = { id = "Contoh" }
level = "province"
region = "71"
period = { start = "2023-01-01", end = "2023-12-31" }
[[category]]
id = "c"
title = { id = "Desa" }
entrant = "village"
winners = 1
"""
REPORT = 'jury = { fair_mode = "report" }\n'
OFFICIAL = 'jury = { fair_mode = "official" }\n'
GEOMETRIC = 'aggregate = "geometric"\n'
VALUES = ("A,c,k,0.9", "B,c,k,0.5", "C,c,k,0.1")


def measure(name: str, weight: int, more: str = "") -> str:
    head = f'[[category.stage.criterion]]\nid = "{name}"\nkind = "measure"\nweight_bp = {weight}\n'
    return f'{head}goalposts = ["0", "1"]\n{more}'


def rubric(name: str, weight: int) -> str:
    head = f'[[category.stage.criterion]]\nid = "{name}"\nkind = "rubric"\nweight_bp = {weight}\n'
    return f"{head}scale = [0, 10]\n"


def stage(name: str, weight: int, *criteria: str, more: str = "") -> str:
    return f'[[category.stage]]\nid = "{name}"\nweight_bp = {weight}\n{more}' + "".join(criteria)


DATA = stage("data", 10_000, measure("k", 10_000))
BOTH = stage("data", 5000, measure("k", 10_000)) + stage("talk", 5000, rubric("r", 10_000))


def sheets(*given: str) -> tuple[str, ...]:
    """Return marks from juror and marks of A, B, C in turn, - for none: ``J1 8 5 -``."""
    rows = []
    for juror, *own in map(str.split, given):
        rows += [(juror, name, mark) for name, mark in zip("ABC", own, strict=False)]
    return tuple(f"{juror},{name},r,{mark}" for juror, name, mark in rows if mark != "-")


def write(values: tuple[str, ...], marks: tuple[str, ...], rules: str, facts: tuple[str, ...] = ()) -> None:
    Path("r.toml").write_text(HEAD + rules)
    for name, header, rows in (
        ("v.csv", "entrant,category,criterion,value", values),
        ("m.csv", "juror,entrant,criterion,mark", marks),
        ("e.csv", "entrant,region,zone,size", facts),
    ):
        Path(name).write_text("\n".join([header, *rows, ""]))


def rank(*more: str, worlds: str = "40") -> int:
    files = ("--values", "v.csv", "--marks", "m.csv", "--out", "out", "--worlds", worlds)
    return run(["rank", "r.toml", *files, *more])


def rows(name: str) -> list[str]:
    return Path("out", name).read_text().splitlines()[1:]


def report() -> dict:
    return json.loads(Path("out/robustness.json").read_text())["categories"][0]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("mode", [REPORT, OFFICIAL])
@pytest.mark.parametrize(
    ("marks", "gate"),
    [
        (sheets("J1 5 - -", "J2 - 6 -", "J3 - - 7"), "no_overlap"),
        (sheets("J1 5 5 5", "J2 5 5 5"), "no_disagreement"),
        (sheets("J1 10 10 10", "J2 10 10 10"), "no_disagreement"),
        (sheets("J1 5 6 7"), "one_juror"),
        (sheets("J1 8 5 2", "J2 6 3 1", "J3 - 4 3", "J4 0 10 -"), "no_severity"),
    ],
)
def test_where_marks_cannot_tell_severity_nothing_is_adjusted(mode: str, marks: tuple[str, ...], gate: str):
    write(VALUES, marks, mode + BOTH)
    assert rank() == 0
    told = json.loads(Path("out/record.json").read_text())["fair"]["c"]
    assert (told["gates"][-1]["code"], told["link"], told["lambda"]) == (gate, "none", "")
    assert {row.split(",")[2] for row in rows("severity.csv")} == {"0"}
    assert rows("fair.csv") == [row.rsplit(",", 1)[0] for row in rows("ranking.csv")]


def gates() -> dict[str, dict[str, str]]:
    """Return the gates of the record by code."""
    told = json.loads(Path("out/record.json").read_text())["fair"]["c"]["gates"]
    return {one["code"]: one for one in told}


def test_a_juror_who_marked_two_entrants_is_named_as_little_known():
    many = tuple(
        f"J{seat},E{place},r,{(place + 3 * (seat == 3) + seat * place % 2) % 11}"
        for place in range(6)
        for seat in (1, 2, 3)
    )
    few = ("J4,E1,r,9", "J4,E2,r,9")
    write(tuple(f"E{place},c,k,0.5" for place in range(6)), many + few, REPORT + BOTH)
    assert rank() == 0
    assert gates()["few_entrants"] == {"code": "few_entrants", "fewer_than": "5", "jurors": "J4"}
    assert [row.split(",")[1::2] for row in rows("severity.csv")] == [
        ["J1", "6"],
        ["J2", "6"],
        ["J3", "6"],
        ["J4", "2"],
    ]


@pytest.mark.parametrize("mode", [REPORT, OFFICIAL])
def test_panels_that_share_nobody_are_told_as_not_comparable(mode: str):
    one = ("J1 5 4 6 3", "J2 7 6 8 5", "J3 5 5 6 3")
    apart = tuple(
        f"{side}{juror},{side}{name},r,{mark}"
        for side in "PQ"
        for juror, *marks in map(str.split, one)
        for name, mark in zip("ABCD", marks, strict=True)
    )
    write(tuple(f"{side}{name},c,k,0.5" for side in "PQ" for name in "ABCD"), apart, mode + BOTH)
    assert rank() == 0
    assert gates()["unlinked"] == {"code": "unlinked", "groups": "2", "stages": "talk"}
    assert "severity" in gates()


@pytest.mark.parametrize("mode", [REPORT, OFFICIAL])
def test_marks_at_the_ceiling_are_taken_as_saying_less(mode: str):
    write(VALUES, sheets("J1 10 9 8", "J2 10 8 6", "J3 9 6 5", "J4 10 9 8"), mode + BOTH)
    assert rank() == 0
    assert gates()["ceiling"] == {"code": "ceiling", "marks": "4", "at_top": "3"}
    assert json.loads(Path("out/record.json").read_text())["fair"]["c"]["link"] == "logit"


@pytest.mark.parametrize("mode", [REPORT, OFFICIAL])
def test_without_any_variance_all_share_the_first_rank_and_nothing_is_made_up(mode: str):
    write(tuple(f"{name},c,k,0.5" for name in "ABC"), sheets("J1 5 5 5", "J2 5 5 5"), mode + BOTH)
    assert rank() == 0
    assert [row.split(",")[1] for row in rows("ranking.csv")] == ["1", "1", "1"]
    assert {one["effective"] for one in report()["effective"]} == {None}
    told = report()["reliability"]["talk"]
    assert (told["alpha"], told["generalizability"], told["reason"]) == (None, None, "all_equal")


def test_weights_that_do_not_sum_are_told_with_their_line_and_nothing_is_written(capsys):
    write(VALUES, (), stage("data", 10_000, measure("k", 4000), measure("z", 5000)))
    assert rank() == 2
    told = capsys.readouterr().err
    assert told.startswith(
        "r.toml:13: weights.sum: the weights of the criteria of data sum to 9000, not 10000; "
    )
    assert not Path("out").exists()


@pytest.mark.parametrize("mode", [REPORT, OFFICIAL])
def test_one_entrant_has_no_rival_and_no_effective_weights(mode: str):
    write(VALUES[:1], sheets("J1 5", "J2 6"), mode + BOTH)
    assert rank() == 0
    told = report()
    assert (told["radius"]["rival"], told["stability"]["word"]) == (None, "stable")
    assert {one["effective"] for one in told["effective"]} == {None}


@pytest.mark.parametrize("mode", [REPORT, OFFICIAL])
def test_nobody_stands(mode: str):
    write((), (), mode + BOTH)
    assert rank() == 0
    assert rows("ranking.csv") == rows("fair.csv") == []


@pytest.mark.parametrize("marks", [(), tuple(f"J1,{name},*,recused" for name in "ABC"), sheets("J1 5 5 5")])
def test_too_few_jurors_are_told_for_each_entrant_and_nothing_is_written(marks: tuple[str, ...], capsys):
    write(VALUES, marks, "jury = { min_jurors = 2 }\n" + BOTH)
    assert rank() == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[:2] for line in told] == [[f"v.csv:{at}", "jury.too_few"] for at in (2, 3, 4)]
    assert not Path("out").exists()


@pytest.mark.parametrize("place", ["across stages", "across dimensions"])
def test_a_geometric_mean_is_ranked_and_reported(place: str):
    groups = "".join(f'[[category.stage.dimension]]\nid = "{one}"\nweight_bp = 5000\n' for one in ("x", "y"))
    across = stage("data", 5000, measure("k", 10_000)) + stage("field", 5000, measure("z", 10_000))
    inside = stage(
        "data",
        10_000,
        groups,
        measure("k", 10_000, 'dimension = "x"\n'),
        measure("z", 10_000, 'dimension = "y"\n'),
        more=GEOMETRIC,
    )
    values = ("A,c,k,0", "A,c,z,1", "B,c,k,0", "B,c,z,0")
    write(values, (), GEOMETRIC + across if place == "across stages" else inside)
    assert rank("--fair") == 0
    assert rows("ranking.csv") == ["c,1,A,10.00,10/1,", "c,2,B,1.00,1/1,"]
    told = report()
    assert (told["winner"], told["certified"]) == (["A"], False)
    assert told["radius"]["rivals"] == [{"entrant": "B", "exact": "1/1", "percent": "100.0", "witness": []}]


def test_the_effective_weights_of_a_geometric_mean_are_printed():
    across = stage("data", 5000, measure("k", 10_000)) + stage("field", 5000, measure("z", 10_000))
    write(VALUES, (), GEOMETRIC + across)
    assert (
        run(["rulebook", "explain", "r.toml", "--values", "v.csv", "--marks", "m.csv", "--out", "x.md"]) == 0
    )
    told = [line.split(" | ")[-1] for line in Path("x.md").read_text().splitlines() if line.startswith("| ")]
    assert told[2:] == ["100\u00a0% |", "0\u00a0% |"]


def test_worlds_on_another_scale_shrink_a_rate_to_the_prior_of_its_size_class():
    """With the prior of its class the small village leads on every scale; without it the large one would."""
    small = 'small = { rule = "shrink", kappa = 50, prior = "0.1", prior_by_size = { s = "0.9" } }\n'
    rules = 'size_classes = ["s", "l"]\n' + stage("data", 10_000, measure("k", 10_000, small))
    write(("A,c,k,0/1", "B,c,k,1/2"), (), rules, ("A,,,s", "B,,,l"))
    assert rank("--entrants", "e.csv") == 0
    assert report()["winner"] == ["A"]
    assert report()["stability"]["count"] == 40


def test_a_median_of_nobody_is_0_and_told_so(capsys):
    rules = stage("data", 10_000, measure("k", 5000), measure("z", 5000, 'missing = "class_median"\n'))
    write(VALUES, (), rules)
    assert rank() == 0
    assert rows("ranking.csv")[0] == "c,1,A,45.00,45/1,"
    assert "z of A is the class median, or 0 where nobody has a value" in capsys.readouterr().err
    assert [one["gaps"] for one in report()["bounds"]] == [["z"]] * 3


def test_a_cap_of_one_with_all_of_one_province_leaves_one_winner():
    write(VALUES, (), "province_cap = 1\nconsolation = 2\n" + DATA, ("A,71,,", "B,71.01,,", "C,71,,"))
    assert rank("--entrants", "e.csv") == 0
    assert rows("awards.csv")[0] == "c,winner,1,A,"
    assert all(row.endswith(",skipped:province_cap") for row in rows("awards.csv")[1:])


def test_copeland_in_a_circle_shares_the_rank():
    write(
        ("A,c,,", "B,c,,", "C,c,,"),
        sheets("J1 6 5 4", "J2 4 6 5", "J3 5 4 6"),
        'ties = ["copeland"]\n' + stage("talk", 10_000, rubric("r", 10_000)),
    )
    assert rank() == 0
    assert [row.split(",")[1] for row in rows("ranking.csv")] == ["1", "1", "1"]


@pytest.mark.parametrize("seed", ["", "\t", "a\nb", "x" * 1001, "\u2028", "\udc80"])
def test_a_seed_that_cannot_be_read_out_is_refused(seed: str, capsys):
    write(VALUES, (), 'ties = ["lot"]\n' + DATA)
    assert rank("--seed", seed) == 2
    assert "r.toml:1: seed.text: " in capsys.readouterr().err
    assert not Path("out").exists()


def recorded(**more: str) -> bytes:
    """Return the record that a process of its own makes."""
    command = "from paritrana.cli import main; main()"
    files = ("--values", "v.csv", "--marks", "m.csv", "--out", "out", "--worlds", "40", "--seed", "é 7")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", command, "rank", "r.toml", *files],
        env=os.environ | more,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return Path("out/record.json").read_bytes()


def test_the_record_is_the_same_in_another_process_locale_zone_and_order_of_rows():
    marks = sheets("J1 8 5 2", "J2 6 3 1", "J3 - 4 3")
    write(VALUES, marks, REPORT + 'ties = ["copeland", "lot"]\n' + BOTH)
    first = recorded(PYTHONHASHSEED="1", OPENBLAS_NUM_THREADS="1", LC_ALL="C", TZ="UTC")
    assert json.loads(first)["fair"]["c"]["link"] == "additive"
    write(VALUES[::-1], marks[::-1], REPORT + 'ties = ["copeland", "lot"]\n' + BOTH)
    other = {"LC_ALL": "id_ID.UTF-8", "LANG": "id_ID.UTF-8", "TZ": "Asia/Jayapura"}
    assert recorded(PYTHONHASHSEED="2", OPENBLAS_NUM_THREADS="2", **other) == first


def test_one_thread_or_two_and_the_slow_checker_give_the_same_record():
    rules, marks = (
        OFFICIAL + 'ties = ["copeland", "lot"]\n' + BOTH,
        sheets("J1 8 5 2", "J2 6 3 1", "J3 - 4 3"),
    )
    write(VALUES, marks, rules)
    made = recorded(OPENBLAS_NUM_THREADS="1")
    assert recorded(OPENBLAS_NUM_THREADS="2") == made
    files = {
        "rulebook.json": rulebook.read(HEAD + rules).canonical.decode(),
        "values.csv": values_csv(read_values(Path("v.csv").read_bytes()).cells),
        "marks.csv": marks_csv(read_marks(Path("m.csv").read_bytes()).cells),
        "robustness.json": Path("out/robustness.json").read_text(),
        "record.json": "",
    }
    tree = tomllib.loads(HEAD + rules)
    tables = recompute(tree, files, "é 7")
    slow = beside("fair_two.py").reports(beside("method_two.py"), tree, files, "é 7", tables)
    assert slow["record.json"] == made.decode()


@pytest.mark.long
def test_one_bad_cell_among_a_million_rows_is_told_with_its_line(capsys):
    chance = random.Random(5)
    values = [f"E{at:06d},c,k,0.{chance.randrange(10**6):06d}" for at in range(1_000_000)]
    values[765_432] = "E765432,c,k,0.5O"
    write(tuple(values), (), DATA)
    assert rank(worlds="0") == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert re.match(r"v\.csv:765434: value\.number: 0\.5O is not a decimal number; ", told[0])
    assert not Path("out").exists()


@pytest.mark.long
def test_a_sound_million_rows_are_ranked():
    chance = random.Random(5)
    numbers = [chance.randrange(10**6) for _ in range(1_000_000)]
    write(tuple(f"E{at:06d},c,k,0.{number:06d}" for at, number in enumerate(numbers)), (), DATA)
    assert rank(worlds="0") == 0
    told = [row.split(",") for row in rows("ranking.csv")]
    best = sorted(numbers, reverse=True)
    assert [numbers[int(entrant[1:])] for _, _, entrant, *_ in told] == best
    assert len({entrant for _, _, entrant, *_ in told}) == len(numbers)
    assert [int(rank) for _, rank, *_ in told[:1]] == [1]
    for at in chance.sample(range(len(told)), 1000):
        assert Fraction(told[at][4]) == Fraction(best[at], 10_000)
        assert best[int(told[at][1]) - 1] == best[at] != best[int(told[at][1]) - 2]
