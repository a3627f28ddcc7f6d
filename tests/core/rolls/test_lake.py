"""The lake on the disk: whole at every moment, also when the power fails."""

import os
from pathlib import Path

from tests.core.coverage.lakes import months, take

from paritrana.core.coverage import refresh
from paritrana.core.rolls import Lake
from paritrana.core.rolls.schemas import PROGRAMMES, SEGMENTS


def test_what_a_manifest_names_is_on_the_disk_before_the_manifest(tmp_path, monkeypatch):
    home = take(tmp_path, months(1, 1, 2))
    before = (home / "manifest.json").read_bytes()
    early, late, flush = set(), set(), os.fsync

    def recorded(number):
        moved = (home / "manifest.json").read_bytes() != before
        (late if moved else early).add(Path(os.readlink(f"/proc/self/fd/{number}")))
        flush(number)

    monkeypatch.setattr(os, "fsync", recorded)
    refresh(home)
    now = Lake(home).manifest
    named = [home / place for parts in now.tables.values() for place in parts.values()]
    assert named
    for place in named:
        assert {place, place.parent, *place.rglob("*")} <= early
    assert late == {home}  # the step itself


def test_segments_and_programmes_keep_the_numbers_that_lakes_hold():
    assert SEGMENTS == ("pu", "jakon", "pmi", "bpu")
    assert PROGRAMMES == ("JKK", "JKM", "JHT", "JP", "JKP")
