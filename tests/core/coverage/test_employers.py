"""Compliance of employers, by a register that one can add up in the head."""

from pathlib import Path

import pytest
from tests.core.grounds import deliver, regions_file

from paritrana.core.coverage import refresh
from paritrana.core.coverage.employers import employer_figures, employer_sheet, employers_wanting
from paritrana.errors import BadInput

FOUR = "JKK+JKM+JHT+JP"
REGISTER = (
    f"A,PT Alfa,71.71,large,trade,Manado,100,100,{FOUR},{FOUR},0,25,2024-06-30",
    f"B,PT Beta,71.71,large,mining,Manado,200,150,{FOUR},{FOUR},3,0,2024-06-30",
    "C,CV Gama,71.71.01,small,trade,Manado,40,40,,JKK+JKM,0,0,2024-06-30",
    "D,Toko Delta,71.07.01.2001,micro,trade,Manado,4,4,,JKK+JKM,0,3,2024-06-30",
    f"E,PT Eko,71.07,medium,trade,Manado,50,60,{FOUR},{FOUR},0,0,2024-06-30",
    "F,PT Fajar,71,large,trade,Manado,0,0,,JKK,9,0,2024-06-30",
)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("employers")
    regions = regions_file(folder, ["71.71.01.1001", "71.07.01.2001", "72.01.01.2001"])
    deliver(folder / "lake", "employer", *REGISTER, regions=regions)
    refresh(folder / "lake")
    return folder / "lake"


def told(lake: Path, measure: str, level: str = "country", **more):
    found = employer_figures(lake, level=level, measure=measure, **more)
    start = found.columns.index("region_code")
    place = found.columns.index("measure")
    return {row[start:place]: row[place + 1 : place + 3] for row in found.rows}


def test_complete_means_every_worker_registered_and_every_owed_programme_joined(lake: Path) -> None:
    # A, D and E are; B has 50 workers unregistered, C lacks JHT which its size owes, F has no workers.
    assert told(lake, "complete_registration") == {("ID",): ("3", "5")}
    assert told(lake, "complete_registration", "regency") == {
        ("71.07",): ("2", "2"),
        ("71.71",): ("1", "3"),
    }


def test_what_is_owed_is_the_rule_of_the_size_even_where_the_register_states_less(tmp_path: Path) -> None:
    regions = regions_file(tmp_path, ["71.71.01.1001"])
    row = "A,PT Alfa,71.71,large,trade,Manado,100,100,JKK+JKM,JKK+JKM,0,0,2024-06-30"
    deliver(tmp_path / "lake", "employer", row, regions=regions)
    refresh(tmp_path / "lake")
    assert told(tmp_path / "lake", "complete_registration") == {("ID",): ("0", "1")}


def test_a_surplus_of_one_employer_hides_no_gap_of_another(lake: Path) -> None:
    assert told(lake, "workers_registered", suppress=0) == {("ID",): (str(100 + 150 + 40 + 4 + 50), "394")}


def test_employers_without_arrears_and_those_who_pay_for_vulnerable_workers(lake: Path) -> None:
    assert told(lake, "no_arrears") == {("ID",): ("4", "5")}
    assert told(lake, "csr_employers") == {("ID",): ("2", "5")}
    assert told(lake, "csr_workers") == {("ID",): ("28", "")}


def test_by_size_and_sector(lake: Path) -> None:
    assert told(lake, "complete_registration", by=("size",)) == {
        ("ID", "large"): ("1", "2"),
        ("ID", "medium"): ("1", "1"),
        ("ID", "micro"): ("1", "1"),
        ("ID", "small"): ("0", "1"),
    }
    split = told(lake, "no_arrears", by=("sector", "size"))
    assert split["ID", "mining", "large"] == ("0", "1")
    assert split["ID", "trade", "large"] == ("1", "1")


def test_fewer_than_ten_workers_are_hidden_and_cannot_be_subtracted(lake: Path) -> None:
    by_size = told(lake, "workers_registered", by=("size",))
    assert by_size["ID", "micro"] == ("", "")
    assert list(by_size.values()).count(("", "")) >= 2  # the total is shown, so one more has to go
    assert told(lake, "csr_workers", "regency") == {("71.07",): ("", ""), ("71.71",): ("", "")}


def test_employers_are_no_persons_and_are_never_hidden(lake: Path) -> None:
    assert told(lake, "complete_registration", "village") == {("71.07.01.2001",): ("1", "1")}
    found = employer_figures(lake, level="country", by=("size",))
    assert any("no persons" in note for note in found.notes)


def test_without_a_measure_all_stand_in_one_table(lake: Path) -> None:
    found = employer_figures(lake, level="province")
    assert [row[3] for row in found.rows] == [
        *("complete_registration", "csr_employers", "csr_workers", "no_arrears", "workers_registered")
    ]
    assert found.columns == (
        *("as_of", "level", "region_code", "measure", "numerator", "denominator", "suppressed"),
    )
    assert {row[0] for row in found.rows} == {"2024-06-30"}
    assert any("1 employer" in note and "no workers" in note for note in found.notes)
    assert any("1 employer" in note and "surplus" in note for note in found.notes)


def test_the_latest_row_of_an_employer_counts_whichever_file_came_last(tmp_path: Path) -> None:
    regions = regions_file(tmp_path, ["71.71.01.1001"])
    row = f"A,PT Alfa,71.71,large,trade,Manado,100,{{}},{FOUR},{FOUR},0,0,{{}}"
    deliver(tmp_path / "lake", "employer", row.format(100, "2024-06-30"), regions=regions)
    deliver(tmp_path / "lake", "employer", row.format(60, "2024-03-31"))
    refresh(tmp_path / "lake")
    assert told(tmp_path / "lake", "workers_registered") == {("ID",): ("100", "100")}
    assert told(tmp_path / "lake", "workers_registered", as_of="2024-05-31") == {("ID",): ("60", "100")}
    deliver(tmp_path / "lake", "employer", row.format(80, "2024-06-30"))
    refresh(tmp_path / "lake")
    assert told(tmp_path / "lake", "workers_registered") == {("ID",): ("80", "100")}


def test_the_sheet_of_one_employer_names_what_is_missing_and_where_it_comes_from(lake: Path) -> None:
    sheet = employer_sheet(lake, "C")
    assert (sheet.name, sheet.region, sheet.workers, sheet.registered) == ("CV Gama", "71.71.01", 40, 40)
    assert (sheet.owed, sheet.joined, sheet.missing) == (("JKK", "JKM", "JHT"), ("JKK", "JKM"), ("JHT",))
    assert sheet.rule == "Perpres 109/2013 art. 6(3)"
    assert not sheet.complete
    assert (sheet.delivery, sheet.as_of) == (1, "2024-06-30")
    assert len(sheet.sha256) == 64


def test_a_micro_employer_may_be_complete_and_still_lack_what_job_loss_cover_needs(lake: Path) -> None:
    sheet = employer_sheet(lake, "D")
    assert sheet.complete
    assert sheet.missing_for_job_loss == ("JHT",)


def test_a_surplus_stands_on_the_sheet(lake: Path) -> None:
    sheet = employer_sheet(lake, "E")
    assert (sheet.unregistered, sheet.surplus) == (0, 10)
    assert employer_sheet(lake, "B").unregistered == 50


def test_unknown_words_and_an_unknown_employer_are_told(lake: Path, tmp_path: Path) -> None:
    for refused, ask in (
        ("measure.unknown", lambda: employer_figures(lake, level="country", measure="profit")),
        ("level.unknown", lambda: employer_figures(lake, level="planet")),
        ("by.unknown", lambda: employer_figures(lake, level="country", by=("colour",))),
        ("as_of.shape", lambda: employer_figures(lake, level="country", as_of="June")),
        ("employer.unknown", lambda: employer_sheet(lake, "Z")),
    ):
        with pytest.raises(BadInput) as caught:
            ask()
        assert caught.value.code == refused


def test_a_lake_without_a_register_says_so(tmp_path: Path) -> None:
    regions = regions_file(tmp_path, ["71.71.01.1001"])
    deliver(tmp_path / "lake", "denominator", "71.71,all,2023-08,1000,2.5,BPS", regions=regions)
    refresh(tmp_path / "lake")
    with pytest.raises(BadInput) as caught:
        employer_figures(tmp_path / "lake", level="country")
    assert caught.value.code == "employers.absent"


def test_employers_wanting_something_are_those_in_arrears_or_not_registered_in_full(lake: Path) -> None:
    # F has no workers and is in arrears; B misses 50 workers, C a programme; A, D and E want nothing.
    found = employers_wanting(lake)
    assert [one.employer for one in found] == ["F", "B", "C"]
    assert (found[1].unregistered, found[1].arrears_months) == (50, 3)
    assert found[2].missing == ("JHT",)
    assert [one.employer for one in employers_wanting(lake, inside=["71.71"])] == ["B", "C"]
    assert employers_wanting(lake, inside=["71.07", "72"]) == []
    with pytest.raises(BadInput, match=r"as_of\.shape"):
        employers_wanting(lake, as_of="kemarin")
