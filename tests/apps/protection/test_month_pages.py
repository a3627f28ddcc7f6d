"""Batches and months as officers meet them: every step by its page, masked, in both forms of a file."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.urls import reverse
from tests.factories import batches as make
from tests.factories import nominations
from tests.factories import protection as base

from paritrana.apps.protection.commands import funds, months
from paritrana.apps.protection.models import Batch, Correction
from paritrana.core.units import clock

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 3, 10, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_march():
    with clock.at(TODAY):
        yield


@pytest.fixture
def officer():
    return base.regency_officer()


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


def text_of(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def address(name, *args):
    return reverse(f"protection:{name}", args=args)


def test_the_first_use_says_what_to_do(desk):
    assert "Propose the workers whom a fund is to pay." in text_of(desk.get("/program/pendaftaran"))
    assert "Enter the fund from which premiums are paid." in text_of(desk.get("/program/iuran"))


def test_a_batch_goes_its_way_by_two_persons(desk, officer):
    fund = make.make_paid_fund(officer, 2)
    form = {"fund": fund.pk, "agreement": "", "village": "", "first_month": "2026-02"}
    assert "2026-03 is the earliest now" in text_of(desk.post("/program/pendaftaran/baru", form), 422)
    page = text_of(desk.post("/program/pendaftaran/baru", form | {"first_month": "2026-03"}, follow=True))
    batch = Batch.objects.get()
    assert "a colleague of your office verifies it" in page
    assert address("batch-verify", batch.pk) not in page

    desk.force_login(make.colleague(officer))
    assert "Look at its workers first" in text_of(desk.get(address("batch-verify", batch.pk)))
    page = text_of(desk.post(address("batch-verify", batch.pk), follow=True))
    assert "Make the file for BPJS" in page
    assert "O••• R•••" in page
    asked = text_of(desk.get(address("batch-send", batch.pk)))
    assert "made once" in asked
    file = desk.post(address("batch-send", batch.pk))
    assert (file["Cache-Control"], file["Content-Type"].endswith("sheet")) == ("no-store", True)
    niks = make.niks_of(batch)
    shown = [text_of(desk.get(batch.get_absolute_url())), asked, page, str(file.headers)]
    assert not any(nik in text for nik in niks for text in shown)
    assert "The batch is in a state that does not allow it." in text_of(
        desk.post(address("batch-send", batch.pk)), 409
    )
    rows = [(niks[0], "diterima", "", "22001234567"), (niks[1], "ditolak", "Tidak padan", "")]
    wrong = [*rows, ("7107033101909999", "diterima", "", "")]
    page = text_of(desk.post(address("batch-answer", batch.pk), {"upload": make.answer_file(wrong)}), 422)
    assert "nobody of this batch has this NIK" in page
    assert "7107033101909999" not in page
    page = text_of(
        desk.post(address("batch-answer", batch.pk), {"upload": make.answer_file(rows)}, follow=True)
    )
    assert "Tidak padan" in page
    assert "•••• 4567" in page
    saved = openpyxl.load_workbook(io.BytesIO(desk.get(f"{batch.get_absolute_url()}?format=xlsx").content))
    assert not any(str(cell) in niks for row in saved.active.iter_rows(values_only=True) for cell in row)


def test_one_is_left_out_and_a_batch_is_recalled_or_withdrawn(desk, officer):
    batch = make.make_batch(officer)
    member = batch.enrolments.first()
    desk.post(address("batch-leave-out", batch.pk, member.pk))
    sent = make.make_sent(officer, batch)
    assert sent.enrolments.filter(state="open").count() == 2
    desk.post(address("batch-recall", batch.pk), {"note": "Unduhan terputus"})
    batch.refresh_from_db()
    assert batch.state == "verified"
    page = text_of(desk.post(address("batch-withdraw", batch.pk), {"note": "Salah bulan"}, follow=True))
    assert "Withdrawn" in page
    assert "Salah bulan" in page


def test_the_table_of_villages_and_what_it_saves(desk, officer):
    fund = make.make_paid_fund(officer, 2)
    make.make_active(officer, fund)
    make.pay(officer, fund, workers=2, last_month="2026-04")
    page = text_of(desk.get(f"/program/iuran?dana={fund.pk}&tahun=2026"))
    assert "2/2" in page
    assert "0/2" in page
    assert "0.67 of 2 workers count for 2026" in page, "two months of six, for two workers"
    book = openpyxl.load_workbook(io.BytesIO(desk.get(f"/program/iuran?dana={fund.pk}&format=xlsx").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows) == 1 + 10
    assert rows[1][3:] == ("2026-03", 2, 0, 0, 0)


def test_a_payment_is_settled_and_late_months_count_by_minutes(desk, officer):
    fund = make.make_paid_fund(officer, 2)
    batch = make.make_active(officer, fund)
    first = make.make_payment(officer, fund, workers=2)
    desk.post(address("settle", first.pk), {"batch": batch.pk})
    with clock.at(TODAY.replace(month=8)):
        late = make.make_payment(
            *(officer, fund), workers=2, first_month="2026-04", last_month="2026-08", paid_on=date(2026, 8, 3)
        )
        page = text_of(desk.post(address("settle", late.pk), {}, follow=True))
        assert "8 worker-months were paid after membership had lapsed" in page
        worker = batch.enrolments.first().worker
        page = text_of(desk.get(worker.get_absolute_url()))
        assert "April 2026 – July 2026: <" in page
        assert "Paid after the lapse" in page
        given = {"minutes": "BA 12/2026", "reason": "Dana cair terlambat"}
        page = text_of(desk.post(address("months-restore", late.pk), given, follow=True))
        assert "BA 12/2026" in page
        assert "had lapsed" not in page
        assert "March 2026 – August 2026: <" in text_of(desk.get(worker.get_absolute_url()))
        paper = Correction.objects.get()
        page = text_of(desk.post(address("correction-back", paper.pk), {"note": "Dibatalkan"}, follow=True))
        assert "Dibatalkan" in page
        assert "had lapsed" in page


def test_months_of_a_worker_are_taken_back_by_minutes_on_its_page(desk, officer):
    batch = make.make_active(officer)
    make.pay(officer, batch.fund)
    member = batch.enrolments.select_related("worker").first()
    form = {"first_month": "2026-03", "last_month": "2026-03", "minutes": "", "reason": "Salah orang"}
    text_of(desk.post(address("months-back", member.pk), form), 422)
    page = text_of(desk.post(address("months-back", member.pk), form | {"minutes": "BA 3"}, follow=True))
    assert "BA 3" in page
    assert "Months taken back" in page
    assert member.worker.get_absolute_url() in str(desk.get(batch.get_absolute_url()).content)


def test_the_way_to_the_figures_says_what_is_told_and_when_nothing_is(desk, officer):
    make.make_active(officer)
    assert "pseudonyms" in text_of(desk.get("/program/iuran/kirim"))
    assert "Nothing has changed since the last delivery." in text_of(desk.post("/program/iuran/kirim"), 409)


def test_who_serves_two_offices_says_for_which(desk, officer):
    batch = make.make_active(officer)
    make.pay(officer, batch.fund)
    second = nominations.make_organisation("province", "71")
    nominations.join(second, "coverage", user=officer, office="Petugas cakupan")
    page = text_of(desk.get("/program/iuran"))
    assert f"/program/iuran/kirim?kantor={second.pk}" in page
    asked = text_of(desk.get(f"/program/iuran/kirim?kantor={second.pk}"))
    assert second.name in asked


def test_village_officers_and_other_offices_do_not_keep_batches(client, officer):
    batch = make.make_active(officer)
    paid = make.make_payment(officer, batch.fund)
    member = batch.enrolments.first()
    pages = [
        batch.get_absolute_url(),
        address("batch-verify", batch.pk),
        address("payment-months", paid.pk),
        address("settle", paid.pk),
        address("months-back", member.pk),
    ]
    client.force_login(base.village_officer())
    assert [client.get(one).status_code for one in ["/program/pendaftaran", *pages]] == [403] * 6
    client.force_login(base.regency_officer("71.02"))
    assert [client.get(one).status_code for one in pages] == [404] * 5
    client.force_login(base.officer_of("province", "71"))
    assert [client.get(one).status_code for one in pages] == [200, 403, 200, 403, 403]


@pytest.mark.parametrize("count", [1, 30])
def test_the_pages_need_the_same_queries(desk, officer, count, django_assert_max_num_queries):
    fund = base.make_fund(officer)
    for number in range(count):
        base.make_worker(officer, fund=fund, village=f"71.07.03.20{number:02d}")
    batch = make.make_active(officer, fund)
    paid = make.make_payment(officer, fund, workers=count)
    months.settle(payment=paid, by=officer)
    with django_assert_max_num_queries(14):
        desk.get(batch.get_absolute_url())
    with django_assert_max_num_queries(20):
        desk.get(f"/program/iuran?dana={fund.pk}")


def test_the_demonstration_says_why_its_memberships_show_as_lapsed(desk, officer, settings):
    fund = make.make_paid_fund(officer, 2)
    make.make_active(officer, fund)
    given = {"workers": 2, "first_month": "2026-03", "last_month": "2026-04"}
    promised = base.make_commitment(fund, officer, **given)
    paid = funds.pay(commitment=promised, paid_on=TODAY.date(), document="SP2D 5", by=officer, **given)
    months.settle(payment=paid, by=officer)
    told, pages = (
        "The made-up payments of this example end",
        ("/program/iuran", f"/program/desa/{base.VILLAGE}"),
    )
    with clock.at(TODAY.replace(month=12)):
        assert not any(told in text_of(desk.get(page)) for page in pages)
        settings.DEMO = True
        assert all(told in text_of(desk.get(page)) for page in pages)
    with clock.at(TODAY.replace(month=4)):
        assert told not in text_of(desk.get(pages[0])), "nothing has lapsed"
