"""`paritrana roster`: what it answers, what it writes, and what is left when it is stopped."""

import csv
import json
import os
import signal
import subprocess
import sys

import pytest
from tests.core.coverage.lakes import regions
from tests.core.rolls.roster.rosters import row, write_csv

from paritrana.cli import run

MAIN = "import sys; from paritrana.cli import main; main(sys.argv[1:])"


def check(path, out, *more) -> int:
    """Run the check in this process; return its exit code."""
    asked = ["--as-of", "2026-01-31", "--villages", "71.07", "--regions", str(regions()), "--out", str(out)]
    return run(["roster", "check", str(path), *asked, *more])


def test_all_accepted_ends_with_0_and_warnings_are_allowed(tmp_path, capsys):
    path = write_csv(tmp_path / "a.csv", [row(1), row(2, name="0812345678")])
    assert check(path, tmp_path / "out") == 0
    assert capsys.readouterr().out == "2 rows: 2 accepted, 1 with warnings, 0 rejected\n"
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == [
        *("accepted.csv", "corrected.xlsx", "rejected.csv", "summary.json", "warnings.csv")
    ]


def test_some_rejected_ends_with_1_and_a_repair_can_mend_them(tmp_path, capsys):
    path = write_csv(tmp_path / "a.csv", [row(1), row(2, sex="Pria")])
    assert check(path, tmp_path / "out") == 1
    told = capsys.readouterr()
    assert told.out == "2 rows: 1 accepted, 1 rejected\n"
    assert "sex.word: 1" in told.err
    assert "--repair sex_words would change 1 rows" in told.err
    assert check(path, tmp_path / "out", "--repair", "sex_words") == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "roll.empty"),
        (("--villages", "99"), "roster.villages"),
        (("--layout", "absent.toml"), "layout.unreadable"),
        (("--fund", "absent.toml"), "fund.rules"),
        (("--repair", "guess"), "roster.repair"),
        (("--as-of", "tomorrow"), "--as-of"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_the_reason(tmp_path, capsys, arguments, told):
    path = write_csv(tmp_path / "a.csv", [row(1)])
    if not arguments:
        path.write_bytes(b"")
    assert check(path, tmp_path / "out", *arguments) == 2
    assert told in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_a_fund_and_a_layout_are_read_from_files(tmp_path):
    layout, fund = tmp_path / "l.json", tmp_path / "f.toml"
    layout.write_text(json.dumps({"columns": {"Orang": "name"}}))
    fund.write_text('format = "paritrana-fund-rules/1"\noldest = 30\n')
    headings = {
        **dict.fromkeys(["nik"], "NIK"),
        "name": "Orang",
        "birth_date": "Lahir",
        "sex": "JK",
        "village": "Desa",
    }
    path = write_csv(tmp_path / "a.csv", [row(1)], headings)
    assert check(path, tmp_path / "out", "--layout", str(layout), "--fund", str(fund)) == 1
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert summary["by_code"] == {"age.over": 1}


def test_synth_and_check_agree(tmp_path, capsys):
    book = tmp_path / "s.xlsx"
    assert run(["roster", "synth", "--rows", "300", "--out", str(book), "--regions", str(regions())]) == 0
    assert check(book, tmp_path / "out") == 1
    with (tmp_path / "s.key.csv").open() as file:
        key = {one["row"]: set(one["codes"].split()) for one in csv.DictReader(file)}
    found: dict[str, set[str]] = {}
    for name in ("rejected.csv", "warnings.csv"):
        with (tmp_path / "out" / name).open() as file:
            for one in csv.DictReader(file):
                found.setdefault(one["row"], set()).add(one["code"])
    assert found == key
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out", "s.key.csv", "s.xlsx"]


def test_a_template_is_written_for_a_region(tmp_path, capsys):
    book = tmp_path / "t.xlsx"
    assert (
        run(["roster", "template", "--villages", "71.07", "--out", str(book), "--regions", str(regions())])
        == 0
    )
    assert "144 villages" in capsys.readouterr().out
    assert run(["roster", "template", "--villages", "7", "--out", str(tmp_path / "no" / "t.xlsx")]) == 2


@pytest.mark.parametrize("wait", ["step 1", "file 4"])
def test_stopping_it_leaves_nothing(tmp_path, wait):
    path = write_csv(tmp_path / "a.csv", [row(at % 9_000 + 1, nik="1") for at in range(60_000)])
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", MAIN, "roster", "check", str(path), "--out", str(tmp_path / "out")],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(scratch), "PYTHONPATH": os.pathsep.join(sys.path)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a background job ignores it
    ) as child:
        assert child.stderr
        for line in child.stderr:
            if wait in line:
                break
        child.send_signal(signal.SIGINT)
        child.stderr.read()
        assert child.wait() == 130
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.csv", "scratch"]
    assert list(scratch.iterdir()) == []
