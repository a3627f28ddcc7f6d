"""Large tables: compiled, plain and NumPy ways give the same numbers, whatever ties and threads there are."""

import os
import random
import subprocess
import sys
from fractions import Fraction
from importlib.util import find_spec
from itertools import pairwise

import numpy as np
import pytest
from tests.core.ranking import robustness_oracle as oracle

from paritrana.core.ranking.robustness import SeedParts
from paritrana.core.ranking.robustness.compiled import compiled, loops
from paritrana.core.ranking.robustness.draws import bells, moved, picked, words
from paritrana.core.ranking.robustness.pruning import can_reach
from paritrana.core.ranking.robustness.radius import reach
from paritrana.core.ranking.robustness.scales import log_point, log_points
from paritrana.core.ranking.robustness.stream import QUARTER, shares, weight_worlds
from paritrana.core.ranking.robustness.tally import Buckets, Tally, bin_edges, ranks_of
from paritrana.core.ranking.robustness.weights import must_be_carried

SEED = SeedParts("0" * 64, "1" * 64, "a public value").seed
PLAIN = loops(lambda loop: loop)


def table(number: int, many: int, width: int, most: int = 1_000_000) -> np.ndarray:
    """Return points of a made-up table, highest total first; few different points make many ties."""
    chance = random.Random(number)
    rows = [[chance.randint(0, most) * (1_000_000 // most) for _ in range(width)] for _ in range(many)]
    return np.array(sorted(rows, key=sum, reverse=True), dtype=np.int64)


def parts_of(width: int) -> np.ndarray:
    return np.array([10**8 // width] * width, dtype=np.int64)


def spread_by(quick, scores: np.ndarray, exact: int):
    tally = Tally(scores.shape[1], len(scores), exact=exact)
    tally.fast = Buckets(quick, tally.bin_of, tally.exact, tally.counts) if quick else None
    tally.add(scores)
    return [one.tolist() for one in _fields(tally.spread(3))]


def _fields(spread):
    return (spread.first, spread.top, spread.low, spread.median, spread.high)


@pytest.mark.parametrize("most", [1_000_000, 3, 1], ids=["few ties", "many ties", "hardly two scores"])
def test_bucket_ranks_are_plain_ranks(most: int):
    points = table(most, 130, 4, most)
    drawn = moved(parts_of(4), words(SEED, "weights", 0, 12, 4))
    scores = drawn.astype(float) @ points.T.astype(float)
    scores[5] = scores[5, 0]
    for exact in (0, 20, 130):
        assert spread_by(PLAIN, scores, exact) == spread_by(None, scores, exact)
    assert ranks_of(scores[0]).tolist() == oracle.ranks(scores[0].tolist())


@pytest.mark.long
@pytest.mark.skipif(
    not find_spec("numba"), reason="bring it with: .venv/bin/python -m pip install -r requirements/fast.txt"
)
def test_compiled_ranks_are_numpy_ranks():
    assert compiled()
    for most in (1_000_000, 7, 1):
        points = table(most, 3_000, 5, most)
        drawn = moved(parts_of(5), words(SEED, "weights", 0, 150, 5))
        scores = drawn.astype(float) @ points.T.astype(float)
        for exact in (0, 400, 3_000):
            assert spread_by(compiled(), scores, exact) == spread_by(None, scores, exact)


def test_bins_hold_every_rank_once_and_widen_by_a_fiftieth():
    edges = bin_edges(5_000).tolist()
    assert edges[:50] == list(range(1, 51))
    assert edges[-1] == 5_001
    assert all(high - low <= max(low // 50, 1) for low, high in pairwise(edges[:-1]))


def test_an_interval_from_bins_never_cuts_the_exact_one():
    points = table(3, 400, 3)
    exact = weight_worlds(points, parts_of(3), SEED, 60).spread(3)
    binned = weight_worlds(points, parts_of(3), SEED, 60, exact=0).spread(3)
    assert (binned.low <= exact.low).all()
    assert (binned.high >= exact.high).all()
    assert (binned.first == exact.first).all()
    assert (binned.top == exact.top).all()


def test_shares_far_down_need_bins_of_one_rank():
    scores = table(4, 300, 3)[:, 0].astype(float)[None, :]
    tally = Tally(300, 1, exact=10, single=120)
    tally.add(scores)
    assert tally.spread(120).top.sum() == sum(rank <= 120 for rank in oracle.ranks(scores[0].tolist()))
    with pytest.raises(ValueError, match="120"):
        tally.spread(121)


@pytest.mark.parametrize("top", [1, 3, 500])
def test_shares_after_pruning_are_those_of_all(top: int):
    points = table(5, 300, 4)
    able, first, among = shares(points, parts_of(4), SEED, 200, top)
    full = weight_worlds(points, parts_of(4), SEED, 200)
    assert {int(at): int(many) for at, many in zip(able, first, strict=True) if many} == {
        int(at): int(many) for at, many in enumerate(full.spread(1).first) if many
    }
    if top < 50:
        told = np.zeros(300, dtype=np.int64)
        told[able] = among
        assert (told == full.spread(top).top).all()


def test_plain_loops_prune_and_measure_like_numpy():
    for most in (1_000_000, 2):
        points = table(7, 60, 3, most)
        weights = parts_of(3)
        numpy = reach(points, weights, 0)
        behind, across = PLAIN.gaps(points, weights, 0)
        assert behind.tolist() == numpy.behind.tolist()
        assert across.tolist() == numpy.across.tolist()
        exact = reach(points.astype(object), weights.astype(object), 0)
        assert exact.nearest() == numpy.nearest()
        for first in (1, 4):
            able = can_reach(points, weights, first, QUARTER)
            assert (
                can_reach(points.astype(object), weights.astype(object), first, QUARTER).tolist()
                == able.tolist()
            )
            left = PLAIN.sieve(points, weights, 60, first, 1, 4)
            assert np.flatnonzero(left).tolist() == able.tolist()


def test_the_nearest_rival_is_decided_in_fractions():
    points = np.array([[10**6, 10**6 - 1], [10**6 - 1, 10**6], [0, 10**6], [10**6, 0]], dtype=np.int64)
    rival, radius = reach(points, np.array([50_000_001, 49_999_999]), 0).nearest() or (0, Fraction(0))
    assert (rival, radius) == (1, Fraction(1, 50_000_000))


def test_draws_are_those_of_the_method_note():
    assert SEED.hex().startswith("a76d7058")
    assert words(SEED, "weights", 0, 1, 2).tolist() == [[584613340, 4237840645]]
    assert words(SEED, "weights", 0, 3, 2)[2].tolist() == words(SEED, "weights", 2, 1, 2)[0].tolist()
    first = words(SEED, "weights", 0, 1, 2)[0]
    assert moved(np.array([60_000_000, 40_000_000]), first).tolist() == [3141342528, 3182974931]
    assert picked(words(SEED, "choices", 0, 1, 1)[0], 3).tolist() == [1]
    assert bells(SEED, "severity", 0, 1, 3).tolist() == [[89227, -80240, -9782]]


def test_drawn_weights_keep_within_a_quarter():
    least, most = moved(np.array([10**8, 10**8]), np.array([0, 2**32 - 1])).tolist()
    assert least == 64 * 75_000_000
    assert 0 < 64 * 125_000_000 - most < 64


def test_what_floats_cannot_carry_is_refused():
    with pytest.raises(OverflowError):
        must_be_carried(np.array([[10**7]]), np.array([64 * 125_000_000]))


def test_logarithms_are_those_of_decimals():
    table_of = log_points()
    assert [int(table_of[x]) for x in (0, 10_000, 100_000, 1_000_000)] == [0, 0, 500_000, 1_000_000]
    chance = random.Random(1)
    for x in [chance.randint(0, 1_000_000) for _ in range(300)]:
        assert table_of[x] == log_point(x)


SCRIPT = """
import hashlib, numpy as np
from tests.core.ranking.test_robustness_loops import SEED, parts_of, table
from paritrana.core.ranking.robustness.stream import weight_worlds
spread = weight_worlds(table(9, 700, 12), parts_of(12), SEED, 300, exact=100).spread(5)
told = b"".join(np.ascontiguousarray(one).tobytes() for one in
    (spread.first, spread.top, spread.low, spread.median, spread.high))
print(hashlib.sha256(told).hexdigest())
"""


@pytest.mark.long
def test_one_and_two_threads_and_an_older_kernel_give_the_same_bytes():
    found = set()
    for threads, kernel in (("1", ""), ("2", ""), ("2", "Haswell"), ("1", "Prescott")):
        more = {"OPENBLAS_NUM_THREADS": threads} | ({"OPENBLAS_CORETYPE": kernel} if kernel else {})
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=os.environ | more, capture_output=True, text=True, check=True
        )
        found.add(run.stdout)
    assert len(found) == 1
