"""Runs every spec case of judging plans."""

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
    assert plan.given == case.given
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
    assert written.read_text("utf-8") == page()
