"""The codes are stable, told in two languages, and the reference page is that of the code."""

from pathlib import Path

from tests.core.rolls.roster.render import page

from paritrana.core.rolls.roster import CODES, REPAIRS

PAGE = Path(__file__).resolve().parents[4] / "docs" / "reference" / "roster-codes.md"


def test_the_reference_page_is_written_from_the_code():
    # write it anew: python -c "from tests.core.rolls.roster.render import page; print(page(), end='')"
    assert PAGE.read_text("utf-8") == page()


def test_every_code_is_told_with_its_cure_in_both_languages():
    for one in CODES:
        texts = (*one.told("en"), *one.told("id"))
        assert all(texts)
        assert len(set(texts)) == 4


def test_codes_are_unique_and_fit_one_mask():
    codes = [one.code for one in CODES]
    assert len(set(codes)) == len(codes) < 62
    assert not set(codes) & set(REPAIRS)
