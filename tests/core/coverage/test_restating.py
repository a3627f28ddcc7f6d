"""Villages renumbered and split, a new regency and a new province: history as it was, or on today's codes."""

from datetime import date
from pathlib import Path

import pytest
from tests.core.grounds import deliver, regions_file

from paritrana.core.coverage import figures, refresh
from paritrana.core.coverage.change import compare
from paritrana.core.rolls import codes_of, rejected

pytestmark = pytest.mark.long  # each case makes lakes of its own

RENUMBERED, NUMBER = "71.07.01.1001", "71.07.01.2001"
SPLIT, HALVES = "71.07.01.1002", ("71.07.01.1003", "71.07.01.1004")
MOVED, IN_NEW_REGENCY = "71.07.02.1001", "71.12.01.1001"
CITY, IN_NEW_PROVINCE = "92.71.01.1001", "96.71.01.1001"
STAYS, NEXT = "71.07.01.1005", "92.01.01.1001"
OLD = (RENUMBERED, SPLIT, MOVED, CITY, STAYS, NEXT)
TODAY = (NUMBER, HALVES[0], IN_NEW_REGENCY, IN_NEW_PROVINCE, STAYS, NEXT)
SUCCESSIONS = f"""old,new,since,share,decree
{RENUMBERED},{NUMBER},2024-07-01,1,made up
{SPLIT},{HALVES[0]},2024-07-01,3/5,made up
{SPLIT},{HALVES[1]},2024-07-01,2/5,made up
71.07.02,71.12.01,2024-07-01,1,made up
92.71,96.71,2024-07-01,1,made up
"""


def ground(folder: Path) -> dict[str, Path]:
    """Return the table of today, which no longer lists what ended, and what became of that."""
    path = folder / "successions.csv"
    path.write_text(SUCCESSIONS)
    return {"regions": regions_file(folder, [*TODAY, HALVES[1]]), "successions": path}


def contribution(number: int, village: str, period: str) -> str:
    who = f"{number:016d},Pekerja,1990-01-31,L,{village},,bpu,vulnerable,farmer,agriculture"
    return f"{who},JKK+JKM,{period},village,16800,{period[:7]}-10,paid"


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten persons more in each place than in the one before, the same ones all year long."""
    folder = tmp_path_factory.mktemp("restating")
    rows = []
    for place, (old, new) in enumerate(zip(OLD, TODAY, strict=True)):
        for one in range(10 * (place + 1)):
            rows.append(contribution(1000 * place + one, old, "2024-01/2024-06"))
            rows.append(contribution(1000 * place + one, new, "2024-07/2024-12"))
    report = deliver(folder / "lake", "contribution", *rows, **ground(folder))
    assert report.rejected == 0, report.by_code
    projects = ("P1,92.71,2024-01,2024-12,40,1000", "P2,71.07.02,2024-03,2024-04,15,1000")
    deliver(folder / "lake", "project", *projects)
    deliver(
        folder / "lake", "denominator", "71.12,all,2023-08,60,2,made up", "71.07,all,2023-08,900,2,made up"
    )
    refresh(folder / "lake")
    return folder / "lake"


def told(lake: Path, period: str, level: str, measure: str = "active", **more: object) -> dict[str, str]:
    found = figures(lake, period=period, level=level, measure=measure, **{"suppress": 0} | more)
    return {row[2]: row[-3] for row in found.rows}


def test_history_stays_as_it_was(lake: Path) -> None:
    assert told(lake, "2024-06", "village") == dict(
        zip(OLD, ["10", "20", "30", "40", "50", "60"], strict=True)
    )
    assert told(lake, "2024-06", "province") == {"71": "110", "92": "100"}
    assert told(lake, "2024-07", "province") == {"71": "110", "92": "60", "96": "40"}


def test_restated_whoever_has_one_heir_stands_under_todays_code(lake: Path) -> None:
    assert told(lake, "2024-06", "village", restate=True) == {
        NUMBER: "10",
        SPLIT: "20",
        IN_NEW_REGENCY: "30",
        IN_NEW_PROVINCE: "40",
        STAYS: "50",
        NEXT: "60",
    }
    assert told(lake, "2024-06", "regency", restate=True) == told(lake, "2024-07", "regency")
    assert told(lake, "2024-06", "province", restate=True) == told(lake, "2024-07", "province")


@pytest.mark.parametrize(
    "measure", ["active", "protected", "mean_months", "person_month_coverage", "registered"]
)
@pytest.mark.parametrize("by", [(), ("segment",), ("funder",)])
def test_the_common_ancestor_of_a_year_keeps_its_total(lake: Path, measure: str, by: tuple[str, ...]) -> None:
    for level in ("province", "country"):
        was = told(lake, "2024", level, measure, by=by)
        now = told(lake, "2024", level, measure, by=by, restate=True)
        kept = {"country": "ID", "province": "71"}[level]
        assert now[kept] == was[kept]


def test_a_year_across_the_change_counts_a_person_once_in_the_new_regency(lake: Path) -> None:
    assert told(lake, "2024", "regency")["71.07"] == "110"
    assert told(lake, "2024", "regency", restate=True)["71.07"] == "80"
    assert told(lake, "2024", "regency", restate=True)["71.12"] == "30"
    assert told(lake, "2024", "regency", "mean_months")["71.12"] == "180"
    assert told(lake, "2024", "regency", "mean_months", restate=True)["71.12"] == "360"


def test_moving_a_village_is_no_lapse(lake: Path) -> None:
    assert set(told(lake, "2024-07", "village", "lapse", restate=True).values()) == {"0"}


def test_a_new_code_is_no_newcomer_and_in_force_follows(lake: Path) -> None:
    assert told(lake, "2024-07", "regency", "additionality", restate=True)["71.12"] == "0"
    assert told(lake, "2024-06", "regency", "in_force", restate=True, grace=3)["71.12"] == "30"


def test_projects_move_with_their_region(lake: Path) -> None:
    assert told(lake, "2024-03", "regency", "nameless_construction") == {"71.07": "15", "92.71": "40"}
    restated = told(lake, "2024-03", "regency", "nameless_construction", restate=True)
    assert restated == {"71.12": "15", "96.71": "40"}


def test_the_note_names_what_has_several_heirs(lake: Path) -> None:
    found = figures(lake, period="2024-06", level="village", measure="active", restate=True)
    assert any(SPLIT in note and NUMBER not in note for note in found.notes)
    assert any("either" in note for note in found.notes)
    plain = figures(lake, period="2024-06", level="village", measure="active")
    assert not any(SPLIT in note for note in plain.notes)


def test_small_cells_are_hidden_on_the_restated_codes(lake: Path) -> None:
    found = told(lake, "2024-06", "village", restate=True, suppress=25)
    assert (found[NUMBER], found[SPLIT], found[STAYS]) == ("", "", "50")


def test_a_trend_across_the_change_is_compared_on_todays_codes(lake: Path) -> None:
    asked = {"start": "2024-06", "end": "2024-07", "level": "regency", "measure": "point_coverage"}
    change = {row[1]: row[9] for row in compare(lake, **asked, restate=True).rows}
    assert change == {"71.07": "0.000000", "71.12": "0.000000", "92.01": "", "96.71": ""}


def test_a_succession_that_lies_ahead_moves_nobody_yet(tmp_path: Path) -> None:
    row = contribution(1, RENUMBERED, "2024-01")
    deliver(tmp_path / "lake", "contribution", row, as_of=date(2024, 2, 29), **ground(tmp_path))
    refresh(tmp_path / "lake")
    assert told(tmp_path / "lake", "2024-01", "village", restate=True) == {RENUMBERED: "1"}


@pytest.mark.parametrize(
    ("village", "period", "note"),
    [
        (RENUMBERED, "2024-07", f"{NUMBER} (2024-07)"),
        (SPLIT, "2024-08", f"{HALVES[0]} + {HALVES[1]} (2024-07)"),
        (MOVED, "2024-12", f"{IN_NEW_REGENCY} (2024-07)"),
        (CITY, "2024-12", f"{IN_NEW_PROVINCE} (2024-07)"),
        (NUMBER, "2024-06", f"{RENUMBERED} (< 2024-07)"),
    ],
)
def test_a_row_of_a_month_without_its_village_names_the_right_code(
    tmp_path: Path, village: str, period: str, note: str
) -> None:
    good, bad = contribution(1, STAYS, period), contribution(2, village, period)
    report = deliver(tmp_path / "lake", "contribution", good, bad, "x", **ground(tmp_path))
    assert report.by_code["village.expired"] == 1
    told, broken = rejected(tmp_path / "lake", report.file_no).to_pylist()
    assert [one.code for one in codes_of(told["errors"])] == ["village.expired"]
    assert (told["row"], told["note"]) == (3, note)
    assert not broken["note"]


def test_a_membership_of_a_village_that_ended_names_it_too(tmp_path: Path) -> None:
    row = f"{1:016d},Pekerja,1990-01-31,L,{SPLIT},bpu,vulnerable,JKK+JKM,2024-09-01,"
    report = deliver(tmp_path / "lake", "membership", row, **ground(tmp_path))
    (told,) = rejected(tmp_path / "lake", report.file_no).to_pylist()
    assert told["note"] == f"{HALVES[0]} + {HALVES[1]} (2024-07)"


def test_a_village_renumbered_inside_a_district_that_moved_has_its_own_row(tmp_path: Path) -> None:
    successions = tmp_path / "moved.csv"
    successions.write_text(
        "old,new,since,share,decree\n71.07.02,71.12.01,2024-07-01,1,made up\n"
        "71.07.02.1001,71.12.01.1009,2024-07-01,1,made up\n"
    )
    regions = regions_file(tmp_path, ["71.12.01.1009", "71.12.01.1002"])
    places = ("71.07.02.1001", "71.07.02.1002", "71.07.02.1009")
    rows = [contribution(one, village, "2024-01") for one, village in enumerate(places)]
    report = deliver(tmp_path / "lake", "contribution", *rows, regions=regions, successions=successions)
    assert report.by_code["village.unknown"] == 1
    refresh(tmp_path / "lake")
    now = told(tmp_path / "lake", "2024-01", "village", restate=True)
    assert now == {"71.12.01.1009": "1", "71.12.01.1002": "1"}


def test_a_code_renumbered_twice_ends_at_the_last(tmp_path: Path) -> None:
    successions = tmp_path / "twice.csv"
    successions.write_text(
        "old,new,since,share,decree\n71.07,71.08,2023-01-01,1,made up\n71.08,71.12,2024-07-01,1,made up\n"
    )
    rows = [
        contribution(1, "71.07.01.1001", "2022-05"),
        contribution(1, "71.08.01.1001", "2023-05"),
        contribution(1, "71.12.01.1001", "2024-08"),
    ]
    regions = regions_file(tmp_path, ["71.12.01.1001"])
    report = deliver(tmp_path / "lake", "contribution", *rows, regions=regions, successions=successions)
    assert report.rejected == 0
    refresh(tmp_path / "lake")
    for period in ("2022-05", "2023-05", "2024-08"):
        assert told(tmp_path / "lake", period, "village", restate=True) == {"71.12.01.1001": "1"}


def test_what_merged_into_a_standing_village_does_not_make_that_one_new(tmp_path: Path) -> None:
    successions = tmp_path / "merged.csv"
    successions.write_text(f"old,new,since,share,decree\n{SPLIT},{STAYS},2024-07-01,1,made up\n")
    regions = regions_file(tmp_path, [STAYS], {STAYS: date(2003, 1, 1)})
    rows = [contribution(1, STAYS, "2024-01"), contribution(2, SPLIT, "2024-01")]
    report = deliver(tmp_path / "lake", "contribution", *rows, regions=regions, successions=successions)
    assert report.rejected == 0
    refresh(tmp_path / "lake")
    assert told(tmp_path / "lake", "2024-01", "village", restate=True) == {STAYS: "2"}
