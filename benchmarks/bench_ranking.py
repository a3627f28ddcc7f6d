"""How long an exact ranking takes, beside the one-file verifier and a plain float weighted sum.

Prints the ratio of wall and CPU time to the float sum, all in one run.  The float sum is no peer in what it
answers: it breaks no ties, keeps no contributions and rounds; it shows what exactness costs.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from paritrana.core import bundle, ranking, rulebook

ENTRANTS, JURORS, SEED, RUNS = 2_000, 9, 20_231_231, 3
BOOK = """
format = "paritrana-rulebook/1"
id = "bench"
version = 1
title = { id = "Ukur" }
level = "national"
period = { start = "2023-01-01", end = "2023-12-31" }
[[category]]
id = "regency"
title = { id = "Kabupaten" }
entrant = "regency_city"
winners = 3
ties = ["criterion:coverage", "copeland", "joint"]
jury = { aggregate = "trimmed", min_jurors = 3 }
[[category.stage]]
id = "data"
weight_bp = 4000
[[category.stage.criterion]]
id = "coverage"
kind = "measure"
weight_bp = 10000
goalposts = ["0", "1"]
[[category.stage]]
id = "interview"
weight_bp = 6000
[[category.stage.criterion]]
id = "innovation"
kind = "rubric"
weight_bp = 10000
scale = [0, 5]
"""


def main() -> None:
    """Time the three on the same made-up data."""
    draw = random.Random(SEED)
    entrants = [f"e{number:05}" for number in range(ENTRANTS)]
    values = {"regency": {one: {"coverage": str(draw.randrange(1001) / 1000)} for one in entrants}}
    marks = {
        (f"j{juror}", one): {"innovation": str(draw.randrange(6))}
        for juror in range(JURORS)
        for one in entrants
    }
    book = rulebook.read(BOOK, name="bench.toml")

    def float_sum() -> list[tuple[float, str]]:
        scores = []
        for one in entrants:
            given = sorted(float(marks[f"j{juror}", one]["innovation"]) for juror in range(JURORS))[1:-1]
            scores.append(
                (40 * float(values["regency"][one]["coverage"]) + 60 * statistics.fmean(given) / 5, one)
            )
        return sorted(scores, reverse=True)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.zip"
        bundle.build(path, rulebook_text=BOOK, values=values, marks=marks)
        timed = {
            "float sum": _best(float_sum),
            "paritrana, exact ranking": _best(lambda: ranking.rank_book(book, values, marks)),
            "paritrana, verify a bundle": _best(lambda: bundle.verify(path)),
        }
    wall, cpu = timed["float sum"]
    print(
        f"{ENTRANTS} entrants, {JURORS} jurors, seed {SEED}, best of {RUNS}, Python {sys.version.split()[0]}"
    )
    for name, (seconds, used) in timed.items():
        print(
            f"{name:28} wall {seconds:6.3f} s ({seconds / wall:5.1f}x) CPU {used:6.3f} s ({used / cpu:5.1f}x)"
        )


def _best(work: Callable[[], object]) -> tuple[float, float]:
    found = []
    for _ in range(RUNS):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        found.append((time.perf_counter() - wall, time.process_time() - cpu))
    return min(found)


if __name__ == "__main__":
    main()
