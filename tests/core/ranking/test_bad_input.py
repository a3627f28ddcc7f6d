"""Odd and empty data under format /2: each has a defined outcome or a clear refusal."""

import random

import pytest
from tests.spec.case import Case, awards, tables
from tests.spec.cases_dimensions import EVEN, GEOMETRIC, dimension, measure, rubric, stage

from paritrana.core.ranking import rank_book
from paritrana.core.scoring import Facts
from paritrana.errors import DataFaults

TALK = (
    '[[stage]]\nid = "talk"\nentrants = "finalists"\nweight_bp = 5000\n'
    '[[stage.criterion]]\nid = "r"\nkind = "rubric"\nweight_bp = 10000\nscale = [0, 10]\n'
)
FINAL = "finalists = 2\nfinalists_ceiling = 4\nuncertain_pct = 10\nconsolation = 2\nforward = 2\n"


def outcome(rules: str, values: tuple[str, ...] = (), marks: tuple[str, ...] = (), **more: object):
    result = Case("", "", rules, values, marks, format=2, **more).result()
    return (*tables(result), awards(result))


def test_nobody_stands():
    rules = FINAL + stage(measure("k", 10_000), weight=5000, more="pass_mark = 60\n") + TALK
    assert outcome(rules) == ((), (), (), ())


def test_everybody_is_below_the_pass_mark_and_nobody_is_asked_for_marks():
    rules = FINAL + stage(measure("k", 10_000), weight=5000, more="pass_mark = 60\n") + TALK
    ranking, _, excluded, given = outcome(rules, ("A,k,0.1", "B,k,0.2"))
    assert (ranking, given) == ((), ())
    assert excluded == ("A,below_pass_mark:data", "B,below_pass_mark:data")


def test_one_entrant_wins_and_passes_alone():
    rules = FINAL + stage(*EVEN, weight=5000) + TALK
    ranking, _, _, given = outcome(rules, ("A,a,0.1", "A,b,0.3"), ("J1,A,r,0",))
    assert ranking == ("1,A,10.00,10/1,",)
    assert given == ("finalist:talk,1,A,", "winner,1,A,", "forward,1,A,")


def test_all_equal_share_the_first_rank_and_every_award():
    rules = 'ties = ["dimension:reach", "worst_dimension", "copeland"]\nconsolation = 2\n' + stage(*EVEN)
    names = ("A", "B", "C")
    ranking, _, _, given = outcome(rules, tuple(f"{name},{one},0.5" for name in names for one in "ab"))
    assert ranking == tuple(f"1,{name},50.00,50/1,joint" for name in names)
    assert given == tuple(f"winner,1,{name}," for name in names)


@pytest.mark.parametrize(
    ("missing", "points", "score"),
    [("zero", "0/1", "25/1"), ("renormalise", "", "50/1"), ("class_median", "0/1", "25/1")],
)
def test_a_criterion_nobody_has(missing: str, points: str, score: str):
    rules = stage(*EVEN[:3], measure("b", 10_000, "care", f'missing = "{missing}"\n'))
    ranking, parts, _, _ = outcome(rules, ("A,a,0.5", "B,a,0.5"))
    assert [row.split(",")[3] for row in ranking] == [score, score]
    assert [row.split(",")[4] for row in parts if ",b," in row] == [points, points]


def test_a_criterion_nobody_has_that_disqualifies_leaves_an_empty_ranking():
    rules = stage(*EVEN[:3], measure("b", 10_000, "care", 'missing = "disqualify"\n'))
    ranking, _, excluded, given = outcome(rules, ("A,a,0.5", "B,a,0.5"))
    assert (ranking, excluded, given) == ((), ("A,missing:b", "B,missing:b"), ())


def test_a_geometric_mean_of_nothing_is_0_and_then_the_floor_of_the_category():
    leave = 'missing = "renormalise"\n'
    groups = (dimension("x", 5000), dimension("y", 5000))
    empty = stage(
        *groups,
        measure("a", 10_000, "x", leave),
        measure("b", 10_000, "y", leave),
        weight=5000,
        more=GEOMETRIC,
    )
    rules = GEOMETRIC + empty + stage(measure("k", 10_000), name="field", weight=5000)
    ranking, _, _, _ = outcome(rules, ("A,k,1",))
    assert ranking == ("1,A,10.00,10/1,",)


def test_a_circle_in_copeland_is_broken_by_the_next_rule():
    rules = 'ties = ["copeland", "dimension:show"]\n' + stage(
        dimension("talk", 5000),
        dimension("show", 5000),
        rubric("x", 10_000, "talk"),
        rubric("y", 10_000, "show"),
    )
    sheets = {"A": ((5, 7), (4, 4), (5, 5)), "B": ((5, 4), (6, 7), (4, 4)), "C": ((4, 2), (6, 4), (6, 8))}
    marks = tuple(
        f"J{juror},{name},{one},{mark}"
        for name, own in sheets.items()
        for juror, sheet in enumerate(own, 1)
        for one, mark in zip("xy", sheet, strict=True)
    )
    ranking, _, _, _ = outcome(rules, ("A,,", "B,,", "C,,"), marks)
    assert ranking == tuple(f"{rank},{name},50.00,50/1,dimension:show" for rank, name in enumerate("ABC", 1))


def test_an_entrant_that_stands_only_in_the_table_of_facts_is_a_fault():
    case = Case("", "", stage(measure("k", 10_000)), ("A,k,1",), format=2, entrants=("A,71,,", "B,71,,"))
    with pytest.raises(DataFaults) as caught:
        case.result()
    assert [(one.file, one.line, one.code) for one in caught.value.faults] == [
        ("entrants", 3, "entrant.unknown")
    ]


def test_faults_of_facts_values_and_marks_are_told_together():
    rules = "province_cap = 1\n" + stage(measure("k", 10_000), weight=5000) + TALK.replace("finalists", "all")
    case = Case(
        "", "", rules, ("A,k,1/0", "B,k,1"), ("J1,A,r,11", "J1,B,r,1"), format=2, entrants=("A,71,,",)
    )
    with pytest.raises(DataFaults) as caught:
        case.result()
    assert sorted(one.code for one in caught.value.faults) == [
        *("entrant.no_fact", "mark.off_scale", "value.counts"),
    ]


def test_two_counts_are_refused_in_format_1():
    case = Case("", "", stage(measure("k", 10_000)), ("A,k,1/2",))
    with pytest.raises(DataFaults) as caught:
        case.result()
    assert [one.code for one in caught.value.faults] == ["value.number"]


def test_one_bad_cell_among_many_rows_is_the_only_fault():
    rules = 'size_classes = ["s", "l"]\n' + stage(measure("k", 10_000))
    book = Case("", "", rules, format=2).book()
    chance = random.Random(5)
    values = {"c": {f"e{place}": {"k": f"{chance.randint(0, 9)}/9"} for place in range(3000)}}
    facts = dict.fromkeys(values["c"], Facts(size="s"))
    values["c"]["e1234"]["k"] = "4/O"
    with pytest.raises(DataFaults) as caught:
        rank_book(book, values, {}, entrants=facts)
    assert [one.code for one in caught.value.faults] == ["value.counts"]
