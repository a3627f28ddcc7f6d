"""Repairs mend whole groups, say beforehand how many rows they change, and leave the file as it was."""

import pytest
from tests.core.rolls.roster.rosters import check, nik, row, write_csv, write_xlsx

from paritrana.core.rolls.roster import CODES, REPAIRS
from paritrana.errors import BadInput

ROWS = [
    row(1, nik=f"{nik(1)[:6]} {nik(1)[6:]}"),
    row(2, birth_date="01/31/1990"),
    row(3, birth_date="05-04-1990", nik=nik(3, "1990-05-04")),
    row(4, birth_date="05-04-1990", nik=nik(4, "1990-04-05")),
    row(5, birth_date="32904"),
    row(6, birth_date="31 Januari 1990"),
    row(7, sex="Pria"),
    row(8, sex="Laki-Laki"),
    row(9, village="Tosuraya", district="Ratahan"),
    row(10, name="  Pekerja \u00a0 Contoh "),
]
CHANGES = {
    "nik_separators": (2, "NIK", nik(1)),
    "date_order": (3, "Tgl Lahir", "1990-01-31"),
    "date_serial": (6, "Tgl Lahir", "1990-01-31"),
    "month_names": (7, "Tgl Lahir", "1990-01-31"),
    "sex_words": (8, "L/P", "L"),
    "village_code": (10, "Desa/Kelurahan", "71.07.01.1004"),
    "trim": (11, "Nama Lengkap", "Pekerja Contoh"),
}
COUNTS = {"date_order": 2, "sex_words": 2}


def cell(checked, at: int, heading: str) -> str:
    """Return what stands in a cell of the roster as it is now."""
    grid = checked.roster.grid
    column = checked.roster.labels.index(heading)
    return grid.filter(grid["row"].to_numpy() == at)[f"c{column}"].to_pylist()[0]


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    path = write_csv(tmp_path_factory.mktemp("repairs") / "a.csv", ROWS)
    return check(path), path, path.read_bytes()


def test_each_repair_says_how_many_rows_it_changes(first):
    offered = {one.code: one.rows for one in first[0].repairs}
    assert offered == {code: COUNTS.get(code, 1) for code in CHANGES}
    assert all(one.told("id") != one.told("en") for one in first[0].repairs)


@pytest.mark.parametrize("code", CHANGES)
def test_a_repair_changes_its_cells_and_nothing_else(first, code):
    before, path, content = first
    after = before.repaired(code)
    at, heading, text = CHANGES[code]
    assert cell(after, at, heading) == text
    changed = [
        (line, column)
        for column in range(before.roster.width)
        for line, pair in enumerate(
            zip(*(one.roster.grid[f"c{column}"].to_pylist() for one in (before, after)), strict=True)
        )
        if pair[0] != pair[1]
    ]
    assert len(changed) == COUNTS.get(code, 1)
    assert cell(before, at, heading) != text  # what was checked before stays
    assert path.read_bytes() == content
    assert after.applied == (code,)
    assert code not in {one.code for one in after.repairs}


def test_all_repairs_together_leave_nothing_to_say(first):
    checked = first[0]
    assert checked.rejected == 3
    for code in CHANGES:
        checked = checked.repaired(code)
    assert checked.codes_by_row() == {}


def test_a_date_that_the_nik_confirms_is_not_turned_round(first):
    assert cell(first[0].repaired("date_order"), 5, "Tgl Lahir") == "05-04-1990"
    assert cell(first[0].repaired("date_order"), 4, "Tgl Lahir") == "1990-05-04"


def test_an_unknown_repair_is_refused_and_one_without_work_changes_nothing(first):
    with pytest.raises(BadInput) as found:
        first[0].repaired("guess")
    assert found.value.code == "roster.repair"
    assert first[0].repaired("village_successor") is first[0]


def test_a_cell_written_by_hand_is_checked_like_the_others(tmp_path):
    checked = check(write_csv(tmp_path / "a.csv", [row(1, sex="?")]))
    mended = checked.with_cell(2, checked.roster.fields["sex"], "L")
    assert (checked.rejected, mended.rejected) == (1, 0)
    with pytest.raises(IndexError):
        checked.with_cell(1, 0, "x")


def test_a_code_that_ended_is_told_with_its_successor_and_mended(tmp_path):
    table = tmp_path / "successions.csv"
    table.write_text("old,new,since,share,decree\n71.07.01.1004,71.07.01.1005,2024-01-01,1,-\n")
    checked = check(write_csv(tmp_path / "a.csv", [row(1)]), successions=table)
    (finding,) = checked.findings()
    assert finding.code == "village.expired"
    assert "71.07.01.1005 (Ratahan)" in finding.message("en")
    assert checked.repaired("village_successor").codes_by_row() == {}


def test_merged_villages_are_told_and_filled_on_request(tmp_path):
    people = [[nik(at), "Contoh", "31-01-1990", "L"] for at in range(1, 5)]

    def merged(book, sheet):
        sheet.merge_range(1, 4, 3, 4, "71.07.01.1004")

    rows = [["NIK", "Nama", "Tgl Lahir", "L/P", "Desa"], *people]
    rows[4] = [*people[3], "71.07.01.1005"]
    checked = check(write_xlsx(tmp_path / "a.xlsx", rows, merged))
    assert checked.codes_by_row() == {3: ["row.merged"], 4: ["row.merged"]}
    mended = checked.repaired("merged_cells")
    assert mended.accepted == 4
    assert mended.people()["village_code"].to_pylist() == ["71.07.01.1004"] * 3 + ["71.07.01.1005"]


def test_a_name_that_two_districts_share_is_told_with_both_unless_the_district_is(tmp_path):
    rows = [row(1, village="Molompar"), row(2, village="Molompar", district="Tombatu Timur")]
    checked = check(write_csv(tmp_path / "a.csv", rows))
    (finding,) = checked.findings()
    assert (finding.row, finding.code) == (2, "village.ambiguous")
    assert finding.message("id").count("71.07.") == 2
    assert {one.code: one.rows for one in checked.repairs} == {"village_code": 1}


def test_every_repair_names_codes_that_exist():
    codes = {one.code for one in CODES}
    assert all(set(mends) <= codes for _, _, mends, _ in REPAIRS.values())


@pytest.mark.parametrize("unseen", ["\ufeff", "\u200b", "\u00a0 \ufeff", "\u3000"])
def test_a_row_of_signs_that_nobody_sees_is_no_row(tmp_path, unseen):
    rows = [row(1), {"name": unseen}, row(2, name=f"Pekerja{unseen} Contoh ")]
    found = check(write_csv(tmp_path / "a.csv", rows))
    assert (found.rows, found.accepted) == (2, 2)
    assert found.repaired("trim").rows == 2
