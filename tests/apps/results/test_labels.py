"""Values, reasons and rules as people read them."""

import pytest
from django.utils import translation
from tests.factories import awards

from paritrana.apps.results import labels
from paritrana.core import rulebook as method

BOOK = method.read(
    awards.small(
        **{
            'kind = "ladder"': 'kind = "yes_no"',
            'levels = [ { id = "none", points = 0 }, { id = "perda", points = 100 } ]\n': "",
        }
    )
)
LADDER = method.read(awards.small()).categories[0].criterion("regulation")
YES_NO = BOOK.categories[0].criterion("regulation")


def measure(unit):
    text = awards.small(**{'goalposts = ["0", "1"]': f'goalposts = ["0", "1"]\nunit = "{unit}"'})
    return method.read(text).categories[0].criterion("coverage")


@pytest.mark.parametrize(
    ("unit", "text", "shown"),
    [
        ("share", "0.457", "45,70\N{NO-BREAK SPACE}%"),
        ("percent", "45.7", "45,70\N{NO-BREAK SPACE}%"),
        ("count", "29269", "29.269"),
        ("rupiah", "16800", "Rp16.800"),
        ("index", "1.50", "1,50"),
        ("share", "", ""),
        ("share", "banyak", "banyak"),
    ],
)
def test_a_measure_is_shown_in_its_unit(unit, text, shown):
    with translation.override("id"):
        assert labels.value(measure(unit), text) == shown


def test_a_ladder_shows_its_rung_and_yes_no_a_word():
    assert labels.value(LADDER, "perda") == "perda"
    assert labels.value(LADDER, "gone") == "gone"
    with translation.override("en"):
        assert labels.value(YES_NO, "yes") == "Yes"


@pytest.mark.parametrize(
    "rule", ["criterion:coverage", "stage:interview", "worst_stage", "copeland", "lot", "joint"]
)
def test_every_rule_for_equals_has_its_words(rule):
    with translation.override("en"):
        words = labels.tie_rule(rule, BOOK.categories[0])
    assert words
    assert words != rule


def test_who_had_no_equal_has_no_words():
    assert labels.tie_rule("", BOOK.categories[0]) == ""


@pytest.mark.parametrize("reason", ["missing:coverage", "not_finalist:interview"])
def test_every_reason_for_leaving_has_its_words(reason):
    with translation.override("en"):
        words = labels.exclusion(reason, BOOK.categories[0])
    assert words
    assert reason not in words
