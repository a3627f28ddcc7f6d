"""The age at registration, counted in whole years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.core.programmes import age_at, may_register


@given(st.dates(date(1900, 1, 1), date(2020, 12, 31)), st.integers(0, 40_000))
def test_the_age_is_the_number_of_birthdays_lived_to_see(birth_date, days):
    on = birth_date + timedelta(days=days)
    lived = 0
    for year in range(birth_date.year + 1, on.year + 1):
        try:
            birthday = birth_date.replace(year=year)
        except ValueError:
            birthday = date(year, 3, 1)
        lived += birthday <= on
    assert age_at(birth_date, on) == lived


def test_nobody_has_an_age_before_birth():
    assert age_at(date(2020, 5, 1), date(2020, 4, 30)) < 0
    assert not may_register(date(2020, 5, 1), date(2020, 4, 30))


BIRTHDAYS = st.dates(date(1930, 1, 1), date(2010, 12, 28)).filter(lambda day: (day.month, day.day) != (2, 29))


@pytest.mark.parametrize("upper_inclusive", [True, False])
@given(BIRTHDAYS, st.sampled_from([16, 17, 18, 64, 65, 66]), st.integers(-2, 2))
def test_the_setting_matters_only_to_those_who_are_65(upper_inclusive, birth_date, years, days):
    on = birth_date.replace(year=birth_date.year + years) + timedelta(days=days)
    age = years if days >= 0 else years - 1
    assert may_register(birth_date, on, upper_inclusive=upper_inclusive) == (
        17 <= age < 65 or (age == 65 and upper_inclusive)
    )
