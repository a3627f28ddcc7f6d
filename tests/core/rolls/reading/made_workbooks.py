"""Workbooks made by hand: sound ones, and ones that no program would write."""

import io
import zipfile
from pathlib import Path

import openpyxl
import xlsxwriter
from tests.core.rolls.reading.made_files import COLUMNS

SOUND = [["71", "Baris 1", "2024-01", 16800, "2024-01-05"], ["72", "Baris 2", "2024-01", 16801, "2024-01-05"]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def xlsx(folder: Path, rows=None, *, name="roll.xlsx", change=lambda book, sheet: None) -> Path:
    """Write a workbook with openpyxl; `change` may do to it what it likes."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Daftar"
    for row in [list(COLUMNS), *SOUND] if rows is None else rows:
        sheet.append(row)
    change(book, sheet)
    path = folder / name
    book.save(path)
    return path


def shared_xlsx(folder: Path) -> Path:
    """Write a workbook with shared strings, as Excel does."""
    path = folder / "roll.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Daftar")
        for at, row in enumerate([COLUMNS, *SOUND]):
            sheet.write_row(at, 0, row)
    return path


def changed(path: Path, change: dict[str, object], *, name: str = "") -> Path:
    """Write the archive anew, with parts added or replaced (by bytes, or by a function of the old ones)."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            by = change.get(part, content)
            new.writestr(part, by(content) if callable(by) else by)
        for part in change.keys() - set(old.namelist()):
            new.writestr(part, change[part])
    path = path.with_name(name) if name else path
    path.write_bytes(out.getvalue())
    return path


def raw_xlsx(folder: Path, sheet: str | bytes) -> Path:
    """Write the smallest workbook around the XML of one sheet."""
    kinds = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/></Types>'
    )
    links = (
        '<Relationships xmlns="{0}/relationships"><Relationship Id="rId1" Type="{1}/{2}" Target="{3}"/>'
        "</Relationships>"
    )
    parts = {
        "[Content_Types].xml": kinds,
        "_rels/.rels": links.format(_PACKAGE, _OFFICE, "officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Daftar" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links.format(_PACKAGE, _OFFICE, "worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }
    path = folder / "roll.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


def inline(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet_xml(inner: str = "", *, after: str = "") -> str:
    """Return a sheet with the header, one sound row, and what is given."""
    rows = "".join(
        f'<row r="{number}">'
        + "".join(inline(f"{chr(65 + at)}{number}", str(cell)) for at, cell in enumerate(row))
        + "</row>"
        for number, row in enumerate([COLUMNS, SOUND[0]], 1)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}{inner}</sheetData>{after}</worksheet>'


def ods(folder: Path, rows: str, *, parts: dict[str, str] | None = None) -> Path:
    """Write an OpenDocument workbook whose sheet holds the given rows of XML."""
    spaces = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<office:document-content{spaces} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Daftar">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    path = folder / "roll.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        manifest = {"META-INF/manifest.xml": '<m:manifest xmlns:m="m"/>'}
        for part, text in (manifest | (parts or {})).items():
            archive.writestr(part, text)
    return path


def ods_row(cells, repeated: str = "") -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row{repeated}>{inner}</table:table-row>"
