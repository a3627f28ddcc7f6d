"""A table sorts, searches, pages and exports what was given."""

import io
import zipfile

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.translation import override

from paritrana.ui.tables import Column, Table, respond

ROWS = [
    {"name": "Bitung", "workers": 300, "state": "draft"},
    {"name": "Tomohon", "workers": None, "state": "submitted"},
    {"name": "airmadidi", "workers": 12000, "state": "draft"},
]


def made(rows=ROWS, **options):
    columns = [
        Column("name", "Entrant", link=lambda row: f"/x/{row['name']}"),
        Column("state", "State", tone=lambda row: row["state"], sort=False),
        Column("workers", "Workers", numeric=True),
    ]
    return Table("Entrants", columns, rows, search=["name"], **options)


def names(query, **options):
    return [line[0].text for line in made(**options).bound(QueryDict(query)).lines]


@pytest.fixture(autouse=True)
def _indonesian():
    with override("id"):
        yield


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ["Bitung", "Tomohon", "airmadidi"]),
        ("urut=name", ["airmadidi", "Bitung", "Tomohon"]),
        ("urut=workers", ["Bitung", "airmadidi", "Tomohon"]),
        ("urut=-workers", ["airmadidi", "Bitung", "Tomohon"]),
        ("urut=state", ["Bitung", "Tomohon", "airmadidi"]),
        ("urut=password", ["Bitung", "Tomohon", "airmadidi"]),
        ("cari=TOM", ["Tomohon"]),
        ("cari=tom+bit", []),
    ],
)
def test_rows_follow_the_query(query, order):
    assert names(query) == order


def test_a_page_beyond_the_last_is_the_last():
    assert names("hal=99", per_page=2) == ["airmadidi"]


def test_heads_tell_their_order_and_turn_it():
    heads = made().bound(QueryDict("urut=name&hal=3&tahap=1")).heads
    assert (heads[0].sorted, heads[0].url) == ("ascending", "?urut=-name&tahap=1")
    assert heads[1].url == ""


def test_totals_stand_under_their_columns():
    foot = made(totals={"name": "Total", "workers": 12300}).bound(QueryDict()).foot
    assert [cell.text for cell in foot] == ["Total", "", "12.300"]


def test_the_workbook_holds_every_selected_row_and_no_formula():
    rows = [*ROWS, {"name": '=HYPERLINK("http://x.invalid")', "workers": 7107000000000012, "state": ""}]
    request = RequestFactory().get("/", {"format": "xlsx", "hal": "2"})
    response = respond(request, made(rows, per_page=1, file_name="Peserta 2024"), "unused.html")
    assert response["Content-Disposition"] == 'attachment; filename="peserta-2024.xlsx"'
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert sheet.count("<row ") == 5
    assert "<f>" not in sheet
    assert "=HYPERLINK" in texts
    assert "7107000000000012" in texts
    assert "<v>12000</v>" in sheet


def test_a_cell_without_a_word_wears_no_colour():
    lines = made([*ROWS, {"name": "Zeta", "workers": 1, "state": ""}]).bound(QueryDict("urut=name")).lines
    assert [line[1].tone for line in lines] == ["draft", "draft", "submitted", ""]
