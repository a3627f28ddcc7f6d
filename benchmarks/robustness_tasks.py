"""The tasks of bench_robustness: ours, and the same draws by the programs of others."""

import os
import random
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from measuring import Absent, Task, Watch

from paritrana.core import rulebook
from paritrana.core.ranking.bulk import BulkResult, rank_table
from paritrana.core.ranking.robustness.draws import SeedParts
from paritrana.core.ranking.robustness.radius import reach
from paritrana.core.ranking.robustness.stream import shares, weight_blocks, weight_worlds

SEED = SeedParts("0" * 64, "1" * 64, "bench").seed
CATEGORIES = 114
TOP = 10
HEAD = """
format = "paritrana-rulebook/1"
id = "bench"
version = 1
title = { id = "Ukur" }
level = "national"
period = { start = "2023-01-01", end = "2023-12-31" }
"""


@dataclass(frozen=True)
class Asked:
    """How large the tasks are, and a folder for the table."""

    entrants: int
    criteria: int
    worlds: int
    rows: int
    folder: Path

    def table(self) -> tuple[np.ndarray, np.ndarray]:
        """Return points, highest total first, and weights in hundred-millionths; always the same."""
        chance = np.random.default_rng(20_231_231)
        merit = chance.normal(0, 0.12, self.entrants)
        noise = chance.normal(0, 0.22, (self.entrants, self.criteria))
        points = np.clip((0.5 + merit[:, None] + noise) * 1e6, 0, 1e6).astype(np.int64)
        raw = chance.integers(50, 500, self.criteria)
        weights = raw * 10**8 // raw.sum()
        order = np.argsort(-(points @ weights), kind="stable")
        return np.ascontiguousarray(points[order]), weights


def _intervals(asked: Asked, watch: Watch) -> object:
    points, weights = asked.table()
    weight_worlds(points, weights, SEED, 40)  # loads the compiled loops
    with watch.running():
        spread = weight_worlds(points, weights, SEED, asked.worlds).spread(TOP)
    watch.rows = asked.worlds
    first, later = ((int(spread.low[row]), int(spread.high[row])) for row in (0, 3000))
    return f"90 % of row 0: {first}, of row 3000: {later}"


def _winner(top: int) -> Any:
    def work(asked: Asked, watch: Watch) -> object:
        points, weights = asked.table()
        shares(points, weights, SEED, 40, top)
        able, first, _ = watch.best(lambda: shares(points, weights, SEED, asked.worlds, top))
        return f"{len(able)} of {len(points)} can, shares of the first {sorted(first.tolist())[::-1][:3]}"

    return work


def _radius(asked: Asked, watch: Watch) -> object:
    points, weights = asked.table()
    reach(points, weights, 0)
    found = watch.best(lambda: reach(points, weights, 0).nearest())
    return f"row {found[0]} at {found[1]}"


def _cold(asked: Asked, watch: Watch) -> object:
    """Rank a table as `paritrana rank` does, once, in a process that has ranked nothing before."""
    path, book = _written(asked)
    with watch.running():
        found = rank_table(book, path)
    return _told(found)


def _warm(asked: Asked, watch: Watch) -> object:
    path, book = _written(asked)
    rank_table(book, path)
    return _told(watch.best(lambda: rank_table(book, path)))


def _files(asked: Asked, watch: Watch) -> object:
    """Make the bytes of the tables and the record too."""
    path, book = _written(asked)
    with watch.running():
        found = rank_table(book, path)
        size = sum(map(len, found.tables.values())) + len(found.record)
    return f"{_told(found)}, {size / 1e6:.0f} MB of files"


def _told(found: BulkResult) -> str:
    ones = sum(int((one.ranks == 1).sum()) for one in found.categories)
    return f"{ones} rows of rank 1"


def _written(asked: Asked) -> tuple[Path, rulebook.Rulebook]:
    """Return a table of whole numbers in many categories, made in a child so that this process stays cold."""
    path = asked.folder / "values.parquet"
    names = [f"k{place:02}" for place in range(asked.criteria)]
    if not path.exists():
        child = os.fork()
        if not child:
            _write(path, names, asked.rows)
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            raise RuntimeError("the table could not be written")
    return path, rulebook.read(_book(names))


def _write(path: Path, names: list[str], rows: int) -> None:
    chance = np.random.default_rng(7)
    codes = np.sort(chance.integers(0, CATEGORIES, rows)).astype(np.int32)
    ids = pa.array([f"c{place:03}" for place in range(CATEGORIES)])
    columns = {
        "category": pa.DictionaryArray.from_arrays(pa.array(codes), ids),
        "entrant": pa.array([f"E{place:07}" for place in range(rows)]),
    }
    for place, name in enumerate(names):
        columns[name] = pa.array(chance.integers(-50, 6000 + 137 * place, rows).astype(np.int32))
    pq.write_table(pa.table(columns), path)


def _book(names: list[str]) -> str:
    chance = random.Random(3)
    cuts = sorted(chance.sample(range(1, 10_000), len(names) - 1))
    weights = [high - low for low, high in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    criteria = "".join(
        f'[[category.stage.criterion]]\nid = "{name}"\nkind = "measure"\nweight_bp = {weight}\n'
        f'goalposts = ["0", "{5000 + 137 * place}"]\n'
        for place, (name, weight) in enumerate(zip(names, weights, strict=True))
    )
    return HEAD + "".join(
        f'[[category]]\nid = "c{place:03}"\ntitle = {{ id = "c" }}\nentrant = "employer"\nwinners = 3\n'
        f'[[category.stage]]\nid = "s"\nweight_bp = 10000\n{criteria}'
        for place in range(CATEGORIES)
    )


TASKS = [
    Task("radius", _radius),
    Task("winner share", _winner(1)),
    Task("top 10 share", _winner(TOP)),
    Task("rank intervals", _intervals),
    Task("recompute, cold", _cold),
    Task("recompute", _warm),
    Task("recompute to files", _files),
]


def _peer(package: str, draws: int, prepared: Any) -> Any:
    """Return a task that ranks by another program, a draw of the same weights at a time."""

    def work(asked: Asked, watch: Watch) -> object:
        try:
            import_module(package)
        except ImportError as absent:
            raise Absent(f"{package} is not installed: make bench") from absent
        points, parts = asked.table()
        weights = next(weight_blocks(parts, SEED, draws, draws)).astype(float)
        rank = prepared(points.astype(float))
        rank(weights[0] / weights[0].sum())
        with watch.running():
            for one in weights:
                ranks = rank(one / one.sum())
        watch.rows = draws
        return f"row 0 has rank {int(ranks[0])} in draw {draws - 1}"

    return work


def _pandas(points: np.ndarray) -> Any:
    from pandas import Series

    return lambda weights: Series(points @ weights).rank(ascending=False, method="min").to_numpy()


def _polars(points: np.ndarray) -> Any:
    from polars import Series

    return lambda weights: Series(points @ weights).rank("min", descending=True).to_numpy()


def _scikit_criteria(points: np.ndarray) -> Any:
    from skcriteria import mkdm
    from skcriteria.agg.simple import WeightedSumModel

    up = [1] * points.shape[1]
    table = points + 1  # it refuses zeros in some methods; a constant moves no rank of a weighted sum
    return lambda weights: WeightedSumModel().evaluate(mkdm(table, up, weights=weights)).rank_


def _pymcdm(points: np.ndarray, *, checked: bool = True) -> Any:
    from pymcdm.helpers import rrankdata
    from pymcdm.methods import WSM

    up = np.ones(points.shape[1])
    method = WSM(lambda column, cost: column)
    return lambda weights: rrankdata(method(points, weights, up, validation=checked))


PEERS = [
    Task("NumPy and pandas", _peer("pandas", 60, _pandas)),
    Task("polars", _peer("polars", 60, _polars)),
    Task("scikit-criteria", _peer("skcriteria", 12, _scikit_criteria)),
    Task("pymcdm", _peer("pymcdm", 3, _pymcdm)),
    Task("pymcdm unchecked", _peer("pymcdm", 3, partial(_pymcdm, checked=False))),
]
