"""How long a roster in a workbook takes to be checked, beside pandas + openpyxl with the same rules.

Prints ratios of wall and CPU time, all in one run, each in a process of its own.  Both must accept the same
number of rows.  The peer reads and judges; ours also keeps every code and the repairs on offer, and with all
files writes the five files with the corrected workbook.
"""

import argparse
import lzma
import os
import sys
import tempfile
from datetime import date
from pathlib import Path

import measuring

from paritrana.core.rolls.places import SHIPPED

AS_OF = date(2026, 1, 31)
SEED = 20_231_231


def main() -> None:
    """Make a roster of each size up and time the tasks on it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="*", default=[30_000, 300_000])
    parser.add_argument("--without-peer", action="store_true")
    asked = parser.parse_args()
    for rows in asked.rows:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "roster.xlsx"
            measuring.measured(measuring.Task("made up", _make), (path, rows))
            load = os.getloadavg()[0]
            size, python = path.stat().st_size / 1e6, sys.version.split()[0]
            print(f"{rows} rows × 10 columns, {size:.1f} MB, seed {SEED}, Python {python}, load {load:.1f}")
            lines: list[measuring.Line] = []
            for task in TASKS:
                if task is PEER and asked.without_peer:
                    continue
                lines.append(measuring.measured(task, path))
                print(measuring.table(lines[-1], lines), flush=True)


def _make(asked: tuple[Path, int], watch: measuring.Watch) -> int:
    from paritrana.core.rolls.roster.synth import synthesise

    return synthesise(asked[1], asked[0], seed=SEED, as_of=AS_OF).rows


def _peer(path: Path, watch: measuring.Watch) -> tuple[int, int]:
    try:
        import pandas as pd
        import roster_peer
    except ImportError as error:
        raise measuring.Absent(f"pip install pandas openpyxl ({error.name})") from error
    with watch.running():
        with lzma.open(SHIPPED, "rt", encoding="utf-8") as file:
            regions = pd.read_csv(file, dtype=str)
        counts = roster_peer.accepted(path, AS_OF, regions)
    watch.rows = sum(counts)
    return counts


def _check(path: Path, watch: measuring.Watch) -> tuple[int, int]:
    with watch.running():
        checked = _checked(path)
        assert checked.repairs
    watch.rows = checked.rows
    return checked.accepted, checked.rejected


def _files(path: Path, watch: measuring.Watch) -> tuple[int, int]:
    from paritrana.core.rolls import roster

    with watch.running():
        checked = _checked(path)
        roster.write_results(checked, path.with_name("out"))
    watch.rows = checked.rows
    return checked.accepted, checked.rejected


def _checked(path: Path):
    from paritrana.core.rolls import roster

    return roster.check(roster.read(path), as_of=AS_OF, villages="71.07")


PEER = measuring.Task("pandas + openpyxl", _peer)
TASKS = [
    PEER,
    measuring.Task("paritrana, checked", _check, peer=PEER.name),
    measuring.Task("paritrana, with all files", _files, peer=PEER.name),
]

if __name__ == "__main__":
    main()
