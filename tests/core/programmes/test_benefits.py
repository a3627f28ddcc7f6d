"""What a family receives, by the dated table, and how it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paritrana.core.programmes import (
    Cause,
    Month,
    benefit,
    full_from,
    read_benefits,
    shipped_benefits,
    told_benefit,
    told_start,
)
from paritrana.core.units import Rupiah
from paritrana.errors import DataFaults

STEPS = st.integers(0, 106)
START = Month(2021, 2)


@given(STEPS, STEPS)
def test_a_death_pays_by_its_month_and_by_the_month_of_membership(begin, end):
    first, on = START + begin, START + end
    member = end - begin + 1
    owed = 0
    if member >= 1:
        owed = 10_000_000 if member <= 3 and on >= Month(2025, 2) else 42_000_000
    found = benefit(cause="death", first=first, on=on)
    assert (found.total, found.covered) == (Rupiah(owed), member >= 1)


@given(st.sampled_from(Cause), STEPS)
def test_the_full_benefit_holds_from_the_month_that_is_named(cause, begin):
    first = START + begin
    named = full_from(cause, first)

    def total(month: Month) -> Rupiah:
        return benefit(cause=cause, first=first, on=month, wage=Rupiah(1)).total

    later = [one for one in (named + step for step in range(8)) if one <= shipped_benefits().through]
    assert {total(one) for one in later} == {total(named)}
    assert named == first or total(named + -1) < total(named)


@given(st.integers(0, 48), st.integers(0, 60), st.integers(1, 4))
def test_a_scholarship_opens_with_the_thirty_sixth_paid_month(member, paid, children):
    first = Month(2024, 1)
    found = benefit(cause="death", first=first, on=first + member, paid_months=paid, children=children)
    assert found.missing_months == max(0, 36 - min(paid, member + 1))
    assert found.scholarship is not None
    assert found.scholarship[1] == Rupiah(87_000_000 * min(children, 2))


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"on": "2030-01"}, ["benefit.none"]),
        ({"on": "2021-01"}, ["benefit.none"]),
        ({"cause": "age", "first": "x", "on": "y"}, ["month.form", "month.form", "word.unknown"]),
        ({"children": -1, "wage": Rupiah(-1), "paid_months": -1}, ["count.range"] * 3),
    ],
)
def test_all_that_is_wrong_is_told_at_once(asked, codes):
    with pytest.raises(DataFaults) as caught:
        benefit(**{"cause": "death", "first": "2024-01", "on": "2024-06", **asked})
    assert [one.code for one in caught.value.faults] == codes


@pytest.mark.parametrize("language", ["id", "en"])
@given(st.sampled_from(Cause), STEPS, STEPS, st.integers(0, 3), st.sampled_from([None, Rupiah(1_000_000)]))
def test_every_answer_can_be_told(language, cause, begin, end, children, wage):
    found = benefit(cause=cause, first=START + begin, on=START + end, children=children, wage=wage)
    told = told_benefit(found, language)
    assert told
    assert all(one.endswith(".") and "None" not in one for one in told)


def death(first: str, on: str = "2026-07"):
    return benefit(cause="death", first=first, on=on)


def test_an_earlier_start_in_words():
    assert told_start(death("2026-03"), death("2026-06"), "id") == (
        "Mulai Maret, bukan Juni, berarti: santunan penuh sejak Juni 2026, bukan September 2026; "
        "kematian pada Juli 2026 dibayar Rp42.000.000, bukan Rp10.000.000, lebih Rp32.000.000."
    )
    assert told_start(death("2025-12"), death("2026-02"), "en") == (
        "Starting in December 2025 instead of February 2026 means: full benefit from March 2026, not May "
        "2026; for a death in July 2026 it makes no difference."
    )


@pytest.mark.parametrize(
    ("early", "late"),
    [
        (death("2026-06"), death("2026-03")),
        (death("2026-03"), death("2026-03")),
        (death("2026-03"), death("2026-06", "2026-08")),
        (death("2026-03"), benefit(cause="work_accident", first="2026-06", on="2026-07")),
    ],
)
def test_only_two_starts_of_one_event_are_compared(early, late):
    with pytest.raises(ValueError, match="one event"):
        told_start(early, late)


HEAD = """format = "paritrana-benefits/1"
through = "2030-12"
[[source]]
id = "s"
title = "a newspaper"
url = "https://example.org"
"""
ROW = """[[benefit]]
id = "a"
programme = "JKM"
cause = "death"
part = "death"
rupiah = 1
from = "2024-01"
sources = ["s"]
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD, [(1, "table.key_missing")]),
        (HEAD + ROW + "wages = 48\n", [(7, "table.either")]),
        (HEAD + ROW.replace("rupiah = 1\n", ""), [(7, "table.either")]),
        (HEAD + ROW.replace('"death"', '"age"'), [(10, "table.value"), (11, "table.value")]),
        (HEAD + ROW + 'to = "2023-01"\n', [(15, "table.order")]),
    ],
)
def test_every_fault_of_a_table_is_told_with_its_line(text, told):
    with pytest.raises(DataFaults) as caught:
        read_benefits(text.encode())
    assert [(one.line, one.code) for one in caught.value.faults] == told
