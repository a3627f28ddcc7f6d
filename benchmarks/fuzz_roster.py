"""Spoilt rosters: every mutation of a workbook or CSV file ends as a checked roster or as told faults.

    python benchmarks/fuzz_roster.py --mutations 5000000 --memory 512
    python benchmarks/fuzz_roster.py --mutations 5000000 --first 75000 --seconds 600

Each worker is confined like the child that reads; one that dies of the cap is counted, as its parent would
tell a fault, and another goes on.  Any other end is printed with its number; `--only NUMBER` repeats it.
"""

import argparse
import io
import os
import random
import resource
import signal
import struct
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"  # as in the child, so that the cap counts
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.core.coverage.lakes import regions  # noqa: E402
from tests.core.rolls.reading.made_workbooks import ods, ods_row  # noqa: E402
from tests.core.rolls.reading.test_fuzz import spoil  # noqa: E402
from tests.core.rolls.roster import binary_books  # noqa: E402
from tests.core.rolls.roster.rosters import HEADINGS, row, write_csv, write_xlsx  # noqa: E402

from paritrana.core.rolls.reading import Limits, formats  # noqa: E402
from paritrana.core.rolls.roster import check, grid  # noqa: E402
from paritrana.core.rolls.roster import reading as rosters  # noqa: E402
from paritrana.core.rolls.roster import villages as places  # noqa: E402
from paritrana.core.rolls.roster.layout import Layout  # noqa: E402
from paritrana.errors import DataFaults  # noqa: E402

AS_OF = date(2026, 1, 31)
SECONDS = 30
AT_ONCE = 2_000
MEMORY = Path("/dev/shm")  # a third of the time went into files on the disk
READ, REFUSED, BROKEN = b"r", b"f", b"x"


def main() -> int:
    """Spread the mutations over the formats and say how they ended; 1 when one ended otherwise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mutations", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="go on from this mutation")
    parser.add_argument("--seconds", type=int, default=10**9, help="begin no batch after so many")
    parser.add_argument("--memory", type=int, default=512, help="MB that a reader may take")
    parser.add_argument("--seed", type=int, default=20_231_231)
    parser.add_argument("--only", type=int, default=-1, help="repeat one mutation, in this process")
    asked = parser.parse_args()
    warnings.filterwarnings("ignore", "This process", DeprecationWarning)  # the fork reads, and nothing else
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        sound = _sound(Path(folder))
        places.load(regions())
        limits = Limits(memory=asked.memory << 20, seconds=10**6, rows=100_000, workbook_size=16 << 20)
        if asked.only >= 0:
            print(_one(asked.only, asked.seed, sound, Path(folder), limits))
            return 0
        return _all(asked, sound, Path(folder), limits)


def _sound(folder: Path) -> dict[str, bytes]:
    rows = [
        row(at, birth_date=day) for at, day in enumerate(("31-01-1990", "1990-01-31", "31 Januari 1990"), 1)
    ]
    cells = [list(HEADINGS.values()), *[[one[name] for name in HEADINGS] for one in rows]]
    made = {
        "xlsx": write_xlsx(folder / "a.xlsx", cells),
        "xls": binary_books.book(folder / "a.xls", cells),
        "ods": ods(folder, "".join(ods_row(line) for line in cells)),
        "csv": write_csv(folder / "a.csv", rows),
    }
    return {kind: path.read_bytes() for kind, path in made.items()}


def _all(asked: argparse.Namespace, sound: dict[str, bytes], folder: Path, limits: Limits) -> int:
    ended: Counter[str] = Counter()
    failures: list[int] = []
    start, at = time.monotonic(), asked.first
    while at < asked.mutations and time.monotonic() - start < asked.seconds:
        try:
            outcomes, status = _worker(at, asked, sound, folder, limits)
        except KeyboardInterrupt:
            break
        for one in outcomes:
            failures += [at] if one == BROKEN[0] else []
            ended[{READ[0]: "checked", REFUSED[0]: "refused with a reason"}.get(one, "an error of ours")] += 1
            at += 1
        if status and at < asked.mutations:  # died over the next one
            name = "the cap on memory" if status in (77, -signal.SIGABRT) else f"{status}"
            ended[f"the reader ended by {name}"] += 1
            failures += [at] if status in (1, -signal.SIGALRM) else []
            at += 1
    spent = time.monotonic() - start
    count = at - asked.first
    print(
        f"{count} mutations from {asked.first} on of {', '.join(sound)}, seed {asked.seed}, "
        f"cap {asked.memory} MB, {spent:.0f} s, {count / max(spent, 1e-9):.0f} a second"
    )
    for name, count in sorted(ended.items()):
        print(f"  {count:9} {name}")
    for one in failures[:20]:
        print(f"  mutation {one} failed: repeat it with --only {one}", file=sys.stderr)
    return 1 if failures else 0


def _worker(
    first: int, asked: argparse.Namespace, sound: dict[str, bytes], folder: Path, limits: Limits
) -> tuple[bytes, int]:
    """Work on the mutations from `first` on in a confined fork; return one letter each, and the status."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _confine(limits)
        try:
            for at in range(first, min(first + AT_ONCE, asked.mutations)):
                signal.alarm(SECONDS)
                os.write(writing, _letter(at, asked.seed, sound, folder, limits))
        except MemoryError:
            os._exit(77)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    return told, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _confine(limits: Limits) -> None:
    with open("/proc/self/statm", encoding="ascii") as file:
        mapped = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + limits.memory,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _letter(at: int, seed: int, sound: dict[str, bytes], folder: Path, limits: Limits) -> bytes:
    try:
        return READ if _one(at, seed, sound, folder, limits) is None else REFUSED
    except MemoryError:
        raise
    except BaseException:
        traceback.print_exc()
        return BROKEN


def _one(at: int, seed: int, sound: dict[str, bytes], folder: Path, limits: Limits) -> list[str] | None:
    """Spoil, read and check one file; return the codes of a refusal, None when it was checked."""
    draw = random.Random(f"{seed}:{at}")
    kind = list(sound)[at % len(sound)]
    path = folder / f"spoilt.{kind}"
    path.write_bytes(_spoilt(kind, sound[kind], draw))
    try:
        form = formats.recognise(path, limits, old=True)
        order = {
            "path": str(path),
            "into": str(folder / "grid.parquet"),
            "format": str(form),
            "layout": Layout().as_data(),
        }
        facts = grid.read(order, limits) | {"sha256": ""}
        cells = rosters.pq.read_table(folder / "grid.parquet", memory_map=False)
        found = rosters.unmapped(path.name, str(form), cells, facts).mapped(Layout())
        checked = check(found, as_of=AS_OF, villages="71.07", regions=regions())
    except DataFaults as refusal:
        return [one.code for one in refusal.faults]
    assert checked.accepted + checked.rejected == checked.rows
    assert all(one.message("id") and one.message("en") for one in checked.findings())
    for one in checked.repairs if at % 16 < len(sound) else ():
        assert checked.repaired(one.code).rows == checked.rows
    return None


def _spoilt(kind: str, content: bytes, draw: random.Random) -> bytes:
    """Spoil the bytes of a file, or of one part inside it; a cell of a record in a binary workbook."""
    if kind in ("xlsx", "ods") and draw.randrange(8):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
            names = [one for one in old.namelist() if one.endswith((".xml", ".rels"))]
            chosen = draw.choice(["xl/worksheets/sheet1.xml", "content.xml", *names])
            for name in old.namelist():
                part = old.read(name)
                new.writestr(name, spoil(part, draw) if name == chosen else part)
        return out.getvalue()
    if kind == "xls" and draw.randrange(4):
        place = 512 + 2 * draw.randrange(600)
        return content[:place] + struct.pack("<H", draw.randrange(1 << 16)) + content[place + 2 :]
    return spoil(content, draw)


if __name__ == "__main__":
    sys.exit(main())
