"""The whole country by five segments: decided in one go, and nothing small left standing alone."""

import csv
import lzma
from pathlib import Path

import numpy as np
import pytest

from paritrana.core import disclosure

SEGMENTS = ("bpu", "jakon", "other", "pmi", "pu")
SHARES = np.array([0.35, 0.1, 0.02, 0.03, 0.5])
TABLE = Path("samples/regions/regions.csv.xz")


def made_up_country() -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return all shipped regions, the place of each one's parent, and persons by segment and in all.

    The counts are skewed as those of villages are; the country comes first and is its own parent.
    """
    with lzma.open(TABLE, "rt", encoding="utf-8") as lines:
        codes = ["", *sorted(row["code"] for row in csv.DictReader(lines))]
    places = {code: at for at, code in enumerate(codes)}
    parents = np.array([places[code.rpartition(".")[0]] for code in codes])
    depths = np.array([code.count(".") + bool(code) for code in codes])
    chance = np.random.default_rng(20)
    sizes = chance.lognormal(4.5, 1.2, len(codes))[:, None] * SHARES
    persons = chance.poisson(sizes * chance.lognormal(0, 0.8, sizes.shape))
    persons[depths < 4] = 0
    for depth in range(4, 0, -1):
        rows = np.flatnonzero(depths == depth)
        np.add.at(persons, parents[rows], persons[rows])
    return codes, parents, np.column_stack([persons, persons.sum(axis=1)])


@pytest.mark.long
def test_no_withheld_cell_of_the_country_stands_alone_beside_shown_ones():
    codes, parents, persons = made_up_country()
    cells = [code for code in codes for _ in range(persons.shape[1])]
    segments = [*SEGMENTS, disclosure.TOTAL] * len(codes)
    decision = disclosure.decide(cells, persons.ravel(), by=[segments])
    hidden = decision.hidden.reshape(persons.shape)
    assert len(codes) > 91_000
    assert hidden[(persons > 0) & (persons < 10)].all()
    assert not hidden[0].any()

    shown_total = ~hidden[:, -1]
    parts = np.where(hidden, persons, 0)[shown_total, :-1].sum(axis=1)
    number = hidden[shown_total, :-1].sum(axis=1)
    assert (number != 1).all()
    assert (parts[number > 0] >= 10).all()

    number, sums = np.zeros_like(persons), np.zeros_like(persons)
    np.add.at(number, parents[1:], hidden[1:])
    np.add.at(sums, parents[1:], np.where(hidden, persons, 0)[1:])
    closed = ~hidden & (number > 0)
    assert closed.any()
    assert (number[closed] > 1).all()
    assert (sums[closed] >= 10).all()
