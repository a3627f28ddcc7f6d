"""The stand-alone checker and the engine share no code and give the same tables."""

import os
import tomllib

import pytest
from tests.core import made, made_two

from paritrana.core.bundle.verifier import recompute
from paritrana.core.ranking import Result, awards_csv, contributions_csv, excluded_csv, rank_book, ranking_csv
from paritrana.core.scoring import Facts, entrants_csv, marks_csv, values_csv
from paritrana.errors import DataFaults


def tables_of(result: Result) -> dict[str, str]:
    return {
        "ranking.csv": ranking_csv(result),
        "contributions.csv": contributions_csv(result),
        "excluded.csv": excluded_csv(result),
    }


def agrees(seed: int) -> int:
    book, values, marks, lots = made.case(seed)
    result = rank_book(book, values, marks, seed=lots)
    text = {"values.csv": values_csv(values), "marks.csv": marks_csv(marks)}
    assert recompute(tomllib.loads(book.text), text, lots) == tables_of(result), f"seed {seed}"
    return sum(row.tie_rule != "" for one in result.categories for row in one.rows)


def agrees_on_two(seed: int) -> str:
    """Hold both to each other on a /2 book; return its awards, empty where the engine refused the data."""
    book, values, marks, given, lots = made_two.case(seed)
    facts = {entrant: Facts(*one) for entrant, one in given.items()}
    text = {
        "values.csv": values_csv(values),
        "marks.csv": marks_csv(marks),
        "entrants.csv": entrants_csv(facts),
    }
    try:
        result = rank_book(book, values, marks, seed=lots, entrants=facts)
    except DataFaults:
        return ""
    wanted = tables_of(result) | {"awards.csv": awards_csv(result)}
    assert recompute(tomllib.loads(book.text), text, lots) == wanted, f"seed {seed}"
    return wanted["awards.csv"]


def test_checker_and_engine_agree_on_hundreds_of_random_rulebooks():
    tied = sum(agrees(seed) for seed in range(300))
    assert tied > 200


def test_checker_and_engine_agree_on_random_rulebooks_of_format_two():
    awards = "".join(agrees_on_two(seed) for seed in [*range(20), 290, 320])
    for award in ("finalist:", "winner", "consolation", "prize:", "skipped:", "zone:WI", ",uncertain"):
        assert award in awards


@pytest.mark.long
def test_checker_and_engine_agree_on_thousands_of_random_rulebooks():
    for seed in range(1_000, 1_000 + int(os.environ.get("PARITRANA_LONG_CASES", "5000"))):
        agrees(seed)


@pytest.mark.long
def test_checker_and_engine_agree_on_thousands_of_random_rulebooks_of_format_two():
    cases = range(1_000, 1_000 + int(os.environ.get("PARITRANA_LONG_CASES", "5000")))
    awards = "".join(agrees_on_two(seed) for seed in cases)
    assert ",uncertain" in awards
