"""What coverage costs: every bar of the lake, each beside a named peer on the same files in the same run.

Prints wall and CPU seconds, peak memory and the ratio to the peer, and says which bars are met. Each task
works in a process of its own. The bars are stated for 100 million rows on two quiet cores: ask for them by
`--rows 100000000`, or by `--rolls DIR --lake DIR` of an earlier `paritrana roll synth`, `roll receive` and
`coverage refresh`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from coverage_tasks import PEERS, TASKS, Asked
from measuring import Line, measured, table

ROWS_A_PERSON = 11.4
ROOT = Path(__file__).resolve().parents[1]
# name: (what is held against the bar, the bar); the unit tells which number of the line it is
BARS = {
    "month, distinct": (("ratio", 1.3), ("memory", 600.0)),
    "person_year": (("memory", 2000.0),),
    "year, person-months": (("wall", 1.0), ("memory", 200.0)),
    "rules": (("a row", 1.0),),
    "Ibis, fixed": (("wall", 0.5),),
}


def main() -> None:
    """Make or take a lake, run every task, say what is met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rolls", type=Path, help="folder of `paritrana roll synth`")
    parser.add_argument("--lake", type=Path, help="folder of a refreshed lake")
    parser.add_argument("--year", type=int, default=2024)
    parser.add_argument("--cap", default="1GB", help="memory cap of the tasks under a cap")
    parser.add_argument("--only", default="", help="words in the names of the tasks to run, joined by commas")
    parser.add_argument(
        "--no-peers", action="store_true", help="leave out pandas, Polars, PostgreSQL, PySpark"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="paritrana-bench-") as folder:
        rolls = asked.rolls or Path(folder) / "rolls"
        lake = asked.lake or Path(folder) / "lake"
        _make(rolls, lake, asked)
        what = Asked(rolls, lake, asked.year, asked.cap, Path(folder))
        _header(lake, asked)
        chosen = [word for word in asked.only.split(",") if word]
        lines: list[Line] = []
        for task in TASKS + ([] if asked.no_peers else PEERS):
            if not chosen or any(word in task.name for word in chosen):
                found = measured(task, what)
                lines.append(found)
                print(table(found, lines), flush=True)
        print(_verdict(lines))


def _make(rolls: Path, lake: Path, asked: argparse.Namespace) -> None:
    """Make what was not given, in a child, so that nothing of it is counted."""
    code = (
        "import sys; from pathlib import Path; from datetime import date\n"
        "from paritrana.core.coverage import refresh; from paritrana.core.rolls import receive\n"
        "from paritrana.core.coverage.synth import synthesise\n"
        "rolls, lake = Path(sys.argv[1]), Path(sys.argv[2])\n"
        "persons, year = int(sys.argv[3]), int(sys.argv[4])\n"
        "if not (rolls / 'about.json').exists(): synthesise(persons, rolls, year=year, form='parquet')\n"
        "if not (lake / 'manifest.json').exists():\n"
        "    receive(sorted(rolls.glob('contribution-*')), schema='contribution', lake=lake,\n"
        "            key=b'0123456789abcdef', as_of=date(year + 1, 1, 31))\n"
        "    refresh(lake)\n"
    )
    if not (lake / "manifest.json").exists():
        start = time.perf_counter()
        persons = str(max(1000, round(asked.rows / ROWS_A_PERSON)))
        subprocess.run([sys.executable, "-c", code, rolls, lake, persons, str(asked.year)], check=True)
        print(f"made roll and lake in {time.perf_counter() - start:.0f} s")


def _header(lake: Path, asked: argparse.Namespace) -> None:
    from paritrana.core.rolls.lake import Lake

    manifest = Lake.existing(lake).manifest
    rows = sum(one.rows for one in manifest.deliveries)
    print(
        f"{rows} rows, {manifest.persons} persons, year {asked.year}, cap {asked.cap}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}"
    )
    if rows < 90_000_000:
        print("the bars are stated for 100 million rows; this run is smaller")
    if os.getloadavg()[0] > (os.cpu_count() or 1) / 2:
        print("the machine is busy: wall times say little, CPU times more")


def _verdict(lines: list[Line]) -> str:
    told = []
    by_name = {line.name: line for line in lines}
    for name, bars in BARS.items():
        line = by_name.get(name)
        if line is None or line.skipped:
            continue
        for kind, bar in bars:
            if kind == "ratio" and line.peer not in by_name:
                continue
            value, words = line.value(kind, by_name)
            told.append(f"{'met   ' if value <= bar else 'MISSED'} {name}: {words}, bar {bar:g}")
    for line in lines:
        if line.capped and not line.skipped:
            told.append(f"met    {line.name}: finishes under the cap")
    return "\n".join(["", *told])


if __name__ == "__main__":
    main()
