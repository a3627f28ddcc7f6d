"""Holds the manual's example to figures worked by hand, and every sum on its page to arithmetic."""

import ast
import json
import operator
import re
from fractions import Fraction
from pathlib import Path

import pytest
from tests.spec import render_method, render_rulebook
from tests.spec.case import without_category
from tests.spec.render_method import report, results

from paritrana.core.ranking import awards_csv, ranking_csv

DOCS = Path(__file__).parents[2] / "docs/reference/method"
SUM = re.compile(r"`([0-9./·+−()]+(?: [+−·] [0-9./·+−()]+| \+ [0-9]+\))* = [^`]+)`")
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def value(text: str) -> Fraction:
    """Return what a sum of the page comes to, in fractions."""

    def of(node: ast.expr) -> Fraction:
        if isinstance(node, ast.BinOp):
            return OPERATORS[type(node.op)](of(node.left), of(node.right))
        return Fraction(ast.get_source_segment(plain, node))

    plain = text.replace("·", "*").replace("−", "-")
    return of(ast.parse(plain, mode="eval").body)


def test_every_sum_on_the_page_is_right():
    sums = SUM.findall(render_method.page())
    assert len(sums) >= 12
    for one in sums:
        left, right = one.split(" = ")
        places = len(right.partition(".")[2])
        allowed = Fraction(1, 2 * 10**places) if places > 2 else 0
        assert abs(value(left) - value(right)) <= allowed, one


def test_the_result_worked_by_hand():
    found, beside, _ = results()
    assert without_category(ranking_csv(found)) == (
        "1,C,80.70,807/10,",
        "2,A,79.30,793/10,",
        "3,E,71.60,358/5,dimension:reach",
        "4,D,71.60,358/5,dimension:reach",
        "5,B,48.00,48/1,",
    )
    assert without_category(awards_csv(found)) == ("winner,1,C,", "winner,2,A,", "consolation,1,E,")
    assert [row.split(",")[1] for row in without_category(beside.fair)] == ["C", "A", "D", "E", "B"]


def test_the_report_told_is_the_report_of_the_files():
    told = json.loads(results()[1].robustness)["categories"][0]
    assert told["stability"]["count"] == report().held
    assert (report().rivals[0].entrant, report().rivals[0].radius) == ("A", Fraction(1, 13))
    assert report().can_win == ("C", "A")


@pytest.mark.parametrize(
    ("name", "page"),
    [("README.md", render_method.page), ("rulebook-in-words.md", render_rulebook.page)],
)
def test_the_page_in_the_docs_is_the_generated_one(name, page):
    assert (DOCS / name).read_text("utf-8") == page()
