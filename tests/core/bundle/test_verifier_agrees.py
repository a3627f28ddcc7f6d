"""The stand-alone checker and the engine share no code and give the same tables."""

import os
import tomllib

import pytest
from tests.core.made import case

from paritrana.core.bundle.verifier import recompute
from paritrana.core.ranking import contributions_csv, excluded_csv, rank_book, ranking_csv
from paritrana.core.scoring import marks_csv, values_csv


def agrees(seed: int) -> int:
    book, values, marks, lots = case(seed)
    result = rank_book(book, values, marks, seed=lots)
    made = recompute(tomllib.loads(book.text), values_csv(values), marks_csv(marks), lots)
    assert made == (ranking_csv(result), contributions_csv(result), excluded_csv(result)), f"seed {seed}"
    return sum(row.tie_rule != "" for one in result.categories for row in one.rows)


def test_checker_and_engine_agree_on_hundreds_of_random_rulebooks():
    tied = sum(agrees(seed) for seed in range(300))
    assert tied > 200


@pytest.mark.long
def test_checker_and_engine_agree_on_thousands_of_random_rulebooks():
    for seed in range(1_000, 1_000 + int(os.environ.get("PARITRANA_LONG_CASES", "5000"))):
        agrees(seed)
