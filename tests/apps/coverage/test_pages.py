"""The explorer as a visitor meets it, and the desk of coverage officers."""

import csv
import html
import io
import re

import pytest
from tests.factories import coverage as make
from tests.factories import nominations as offices

from paritrana.apps.coverage.commands import runs
from paritrana.apps.coverage.states import DeliveryState

pytestmark = pytest.mark.django_db
ENGLISH = {"HTTP_COOKIE": "django_language=en"}


@pytest.fixture
def snapshot():
    return make.make_snapshot()


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_before_the_first_snapshot_the_explorer_says_so_and_shows_the_printed_figures(client):
    page = text_of(client.get("/cakupan", **ENGLISH))
    assert "No figures are published yet" in page
    assert "/cakupan/tercetak" in page


@pytest.mark.parametrize("view", ["tabel", "grafik", "peta"])
def test_the_state_of_the_explorer_is_its_address(client, snapshot, view):
    address = f"/cakupan?tampilan={view}&wilayah=71&ukuran=person_month_coverage&periode=2024"
    page = text_of(client.get(address, **ENGLISH))

    assert "Wilayah 71.07" in page
    assert "80.0%" in page
    assert "110.0%" in page
    assert ("<svg" in page.partition("<main")[2]) or view == "tabel"
    assert "Snapshot no. 1" in page
    assert snapshot.result_sha256 in page


def test_whoever_asks_nothing_sees_the_map_of_where_there_are_figures(client, snapshot):
    page = text_of(client.get("/cakupan", **ENGLISH))
    assert "<svg" in page.partition("<main")[2]
    assert "Wilayah 71.07" in page
    assert "tampilan=peta&amp;ukuran=person_month_coverage&amp;periode=2024" in page, (
        "the citation says it all"
    )
    assert "tampilan=tabel&amp;wilayah=71" not in text_of(client.get("/cakupan?tampilan=tabel"))
    assert "(optional)" not in page


def test_regions_side_by_side_are_exported_with_their_months_and_levels(client, snapshot):
    beside = "/cakupan?tampilan=grafik&banding=71.07&banding=71&format=csv"
    months = list(csv.DictReader(io.StringIO(text_of(client.get(f"{beside}&ukuran=point_coverage")))))
    assert [row["period"] for row in months] == [f"2024-{month:02d}" for month in range(1, 13)]
    year = list(csv.DictReader(io.StringIO(text_of(client.get(beside)))))
    assert [(row["region_code"], row["level"]) for row in year] == [("71.07", "regency"), ("71", "province")]


def test_beside_a_rank_stands_whom_the_survey_cannot_tell_apart(client):
    surveyed = make.DENOMINATORS.replace("71.02,,2023-08,200,,", "71.02,,2023-08,200,9.5,")
    rows = (make.figure("71.07", "960", "1200"), make.figure("71.02", "1800", "2400"))
    make.make_snapshot(rows, denominators=make.make_denominators(surveyed))
    table = text_of(client.get("/cakupan?wilayah=71", **ENGLISH))
    assert "On a par with" in table
    assert "9.5%" in table
    chart = text_of(client.get("/cakupan?tampilan=grafik&wilayah=71", **ENGLISH))
    assert "cannot tell these ranks apart (90 percent): 1–2." in chart
    taken = csv.DictReader(io.StringIO(text_of(client.get("/cakupan?wilayah=71&format=csv"))))
    told = {row["region_code"]: (row["rank"], row["rse"], row["tied_with"]) for row in taken}
    assert told["71.07"][:2] == ("1", "8.0")
    assert "71.02" in told["71.07"][2]
    assert "71.07" in told["71.02"][2]


def test_where_no_error_is_stated_nothing_is_on_a_par(client):
    rows = (make.figure("71.07", "960", "1200"), make.figure("71.02", "1800", "2400"))
    exact = make.DENOMINATORS.replace(",8.0,", ",,")
    make.make_snapshot(rows, denominators=make.make_denominators(exact))
    assert "On a par with" not in text_of(client.get("/cakupan?wilayah=71", **ENGLISH))


def test_a_suppressed_figure_is_shown_as_such_and_leaves_nowhere(client, snapshot):
    address = "/cakupan?wilayah=71.07&tingkat=district"
    page = text_of(client.get(address))
    assert "ditahan" in page

    rows = list(csv.DictReader(io.StringIO(text_of(client.get(f"{address}&format=csv")))))
    (row,) = [one for one in rows if one["region_code"] == "71.07.01"]
    assert (row["numerator"], row["denominator"], row["suppressed"]) == ("", "", "true")
    everything = text_of(client.get("/cakupan/s/1/angka.csv"))
    assert "2024,district,71.07.01,,,person_month_coverage,,,1" in everything


def test_villages_of_the_whole_country_are_not_listed_at_once(client, snapshot):
    page = text_of(client.get("/cakupan?tingkat=village", **ENGLISH))
    assert "Choose a region first" in page


def test_four_regions_are_compared_and_not_five(client, snapshot):
    page = text_of(client.get("/cakupan?banding=71.07&banding=71.02", **ENGLISH))
    assert "Side by side" in page
    assert client.get("/cakupan?banding=71,71.01,71.02,71.03,71.04").status_code == 422


def test_a_choice_that_is_none_is_told_in_the_form(client, snapshot):
    assert client.get("/cakupan?ukuran=kebahagiaan").status_code == 422


@pytest.mark.parametrize(("kind", "content"), [("svg", "image/svg+xml"), ("png", "image/png")])
def test_a_drawing_is_taken_along(client, snapshot, kind, content):
    response = client.get(f"/cakupan?tampilan=grafik&format={kind}")
    assert response["Content-Type"] == content
    assert "attachment" in response["Content-Disposition"]


def test_a_region_shows_coverage_trend_segments_payers_and_the_gap(client, snapshot):
    page = text_of(client.get("/cakupan/71.07", **ENGLISH))
    for told in (
        "80.0%",
        "960 / 1,200",
        "Month by month",
        "Non-wage (BPU)",
        "Village budget",
        "18 workers were missing",
    ):
        assert told in page
    assert page.count("<svg") > 3


def test_a_drawing_and_the_table_beside_it_round_alike(client):
    rows = (
        make.figure("71.07", "100", "1200"),
        make.figure("71.07", "42.5", funder="village"),
        make.figure("71.07", "57.5", funder="csr"),
    )
    make.make_snapshot(rows)
    page = text_of(client.get("/cakupan/71.07", **ENGLISH)).partition('id="pembayar"')[2]
    drawing, _, table = page.partition("<table")
    assert "43 (42.5%)" in drawing
    assert '<td class="num">43</td>' in table
    assert '<td class="num">58</td>' in table


def test_a_region_without_a_number_of_workers_shows_its_count_and_draws_nothing_withheld(client):
    place = "71.02"
    rows = (
        make.figure(place, "442"),
        make.figure(place, segment="bpu"),
        make.figure(place, segment="pu"),
    )
    make.make_snapshot(rows)
    page = text_of(client.get(f"/cakupan/{place}", **ENGLISH)).partition("<main")[2]
    assert 'kpi-value">442<' in page
    assert "no number of workers to divide by" in page
    assert "figure-drawing" not in page
    assert page.count("withheld") >= 2


def test_the_regencies_of_a_province_are_drawn_as_map_and_as_tiles(client, snapshot):
    offices.make_region("71.74")
    page = text_of(client.get("/cakupan?tampilan=peta&wilayah=71", **ENGLISH))
    assert "figure-regencies" in page
    tiles = page.partition("figure-regency-tiles")[2]
    assert "every regency and city one tile" in tiles
    assert "Wilayah 71.74" in tiles, "whoever has no figure has a tile that says so"
    assert "not yet reported" in tiles
    taken = client.get("/cakupan?tampilan=peta&wilayah=71&format=svg&gambar=regency-tiles", **ENGLISH)
    assert "every regency and city one tile" in text_of(taken)


ADDRESSES = (
    "/cakupan?tampilan=peta&wilayah=71",
    "/cakupan?tampilan=grafik&wilayah=71",
    "/cakupan?tampilan=tabel&wilayah=71",
    "/cakupan?tampilan=grafik&banding=71.07&banding=71&ukuran=point_coverage",
    "/cakupan/71.07",
    "/cakupan/71",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_figure_bears_source_definition_citation_and_files_that_come(client, snapshot, address):
    page = text_of(client.get(address, **ENGLISH)).partition("<main")[2]
    figures = page.count('class="figure-block') or 1
    assert page.count('class="origin"') >= figures
    for origin in page.split('class="origin"')[1:]:
        bears = origin.partition("</details>")[0]
        assert 'href="/cakupan/s/1"' in bears
        assert 'href="/cakupan/metode#' in bears
        assert snapshot.result_sha256 in bears
        saved = re.findall(r'href="([^"]+)" download', bears)
        assert saved
        for url in saved:
            response = client.get(html.unescape(url))
            assert "attachment" in response["Content-Disposition"], url


def test_a_region_is_looked_at_in_a_month_and_taken_along(client, snapshot):
    page = text_of(client.get("/cakupan/71.07?periode=2024-03", **ENGLISH))
    assert "27 workers were missing" in page
    assert '<option value="2024-03" selected>' in page
    assert "periode=2024-03" in page
    drawing = client.get("/cakupan/71.07?periode=2024-03&gambar=gap&format=svg", **ENGLISH)
    assert "March 2024" in text_of(drawing)
    rows = list(csv.DictReader(io.StringIO(text_of(client.get("/cakupan/71.07?format=csv")))))
    assert ("2024", "bpu", "", "600") in {
        (one["period"], one["segment"], one["funder"], one["numerator"]) for one in rows
    }
    assert "18 workers were missing" in text_of(client.get("/cakupan/71.07?periode=1999-13", **ENGLISH))


def test_printed_figures_stand_apart_with_their_verdict(client, snapshot):
    make.make_delivery("printed", make.PRINTED)
    page = text_of(client.get("/cakupan/71.02", **ENGLISH))
    apart = page.partition('id="tercetak"')[2].partition("</section>")[0]
    assert "67,95 %" in apart
    assert "Does not follow" in text_of(client.get("/cakupan/tercetak", **ENGLISH))
    assert "67,95" not in text_of(client.get("/cakupan?wilayah=71"))


def test_the_country_has_a_page_and_an_unknown_region_has_none(client, snapshot):
    assert "50.0%" in text_of(client.get("/cakupan/indonesia", **ENGLISH))
    assert client.get("/cakupan/99.99").status_code == 404
    assert client.get("/cakupan/7107").status_code == 301


def test_a_corrected_snapshot_stays_readable_and_names_its_correction(client, snapshot):
    make.make_snapshot((make.figure("71.07", "900", "1200"),), reason="Satu berkas tercatat dua kali")

    old = text_of(client.get("/cakupan/s/1", **ENGLISH))
    assert "Corrected by snapshot no. 2" in old
    assert snapshot.result_sha256 in old
    log = text_of(client.get("/cakupan/koreksi"))
    assert "Satu berkas tercatat dua kali" in log
    assert "75,0" in text_of(client.get("/cakupan/71.07"))


def test_figures_under_review_are_seen_by_nobody_outside(client, snapshot):
    run = make.make_run((make.figure("71.07", "1111", "1200"),))
    assert "92,6" not in text_of(client.get("/cakupan/71.07"))
    assert client.get(run.get_absolute_url()).status_code == 302
    client.force_login(make.make_officer())
    client.cookies["django_language"] = "en"
    page = text_of(client.get(run.get_absolute_url()))
    assert "92.58%" in page
    assert "+12.58" in page


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/cakupan", 7),
        ("/cakupan/71.07", 9),
        ("/cakupan/s/1", 3),
        ("/cakupan/metode", 0),
        ("/cakupan/tercetak", 2),
    ],
)
def test_pages_ask_the_database_little(client, snapshot, django_assert_max_num_queries, address, queries):
    with django_assert_max_num_queries(queries):
        client.get(address)


def test_public_pages_are_light(client, snapshot):
    import gzip

    for address in ("/cakupan?tampilan=peta", "/cakupan/71.07", "/cakupan/metode"):
        assert len(gzip.compress(client.get(address).content)) < 60_000


def test_an_officer_hands_in_files_and_finds_what_was_found(client):
    officer = make.make_officer()
    for code in ("71.07", "71.02"):
        offices.make_region(code)
    client.force_login(officer)
    given = {
        "organisation": make.office_of(officer).pk,
        "schema": "denominators",
        "as_of": "2023-08-31",
        "source": make.LETTER,
        "uploads": make.upload(make.DENOMINATORS, "penyebut.csv"),
    }
    response = client.post("/program/kiriman/baru", given, follow=True)
    page = text_of(response)
    assert "penyebut.csv" in page
    assert response.context["delivery"].state == DeliveryState.DONE

    given["uploads"] = make.upload(make.DENOMINATORS.replace("1000", "seribu"), "salah.csv")
    page = text_of(client.post("/program/kiriman/baru", given, follow=True))
    assert "“seribu” bukan bilangan bulat" in page
    assert "salah.csv" in page


def test_without_a_key_the_page_says_what_the_operator_does(client, settings):
    settings.NIK_KEY = ""
    client.force_login(make.make_officer())
    client.cookies["django_language"] = "en"
    page = text_of(client.get("/program/kiriman/baru"))
    assert "PARITRANA_NIK_KEY" in page
    assert "Contribution roll" not in page.partition("<form")[2].partition("</form>")[0]


def test_a_large_delivery_waits_and_its_page_says_so(client):
    delivery = make.make_denominators(read=False)
    client.force_login(delivery.delivered_by)
    client.cookies["django_language"] = "en"
    page = text_of(client.get(delivery.get_absolute_url()))
    assert "You may leave this page and come back" in page


def test_two_officers_publish_from_their_pages(client):
    first, second = make.make_officer(), make.make_officer()
    run = make.make_run(by=first)
    client.force_login(first)
    client.post(f"/program/perhitungan/{run.pk}/setujui")
    assert client.post(f"/program/perhitungan/{run.pk}/terbitkan").status_code == 409
    client.force_login(second)
    page = text_of(client.post(f"/program/perhitungan/{run.pk}/terbitkan", follow=True))
    assert run.result_sha256 in page


def test_a_page_that_asks_to_confirm_refuses_at_once_what_cannot_be_done(client):
    first, second = make.make_officer(), make.make_officer()
    run = make.make_run(by=first)
    client.cookies["django_language"] = "en"

    def told(act, officer):
        client.force_login(officer)
        response = client.get(f"/program/perhitungan/{run.pk}/{act}")
        return response.status_code, response.content.decode()

    assert told("setujui", first)[0] == told("sisihkan", first)[0] == 200
    assert told("terbitkan", second)[0] == 409, "nobody has approved it"
    runs.approve(run=run, by=first)
    status, page = told("terbitkan", first)
    assert status == 409
    assert "It takes two people" in page
    assert told("setujui", second)[0] == 409, "it is approved already"
    assert told("terbitkan", second)[0] == 200
    runs.publish(run=run, by=second)
    for act in ("setujui", "terbitkan", "sisihkan"):
        status, page = told(act, second)
        assert status == 409
        assert "in a state that does not allow it" in page


def test_the_form_for_files_names_the_columns_of_each_kind_and_offers_a_sample(client):
    client.force_login(make.make_officer())
    page = text_of(client.get("/program/kiriman/baru"))
    for told in ("village_code", "registered_on", "contract_value", "arrears_months", "rse", "percent"):
        assert f"<code>{told}</code>" in page
    assert page.count("/program/kiriman/contoh/") == 6
    assert client.get("/program/kiriman/contoh/nama.csv").status_code == 404


def test_a_run_is_asked_for_and_waits(client):
    denominators = make.make_denominators()
    client.force_login(denominators.delivered_by)
    page = text_of(
        client.post(
            "/program/perhitungan/baru", {"year": "2024", "denominators": denominators.pk}, follow=True
        )
    )
    assert "Tables computed" in page or "Tabel" in page


def test_the_desk_shows_runs_that_wait_for_an_officer(client):
    run = make.make_run()
    client.force_login(make.make_officer())
    assert run.get_absolute_url() in text_of(client.get("/meja"))
    runs.discard(run=run, by=make.make_officer())
    assert run.get_absolute_url() not in text_of(client.get("/meja"))
