"""Construction workers whom nobody named: delivered by project, shown beside the named ones, never inside."""

from datetime import date
from pathlib import Path

import pytest
from tests.core.grounds import deliver, regions_file

from paritrana.core.coverage import figures, refresh
from paritrana.core.coverage.beside import beside
from paritrana.core.rolls import codes_of, rejected
from paritrana.errors import BadInput

HERE, NEXT, FAR = "71.71.01.1001", "71.07.01.1001", "82.71.01.1001"


def contribution(number: int, village: str) -> str:
    who = f"{number:016d},Pekerja,1990-01-31,L,{village},,jakon,company,construction,construction"
    return f"{who},JKK+JKM,2024-06,employer,50000,2024-06-10,paid"


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("beside")
    regions = regions_file(folder, [HERE, NEXT, FAR])
    rows = [contribution(one, HERE) for one in range(30)]
    rows += [contribution(100 + one, NEXT) for one in range(60)]
    deliver(folder / "lake", "contribution", *rows, regions=regions)
    projects = (
        "BRIDGE,71.71,2024-03,2024-06,90,5000000000",
        "SCHOOL,71.07.01.1001,2024-06,2024-12,20,800000000",
        "ROAD,71,2024-01,2024-12,100,9000000000",
        "PORT,82.71,2024-01,2024-12,7,100000000",
    )
    deliver(folder / "lake", "project", *projects)
    refresh(folder / "lake")
    return folder / "lake"


def told(lake: Path, level: str, period: str = "2024-06", **more: object) -> dict[str, tuple[str, ...]]:
    found = beside(lake, period=period, level=level, **{"suppress": 0} | more)
    assert found.columns == (
        *("period", "level", "region_code", "named", "nameless", "upper_bound", "suppressed"),
    )
    return {row[2]: row[3:6] for row in found.rows}


def test_named_nameless_and_the_upper_bound_stand_beside_each_other(lake: Path) -> None:
    assert told(lake, "province") == {"71": ("90", "210", "300"), "82": ("0", "7", "7")}


def test_heads_known_only_for_a_province_are_in_no_regency(lake: Path) -> None:
    assert told(lake, "regency") == {
        "71.71": ("30", "90", "120"),
        "71.07": ("60", "20", "80"),
        "82.71": ("0", "7", "7"),
    }


def test_a_project_counts_from_its_first_to_its_last_month(lake: Path) -> None:
    assert told(lake, "regency", "2024-07")["71.07"] == ("0", "20", "20")
    assert "71.71" not in told(lake, "regency", "2024-07")


def test_nameless_heads_are_never_inside_the_protected(lake: Path) -> None:
    found = figures(lake, period="2024-06", level="country", measure="protected", suppress=0)
    assert found.rows[0][-3] == "90"


def test_what_one_of_the_two_hides_is_not_given_away_by_their_sum(lake: Path) -> None:
    hidden = told(lake, "regency", suppress=10)
    assert hidden["82.71"] == ("0", "", "")
    for named, nameless, together in told(lake, "regency", suppress=35).values():
        assert (together == "") == ("" in (named, nameless))


def test_the_notes_say_what_the_upper_bound_is_not(lake: Path) -> None:
    notes = beside(lake, period="2024-06", level="country").notes
    assert any("upper bound" in note and "twice" in note for note in notes)


def test_a_year_has_no_count_of_heads(lake: Path) -> None:
    with pytest.raises(BadInput) as caught:
        beside(lake, period="2024", level="country")
    assert caught.value.code == "measure.monthly_only"


def test_a_project_reported_every_month_counts_once_with_its_latest_heads(tmp_path: Path) -> None:
    lake, regions = tmp_path / "lake", regions_file(tmp_path, [HERE])
    deliver(lake, "project", "BRIDGE,71.71,2024-01,2024-06,90,500", regions=regions)
    deliver(lake, "project", "BRIDGE,71.71,2024-04,2024-06,70,500")
    refresh(lake)
    for period, heads in (("2024-03", "90"), ("2024-04", "70"), ("2024-06", "70")):
        assert told(lake, "regency", period) == {"71.71": ("0", heads, heads)}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",71.71,2024-01,2024-06,9,500", "project.missing"),
        ("P,71.99,2024-01,2024-06,9,500", "region.unknown"),
        ("P,71.71,2024-06,2024-01,9,500", "period.shape"),
        ("P,71.71,June,2024-06,9,500", "period.shape"),
        ("P,71.71,2024-01,2024-06,nine,500", "count.shape"),
        ("P,71.71,2024-01,2024-06,9,5.000", "amount.shape"),
        ("P,71.71,2024-01,2024-06,9,-5", "amount.negative"),
        ("GOOD,71.71,2024-06,2024-08,30,500", "project.twice"),
        ("GOOD,71.71,2024-01,2024-06,30,500", "row.duplicate"),
    ],
)
def test_a_bad_project_is_refused_by_its_own_code(tmp_path: Path, row: str, code: str) -> None:
    good = "GOOD,71.71,2024-01,2024-06,30,500"
    report = deliver(
        tmp_path / "lake",
        "project",
        good,
        row,
        regions=regions_file(tmp_path, [HERE]),
        as_of=date(2024, 6, 30),
    )
    assert (report.accepted, report.by_code) == (1, {code: 1})
    (told,) = rejected(tmp_path / "lake", report.file_no).to_pylist()
    assert (told["row"], [one.code for one in codes_of(told["errors"])]) == (3, [code])


def test_phases_of_a_project_and_its_parts_in_two_regions_are_taken(tmp_path: Path) -> None:
    rows = (
        "P,71.71,2024-01,2024-03,30,500",
        "P,71.71,2024-04,2024-06,40,500",
        "P,71.07,2024-01,2024-06,10,500",
    )
    lake = tmp_path / "lake"
    assert deliver(lake, "project", *rows, regions=regions_file(tmp_path, [HERE, NEXT])).accepted == 3
    refresh(lake)
    assert told(lake, "regency", "2024-05") == {"71.71": ("0", "40", "40"), "71.07": ("0", "10", "10")}
