"""What a committee reads, and the two tables."""

import pytest
from tests.core.scoring.jury import made
from tests.core.scoring.jury.test_gates import STRICT

from paritrana.core.ranking.order import rows_of
from paritrana.core.scoring.jury import (
    adjusted,
    fair_csv,
    fair_panels,
    severity_csv,
    told_entrants,
    told_gate,
)
from paritrana.core.scoring.jury.gates import Gate
from paritrana.core.scoring.jury.telling import GATES


def told(text: str, language: str) -> dict[str, str]:
    rules = made.category()
    scores = made.scored(rules, made.one_mark(text))
    fair = fair_panels(rules, scores)
    return told_entrants(scores, adjusted(rules, scores, fair), fair, language)


def test_each_entrant_reads_who_saw_it_and_what_that_changes():
    assert told(STRICT, "en")["D"] == (
        "seen by jurors J1 and J2, of whom J1 marked 6.8 points lower and J2 marked 3.3 points higher than "
        "colleagues on the same entrants: 60.50 becomes 62.23"
    )
    assert told(STRICT, "id")["E"] == (
        "dinilai oleh juri J2 dan J3; juri J2 memberi 3,3 poin lebih tinggi dan J3 memberi 3,5 poin lebih "
        "tinggi daripada rekannya untuk peserta yang sama: 63,50 menjadi 60,12"
    )


def test_nothing_is_said_where_nothing_is_adjusted():
    assert told("A J1 60, J2 60\nB J1 50, J2 50", "en") == {}


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_gate_has_a_sentence(language: str):
    facts = {
        **dict.fromkeys(("groups", "at_top", "marks", "far", "sheets", "fewer_than"), 4),
        "juror": "J",
        "entrant": "E",
        "lambda": "1.7",
        "stages": ("s", "t"),
        "jurors": ("J", "K"),
    }
    for code in GATES:
        sentence = told_gate(Gate(code, facts), language)
        assert "{" not in sentence
        assert sentence[-1] not in ".,"
    assert "J, K" in told_gate(Gate("few_entrants", facts), language)


def test_the_two_tables():
    rules = made.category()
    scores = made.scored(rules, made.one_mark("A J1 60, J2 70\nB J1 50, J2 60\nC J1 55, J2 65\nD J2 75"))
    fair = fair_panels(rules, scores)
    assert severity_csv({"c": fair}) == (
        "category,juror,severity_points,entrants_marked\nc,J1,4.998334,3\nc,J2,-4.998334,4\n"
    )
    assert fair_csv(rows_of(adjusted(rules, scores, fair))) == (
        "category,rank,entrant,score,score_exact\n"
        "c,1,D,70.00,700017/10000\nc,2,A,65.00,65/1\nc,3,C,60.00,60/1\nc,4,B,55.00,55/1\n"
    )


def test_a_stage_beside_other_criteria_moves_by_the_weight_of_its_rubrics():
    from paritrana.core import rulebook
    from paritrana.core.scoring import score_category

    text = made.HEAD + (
        '[[category.stage]]\nid = "s"\nweight_bp = 6000\n'
        '[[category.stage.criterion]]\nid = "here"\nkind = "yes_no"\nweight_bp = 5000\n'
        'missing = "renormalise"\n'
        '[[category.stage.criterion]]\nid = "x"\nkind = "rubric"\nweight_bp = 2000\nscale = [0, 100]\n'
        '[[category.stage.criterion]]\nid = "y"\nkind = "rubric"\nweight_bp = 3000\nscale = [0, 50]\n'
        '[[category.stage]]\nid = "t"\nweight_bp = 4000\n'
        '[[category.stage.criterion]]\nid = "z"\nkind = "yes_no"\nweight_bp = 10000\n'
    )
    rules = rulebook.read(text).categories[0]
    marks = {
        pair: {"x": str(one["interview-0"]), "y": str(one["interview-0"] // 2)}
        for pair, one in made.one_mark(STRICT).items()
    }
    values = {name: {"here": "yes", "z": "yes"} for name in "ABCDE"} | {"B": {"z": "yes"}}
    scores = score_category(rules, values=values, marks=marks)
    fair = fair_panels(rules, scores)
    fairer = adjusted(rules, scores, fair)
    for name, weight in (("A", 5_000), ("B", 10_000)):
        share = fair.panels[name, "s"]
        assert 0 < share < 1
        here = 100 if name == "A" else 0
        stage = (here * (10_000 - weight) + 100 * share * weight) / 10_000
        one = fairer.entrants[name]
        assert one.stages["s"] == stage
        assert one.score == (6 * stage + 4 * 100) / 10 == sum(part.score_part for part in one.parts)
    assert [part.tie_value for part in fairer.entrants["A"].parts if part.criterion != "~fair"] == [
        part.tie_value for part in scores.entrants["A"].parts
    ]
