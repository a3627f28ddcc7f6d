"""Receiving: all files or none, nothing of a person kept but a token, the lake as it was after a fault."""

import hashlib
import hmac
import os
import shutil
import subprocess
import sys

import pyarrow.parquet as pq
import pytest
from tests.core.coverage.lakes import AS_OF, KEY, months, nik, regions, row, take, write

from paritrana.core.rolls import Lake, receive, rejected, token
from paritrana.errors import BadInput, DataFaults, RuleRefused


def deliver(lake, *files, **more):
    given = {"schema": "contribution", "key": KEY, "as_of": AS_OF, "regions": regions()} | more
    return receive(list(files), lake=lake, **given)


def contents(lake):
    return sorted(path.relative_to(lake).as_posix() for path in lake.rglob("*") if path.is_file())


def test_the_token_is_the_first_half_of_a_keyed_digest(tmp_path):
    expected = hmac.new(KEY, b"NIK:" + nik(1).encode(), hashlib.sha256).hexdigest()[:32]
    lake = take(tmp_path, months(1, 1))
    kept = pq.read_table(Lake(lake).token_paths()[0]).column("token").to_pylist()
    assert kept == [expected] == [token(nik(1), KEY)]


def test_no_nik_and_no_name_reaches_the_lake(tmp_path):
    names = ["Pekerja Alfa", "Pekerja Beta"]
    rows = [
        row(1, "2024-01", name=names[0]),
        row(2, "2024-13", name=names[1]),
        row(3, "2024-01", nik="710701"),
    ]
    lake = take(tmp_path, rows)
    for path in lake.rglob("*.parquet"):
        text = str(pq.read_table(path).to_pylist())
        assert not any(secret in text for secret in (nik(1), nik(2), *names)), path
    assert nik(1) not in (lake / "manifest.json").read_text("utf-8")


def test_the_same_file_again_is_recognised_whatever_its_name(tmp_path):
    lake, file = tmp_path / "lake", write(tmp_path / "a.csv", months(1, 1))
    deliver(lake, file)
    before = contents(lake)
    again = deliver(lake, shutil.copy(file, tmp_path / "b.csv"))
    assert [(one.replayed, one.file_no) for one in again.files] == [(True, 1)]
    assert contents(lake) == before


def test_a_repeated_row_of_one_file_is_rejected_and_the_first_kept(tmp_path):
    lake = take(tmp_path, [row(1, "2024-01"), row(2, "2024-01"), row(1, "2024-01"), row(1, "2024-02")])
    assert [one["row"] for one in rejected(lake, 1).to_pylist()] == [4]


def test_one_unreadable_file_refuses_the_whole_call(tmp_path):
    lake = take(tmp_path, months(1, 1))
    before = contents(lake)
    sound, broken = write(tmp_path / "sound.csv", months(2, 1)), tmp_path / "broken.csv"
    broken.write_text("nik,nama\n1,2\n", encoding="utf-8")
    with pytest.raises(DataFaults):
        deliver(lake, sound, broken)
    assert contents(lake) == before


def test_another_key_is_refused_since_the_same_person_would_count_twice(tmp_path):
    lake = take(tmp_path, months(1, 1))
    with pytest.raises(BadInput, match=r"nik\.other_key"):
        deliver(lake, write(tmp_path / "b.csv", months(1, 2)), key=b"quite another key")


def test_a_lake_that_is_being_changed_is_not_changed_at_once_by_another(tmp_path):
    lake = take(tmp_path, months(1, 1))
    hold = (
        "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX);"
        "print(1, flush=True); input()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(lake / ".lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        holder.stdout.readline()
        with pytest.raises(RuleRefused, match=r"lake\.busy"):
            deliver(lake, write(tmp_path / "b.csv", months(1, 2)))
    finally:
        holder.communicate(b"\n")


def test_a_full_disk_leaves_the_lake_as_it_was(tmp_path):
    """In a small mount of its own, which an ordinary user may make too."""
    files = [
        write(tmp_path / "a.csv", months(1, 1)),
        write(tmp_path / "b.csv", [row(n, "2024-02") for n in range(9999)]),
    ]
    mount = tmp_path / "small"
    mount.mkdir()
    command = f"{sys.executable} -c 'from paritrana.cli import main; main()' roll receive"
    given = f"--schema contribution --as-of 2025-01-31 --out {mount}/lake"
    script = f"""
        mount -t tmpfs -o size=1500k tmpfs {mount} || exit 1
        {command} {files[0]} {given} --regions {regions()} || exit 1
        cp {mount}/lake/manifest.json {tmp_path}/before
        cat /dev/zero > {mount}/filler
        truncate -s -16384 {mount}/filler
        {command} {files[1]} {given}
        echo $? > {tmp_path}/code
        cp {mount}/lake/manifest.json {tmp_path}/after
        ls {mount}/lake/rolls > {tmp_path}/rolls
    """
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("needs a mount of its own: sudo sysctl kernel.unprivileged_userns_clone=1")
    environment = os.environ | {"PARITRANA_NIK_KEY": KEY.decode(), "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, env=environment, check=False
    )
    assert (tmp_path / "code").read_text().strip() == "2", done.stderr
    assert "lake.disk_full" in done.stderr
    assert (tmp_path / "after").read_bytes() == (tmp_path / "before").read_bytes()
    assert (tmp_path / "rolls").read_text().split() == ["000001"]


def test_a_folder_of_something_else_is_refused_and_left_alone(tmp_path):
    kept = tmp_path / "home" / "project" / "thesis" / "chapter.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("years of work")
    with pytest.raises(BadInput) as refused:
        deliver(tmp_path / "home", write(tmp_path / "a.csv", months(1, 1)))
    assert refused.value.code == "lake.foreign"
    assert contents(tmp_path / "home") == ["project/thesis/chapter.txt"]


def test_a_folder_put_beside_a_lakes_own_stays(tmp_path):
    lake = take(tmp_path, months(1, 1))
    kept = lake / "letters" / "2024" / "a.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("a letter")
    deliver(lake, write(tmp_path / "b.csv", months(2, 1)))
    assert kept.read_text() == "a letter"


def test_names_that_look_like_patterns_are_names(tmp_path):
    folder = tmp_path / "la[k]e*?'\" x"
    folder.mkdir()
    lake = take(folder, months(1, 1))
    assert Lake(lake).manifest.deliveries[0].accepted == 1
