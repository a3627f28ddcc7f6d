"""What robustness costs: 84,000 entrants, 40 criteria, 10,000 worlds of weights, beside peers in one run.

Prints CPU and wall seconds, peak memory and ratios to the peers.  A peer does fewer draws; its time is told
for 10,000 of them.  Each task works in a process of its own; bars are CPU seconds, since cores are shared.
Peers: NumPy with pandas ranks, polars, scikit-criteria WeightedSumModel, pymcdm WSM with rrankdata as it is
called by default, and with its checks of the input turned off.
"""

import argparse
import tempfile
from pathlib import Path

from measuring import Line, Task, measured
from robustness_tasks import PEERS, TASKS, Asked

# name: (CPU seconds, MB)
BARS = {
    "rank intervals": (13.0, 600.0),
    "winner share": (0.050, 0.0),
    "radius": (0.015, 0.0),
    "recompute, cold": (1.0, 0.0),
    "recompute": (1.0, 0.0),
}
TIMES = {"scikit-criteria": 20.0, "pymcdm": 500.0}


def main() -> None:
    """Run every task and peer, print each beside its bar, and the ratios at the end."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entrants", type=int, default=84_000)
    parser.add_argument("--criteria", type=int, default=40)
    parser.add_argument("--worlds", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=850_000, help="of the table that is ranked anew")
    parser.add_argument("--only", default="", help="words in the names of the tasks to run, joined by commas")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="paritrana-bench-") as folder:
        asked = Asked(given.entrants, given.criteria, given.worlds, given.rows, Path(folder))
        print(
            f"{asked.entrants} entrants, {asked.criteria} criteria, {asked.worlds} worlds; table of"
            f" {asked.rows} rows in 114 categories"
        )
        chosen = [word for word in given.only.split(",") if word]
        lines: dict[str, Line] = {}
        for task in TASKS + PEERS:
            if not chosen or any(word in task.name for word in chosen):
                lines[task.name] = measured(task, asked)
                print(_told(task, lines[task.name]), flush=True)
        _ratios(lines, asked)


def _told(task: Task, line: Line) -> str:
    if line.skipped:
        return f"{line.name:18} SKIPPED: {line.skipped}"
    told = f"{line.name:18} CPU {line.cpu:9.4f} s  wall {line.wall:9.4f} s  peak {line.memory:6.0f} MB"
    if line.rows:
        told += f"  {line.cpu / line.rows * 1000:9.3f} ms of CPU a draw"
    seconds, megabytes = BARS.get(task.name, (0.0, 0.0))
    if seconds:
        met = line.cpu <= seconds and (not megabytes or line.memory <= megabytes)
        bar = f"{seconds:g} s" + (f", {megabytes:g} MB" if megabytes else "")
        told += f"  bar {bar}: {'met' if met else 'MISSED'}"
    return f"{told}  {line.answer}"


def _ratios(lines: dict[str, Line], asked: Asked) -> None:
    own = lines.get("rank intervals")
    for peer in PEERS:
        line = lines.get(peer.name)
        if own and line and line.rows:
            each, ours = line.cpu / line.rows, own.cpu / own.rows
            wanted = TIMES.get(peer.name)
            bar = f"  bar {wanted:g}x: {'met' if each / ours >= wanted else 'MISSED'}" if wanted else ""
            print(
                f"{peer.name}: {each * asked.worlds:9.1f} s for {asked.worlds} draws, {each / ours:7.1f}x the"
                f" CPU of paritrana{bar}"
            )


if __name__ == "__main__":
    main()
