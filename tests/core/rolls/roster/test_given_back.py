"""What is given back: five files, the corrected workbook in the layout of the upload, and the template."""

import csv
import json
import stat

import openpyxl
import pytest
from tests.core.coverage.lakes import regions
from tests.core.rolls.roster.rosters import AS_OF, check, nik, row, write_csv, write_xlsx

from paritrana.core.rolls import roster
from paritrana.core.rolls.roster.synth import FIRST_ROW, synthesise
from paritrana.errors import BadInput

TITLE = ["DAFTAR & <PEKERJA>"]
HEAD = ["No", "NIK", "Nama", "Tgl Lahir", "L/P", "Desa", "Keterangan"]
ROWS = [
    TITLE,
    [],
    HEAD,
    [1, nik(1), "Contoh", "31 Januari 1990", "Pria", "71.07.01.1004", "a<b>&c"],
    [2, float(nik(2)), "Contoh", 32904, "L", "71.07.01.1004", 12.5],
    [3, nik(3), "Contoh, satu", "31-01-1990", "L", "71.07.01.1004", ""],
]


def rows_of(path):
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    folder = tmp_path_factory.mktemp("given")
    checked = check(write_xlsx(folder / "a.xlsx", ROWS))
    roster.write_results(checked, folder / "out")
    return checked, folder / "out"


def test_every_row_is_in_one_of_the_files(given):
    _, out = given
    assert rows_of(out / "accepted.csv") == [
        dict(zip(HEAD, ["3", nik(3), "Contoh, satu", "1990-01-31", "L", "71.07.01.1004", ""], strict=True))
    ]
    assert [
        (one["row"], one["column"], one["code"], one["severity"]) for one in rows_of(out / "rejected.csv")
    ] == [
        ("4", "L/P", "sex.word", "hard"),
        ("5", "NIK", "nik.damaged", "hard"),
        ("5", "Tgl Lahir", "birth_date.serial", "warning"),
    ]
    assert rows_of(out / "warnings.csv") == []
    assert json.loads((out / "summary.json").read_text()) == {
        "rows": 3,
        "accepted": 1,
        "rejected": 2,
        "warnings": 0,
        "by_code": {"birth_date.serial": 1, "nik.damaged": 1, "sex.word": 1},
    }


def test_files_with_personal_data_are_for_their_owner(given):
    _, out = given
    for name in ("accepted.csv", "corrected.xlsx"):
        assert stat.S_IMODE((out / name).stat().st_mode) == 0o600
    for name in ("rejected.csv", "warnings.csv", "summary.json"):
        text = (out / name).read_text()
        assert "Contoh" not in text
        assert nik(1) not in text


def test_the_corrected_workbook_has_every_cell_where_it_stood(given):
    _, out = given
    sheet = openpyxl.load_workbook(out / "corrected.xlsx")["Daftar"]
    for line, cells in enumerate(ROWS, 1):
        for column, cell in enumerate(cells, 1):
            assert sheet.cell(line, column).value == (cell if cell != "" else None)
    noted = {cell.coordinate: cell.comment.text for line in sheet for cell in line if cell.comment}
    assert set(noted) == {"E4", "B5", "D5"}
    assert noted["E4"].startswith("sex.word: jenis kelamin")
    assert sheet["B4"].number_format == "@"


def test_the_corrected_workbook_is_found_to_be_as_the_upload_was(given):
    checked, out = given
    assert check(out / "corrected.xlsx").codes_by_row() == checked.codes_by_row()


def test_repairs_stand_in_the_corrected_workbook(given, tmp_path):
    mended = given[0].repaired("sex_words").repaired("date_serial")
    roster.corrected_workbook(mended, tmp_path / "c.xlsx", language="en")
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx")["Daftar"]
    assert (sheet["E4"].value, sheet["D5"].value) == ("L", "1990-01-31")
    assert check(tmp_path / "c.xlsx").codes_by_row() == {5: ["nik.damaged"]}


def test_a_second_check_takes_the_place_of_the_first_and_leaves_other_files(given, tmp_path):
    out = tmp_path / "out"
    roster.write_results(given[0], out)
    (out / "notes.txt").write_text("mine")
    roster.write_results(check(write_csv(tmp_path / "a.csv", [row(1)])), out)
    assert json.loads((out / "summary.json").read_text())["rows"] == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.csv", "out"]
    assert (out / "notes.txt").exists()


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_left(given, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput) as found:
        roster.write_results(given[0], tmp_path / "file")
    assert found.value.code == "lake.unwritable"
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_accepted_people_come_as_columns_for_the_register(tmp_path):
    people = check(write_csv(tmp_path / "a.csv", [row(1, village="Tosuraya"), row(2, nik="")])).people()
    assert people.to_pylist() == [
        {
            "row": 2,
            "nik": nik(1),
            "name": "Pekerja Contoh",
            "birth_date": AS_OF.replace(1990),
            "sex": "L",
            "village_code": "71.07.01.1004",
            "occupation": "Petani",
            "address": "",
            "phone": "",
            "service": "",
            "decile": None,
        }
    ]


def test_the_template_is_a_roster_without_rows(tmp_path):
    path = tmp_path / "t.xlsx"
    count = roster.template(path, villages="71.07", regions=regions())
    book = openpyxl.load_workbook(path)
    assert book["Desa"].max_row == count + 1
    assert book["Daftar"].column_dimensions["A"].width > 16
    kinds = {one.type for one in book["Daftar"].data_validations.dataValidation}
    assert kinds == {"list", "date", "textLength"}
    sheet = book["Daftar"]
    for column, cell in enumerate([nik(1), "Contoh", "31-01-1990", "L", "71.07.01.1004"], 1):
        sheet.cell(2, column, cell)
    book.save(path)
    assert check(path).codes_by_row() == {}


def test_a_template_for_no_region_is_refused(tmp_path):
    with pytest.raises(BadInput) as found:
        roster.template(tmp_path / "t.xlsx", villages="99", regions=regions())
    assert found.value.code == "roster.villages"


@pytest.mark.parametrize("seed", [1, 2])
def test_the_check_of_a_made_up_roster_finds_exactly_its_key(tmp_path, seed):
    made = synthesise(600, tmp_path / "s.xlsx", seed=seed, as_of=AS_OF, regions=regions())
    key = {int(one["row"]): one["codes"].split() for one in rows_of(made.key)}
    checked = check(made.path)
    assert {at: sorted(codes) for at, codes in checked.codes_by_row().items()} == key
    assert checked.rows == 600
    assert len(checked.by_code) == 24
    again = synthesise(600, tmp_path / "t.xlsx", seed=seed, as_of=AS_OF, regions=regions())
    assert again.key.read_bytes() == made.key.read_bytes()
    assert "bukan orang sungguhan" in openpyxl.load_workbook(made.path).active["A1"].value
    assert min(key) >= FIRST_ROW
