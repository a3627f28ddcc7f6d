"""What is scored: the verified figure, else, for ladders and yes/no, the screened answer."""

import dataclasses

import pytest
from tests.factories import awards, offices
from tests.factories import nominations as make

from paritrana.apps.nominations.forms.office import FigureForm
from paritrana.apps.nominations.queries import scored_values
from paritrana.apps.nominations.rules import value_above, verified_value
from paritrana.apps.nominations.states import State
from paritrana.core import rulebook as method
from paritrana.core.rulebook import Criterion, SmallNumbers
from paritrana.errors import BadInput

CATEGORY = method.read(awards.SMALL).category("regency-city")
COVERAGE, REGULATION = CATEGORY.criterion("coverage"), CATEGORY.criterion("regulation")


def values_of(nomination):
    return scored_values(nomination.edition)[nomination.category][nomination.entrant_id]


@pytest.mark.django_db
def test_a_claim_is_never_scored_and_a_ladder_falls_back_to_the_screened_answer():
    nomination = make.make_nomination(State.COMPLETE, answers={"coverage": "0.99", "regulation": "perda"})
    assert values_of(nomination) == {"coverage": "", "regulation": "perda"}


@pytest.mark.django_db
def test_the_verified_side_is_scored_and_only_the_newest():
    nomination = make.make_nomination(State.COMPLETE, answers={"coverage": "0.99", "regulation": "perda"})
    verifier = offices.make_verifier()
    offices.enter(nomination, verifier=verifier, numerator=1, denominator=4)
    offices.enter(nomination, verifier=verifier, numerator=1, denominator=2)
    offices.enter(nomination, verifier=verifier, criterion="regulation", value="none")
    assert values_of(nomination) == {"coverage": "0.5", "regulation": "none"}


@pytest.mark.django_db
def test_only_complete_dossiers_are_scored():
    nomination = offices.sent()
    offices.enter(nomination)
    assert scored_values(nomination.edition) == {}


@pytest.mark.django_db
def test_an_unanswered_ladder_is_left_empty():
    nomination = make.make_nomination(State.COMPLETE, answers={"coverage": "0.3"})
    assert values_of(nomination)["regulation"] == ""


@pytest.mark.parametrize(
    ("unit", "numerator", "denominator", "value"),
    [
        ("share", 1, 4, "0.25"),
        ("share", 0, 7, "0"),
        ("share", 7, 7, "1"),
        ("share", 27_752, 1_000_000, "0.027752"),
        ("percent", 27_752, 1_000_000, "2.7752"),
        ("percent", 1, 1, "100"),
        ("share", 1, 3, "0." + "3" * 30),
        ("percent", 2, 3, "66." + "6" * 29 + "7"),
    ],
)
def test_two_counts_become_a_decimal_exact_where_there_is_one(unit, numerator, denominator, value):
    criterion = _with_unit(unit)
    found = verified_value(criterion, value="", numerator=numerator, denominator=denominator)
    assert found == value


def test_a_rule_for_small_numbers_needs_two_counts_and_keeps_them():
    small = SmallNumbers("missing", below=500)
    criterion = dataclasses.replace(COVERAGE, small=small)
    assert verified_value(criterion, value="", numerator=27_752, denominator=40_000) == "27752/40000"
    with pytest.raises(BadInput) as refused:
        verified_value(criterion, value="0.69", numerator=None, denominator=None)
    assert refused.value.code == "nominations.counts_needed"
    form = FigureForm({"numerator": "", "denominator": "40000"}, criterion=criterion)
    assert "value" not in form.fields
    assert "numerator" in form.errors


def test_a_figure_forwarded_is_written_as_the_rulebook_above_takes_it():
    small = dataclasses.replace(COVERAGE, small=SmallNumbers("missing", below=500))
    counted = {"numerator": 1, "denominator": 4}
    plain = {"numerator": None, "denominator": None}
    assert value_above(small, value="0.25", **counted) == "1/4"
    assert value_above(COVERAGE, value="1/4", **counted) == "0.25"
    assert value_above(COVERAGE, value="0.25", **plain) == "0.25"
    assert value_above(small, value="0.25", **plain) == "", "it must be verified anew, with its counts"


def test_the_cut_never_changes_the_millionths_that_are_scored():
    """Counts just beside a half of a millionth round as the exact fraction does."""
    from fractions import Fraction

    for denominator in (1_999_999, 3_000_001, 276_773_000):
        for numerator in range(1, 200):
            text = verified_value(COVERAGE, value="", numerator=numerator, denominator=denominator)
            exact = Fraction(numerator, denominator) * 1_000_000
            assert round(Fraction(text) * 1_000_000) == round(exact)


@pytest.mark.parametrize(
    ("criterion", "given", "code"),
    [
        (COVERAGE, ("", None, None), "nominations.figure_missing"),
        (COVERAGE, ("", 1, None), "nominations.two_counts"),
        (COVERAGE, ("", None, 3), "nominations.two_counts"),
        (COVERAGE, ("", 1, 0), "nominations.two_counts"),
        (COVERAGE, ("", -1, 3), "nominations.two_counts"),
        (COVERAGE, ("0.5", 1, 2), "nominations.counts_or_value"),
        (COVERAGE, ("half", None, None), "nominations.not_a_number"),
        (REGULATION, ("", 1, 2), "nominations.not_a_rate"),
        (REGULATION, ("decree", None, None), "nominations.no_such_level"),
        (CATEGORY.criterion("innovation"), ("4", None, None), "nominations.jurors_mark_this"),
    ],
)
def test_what_does_not_fit_the_criterion_is_refused(criterion, given, code):
    value, numerator, denominator = given
    with pytest.raises(BadInput) as refused:
        verified_value(criterion, value=value, numerator=numerator, denominator=denominator)
    assert refused.value.code == code


def _with_unit(unit: str) -> Criterion:
    text = awards.small(**{'goalposts = ["0", "1"]': f'goalposts = ["0", "1"]\nunit = "{unit}"'})
    return method.read(text).category("regency-city").criterion("coverage")
