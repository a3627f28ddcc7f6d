"""Printed figures: read as Indonesians print them, flagged where they do not fit, never corrected."""

from datetime import date
from fractions import Fraction

import pytest

from paritrana.core.claims import (
    Flag,
    check_date,
    check_growth,
    check_one_fund,
    check_percent,
    check_premium,
    check_sum,
    check_weekday,
    dates_in,
    parse_figure,
    scan,
)
from paritrana.core.claims.flags import SENTENCES
from paritrana.core.units import Period, Rupiah

YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


def codes(flags: list[Flag]) -> list[str]:
    return [flag.code for flag in flags]


@pytest.mark.parametrize(
    ("text", "value", "precision", "flags"),
    [
        ("27.752", 27_752, 1, []),
        ("29269", 29_269, 1, []),
        ("5,47 %", Fraction(547, 100), Fraction(1, 100), []),
        ("5,47 persen", Fraction(547, 100), Fraction(1, 100), []),
        ("67 ribu", 67_000, 1_000, ["number.rounded"]),
        ("1,5 juta", 1_500_000, 100_000, ["number.rounded"]),
        ("Rp16.800", 16_800, 1, []),
        ("-20", -20, 1, []),
        ("1.234,5", Fraction(12345, 10), Fraction(1, 10), []),
        ("27,752", Fraction(27752, 1000), Fraction(1, 1000), ["number.ambiguous"]),
    ],
)
def test_figures(text: str, value: Fraction, precision: Fraction, flags: list[str]):
    figure, found = parse_figure(text)
    assert figure is not None
    assert (figure.value, figure.precision, codes(found)) == (value, precision, flags)
    assert figure.rounded == (flags == ["number.rounded"])


@pytest.mark.parametrize("text", ["18.8662", "12.34.567", "1.23", "", "dua", "7 lusin", "1,2,3", "9" * 1000])
def test_malformed_numbers_are_flagged_and_not_guessed(text: str):
    figure, (flag,) = parse_figure(text)
    assert figure is None
    assert flag.code == "number.malformed"


def test_english_groups_are_ambiguous():
    assert codes(parse_figure("1,234,567")[1]) == ["number.ambiguous"]


def test_sums():
    assert check_sum([2, 2, 3, 1], 8) == []
    (flag,) = check_sum([2, 3, 1], 8)
    assert flag.told("id") == "jumlah bagiannya 6, tercetak 8"


def test_the_growth_of_the_story_fits():
    assert check_growth(27_752, 29_269, rise=1_517, percent="5,47") == []
    assert check_growth(27_752, 29_269, percent="5,5 %") == []
    assert codes(check_growth(27_752, 29_269, rise=1_571, percent="5,6")) == [
        "growth.rise_differs",
        "growth.percent_differs",
    ]
    assert codes(check_growth(0, 5, percent="100")) == ["percent.no_whole"]


def test_percents_against_their_counts():
    assert check_percent(457, 1000, "45,7") == []
    assert check_percent(457, 1000, "46 %") == []
    (flag,) = check_percent(457, 1000, "45,8")
    assert flag.told("id") == "457 dari 1.000 adalah 45,70 %, tercetak 45,80 %"
    assert flag.told("en") == "457 of 1,000 is 45.70 %, printed is 45.80 %"
    assert codes(check_percent(5, 0, "5")) == ["percent.no_whole"]
    assert codes(check_percent(6, 5, "120")) == ["percent.above_whole"]
    assert codes(check_percent(6, 5, "18.8662")) == ["number.malformed"]


def test_one_fund_that_would_pay_for_most_workers_of_a_region_is_doubted():
    (flag,) = check_one_fund(29_269, 33_754)
    assert flag.told("id").startswith("29.269 dari 33.754 pekerja di wilayah ini, 86,7 %, hanya oleh satu")
    assert "86.7 %" in flag.told("en")
    assert check_one_fund(16_877, 33_754) == [], "half is no doubt"
    assert codes(check_one_fund(16_878, 33_754)) == ["share.one_fund"]
    assert check_one_fund(5, 0) == [], "nobody knows how many workers there are"


def test_premiums():
    amount = Rupiah(16_800) * (29_269 * 12)
    assert check_premium(workers=29_269, monthly=Rupiah(16_800), months=12, printed=amount) == []
    (flag,) = check_premium(workers=29_269, monthly=Rupiah(16_800), months=11, printed=amount)
    assert "tercetak Rp5.900.630.400" in flag.told()


@pytest.mark.parametrize("name", ["Selasa", "selasa", "Tuesday"])
def test_the_weekday_of_the_agreement(name: str):
    assert check_weekday(date(2024, 4, 23), name) == []


@pytest.mark.parametrize("name", ["Rabu", "Wednesday", "hari ini", ""])
def test_weekdays_that_do_not_fit(name: str):
    (flag,) = check_weekday(date(2024, 4, 23), name)
    assert flag.told("id").startswith("23 April 2024 jatuh pada hari Selasa")


def test_friday_in_its_old_spelling():
    assert check_weekday(date(2025, 8, 1), "Jum’at") == []


def test_the_agreement_is_outside_the_judged_period():
    assert check_date(date(2023, 12, 31), YEAR) == []
    (flag,) = check_date(date(2024, 4, 23), YEAR)
    assert flag.told("id") == (
        "23 April 2024 di luar periode penilaian 1 Januari 2023 sampai 31 Desember 2023"
    )


@pytest.mark.parametrize(
    ("text", "day", "weekday"),
    [
        ("Rabu (21/2/2024).", date(2024, 2, 21), "Rabu"),
        ("Selasa 23/4/24 di Manado", date(2024, 4, 23), "Selasa"),
        ("Kamis, 3 Juli 2025", date(2025, 7, 3), "Kamis"),
        ("pada 30 juni 2025", date(2025, 6, 30), ""),
        ("Minggu 17 Agt. 2025", date(2025, 8, 17), "Minggu"),
        ("1 Nopember 2024", date(2024, 11, 1), ""),
        ("31/2/2024", None, ""),
    ],
)
def test_dates_are_found_as_printed(text: str, day: date | None, weekday: str):
    (found,) = dates_in(text)
    assert (found.day, found.weekday) == (day, weekday)


def test_a_text_is_scanned_with_places():
    text = "Rabu, 23 April 2024: 67 ribu pekerja, 18.8662 rentan, 27.752 pada 2023, 30 Februari 2023."
    flags = scan(text, period=YEAR)
    assert [(flag.code, text[slice(*flag.at)]) for flag in flags if flag.at] == [
        ("date.weekday", "Rabu, 23 April 2024"),
        ("date.outside_period", "Rabu, 23 April 2024"),
        ("number.rounded", "67 ribu"),
        ("number.malformed", "18.8662"),
        ("date.unreal", "30 Februari 2023"),
    ]


def test_a_clean_text_has_no_flags():
    assert scan("Senin, 2 Januari 2023: 27.752 pekerja (5,47 %).", period=YEAR) == []


def test_hostile_texts_are_scanned_in_no_time():
    assert isinstance(scan("1" * 50_000 + "." * 50_000 + "1,1." * 20_000), list)


def test_every_flag_has_both_languages():
    assert all(len(pair) == 2 and all(pair) for pair in SENTENCES.values())
