"""What must hold for any rulebook and any data."""

import random
from fractions import Fraction
from itertools import count
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.core.made import book_tree, case, data_for, toml_text

from paritrana.core import rulebook
from paritrana.core.ranking import (
    contributions_csv,
    excluded_csv,
    finalists_after,
    rank_book,
    rank_category,
    ranking_csv,
)
from paritrana.core.scoring import read_marks, read_values

SEEDS = st.integers(0, 10**6)
MONOTONE = ["worst_stage", "joint"]


def tables(result: Any) -> tuple[str, str, str]:
    return ranking_csv(result), contributions_csv(result), excluded_csv(result)


@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(seed: int, chance: random.Random):
    book, values, marks, lots = case(seed)

    def shuffled(table: Any) -> Any:
        items = list(table.items())
        chance.shuffle(items)
        return {key: shuffled(one) if isinstance(one, dict) else one for key, one in items}

    plain = rank_book(book, values, marks, seed=lots)
    assert tables(rank_book(book, shuffled(values), shuffled(marks), seed=lots)) == tables(plain)


@given(SEEDS)
def test_other_names_for_jurors_change_nothing(seed: int):
    cases = (case(one) for one in count(seed))  # the first book from here on whose panels all take the mean
    book, values, marks, lots = next(
        made for made in cases if all(one.jury.aggregate == "mean" for one in made[0].categories)
    )
    renamed = {(f"Z{99 - int(juror[1:])}", entrant): cells for (juror, entrant), cells in marks.items()}
    assert tables(rank_book(book, values, renamed, seed=lots)) == tables(
        rank_book(book, values, marks, seed=lots)
    )


@given(SEEDS)
def test_the_parts_of_an_entrant_sum_to_its_score(seed: int):
    book, values, marks, lots = case(seed)
    result = rank_book(book, values, marks, seed=lots)
    parts: dict[tuple[str, str], Fraction] = {}
    for line in contributions_csv(result).replace('"', "").splitlines()[1:]:
        head, _, part = line.rpartition(",")
        key = (line.split(",")[0], head.rpartition(",")[0].split(",", 1)[1].rsplit(",", 2)[0])
        parts[key] = parts.get(key, Fraction(0)) + Fraction(part)
    rows = {(row.category, row.entrant): row.score_exact for one in result.categories for row in one.rows}
    assert parts == rows
    assert all(0 <= score <= 100 for score in rows.values())


def monotone_case(seed: int) -> tuple[rulebook.Category, Any, Any]:
    """Return one category whose chain has only rules that a raised mark cannot turn against its entrant."""
    chance = random.Random(seed)
    tree = book_tree(chance)
    tree["category"] = tree["category"][:1]
    category = tree["category"][0]
    for stage in category["stage"]:
        stage.pop("entrants", None)
    ids = [one["id"] for stage in category["stage"] for one in stage["criterion"]]
    rules = [*MONOTONE[:1], f"criterion:{chance.choice(ids)}", f"stage:{category['stage'][-1]['id']}"]
    category["ties"] = [*chance.sample(rules, chance.randint(0, 3)), "joint"]
    book = rulebook.read(toml_text(tree))
    values, marks = data_for(chance, book)
    return book.categories[0], values[book.categories[0].id], marks


@given(SEEDS)
def test_raising_one_mark_never_lowers_score_or_rank(seed: int):
    category, values, marks = monotone_case(seed)
    chance = random.Random(seed)
    sheets = [(pair, name) for pair, cells in marks.items() for name in cells if name != "*"]
    assume(sheets)
    pair, name = chance.choice(sheets)
    texts = category.criterion(name).mark_texts()
    place = texts.index(marks[pair][name])
    assume(place + 1 < len(texts))
    raised = {**marks, pair: {**marks[pair], name: chance.choice(texts[place + 1 :])}}
    before = {row.entrant: row for row in rank_category(category, values, marks).rows}
    after = {row.entrant: row for row in rank_category(category, values, raised).rows}
    assume(pair[1] in before)
    assert after[pair[1]].score_exact >= before[pair[1]].score_exact
    assert after[pair[1]].rank <= before[pair[1]].rank


@given(SEEDS)
def test_who_passes_to_the_first_final_is_who_is_ranked_or_missing_later(seed: int):
    book, values, marks, lots = case(seed)
    result = rank_book(book, values, marks, seed=lots)
    for one in result.categories:
        finals = [place for place, stage in enumerate(one.category.stages) if stage.entrants == "finalists"]
        if not finals:
            continue
        before = one.category.stages[finals[0] - 1].id
        mine = {pair: cells for pair, cells in marks.items() if pair[1] in values[one.category.id]}
        passed = finalists_after(one.category, before, values[one.category.id], mine)
        later = {entrant for entrant, reason in one.excluded.items() if entrant not in passed.excluded}
        assert set(passed.passed) == set(one.scores.entrants) | later
        assert set(passed.passed) | set(passed.excluded) == set(values[one.category.id])


@pytest.mark.parametrize("rows", [0, 1])
def test_an_empty_category_is_an_empty_ranking(rows: int):
    book = rulebook.read(toml_text(book_tree(random.Random(3))))
    values = read_values(b"entrant,category,criterion,value\n").cells
    marks = read_marks(b"juror,entrant,criterion,mark\n").cells
    result = rank_book(book, values if rows else {}, marks, seed="x")
    assert ranking_csv(result) == "category,rank,entrant,score,score_exact,tie_rule\n"
