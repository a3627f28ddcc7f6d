"""Table in, table out: what is withheld, read by eye.

A star after a figure: it is withheld.  The last column of a crossed table is the total.
"""

import numpy as np
import pytest

from paritrana.core import disclosure
from paritrana.errors import BadInput

TABLES = {
    "one small village takes its smallest sufficient neighbour with it": """
        71          115
        71.01       115
        71.01.01      3*
        71.01.02     12*
        71.01.03    100
    """,
    "nothing small, nothing withheld": """
        71           40
        71.01        40
        71.01.01     20
        71.01.02     20
    """,
    "a village without anybody is shown as 0 and protects nobody": """
        71          112
        71.01       112
        71.01.01      3*
        71.01.02      0
        71.01.03    109*
    """,
    "small villages that add up to few take a bigger one with them": """
        71           54
        71.01        54
        71.01.01      1*
        71.01.02      2*
        71.01.03     11*
        71.01.04     40
    """,
    "small villages that hide each other need nobody else": """
        71           70
        71.01        70
        71.01.01      7*
        71.01.02      9*
        71.01.03     54
    """,
    "a regency with one village hides with another regency and one of its villages": """
        71           95
        71.01         4*
        71.01.01      4*
        71.02        31*
        71.02.01     11*
        71.02.02     20
        71.03        60
        71.03.01     60
    """,
    "a country of few persons is withheld whole": """
        ID            6*
        71            6*
        71.01         4*
        71.02         2*
    """,
}

CROSSED = {
    "a small segment takes a second segment, in two villages": """
                   bpu    jakon   pu     all
        71.01      300    52      800    1152
        71.01.01   100*    2*     200     302
        71.01.02   120    20      300     440
        71.01.03    80*   30*     300     410
    """,
    "a village with few persons loses its segments too": """
                   bpu    pu     all
        71.01      160    100     260
        71.01.01     4*     2*      6*
        71.01.02    56*    38*     94*
        71.01.03   100     60     160
    """,
}


def rows_of(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


def marks(decision: disclosure.Decision) -> list[str]:
    return ["*" if hidden else "" for hidden in decision.hidden]


@pytest.mark.parametrize("name", TABLES)
def test_regions(name: str):
    rows = rows_of(TABLES[name])
    counts = [int(count.rstrip("*")) for _, count in rows]
    found = marks(disclosure.decide([code for code, _ in rows], counts))
    assert [f"{count}{mark}" for count, mark in zip(counts, found, strict=True)] == [row[1] for row in rows]


@pytest.mark.parametrize("name", CROSSED)
def test_regions_by_segment(name: str):
    header, *rows = rows_of(CROSSED[name])
    segments = [disclosure.TOTAL if segment == "all" else segment for segment in header]
    codes = [code for code, *_ in rows for _ in segments]
    cells = [cell for _, *line in rows for cell in line]
    counts = [int(cell.rstrip("*")) for cell in cells]
    found = marks(disclosure.decide(codes, counts, by=[segments * len(rows)]))
    assert [f"{count}{mark}" for count, mark in zip(counts, found, strict=True)] == cells


@pytest.mark.parametrize("k", [0, 1])
def test_without_a_limit_nothing_is_withheld(k: int):
    decision = disclosure.decide(["71", "71.01", "71.02"], [5, 4, 1], k=k)
    assert not decision.hidden.any()
    assert decision.absent == ()


def test_the_limit_is_a_parameter():
    codes, counts = ["71", "71.01", "71.02", "71.03"], [38, 4, 14, 20]
    assert marks(disclosure.decide(codes, counts, k=5)) == ["", "*", "*", ""]
    assert marks(disclosure.decide(codes, counts, k=4)) == [""] * 4


def test_persons_decide_not_the_printed_months():
    months_of_nine, persons = [108, 1200, 2400], [9, 100, 200]
    assert min(months_of_nine) > 10
    assert marks(disclosure.decide(["71.01", "71.02", "71.03"], persons)) == ["*", "*", ""]


def test_a_small_rest_of_a_register_is_withheld_as_the_part_would_be():
    codes, part, of = ["71", "71.01", "71.02", "71.03"], [290, 97, 90, 103], [337, 100, 107, 130]
    assert marks(disclosure.decide(codes, part)) == [""] * 4
    assert marks(disclosure.decide(codes, part, of=of)) == ["", "*", "*", ""]


def test_a_parent_that_is_not_the_sum_of_its_children_is_treated_as_if():
    codes, distinct_in_the_year = ["71", "71.01", "71.02", "71.03"], [110, 4, 60, 55]
    assert marks(disclosure.decide(codes, distinct_in_the_year)) == ["", "*", "", "*"]


def test_persons_of_no_known_village_are_a_cell_of_their_own():
    codes, counts = ["71.01", "71.01.01", "71.01.02"], [93, 40, 50]
    assert marks(disclosure.decide(codes, counts)) == ["", "*", ""]


def test_a_level_left_out_counts_as_if_it_were_published():
    codes, counts = ["71.01.01.2001", "71.01.01.2002", "71.01.02.2001"], [3, 40, 50]
    assert marks(disclosure.decide(codes, counts)) == ["*", "*", ""]


def test_cells_left_out_are_named_where_a_gap_would_tell_zero():
    cells = [("71.01", "bpu", 4), ("71.01", "pu", 50), ("71.01", "", 54)]
    cells += [("71.02", "pu", 70), ("71.02", "", 70), ("71.03", "bpu", 30), ("71.03", "", 30)]
    codes, segments, counts = zip(*cells, strict=True)
    decision = disclosure.decide(codes, counts, by=[segments])
    assert marks(decision) == ["*", "*", "", "", "", "*", ""]
    assert decision.absent == (("71.03", ("pu",)),)


def test_a_small_total_without_a_breakdown_takes_a_region_with_one():
    cells = [("71.01", "", 4), ("71.02", "pu", 30), ("71.02", "", 30), ("71.03", "pu", 50), ("71.03", "", 50)]
    codes, segments, counts = zip(*cells, strict=True)
    assert marks(disclosure.decide(codes, counts, by=[segments])) == ["*", "*", "*", "", ""]


def test_the_same_totals_are_withheld_whatever_they_are_split_by():
    rows = rows_of(CROSSED["a village with few persons loses its segments too"])[1:]
    totals = [int(cells[-1].rstrip("*")) for _, *cells in rows]
    plain = marks(disclosure.decide([code for code, *_ in rows], totals))
    assert plain == [cells[-1].lstrip("0123456789") for _, *cells in rows]


def test_order_of_the_cells_changes_nothing():
    rows = rows_of(TABLES["a regency with one village hides with another regency and one of its villages"])
    codes, counts = [code for code, _ in rows], [int(count.rstrip("*")) for _, count in rows]
    plain = dict(zip(codes, marks(disclosure.decide(codes, counts)), strict=True))
    turned = disclosure.decide(codes[::-1], counts[::-1])
    assert dict(zip(codes[::-1], marks(turned), strict=True)) == plain


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"codes": ["71"], "persons": [1, 2]}, "disclosure.lengths"),
        ({"codes": ["71"], "persons": [1], "by": [[]]}, "disclosure.lengths"),
        ({"codes": ["71"], "persons": [1], "of": [1, 2]}, "disclosure.lengths"),
        ({"codes": ["71", "71"], "persons": [1, 2]}, "disclosure.repeated"),
        ({"codes": ["71"], "persons": [-1]}, "disclosure.negative"),
        ({"codes": ["71"], "persons": [1.5]}, "disclosure.not_counts"),
        ({"codes": ["71"], "persons": [2], "of": [1]}, "disclosure.part"),
        ({"codes": ["71"], "persons": [2], "k": -1}, "disclosure.limit"),
    ],
)
def test_input_that_cannot_be_meant_is_refused(given: dict, code: str):
    with pytest.raises(BadInput) as refused:
        disclosure.decide(**given)
    assert refused.value.code == code


def test_an_empty_table_has_an_empty_decision():
    decision = disclosure.decide([], np.array([], dtype=np.int64))
    assert (decision.hidden.tolist(), decision.absent) == ([], ())
