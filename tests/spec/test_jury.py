"""Runs every spec case of the fair jury."""

from pathlib import Path

import pytest
from tests.spec.cases_jury import CASES
from tests.spec.jury_case import JuryCase
from tests.spec.render_jury import page


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in CASES])
def test_the_tables(case: JuryCase):
    found = case.answered()
    assert found == {name: getattr(case, name) for name in found}
    if case.told:
        assert case.told in case.sentences()


def test_every_case_is_printed():
    text = page()
    assert all(f"## {case.title}\n" in text for case in CASES)


def test_the_page_in_the_docs_is_the_generated_one():
    written = Path(__file__).parents[2] / "docs/reference/method/fair-jury-examples.md"
    assert written.read_text("utf-8") == page()
