"""Fair mode `official`: refused while nothing gives fair values; with them, points change where needed."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from tests.core.ranking.made_category import category_of

from paritrana.core.rulebook import Category
from paritrana.core.scoring import CategoryScores, Marks, Where, read_marks
from paritrana.core.scoring.category import Scorer, score_category
from paritrana.core.scoring.fairly import Cell
from paritrana.errors import DataFaults

RULES = """
finalists = 1
jury = { fair_mode = "official" }
[[stage]]
id = "talk"
weight_bp = 5000
PASS
[[stage.dimension]]
id = "here"
weight_bp = 4000
[[stage.dimension]]
id = "there"
weight_bp = 6000
[[stage.criterion]]
id = "x"
kind = "rubric"
weight_bp = 10000
scale = [0, 10]
dimension = "here"
[[stage.criterion]]
id = "y"
kind = "yes_no"
weight_bp = 10000
dimension = "there"
[[stage]]
id = "final"
weight_bp = 5000
entrants = "finalists"
[[stage.criterion]]
id = "z"
kind = "yes_no"
weight_bp = 10000
"""
VALUES = {"A": {"y": "yes", "z": "yes"}, "B": {"y": "yes", "z": "no"}, "C": {"y": "no"}}
MARKS: Marks = read_marks(
    b"juror,entrant,criterion,mark\nJ1,A,x,4\nJ2,A,x,6\nJ1,B,x,6\nJ2,B,x,6\nJ1,C,x,1\nJ1,C,*,recused\nJ2,C,x,3\n"
).cells
FAIR = {("A", "talk"): Fraction(7, 10), ("B", "talk"): Fraction(55, 100)}


def scored(category: Category, fair: Mapping[Cell, Fraction]) -> CategoryScores:
    return Scorer(category, VALUES, MARKS, Where(), None, lambda _category, _scores: fair).all_stages()


def test_it_is_refused_while_nothing_gives_fair_values():
    with pytest.raises(DataFaults) as caught:
        Scorer(category_of(RULES.replace("PASS", "")), VALUES, MARKS, Where(), None, None).all_stages()
    assert [one.code for one in caught.value.faults] == ["jury.official"]


def test_the_pass_of_finalists_and_the_score_go_by_the_fair_values():
    scores = scored(category_of(RULES.replace("PASS", "")), FAIR)
    assert scores.excluded == {"B": "not_finalist:final", "C": "not_finalist:final"}
    one = scores.entrants["A"]
    assert one.stages == {"talk": 88, "final": 100}
    assert one.score == 94 == sum(part.score_part or 0 for part in one.parts)
    assert [(part.criterion, part.points, part.score_part) for part in one.parts] == [
        ("x", 50, 10),
        ("y", 100, 30),
        ("~fair", 8, 4),
        ("z", 100, 50),
    ]


def test_the_plain_values_alone_would_have_passed_another():
    scores = scored(category_of(RULES.replace("PASS", "")), {})
    assert list(scores.entrants) == ["B"]


@pytest.mark.parametrize(("mark", "below"), [("83", ["B", "C"]), ("82", ["C"])])
def test_a_pass_mark_goes_by_the_fair_values(mark: str, below: list[str]):
    rules = RULES.replace("PASS", f"pass_mark = {mark}").replace("finalists = 1", "finalists = 3")
    scores = scored(category_of(rules), FAIR)
    assert scores.excluded == dict.fromkeys(below, "below_pass_mark:talk")


def test_the_sheets_of_those_who_left_stay_beside_the_greatest_total():
    category = category_of(RULES.replace("PASS", "pass_mark = 60").replace('"official"', '"report"'))
    scores = score_category(category, values=VALUES, marks=MARKS)
    assert scores.excluded == {"A": "not_finalist:final", "C": "below_pass_mark:talk"}
    shares = {
        cell: {juror: Fraction(total, scores.panel_maximum[cell[1]]) for juror, total in sheet.items()}
        for cell, sheet in scores.sheets.items()
    }
    assert shares == {
        ("A", "talk"): {"J1": Fraction(4, 10), "J2": Fraction(6, 10)},
        ("B", "talk"): {"J1": Fraction(6, 10), "J2": Fraction(6, 10)},
        ("C", "talk"): {"J2": Fraction(3, 10)},
    }
