"""A ranking from a table in Parquet is, byte for byte, the one that goes entrant by entrant."""

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.core import made_table

from paritrana.core import rulebook
from paritrana.core.ranking import rank_book, rank_category
from paritrana.core.ranking.bulk import rank_table
from paritrana.core.ranking.reports import tables_of
from paritrana.errors import DataFaults

QUICK = [*range(30), 35, 51, 57, 63, 65, 79, 85, 107, 159, 163]
LONG = [pytest.param(seed, marks=pytest.mark.long) for seed in range(30, 1500) if seed not in QUICK]


@pytest.mark.parametrize("seed", [*QUICK, *LONG])
def test_the_tables_are_those_of_the_plain_way(seed: int, tmp_path: Path):
    book = made_table.book(seed)
    values = made_table.values(seed, book)
    made_table.write(tmp_path / "v.parquet", values, book, seed)
    plain = rank_book(book, values, {}, seed="benih")
    found = rank_table(book, tmp_path / "v.parquet", seed="benih")
    wanted = {name: text.encode() for name, text in tables_of(plain).items() if name != "contributions.csv"}
    assert found.tables == wanted
    told = {one.category.id: len(one.filled) for one in plain.categories}
    assert {name: sum(found.filled.get(name, {}).values()) for name in told} == told
    assert found.counts() == [(one.category.id, len(one.rows), len(one.excluded)) for one in plain.categories]


def test_the_seeds_above_cover_what_they_should():
    """Every rule of ties separates somebody, ranks are shared, and every rule for gaps is met."""
    met: set[str] = set()
    for seed in QUICK:
        book = made_table.book(seed)
        plain = rank_book(book, made_table.values(seed, book), {}, seed="benih")
        for one in plain.categories:
            met |= {row.tie_rule.partition(":")[0] for row in one.rows} | {one.category.rank_on}
            met |= {reason.partition(":")[0] for reason in one.excluded.values()}
            criteria = {rule.id: rule for rule in one.category.criteria}
            for scores in one.scores.entrants.values():
                rules = [criteria[part.criterion] for part in scores.parts if part.filled]
                met |= {f"{rule.kind} {rule.missing}" for rule in rules if rule.missing != "disqualify"}
    ties = {"", "joint", "criterion", "stage", "worst_stage", "dimension", "worst_dimension", "lot"}
    gaps = {
        f"{kind} {rule}"
        for kind in ("measure", "ladder", "yes_no")
        for rule in ("zero", "renormalise", "class_median")
    }
    assert met >= ties | gaps | {"missing", "exact", "shown"}


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
BOOK = MEASURE.replace("KIND", "measure") + POSTS


def faults_of(tmp_path: Path, text: str, **columns: object) -> list[tuple[str, int]]:
    pq.write_table(pa.table(columns), tmp_path / "t.parquet")
    with pytest.raises(DataFaults) as caught:
        rank_table(rulebook.read(text), tmp_path / "t.parquet")
    return [(one.code, one.line) for one in caught.value.faults]


def test_the_columns_are_checked_before_any_cell(tmp_path: Path):
    cells = {"category": ["c"], "entrant": ["a"]}
    assert faults_of(tmp_path, BOOK, **cells, k=[0.5]) == [("table.float", 0)]
    assert faults_of(tmp_path, BOOK, **cells, k=[True]) == [("table.kind", 0)]
    assert faults_of(tmp_path, BOOK, **cells, k=["x"], z=["x"]) == [("table.extra", 0)]
    assert faults_of(tmp_path, BOOK, **cells) == [("table.column", 0)]
    assert faults_of(tmp_path, BOOK, k=[1]) == [("table.column", 0), ("table.column", 0)]
    assert faults_of(tmp_path, BOOK, category=["c"], entrant=[0.5], k=[1]) == [("table.key_kind", 0)]


def test_entrants_are_named_once_and_plainly_and_stand_in_a_category_of_the_book(tmp_path: Path):
    def told(category: list[str | None], entrant: list[str | None]) -> list[tuple[str, int]]:
        return faults_of(tmp_path, BOOK, category=category, entrant=entrant, k=[1] * len(entrant))

    assert told(["c", "d", None], ["a", "b", "x"]) == [("category.unknown", 2), ("field.empty", 3)]
    names = ["a", "", None, " b", "b\n", "c\x07", "d\u2028e", "x" * 201, "é x", "a"]
    codes = ["field.empty"] * 2 + ["field.text"] * 2 + ["csv.control"] * 2 + ["field.text", "table.repeated"]
    lines = [2, 3, 4, 5, 6, 7, 8, 10]
    assert told(["c"] * 10, names) == list(zip(codes, lines, strict=True))


def test_faults_name_row_and_column_and_no_more_than_a_hundred_are_listed(tmp_path: Path):
    cells = ["1"] * 5000 + ["1,5"] + ["2"] * 5000
    names = [f"E{at}" for at in range(len(cells))]
    columns = {"category": ["c"] * len(cells), "entrant": names}
    assert faults_of(tmp_path, BOOK, **columns, k=cells) == [("value.number", 5001)]
    pq.write_table(pa.table(columns | {"k": ["O"] * 300 + cells[300:]}), tmp_path / "t.parquet")
    with pytest.raises(DataFaults) as caught:
        rank_table(rulebook.read(BOOK), tmp_path / "t.parquet")
    told = caught.value.faults
    assert [one.line for one in told] == [*range(1, 101), 0]
    assert told[0].sentence == "column k: O is not a decimal number"
    assert told[0].told("id")[0] == "kolom k: O bukan bilangan desimal"
    assert told[-1].sentence == "201 more faults of cells are not listed"


def test_a_value_of_a_criterion_that_its_category_lacks_is_a_fault(tmp_path: Path):
    other = BOOK[BOOK.index("[[category]]") :].replace('id = "c"', 'id = "d"').replace('id = "k"', 'id = "z"')
    table = {"category": ["c", "d", "d"], "entrant": ["a", "b", "e"]}
    assert faults_of(tmp_path, BOOK + other, **table, k=[1, None, 2], z=[None, 1, 2]) == [
        ("criterion.unknown", 3)
    ]


def test_a_broken_file_is_named(tmp_path: Path):
    pq.write_table(pa.table({"category": ["c"], "entrant": ["a"], "k": [1]}), tmp_path / "t.parquet")
    whole = (tmp_path / "t.parquet").read_bytes()
    for broken in (b"", b"PAR1", whole[:-9], whole[:40] + b"\xff" * 40 + whole[80:]):
        (tmp_path / "t.parquet").write_bytes(broken)
        with pytest.raises(DataFaults) as caught:
            rank_table(rulebook.read(BOOK), tmp_path / "t.parquet")
        assert [one.code for one in caught.value.faults] == ["file.parquet"]
    with pytest.raises(DataFaults) as caught:
        rank_table(rulebook.read(BOOK), tmp_path / "none.parquet")
    assert [one.code for one in caught.value.faults] == ["file.unreadable"]


def test_text_that_is_not_utf_8_is_a_fault(tmp_path: Path):
    odd = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xff"], pa.binary()).buffers())
    assert faults_of(tmp_path, BOOK, category=["c"], entrant=odd, k=[1]) == [("table.text", 0)]


@pytest.mark.parametrize(
    ("number", "scale"), [(2**40 + 1, 0), (2**60 + 7, 0), (3 * 10**17 - 1, 17), (-(2**63), 0)]
)
def test_halves_and_long_numbers_round_like_the_engine(number: int, scale: int, tmp_path: Path):
    high = f"{2**61}" if scale == 0 else "3"
    book = rulebook.read(MEASURE.replace("KIND", "measure") + f'goalposts = ["0", "{high}"]\n')
    kind = pa.int64() if scale == 0 else pa.decimal128(18, scale)
    value = number if scale == 0 else Decimal(number).scaleb(-scale)
    table = {"category": ["c", "c"], "entrant": ["a", "b"], "k": pa.array([value, 1], kind)}
    pq.write_table(pa.table(table), tmp_path / "t.parquet")
    found = rank_table(book, tmp_path / "t.parquet").tables["ranking.csv"].decode()
    slow = rank_category(book.categories[0], {"a": {"k": f"{value}"}, "b": {"k": "1"}}, {})
    assert [line.split(",")[4] for line in found.splitlines()[1:]] == [row.score.ratio for row in slow.rows]
