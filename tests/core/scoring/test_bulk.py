"""Scores of a whole table in Parquet equal those of the engine that goes entrant by entrant."""

import random
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.core import made

from paritrana.core import rulebook
from paritrana.core.ranking import rank_category
from paritrana.core.scoring.bulk import score_table
from paritrana.errors import DataFaults

HEAD = {key: made.book_tree(random.Random(1))[key] for key in ("format", "id", "version", "title", "period")}


def book_of(chance: random.Random, categories: int) -> rulebook.Rulebook:
    """Return a book without jurors and chains of ties."""
    told = []
    for place in range(categories):
        one = made.category(chance, f"cat{place}")
        one |= {"ties": ["joint"], "rank_on": chance.choice(["exact", "shown"])}
        for stage in one["stage"]:
            for criterion in stage["criterion"]:
                if criterion["kind"] == "rubric":
                    criterion |= {"kind": "yes_no"}
                    del criterion["scale"], criterion["step"]
        told.append(one)
    return rulebook.read(made.toml_text(HEAD | {"level": "national", "category": told}))


def column_of(criterion_id: str, book: rulebook.Rulebook, texts: list[str | None], chance: random.Random):
    """Return texts, or numbers where every text of the column is one."""
    kinds = {one.kind for category in book.categories for one in category.criteria if one.id == criterion_id}
    given = [text or None for text in texts]
    if kinds != {"measure"} or chance.random() < 0.2:
        return pa.array(given, pa.string())
    if all(text is None or "." not in text for text in given) and chance.random() < 0.5:
        return pa.array([None if text is None else int(text) for text in given], pa.int32())
    kind = chance.choice([pa.decimal128(12, 6), pa.decimal64(18, 6), pa.decimal128(30, 8)])
    return pa.array([None if text is None else Decimal(text) for text in given], kind)


@pytest.mark.parametrize(
    "seed", [*range(15), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(15, 300))]
)
def test_equal_to_the_engine(seed: int, tmp_path: Path):
    chance = random.Random(seed)
    book = book_of(chance, chance.randint(1, 3))
    rows = [
        (category, {one.id: made.value_for(chance, one) for one in category.criteria})
        for category in book.categories
        for _ in range(chance.randint(1, 12))
    ]
    if seed % 2:
        chance.shuffle(rows)
    ids = {one.id for category in book.categories for one in category.criteria}
    columns = {
        name: column_of(name, book, [cells.get(name) for _, cells in rows], chance) for name in sorted(ids)
    }
    table = pa.table({"category": [category.id for category, _ in rows], **columns})
    pq.write_table(table, tmp_path / "values.parquet", row_group_size=chance.choice([3, 100]))
    found = score_table(tmp_path / "values.parquet", book.categories)
    for category in book.categories:
        values = {f"{at:04}": cells for at, (own, cells) in enumerate(rows) if own is category}
        if not values:
            continue
        slow = rank_category(category, values, {})
        told = {int(row.entrant): (row.rank, row.score_exact) for row in slow.rows}
        assert {row: (int(found.ranks[row]), found.score(row)) for row in told} == told
        reasons = {int(entrant): reason for entrant, reason in slow.excluded.items()}
        assert {row: found.excluded[row] for row in reasons} == reasons
        assert all(found.ranks[row] == 0 for row in reasons)


MEASURE = """
format = "paritrana-rulebook/1"
id = "b"
version = 1
title = { id = "B" }
level = "national"
period = { start = "2023-01-01", end = "2023-12-31" }
[[category]]
id = "c"
title = { id = "C" }
entrant = "employer"
winners = 1
[[category.stage]]
id = "s"
weight_bp = 10000
[[category.stage.criterion]]
id = "k"
kind = "KIND"
weight_bp = 10000
"""
POSTS = 'goalposts = ["0", "3"]\n'


def faults_of(tmp_path: Path, text: str, **columns: object) -> list[tuple[str, int]]:
    pq.write_table(pa.table(columns), tmp_path / "t.parquet")
    with pytest.raises(DataFaults) as caught:
        score_table(tmp_path / "t.parquet", rulebook.read(text).categories)
    return [(one.code, one.line) for one in caught.value.faults]


def test_faults_name_column_and_row(tmp_path: Path):
    text = MEASURE.replace("KIND", "measure") + POSTS
    assert faults_of(tmp_path, text, category=["c"], k=[0.5]) == [("table.float", 0)]
    assert faults_of(tmp_path, text, category=["c"]) == [("table.column", 0)]
    assert faults_of(tmp_path, text, k=[1]) == [("table.column", 0)]
    assert faults_of(tmp_path, text, category=["c", "d"], k=[1, 2]) == [("category.unknown", 2)]
    assert faults_of(tmp_path, text, category=["c", None], k=[1, 2]) == [("field.empty", 2)]
    rubric = MEASURE.replace("KIND", "rubric") + "scale = [0, 5]\n"
    assert faults_of(tmp_path, rubric, category=["c"], k=[1]) == [("table.rubric", 0)]


def test_one_bad_cell_among_many_is_named(tmp_path: Path):
    text = MEASURE.replace("KIND", "measure") + POSTS
    cells = ["1"] * 5000 + ["1,5"] + ["2"] * 5000
    assert faults_of(tmp_path, text, category=["c"] * len(cells), k=cells) == [("value.number", 5001)]


@pytest.mark.parametrize(("number", "scale"), [(2**40 + 1, 0), (2**60 + 7, 0), (3 * 10**17 - 1, 17)])
def test_halves_and_long_numbers_round_like_the_engine(number: int, scale: int, tmp_path: Path):
    high = f"{2**61}" if scale == 0 else "3"
    book = rulebook.read(MEASURE.replace("KIND", "measure") + f'goalposts = ["0", "{high}"]\n')
    kind = pa.int64() if scale == 0 else pa.decimal128(18, scale)
    value = number if scale == 0 else Decimal(number).scaleb(-scale)
    pq.write_table(
        pa.table({"category": ["c", "c"], "k": pa.array([value, 1], kind)}), tmp_path / "t.parquet"
    )
    found = score_table(tmp_path / "t.parquet", book.categories)
    slow = rank_category(book.categories[0], {"a": {"k": f"{value}"}, "b": {"k": "1"}}, {})
    assert [found.score(0), found.score(1)] == [slow.scores.entrants[one].score for one in "ab"]
