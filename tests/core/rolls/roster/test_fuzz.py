"""The fuzzer of rosters: numbers name mutations for good, and all of a few thousand end as they should."""

import random
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
FUZZ = ROOT / "benchmarks/fuzz_roster.py"


def _ran(*asked: str) -> str:
    return subprocess.run(
        [sys.executable, FUZZ, *asked], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout


@pytest.mark.long
def test_a_few_thousand_spoilt_rosters_end_as_checked_or_refused():
    told = _ran("--mutations", "4000")
    assert "4000 mutations from 0 on" in told
    assert "read and checked" in told
    assert "refused with a reason" in told
    assert "error of ours" not in told


@pytest.mark.long
def test_a_number_names_one_mutation_whatever_ran_before_it(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    from spoilt_rosters import MIX, Mutations, packed

    from paritrana.core.rolls.reading import Limits

    made = Mutations(tmp_path, 7, Limits())
    numbers = range(3 * len(MIX))
    spoilt = {at: made._spoilt(MIX[at % len(MIX)], random.Random(at)) for at in numbers if _is_file(MIX, at)}
    again = {at: made._spoilt(MIX[at % len(MIX)], random.Random(at)) for at in reversed(list(spoilt))}
    assert spoilt == again
    assert len(set(spoilt.values())) == len(spoilt)
    with zipfile.ZipFile(BytesIO(packed({"a/b.xml": b"<a/>", "c": b""}))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {"a/b.xml": b"<a/>", "c": b""}


def _is_file(mix: tuple[str, ...], at: int) -> bool:
    return mix[at % len(mix)] != "cells"
