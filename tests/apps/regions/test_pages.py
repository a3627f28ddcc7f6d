"""The public region browser as a visitor meets it."""

import io
import re
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paritrana.apps.regions import views
from paritrana.apps.regions.models import Region

pytestmark = pytest.mark.usefixtures("regions")


def text_of(response):
    return response.content.decode()


def test_first_page_lists_the_provinces_with_their_zones(client):
    page = text_of(client.get("/wilayah"))

    for name, zone in [("Sulawesi Utara", "WITA"), ("Maluku Utara", "WIT"), ("Papua", "WIT")]:
        assert name in page
        assert zone in page
    assert page.count("<h1") == 1


def test_visitor_walks_down_to_a_village(client):
    for code, name in [("71", "Kabupaten Minahasa Tenggara"), ("71.07", "Belang"), ("71.07.03", "Tababo")]:
        assert name in text_of(client.get(reverse("regions:region", args=[code])))
    village = text_of(client.get("/wilayah/71.07.03.2006"))

    assert "Desa Tababo" in village
    assert "Hukum tua" in village
    assert reverse("regions:region", args=["71.07.03"]) in village
    assert "<table" not in village


def test_unchecked_title_says_so(client):
    Region.objects.filter(code="71.07.03.2006").update(words_checked=False)

    english = {"HTTP_COOKIE": "django_language=en"}
    assert "Hukum tua (unchecked)" in text_of(client.get("/wilayah/71.07.03", **english))
    assert "have not been checked" in text_of(client.get("/wilayah/71.07.03.2006", **english))


def test_search_finds_a_village_and_tells_where_it_lies(client):
    page = text_of(client.get("/wilayah", {"nama": "tababo", "tingkat": "village"}))

    assert "/wilayah/71.07.03.2006" in page
    assert "Kecamatan Belang, Kabupaten Minahasa Tenggara, Provinsi Sulawesi Utara" in page


def test_search_for_one_letter_is_answered_with_the_cure(client):
    response = client.get("/wilayah", {"nama": "a"}, headers={"cookie": "django_language=en"})

    assert response.status_code == 422
    assert "Type at least two letters" in text_of(response)


@pytest.mark.parametrize("code", ["7107", "71.07 "])
def test_address_without_dots_leads_to_the_dotted_one(client, code):
    response = client.get(f"/wilayah/{code}")

    assert (response.status_code, response["Location"]) == (301, "/wilayah/71.07")


@pytest.mark.parametrize("code", ["71.08", "abc", "99"])
def test_unknown_code_is_not_found(client, code):
    assert client.get(f"/wilayah/{code}").status_code == 404


@pytest.mark.parametrize("address", ["/wilayah", "/wilayah/71", "/wilayah/71.07.03", "/wilayah?nama=ratahan"])
def test_every_list_is_saved_as_excel(client, address):
    response = client.get(
        address, {"nama": "ratahan", "format": "xlsx"} if "?" in address else {"format": "xlsx"}
    )

    book = zipfile.ZipFile(io.BytesIO(response.content))
    rows = re.findall("<row ", book.read("xl/worksheets/sheet1.xml").decode())
    assert len(rows) > 1


def test_too_large_an_excel_file_is_refused(client, monkeypatch):
    monkeypatch.setattr(views, "MOST_ROWS", 3)

    assert client.get("/wilayah", {"nama": "ra", "format": "xlsx"}).status_code == 409
    assert client.get("/wilayah", {"nama": "ra"}).status_code == 200


def test_pages_only_read(client):
    assert client.post("/wilayah").status_code == 405
    assert client.post("/wilayah/71").status_code == 405


@pytest.mark.parametrize("address", ["/wilayah/71.07.03", "/wilayah?nama=belang&tingkat=village"])
def test_one_row_or_thirty_need_the_same_queries(client, address):
    def villages(count):
        Region.objects.filter(level="village").delete()
        Region.objects.bulk_create(
            Region(
                code=f"71.07.03.{2000 + number}",
                name=f"Belang {number}",
                folded=f"belang {number}",
                level="village",
                kind="desa",
                parent_id="71.07.03",
                zone="WITA",
            )
            for number in range(count)
        )

    def queries_of_page():
        with CaptureQueriesContext(connection) as captured:
            assert (
                text_of(client.get(address)).count("<tr")
                == Region.objects.filter(level="village").count() + 1
            )
        return len(captured) - 1  # the count of the line above

    villages(1)
    one = queries_of_page()
    villages(30)
    assert queries_of_page() == one <= 6


def test_empty_house_says_the_next_step(client):
    Region.objects.filter(level="village").delete()
    Region.objects.filter(level="district").delete()
    Region.objects.filter(level="regency").delete()
    Region.objects.all().delete()

    response = client.get("/wilayah", headers={"cookie": "django_language=en"})

    assert "The region table is not loaded yet" in text_of(response)
