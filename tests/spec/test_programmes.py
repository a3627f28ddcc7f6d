"""Runs every spec case of the protection programme."""

from pathlib import Path

import pytest
from tests.spec.cases_programmes import CASES
from tests.spec.programme_case import ProgrammeCase
from tests.spec.render_programmes import page


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in CASES])
def test_the_rows(case: ProgrammeCase):
    assert [(given, case.answered(given)) for given, _ in case.read()] == case.read()


def test_every_case_is_printed():
    text = page()
    assert all(f"### {case.title}\n" in text for case in CASES)


def test_the_page_in_the_docs_is_the_generated_one():
    written = Path(__file__).parents[2] / "docs/reference/method/programmes.md"
    assert written.read_text("utf-8") == page()
