"""What is owed: exact, dated, discounted where it is said, and refused where the table is silent."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.core.programmes import Month, Payer, Sector, months_between, premium, read_rates, shipped_rates
from paritrana.core.units import Rupiah
from paritrana.errors import DataFaults

MONTHS = st.integers(2021 * 12 + 1, 2029 * 12 + 11).map(lambda number: Month(number // 12, number % 12 + 1))


def half(month: Month, sector: Sector) -> bool:
    """Whether PP 50/2025 halves a month, written out anew."""
    if sector is Sector.TRANSPORT:
        return (2026, 1) <= (month.year, month.month) <= (2027, 3)
    return month.year == 2026 and month.month >= 4


@given(
    *(st.integers(0, 10**6), MONTHS, MONTHS),
    *(st.sampled_from(Sector), st.sampled_from(Payer), st.booleans(), st.booleans()),
)
def test_every_month_is_owed_as_the_rules_say(workers, one, other, sector, payer, jht, switch):
    first, last = sorted((one, other))
    found = premium(
        workers=workers,
        first=first,
        last=last,
        sector=sector,
        payer=payer,
        jht=jht,
        discount_government=switch,
    )
    owed = []
    for month in months_between(first, last):
        cut = half(month, sector) and (payer is not Payer.GOVERNMENT or switch)
        owed.append(workers * ((8_400 if cut else 16_800) + (20_000 if jht else 0)))
    assert [one.amount.amount for one in found.months] == owed
    assert found.total == Rupiah(sum(owed))
    assert all(one.sources for one in found.months)


@given(st.integers(0, 1000), st.integers(0, 1000), MONTHS)
def test_workers_can_be_paid_for_in_two_lots(some, others, month):
    def owed(workers: int) -> Rupiah:
        return premium(workers=workers, first=month, last=month).total

    assert owed(some) + owed(others) == owed(some + others)


@given(st.integers(0, 10**9), st.integers(1, 5), st.integers(0, 1000), MONTHS)
def test_a_percent_of_the_wage_goes_to_the_nearest_rupiah(wage, risk, workers, month):
    found = premium(
        workers=workers,
        first=month,
        last=month,
        segment="pu",
        jht=True,
        wage=Rupiah(wage),
        risk=risk,
    )
    hundredths = (["24", "54", "89", "127", "174"][risk - 1], "30", "570")
    owed = [(wage * int(one) + 5_000) // 10_000 for one in hundredths]
    assert [one.rupiah.amount for one in found.months[0].rates] == owed
    assert found.total == Rupiah(sum(owed) * workers)


def test_a_month_is_a_text_a_date_or_a_month():
    found = [
        premium(workers=3, first=month, last=month).total
        for month in ("2024-05", date(2024, 5, 31), Month(2024, 5))
    ]
    assert found == [Rupiah(50_400)] * 3


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"workers": -1}, ["workers.range"]),
        ({"workers": True}, ["workers.range"]),
        ({"workers": 10**9 + 1}, ["workers.range"]),
        ({"first": "2024-13", "last": "May 2024"}, ["month.form", "month.form"]),
        ({"first": "2024-06", "last": "2024-05"}, ["month.order"]),
        ({"first": "2021-01"}, ["rate.none"]),
        ({"last": "2030-01"}, ["rate.none"]),
        ({"segment": "pmi"}, ["rate.segment"]),
        ({"segment": "pu"}, ["wage.missing", "wage.missing"]),
        ({"segment": "pu", "wage": Rupiah(-1), "risk": 6}, ["count.range", "word.unknown"]),
        ({"segment": "jakon", "jht": True, "wage": Rupiah(1)}, ["programme.closed"]),
        ({"wage": Rupiah(1), "risk": 1}, ["wage.unused", "wage.unused"]),
        ({"segment": "jakon", "wage": Rupiah(1), "risk": 1}, ["wage.unused"]),
        ({"segment": "x", "sector": "y", "payer": "z"}, ["word.unknown"] * 3),
        (
            {"workers": -1, "first": "2010-01", "sector": "y", "last": "x"},
            ["workers.range", "month.form", "word.unknown"],
        ),
        ({"workers": -1, "first": "2010-01"}, ["workers.range", "rate.none"]),
    ],
)
def test_all_that_is_wrong_is_told_at_once(asked, codes):
    with pytest.raises(DataFaults) as caught:
        premium(**{"workers": 1, "first": "2024-01", "last": "2024-12", **asked})
    assert [one.code for one in caught.value.faults] == codes
    assert all(one.told("id") != one.told("en") for one in caught.value.faults)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2019-01", "2019-12", "in 2019-01 … 2019-12"),
        ("2020-06", "2021-06", "in 2020-06 … 2021-01"),
        ("2029-06", "2030-01", "in 2030-01"),
    ],
)
def test_the_months_outside_are_named(first, last, told):
    with pytest.raises(DataFaults) as caught:
        premium(workers=1, first=first, last=last)
    (found,) = caught.value.faults
    assert told in found.sentence
    assert "2021-02 to 2029-12" in found.cure


def test_every_row_of_the_shipped_table_has_a_source_that_can_be_looked_up():
    table = shipped_rates()
    for row in (*table.rows, *table.discounts):
        assert row.sources
        assert all(one.url.startswith("http") and one.title for one in row.sources)


HEAD = """format = "paritrana-rates/1"
through = "2030-12"
[[source]]
id = "s"
title = "a newspaper"
url = "https://example.org"
"""
RATE = """[[rate]]
id = "a"
segment = "bpu"
programme = "JKK"
rupiah = 10001
from = "2024-01"
sources = ["s"]
"""
DISCOUNT = """[[discount]]
id = "d"
law = "PP"
segment = "bpu"
programmes = ["JKK"]
pays = "1/2"
from = "2024-01"
to = "2024-02"
sources = ["s"]
"""


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(DataFaults) as caught:
        read_rates(text.encode())
    return [(one.line, one.code) for one in caught.value.faults]


def test_a_table_of_another_office_is_read():
    table = read_rates((HEAD + RATE + RATE.replace('"a"', '"b"').replace("JKK", "JKM")).encode())
    assert premium(workers=1, first="2030-12", last="2030-12", table=table).total == Rupiah(20_002)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("format = ", [(1, "table.syntax")]),
        ("through = 1", [(1, "table.format")]),
        (HEAD + RATE + RATE, [(15, "table.twice")]),
        (HEAD + RATE + RATE.replace('"a"', '"b"'), [(14, "table.overlap")]),
        (HEAD + RATE + DISCOUNT, [(14, "table.part")]),
        (HEAD + RATE.replace("10001", "10000.5"), [(11, "table.value")]),
        (HEAD + RATE.replace('["s"]', '["s", "t"]'), [(13, "table.source")]),
        (HEAD + RATE + 'to = "2023-12"\n', [(14, "table.order")]),
        (HEAD + RATE.replace("rupiah", "rupia"), [(11, "table.key_unknown")]),
        (HEAD + RATE.replace("rupiah = 10001\n", ""), [(7, "table.either")]),
        (HEAD + RATE + 'percent = "1.5"\n', [(7, "table.either")]),
        (HEAD + RATE + RATE.replace('"a"', '"b"') + "risk = 1\n", [(14, "table.overlap")]),
        (HEAD + RATE.replace("programme", "program"), [(7, "table.key_missing"), (10, "table.key_unknown")]),
        (HEAD + "[rate]\nx = 1\n", [(7, "table.value")]),
        (
            HEAD + RATE.replace("bpu", "bpo").replace("2024-01", "2024-1") + DISCOUNT.replace("1/2", "2/2"),
            [(9, "table.value"), (12, "table.value"), (19, "table.value")],
        ),
    ],
)
def test_every_fault_of_a_table_is_told_with_its_line(text, told):
    assert faults(text) == told


def test_rows_that_hold_for_different_payers_stand_side_by_side():
    mine = RATE.replace('"a"', '"b"').replace("10001", "5000") + 'payers = ["self"]\n'
    others = RATE + 'payers = ["government", "company", "sponsor"]\n'
    jkm = RATE.replace('"a"', '"c"').replace("JKK", "JKM").replace("10001", "0")
    table = read_rates((HEAD + others + mine + jkm).encode())
    owed = [
        premium(workers=1, first="2024-01", last="2024-01", payer=payer, table=table).total for payer in Payer
    ]
    assert owed == [Rupiah(5000), Rupiah(10001), Rupiah(10001), Rupiah(10001)]
