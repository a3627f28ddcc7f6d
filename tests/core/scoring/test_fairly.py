"""Fair mode `official`: the fair panel values decide at a pass mark, at a pass, and at the end."""

from fractions import Fraction

import pytest
from tests.core.ranking.made_category import category_of

from paritrana.core.scoring import CategoryScores, score_category
from paritrana.core.scoring.jury import adjusted, fair_panels, told_entrants, told_gate

RULES = """
finalists = 2
jury = { fair_mode = "MODE" }
[[stage]]
id = "talk"
weight_bp = 5000
PASS
[[stage.dimension]]
id = "here"
weight_bp = 6000
[[stage.dimension]]
id = "there"
weight_bp = 4000
[[stage.criterion]]
id = "x"
kind = "rubric"
weight_bp = 10000
scale = [0, 100]
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
# J4 marks 20 lower than the others and did not see e5; each of the others is away from two entrants as well.
STRICT = {"J1": 0, "J2": 2, "J3": -2, "J4": -20}
WORTH = {f"e{place}": 40 + 5 * place + 3 * (place % 2) for place in range(8)}
VALUES = {entrant: {"y": "yes", "z": "yes"} for entrant in WORTH}
MARKS = {
    (juror, entrant): {"x": str(worth + STRICT[juror] + (7 * place + 5 * seat) % 3)}
    for place, (entrant, worth) in enumerate(WORTH.items())
    for seat, juror in enumerate(STRICT)
    if (place + seat) % 4
}


def scored(mode: str, *, mark: str = "") -> CategoryScores:
    rules = RULES.replace("MODE", mode).replace("PASS", f"pass_mark = {mark}" if mark else "")
    return score_category(category_of(rules), values=VALUES, marks=MARKS)


@pytest.mark.parametrize(("mode", "passed"), [("report", ["e7", "e5"]), ("official", ["e7", "e6"])])
def test_who_passes_to_the_final(mode: str, passed: list[str]):
    scores = scored(mode)
    assert [(one.entrant, one.place) for one in scores.finalists["final"]] == [(passed[0], 1), (passed[1], 2)]
    assert set(scores.entrants) == set(passed)


@pytest.mark.parametrize(("mode", "kept"), [("report", {"e5", "e7"}), ("official", {"e6", "e7"})])
def test_who_is_held_to_the_pass_mark(mode: str, kept: set[str]):
    scores = scored(mode, mark="79")
    assert scores.excluded == dict.fromkeys(sorted(set(WORTH) - kept), "below_pass_mark:talk")


def test_the_change_is_a_part_of_its_own_and_the_criteria_stay_plain():
    plain, fair = scored("report").entrants["e7"], scored("official").entrants["e7"]
    change = fair.stages["talk"] - plain.stages["talk"]
    assert change > 0
    assert fair.score - plain.score == change / 2
    assert [(part.criterion, part.points, part.score_part) for part in fair.parts] == [
        *((part.criterion, part.points, part.score_part) for part in plain.parts[:2]),
        ("~fair", change, change / 2),
        ("z", 100, 50),
    ]
    assert sum(part.score_part or 0 for part in fair.parts) == fair.score
    assert fair.dimensions == plain.dimensions


def test_the_sheets_of_those_who_left_stay_beside_the_greatest_total():
    scores = scored("report", mark="79")
    shares = {
        (*cell, juror): Fraction(total, scores.panel_maximum[cell[1]])
        for cell, sheet in scores.sheets.items()
        for juror, total in sheet.items()
    }
    assert shares == {
        (entrant, "talk", juror): Fraction(int(cells["x"]), 100) for (juror, entrant), cells in MARKS.items()
    }


def test_a_panel_whose_fair_value_is_the_plain_one_stands_among_the_uncertain():
    rules = RULES.replace("finalists = 2", "finalists = 2\nfinalists_ceiling = 5\nuncertain_pct = 10")
    category = category_of(rules.replace("MODE", "official").replace("PASS", ""))
    # q and r have jurors of their own who agree, so nothing changes for them.
    apart = {(juror, entrant): {"x": "60"} for juror in ("K1", "K2") for entrant in ("q", "r")}
    values = VALUES | {entrant: {"y": "yes", "z": "yes"} for entrant in ("q", "r")}
    scores = score_category(category, values=values, marks=MARKS | apart)
    assert [one.entrant for one in scores.finalists["final"]][:2] == ["e7", "e6"]


def test_a_stage_with_a_geometric_mean_stays_as_it_is_and_that_is_told():
    rules = RULES.replace("MODE", "report").replace("PASS", 'aggregate = "geometric"')
    category = category_of(rules.replace('"finalists"', '"all"'))
    scores = score_category(category, values=VALUES, marks=MARKS)
    fair = fair_panels(category, scores)
    fairer = adjusted(category, scores, fair)
    assert fair.severity["J4"].points > 10
    assert fairer.entrants == scores.entrants
    assert fair.gates[-1].record == {"code": "geometric", "facts": {"stages": ["talk"]}}
    assert "geometric mean: talk" in told_gate(fair.gates[-1], "en")
    for language, told in (("en", "geometric mean): talk"), ("id", "rata-rata geometrik): talk")):
        sentences = told_entrants(scores, fairer, fair, language)
        assert all(sentence.endswith(told) for sentence in sentences.values())


def test_a_stage_with_a_plain_mean_bears_no_such_note():
    rules = RULES.replace("MODE", "report").replace("PASS", "")
    category = category_of(rules)
    scores = score_category(category, values=VALUES, marks=MARKS)
    fair = fair_panels(category, scores)
    assert fair.gates[-1].code == "severity"
    told = told_entrants(scores, adjusted(category, scores, fair), fair, "en")
    assert not any("geometric" in sentence for sentence in told.values())
