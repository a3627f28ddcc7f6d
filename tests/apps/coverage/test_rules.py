"""The pure rules: canonical tables, what is hidden together, splitting a change, reading printed figures."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from paritrana.apps.coverage.rules import figures, order, samples
from paritrana.apps.coverage.rules.denominators import read_denominators
from paritrana.apps.coverage.rules.printed import Printed, Verdict, check, read_printed
from paritrana.apps.coverage.rules.withholding import withheld
from paritrana.apps.coverage.states import Level, Measure, Schema
from paritrana.errors import DataFaults

SAMPLE = Path(__file__).parents[3] / "samples" / "coverage" / "published.csv"


def row(measure, numerator="", denominator="", *, code="71.07", segment="", hidden=None):
    hidden = figures.HIDDEN if hidden or not numerator else figures.SHOWN
    return ("2024", "regency", code, segment, "", measure, numerator, denominator, hidden)


def test_the_canonical_table_does_not_depend_on_the_order_of_the_rows():
    rows = [row("lapse", "1", "20"), row("active", "12"), row("active", "12", code="71.02")]
    assert figures.canonical(rows) == figures.canonical(reversed(rows))
    assert figures.canonical(rows).splitlines()[1].startswith(b"2024,regency,71.02")
    assert figures.digest(rows) != figures.digest([*rows[:2], row("active", "13", code="71.02")])


def test_what_shares_persons_with_a_hidden_figure_is_hidden_with_it():
    rows = [
        row("mean_months"),
        row("person_month_coverage", "54", "1200"),
        row("person_month_coverage", "54", segment="bpu"),
        row("continuity", "0", "9"),
        row("person_month_coverage", "540", "1200", code="71.02"),
    ]
    found = withheld(rows)
    assert [one[-1] for one in found] == ["1", "1", "1", "1", "0"]
    assert {one[6:8] for one in found[:4]} == {("", "")}
    assert found[4] == rows[4]


def test_a_small_part_of_many_persons_hides_itself_and_the_splits_but_not_what_all_have():
    rows = [
        row("person_month_coverage", "2710", "4812"),
        row("mean_months", "2710", "287"),
        row("overlap"),
        row("person_month_coverage", "1700", segment="bpu"),
        row("person_month_coverage", "1010", segment="pu"),
    ]
    assert [one[-1] for one in withheld(rows)] == ["0", "0", "1", "1", "1"]


def test_nobody_of_nine_is_a_figure_of_nine():
    (found,) = withheld([row("lapse", "0", "9")])
    assert found[6:] == ("", "", figures.HIDDEN)
    (found,) = withheld([row("lapse", "0", "10")])
    assert found[6:] == ("0", "10", figures.SHOWN)


def test_ranks_that_a_survey_cannot_tell_apart_are_told_as_ranges():
    half, near, far = Fraction(50, 100), Fraction(49, 100), Fraction(10, 100)
    listed = [("a", half, "5"), ("b", near, "5"), ("c", half, ""), ("d", far, "5"), ("e", None, "5")]
    assert order.ranks([one[:2] for one in listed]) == {"a": 1, "b": 3, "c": 1, "d": 4}
    assert order.tied_codes(listed) == {"a": ["b"], "b": ["a"], "d": []}
    assert order.tied_ranks([(1, half, "5"), (3, near, "5"), (4, far, "5")]) == ["1, 3"]
    assert order.spans([7, 1, 2, 3]) == "1–3, 7"


def test_a_change_is_what_persons_and_workers_did():
    pati = figures.decompose((Fraction(199_333), Fraction(511_111)), (Fraction(173_728), Fraction(599_061)))
    assert pati.change == pati.by_numerator + pati.by_denominator
    assert pati.by_numerator < 0 > pati.by_denominator
    assert figures.decompose((Fraction(1), Fraction(0)), (Fraction(1), Fraction(2))) is None


def test_months_stop_at_the_regency_and_the_year_goes_down_to_the_village():
    asked = figures.standard_set("2024")
    assert all(Level.VILLAGE not in one.levels for one in asked if "-" in one.period)
    assert all(Level.VILLAGE in one.levels for one in asked if "-" not in one.period)
    assert {one.measure for one in asked} == set(Measure) - {Measure.IN_FORCE}


@pytest.mark.parametrize(
    ("workers", "active", "percent", "verdict"),
    [
        ("854.203", "513.024", "60,06", Verdict.HOLDS),
        ("843.000", "573.000", "67,95", Verdict.CONTRADICTS),
        ("2,80 juta", "1,32 juta", "47,38", Verdict.WITHIN_ROUNDING),
        ("1 juta lebih", "284.207", "42", Verdict.UNREADABLE),
        ("", "284.207", "42", Verdict.UNCHECKED),
    ],
)
def test_a_printed_share_is_held_against_its_own_counts(workers, active, percent, verdict):
    assert check(Printed("71", "2025", workers, active, percent, "", "x")).verdict is verdict


def test_the_shipped_printed_figures_are_readable_and_each_has_a_source():
    rows = read_printed(SAMPLE.read_bytes(), name=SAMPLE.name)
    assert len(rows) > 40
    assert all(one.source.startswith("https://") or re.search(r" 20[0-9]{2}$", one.source) for one in rows)
    verdicts = [check(one).verdict for one in rows]
    assert Verdict.UNREADABLE not in verdicts
    assert Verdict.CONTRADICTS in verdicts


def test_the_samples_of_tables_are_read_without_a_fault():
    for schema, read in ((Schema.DENOMINATORS, read_denominators), (Schema.PRINTED, read_printed)):
        assert len(read(samples.sample(schema), name="a.csv")) == 2


def test_every_kind_of_delivery_has_columns_and_a_sample_with_just_these():
    for schema in Schema:
        head, *rows = samples.sample(schema).decode().splitlines()
        assert head == ",".join(samples.COLUMNS[schema])
        assert rows
        assert all("rekaan" in one.casefold() for one in rows), "whoever opens it sees that it is made up"


@pytest.mark.parametrize("day", ["2025-13", "31-08-2025", "Agustus", ""])
def test_a_day_that_is_none_is_a_fault_with_its_line(day):
    text = f"region_code,as_of,workers,active,percent,note,source\n71,{day},,,1,,x\n"
    with pytest.raises(DataFaults) as refused:
        read_printed(text.encode(), name="a.csv")
    assert [(one.line, one.code) for one in refused.value.faults] == [(2, "value.day")]


@pytest.mark.parametrize("data", [b"\xff\xfe", b"", b"region_code\n71\n", b'region_code,"'])
def test_a_table_that_cannot_be_read_is_told_as_a_fault(data):
    with pytest.raises(DataFaults):
        read_denominators(data, name="a.csv")
