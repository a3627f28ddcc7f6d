"""`paritrana claims check` as a real process: exit codes, both formats, and what goes to which stream."""

import json
import subprocess
from pathlib import Path

import pytest
from tests.cli.terminal import process

HOLDS = '[[claim]]\nid = "a"\nkind = "sum"\nparts = ["1", "2"]\ntotal = "3"\n'
WRONG = (
    '[[claim]]\nid = "b"\nkind = "ratio"\nnumerator = "12.171"\ndenominator = "51.674"\npercent = "46,8 %"\n'
)
UNREAD = '[[claim]]\nid = "c"\nkind = "date"\ntext = "31/2/2024"\n'


def check(path: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return process("claims", "check", path, *more)


@pytest.mark.parametrize(
    ("text", "code"), [(HOLDS, 0), (HOLDS + UNREAD, 0), (HOLDS + WRONG, 1), (WRONG + UNREAD, 1)]
)
def test_the_answer_is_no_only_when_something_contradicts(tmp_path: Path, text: str, code: int):
    path = tmp_path / "c.toml"
    path.write_text(text)
    assert check(path).returncode == code


def test_the_list_for_programs(tmp_path: Path):
    path = tmp_path / "c.toml"
    path.write_text(HOLDS + WRONG + UNREAD)
    done = check(path, "--format", "json")
    listed = json.loads(done.stdout)
    assert [tuple(one) for one in listed] == [
        ("id", "kind", "verdict", "recomputed", "message_id", "message_en")
    ] * 3
    assert [(one["id"], one["verdict"], one["recomputed"]) for one in listed] == [
        ("a", "holds", "3"),
        ("b", "contradicts", "23.55"),
        ("c", "unreadable", None),
    ]
    assert listed[1]["message_id"].startswith("12.171 dari 51.674 adalah 23,55")
    assert (
        done.stderr == "1 holds, 1 contradicts, 1 unreadable\nnote: c cannot be read, so it was not checked\n"
    )


def test_lines_for_people(tmp_path: Path):
    path = tmp_path / "c.toml"
    path.write_text(WRONG)
    assert check(path).stdout.splitlines() == [
        "contradicts: b (ratio)",
        "  12,171 of 51,674 is 23.55%, not “46,8 %” as printed.",
        "  12.171 dari 51.674 adalah 23,55\N{NO-BREAK SPACE}%, bukan “46,8 %” seperti yang tercetak.",
    ]


def test_a_bad_file_tells_its_faults_on_stderr(tmp_path: Path):
    path = tmp_path / "c.toml"
    path.write_text(HOLDS.replace('"3"', "3.5"))
    done = check(path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{path}:5: value.float: total is a number with a fraction")
