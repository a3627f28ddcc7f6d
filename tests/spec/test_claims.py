"""Runs every spec case of printed claims."""

from pathlib import Path

import pytest
from tests.spec.cases_claims import CASES, ClaimCase
from tests.spec.render_claims import page


@pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in CASES])
def test_the_verdict(case: ClaimCase):
    verdict = case.judged()
    assert (verdict.verdict, verdict.recomputed) == (case.verdict, case.recomputed)
    assert verdict.message_id.endswith(".")
    assert verdict.message_en.endswith(".")


def test_every_case_is_printed():
    text = page()
    assert all(f"### {case.title}\n" in text for case in CASES)


def test_the_page_in_the_docs_is_the_generated_one():
    written = Path(__file__).parents[2] / "docs/reference/method/claims.md"
    assert written.read_text("utf-8") == page()
