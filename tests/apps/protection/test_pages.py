"""The programme as its officers meet it: cockpit, village, worker, funds, agreements."""

import re
from datetime import date

import pytest
from tests.factories import protection as make
from tests.factories.nominations import PDF

from paritrana.apps.ledger.models import Entry
from paritrana.apps.protection.commands import workers
from paritrana.apps.protection.models import Agreement, Enlistment, Fund
from paritrana.apps.protection.queries.people import Opener
from paritrana.apps.protection.states import StopReason, WorkerState
from paritrana.core.units import clock

pytestmark = pytest.mark.django_db
ENGLISH = {"HTTP_COOKIE": "django_language=en"}


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


def card(**changes):
    """Return what an officer types from an identity card."""
    given = {
        "nik": "7107 0331 0190 0012",
        "name": "Orang Rekaan",
        "born": "1990-01-31",
        "sex": "L",
        "occupation": "farmer",
    }
    return given | changes


def test_the_first_use_says_what_to_do_first(desk):
    make.make_village()
    page = text_of(desk.get("/program"))
    assert "Enter the fund from which premiums are paid" in page
    assert "Enter the agreement with BPJS Ketenagakerjaan" in page


def test_the_cockpit_counts_warns_and_says_the_next_step(desk, officer):
    fund = make.make_fund(officer)
    for number in range(20):
        make.make_worker(officer, fund=fund, nik=make.a_nik(7000 + number))
    make.make_commitment(fund, officer)
    make.make_commitment(fund, officer, village="71.07.03.2007", workers=10)
    make.make_village("71.07.03.2008", name="Desa Lupa")
    make.make_agreement(officer, ends_on=clock.now().date(), number="PKS/TUA")
    page = text_of(desk.get("/program"))
    assert "1 of 3" in page
    assert "villages with their quota filled" in page
    assert "Prepare what follows PKS/TUA" in page
    assert "Remind the villages that budgeted nothing" in page
    assert "0 of 20" in page
    assert "Pay what is committed" in page


def test_a_village_officer_comes_home_to_the_own_village(client):
    client.force_login(make.village_officer())
    assert client.get("/program").headers["Location"] == f"/program/desa/{make.VILLAGE}"
    assert client.get(f"/program/desa/{make.VILLAGE}").status_code == 200
    assert client.get("/program/desa/71.07.03.2007").status_code == 403
    assert client.get("/program/dana").status_code == 403


def test_a_village_shows_its_quota_its_months_and_what_to_mend_all_masked(desk, officer):
    fund = make.make_fund(officer)
    stated = [make.a_worker(nik=make.a_nik(6000 + place), name="Ratulangi Uji") for place in range(20)]
    for one in stated:
        make.make_worker(officer, fund=fund, **vars(one))
    make.make_worker(officer, nik=make.a_nik(sex="P"))
    page = text_of(desk.get(f"/program/desa/{make.VILLAGE}"))
    assert "20 of 20" in page
    assert "The NIK tells the other sex" in page
    assert "R••• U•••" in page
    assert not any(one.nik in page for one in stated)
    assert "Ratulangi" not in page


def test_the_saved_list_is_masked_too(desk, officer):
    worker = make.make_worker(officer)
    saved = desk.get(f"/program/desa/{make.VILLAGE}?format=xlsx")
    assert saved["Content-Type"].startswith("application/vnd.openxml")
    assert Opener().all(worker.person).nik.encode() not in saved.content


def test_a_worker_is_added_on_a_phone_with_faults_beside_the_fields(desk):
    make.make_village()
    address = f"/program/desa/{make.VILLAGE}/tambah"
    assert "As on the identity card" in text_of(desk.get(address))
    page = text_of(desk.post(address, card(nik="710703", born="2020-01-01")), 422)
    assert "The NIK has not 16 digits; copy it anew from the identity card" in page
    assert "The person is younger than 17 on the day of registration" in page
    assert "Orang Rekaan" in page, "what was typed stays"

    made = desk.post(address, card(), follow=True)
    page = text_of(made)
    assert made.redirect_chain == [(f"/program/pekerja/{Enlistment.objects.get().pk}", 302)]
    assert "Added to the register." in page
    assert "7107 •••• •••• 0012" in page
    assert "This person stands in the register already" in text_of(desk.post(address, card()), 422)


def test_a_nik_is_in_no_address_no_log_and_no_message(desk, caplog):
    caplog.set_level("DEBUG")
    make.make_village()
    address = f"/program/desa/{make.VILLAGE}/tambah"
    nik, wrong = "7107033101900012", "710703310190001X"
    answers = [
        desk.post(address, card(nik=wrong)),
        desk.post(address, card(nik=nik, sex="P")),
        desk.post(address, card(nik=nik)),
    ]
    told = caplog.text + "".join(str(one.headers) for one in answers)
    told += text_of(desk.get(answers[1].headers["Location"]))
    assert "The NIK tells the other sex" in told
    assert nik not in told
    assert wrong not in told


def test_who_is_listed_elsewhere_is_told_without_the_place(desk):
    make.make_worker(
        make.regency_officer("71.02"), nik="7107033101900012", village=make.ELSEWHERE, name="Orang Rekaan"
    )
    make.make_village()
    page = text_of(desk.post(f"/program/desa/{make.VILLAGE}/tambah", card()), 422)
    assert "register of another area already" in page
    assert make.ELSEWHERE not in page
    assert "71.02" not in page


def test_a_worker_is_corrected_moved_stopped_and_taken_up_again(desk, officer):
    worker = make.make_worker(officer)
    make.make_village("71.07.03.2007", name="Desa Baru")
    make.make_village(make.ELSEWHERE, name="Desa Jauh")
    address = worker.get_absolute_url()

    form = text_of(desk.get(f"{address}/ubah"))
    assert "Orang Rekaan" not in form
    desk.post(f"{address}/ubah", {"occupation": "fisher", "note": "Ganti pekerjaan"})
    choices = text_of(desk.get(f"{address}/pindah"))
    assert "Desa Baru" in choices
    assert "Desa Jauh" not in choices
    desk.post(f"{address}/pindah", {"village": "71.07.03.2007"})
    assert "Choose" not in text_of(desk.post(f"{address}/berhenti", {"reason": "deceased"}, follow=True))
    desk.post(f"{address}/aktifkan", {"note": "Salah orang"})

    worker.refresh_from_db()
    assert (worker.occupation, worker.village_id, worker.state) == (
        "fisher",
        "71.07.03.2007",
        WorkerState.LISTED,
    )
    page = text_of(desk.get(address))
    for act in ("Added", "Corrected", "Moved", "Stopped", "Taken up again"):
        assert f"<strong>{act}</strong>" in page


def test_personal_data_are_shown_once_for_a_purpose_and_nowhere_else(desk, officer):
    worker = make.make_worker(officer, nik="7107033101900012", name="Ratulangi Uji")
    address = f"{worker.get_absolute_url()}/buka"
    assert "7107033101900012" not in text_of(desk.get(address))
    assert desk.post(address, {"purpose": ""}).status_code == 422
    opened = desk.post(address, {"purpose": "claim"})
    assert "7107033101900012" in text_of(opened)
    assert opened.headers["Cache-Control"] == "no-store"
    assert "7107033101900012" not in text_of(desk.get(worker.get_absolute_url()))
    assert Entry.objects.filter(event="person.revealed").count() == 1


def test_the_list_for_signature_has_names_and_masked_nik(desk, officer):
    make.make_worker(officer, nik="7107033101900012", name="Ratulangi Uji")
    address = f"/program/desa/{make.VILLAGE}/tanda-tangan"
    assert "Ratulangi" not in text_of(desk.get(address))
    page = text_of(desk.post(address))
    assert "Ratulangi Uji" in page
    assert "7107 •••• •••• 0012" in page
    assert "7107033101900012" not in page


def test_a_fund_is_entered_committed_paid_and_never_overdrawn(desk, officer):
    make.make_village()
    given = {
        "kind": "village_pad",
        "name": "PAD Desa 2026",
        "year": "2026",
        "ceiling": "4.032.000",
        "rate": "16.800",
        "village_quota": "20",
        "desa_only": "on",
    }
    area = re.search(r'name="area" value="([^"]+)"', text_of(desk.get("/program/dana/baru")))
    made = desk.post("/program/dana/baru", given | {"area": area[1]}, follow=True)
    fund = Fund.objects.get()
    assert "worker-months left" in text_of(made)
    promise = {"village": make.VILLAGE, "workers": "20", "first_month": "2026-01", "last_month": "2026-12"}
    page = text_of(desk.post(f"{fund.get_absolute_url()}/komitmen", promise | {"workers": "21"}), 422)
    assert "Rp201.600 too much" in page
    desk.post(f"{fund.get_absolute_url()}/komitmen", promise)
    row = fund.commitments.get()
    paying = promise | {"paid_on": "2026-03-05", "document": "SP2D 1", "last_month": "2026-03"}
    page = text_of(desk.post(f"{fund.get_absolute_url()}/komitmen/{row.pk}/bayar", paying, follow=True))
    assert "SP2D 1" in page
    assert "March 2026" in text_of(desk.get(f"/program/desa/{make.VILLAGE}"))
    back = f"{fund.get_absolute_url()}/bayar/{fund.payments.get().pk}/batal"
    desk.post(back, {"note": "Ditolak bank"})
    desk.post(f"{fund.get_absolute_url()}/komitmen/{row.pk}/batal", {"note": "Salah desa"})
    assert "Taken back" in text_of(desk.get(fund.get_absolute_url()))
    desk.post(f"{fund.get_absolute_url()}/plafon", {"ceiling": "1000", "note": "Efisiensi"})
    fund.refresh_from_db()
    assert fund.ceiling == 1000


def test_an_agreement_is_entered_with_its_parties_scanned_and_followed(desk, officer):
    make.make_village()
    area = re.search(r'name="area" value="([^"]+)"', text_of(desk.get("/program/perjanjian/baru")))[1]
    given = {
        "area": area,
        "kind": "mou",
        "number": "MOU/1",
        "title": "Pelindungan pekerja informal",
        "signed_on": "2026-01-05",
        "starts_on": "2026-01-05",
        "ends_on": clock.now().date().isoformat(),
        "parties": "Pemerintah Kabupaten | Penjabat Bupati | SK 1\nBPJS | Kepala Kantor | Kuasa 2",
        "programmes": "JKK+JKM",
        "quota": "29.269",
    }
    bad = text_of(desk.post("/program/perjanjian/baru", given | {"parties": "satu"}), 422)
    assert "Write: body | office that signs | basis" in bad
    page = text_of(desk.post("/program/perjanjian/baru", given, follow=True))
    assert "29,269" in page
    assert "Penjabat Bupati" in page
    assert "nothing follows it yet" in page
    first = Agreement.objects.get()
    from django.core.files.uploadedfile import SimpleUploadedFile

    address = first.get_absolute_url()
    assert desk.get(f"{address}/naskah").status_code == 404
    desk.post(f"{address}/naskah/baru", {"upload": SimpleUploadedFile("mou.pdf", PDF)})
    scan = desk.get(f"{address}/naskah")
    assert scan.getvalue() == PDF
    assert "attachment" in scan.headers["Content-Disposition"]

    follow = f"/program/perjanjian/baru?menggantikan={first.pk}"
    assert "MOU/1" in text_of(desk.get(follow))
    dates = {"starts_on": "2027-01-01", "ends_on": "2027-12-31", "number": "MOU/2"}
    desk.post(follow, given | dates)
    assert "MOU/2" in text_of(desk.get(address))
    assert "nothing follows it yet" not in text_of(desk.get(address))


@pytest.mark.parametrize(
    "address", ["/program/dana", "/program/perjanjian", "/program/desa", "/program/dana/{pk}/pembayaran"]
)
def test_every_list_is_saved_as_excel(desk, officer, address):
    address = address.format(pk=make.make_fund(officer).pk)
    make.make_agreement(officer)
    saved = desk.get(f"{address}?format=xlsx")
    assert saved["Content-Type"].startswith("application/vnd.openxml")


@pytest.mark.parametrize("count", [1, 30])
def test_pages_need_the_same_queries_at_1_and_30_rows(desk, officer, count, django_assert_num_queries):
    for number in range(count):
        fund = make.make_fund(officer)
        make.make_agreement(officer, ends_on=clock.now().date(), starts_on=date(2026, 1, 5))
        make.make_worker(officer, fund=fund, village=f"71.07.03.20{6 + number:02d}")
        make.make_worker(officer, fund=fund)
    for address, queries in (
        ("/program", 27),
        ("/program/desa", 12),
        (f"/program/desa/{make.VILLAGE}", 15),
        ("/program/dana", 6),
        ("/program/perjanjian", 7),
    ):
        desk.get(address)
        with django_assert_num_queries(queries, info=address):
            assert desk.get(address).status_code == 200


def test_a_worker_with_a_long_history_needs_no_more_queries(desk, officer, django_assert_num_queries):
    worker = make.make_worker(officer)
    for _time in range(10):
        workers.stop(worker=worker, reason=StopReason.LEFT, by=officer)
        workers.reinstate(worker=worker, note="Kembali", by=officer)
    desk.get(worker.get_absolute_url())
    with django_assert_num_queries(8):
        desk.get(worker.get_absolute_url())
