"""A roster as its officer meets it: from the file to the register and back, in plain forms."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.apps.protection.test_pages import text_of
from tests.factories import protection as make
from tests.factories import rosters

from paritrana.apps.ledger.models import Entry
from paritrana.apps.protection.commands import import_parts, import_work
from paritrana.apps.protection.models import Enlistment, RosterImport
from paritrana.apps.protection.queries import import_files as files
from paritrana.apps.protection.rules import imports as rules
from paritrana.apps.protection.states import ImportState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr(import_parts, "PAUSE", 0)


@pytest.fixture
def officer():
    return make.regency_officer()


@pytest.fixture
def desk(client, officer):
    make.make_village()
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


def hand_in(desk, data, name="daftar.xlsx"):
    page = desk.get("/program/impor/baru")
    area = page.context["form"].fields["area"].initial
    given = {"area": area, "as_of": "2026-03-02", "upload": SimpleUploadedFile(name, data)}
    return desk.post("/program/impor/baru", given, follow=True)


def test_the_first_use_offers_the_template(desk):
    page = text_of(desk.get("/program/impor"))
    assert "No roster handed in yet" in page
    assert f"/program/impor/templat/{make.REGENCY}" in page
    assert "/program/impor" in text_of(desk.get("/program"))
    saved = desk.get(f"/program/impor/templat/{make.REGENCY}")
    book = openpyxl.load_workbook(io.BytesIO(saved.content))
    assert [cell.value for cell in book["Daftar"][1]][:2] == ["NIK", "Nama"]
    assert make.VILLAGE in [row[0].value for row in book["Desa"].iter_rows()]
    assert desk.get("/program/impor/templat/71.02").status_code == 403


def test_a_roster_is_mended_and_goes_into_the_register_and_out_again(desk, officer):
    make.make_fund(officer, name="PAD Desa")
    rows = [
        rosters.a_row(1, sex="Pria"),
        rosters.a_row(2, name="Ratulangi Uji", born="1-1-2020"),
        rosters.a_row(3, nik="71070331"),
    ]
    page = text_of(hand_in(desk, rosters.workbook(rows)))
    row = RosterImport.objects.get()
    here = row.get_absolute_url()
    assert "of 3 rows" in page
    assert "Write L or P in the place of words for the sex" in page

    page = text_of(desk.post(f"{here}/perbaiki", {"repair": "sex_words"}, follow=True))
    assert "Mended: 1 more rows accepted." in page
    assert "Rp16,800 (1 × Rp16,800)" in page.replace("Rp16.800", "Rp16,800")

    listed = text_of(desk.get(f"{here}/baris?kode=age.under"))
    assert "R••• U•••" in listed
    assert make.a_nik(2) not in listed
    assert f"{here}/baris/3?kolom=2" in listed
    assert "71070331" not in text_of(desk.get(f"{here}/baris"))

    shown = text_of(desk.get(f"{here}/baris/3?kolom=2"))
    assert "1-1-2020" in shown
    assert "Ratulangi" not in shown
    page = text_of(desk.post(f"{here}/baris/3", {"column": "2", "text": "31-01-1990"}, follow=True))
    assert "Mended." in page

    page = text_of(desk.get(f"{here}/simpan"))
    assert "Rp33,600" in page.replace("Rp33.600", "Rp33,600")
    assert desk.post(f"{here}/simpan", {"reason": " "}).status_code == 422
    fund = desk.get(f"{here}/simpan").context["form"].fields["fund"].queryset.get()
    page = text_of(desk.post(f"{here}/simpan", {"reason": "Maret", "fund": fund.pk}, follow=True))
    assert "new in the register" in page
    assert Enlistment.objects.filter(fund=fund).count() == 2
    assert "Orang" not in page

    page = text_of(desk.post(f"{here}/urungkan", {"reason": "Salah berkas"}, follow=True))
    assert "Undone" in page
    assert not Enlistment.objects.exists()


def test_the_list_of_rows_is_saved_as_excel_with_masks(desk, officer):
    row = rosters.make_checked(officer, [rosters.a_row(2, name="Ratulangi Uji", born="1-1-2020")])
    saved = desk.get(f"{row.get_absolute_url()}/baris?format=xlsx")
    cells = [
        str(cell.value)
        for line in openpyxl.load_workbook(io.BytesIO(saved.content)).active.iter_rows()
        for cell in line
    ]
    assert any("R••• U•••" in one for one in cells)
    assert not any("Ratulangi" in one or make.a_nik(2) in one for one in cells)


def test_the_corrected_workbook_goes_to_whoever_handed_the_roster_in(desk, officer, client):
    row = rosters.make_checked(officer, [rosters.a_row(1), rosters.a_row(2, born="1-1-2020")])
    saved = desk.post(f"{row.get_absolute_url()}/koreksi")
    sheet = openpyxl.load_workbook(io.BytesIO(saved.content)).active
    assert [cell.value for cell in sheet[1]] == list(rosters.HEADINGS)
    assert "younger than 17" in sheet["C3"].comment.text
    assert saved["Cache-Control"] == "no-store"
    assert Entry.objects.filter(event="roster.workbook_taken").count() == 1

    client.force_login(make.regency_officer())
    page = text_of(client.post(f"{row.get_absolute_url()}/koreksi"), 409)
    assert "goes only to the one who handed the roster in" in page
    assert "Corrected workbook" not in text_of(client.get(row.get_absolute_url()))


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("daftar.pdf", b"%PDF-1.7", "of another kind"),
        ("daftar.xlsx", b"", "empty"),
        ("daftar.xlsx", b"PK\x03\x04 broken", "the file"),
        ("daftar.csv", b"NIK;Nama\n\xff\xfe\x00", ""),
    ],
)
def test_of_a_file_that_cannot_be_read_nothing_is_kept(desk, name, data, told):
    page = text_of(hand_in(desk, data, name), 422)
    assert told in page
    assert not RosterImport.objects.exists()
    assert not files.folder().exists() or not list(files.folder().iterdir())


def test_a_workbook_with_formulas_is_refused_with_the_cure(desk):
    book = openpyxl.Workbook()
    book.active.append(list(rosters.HEADINGS))
    book.active.append([*rosters.a_row(1)[:5], "=A1"])
    data = io.BytesIO()
    book.save(data)
    page = text_of(hand_in(desk, data.getvalue()), 422)
    assert "formula" in page
    assert "Nothing of this file was kept." in page
    assert not RosterImport.objects.exists()


def test_two_rows_of_headings_are_understood(desk):
    rows = [["", "", "Tgl", "L/P", "Kode", ""], rosters.a_row(1)]
    headings = ("NIK", "Nama Lengkap", "Lahir", "", "Desa", "Pekerjaan")
    hand_in(desk, rosters.workbook(rows, headings))
    row = RosterImport.objects.get()
    assert (row.rows, row.accepted) == (1, 1)


def test_the_officer_says_which_sheet_and_what_the_columns_tell(desk):
    headings = ("Kartu", *rosters.HEADINGS[1:])
    data = rosters.workbook([rosters.a_row(1)], headings, sheets=("Januari", "Februari"))
    page = text_of(hand_in(desk, data))
    here = RosterImport.objects.get().get_absolute_url()
    assert "Several sheets of this file look like a roster." in page
    page = text_of(desk.post(f"{here}/lembar", {"sheet": "Februari"}, follow=True))
    assert "The headings do not say which column tells what." in page
    page = desk.get(f"{here}/kolom")
    assert "A needed column is not known yet" in text_of(page)
    told = {f"column_{place}": "" for place in range(6)}
    told |= {name: field.initial for name, field in page.context["form"].fields.items() if name in told}
    twice = text_of(desk.post(f"{here}/kolom", told | {"column_0": "name"}), 422)
    assert "Two columns are said to tell the same." in twice
    assert "A needed column is not known yet" in text_of(desk.post(f"{here}/kolom", told), 422)
    page = text_of(desk.post(f"{here}/kolom", told | {"column_0": "nik"}, follow=True))
    assert "Checked, not in the register yet" in page


def test_the_row_of_the_headings_is_named_where_none_looks_like_one(desk):
    lines = [["Rekap", "", "", "", "", ""], ["A", "B", "C", "D", "E", "F"], rosters.a_row(1)]
    hand_in(desk, rosters.workbook(lines[1:], lines[0]))
    here = RosterImport.objects.get().get_absolute_url()
    assert "No row looks like headings" in text_of(desk.get(f"{here}/kolom"))
    page = desk.post(f"{here}/kolom", {"header_row": "2", "shown_row": "0"})
    assert list(page.context["form"].labels) == ["A", "B", "C", "D", "E", "F"]
    fields = ("nik", "name", "birth_date", "sex", "village_code", "occupation")
    told = {f"column_{place}": field for place, field in enumerate(fields)}
    desk.post(f"{here}/kolom", told | {"header_row": "2", "shown_row": "2"})
    assert RosterImport.objects.get().accepted == 1


def test_a_large_roster_waits_for_the_sweep_and_is_found_again(desk, monkeypatch):
    monkeypatch.setattr(rules, "SMALL", 10)
    monkeypatch.setattr(rules, "SMALL_ROWS", 0)
    page = text_of(hand_in(desk, rosters.workbook([rosters.a_row(1)])))
    assert "You may leave this page and come back" in page
    assert import_work.work() == 1
    here = RosterImport.objects.get().get_absolute_url()
    assert "Checked, not in the register yet" in text_of(desk.get(here))
    page = text_of(desk.post(f"{here}/simpan", {"reason": "Maret"}, follow=True))
    assert "Going into the register" in page
    assert "0 of 1" in page
    assert import_work.work() == 1
    assert RosterImport.objects.get().state == ImportState.COMMITTED


def test_a_roster_is_put_away(desk, officer):
    row = rosters.make_checked(officer)
    assert "file is removed at once" in text_of(desk.get(f"{row.get_absolute_url()}/buang"))
    assert "Put away" in text_of(desk.post(f"{row.get_absolute_url()}/buang", follow=True))
    assert "removed" in text_of(desk.get(row.get_absolute_url()))
    assert desk.get(f"{row.get_absolute_url()}/kolom").status_code == 409


@pytest.mark.parametrize("count", [1, 30])
def test_pages_need_the_same_queries_at_1_and_30_rows(desk, officer, count, django_assert_num_queries):
    rows = [rosters.a_row(number, born="1-1-2020") for number in range(count)]
    row = rosters.make_checked(officer, [*rows, rosters.a_row(99)])
    for _place in range(count):
        make.make_fund(officer)
        rosters.make_upload(officer)
    here = f"/program/impor/{row.pk}"
    asked = {"/program/impor": 8, here: 6, f"{here}/baris": 6, f"{here}/baris/2": 6, f"{here}/simpan": 9}
    for address, queries in asked.items():
        desk.get(address)
        with django_assert_num_queries(queries, info=address):
            assert desk.get(address).status_code == 200
