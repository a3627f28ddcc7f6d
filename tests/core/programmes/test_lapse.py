"""Membership over time, against a walk through the months one by one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paritrana.core.programmes import Month, Payment, has_lapsed, memberships

START = Month(2023, 1)
PAYMENTS = st.lists(
    st.tuples(st.integers(0, 14), st.integers(-4, 2))
    .filter(lambda drawn: 0 <= drawn[0] + drawn[1] <= 14)
    .map(lambda drawn: Payment(START + drawn[0], START + (drawn[0] + drawn[1]))),
    max_size=15,
)


def walked(payments, after, corrected):
    """Go through the months; in each, take what is paid in it, knowing only the months before."""
    covered = set()
    for step in range(15):
        now = START + step
        due = {one.month for one in payments if one.paid_in == now}
        if now not in corrected:
            alive_from, missing = now, 0
            for back in range(1, step + 1):
                month = START + (step - back)
                missing = 0 if month in covered else missing + 1
                if missing == after:
                    break
                if month in covered:
                    alive_from = month
            due = {month for month in due if month >= alive_from}
        covered |= due
    runs, missing = [], after
    for step in range(15):
        month = START + step
        if month not in covered:
            missing += 1
            continue
        if missing >= after:
            runs.append([])
        runs[-1].append(month)
        missing = 0
    return [tuple(run) for run in runs]


@settings(max_examples=300)
@given(PAYMENTS, st.integers(1, 4), st.sets(st.integers(0, 14).map(lambda step: START + step), max_size=2))
def test_memberships_are_those_of_a_walk_through_the_months(payments, after, corrected):
    found = memberships(payments, after=after, corrected=corrected)
    assert [one.paid for one in found] == walked(payments, after, corrected)
    for one in found:
        assert one.unpaid == sum(
            START + step not in one.paid for step in range(one.first - START, one.last - START)
        )


@given(st.permutations([Payment(START + step, START + step) for step in (0, 1, 2, 5, 6, 11)]))
def test_the_order_in_which_payments_are_told_is_of_no_matter(payments):
    assert memberships(payments) == memberships(sorted(payments))


def test_the_limit_is_at_least_one_month():
    with pytest.raises(ValueError, match="at least one"):
        has_lapsed(START, START + 5, after=0)
