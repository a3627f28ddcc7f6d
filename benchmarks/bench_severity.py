"""How long it takes to find the strictness of jurors, beside many-facet Rasch programs.

Full size: 5,000 entrants × 40 items × 7 of 200 jurors, 1.4 million marks, by the float pass and by the
40-digit decimals that are official, on an additive and a crowded scale.  The bars are 20 ms and 1 s of CPU.
Peers: mirt (`fit_mfrm`, marginal likelihood) and RaschPy (pairwise), both through .venv-oracles (make
oracles) and at a size that they can do; ratios of CPU seconds to the float pass and the decimals at that
size.  They fit every mark of every item, we a juror's totals: the table says how well each finds the true
severities and the true order, so that the cheaper way is seen to cost nothing.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from simulation_severity import SCALES, Scale, World, tau

from paritrana.core.scoring.jury.decimals import DecimalPass, forty_digits
from paritrana.core.scoring.jury.fair import Fair, fair_of
from paritrana.core.scoring.jury.floats import FloatPass
from paritrana.core.scoring.jury.gates import gated
from paritrana.core.scoring.jury.observed import Observations

SEED, RUNS = 20_231_231, 5
ROOT = Path(__file__).resolve().parents[1]
PYTHON, SCRIPT = ROOT / ".venv-oracles/bin/python", ROOT / "tests/oracles/jury_peers.py"
FULL = World(candidates=5_000, jurors=200, each=7, items=40)
SMALL = World("5-point targeted", candidates=500, jurors=40, each=7, items=10, severity=0.5)


def made(world: World) -> tuple[Observations, np.ndarray, np.ndarray, np.ndarray]:
    """Return sheets, single marks (sheets × items, from 0), true severities and true merits."""
    draw = np.random.Generator(np.random.Philox(key=[SEED, 0]))
    scale: Scale = SCALES[world.scale]
    merit, strict = draw.normal(0, 1, world.candidates), draw.normal(0, world.severity, world.jurors)
    drawn = draw.random((world.candidates, world.jurors)).argsort(axis=1)[:, : world.each]
    juror = np.sort(drawn, axis=1).ravel()
    cell = np.repeat(np.arange(world.candidates), world.each)
    seen = merit[cell] - strict[juror] + draw.normal(0, world.taste, len(cell))
    each = seen[:, None] + draw.normal(0, world.noise, (len(cell), world.items))
    marks = np.clip(np.rint(scale.middle + scale.sd * each), scale.low, scale.high).astype(np.int64)
    steps, many = scale.high - scale.low, world.candidates
    sheets = Observations(
        cells=tuple((f"e{number:05}", "s") for number in range(many)),
        jurors=tuple(f"j{number:03}" for number in range(world.jurors)),
        cell=cell,
        juror=juror,
        totals=(marks - scale.low).sum(axis=1),
        maxima=[world.items * steps] * many,
        tops=(marks == scale.high).sum(axis=1),
        stage_of=np.zeros(many, np.int64),
        items=[world.items] * many,
        steps=[world.items * steps] * many,
    )
    return sheets, marks - scale.low, strict, merit


def fresh(seen: Observations) -> Observations:
    """Return the same sheets with nothing remembered, so that every run does all of the work."""
    return Observations(**{name: getattr(seen, name) for name in Observations.__dataclass_fields__})


def best(work: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """Return the least wall and CPU seconds of some runs."""
    found = []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        found.append((time.perf_counter() - wall, time.process_time() - cpu))
    return min(one[0] for one in found), min(one[1] for one in found)


def full_size() -> Iterator[str]:
    """Time the float pass and the decimals at full size, each with its gates, and hold the bars to them."""
    for scale in ("100-point", "squeezed 80-100"):
        seen = made(World(**{**FULL.__dict__, "scale": scale}))[0]
        link = gated(seen, FloatPass).link
        for name, bar, runs, work in (
            ("float pass", 0.020, RUNS, lambda seen=seen: gated(fresh(seen), FloatPass)),
            ("40-digit decimals", 1.0, 2, lambda seen=seen: fair_of(fresh(seen))),
        ):
            wall, cpu = best(work, runs)
            word = "holds" if cpu <= bar else "FAILS"
            yield (
                f"{name:18} {link:9} wall {wall * 1000:8.1f} ms  CPU {cpu * 1000:8.1f} ms  "
                f"bar {bar * 1000:.0f} ms: {word}"
            )


def robust() -> str:
    """Time five robust rounds in decimals at full size."""
    seen = made(FULL)[0]

    def rounds() -> None:
        with forty_digits():
            way = DecimalPass(fresh(seen), "additive")
            found = way.estimate()
            for _ in range(5):
                found = way.estimate(way.huber(found))

    wall, cpu = best(rounds, 1)
    return (
        f"{'robust, 5 rounds':18} {'additive':9} wall {wall * 1000:8.1f} ms  CPU {cpu * 1000:8.1f} ms  no bar"
    )


def beside_peers() -> Iterator[str]:
    """Time ours and the peers on the same marks, and say how near each comes to the truth."""
    seen, marks, strict, merit = made(SMALL)
    fair: Fair = fair_of(fresh(seen))
    ours = np.array([float(one.points) for one in fair.severity.values()])
    fit = told(ours, np.array([float(one) for one in fair.panels.values()]), strict, merit)
    floats = best(lambda: gated(fresh(seen), FloatPass))[1]
    exact = best(lambda: fair_of(fresh(seen)))[1]
    yield f"{'paritrana, float pass':24} CPU {floats:8.4f} s{'':33} {fit}"
    yield f"{'paritrana, decimals':24} CPU {exact:8.4f} s{'':33} {fit}"
    if not PYTHON.exists():
        yield "SKIPPED: mirt and RaschPy are not installed here: make oracles"
        return
    rows = [
        [int(cell), int(juror), item, int(mark)]
        for cell, juror, own in zip(seen.cell, seen.juror, marks, strict=True)
        for item, mark in enumerate(own)
    ]
    for peer in ("mirt", "raschpy"):
        question = json.dumps({"peer": peer, "marks": rows, "top": 4})
        run = subprocess.run([PYTHON, SCRIPT], input=question, capture_output=True, text=True, check=True)
        answer = json.loads(run.stdout.splitlines()[-1])
        fit = told(np.array(answer["severity"]), np.array(answer["merit"]), strict, merit)
        used = answer["cpu"]
        ratios = f"{used / floats:7.0f}x floats {used / exact:7.0f}x decimals"
        yield f"{peer:24} CPU {used:8.4f} s  {ratios}  {fit}"


def told(severity: np.ndarray, found: np.ndarray, strict: np.ndarray, merit: np.ndarray) -> str:
    """Return how near severities and order come to the truth."""
    near = float(np.corrcoef(severity, strict)[0, 1])
    return f"severity correlation {near:.3f}, tau {tau(found, merit):.3f}"


def main() -> None:
    """Print both tables."""
    print(f"seed {SEED}, Python {sys.version.split()[0]}, numpy {np.__version__}, best of {RUNS}")
    print(f"{FULL.candidates} entrants, {FULL.items} items, {FULL.each} of {FULL.jurors} jurors")
    for one in full_size():
        print(one, flush=True)
    print(robust())
    print(
        f"{SMALL.candidates} entrants, {SMALL.items} items, {SMALL.each} of {SMALL.jurors} jurors, 5 points"
    )
    for one in beside_peers():
        print(one, flush=True)


if __name__ == "__main__":
    main()
