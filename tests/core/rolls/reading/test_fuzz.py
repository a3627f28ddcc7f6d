"""Spoilt files: every one ends as a raw table or as told faults, within its memory.

Workbooks and Parquet files are read as the child reads them, each in a fork that is confined like the
child; a fork that dies by the memory limit or a signal is one whose parent tells a fault.
"""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.core.rolls.reading.made_files import COLUMNS, HEADER, ROWS
from tests.core.rolls.reading.made_workbooks import changed, ods, ods_row, shared_xlsx

from paritrana.core.rolls import reading
from paritrana.core.rolls.reading import KINDS
from paritrana.errors import DataFaults

SEED = 20_231_231
LIMITS = reading.Limits(memory=512 << 20, seconds=20, rows=100_000)

DRIVER = """
import io, json, os, sys, traceback
from dataclasses import asdict
from paritrana.core.rolls.reading import child
ended = {}
for line in sys.stdin:
    order = json.loads(line)
    pid = os.fork()
    if not pid:
        sys.stdin = io.StringIO(line)
        sys.stdout = open(order["told"], "w")
        try:
            child.main()
            sys.stdout.close()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    ended[order["path"]] = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
json.dump(ended, sys.stdout)
"""


def spoil(content: bytes, draw: random.Random) -> bytes:
    """Change, cut, double or swap some bytes."""
    spoilt = bytearray(content)
    for _ in range(draw.randrange(1, 6)):
        at, length = draw.randrange(len(spoilt)), draw.randrange(1, 40)
        match draw.randrange(6):
            case 0:
                spoilt[at] = draw.randrange(256)
            case 1:
                spoilt[at] ^= 1 << draw.randrange(8)
            case 2:
                del spoilt[at : at + length]
            case 3:
                spoilt[at:at] = spoilt[at : at + length]
            case 4:
                spoilt[at : at + 4] = draw.choice(
                    [b"\xff\xff\xff\xff", b"\0\0\0\0", b'"', b"\n", b",", b"<f>"]
                )
            case 5:
                spoilt[at:] = spoilt[at : at + max(1, len(spoilt) // 2)]
        if not spoilt:
            return b"\0"
    return bytes(spoilt)


def _csv_rounds(folder: Path, count: int) -> None:
    draw = random.Random(SEED)
    whole = "\n".join(
        [HEADER, *ROWS, '71,"A, ""B""",2024-01,1,2024-01-05', '72,"C\nD",2024-01,1,x', "73,é,,,"]
    )
    path = folder / "roll.csv"
    outcomes = set()
    for _ in range(count):
        path.write_bytes(spoil(whole.encode(), draw))
        try:
            raw = reading.read(path, COLUMNS, into=folder / "raw.parquet", limits=LIMITS)
            rows = pq.read_table(raw.into)["row"].to_pylist()
            assert rows == sorted(set(rows))
            assert len(rows) == raw.rows
            outcomes.add("read")
        except DataFaults:
            outcomes.add("refused")
    assert outcomes == {"read", "refused"}


def _confined_rounds(folder: Path, made: list[tuple[str, Path]]) -> None:
    """Read all files in forks; whoever ends with an error of ours has failed."""
    order = {
        "columns": COLUMNS,
        "into": str(folder / "raw.parquet"),
        "sheet": None,
        "kinds": {name: sorted(getattr(KINDS, name)) for name in ("identifiers", "dates", "months")},
        "limits": {name: getattr(LIMITS, name) for name in LIMITS.__slots__},
    }
    orders = [order | {"path": str(path), "format": kind, "told": f"{path}.told"} for kind, path in made]
    ran = subprocess.run(
        [sys.executable, "-c", DRIVER],
        input="".join(json.dumps(one) + "\n" for one in orders),
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "ARROW_DEFAULT_MEMORY_POOL": "system"},
    )
    told = set()
    for path, code in json.loads(ran.stdout).items():
        assert code in (0, 77, -6, -11), f"{path} ended with {code}: {ran.stderr[-2000:]}"
        if code == 0:
            told |= set(json.loads(Path(f"{path}.told").read_text()))
    assert told == {"facts", "faults"}


def _spoilt_files(folder: Path, count: int) -> list[tuple[str, Path]]:
    draw = random.Random(SEED)
    sound = {
        "xlsx": shared_xlsx(folder),
        "ods": ods(folder, ods_row(COLUMNS) + ods_row(ROWS[0].split(",")) * 2),
    }
    sound["parquet"] = folder / "sound.parquet"
    pq.write_table(pa.table({name: ["71", "72", None] * 20 for name in COLUMNS}), sound["parquet"])
    inside = {
        "xlsx": ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"],
        "ods": ["content.xml"],
    }
    made = []
    for number in range(count):
        for kind, path in sound.items():
            spoilt = folder / f"{number}.{kind}"
            if kind in inside and number % 4:
                spoilt.write_bytes(path.read_bytes())
                changed(spoilt, {draw.choice(inside[kind]): lambda content: spoil(content, draw)})
            else:
                spoilt.write_bytes(spoil(path.read_bytes(), draw))
            made.append((kind, spoilt))
    return made


def test_spoilt_csv_files(tmp_path):
    _csv_rounds(tmp_path, 200)


@pytest.mark.long
def test_spoilt_parquet_files_and_workbooks(tmp_path):
    _confined_rounds(tmp_path, _spoilt_files(tmp_path, 50))


@pytest.mark.long
def test_many_spoilt_csv_files(tmp_path):
    _csv_rounds(tmp_path, 10_000)


@pytest.mark.long
def test_many_spoilt_parquet_files_and_workbooks(tmp_path):
    _confined_rounds(tmp_path, _spoilt_files(tmp_path, 1_500))
