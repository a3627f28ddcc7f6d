"""A bundle is confirmed as published and refused after any change, with the difference named."""

import base64
import hashlib
import io
import random
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.core.made import case

from paritrana.core import bundle, rulebook
from paritrana.core.bundle import UnreadableError, verify
from paritrana.core.log import leaf_hash, root
from paritrana.core.scoring import marks_csv
from paritrana.errors import BadInput, DataFaults

RULES = """\
format = "paritrana-rulebook/1"
id = "contoh"
version = 1
title = { id = "Contoh" }
example = true
level = "province"
region = "71"
period = { start = "2023-01-01", end = "2023-12-31" }
[[category]]
id = "village"
title = { id = "Desa" }
entrant = "village"
winners = 1
ties = ["lot"]
[[category.stage]]
id = "data"
weight_bp = 4000
[[category.stage.criterion]]
id = "coverage"
kind = "measure"
weight_bp = 10000
goalposts = ["0", "1"]
missing = "disqualify"
[[category.stage]]
id = "talk"
weight_bp = 6000
[[category.stage.criterion]]
id = "innovation"
kind = "rubric"
weight_bp = 10000
scale = [0, 5]
"""
VALUES = {"village": {"A": {"coverage": "0.5"}, "B": {"coverage": "0.25"}, "C": {}}}
MARKS = {
    ("J1", "A"): {"innovation": "4"},
    ("J2", "A"): {"innovation": "3"},
    ("J1", "B"): {"innovation": "5"},
    ("J2", "B"): {"*": "recused"},
}
GIVEN: dict[str, Any] = {"rulebook_text": RULES, "values": VALUES, "marks": MARKS, "seed": "benih"}
ORIGIN = "contoh.invalid/edisi"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return bundle.build(tmp_path / "b.zip", **GIVEN, extra={"papers/decree.txt": b"SK"})


def files_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rezip(path: Path, files: dict[str, bytes], *, sums: bool = True) -> Path:
    """Write files as a forger would, with SHA256SUMS made anew unless told not to."""
    if sums:
        names = sorted(set(files) - {"SHA256SUMS"})
        lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in names]
        files["SHA256SUMS"] = "".join(lines).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def checkpoint(leaves: list[str]) -> str:
    top = base64.b64encode(root([leaf_hash(leaf.encode()) for leaf in leaves])).decode()
    return f"{ORIGIN}\n{len(leaves)}\n{top}\n"


def with_ledger(path: Path, given: dict[str, Any]) -> str:
    """Write a bundle whose ledger names the result in its third leaf, and return the checkpoint."""
    contents = bundle.contents(**given)
    leaves = ['{"seq":0}', '{"seq":1}', f'{{"bundle":"{bundle.digest(contents)}","seq":2}}']
    text = checkpoint(leaves)
    bundle.write(path, contents, checkpoint=text, leaves="".join(f"{leaf}\n" for leaf in leaves))
    return text


def test_a_bundle_is_confirmed(path: Path):
    report = verify(path)
    assert report.ok
    assert any("computed anew" in line for line in report.checked)
    assert any(rulebook.read(RULES).hash in line for line in report.checked)
    assert any("rebuilt whole" in note for note in report.notes)


def test_the_same_result_makes_the_same_bytes(path: Path, tmp_path: Path):
    again = bundle.build(tmp_path / "again.zip", **GIVEN, extra={"papers/decree.txt": b"SK"})
    assert again.read_bytes() == path.read_bytes()
    assert sorted(item.name for item in tmp_path.iterdir()) == ["again.zip", "b.zip"]


def test_it_holds_what_the_public_needs(path: Path):
    files = files_of(path)
    assert set(files) == {
        *("README.txt", "SHA256SUMS", "contributions.csv", "excluded.csv", "marks.csv", "papers/decree.txt"),
        *("ranking.csv", "rulebook.json", "rulebook.toml", "seed.txt", "values.csv", "verifier.py"),
    }
    readme = files["README.txt"].decode()
    assert "Cara memeriksa" in readme
    assert "How to check it" in readme
    assert "bukan ketentuan resmi" in readme
    assert files["excluded.csv"] == b"category,entrant,reason\nvillage,C,missing:coverage\n"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("marks.csv", b"J1,A,innovation,4", b"J1,A,innovation,5"),
        ("rulebook.toml", b"weight_bp = 4000", b"weight_bp = 4001"),
        ("rulebook.json", b'"weight_bp":4000', b'"weight_bp":4001'),
        ("values.csv", b"A,village", b"X,village"),
        ("ranking.csv", b"1,B", b"1,A"),
        ("contributions.csv", b"20/1", b"21/1"),
        ("excluded.csv", b"C,missing", b"D,missing"),
        ("seed.txt", b"benih", b"benik"),
        ("papers/decree.txt", b"SK", b"SP"),
        ("README.txt", b"aturan", b"atutan"),
        ("verifier.py", b"return 0", b"return 1"),
    ],
)
def test_any_changed_byte_is_refused_and_named(path: Path, name: str, old: bytes, new: bytes):
    files = files_of(path)
    assert old in files[name]
    files[name] = files[name].replace(old, new, 1)
    report = verify(rezip(path, files, sums=False))
    assert any(line.startswith(f"{name}: changed") for line in report.differences)


@pytest.mark.parametrize(
    "raw", [b"J1,A,innovation,4", b"weight_bp = 4000", b"A,village,coverage,0.5", b"marks.csv"]
)
def test_a_byte_changed_in_the_archive_itself_is_refused(path: Path, raw: bytes):
    data = bytearray(path.read_bytes())
    data[data.index(raw) + 1] ^= 1
    path.write_bytes(bytes(data))
    assert not verify(path).ok


@pytest.mark.parametrize(
    ("name", "old", "new", "found"),
    [
        ("marks.csv", b"J1,A,innovation,4", b"J1,A,innovation,5", "ranking.csv line 3"),
        ("values.csv", b"0.25", b"0.35", "ranking.csv line 2"),
        ("rulebook.toml", b"scale = [0, 5]", b"scale = [0, 6]", "rulebook.json"),
        ("contributions.csv", b"20/1", b"21/1", "contributions.csv line"),
        ("excluded.csv", b"missing:coverage", b"missing:innovation", "excluded.csv line 2"),
        ("marks.csv", b"J1,A,innovation,4", b"J1,A,innovation,6", "off the scale"),
        ("marks.csv", b"J2,B,*,recused", b"J2,D,*,recused", "D is marked but not named"),
        ("rulebook.toml", b"weight_bp = 4000", b"weight_bp = 0.4", "the rulebook holds a float"),
        ("rulebook.toml", b"[[category]]", b"[[category", "cannot be computed anew"),
        ("values.csv", b"0.5", b"9" * 100_000, "cannot be computed anew"),
    ],
)
def test_a_forger_who_mends_the_sums_is_found_by_the_recomputation(
    path: Path, name: str, old: bytes, new: bytes, found: str
):
    files = files_of(path)
    files[name] = files[name].replace(old, new, 1)
    report = verify(rezip(path, files))
    assert any(found in line for line in report.differences)


def test_missing_and_extra_files_are_named(path: Path):
    files = files_of(path)
    del files["papers/decree.txt"], files["marks.csv"]
    files["more.txt"] = b"?"
    told = "\n".join(verify(rezip(path, files, sums=False)).differences)
    assert "papers/decree.txt: named in SHA256SUMS but missing" in told
    assert "more.txt: an extra file" in told
    assert "marks.csv: missing" in told


def test_a_bundle_without_sums_is_refused(path: Path):
    files = files_of(path)
    del files["SHA256SUMS"]
    report = verify(rezip(path, files, sums=False))
    assert any(line.startswith("SHA256SUMS: missing") for line in report.differences)


def test_a_bundle_rebuilt_whole_is_told_apart_only_by_a_checkpoint(tmp_path: Path):
    kept = tmp_path / "kept.txt"
    kept.write_text(with_ledger(tmp_path / "true.zip", GIVEN))
    assert verify(tmp_path / "true.zip", kept).ok
    forged = {**GIVEN, "marks": {**MARKS, ("J1", "A"): {"innovation": "0"}}}
    with_ledger(tmp_path / "forged.zip", forged)
    assert verify(tmp_path / "forged.zip").ok
    assert any("kept elsewhere" in line for line in verify(tmp_path / "forged.zip", kept).differences)


def test_a_forger_who_keeps_the_old_ledger_is_found_by_the_checkpoint(tmp_path: Path):
    kept = tmp_path / "kept.txt"
    kept.write_text(with_ledger(tmp_path / "true.zip", GIVEN))
    old = files_of(tmp_path / "true.zip")
    forged = {**GIVEN, "marks": {**MARKS, ("J1", "A"): {"innovation": "0"}}}
    made = bundle.contents(**forged)
    path = bundle.write(
        tmp_path / "forged.zip",
        made,
        checkpoint=old["checkpoint.txt"].decode(),
        leaves=old["ledger.jsonl"].decode(),
    )
    assert any("No leaf names this result" in note for note in verify(path).notes)
    assert any("does not cover this result" in line for line in verify(path, kept).differences)


def test_an_older_checkpoint_must_be_a_beginning_of_the_ledger(tmp_path: Path):
    path, kept = tmp_path / "b.zip", tmp_path / "kept.txt"
    with_ledger(path, GIVEN)
    kept.write_text(checkpoint(['{"seq":0}', '{"seq":9}']))
    assert any("is not the one of the checkpoint" in line for line in verify(path, kept).differences)
    kept.write_text(checkpoint(['{"seq":0}', '{"seq":1}']))
    assert any("does not cover this result" in line for line in verify(path, kept).differences)


def test_a_changed_leaf_is_refused(tmp_path: Path):
    path = tmp_path / "b.zip"
    with_ledger(path, GIVEN)
    files = files_of(path)
    files["ledger.jsonl"] = files["ledger.jsonl"].replace(b'{"seq":0}', b'{"seq":7}')
    assert any("do not give the root" in line for line in verify(rezip(path, files)).differences)


@pytest.mark.parametrize("text", ["", "one line", "o\nx\nAAAA\n", "o\n1\n!!\n"])
def test_a_checkpoint_file_that_is_none_is_unreadable(tmp_path: Path, text: str):
    with_ledger(tmp_path / "b.zip", GIVEN)
    (tmp_path / "kept.txt").write_text(text)
    with pytest.raises(UnreadableError):
        verify(tmp_path / "b.zip", tmp_path / "kept.txt")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"x" * 1000, b"PK\x05\x06" + b"\0" * 17])
def test_what_is_no_archive_is_unreadable(tmp_path: Path, data: bytes):
    (tmp_path / "b.zip").write_bytes(data)
    with pytest.raises(UnreadableError):
        verify(tmp_path / "b.zip")


@pytest.mark.parametrize("name", ["absent.zip", "."])
def test_what_is_no_file_is_unreadable(tmp_path: Path, name: str):
    with pytest.raises(UnreadableError):
        verify(tmp_path / name)


def test_a_device_without_end_is_unreadable():
    with pytest.raises(UnreadableError):
        verify("/dev/zero")


def test_a_truncated_bundle_is_unreadable_or_differs(path: Path):
    whole = path.read_bytes()
    for length in range(0, len(whole), 997):
        path.write_bytes(whole[:length])
        with pytest.raises(UnreadableError):
            verify(path)


def test_random_damage_never_passes_unseen_nor_breaks_the_check(path: Path):
    whole, chance = path.read_bytes(), random.Random(7)
    contents = {member.header_offset: member for member in zipfile.ZipFile(io.BytesIO(whole)).infolist()}
    for _ in range(150):
        data = bytearray(whole)
        member = chance.choice(list(contents.values()))
        start = member.header_offset + 30 + len(member.filename)
        data[start + chance.randrange(member.file_size)] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(data))
        assert not verify(path).ok
    for _ in range(150):
        data = bytearray(whole)
        data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(bytes(data))
        try:
            verify(path)
        except UnreadableError:
            continue


def hostile(path: Path, name: str, data: bytes = b"x", **fields: int) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        member = zipfile.ZipInfo(name)
        member.compress_type = zipfile.ZIP_DEFLATED
        for field, value in fields.items():
            setattr(member, field, value)
        archive.writestr(member, data)
    return path


@pytest.mark.parametrize(
    ("name", "fields", "told"),
    [
        ("../outside", {}, "leads outside"),
        ("/etc/passwd", {}, "leads outside"),
        ("C:evil", {}, "leads outside"),
        ("link", {"external_attr": 0o120777 << 16}, "not a plain file"),
        ("folder/", {}, "not a plain file"),
        ("inner.zip", {}, "extra file"),
    ],
)
def test_hostile_members_are_differences(path: Path, name: str, fields: dict[str, int], told: str):
    assert any(told in line for line in verify(hostile(path, name, **fields)).differences)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_a_difference(path: Path):
    report = verify(hostile(path, "marks.csv", b"juror,entrant,criterion,mark\n"))
    assert "marks.csv: stands twice in the bundle" in report.differences


def test_a_bomb_is_refused_without_unpacking_it(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("paritrana.core.bundle.verifier.MOST_BYTES", 1_000_000)
    with pytest.raises(UnreadableError, match="unpacks to more"):
        verify(hostile(path, "bomb", b"\0" * 2_000_000))


def test_jurors_appear_as_given_and_sheets_of_the_recused_stay_out_of_the_score(path: Path):
    assert files_of(path)["marks.csv"].decode() == marks_csv(MARKS)


@pytest.mark.parametrize(
    "name", ["ranking.csv", "SHA256SUMS", "../x", "/x", "a\\b", "a//b", "", "a\nb", "c:x"]
)
def test_extra_files_keep_to_plain_names(tmp_path: Path, name: str):
    with pytest.raises(BadInput):
        bundle.build(tmp_path / "b.zip", **GIVEN, extra={name: b""})
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_when_the_data_are_at_fault(tmp_path: Path):
    with pytest.raises(DataFaults):
        bundle.build(tmp_path / "b.zip", **{**GIVEN, "seed": None})
    assert list(tmp_path.iterdir()) == []


def test_random_bundles_are_confirmed(tmp_path: Path):
    for seed in range(25):
        book, values, marks, lots = case(seed)
        path = bundle.build(
            tmp_path / "b.zip", rulebook_text=book.text, values=values, marks=marks, seed=lots
        )
        assert verify(path).differences == []


def test_the_checker_taken_out_of_a_bundle_runs_alone(path: Path, tmp_path: Path):
    alone = tmp_path / "alone" / "verifier.py"
    alone.parent.mkdir()
    alone.write_bytes(files_of(path)["verifier.py"])
    command = [sys.executable, "-I", "-S", str(alone), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "result: all agrees" in done.stdout
    files = files_of(path)
    files["marks.csv"] = files["marks.csv"].replace(b"innovation,4", b"innovation,3")
    rezip(path, files)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ranking.csv line 3" in done.stderr
    path.write_bytes(b"no archive")
    assert subprocess.run(command, capture_output=True, check=False).returncode == 2
    assert subprocess.run(command[:-1], capture_output=True, check=False).returncode == 2
