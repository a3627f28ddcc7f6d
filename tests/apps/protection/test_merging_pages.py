"""A merge as an officer meets it: what goes along, what is paid twice, and where that is mended."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.protection.test_merging import enrolled, merge, paid, this_month
from tests.apps.protection.test_pages import text_of
from tests.factories import protection as make
from tests.factories import same as twins

from paritrana.apps.protection.commands import ecosystem
from paritrana.apps.protection.models import Enlistment
from paritrana.apps.protection.states import EnrolmentState, VillageRole

pytestmark = pytest.mark.django_db
TWICE = "/program/ganda/rangkap"


@pytest.fixture
def officer():
    return make.regency_officer()


@pytest.fixture
def desk(client, officer):
    make.make_village()
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def link(officer):
    return twins.make_link(officer)


def test_from_a_warning_before_the_verdict_to_a_mended_record(desk, officer, link):
    rows = [enrolled(one, officer) for one in (link.first, link.second)]
    for one in rows:
        paid(officer, one.batch.fund)
    ecosystem.link(worker=link.second, role=VillageRole.HEAD, by=officer)
    here = link.get_absolute_url()
    page = text_of(desk.get(here))
    assert "Whichever record stays" in page
    assert "Accepted, active, 1 month paid" in page
    assert "Village head" in page
    assert "Rp16,800 too much" in page
    assert "Two funds are named" in page
    assert "Nobody stands twice" in text_of(desk.get(TWICE))

    page = text_of(desk.post(here, {"verdict": "same", "keep": "first"}, follow=True))
    assert "enrolled or paid for twice now" in page
    assert "1 merged person is enrolled or paid for twice" in page
    assert TWICE in text_of(desk.get("/program"))
    record = link.first.get_absolute_url()
    assert f'href="{record}"' in text_of(desk.get(TWICE))
    assert "end one of 2 enrolments; take 1 month back" in text_of(desk.get(TWICE))
    page = text_of(desk.get(record))
    assert "Enrolled twice in one programme" in page
    assert f"under the NIK {link.second.person.masked_nik}" in page

    way = f"/program/iuran/peserta/{rows[1].pk}"
    assert f'href="{way}/akhiri"' in page
    assert "Reason" in text_of(desk.post(f"{way}/akhiri", {"note": ""}), 422)
    page = text_of(desk.post(f"{way}/akhiri", {"note": "Dua NIK"}, follow=True))
    assert "Ended; the person goes on in the other enrolment." in page
    assert "Enrolled twice" not in page
    months = {"first_month": this_month(), "last_month": this_month()}
    page = text_of(desk.post(f"{way}/batal", months | {"minutes": "BA 3", "reason": "Ganda"}, follow=True))
    assert "something stands twice" not in page
    assert "Nobody stands twice" in text_of(desk.get(TWICE))

    page = text_of(desk.get(f"{here}/urungkan"))
    assert "Goes back to the record that was stopped" in page
    assert "1 enrolment, the role held" in page


def test_undoing_says_what_others_worked_on_meanwhile(desk, officer, link):
    ecosystem.link(worker=link.second, role=VillageRole.HEAD, by=officer)
    merge(link, by=officer)
    ecosystem.link(worker=link.first, role=VillageRole.SECRETARY, by=officer)
    page = text_of(desk.get(f"{link.get_absolute_url()}/urungkan"))
    assert "Stays, since it was worked on meanwhile" in page
    assert "the role held" in page


def test_a_place_in_a_batch_that_is_left_out_is_told(desk, officer, link):
    row = enrolled(link.first, officer)
    row.batch.enrolments.update(state=EnrolmentState.ACTIVE)
    fund = make.make_fund(officer)
    Enlistment.objects.filter(pk=link.second_id).update(fund=fund)
    desk.post("/program/pendaftaran/baru", {"fund": fund.pk, "first_month": this_month()})
    assert "A place in a batch that BPJS Ketenagakerjaan has not seen" in text_of(
        desk.get(link.get_absolute_url())
    )
    merge(link, by=officer)
    page = text_of(desk.get(f"{link.get_absolute_url()}/urungkan"))
    assert "1 place in a batch" in page


def test_of_another_office_only_the_months_are_told(client, officer):
    elsewhere = make.regency_officer("71.02")
    link = twins.make_link(officer, elsewhere, village=make.ELSEWHERE)
    far = make.make_fund(elsewhere, region="71.02", name="Dana Jauh")
    for one, by, fund in ((link.first, officer, None), (link.second, elsewhere, far)):
        row = enrolled(one, by, fund)
        paid(by, row.batch.fund)
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    page = text_of(client.get(link.get_absolute_url()))
    assert "a fund of another office" in page
    assert "Dana Jauh" not in page

    merge(link, keep="second", by=make.officer_of("province", "71"))
    batch = link.first.enrolments.model.objects.get(person=link.first.person).batch
    page = text_of(client.get(batch.get_absolute_url()))
    assert "in the area of another office" in page
    assert link.second.get_absolute_url() not in page
    assert link.second.village.name not in page
    assert "Nobody stands twice" in text_of(client.get(TWICE)), "the record stays with the other office"


def test_the_pair_and_the_list_ask_as_many_queries_for_much_as_for_little(desk, officer):
    def queries(url) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(url).status_code == 200
        return len(asked)

    def a_pair(count):
        link = twins.make_link(officer)
        for one in (link.first, link.second):
            for number in range(count):
                row = enrolled(one, officer)
                if number < count - 1:
                    row.state = EnrolmentState.ENDED
                    row.save()
            if count:
                paid(officer, one.fund)
        return link

    little, much, _next = a_pair(1), a_pair(3), a_pair(0)
    queries(TWICE)
    assert queries(little.get_absolute_url()) == queries(much.get_absolute_url())
    merge(little, by=officer)
    for_one = queries(TWICE)
    merge(much, by=officer)
    assert queries(TWICE) == for_one
