"""A bundle of rulebook format /2 is as checkable by a stranger as one of /1."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.core import made_two
from tests.core.bundle.test_bundle import files_of, rezip
from tests.factories.rulebooks import category, measure, rubric, stage, text

from paritrana.core import bundle
from paritrana.core.bundle import UnreadableError, verifier, verify
from paritrana.core.scoring import Facts
from paritrana.errors import BadInput

RULES = text(
    category(
        stage("data", 3_000, measure(goalposts_by_size={"small": ["0", "0.5"]})),
        stage("talk", 7_000, rubric("innovation"), pass_mark=20),
        consolation=1,
        province_cap=1,
        aggregate="geometric",
        size_classes=["small", "large"],
    ),
    form=2,
    prize=[{"id": "east", "title": {"id": "Timur"}, "per": "zone", "among": "others"}],
)
VALUES = {
    "village": {
        name: {"coverage": share}
        for name, share in {"A": "9/10", "B": "4/5", "C": "0.3", "D": "1/2", "E": "0.1"}.items()
    }
}
MARKS = {("J1", name): {"innovation": mark} for name, mark in zip("ABCDE", "54321", strict=True)}
FACTS = {
    "A": Facts("71.01", "WITA", "large"),
    "B": Facts("71.02", "WITA", "large"),
    "C": Facts("75.03", "WITA", "small"),
    "D": Facts("82.01", "WIT", "large"),
    "E": Facts("82.02", "WIT", "large"),
}
AWARDS = """\
category,award,place,entrant,rule
village,winner,1,A,
village,consolation,1,C,
village,consolation,,B,skipped:province_cap
village,prize:east,1,D,zone:WIT
village,prize:east,1,B,zone:WITA
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return bundle.build(tmp_path / "b.zip", rulebook_text=RULES, values=VALUES, marks=MARKS, entrants=FACTS)


@pytest.fixture
def alone(path: Path, tmp_path: Path) -> Path:
    """Return the checker as a stranger unpacks it."""
    folder = tmp_path / "unpacked"
    folder.mkdir()
    for name in ("verifier.py", "method_two.py"):
        (folder / name).write_bytes(files_of(path)[name])
    return folder / "verifier.py"


def run(program: Path, path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", str(program), str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_holds_awards_facts_and_every_file_of_the_checker(path: Path):
    files = files_of(path)
    assert files["awards.csv"].decode() == AWARDS
    assert files["entrants.csv"].startswith(b"entrant,region,zone,size\nA,71.01,WITA,large\n")
    assert {"verifier.py", "method_two.py", "fair_two.py"} <= set(files)
    readme = files["README.txt"].decode()
    assert "verifier.py, method_two.py, dan fair_two.py dari" in readme
    assert "verifier.py, method_two.py and fair_two.py from" in readme
    assert "awards.csv" in readme
    assert verify(path).differences == []
    assert any("4 tables computed anew" in line for line in verify(path).checked)


@pytest.mark.parametrize("name", ["awards.csv", "entrants.csv", "method_two.py"])
def test_extra_files_keep_off_the_names_of_format_two(tmp_path: Path, name: str):
    given = {"rulebook_text": RULES, "values": VALUES, "marks": MARKS, "entrants": FACTS}
    with pytest.raises(BadInput):
        bundle.build(tmp_path / "b.zip", **given, extra={name: b""})


@pytest.mark.parametrize("name", ["awards.csv", "entrants.csv", "method_two.py"])
def test_each_changed_byte_of_the_new_files_is_found(path: Path, name: str):
    files, damaged = files_of(path), path.with_name("damaged.zip")
    whole = files[name]
    for place in range(0, len(whole), 1 + len(whole) // 150):
        changed = bytearray(whole)
        changed[place] ^= 1
        report = verify(rezip(damaged, {**files, name: bytes(changed)}, sums=False))
        assert any(line.startswith(f"{name}: changed") for line in report.differences)


def test_a_forger_who_mends_the_sums_is_found_at_every_byte_of_the_awards(path: Path):
    files, forged = files_of(path), path.with_name("forged.zip")
    for place in range(len(AWARDS)):
        changed = bytearray(files["awards.csv"])
        changed[place] ^= 1
        report = verify(rezip(forged, {**files, "awards.csv": bytes(changed)}))
        assert any(line.startswith("awards.csv line") for line in report.differences)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (b"A,71.01", b"A,72.01", "awards.csv line"),
        (b"D,82.01,WIT,", b"D,82.01,WIB,", "awards.csv line"),
        (b"C,75.03,WITA,small", b"C,75.03,WITA,large", "ranking.csv line"),
        (b"C,75.03,WITA,small", b"C,75.03,WITA,huge", "no size class"),
        (b"C,75.03,WITA,small", b"C,,WITA,small", "no region"),
        (b"C,75.03,WITA,small", b"C,75.03,,small", "no zone"),
        (b"C,75.03,WITA,small\n", b"", "no size class"),
        (b"C,75.03", b"F,75.03", "entrants.csv: not one row an entrant"),
        (b"C,75.03", b"A,75.03", "entrants.csv: not one row an entrant"),
    ],
)
def test_a_forger_who_changes_the_facts_is_found(path: Path, old: bytes, new: bytes, found: str):
    files = files_of(path)
    assert old in files["entrants.csv"]
    files["entrants.csv"] = files["entrants.csv"].replace(old, new, 1)
    assert any(found in line for line in verify(rezip(path, files)).differences)


def test_missing_awards_are_a_difference(path: Path):
    files = files_of(path)
    del files["awards.csv"]
    assert any("awards.csv line 1" in line for line in verify(rezip(path, files)).differences)


def test_a_format_that_is_not_known_is_a_difference(path: Path):
    files = files_of(path)
    files["rulebook.toml"] = files["rulebook.toml"].replace(b"rulebook/2", b"rulebook/3")
    assert any("rulebook/3" in line for line in verify(rezip(path, files)).differences)


def test_the_unpacked_checker_runs_alone(path: Path, alone: Path):
    done = run(alone, path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "result: all agrees" in done.stdout
    files = files_of(path)
    rezip(path, {**files, "awards.csv": files["awards.csv"].replace(b",A,", b",B,")})
    done = run(alone, path)
    assert done.returncode == 1
    assert "awards.csv line 2" in done.stderr


def test_without_its_second_file_the_checker_says_what_to_do(
    path: Path, alone: Path, monkeypatch: pytest.MonkeyPatch
):
    (alone.parent / "method_two.py").unlink()
    done = run(alone, path)
    assert done.returncode == 2
    assert "method_two.py: put it in the folder of verifier.py" in done.stderr
    monkeypatch.setattr(verifier, "__file__", str(alone))
    verifier.beside.cache_clear()
    with pytest.raises(UnreadableError, match="method_two"):
        verify(path)


def test_a_result_of_format_one_needs_no_second_file(tmp_path: Path, alone: Path):
    (alone.parent / "method_two.py").unlink()
    rules = text(category(stage("data", 3_000, measure()), stage("talk", 7_000, rubric("innovation"))))
    values = {"village": {name: {"coverage": "0.5"} for name in "ABCDE"}}
    path = bundle.build(tmp_path / "one.zip", rulebook_text=rules, values=values, marks=MARKS)
    assert {"method_two.py", "awards.csv"}.isdisjoint(files_of(path))
    assert run(alone, path).returncode == 0


def test_random_bundles_of_format_two_are_confirmed(tmp_path: Path):
    for seed in (290, 320, 365):
        book, values, marks, given, lots = made_two.case(seed)
        facts = {entrant: Facts(*one) for entrant, one in given.items()}
        path = bundle.build(
            tmp_path / "b.zip",
            rulebook_text=book.text,
            values=values,
            marks=marks,
            entrants=facts,
            seed=lots,
        )
        assert verify(path).differences == []
