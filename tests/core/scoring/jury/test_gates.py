"""What comes of marks that tell little, or nothing, about severity."""

import re
from fractions import Fraction

import pytest
from tests.core.scoring.jury import made

from paritrana.core.ranking.order import rows_of
from paritrana.core.scoring.jury import Fair, adjusted, fair_panels

STRICT = """
A J1 60, J2 70, J3 71
B J1 50, J2 61, J3 60
C J1 72, J2 80, J3 82
D J1 55, J2 66
E J2 64, J3 63
"""


def fair(text: str, **rules: object) -> Fair:
    one = made.category(**rules)
    return fair_panels(one, made.scored(one, made.one_mark(text)))


def codes(found: Fair) -> list[str]:
    return [gate.code for gate in found.gates]


def test_a_strict_juror_is_found_and_taken_out():
    found = fair(STRICT)
    assert codes(found) == ["linked", "no_ceiling", "no_outliers", "severity", "few_entrants"]
    assert found.link == "additive"
    assert found.severity["J1"].points > 6
    assert found.severity["J1"].entrants_marked == 4
    assert found.severity["J2"].points < 0
    assert sum(one.points for one in found.severity.values()) == pytest.approx(0, abs=1e-5)
    assert found.panels["D", "interview"] > Fraction(605, 1000) > found.panels["E", "interview"]


def test_the_order_is_made_anew_with_fair_panels():
    rules = made.category()
    scores = made.scored(rules, made.one_mark(STRICT))
    found = fair_panels(rules, scores)
    assert [row.entrant for row in rows_of(scores)] == ["C", "A", "E", "D", "B"]
    fairer = adjusted(rules, scores, found)
    assert [row.entrant for row in rows_of(fairer)] == ["C", "A", "D", "E", "B"]
    for name, one in fairer.entrants.items():
        assert one.score == 100 * found.panels[name, "interview"]
        assert one.score == sum(part.score_part for part in one.parts)


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ("A J1 60\nB J1 50\nC J1 70", "one_juror"),
        ("A J1 60, J2 70, J3 80", "one_entrant"),
        ("A J1 60\nB J2 50\nC J3 70", "no_overlap"),
        ("A J1 60, J2 60\nB J1 60, J2 60\nC J1 60, J2 60", "no_disagreement"),
        ("A J1 100, J2 100\nB J1 100, J2 100\nC J1 100, J2 100", "no_disagreement"),
        ("A J1 60, J2 60\nB J2 50, J3 50\nC J1 70, J3 70", "no_disagreement"),
        ("A J1 60, J2 70\nB J2 50", "too_little_overlap"),
        ("A J1 60, J2 70\nB J2 50, J3 60", "too_little_overlap"),
    ],
)
def test_nothing_is_adjusted_where_nothing_can_be_told(marks: str, code: str):
    found = fair(marks)
    assert codes(found) == [code]
    assert (found.link, found.lam, found.panels) == ("none", "", {})
    assert all(one.points == 0 for one in found.severity.values())
    rules = made.category()
    scores = made.scored(rules, made.one_mark(marks))
    assert adjusted(rules, scores, found) is scores


def test_a_category_without_a_jury():
    rules = made.category()
    assert codes(fair_panels(rules, made.scored(rules, {}))) == ["no_jury"]


def test_disagreement_without_severity_adjusts_nothing():
    found = fair("A J1 60, J2 70\nB J1 70, J2 60\nC J1 55, J2 65\nD J1 65, J2 55")
    assert codes(found) == ["linked", "no_ceiling", "no_severity"]
    assert not found.adjusts


def test_severity_alone_is_taken_out_wholly():
    found = fair("A J1 60, J2 70\nB J1 50, J2 60\nC J1 55, J2 65\nD J1 65, J2 75\nE J1 40")
    assert found.lam == "0.0010"
    assert found.severity["J1"].points == pytest.approx(5, abs=0.01)
    assert found.panels["E", "interview"] == pytest.approx(0.45, abs=0.0001)


def test_panels_that_share_no_juror_are_adjusted_apart_and_not_compared():
    apart = STRICT + STRICT.translate(str.maketrans("ABCDEJ", "PQRSTK"))
    found = fair(apart)
    assert found.gates[0].code == "unlinked"
    assert found.gates[0].facts == {"groups": 2, "stages": ("interview",)}
    assert [one.jurors for one in found.components] == [("J1", "J2", "J3"), ("K1", "K2", "K3")]
    assert [len(one.cells) for one in found.components] == [5, 5]
    for side in "JK":
        own = [one.points for name, one in found.severity.items() if name.startswith(side)]
        assert sum(own) == pytest.approx(0, abs=1e-5)
    other = STRICT.translate(str.maketrans("ABCDEJ", "PQRSTK"))
    raised = fair(STRICT + re.sub(r"\b\d+", lambda mark: str(int(mark[0]) + 15), other))
    assert raised.severity == found.severity


def test_groups_that_each_judge_a_whole_stage_are_comparable():
    rules = made.category("papers", "interview")
    marks = {}
    for number, entrant in enumerate("ABCDE"):
        for place, juror in enumerate(("J1", "J2", "K1", "K2")):
            stage = "papers-0" if juror.startswith("J") else "interview-0"
            mark = 50 + 7 * number + 5 * (place % 2) + number * place % 3
            marks[juror, entrant] = {stage: mark}
    found = fair_panels(rules, made.scored(rules, marks))
    assert (found.gates[0].code, found.gates[0].facts) == ("linked", {"groups": 2})
    assert len(found.components) == 2


def test_one_severity_serves_all_stages():
    rules = made.category("papers", "interview")
    marks = made.random_marks(5, rules, entrants=10, jurors=5)
    found = fair_panels(rules, made.scored(rules, marks))
    assert len(found.severity) == 5
    assert len(found.panels) == 20
    assert all(one.entrants_marked <= 10 for one in found.severity.values())


def test_marks_at_the_ceiling_take_the_logit_link():
    text = """
    A J1 100, J2 95, J3 100
    B J1 100, J2 90, J3 98
    C J1 96, J2 84, J3 93
    D J1 91, J2 78, J3 92
    E J1 100, J3 100
    """
    found = fair(text)
    assert found.gates[1].code == "ceiling"
    assert found.gates[1].facts == {"marks": 5, "at_top": 4}
    assert found.link == "logit"
    assert found.severity["J2"].points > 3
    assert all(0 <= share <= 1 for share in found.panels.values())
    assert found.panels["E", "interview"] > found.panels["A", "interview"]


def test_grudges_weigh_less():
    rules = made.category()
    marks = made.random_marks(2, rules, entrants=30, jurors=8, each=5, severity=6)
    honest = fair_panels(rules, made.scored(rules, marks))
    assert "no_outliers" in codes(honest)
    spoiled = dict(marks)
    for number in (3, 11, 17, 25):
        juror = next(juror for juror, entrant in marks if entrant == f"E{number}")
        spoiled[juror, f"E{number}"] = {"interview-0": 0}
    scores = made.scored(rules, spoiled)
    found = fair_panels(rules, scores)
    assert "outliers" in codes(found)
    plain = scores.entrants["E11"].score / 100
    assert (
        abs(found.panels["E11", "interview"] - honest.panels["E11", "interview"])
        < abs(plain - honest.panels["E11", "interview"]) / 2
    )


def test_every_fair_share_is_whole_millionths_within_the_scale():
    for seed in range(6):
        rules = made.category(rubrics=4, top=5)
        found = fair_panels(rules, made.scored(rules, made.random_marks(seed, rules, severity=30)))
        for share in found.panels.values():
            assert 0 <= share <= 1
            assert (share * 1_000_000).denominator == 1
