"""Rows with NIKs do not outlive the process that was reading them, however it ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.core.coverage.lakes import months, write

PARITRANA = [sys.executable, "-c", "from paritrana.cli import main; main()"]
HOLDING = """
import sys
from paritrana.core.engines.scratch import Scratch
held = Scratch("paritrana-roll-")
(held.folder / "raw.parquet").write_text("rows with NIKs")
print(held._guard.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def aside(tmp_path):
    """Return the folder for what is temporary, and the environment that says so."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    key = {"PARITRANA_NIK_KEY": "a key only for these tests"}
    return folder, os.environ | key | {"TMPDIR": str(folder)}


def wait_for(condition, seconds=60):
    """Wait until something is so; it is an error if it never is."""
    over = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < over, "it did not come"
        time.sleep(0.01)


def start(command, environment):
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def test_a_killed_receipt_leaves_no_row_behind_and_no_lake(tmp_path, aside):
    temporary, environment = aside
    rows = [one for number in range(1, 2500) for one in months(number, *range(1, 13))]
    roll, lake = write(tmp_path / "roll.csv", rows), tmp_path / "lake"
    order = [*PARITRANA, "roll", "receive", str(roll), "--schema", "contribution", "--out", str(lake)]
    with start(order, environment) as receiving:
        wait_for(lambda: any(one.stat().st_size for one in temporary.glob("paritrana-roll-*/raw.parquet*")))
        receiving.send_signal(signal.SIGKILL)
    wait_for(lambda: not any(temporary.iterdir()))
    assert not (lake / "manifest.json").exists()


def test_what_is_left_when_the_guard_died_too_goes_with_the_next_command_of_any_kind(aside):
    temporary, environment = aside
    with start([sys.executable, "-c", HOLDING], environment) as killed:
        guard = int(killed.stdout.readline())
        os.kill(guard, signal.SIGKILL)
        killed.send_signal(signal.SIGKILL)
    left = [one.name for one in temporary.glob("*/raw.parquet")]
    assert left == ["raw.parquet"]
    with start([sys.executable, "-c", HOLDING], environment) as living:
        living.stdout.readline()  # it swept before it made its own
        assert len(list(temporary.glob("*/raw.parquet"))) == 1
        subprocess.run([*PARITRANA, "claims", "check", "none.toml"], env=environment, capture_output=True)
        assert len(list(temporary.glob("*/raw.parquet"))) == 1
        os.kill(living.pid, signal.SIGKILL)
    wait_for(lambda: not any(temporary.iterdir()))


def test_the_next_command_sweeps_before_it_does_anything(aside):
    temporary, environment = aside
    with start([sys.executable, "-c", HOLDING], environment) as killed:
        os.kill(int(killed.stdout.readline()), signal.SIGKILL)
        killed.send_signal(signal.SIGKILL)
    assert any(temporary.iterdir())
    told = subprocess.run([*PARITRANA, "claims", "check", "none.toml"], env=environment, capture_output=True)
    assert told.returncode == 2
    assert not any(temporary.iterdir())


def test_a_folder_that_only_looks_like_ours_is_left_alone(aside):
    temporary, environment = aside
    elsewhere = temporary.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / ".held").touch()
    (temporary / "paritrana-roll-link").symlink_to(elsewhere)
    (temporary / "paritrana-notes").mkdir()
    subprocess.run([*PARITRANA, "claims", "check", "none.toml"], env=environment, capture_output=True)
    assert (elsewhere / ".held").exists()
    assert Path(temporary / "paritrana-notes").exists()
