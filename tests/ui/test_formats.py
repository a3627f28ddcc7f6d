"""Numbers, money, dates and times in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.translation import override

from paritrana.ui import formats

MOMENT = datetime(2024, 2, 21, 6, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _indonesian():
    with override("id"):
        yield


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (29269, None, "29.269"),
        (Decimal("1234.5"), None, "1.234,5"),
        (Fraction(1, 3), None, "0,33"),
        (Decimal("2.675"), 2, "2,68"),
        (Decimal("-0.005"), 2, "-0,01"),
        (Decimal("-0.001"), 2, "0,00"),
        (Decimal("-1234.5"), 0, "-1.235"),
        (None, None, "–"),
    ],
)
def test_numbers_group_by_dots_and_round_half_away_from_zero(value, places, text):
    assert formats.number(value, places) == text


def test_english_numbers_use_english_marks():
    with override("en"):
        assert formats.number(Decimal("1234.5")) == "1,234.5"
        assert formats.percent(457, 1000) == "45.7%"


def test_rupiah_has_no_space_and_no_empty_cents():
    assert formats.rupiah(16800) == "Rp16.800"
    assert formats.rupiah(Decimal("8400.50")) == "Rp8.400,50"
    assert formats.rupiah(-5) == "-Rp5"


def test_percent_comes_from_two_counts():
    assert formats.percent(457, 1000) == "45,7\N{NO-BREAK SPACE}%"
    assert formats.percent(1, 3, 2) == "33,33\N{NO-BREAK SPACE}%"
    assert formats.percent(3, 0) == "–"


def test_days_are_written_long_and_short():
    assert formats.day(date(2024, 2, 21)) == "Rabu, 21 Februari 2024"
    assert formats.day_short(date(2024, 2, 21)) == "21-02-2024"


def test_times_carry_their_zone():
    assert formats.moment(MOMENT, "WITA") == "21 Februari 2024 pukul 14.30\N{NO-BREAK SPACE}WITA"
    assert formats.moment(MOMENT, "Asia/Makassar") == formats.moment(MOMENT, "WITA")
    assert formats.clock(MOMENT, "WIT", seconds=True) == "15.30.00\N{NO-BREAK SPACE}WIT"


def test_the_day_is_the_day_of_the_zone():
    assert formats.moment(datetime(2024, 2, 21, 16, tzinfo=UTC), "WIT").startswith("22 Februari")


def test_two_zones_collapse_when_they_are_one():
    assert formats.two_zones(MOMENT, "WIT") == "15.30\N{NO-BREAK SPACE}WIT (13.30\N{NO-BREAK SPACE}WIB)"
    assert formats.two_zones(MOMENT, "Asia/Jakarta") == "13.30\N{NO-BREAK SPACE}WIB"


def test_titles_follow_the_page_and_fall_back_to_indonesian():
    titles = {"id": "Cakupan", "en": "Coverage"}
    assert formats.title_of(titles) == "Cakupan"
    with override("en"):
        assert formats.title_of(titles) == "Coverage"
        assert formats.title_of({"id": "Cakupan"}) == "Cakupan"
    assert formats.title_of("plain") == "plain"


def test_sizes_are_in_thousands():
    assert formats.size(1_432_000) == "1,4\N{NO-BREAK SPACE}MB"
    assert formats.size(999) == "999\N{NO-BREAK SPACE}B"
