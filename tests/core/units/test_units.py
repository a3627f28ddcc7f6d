"""Periods, rates, points, money, and how they are written."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest

from paritrana.core.units import (
    Period,
    Points,
    Rate,
    Rupiah,
    Zone,
    clock,
    clock_text,
    count_text,
    date_text,
    decimal_text,
    moment_text,
    percent_text,
    rupiah_text,
    zone_of,
)

YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


def test_a_period_holds_both_ends():
    assert date(2023, 1, 1) in YEAR
    assert date(2023, 12, 31) in YEAR
    assert date(2024, 4, 23) not in YEAR
    assert YEAR.days == 365
    assert YEAR.months[0] == (2023, 1)
    assert len(YEAR.months) == 12
    assert Period(date(2023, 12, 31), date(2024, 1, 1)).months == ((2023, 12), (2024, 1))
    with pytest.raises(ValueError, match="ends"):
        Period(date(2023, 1, 2), date(2023, 1, 1))


def test_rates_add_by_their_counts():
    assert Rate(1, 2) + Rate(1, 4) == Rate(2, 6)
    assert Rate(27_752, 55_504).share == Fraction(1, 2)
    assert Rate(1, 0).share is None
    with pytest.raises(ValueError, match="negative"):
        Rate(-1, 2)


@pytest.mark.parametrize(
    ("exact", "shown", "ratio"),
    [
        ("0", "0.00", "0/1"),
        ("0.005", "0.01", "1/200"),
        ("0.0049999", "0.00", "49999/10000000"),
        ("82.345", "82.35", "16469/200"),
        ("100", "100.00", "100/1"),
        ("1/3", "0.33", "1/3"),
    ],
)
def test_points_are_shown_half_up(exact: str, shown: str, ratio: str):
    points = Points(Fraction(exact))
    assert (points.shown, points.ratio) == (shown, ratio)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (count_text(27752), "27.752"),
        (count_text(27752, "en"), "27,752"),
        (count_text(-1000), "-1.000"),
        (decimal_text(Decimal("1234.5")), "1.234,50"),
        (decimal_text(Fraction(2, 3), 3, "en"), "0.667"),
        (decimal_text(Fraction(-1, 1000)), "0,00"),
        (decimal_text(Fraction(-5, 1000)), "-0,01"),
        (decimal_text(5, 0), "5"),
        (percent_text(Rate(457, 1000)), "45,7\N{NO-BREAK SPACE}%"),
        (percent_text(Fraction(1, 2), 0, "en"), "50%"),
        (percent_text(Rate(0, 0)), "–"),
        (rupiah_text(Rupiah(16_800)), "Rp16.800"),
        (rupiah_text(-16_800, "en"), "-Rp16,800"),
        (str(Rupiah(16_800) * 12 - Rupiah(300_000)), "-Rp98.400"),
        (date_text(date(2024, 4, 23)), "23 April 2024"),
        (date_text(date(2025, 8, 1), weekday=True), "Jumat, 1 Agustus 2025"),
        (date_text(date(2025, 8, 1), "en", weekday=True), "Friday, 1 August 2025"),
    ],
)
def test_texts(text: str, written: str):
    assert text == written


def test_times_carry_their_zone():
    moment = datetime(2024, 4, 22, 16, 30, tzinfo=UTC)
    assert clock_text(moment, Zone.WIB) == "23.30 WIB"
    assert clock_text(moment, "wita") == "00.30 WITA"
    assert moment_text(moment, "WIT", weekday=True) == "Selasa, 23 April 2024 pukul 01.30 WIT"
    assert moment_text(moment, "WIB", "en") == "22 April 2024, 23:30 WIB"
    assert zone_of("WIT").tzinfo.utcoffset(None) == timedelta(hours=9)
    with pytest.raises(KeyError):
        zone_of("UTC")
    with pytest.raises(ValueError, match="zone"):
        clock_text(datetime(2024, 4, 22, 16, 30), Zone.WIB)  # noqa: DTZ001 - a moment without zone is the case


def test_the_clock_can_be_set_for_a_story():
    then = datetime(2024, 4, 23, 14, 0, tzinfo=timezone(timedelta(hours=8)))
    with clock.at(then):
        assert clock.now() == then
        assert clock.now().tzinfo is UTC
        with clock.at(then + timedelta(days=1)):
            assert clock.now() == then + timedelta(days=1)
        assert clock.now() == then
    assert clock.now() > then
    with pytest.raises(ValueError, match="zone"), clock.at(datetime(2024, 1, 1)):  # noqa: DTZ001 - as above
        pass
