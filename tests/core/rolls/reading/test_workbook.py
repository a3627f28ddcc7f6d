"""Workbooks: cells as a person sees them; hostile or doubtful files refused before they are parsed."""

from datetime import date, datetime

import pyarrow.parquet as pq
import pytest
import xlsxwriter
from openpyxl.worksheet.formula import ArrayFormula
from tests.core.rolls.reading.made_files import COLUMNS, codes, csv_file, read
from tests.core.rolls.reading.made_workbooks import (
    MAIN,
    SOUND,
    changed,
    inline,
    ods,
    ods_row,
    raw_xlsx,
    shared_xlsx,
    sheet_xml,
    xlsx,
)

from paritrana.core.rolls.reading import DEFAULT, KINDS, Limits, Mark, workbook
from paritrana.core.rolls.reading.formats import Format
from paritrana.errors import DataFaults

pytestmark = pytest.mark.long  # each workbook is read in a child of its own

HEADER = list(COLUMNS)


def test_rows_come_with_the_rows_of_the_sheet(tmp_path):
    rows = [[f" {one} " for one in HEADER], SOUND[0], [], [None] * 5, SOUND[1]]
    raw, found = read(xlsx(tmp_path, rows))
    assert [list(row.values()) for row in found] == [
        ["71", "Baris 1", "2024-01", "16800", "2024-01-05", 2, 0],
        ["72", "Baris 2", "2024-01", "16801", "2024-01-05", 5, 0],
    ]
    assert (raw.format, raw.sheet, raw.rows, raw.blank) == ("xlsx", "Daftar", 2, 2)


def test_dates_and_months_become_iso_text(tmp_path):
    rows = [HEADER, ["71", "A", date(2024, 1, 1), 1, date(2024, 1, 5)]]
    rows += [["72", "B", date(2024, 1, 2), 2.5, datetime(2024, 1, 5, 13, 7)]]  # noqa: DTZ001
    rows += [["73", True, "2024-03", "x", "2024-01-05"]]
    _, found = read(xlsx(tmp_path, rows))
    assert [list(row.values())[1:5] for row in found] == [
        ["A", "2024-01", "1", "2024-01-05"],
        ["B", "2024-01-02", "2.5", "2024-01-05T13:07:00"],
        ["TRUE", "2024-03", "x", "2024-01-05"],
    ]
    assert {row["damaged"] for row in found} == {0}


@pytest.mark.parametrize("others", [[], [["72", "B", "2024-01", 1, "2024-01-05"]]])
def test_numeric_identifiers_and_serial_dates_are_marked_and_never_guessed(tmp_path, others):
    """Alone in their columns and mixed with text: the two ways a column is taken."""
    rows = [HEADER, [9471124512850123, "A", "2024-01", 1, "2024-01-05"], *others]
    _, found = read(xlsx(tmp_path, rows))
    assert (found[0]["nik"], found[0]["damaged"]) == ("", Mark.NUMERIC_IDENTIFIER)
    rows = [HEADER, ["71", "A", "2024-01", 1, 45292], *others]
    _, found = read(xlsx(tmp_path, rows))
    assert (found[0]["paid_on"], found[0]["damaged"]) == ("", Mark.SERIAL_DATE)
    rows = [HEADER, ["71", "A", 45292, 1, "2024-01-05"], *others]
    _, found = read(xlsx(tmp_path, rows))
    assert (found[0]["period"], found[0]["damaged"]) == ("", Mark.SERIAL_DATE)
    rows = [HEADER, ["71", "A", 202401, 1, "2024-01-05"], *others]
    _, found = read(xlsx(tmp_path, rows))
    assert (found[0]["period"], found[0]["damaged"]) == ("202401", 0)


def test_order_and_numbers_over_many_batches(tmp_path):
    path = tmp_path / "roll.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, HEADER)
        for row in range(1, 40_000):
            if row % 7:
                sheet.write_row(row, 0, [str(row + 1), "A", "2024-01", row + 1, "2024-01-05"])
    _, found = read(path)
    assert [row["row"] for row in found] == [row + 1 for row in range(1, 40_000) if row % 7]
    assert all(row["nik"] == row["amount"] == str(row["row"]) for row in found)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[*HEADER[:4], "paid_at"], *SOUND], {"roll.missing_columns": 1, "roll.unknown_columns": 1}),
        ([[*HEADER, "nik"], [*SOUND[0], "1"]], {"roll.doubled_columns": 1}),
        ([HEADER, [*SOUND[0], "left over"]], {"roll.unknown_columns": 1}),
        ([["DAFTAR PESERTA"], HEADER, *SOUND], {"roll.header_not_first": 2}),
        ([[], [], HEADER, *SOUND], {"roll.header_not_first": 3}),
        ([HEADER, HEADER, *SOUND], {"roll.two_headers": 2}),
        ([HEADER, [1, 2, 3, 4, 5], *SOUND], {"roll.two_headers": 2}),
        ([HEADER], {"roll.no_rows": 0}),
        ([], {"roll.empty": 0}),
    ],
)
def test_headers_that_do_not_fit(tmp_path, rows, expected):
    assert codes(xlsx(tmp_path, rows)) == expected


def _merge(book, sheet):
    sheet.merge_cells("B2:B3")


def _formula(book, sheet):
    sheet["D3"] = "=1+1"


def _array_formula(book, sheet):
    sheet["D3"] = ArrayFormula("D3", "=SUM(D2:D2)")


def _error(book, sheet):
    sheet["D3"] = "#N/A"


def _second(book, sheet):
    book.create_sheet("Catatan")["B7"] = "left over"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_merge, {"roll.merged": 2}),
        (_formula, {"roll.formula": 3}),
        (_array_formula, {"roll.formula": 3}),
        (_error, {"roll.error_cells": 3}),
        (_second, {"roll.several_sheets": 0}),
    ],
)
def test_sheets_with_what_a_roll_may_not_have(tmp_path, change, expected):
    assert codes(xlsx(tmp_path, change=change)) == expected


def test_a_sheet_may_be_named_and_empty_ones_do_not_count(tmp_path):
    path = xlsx(tmp_path, change=_second)
    raw, found = read(path, sheet="Daftar")
    assert (raw.sheet, len(found)) == ("Daftar", 2)
    raw.into.unlink()
    assert codes(path, sheet="Peserta") == {"roll.no_sheet": 0}
    raw, found = read(xlsx(tmp_path, change=lambda book, sheet: book.create_sheet("Kosong", 0)))
    assert (raw.sheet, len(found)) == ("Daftar", 2)


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/vbaProject.bin", "roll.macros"),
        ("XL\\VBAPROJECT.BIN", "roll.macros"),
        ("xl/macrosheets/sheet1.xml", "roll.macros"),
        ("xl/externalLinks/externalLink1.xml", "roll.external_links"),
        ("xl/connections.xml", "roll.external_links"),
        ("xl/embeddings/oleObject1.bin", "roll.embedded"),
    ],
)
def test_parts_that_a_roll_may_not_have(tmp_path, part, code):
    path = changed(xlsx(tmp_path, name="roll.xlsm"), {part: b"\0"})
    assert codes(path) == {code: 0}


def test_a_macro_workbook_without_macros_is_read(tmp_path):
    assert read(xlsx(tmp_path, name="roll.xlsm"))[0].rows == 2


def test_the_sparse_sheet_that_kills_importers(tmp_path):
    """A full first row and one cell in the last corner: 550 GB for a parser that trusts it."""
    inner = f'<row r="1048576">{inline("XFD1048576", "x")}</row>'
    assert codes(raw_xlsx(tmp_path, sheet_xml(inner))) == {"roll.sparse": 1048576}
    assert codes(raw_xlsx(tmp_path, sheet_xml(f"<row>{inline('CV3', 'x')}</row>"))) == {"roll.sparse": 3}


def test_the_stated_dimension_is_not_believed(tmp_path):
    def lie(xml):
        return xml.replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')

    assert read(raw_xlsx(tmp_path, lie(sheet_xml())))[0].rows == 1


def test_formatted_empty_rows_are_no_data(tmp_path):
    blank = "".join(
        f'<row r="{row}"><c r="A{row}" s="0"/><c r="XFD{row}" s="0"/></row>' for row in range(3, 3000)
    )
    assert read(raw_xlsx(tmp_path, sheet_xml(blank)))[0].rows == 1


SPELT = [
    lambda xml: (
        xml.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
        .replace("</", "</x:")
        .replace("<", "<x:")
        .replace("<x:/x:", "</x:")
    ),
    lambda xml: xml.replace('r="A1"', "r='A1'"),
    lambda xml: xml.replace("<sheetData>", "<!-- <c> --><sheetData>"),
    lambda xml: xml.replace('<c r="B2"', '<c  r="B2"'),
    lambda xml: xml.replace('<c r="B2"', '<c\n r="B2"'),
    lambda xml: xml.replace('<c r="B2"', "<c"),
]


@pytest.mark.parametrize("spell", SPELT)
@pytest.mark.parametrize(
    ("inner", "after", "code"),
    [
        ("", "", ""),
        ('<row r="3"><c r="D3"><f>1+1</f><v>2</v></c></row>', "", "roll.formula"),
        (f'<row r="1048576">{inline("XFD1048576", "x")}</row>', "", "roll.sparse"),
        ('<row r="3"><c r="D3" t="e"><v>#N/A</v></c></row>', "", "roll.error_cells"),
        ("", '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>', "roll.merged"),
    ],
)
def test_unusual_spelling_hides_nothing(tmp_path, spell, inner, after, code):
    """What the child does, here without one."""
    path, into = raw_xlsx(tmp_path, spell(sheet_xml(inner, after=after))), tmp_path / "raw.parquet"
    try:
        workbook.read(path, Format.XLSX, COLUMNS, into, None, KINDS, DEFAULT)
    except DataFaults as refused:
        found = [one.code for one in refused.faults]
    else:
        found = [""] * (pq.read_table(into)["name"].to_pylist() == ["Baris 1"])
    assert found == [code]


@pytest.mark.parametrize(
    "declared", ["<!DOCTYPE x>", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>']
)
@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "_rels/.rels"]
)
def test_document_types_and_entities_are_refused(tmp_path, part, declared):
    def declare(xml):
        head, mark, rest = xml.rpartition(b"?>")
        return head + mark + declared.encode() + rest

    assert codes(changed(shared_xlsx(tmp_path), {part: declare})) == {"roll.dtd": 0}


def test_zip_bombs(tmp_path):
    path = changed(xlsx(tmp_path), {"xl/media/image1.png": bytes(64 << 20)})
    assert codes(path) == {"roll.zip_bomb": 0}
    path = changed(xlsx(tmp_path), {"xl/media/image1.png": bytes(4 << 20)})
    assert read(path)[0].rows == 2
    (tmp_path / "raw.parquet").unlink()
    assert codes(path, limits=Limits(unpacked=1 << 20)) == {"roll.zip_bomb": 0}
    many = {f"xl/media/image{number}.png": b"" for number in range(2001)}
    assert codes(changed(xlsx(tmp_path), many)) == {"roll.zip_parts": 0}


def test_a_bomb_of_shared_text_meets_the_memory_limit(tmp_path):
    def swell(xml):
        return xml.replace(b"<si><t>Baris 1</t></si>", b"<si><t>" + b"x" * (24 << 20) + b"</t></si>")

    path = changed(shared_xlsx(tmp_path), {"xl/sharedStrings.xml": swell})
    assert codes(path, limits=Limits(memory=40 << 20)) == {"roll.reader_memory": 0}


def test_locked_and_broken_containers(tmp_path):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    locked = ole + "EncryptedPackage".encode("utf-16-le") + bytes(400)
    assert codes(csv_file(tmp_path, locked, "roll.xlsx")) == {"roll.encrypted": 0}
    assert codes(csv_file(tmp_path, locked, "roll.xls")) == {"roll.encrypted": 0}
    assert codes(csv_file(tmp_path, ole, "roll.xlsx")) == {"roll.format": 0}
    assert codes(csv_file(tmp_path, ole, "roll.xls")) == {"roll.old_workbook": 0}
    assert codes(csv_file(tmp_path, ole, "roll.xlsb")) == {"roll.old_workbook": 0}
    assert codes(csv_file(tmp_path, "nik,name", "roll.xlsx")) == {"roll.format": 0}
    whole = xlsx(tmp_path).read_bytes()
    assert codes(csv_file(tmp_path, whole, "roll.csv")) == {"roll.format": 0}
    for cut in (60, len(whole) // 2, len(whole) - 5):
        assert codes(csv_file(tmp_path, whole[:cut], "roll.xlsx")) == {"roll.workbook_broken": 0}
    flagged = whole.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert flagged != whole
    assert codes(csv_file(tmp_path, flagged, "roll.xlsx")) == {"roll.encrypted": 0}


def test_limits_of_a_workbook(tmp_path):
    assert codes(xlsx(tmp_path), limits=Limits(workbook_size=1000)) == {"roll.too_large": 0}
    assert codes(xlsx(tmp_path), limits=Limits(rows=1)) == {"roll.too_many_rows": 0}
    assert codes(xlsx(tmp_path), limits=Limits(cells=14)) == {"roll.sparse": 3}


def test_an_opendocument_workbook(tmp_path):
    blank = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    numeric = '<table:table-cell office:value-type="float" office:value="7107000000000001"/>'
    rows = [
        ods_row(COLUMNS),
        ods_row(SOUND[0]),
        "<table:table-row/>",
        ods_row(SOUND[1]).replace(" 2<", " &amp;<"),
    ]
    rows.append(f"<table:table-row>{numeric}</table:table-row>")
    raw, found = read(ods(tmp_path, "".join([*rows, blank])))
    assert [list(row.values()) for row in found] == [
        ["71", "Baris 1", "2024-01", "16800", "2024-01-05", 2, 0],
        ["72", "Baris &", "2024-01", "16801", "2024-01-05", 4, 0],
        ["", "", "", "", "", 5, Mark.NUMERIC_IDENTIFIER],
    ]
    assert (raw.format, raw.sheet) == ("ods", "Daftar")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (
            '<table:table-row><table:table-cell table:formula="of:=1+1"/></table:table-row>',
            "roll.formula",
        ),
        (
            '<table:table-row><table:table-cell table:number-columns-spanned="2"/></table:table-row>',
            "roll.merged",
        ),
        (ods_row(SOUND[1], ' table:number-rows-repeated="99999999"'), "roll.sparse"),
        (
            '<table:table-row><table:table-cell office:value-type="float" office:value="1" '
            'table:number-columns-repeated="16384"/></table:table-row>',
            "roll.sparse",
        ),
    ],
)
def test_opendocument_sheets_with_what_a_roll_may_not_have(tmp_path, row, code):
    assert set(codes(ods(tmp_path, ods_row(COLUMNS) + ods_row(SOUND[0]) + row))) == {code}


def test_opendocument_containers_that_are_refused(tmp_path):
    rows = ods_row(COLUMNS) + ods_row(SOUND[0])
    locked = {"META-INF/manifest.xml": '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'}
    assert codes(ods(tmp_path, rows, parts=locked)) == {"roll.encrypted": 0}
    assert codes(ods(tmp_path, rows, parts={"Basic/Standard/Module1.xml": ""})) == {"roll.macros": 0}
    assert codes(changed(ods(tmp_path, rows), {"content.xml": b"<!DOCTYPE x><x/>"})) == {"roll.dtd": 0}
    assert codes(changed(ods(tmp_path, rows), {"content.xml": b"<x"})) == {"roll.workbook_broken": 0}


def test_an_unknown_encoding_is_told(tmp_path):
    def declare(xml):
        return b'<?xml version="1.0" encoding="ETF-8"?>' + xml.rpartition(b"?>")[2]

    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        path = changed(shared_xlsx(tmp_path), {part: declare})
        assert codes(path) == {"roll.workbook_broken": 0}
