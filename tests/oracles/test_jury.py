"""Severities, merits and agreement beside the programs of others, each in its own environment."""

import json
import random
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.core.scoring.jury import made

from paritrana.core.scoring.jury import fair_panels
from paritrana.core.scoring.jury.reliability import alpha, ordinal

pytestmark = pytest.mark.oracles

PYTHON = Path(__file__).parents[2] / ".venv-oracles/bin/python"
SCRIPT = Path(__file__).with_name("jury_peers.py")
TOP = 4


@pytest.fixture(autouse=True)
def _environment():
    if not PYTHON.exists():
        pytest.skip("the programs of others are not installed: make oracles")


def asked(**question: Any) -> dict[str, Any]:
    run = subprocess.run(
        [PYTHON, SCRIPT], input=json.dumps(question), capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout.splitlines()[-1])


def correlation(one: list[float], two: list[float]) -> float:
    return float(np.corrcoef(one, two)[0, 1])


def tau(one: list[float], two: list[float]) -> float:
    left, right = (np.sign(np.subtract.outer(values, values)) for values in (one, two))
    return float((left * right).sum() / np.sqrt((left**2).sum() * (right**2).sum()))


@pytest.mark.parametrize("peer", ["mirt", "raschpy"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_severities_and_order_agree_with_many_facet_models(peer: str, seed: int):
    chance = random.Random(seed)
    strict = [chance.gauss(0, 0.6) for _ in range(10)]
    marks: dict[tuple[str, str], dict[str, int]] = {}
    rows = []
    for entrant in range(40):
        merit = chance.gauss(0, 1)
        for juror in sorted(chance.sample(range(10), 5)):
            seen = merit - strict[juror] + chance.gauss(0, 0.5)
            cells = [min(max(round(2 + 0.7 * (seen + chance.gauss(0, 0.5))), 0), TOP) for _ in range(4)]
            marks[f"J{juror}", f"E{entrant:02}"] = {
                f"interview-{item}": mark for item, mark in enumerate(cells)
            }
            rows += [[entrant, juror, item, mark] for item, mark in enumerate(cells)]
    rules = made.category(rubrics=4, top=TOP)
    fair = fair_panels(rules, made.scored(rules, marks))
    told = asked(peer=peer, marks=rows, top=TOP)
    assert correlation([float(one.points) for one in fair.severity.values()], told["severity"]) > 0.99
    assert tau([float(one) for one in fair.panels.values()], told["merit"]) > 0.93


def test_alpha_equals_krippendorff():
    chance = random.Random(7)
    tables = [
        [[chance.choice([0, 1, 2, 3, 5, 9, None]) for _ in range(4)] for _ in range(chance.randint(4, 12))]
        for _ in range(25)
    ]
    by_juror = [[list(row) for row in zip(*table, strict=True)] for table in tables]
    told = asked(peer="krippendorff", tables=by_juror)["alpha"]
    for table, (interval, rank) in zip(tables, told, strict=True):
        units = [[one for one in row if one is not None] for row in table]
        assert float(alpha(units).value) == pytest.approx(interval, abs=1e-12)
        assert float(alpha(ordinal(units)).value) == pytest.approx(rank, abs=1e-12)
