"""Where the headings stand and what they mean; a layout overrides what is found."""

import json

import pytest
from tests.core.rolls.roster.rosters import check, nik, read, write_xlsx

from paritrana.core.rolls import roster
from paritrana.core.rolls.roster import FIELDS, headings
from paritrana.core.rolls.roster.fields import field_of
from paritrana.core.rolls.roster.layout import Layout
from paritrana.errors import BadInput, DataFaults

PERSON = [nik(1), "Pekerja Contoh", "31-01-1990", "L", "Tosuraya", "Ratahan"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("No. KTP", "nik"),
        ("NIK *)", "nik"),
        ("NIK/No.KTP", "nik"),
        ("NAMA LENGKAP (sesuai KTP)", "name"),
        ("Tgl. Lahir", "birth_date"),
        ("Tanggal\nLahir", "birth_date"),
        ("Tempat, Tgl Lahir", "birth_date"),
        ("L/P", "sex"),
        ("Jenis Kelamin (L/P)", "sex"),
        ("Desa / Kelurahan", "village"),
        ("KODE DESA", "village_code"),
        ("Kec.", "district"),
        ("Pekerjaan", "occupation"),
        ("No. HP/WA", "phone"),
        ("Keterangan", ""),
        ("No.", ""),
    ],
)
def test_offices_write_the_same_thing_in_many_ways(heading, field):
    assert field_of(heading) == field


def test_no_alias_means_two_fields():
    aliases = [alias for one in FIELDS for alias in one.aliases]
    assert len(aliases) == len(set(aliases))


def test_titles_above_two_header_rows_and_numbered_columns(tmp_path):
    def merged(book, sheet):
        sheet.merge_range(0, 0, 0, 6, "DAFTAR PEKERJA RENTAN")
        sheet.merge_range(2, 1, 2, 2, "IDENTITAS")

    rows = [
        ["DAFTAR"],
        [],
        ["No", "IDENTITAS", "", "Lahir", "L/P", "DOMISILI", ""],
        ["", "No. KTP", "Nama", "", "", "Desa", "Kec"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        [1, *PERSON],
        ["", "", "Jumlah: 27.752"],
    ]
    found = read(write_xlsx(tmp_path / "a.xlsx", rows, merged))
    assert (found.first_header, found.last_header) == (3, 5)
    assert found.fields == {
        "nik": 1,
        "name": 2,
        "birth_date": 3,
        "sex": 4,
        "village": 5,
        "district": 6,
    }
    checked = check(tmp_path / "a.xlsx")
    assert checked.codes_by_row() == {7: ["row.remark"]}
    assert checked.accepted == 1


def test_a_roster_that_does_not_begin_in_the_first_column_keeps_its_places(tmp_path):
    rows = [
        [],
        ["", "", "NIK", "Nama", "Tgl Lahir", "JK", "Desa", "Kec"],
        ["", "", *PERSON[:1], "", *PERSON[2:]],
    ]
    checked = check(write_xlsx(tmp_path / "a.xlsx", rows))
    (finding,) = checked.findings()
    assert (finding.row, finding.column, finding.at, finding.code) == (3, "Nama", 3, "name.missing")


ODD = [["x"], ["Nomor", "Siapa", "Kapan", "Apa", "Mana", "NIK"], [*PERSON[:5], "9"]]


@pytest.mark.parametrize("form", ["toml", "json"])
def test_a_layout_overrides_what_headings_say(tmp_path, form):
    columns = {"Nomor": "nik", "Siapa": "name", "Kapan": "birth_date", "Apa": "sex", "Mana": "village"}
    path = tmp_path / f"layout.{form}"
    if form == "toml":
        lines = "\n".join(f'"{heading}" = "{field}"' for heading, field in columns.items())
        path.write_text(f"header_row = 2\n[columns]\n{lines}\n")
    else:
        path.write_text(json.dumps({"header_row": 2, "columns": columns}))
    found = read(write_xlsx(tmp_path / "a.xlsx", ODD), roster.read_layout(path))
    assert found.fields["nik"] == 0
    assert found.heading("nik") == "Nomor"


def test_a_column_can_be_left_out_and_the_cells_read_anew(tmp_path):
    rows = [["NIK", "No. KTP", "Nama", "Tgl Lahir", "L/P", "Desa"], ["1", *PERSON[:5]]]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    with pytest.raises(DataFaults) as found:
        read(path)
    assert [one.code for one in found.value.faults] == ["roster.doubled_columns"]
    first = read(path, Layout(columns={"NIK": ""}))
    assert first.fields["nik"] == 1
    assert first.mapped(Layout(columns={"No. KTP": ""})).fields["nik"] == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nothing = 1", "layout.key"),
        ('[columns]\n"A" = "salary"', "layout.field"),
        ("header_rows = 3", "layout.value"),
        ("header_row = true", "layout.value"),
        ("sheet = 1", "layout.value"),
        ("columns = 1", "layout.value"),
        ("= =", "layout.unreadable"),
    ],
)
def test_a_layout_that_makes_no_sense_is_told(tmp_path, text, code):
    path = tmp_path / "layout.toml"
    path.write_text(text)
    with pytest.raises(BadInput) as found:
        roster.read_layout(path)
    assert found.value.code == code
    assert all(roster.told(found.value, language) for language in ("en", "id"))


def test_a_file_whose_headings_are_not_understood_can_be_looked_at_and_mapped(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", ODD)
    with pytest.raises(DataFaults):
        roster.read(path)
    seen = roster.look(path)
    assert [(one.name, one.rows) for one in seen.sheets] == [("Daftar", 3)]
    assert seen.header() is None
    assert seen.first_rows(2) == [(1, ["x", *[""] * 5]), (2, ODD[1])]
    columns = {"Nomor": "nik", "Siapa": "name", "Kapan": "birth_date", "Apa": "sex", "Mana": "village"}
    layout = Layout(header_row=2, columns=columns)
    header = seen.header(layout)
    assert header is not None
    assert header.fields["village"] == (4,)
    assert seen.mapped(layout).heading("village") == "Mana"


def test_the_list_of_one_village_needs_no_column_for_it(tmp_path):
    rows = [["NIK", "Nama", "Tgl Lahir", "L/P"], PERSON[:4]]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    checked = check(path, villages="71.07.01.1004")
    assert checked.people()["village_code"].to_pylist() == ["71.07.01.1004"]
    with pytest.raises(DataFaults) as found:
        check(path, villages="71.07")
    assert [one.code for one in found.value.faults] == ["roster.missing_columns"]


def test_a_row_of_data_is_never_taken_for_a_second_header():
    rows = [(1, ["NIK", "Nama", "Lahir", "L/P", "Desa"]), (2, ["7107013101900001", "Desa", "x", "L", "y"])]
    found = headings.find(rows, Layout())
    assert found is not None
    assert (found.first, found.last) == (1, 1)
