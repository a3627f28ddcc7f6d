"""What stands for an old code on a given day."""

from datetime import date
from fractions import Fraction

import pytest

from paritrana.core.regions import Code, Succession, Successions
from paritrana.errors import BadInput

OLD, NORTH, SOUTH, LATER = Code("91.01"), Code("93.01"), Code("93.02"), Code("93.05")
SPLIT = date(2022, 11, 11)
THIRD = Fraction(1, 3)
LINKS = [
    Succession(OLD, NORTH, SPLIT, THIRD),
    Succession(OLD, SOUTH, SPLIT, 1 - THIRD),
    Succession(SOUTH, LATER, date(2025, 1, 1)),
]


@pytest.mark.parametrize(
    ("day", "shares"),
    [
        (date(2022, 11, 10), {OLD: 1}),
        (SPLIT, {NORTH: THIRD, SOUTH: Fraction(2, 3)}),
        (date(2025, 6, 1), {NORTH: THIRD, LATER: Fraction(2, 3)}),
    ],
)
def test_shares_follow_every_split_up_to_the_day(day, shares):
    found = Successions(LINKS).shares_on(OLD, day)

    assert found == shares
    assert sum(found.values()) == 1


def test_code_without_successor_stands_for_itself():
    assert Successions(LINKS).shares_on(Code("71.07"), SPLIT) == {"71.07": 1}


def test_shares_that_lose_somebody_are_refused():
    with pytest.raises(BadInput) as refused:
        Successions([Succession(OLD, NORTH, SPLIT, THIRD)])

    assert (refused.value.code, refused.value.facts) == ("region.shares", {"region": "91.01"})


def test_circle_is_refused():
    circle = Successions([Succession(NORTH, SOUTH, SPLIT), Succession(SOUTH, NORTH, SPLIT)])

    with pytest.raises(BadInput, match=r"region\.circle"):
        circle.shares_on(NORTH, SPLIT)


@pytest.mark.parametrize(
    ("new", "share"), [(OLD, Fraction(1)), (NORTH, Fraction(0)), (NORTH, Fraction(4, 3))]
)
def test_impossible_succession_is_refused(new, share):
    with pytest.raises(BadInput, match=r"region\.bad_succession"):
        Succession(OLD, new, SPLIT, share)
