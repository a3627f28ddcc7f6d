"""Plan, budget and village quota as an officer meets them: pages, workbook, annex, undo."""

import re

import pytest
from tests.factories import coverage as make_coverage
from tests.factories import plans as make_plan
from tests.factories import protection as make

from paritrana.apps.protection.commands import plans
from paritrana.apps.protection.models import Scenario

pytestmark = pytest.mark.django_db
TYPED = {
    "dasar": "typed",
    "indikator": "rpjmn",
    "terlindungi": "4.000",
    "pekerja": "10.000",
    "tanggal": "2026-01-31",
    "sumber": "Sakernas, tabel uji",
    "target": "own",
    "persen": "45",
    "dari": "2026-01",
    "sampai": "2026-12",
    "sedikitnya": "6",
    "sektor": "other",
    "kuota": "20",
}


@pytest.fixture
def officer():
    return make.regency_officer()


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


def text_of(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_the_first_use_says_what_is_missing(desk):
    make.make_village()
    page = text_of(desk.get("/program/rencana"))
    assert "No figure to start from yet" in page


def test_a_plan_tells_the_gap_the_sources_and_the_cheapest_next_step(desk, officer):
    fund = make.make_fund(officer)
    make.make_commitment(fund, officer)
    page = text_of(desk.get("/program/rencana", TYPED | {"dana": fund.pk}))
    assert "20 more workers on places that villages have budgeted already" in page
    assert "Sakernas, tabel uji, as of 31 January 2026" in page
    assert "out of reach" in page
    assert "When cover grows by 20 percent a year" in page
    more = TYPED | {"tambah_1": "csr", "rupiah_1": "83.100.000"}
    page = text_of(desk.get("/program/rencana", more))
    assert "671 more workers" not in page
    assert "480 more workers = +4.8 points, Rp60.5 million a year, paid by: Companies (CSR)" in page
    assert "PP 50/2025" in page


def test_a_plan_says_beside_the_field_what_is_wrong(desk):
    make.make_village()
    for wrong, told in (
        ({"persen": "0"}, "Write a percent above 0"),
        ({"target": "ucj-2025"}, "different denominators"),
        ({"dari": "2026-12", "sampai": "2026-01"}, "The last month lies before the first"),
        ({"dari": "2035-01", "sampai": "2035-12"}, "has no amount for"),
        ({"kuota": "5000"}, "Enter a whole number from 0 to 1000"),
        ({"sumber": ""}, "Enter it, for a figure of your own"),
        ({"pekerja": "0"}, "Enter it, for a figure of your own"),
        ({"pekerja": "9" * 16}, "This is too much"),
        ({"rupiah_1": "9" * 16, "tambah_1": "csr"}, "This is too much"),
        ({"dari": "0000-01", "sampai": "0000-12"}, "has no amount for"),
        ({"dari": "2026-01", "sampai": "9999-12"}, "A plan covers at most 36 months"),
        ({"sedikitnya": "0"}, "Enter a whole number from 1 to 36"),
    ):
        assert told in text_of(desk.get("/program/rencana", TYPED | wrong), 422), wrong


def test_the_page_opens_with_the_published_figure_and_all_funds(desk, officer):
    snapshot = make_coverage.make_snapshot()
    make.make_fund(officer)
    make.make_agreement(officer, number="PKS/7", quota=40)
    page = text_of(desk.get("/program/rencana"))
    assert f'<a href="{snapshot.get_absolute_url()}">Published coverage of' in page
    assert "0 of 40 workers" in page
    assert "over the workers named in PKS/7" in page
    assert "Published coverage of" in page
    assert "snapshot" in page
    assert "Left after commitments" in page


def test_a_scenario_is_saved_compared_renamed_removed_and_brought_back(desk, officer):
    make.make_fund(officer)
    asked = desk.get("/program/rencana", TYPED)
    save = re.search(r'href="(/program/rencana/simpan\?[^"]+)"', asked.content.decode())[1].replace(
        "&amp;", "&"
    )
    assert "Save the plan as a scenario" in text_of(desk.get(save))
    assert "This field" in text_of(desk.post(save, {"nama": ""}), 422)
    page = text_of(desk.post(save, {"nama": "Dua puluh"}, follow=True))
    assert "Dua puluh" in page
    assert "already" in text_of(desk.post(save, {"nama": "Dua puluh"}), 422)
    one = Scenario.objects.get()
    other = make_plan.make_scenario(officer, name="Lain", ask=make_plan.an_ask(quota=30))
    page = text_of(desk.get(f"/program/rencana/banding?s={one.pk}&s={other.pk}&s={'9' * 30}&s=x"))
    assert "Dua puluh" in page
    assert "Lain" in page
    desk.post(f"/program/rencana/{one.pk}/ubah", {"nama": "Baru"})
    page = text_of(desk.post(f"/program/rencana/{one.pk}/hapus", follow=True))
    assert "“Baru” is removed." in page
    assert "Undo" in page
    page = text_of(desk.post(f"/program/rencana/{one.pk}/kembalikan", follow=True))
    assert "Brought back." in page
    one.refresh_from_db()
    assert (one.name, one.removed_at) == ("Baru", None)


def test_percents_of_two_measures_are_not_compared_unseen(desk, officer):
    make.make_agreement(officer, quota=40)
    one = make_plan.make_scenario(officer)
    other = make_plan.make_scenario(officer, ask=make_plan.an_ask(base="register", typed=None))
    page = text_of(desk.get(f"/program/rencana/banding?s={one.pk}&s={other.pk}"))
    assert "measures with different denominators" in page


def test_a_scenario_draws_its_waterfall_once_and_shows_the_same_as_a_table(desk, officer, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    make.make_fund(officer)
    made = make_plan.make_scenario(officer)
    for _time in range(2):
        page = text_of(desk.get(made.get_absolute_url()))
    assert "Missing to the target" in page
    assert "<svg" in page
    assert len(list(tmp_path.rglob("*.svg"))) == 1


def test_the_annex_is_a_draft_of_villages_quota_and_rupiah(desk, officer):
    fund = make.make_fund(officer)
    make.make_commitment(fund, officer, workers=5)
    make.make_village(make.KELURAHAN, name="Kelurahan Uji")
    made = make_plan.make_scenario(officer, ask=make_plan.an_ask(quota=20))
    page = text_of(desk.get(f"{made.get_absolute_url()}/lampiran"))
    assert "DRAFT: no decree, not signed" in page
    assert "Rp3,024,000" in page
    assert "Kelurahan Uji" not in page


def test_a_budget_is_split_over_sources_and_goes_into_a_plan(desk):
    make.make_village()
    asked = {
        "sumber_1": "apbd_regency",
        "orang_1": "1.000",
        "sumber_2": "csr",
        "orang_2": "100",
        "dari": "2026-01",
        "sampai": "2026-12",
        "banding": "2026-06",
        "sektor": "other",
    }
    page = text_of(desk.get("/program/anggaran", asked))
    assert "Rp214,200,000" in page  # 1,000 x 12 x 16,800 and 100 x (3 x 16,800 + 9 x 8,400)
    assert "Starting in January instead of June means" in page
    assert "If PP 50/2025 reaches public budgets" in page
    assert "version" in page
    link = re.search(r'href="(/program/rencana\?[^"]+)"', page)[1].replace("&amp;", "&")
    plan = text_of(
        desk.get(
            link
            + "&dasar=typed&"
            + "&".join(f"{k}={v}" for k, v in TYPED.items() if k not in ("dasar", "dari", "sampai", "sektor"))
        )
    )
    assert "Rp201,600,000" in plan
    saved = desk.get("/program/anggaran", asked | {"format": "xlsx"})
    assert saved["Content-Type"].startswith("application/vnd.openxml")
    assert "Enter how many persons" in text_of(
        desk.get("/program/anggaran", asked | {"orang_1": "0", "orang_2": ""}), 422
    )


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"dari": "0000-01", "sampai": "0000-12"}, "has no amount for"),
        ({"dari": "2029-06", "sampai": "2030-01"}, "has no amount for"),
        ({"dari": "2026-12", "sampai": "2026-01"}, "The last month lies before the first"),
        ({"dari": "2026-01", "sampai": "9999-12"}, "A plan covers at most 36 months"),
        ({"orang_1": "9" * 16}, "is no number of workers"),
        ({"sumber_1": "gold"}, "gold"),
    ],
)
def test_a_budget_says_what_is_wrong(desk, wrong, told):
    asked = {
        "sumber_1": "csr",
        "orang_1": "10",
        "dari": "2026-01",
        "sampai": "2026-12",
        "sektor": "other",
    } | wrong
    assert told in text_of(desk.get("/program/anggaran", asked), 422)


def test_the_quota_page_tells_who_budgeted_nothing_and_who_is_left_out(desk, officer):
    fund = make.make_fund(officer)
    make.make_commitment(fund, officer)
    make.make_village(make.KELURAHAN, name="Uji Kota")
    make.make_village("71.07.03.2008", name="Lupa")
    page = text_of(desk.get("/program/kuota"))
    assert "20 of 40" in page
    assert "Kelurahan: no village budget (1)" in page
    only = text_of(desk.get("/program/kuota?status=no_budget"))
    assert "Lupa" in only
    assert "Uji Kota" not in only
    assert desk.get("/program/kuota?format=xlsx")["Content-Type"].startswith("application/vnd.openxml")


@pytest.mark.parametrize("count", [1, 30])
def test_pages_of_villages_need_the_same_queries_at_1_and_30_rows(
    desk, officer, count, django_assert_num_queries
):
    for number in range(count):
        fund = make.make_fund(officer)
        make.make_commitment(fund, officer, workers=1, village=f"71.07.03.20{6 + number:02d}")
    for address, queries in (("/program/rencana", 20), ("/program/kuota", 15)):
        desk.get(address, TYPED)
        with django_assert_num_queries(queries, info=address):
            assert desk.get(address, TYPED).status_code == 200


@pytest.mark.parametrize("count", [1, 30])
def test_pages_of_scenarios_need_the_same_queries_at_1_and_30_rows(
    desk, officer, count, django_assert_num_queries, settings, tmp_path
):
    settings.DATA_DIR = tmp_path
    make.make_commitment(make.make_fund(officer), officer)
    made = [make_plan.make_scenario(officer) for _number in range(count)]
    here = made[0].get_absolute_url()
    chosen = "&".join(f"s={one.pk}" for one in made)
    for address, queries in (
        ("/program/rencana/skenario", 7),
        (f"/program/rencana/banding?{chosen}", 6),
        (here, 7),
        (f"{here}/lampiran", 7),
    ):
        desk.get(address)
        with django_assert_num_queries(queries):
            assert desk.get(address).status_code == 200


def test_what_is_elsewhere_or_removed_is_no_business_of_others(client, desk, officer):
    made = make_plan.make_scenario(officer)
    plans.remove(scenario=made, by=officer)
    assert "This scenario was removed" in text_of(desk.get(made.get_absolute_url()))
    client.force_login(make.regency_officer("71.02"))
    assert client.get(made.get_absolute_url()).status_code == 404
    assert client.post(f"{made.get_absolute_url()}/kembalikan").status_code == 404
