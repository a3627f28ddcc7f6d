"""Runs every spec case of the robustness report."""

from pathlib import Path

import pytest
from tests.spec.cases_robustness import CASES, QUESTIONS, RobustCase
from tests.spec.render_robustness import page


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in CASES])
def test_the_answers(case: RobustCase):
    report = case.report()
    assert {name: QUESTIONS[name](report) for name in case.answers} == case.answers


def test_the_page_in_the_docs_is_the_generated_one():
    written = Path(__file__).parents[2] / "docs/reference/method/robustness.md"
    assert written.read_text("utf-8") == page()
