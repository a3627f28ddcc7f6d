"""Runs every spec case of judging plans."""

import re
from itertools import combinations
from pathlib import Path

import pytest
from tests.spec.cases_judging import CHECKS, PLANS, REFUSED
from tests.spec.judging_case import CheckCase, PlanCase
from tests.spec.render_judging import page

from paritrana.core.scoring.planning import linkage


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in PLANS])
def test_there_is_a_plan(case: PlanCase):
    plan = case.answer.plan
    assert plan is not None
    assert tuple(sorted(plan.given.values())) == case.given
    met = {pair for panel in case.panels().values() for pair in combinations(panel, 2)}
    assert not case.all_meet or met == set(combinations(case.loads, 2))
    assert linkage("village", case.entrants.split(), plan.pairs).connected
    assert not plan.pairs & plan.question.ties
    assert plan.pairs >= plan.question.kept
    assert set(case.told) <= set(case.sentences())


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in REFUSED])
def test_there_is_none_and_why(case: PlanCase):
    assert case.answer.plan is None
    assert case.refusals() == case.reasons


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in CHECKS])
def test_whether_marks_hang_together(case: CheckCase):
    assert case.found() == (case.connected, case.told)


def test_the_page_in_the_docs_is_the_generated_one():
    written = Path(__file__).parents[2] / "docs/reference/method/judging-plan-examples.md"
    text, made = written.read_text("utf-8"), page()
    assert of_any_version(text) == of_any_version(made)
    version = re.search(r"here it is [0-9.]+", made)
    assert version is not None
    assert text == made or version[0] not in text, "run tools/docs.py --write"


def of_any_version(text: str) -> str:
    """Return the page without what another version of OR-Tools may choose: who marks whom, and the gain."""
    text = re.sub(r"here it is [0-9.]+", "", text)
    text = re.sub(r"^\| [A-Z][^|]*\|[^|]*\|$", "", text, flags=re.MULTILINE)
    text = re.sub(r"Weak: .*? add a second link\. ", "", text)
    return re.sub(r"about [0-9]+ of 100 cases|instead of [0-9]+ with", "", text)


def test_another_version_may_choose_other_seats_and_nothing_else():
    text = page()
    seats = re.sub(r"\| A \| [^|]*\|", "| A | J2, J3 |", text)
    assert seats != text
    assert of_any_version(re.sub(r"here it is [0-9.]+", "here it is 10.1", seats)) == of_any_version(text)
    assert of_any_version(text.replace("`load.sum`", "`load.some`")) != of_any_version(text)
    assert of_any_version(text.replace("all 6 entrants", "all 5 entrants")) != of_any_version(text)
