"""Ranks by weighted sum and weighted product beside scikit-criteria and pymcdm, on the same random tables."""

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from paritrana.core.ranking.robustness.scales import log_points
from paritrana.core.ranking.robustness.tally import ranks_of
from paritrana.core.ranking.robustness.weights import must_be_carried

pytestmark = pytest.mark.oracles

PYTHON = Path(__file__).parents[2] / ".venv-oracles/bin/python"
SCRIPT = Path(__file__).with_name("mcdm_peers.py")


@pytest.fixture(scope="module")
def tables() -> list[tuple[np.ndarray, np.ndarray, dict[str, Any]]]:
    if not PYTHON.exists():
        pytest.skip("the programs of others are not installed: make oracles")
    chance = np.random.default_rng(20)
    made = []
    for _ in range(30):
        many, width = int(chance.integers(2, 60)), int(chance.integers(2, 9))
        points = chance.integers(20_000, 1_000_001, (many, width))
        raw = chance.integers(1, 1000, width)
        made.append((points, raw * (10**8 // raw.sum())))
    asked = [
        {"points": (points / 1e6).tolist(), "weights": (parts / parts.sum()).tolist()}
        for points, parts in made
    ]
    run = subprocess.run(
        [PYTHON, SCRIPT], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    answers = json.loads(run.stdout.splitlines()[-1])
    return [(points, parts, told) for (points, parts), told in zip(made, answers, strict=True)]


@pytest.mark.parametrize("peer", ["scikit-criteria", "pymcdm"])
def test_ranks_of_weighted_sums_agree(peer: str, tables: Any):
    for points, parts, told in tables:
        must_be_carried(points, parts)
        assert ranks_of((points @ parts).astype(float)).tolist() == told["sum"][peer]


@pytest.mark.parametrize("peer", ["scikit-criteria", "pymcdm"])
def test_ranks_of_weighted_products_agree(peer: str, tables: Any):
    for points, parts, told in tables:
        logs = log_points()[points]
        assert ranks_of((logs @ parts).astype(float)).tolist() == told["product"][peer]
