"""Copeland inside a tied group beside pref-voting, on random juries that marked everybody."""

import json
import random
import subprocess
from fractions import Fraction
from pathlib import Path

import pytest

from paritrana.core.ranking.order import copeland
from paritrana.core.scoring import EntrantScore

pytestmark = pytest.mark.oracles

PYTHON = Path(__file__).parents[2] / ".venv-oracles/bin/python"
SCRIPT = Path(__file__).with_name("copeland_peer.py")


@pytest.mark.skipif(not PYTHON.exists(), reason="the programs of others are not installed: make oracles")
def test_sums_of_wins_and_draws_are_those_of_pref_voting():
    chance = random.Random(20_231_231)
    juries = [
        [
            {entrant: chance.randint(0, 4) for entrant in range(chance.randint(2, 7))}
            for _ in range(chance.randint(1, 9))
        ]
        for _ in range(200)
    ]
    juries = [[{name: sheet.get(name, 2) for name in jury[0]} for sheet in jury] for jury in juries]
    ballots = [[{name: -total for name, total in sheet.items()} for sheet in jury] for jury in juries]
    run = subprocess.run(
        [PYTHON, SCRIPT], input=json.dumps(ballots), capture_output=True, text=True, check=True
    )
    told = json.loads(run.stdout.splitlines()[-1])
    assert len(told) == len(juries)
    for jury, scores in zip(juries, told, strict=True):
        group = [
            EntrantScore(
                str(name),
                Fraction(50),
                {},
                (),
                {"talk": {f"J{place}": sheet[name] for place, sheet in enumerate(jury)}},
            )
            for name in jury[0]
        ]
        assert {name: Fraction(twice, 2) for name, twice in copeland(group).items()} == {
            name: Fraction(score) for name, score in scores.items()
        }
