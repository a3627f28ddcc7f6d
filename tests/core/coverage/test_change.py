"""How much of a change is people, how much the denominator; when two shares cannot be told apart."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.grounds import deliver, regions_file

from paritrana.core.coverage import refresh
from paritrana.core.coverage.change import Change, compare
from paritrana.core.units import Rate
from paritrana.errors import BadInput, DataFaults

counts = st.integers(0, 10**9)
wholes = st.integers(1, 10**9)
rates = st.builds(Rate, counts, wholes)


def percent(share: Fraction) -> float:
    return round(float(share * 100), 1)


def test_pati_half_of_the_fall_is_the_denominator() -> None:
    # 39 % of 511,111 workers in 2024, 29 % of 599,061 in March 2025; 34.0 % on the old denominator.
    change = Change(Rate(199_333, 511_111), Rate(173_728, 599_061))
    assert percent(change.total) == -10.0
    assert (percent(change.by_numerator), percent(change.by_denominator)) == (-5.0, -5.0)
    assert percent(Rate(173_728, 511_111).share) == 34.0


@given(rates, rates)
def test_both_parts_are_the_whole_change_exactly(before: Rate, after: Rate) -> None:
    change = Change(before, after)
    assert change.by_numerator + change.by_denominator == change.total
    assert change.total == after.share - before.share


@given(rates, counts)
def test_with_the_same_denominator_all_of_it_is_people(before: Rate, part: int) -> None:
    assert Change(before, Rate(part, before.whole)).by_denominator == 0


def test_nothing_below_the_line_is_no_share_to_compare() -> None:
    with pytest.raises(BadInput):
        Change(Rate(1, 0), Rate(1, 2))


DENOMINATORS = (
    "71,all,2022-08,1000,2.5,made up",
    "71.71,all,2022-08,40,2,made up",
    "71.71,all,2023-08,50,2,made up",
    "71.07,all,2022-08,40,,made up",
)


def contribution(number: int, village: str, period: str) -> str:
    who = f"7171013101900{number:03d},Pekerja,1990-01-31,L,{village},,bpu,vulnerable,farmer,agriculture"
    return f"{who},JKK+JKM,{period},village,16800,{period[:7]}-10,paid"


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two Decembers: each month of a year takes as long as all the rest of a test."""
    return made(tmp_path_factory.mktemp("change"), "2023-12", "2024-12")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("years"), "2023-01/2023-12", "2024-01/2024-12")


def made(folder: Path, first: str, second: str) -> Path:
    regions = regions_file(folder, ["71.71.01.1001", "71.07.01.1001"])
    rows = [contribution(n, "71.71.01.1001", first) for n in range(1, 21)]
    rows += [contribution(n, "71.71.01.1001", second) for n in range(1, 31)]
    rows += [contribution(n, "71.07.01.1001", first) for n in range(100, 104)]
    rows += [contribution(n, "71.07.01.1001", second) for n in range(100, 120)]
    deliver(folder / "lake", "contribution", *rows, regions=regions)
    deliver(folder / "lake", "denominator", *DENOMINATORS)
    refresh(folder / "lake")
    return folder / "lake"


def compared(lake: Path, **more: object) -> dict[str, dict[str, str]]:
    asked = {"start": "2023", "end": "2024", "level": "regency", "measure": "person_month_coverage"}
    found = compare(lake, **asked | more)
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    return {row["region_code"]: row for row in rows}


@pytest.mark.long
def test_two_years_of_a_lake_side_by_side(whole: Path) -> None:
    row = compared(whole, suppress=0)["71.71"]
    # 20 of 40 workers all year long, then 30 of 50: half of the workers more, a fifth of it taken back.
    assert (row["numerator_from"], row["denominator_from"]) == ("240", "480")
    assert (row["numerator_to"], row["denominator_to"]) == ("360", "600")
    parts = ("change", "by_numerator", "by_denominator")
    assert tuple(row[one] for one in parts) == ("0.100000", "0.250000", "-0.150000")
    assert (row["vintage_from"], row["vintage_to"], row["rse"], row["tie_group"]) == (
        *("2022-08", "2023-08", "2", "1"),
    )


def test_a_region_of_unknown_error_is_in_no_group(lake: Path) -> None:
    row = compared(lake, suppress=0)["71.07"]
    assert (row["change"], row["rse"], row["tie_group"]) == ("0.033333", "", "")


def test_what_one_of_the_tables_hides_stays_hidden(lake: Path) -> None:
    row = compared(lake)["71.07"]
    assert (row["numerator_from"], row["change"], row["by_numerator"], row["suppressed"]) == ("", "", "", "1")


def test_a_measure_that_is_no_share_cannot_be_taken_apart(lake: Path) -> None:
    with pytest.raises(BadInput) as caught:
        compared(lake, measure="active")
    assert caught.value.code == "change.no_share"


def test_an_error_that_is_no_number_is_a_fault_of_the_file(lake: Path, tmp_path: Path) -> None:
    path = tmp_path / "workers.csv"
    path.write_text("region_code,segment,vintage,value,rse,source\n71.71,all,2022-08,40,about 2,x\n")
    with pytest.raises(DataFaults, match="relative standard error"):
        compared(lake, denominators=path)
