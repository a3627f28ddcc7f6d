"""When two shares over surveyed numbers of workers cannot be told apart."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from paritrana.core.units import Estimate, Rate, tie_groups, tied, tied_places

rates = st.builds(Rate, st.integers(0, 10**6), st.integers(1, 10**6))
estimates = st.builds(Estimate, rates, st.fractions(0, 1, max_denominator=10**4))


def test_the_error_of_a_share_is_that_of_its_denominator() -> None:
    assert Estimate(Rate(60, 100), Fraction(5, 100)).standard_error == Fraction(3, 100)


def test_the_edge_of_the_interval_is_decided_exactly() -> None:
    # Both 50 % with 3 and 4 points of error: the difference has 5 points, so the edge lies at 1.64485… × 5.
    one = Estimate(Rate(50, 100), Fraction(6, 100))
    for points, expected in ((Fraction("8.2242"), True), (Fraction("8.2243"), False)):
        share = Fraction(1, 2) + points / 100
        other = Estimate(Rate(share.numerator, share.denominator), Fraction(4, 100) / share)
        assert other.standard_error == Fraction(4, 100)
        assert tied(one, other) is expected


def test_without_error_only_equal_shares_tie() -> None:
    assert tied(Estimate(Rate(1, 2), Fraction(0)), Estimate(Rate(2, 4), Fraction(0)))
    assert not tied(Estimate(Rate(1, 2), Fraction(0)), Estimate(Rate(500_001, 10**6), Fraction(0)))


@given(rates, rates, st.fractions(0, 1), st.fractions(0, 1))
def test_a_tie_has_no_direction(one: Rate, other: Rate, first: Fraction, second: Fraction) -> None:
    a, b = Estimate(one, first), Estimate(other, second)
    assert tied(a, b) == tied(b, a)
    assert tied(a, a)


def test_groups_begin_at_the_highest_and_take_whoever_ties_with_it() -> None:
    # 80, 76 and 72 %, 2 points of error each: neighbours tie, the ends do not; 50 % stands alone.
    shares = [Rate(50, 100), Rate(76, 100), Rate(80, 100), Rate(72, 100)]
    listed = [Estimate(one, Fraction(2, 100) / one.share) for one in shares]
    assert tie_groups(listed) == [3, 1, 1, 2]


@given(st.lists(estimates, max_size=12))
def test_all_ties_of_a_list_are_those_of_its_pairs(listed: list[Estimate]) -> None:
    found = [set(others) for others in tied_places(listed)]
    for place, one in enumerate(listed):
        assert found[place] == {
            other for other, that in enumerate(listed) if other != place and tied(one, that)
        }


def test_the_nearest_share_is_named_first() -> None:
    listed = [Estimate(Rate(share, 100), Fraction(1, 10)) for share in (70, 80, 74, 20)]
    assert tied_places(listed) == [[2, 1], [2, 0], [0, 1], []]
