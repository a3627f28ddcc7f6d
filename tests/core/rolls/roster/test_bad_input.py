"""What offices really hand in, each told with its cure in both languages: nothing guessed, nothing lost."""

import pytest
from tests.core.rolls.reading.made_workbooks import inline, raw_xlsx, sheet_xml
from tests.core.rolls.roster import binary_books as xls
from tests.core.rolls.roster.rosters import HEADINGS, check, nik, row, write_xlsx

from paritrana.core.rolls import roster
from paritrana.errors import DataFaults

# What is written in place of a sound cell, the code, and what is said of it.
ROWS = {
    "a count where the NIK stands": (
        {"nik": "27.752"},
        "nik.shape",
        "has not 16 digits",
        "tidak terdiri atas 16 angka",
    ),
    "a NIK kept as a number": (
        {"nik": 7107013101900002},
        "nik.damaged",
        "last digits",
        "digit akhirnya hilang",
    ),
    "a NIK in groups of three": (
        {"nik": "7.107.013.101.900.003"},
        "nik.damaged",
        "cannot be repaired",
        "tidak dapat diperbaiki",
    ),
    "a NIK behind an apostrophe": (
        {"nik": f"'{nik(4)}"},
        "nik.separators",
        "let the repair do it",
        "pakai perbaikan",
    ),
    "a name that two districts have": (
        {"village": "Molompar"},
        "village.ambiguous",
        "add a column Kecamatan",
        "tambahkan kolom Kecamatan",
    ),
    "a day as a number of five digits": (
        {"birth_date": 32904},
        "birth_date.serial",
        "bare number of a day",
        "berupa nomor hari",
    ),
    "the same number as text": (
        {"birth_date": "32904"},
        "birth_date.serial",
        "let the repair write it",
        "pakai perbaikan",
    ),
    "a cell merged with the one above": (
        {"village": ""},
        "row.merged",
        "unmerge the cells",
        "pisahkan selnya",
    ),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Return the findings of one workbook that has it all, by the sheet's own row."""
    made = [row(at, **cells) for at, (cells, *_) in enumerate(ROWS.values(), 1)]
    lines = [list(HEADINGS.values()), *[[one[name] for name in HEADINGS] for one in made]]
    last = len(made)

    def merged(book, sheet):
        sheet.merge_range(last - 1, 4, last, 4, "71.07.01.1004")

    checked = check(write_xlsx(tmp_path_factory.mktemp("bad") / "a.xlsx", lines, merged))
    assert checked.accepted + checked.rejected == len(made)
    return {at: [one for one in checked.findings() if one.row == at] for at in range(2, len(made) + 2)}


@pytest.mark.parametrize("name", ROWS)
def test_a_bad_cell_is_told_in_both_languages(told, name):
    _cells, code, english, indonesian = ROWS[name]
    (finding,) = told[list(ROWS).index(name) + 2]
    assert finding.code == code
    assert english in finding.message("en")
    assert indonesian in finding.message("id")


LINES = [list(HEADINGS.values()), list(row(1).values())]
LOCKED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(400)
)
FAR = f'<row r="1048576">{inline("XFD1048576", "x")}</row>'


@pytest.mark.parametrize(
    ("name", "make", "english", "indonesian"),
    [
        ("a.xlsx", LOCKED, "protected by a password; save it without", "kata sandi; simpan tanpa kata sandi"),
        ("a.xls", LOCKED, "protected by a password; save it without", "kata sandi; simpan tanpa kata sandi"),
        (
            "a.xlsx",
            lambda path: write_xlsx(path, [*LINES, ["=1+1"]]),
            "the sheet Daftar has formulas: A3",
            "lembar Daftar memuat rumus: A3",
        ),
        (
            "roll.xlsx",
            lambda path: raw_xlsx(path.parent, sheet_xml(FAR)),
            "delete the rows and columns beyond the data",
            "hapus baris dan kolom di luar data",
        ),
    ],
)
def test_a_bad_file_is_told_in_both_languages(tmp_path, name, make, english, indonesian):
    path = tmp_path / name
    if callable(make):
        path = make(path)
    else:
        path.write_bytes(make)
    with pytest.raises(DataFaults) as caught:
        roster.read(path)
    (fault,) = caught.value.faults
    assert english in "; ".join(fault.told("en"))
    assert indonesian in "; ".join(fault.told("id"))


def test_a_workbook_of_2003_with_two_header_rows_is_read_and_its_total_row_told(tmp_path):
    lines = [
        ["No", "IDENTITAS", "", "Lahir", "L/P", "DOMISILI"],
        ["", "No. KTP", "Nama", "", "", "Desa"],
        ["1", nik(1), "Contoh", "31-01-1990", "L", "71.07.01.1004"],
        ["", "", "Jumlah: 27.752", "", "", ""],
    ]
    checked = check(xls.book(tmp_path / "a.xls", lines))
    assert (checked.roster.first_header, checked.roster.last_header) == (1, 2)
    assert (checked.accepted, checked.codes_by_row()) == (1, {4: ["row.remark"]})
    (finding,) = checked.findings()
    assert "a total, a signature or a remark" in finding.message("en")
    assert "jumlah, tanda tangan, atau catatan" in finding.message("id")
