"""Does the fair jury pick better winners?  A study on made-up juries whose truth is known.

    python benchmarks/simulation_severity.py [--repeats N] [--severity S …] [--taste T] …

Each world: candidates of merit N(0, 1); each juror has a severity N(0, S²) shared by everything that juror
marks, a taste N(0, T²) for each candidate, and noise on each item; the sum is put on a scale, rounded to its
steps and cut at its ends.  Candidates are marked by `--each` jurors, drawn in turns so that loads are even.

tau is Kendall's tau with the truth; P the share of worlds in which the truly best candidate comes first (a
shared first place counts as its share).  `gated` is what `paritrana` does: the gates and the float pass of
the product itself, with the plain mean where a gate says that nothing may be adjusted.  The plain mean,
the mean without one lowest and one highest, z-scores per juror (a popular mistake) and both links without
gates stand beside it.  The last lines ask whether 90 % intervals of ranks, redrawn from the covariance of
the fair values, hold the true rank about as often as they say.  Nothing here is evidence about real juries:
change the assumptions and see.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from paritrana.core.scoring.jury.floats import FloatPass
from paritrana.core.scoring.jury.gates import gated
from paritrana.core.scoring.jury.observed import Observations
from paritrana.core.scoring.jury.redraws import redraw_of

SEED = 20_231_231
LEAST_COVER, MOST_COVER = 0.88, 0.95


@dataclass(frozen=True)
class Scale:
    """Where merit falls on the scale of an item: its ends, step 1, the mark of merit 0 and of one SD."""

    low: int
    high: int
    middle: float
    sd: float


SCALES = {
    "100-point": Scale(0, 100, 60, 10),
    "squeezed 80-100": Scale(0, 100, 92, 4),
    "5-point targeted": Scale(1, 5, 3, 0.6),
    "5-point saturated": Scale(1, 5, 4.0, 0.6),
}


@dataclass(frozen=True)
class World:
    """The assumptions of one line of the table; severity, taste and noise in SDs of merit."""

    scale: str = "100-point"
    severity: float = 0.43
    taste: float = 0.5
    noise: float = 0.5
    plan: str = "random"
    candidates: int = 60
    jurors: int = 21
    each: int = 7
    items: int = 10
    grudges: float = 0.0
    regions: float = 0.0

    @property
    def name(self) -> str:
        """Return what tells this line from the others."""
        extra = [f"taste {self.taste:g}"] if self.taste != 0.5 else []
        return ", ".join([self.scale, f"severity {self.severity:g}", *extra])


TABLE = [
    World(severity=0),
    World(),
    World(taste=1.0),
    World(severity=1.0),
    World("squeezed 80-100"),
    World("5-point targeted"),
    World("5-point saturated"),
    World("5-point saturated", severity=0),
]
PLAN = World(severity=0.5)
PLANS = {
    "three fixed panels, unlinked": replace(PLAN, plan="fixed"),
    "+ 3 anchor cases marked by all": replace(PLAN, plan="anchors"),
    "2 of 7 seats rotate": replace(PLAN, plan="rotating"),
    "unlinked, regions truly differ": replace(PLAN, plan="fixed", regions=1.0),
    "linked, regions truly differ": replace(PLAN, plan="rotating", regions=1.0),
    "one panel of 9, 2 recused each": replace(PLAN, jurors=9),
    "one full panel of 7": replace(PLAN, jurors=7),
    "5 % grudges and favours": replace(PLAN, grudges=0.05),
}


def who_marks(world: World, draw: np.random.Generator) -> np.ndarray:
    """Return a table of candidates × jurors that says who marks whom."""
    marks = np.zeros((world.candidates, world.jurors), bool)
    panels = world.jurors // world.each
    panel = np.arange(world.candidates) * panels // world.candidates
    if world.plan in ("fixed", "anchors", "rotating"):
        for candidate in range(world.candidates):
            home = panel[candidate] * world.each + np.arange(world.each)
            if world.plan == "rotating":
                away = np.setdiff1d(np.arange(world.jurors), home)
                home = np.concatenate([draw.permutation(home)[2:], draw.choice(away, 2, replace=False)])
            marks[candidate, home] = True
        if world.plan == "anchors":
            marks[draw.choice(world.candidates, 3, replace=False)] = True
        return marks
    turns: list[int] = []
    for candidate in range(world.candidates):
        while len(set(turns)) < world.each:
            turns += draw.permutation(world.jurors).tolist()
        own = list(dict.fromkeys(turns))[: world.each]
        for juror in own:
            turns.remove(juror)
        marks[candidate, own] = True
    return marks


def made(world: World, draw: np.random.Generator) -> tuple[Observations, np.ndarray]:
    """Return the sheets of one world and the true merits."""
    scale, items = SCALES[world.scale], world.items
    merit = draw.normal(0, 1, world.candidates)
    if world.regions:
        panels = world.jurors // world.each
        region = np.arange(world.candidates) * panels // world.candidates
        merit = merit + world.regions * draw.normal(0, 1, panels)[region]
    severity = draw.normal(0, world.severity, world.jurors)
    cell, juror = np.nonzero(who_marks(world, draw))
    seen = merit[cell] - severity[juror] + draw.normal(0, world.taste, len(cell))
    bent = draw.random(len(cell)) < world.grudges
    seen = seen + bent * draw.choice([-3.0, 3.0], len(cell))
    each = seen[:, None] + draw.normal(0, world.noise, (len(cell), items))
    marks = np.clip(np.rint(scale.middle + scale.sd * each), scale.low, scale.high).astype(np.int64)
    steps = scale.high - scale.low
    many = world.candidates
    sheets = Observations(
        cells=tuple((f"e{number:05}", "s") for number in range(many)),
        jurors=tuple(f"j{number:03}" for number in range(world.jurors)),
        cell=cell,
        juror=juror,
        totals=marks.sum(axis=1) - items * scale.low,
        maxima=[items * steps] * many,
        tops=(marks == scale.high).sum(axis=1),
        stage_of=np.zeros(many, np.int64),
        items=[items] * many,
        steps=[items * steps] * many,
    )
    return sheets, merit


def mean(seen: Observations) -> np.ndarray:
    """Return the plain mean of each candidate."""
    return np.bincount(seen.cell, seen.share) / seen.counts


def trimmed(seen: Observations) -> np.ndarray:
    """Return the mean without one lowest and one highest."""
    low, high = (pick.reduceat(seen.share, seen.starts) for pick in (np.minimum, np.maximum))
    return (np.bincount(seen.cell, seen.share) - low - high) / (seen.counts - 2)


def z_scores(seen: Observations) -> np.ndarray:
    """Return the mean of marks that were first centred and scaled for each juror: what must not be done."""
    many = np.bincount(seen.juror)
    centre = np.bincount(seen.juror, seen.share) / many
    gap = seen.share - centre[seen.juror]
    spread = np.sqrt(np.bincount(seen.juror, gap**2) / np.maximum(many - 1, 1))
    return np.bincount(seen.cell, gap / np.maximum(spread, 1e-9)[seen.juror]) / seen.counts


def ungated(link: str) -> Callable[[Observations], np.ndarray]:
    """Return the fit with one link, no gate asked."""
    return lambda seen: FloatPass(seen, link).estimate().theta


def fair(seen: Observations) -> np.ndarray:
    """Return what the product makes of the sheets."""
    let = gated(seen, FloatPass)
    return mean(seen) if let.way is None else let.way.shares(let.found.theta)


METHODS = {
    "mean": mean,
    "drop hi-lo": trimmed,
    "z-score": z_scores,
    "additive": ungated("additive"),
    "logit": ungated("logit"),
    "gated": fair,
}


def tau(found: np.ndarray, truth: np.ndarray) -> float:
    """Return Kendall's tau (equals count as nothing)."""
    signs = np.sign(found[:, None] - found) * np.sign(truth[:, None] - truth)
    return float(signs.sum() / (len(truth) * (len(truth) - 1)))


def first(found: np.ndarray, truth: np.ndarray) -> float:
    """Return 1 where the truly best comes first alone, its share of a shared first place, or 0."""
    top = found >= found.max() - 1e-12
    return float(top[truth.argmax()] / top.sum())


def study(
    world: World, repeats: int, seed: int, methods: Sequence[str] = tuple(METHODS)
) -> dict[str, np.ndarray]:
    """Return for each method its tau and P in each repeat: arrays of repeats × 2."""
    found = {name: np.empty((repeats, 2)) for name in methods}
    for repeat in range(repeats):
        sheets, truth = made(world, np.random.Generator(np.random.Philox(key=[seed, repeat])))
        for name in methods:
            values = METHODS[name](sheets)
            found[name][repeat] = tau(values, truth), first(values, truth)
    return found


def line(name: str, found: dict[str, np.ndarray]) -> str:
    """Return one line of the table: tau / P of each method, and what gating changed in P with its error."""
    cells = [f"{t:.3f}/{p:.3f}" for t, p in (one.mean(axis=0) for one in found.values())]
    change, error = gain(found)
    return f"{name:34} " + "  ".join(f"{cell:>11}" for cell in cells) + f"  {change:+.3f} ±{error:.3f}"


def gain(found: dict[str, np.ndarray]) -> tuple[float, float]:
    """Return what the gated method adds to the plain mean's P, and the standard error of that."""
    change = found["gated"][:, 1] - found["mean"][:, 1]
    return float(change.mean()), float(change.std(ddof=1) / np.sqrt(len(change)))


def bars(repeats: int, seed: int) -> Iterator[str]:
    """Say of each bar whether it holds, each in a run of its own: few repeats say little about a point."""
    asked = [
        (TABLE[0], -0.01),
        (replace(TABLE[0], severity=0, scale="squeezed 80-100"), -0.01),
        (TABLE[7], -0.01),
        (TABLE[1], 0.03),
        (TABLE[3], 0.10),
    ]
    for world, least in asked:
        change, error = gain(study(world, repeats, seed, ("mean", "gated")))
        word = "holds" if change >= least else "FAILS"
        yield f"bar {world.name}: P changes by {change:+.3f} ±{error:.3f}, at least {least:+.2f}: {word}"


def covered(world: World, repeats: int, seed: int, redraws: int = 400) -> np.ndarray:
    """Return in each repeat the share of candidates whose true rank lies within 90 % of the redrawn ones."""
    found = np.empty(repeats)
    for repeat in range(repeats):
        draw = np.random.Generator(np.random.Philox(key=[seed, repeat]))
        sheets, truth = made(world, draw)
        known = redraw_of(sheets)
        assert known is not None
        shares = known.drawn(
            draw.normal(size=(redraws, world.candidates)), draw.normal(size=(redraws, world.jurors))
        )
        ranks = np.argsort(np.argsort(-shares, axis=1), axis=1)
        low, high = np.quantile(ranks, (0.05, 0.95), axis=0, method="inverted_cdf")
        true = np.argsort(np.argsort(-truth))
        found[repeat] = np.mean((low <= true) & (true <= high))
    return found


def intervals(repeats: int, seed: int) -> Iterator[str]:
    """Say whether 90 % intervals of redrawn ranks hold the true rank about as often as they say."""
    for world in (TABLE[0], TABLE[1], TABLE[3]):
        found = covered(world, repeats, seed)
        share, error = found.mean(), found.std(ddof=1) / np.sqrt(repeats)
        word = "holds" if LEAST_COVER <= share <= MOST_COVER else "FAILS"
        yield (
            f"bar {world.name}: 90 % rank intervals hold the true rank in "
            f"{100 * share:.1f} ±{100 * error:.1f} %, "
            f"asked are {100 * LEAST_COVER:.0f} to {100 * MOST_COVER:.0f} %: {word}"
        )


def asked() -> argparse.Namespace:
    """Return what the critic asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=400, help="worlds for each line of the tables")
    parser.add_argument("--bar-repeats", type=int, default=3000, help="worlds for each bar; 0 for none")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--severity", type=float, nargs="*", help="only these severities, on --scale")
    parser.add_argument("--scale", choices=SCALES, default="100-point")
    parser.add_argument("--plan", choices=["random", "fixed", "anchors", "rotating"], default="random")
    parser.add_argument("--no-plans", action="store_true", help="leave out the table of judging plans")
    for name in ("taste", "noise", "grudges", "regions"):
        parser.add_argument(f"--{name}", type=float, default=getattr(World, name))
    for name in ("candidates", "jurors", "each", "items"):
        parser.add_argument(f"--{name}", type=int, default=getattr(World, name))
    return parser.parse_args()


def main() -> None:
    """Print the tables and what became of the bars."""
    told = asked()
    names = ("taste", "noise", "grudges", "regions", "candidates", "jurors", "each", "items", "plan", "scale")
    own = {name: getattr(told, name) for name in names}
    worlds = TABLE if told.severity is None else [World(severity=one, **own) for one in told.severity]
    start = time.process_time()
    print(f"{told.repeats} repeats, seed {told.seed}; tau/P, and the change in P from mean to gated")
    print(f"{'':34} " + "  ".join(f"{name:>11}" for name in METHODS))
    for world in worlds:
        print(line(world.name, study(world, told.repeats, told.seed)), flush=True)
    if told.severity is None and not told.no_plans:
        print("judging plans, 100-point, severity 0.5")
        for name, world in PLANS.items():
            print(line(name, study(world, told.repeats, told.seed)), flush=True)
    for told_bar in bars(told.bar_repeats, told.seed + 1) if told.bar_repeats else ():
        print(told_bar, flush=True)
    for told_bar in intervals(max(told.bar_repeats // 30, 2), told.seed + 2) if told.bar_repeats else ():
        print(told_bar, flush=True)
    print(f"{time.process_time() - start:.1f} s of CPU")


if __name__ == "__main__":
    main()
