"""Runs every spec case, on the engine and on the stand-alone checker."""

import tomllib
from pathlib import Path

import pytest
from tests.spec.case import HEAD, Case, awards, tables, without_category
from tests.spec.render import PAGES, page

from paritrana.core.bundle.verifier import UnsoundError, recompute
from paritrana.core.ranking import places_left
from paritrana.errors import DataFaults

CHECKED = [pytest.param(case, id=case.title) for module in PAGES for case in module.CASES if case.format == 1]
CASES = [pytest.param(case, id=case.title) for module in PAGES for case in module.CASES]


@pytest.mark.parametrize("case", CASES)
def test_engine_gives_the_table(case: Case):
    if case.faults:
        with pytest.raises(DataFaults) as caught:
            case.result()
        assert tuple(fault.code for fault in caught.value.faults) == case.faults
        return
    result = case.result()
    ranking, contributions, excluded = tables(result)
    assert ranking == case.ranking
    assert excluded == case.excluded
    if case.contributions is not None:
        assert contributions == case.contributions
    if case.winners is not None:
        assert tuple(row.entrant for row in result.categories[0].winners) == case.winners
    if case.awards is not None:
        assert awards(result) == case.awards


@pytest.mark.parametrize("case", CHECKED)
def test_checker_gives_the_same_table(case: Case):
    values = "entrant,category,criterion,value\n" + "".join(
        f"{row.split(',', 1)[0]},c,{row.split(',', 1)[1]}\n" for row in case.values
    )
    marks = "juror,entrant,criterion,mark\n" + "".join(f"{row}\n" for row in case.marks)
    book = tomllib.loads(case.book().text)
    if case.faults:
        with pytest.raises(UnsoundError):
            recompute(book, values, marks, case.seed)
        return
    ranking, _, excluded = map(without_category, recompute(book, values, marks, case.seed))
    assert (ranking, excluded) == (case.ranking, case.excluded)


@pytest.mark.parametrize(("sent", "left"), [(0, 2), (1, 1), (2, 0), (3, 0)])
def test_quota_at_submission(sent: int, left: int):
    case = Case("quota", "", "quota = 2\n" + PAGES[2].MEASURE)
    assert places_left(case.book().categories[0], sent) == left


def test_no_quota_is_no_limit():
    assert places_left(Case("", "", PAGES[2].MEASURE).book().categories[0], 99) is None


def test_every_line_of_a_case_is_printed():
    text = page()
    assert all(case.title in text for module in PAGES for case in module.CASES)
    assert HEAD not in text


def test_the_page_in_the_docs_is_the_generated_one():
    written = Path(__file__).parents[2] / "docs/reference/method/scoring.md"
    assert written.read_text("utf-8") == page()
