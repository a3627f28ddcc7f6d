"""The four forms of a roster read alike; what is locked, hostile or no roster is refused with its reason."""

import struct
from datetime import date

import pytest
import xlsxwriter
from tests.core.rolls.reading.made_workbooks import changed, inline, ods, ods_row, raw_xlsx, sheet_xml
from tests.core.rolls.roster import binary_books as xls
from tests.core.rolls.roster.rosters import HEADINGS, check, nik, row, write_csv, write_xlsx

from paritrana.core.rolls import roster
from paritrana.core.rolls.reading import Limits
from paritrana.errors import DataFaults

ROWS = [row(1), row(2, nik="710701"), row(3, birth_date="02/03/1990"), row(4, name="")]
CELLS = [list(HEADINGS.values()), *[[one[name] for name in HEADINGS] for one in ROWS]]
SMALL = Limits(size=1 << 20, workbook_size=4 << 20, memory=512 << 20, seconds=30)


def refused(path, **more) -> list[str]:
    """Return the codes for which a file is refused."""
    with pytest.raises(DataFaults) as found:
        roster.read(path, **more)
    assert all(one.file == path.name and one.cure and one.indonesian[0] for one in found.value.faults)
    return [one.code for one in found.value.faults]


@pytest.mark.parametrize("form", ["csv", "semicolons", "xlsx", "ods", "xls"])
def test_the_same_rows_get_the_same_codes_in_every_form(tmp_path, form):
    if form == "csv":
        path = write_csv(tmp_path / "a.csv", ROWS)
    elif form == "semicolons":
        path = tmp_path / "a.csv"
        path.write_text("\ufeff" + "\r\n".join(";".join(cells) for cells in CELLS), "utf-8")
    elif form == "xlsx":
        path = write_xlsx(tmp_path / "a.xlsx", CELLS)
    elif form == "ods":
        path = ods(tmp_path, "".join(ods_row(cells) for cells in CELLS))
    else:
        path = xls.book(tmp_path / "a.xls", CELLS)
    told = check(path).codes_by_row()
    assert told == {3: ["nik.shape"], 4: ["nik.birth_date"], 5: ["name.missing"]}


@pytest.mark.parametrize("form", ["xlsx", "xls"])
def test_a_nik_kept_as_a_number_is_damaged_and_never_mended(tmp_path, form):
    cells = [CELLS[0], [float(nik(12)), *CELLS[1][1:]]]
    path = write_xlsx(tmp_path / "a.xlsx", cells) if form == "xlsx" else xls.book(tmp_path / "a.xls", cells)
    checked = check(path)
    assert checked.codes_by_row() == {2: ["nik.damaged"]}
    assert not any("nik.damaged" in one.mends for one in checked.repairs)


def test_a_column_whose_niks_end_with_zero_was_a_number_once(tmp_path):
    rows = [row(at * 10) for at in range(1, 30)] + [row(9_991)]
    told = check(write_csv(tmp_path / "a.csv", rows)).codes_by_row()
    assert set(told) == set(range(2, 31))
    assert all(codes == ["nik.damaged"] for codes in told.values())


def test_a_date_cell_and_a_serial_number_are_the_same_day(tmp_path):
    def dated(book, sheet):
        sheet.write_datetime(1, 2, date(1990, 1, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_number(2, 2, 32904)

    path = write_xlsx(tmp_path / "a.xlsx", [CELLS[0], CELLS[1], [nik(2), *CELLS[1][1:]]], dated)
    assert check(path).codes_by_row() == {3: ["birth_date.serial"]}


@pytest.mark.parametrize(
    ("inside", "cells", "extra", "code"),
    [
        (xls.record(0x2F, bytes(6)), b"", (), "roll.encrypted"),
        (xls.record(0xD3), b"", (), "roll.macros"),
        (b"", b"", ("_VBA_PROJECT_CUR",), "roll.macros"),
        (b"", b"", ("EncryptedPackage",), "roll.encrypted"),
        (b"", b"", ("MBD0001",), "roll.embedded"),
        (xls.record(0x1AE, struct.pack("<HH", 1, 9)), b"", (), "roll.external_links"),
        (b"", xls.formula_cell(1, 1, 2.0), (), "roll.formula"),
        (b"", xls.number_cell(60_000, 200, 1.0), (), "roll.sparse"),
    ],
)
def test_a_binary_workbook_is_looked_through_before_it_is_opened(tmp_path, inside, cells, extra, code):
    labels = b"".join(xls.text_cell(0, at, text) for at, text in enumerate(CELLS[0]))
    path = xls.write(tmp_path / "a.xls", xls.stream(labels + cells, inside=inside), extra)
    assert refused(path) == [code]


@pytest.mark.parametrize("cut", [0, 100, 600, 3_000])
def test_a_binary_workbook_that_is_cut_off_is_told(tmp_path, cut):
    path = xls.book(tmp_path / "a.xls", CELLS)
    path.write_bytes(path.read_bytes()[: max(8, cut)])
    assert refused(path) == ["roll.workbook_broken"]


@pytest.mark.parametrize("place", [11, 24])  # in the list of the archive: how it is packed, and its size
def test_an_archive_whose_parts_do_not_unpack_is_told(tmp_path, place):
    path = ods(tmp_path, "".join(ods_row(line) for line in CELLS))
    content = bytearray(path.read_bytes())
    content[content.rindex(b"mimetype") - 46 + place] ^= 0x04
    path.write_bytes(content)
    assert refused(path) == ["roll.workbook_broken"]


def test_a_macro_sheet_and_an_older_book_are_refused(tmp_path):
    assert refused(xls.write(tmp_path / "a.xls", xls.stream(b"", kind=1))) == ["roll.macros"]
    old = bytearray(xls.stream(b""))
    old[4:6] = struct.pack("<H", 0x500)
    assert refused(xls.write(tmp_path / "b.xls", bytes(old))) == ["roll.workbook_broken"]


def test_a_sparse_workbook_of_a_few_kilobytes_is_refused(tmp_path):
    far = f'<row r="1048576">{inline("XFD1048576", "x")}</row>'
    assert refused(raw_xlsx(tmp_path, sheet_xml(far))) == ["roll.sparse"]


def test_formulas_macros_and_swollen_archives_are_refused(tmp_path):
    path = write_xlsx(tmp_path / "f.xlsx", [*CELLS, ["=1+1"]])
    assert refused(path) == ["roll.formula"]
    sound = write_xlsx(tmp_path / "a.xlsx", CELLS)
    assert refused(changed(sound, {"xl/vbaProject.bin": b"x"}, name="m.xlsx")) == ["roll.macros"]
    assert refused(changed(sound, {"xl/media/x.bin": bytes(40 << 20)}, name="z.xlsx")) == ["roll.zip_bomb"]


def test_more_memory_than_allowed_ends_with_a_reason(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", [CELLS[0], *[CELLS[1]] * 12_000])
    assert refused(path, limits=Limits(memory=4 << 20, seconds=30)) == ["roll.reader_memory"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"NIK;Nama\n1;2\n", "roster.no_header"),
        ("a.csv", b"", "roll.empty"),
        ("a.csv", "NIK,Nama,Tgl Lahir,L/P,Desa\n1,\xe9\n".encode("latin-1"), "roll.encoding"),
        ("a.csv", "NIK,Nama,Tgl Lahir,L/P,Desa\n".encode("utf-16"), "roll.utf16"),
        ("a.csv", b"NIK,Nama,Tgl Lahir,L/P,Desa\n", "roster.no_rows"),
        ("a.csv", b"NIK,No. KTP,Nama,Tgl Lahir,L/P,Desa\n1\n", "roster.doubled_columns"),
        ("a.csv", b"NIK,Nama,Tgl Lahir,Desa\n1\n", "roster.missing_columns"),
        ("a.xlsb", b"x", "roll.old_workbook"),
        ("a.parquet", b"PAR1", "roll.suffix"),
        ("a.xlsx", b"NIK,Nama", "roll.format"),
        ("a.pdf", b"%PDF", "roll.suffix"),
    ],
)
def test_what_is_no_roster_is_refused_with_a_sentence_and_a_cure(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    assert refused(path) == [code]


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert refused(tmp_path / "none.xlsx") == ["roll.unreadable"]


def test_headings_that_hold_a_number_of_a_person_are_not_shown(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"NIK,Nama,Tgl Lahir,{nik(1)}\n1\n")
    with pytest.raises(DataFaults) as found:
        roster.read(path)
    assert nik(1) not in str(found.value)


def test_torn_lines_are_rejected_as_that_and_the_others_stand(tmp_path):
    path = write_csv(tmp_path / "a.csv", [row(1), row(2)])
    text = path.read_text()
    path.write_text(text + "1,2,3\n" + ",".join(["x"] * 12) + "\n" + text.splitlines()[1] + ",,\n")
    told = check(path).codes_by_row()
    assert told == {2: ["nik.duplicate"], 4: ["row.cells"], 5: ["row.cells"], 6: ["nik.duplicate"]}


def test_two_sheets_that_both_look_like_a_roster_need_a_choice(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Januari", "Februari", "Catatan"):
            sheet = book.add_worksheet(name)
            for line, cells in enumerate(CELLS if name != "Catatan" else [["isi dengan teliti"]]):
                sheet.write_row(line, 0, cells)
    assert refused(path) == ["roll.several_sheets"]
    assert refused(path, layout=roster.Layout(sheet="Maret")) == ["roll.no_sheet"]
    assert roster.look(path).sheet == "Januari"
    found = roster.read(path, layout=roster.Layout(sheet="Februari"))
    assert found.sheet == "Februari"
    assert [(one.name, one.likeness > 0) for one in found.sheets] == [
        ("Januari", True),
        ("Februari", True),
        ("Catatan", False),
    ]
