"""The product against a second writing of the method from its manual: same gates, same digits."""

import random

import pytest
from tests.core.scoring.jury import made
from tests.core.scoring.jury.by_the_manual import Sheet, recompute
from tests.spec.cases_jury import CASES
from tests.spec.jury_case import JuryCase

from paritrana.core.rulebook import Category
from paritrana.core.scoring import CategoryScores
from paritrana.core.scoring.jury import fair_panels
from paritrana.core.scoring.jury.decimals import DecimalPass, forty_digits
from paritrana.core.scoring.jury.observed import observe


def sheets_of(category: Category, scores: CategoryScores) -> list[Sheet]:
    """Return the sheets as the manual wants them."""
    found = []
    for (entrant, name), totals in scores.sheets.items():
        rubrics = category.stage(name).rubrics
        facts = (len(rubrics), sum(one.steps for one in rubrics))
        for juror, total in totals.items():
            tops = scores.tops[entrant, name][juror]
            found.append(Sheet(entrant, name, juror, total, scores.panel_maximum[name], tops, *facts))
    return found


def agrees(category: Category, scores: CategoryScores) -> list[str]:
    ours, theirs = fair_panels(category, scores), recompute(sheets_of(category, scores))
    assert [gate.code for gate in ours.gates] == theirs.codes
    assert ours.lam == theirs.lam
    assert dict(ours.panels) == theirs.panels
    assert {juror: one.points for juror, one in ours.severity.items() if theirs.severity} == theirs.severity
    return theirs.codes


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in CASES])
def test_every_example_of_the_manual(case: JuryCase):
    scores = case.found[0]
    agrees(scores.category, scores)


def random_case(seed: int) -> tuple[Category, CategoryScores]:
    chance = random.Random(seed)
    rules = made.category(
        *chance.choice([("interview",), ("papers", "interview")]),
        rubrics=chance.choice([1, 2, 4]),
        top=chance.choice([5, 10, 100]),
    )
    top = rules.criteria[0].steps
    shift = chance.choice([0, 0, 30])

    def move(juror: str, mark: float) -> float:
        strange = chance.random() < chance.choice([0, 0.06])
        return (0 if strange else mark + shift) * top / 100

    marks = made.random_marks(
        seed,
        rules,
        entrants=chance.randint(2, 8),
        jurors=(jurors := chance.randint(2, 5)),
        each=chance.randint(1, jurors),
        severity=chance.choice([0, 3, 12]),
        move=move,
    )
    return rules, made.scored(rules, marks)


SEEDS = (1, 4, 5, 9, 11, 12)


def test_random_juries():
    codes = {code for seed in SEEDS for code in agrees(*random_case(seed))}
    assert {"ceiling", "no_ceiling", "severity", "no_severity"} <= codes


@pytest.mark.long
def test_many_random_juries():
    codes = {code for seed in range(400) for code in agrees(*random_case(seed))}
    assert {"unlinked", "outliers", "no_overlap", "too_little_overlap", "no_disagreement"} <= codes


def test_where_floats_cannot_tell_decimals_do():
    """With a guard band so wide that floats leave most of the grid open, decimals choose the same λ."""
    for seed in (0, 2, 3):
        seen = observe(*random_case(seed))
        with forty_digits():
            narrow = DecimalPass(seen, "additive").estimate()
            wide = DecimalPass(seen, "additive", guard=3.0).estimate()
        assert wide == narrow
