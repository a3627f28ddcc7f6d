"""Runs every spec case, on the engine and on the stand-alone checker."""

import tomllib
from pathlib import Path

import pytest
from tests.spec.case import HEAD, Case, awards, tables, without_category
from tests.spec.render import PAGES, page

from paritrana.core.bundle.verifier import recompute
from paritrana.core.ranking import places_left
from paritrana.errors import DataFaults

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


@pytest.mark.parametrize("case", [one for one in CASES if one.values[0].printed])
def test_the_printed_year_names_no_cycle(case: Case):
    periods = {(case.book(title).period.start, case.book(title).period.end) for title in case.printed}
    assert len(periods) == 1
    for title in case.printed:
        assert case.book(title).title["id"] == title
        assert tables(case.result(title))[0] == case.ranking


@pytest.mark.parametrize("case", CASES)
def test_checker_gives_the_same_table(case: Case):
    values = "entrant,category,criterion,value\n" + "".join(
        f"{row.split(',', 1)[0]},c,{row.split(',', 1)[1]}\n" for row in case.values
    )
    marks = "juror,entrant,criterion,mark\n" + "".join(f"{row}\n" for row in case.marks)
    book = tomllib.loads(case.book().text)
    text = {"values.csv": values, "marks.csv": marks}
    if case.entrants:
        text["entrants.csv"] = "".join(f"{row}\n" for row in ("entrant,region,zone,size", *case.entrants))
    if case.faults:
        with pytest.raises(ValueError, match=r"."):
            recompute(book, text, case.seed)
        return
    made = {name: without_category(table) for name, table in recompute(book, text, case.seed).items()}
    assert (made["ranking.csv"], made["excluded.csv"]) == (case.ranking, case.excluded)
    if case.awards is not None:
        assert made["awards.csv"] == case.awards


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
