"""Rights of data subjects: written down, due within 3 x 24 hours, served in person."""

from datetime import timedelta

import pytest
from tests.factories import protection as make

from paritrana.apps.ledger.models import Entry
from paritrana.apps.protection.commands import people, requests, subjects, workers
from paritrana.apps.protection.models import Person, Reveal, SubjectRequest
from paritrana.apps.protection.states import StopReason
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotFound, RuleRefused

pytestmark = pytest.mark.django_db
NIK, NAME = "7107033101907012", "Ratulangi Uji"


@pytest.fixture
def officer():
    return make.village_officer()


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def worker():
    return make.make_worker(nik=NIK, name=NAME)


def text_of(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def wish(worker, officer, kind="access"):
    return subjects.receive(kind=kind, way="card", worker=worker, by=officer)


def test_a_wish_is_found_by_the_nik_and_due_in_three_days(desk, officer, worker):
    sent = desk.post("/program/hak/baru", {"nik": "7107 0331 0190 7012", "kind": "access", "way": "card"})
    row = SubjectRequest.objects.get()
    assert sent.headers["Location"] == row.get_absolute_url()
    assert row.worker == worker
    assert row.due_at - row.received_at == timedelta(hours=72)
    page = text_of(desk.get("/program/hak"))
    assert "See what is held" in page
    assert NIK not in page
    with clock.at(clock.now() + timedelta(hours=73)):
        desk.force_login(officer)
        assert "Overdue" in text_of(desk.get("/program/hak"))


def test_of_whom_nothing_is_held_here_the_answer_says_so(desk, officer):
    make.make_worker(make.regency_officer("71.02"), nik=NIK, village=make.ELSEWHERE)
    desk.post("/program/hak/baru", {"nik": NIK, "kind": "deletion", "way": "card"})
    row = SubjectRequest.objects.get()
    assert row.worker is None
    assert "Nothing is held on this person in your area" in text_of(desk.get(row.get_absolute_url()))
    desk.post(f"{row.get_absolute_url()}/jawab", {"result": "nothing"})
    row.refresh_from_db()
    assert row.state == "answered"
    assert desk.post("/program/hak/baru", {"nik": "12", "kind": "access", "way": "card"}).status_code == 422


def test_an_access_answer_tells_everything_held_and_who_looked_when(desk, officer, worker):
    regency = make.regency_officer()
    workers.correct(worker=worker, occupation="fisher", note="Ganti kerja", by=regency)
    people.reveal(worker=worker, purpose="claim", by=regency)
    people.list_for_signature(village=worker.village, by=officer)
    row = wish(worker, officer)
    assert "Show everything, to print" in text_of(desk.get(row.get_absolute_url()))
    paper = text_of(desk.post(f"{row.get_absolute_url()}/cetak"))
    for told in (NIK, NAME, "31 January 1990", "Fisher", "Ganti kerja", "Help with a benefit", regency.label):
        assert told in paper
    assert "Print the list for signature" in paper
    assert Reveal.objects.filter(worker=worker, purpose="answer", by=officer).count() == 1
    assert NIK not in "".join(Entry.objects.values_list("leaf", flat=True))
    desk.post(f"{row.get_absolute_url()}/jawab", {"result": "handed"})
    assert "Everything held was handed over" in text_of(desk.get("/program/hak?status=dijawab"))
    assert desk.post(f"{row.get_absolute_url()}/cetak").status_code == 409


def test_a_look_at_the_request_before_the_entry_is_told_too(officer):
    request = make.make_request(nik=NIK)
    requests.look(request=request, by=officer)
    worker = requests.accept(request=request, by=officer)
    held = subjects.hand_over(request=wish(worker, officer), by=officer)
    assert [one.purpose for one in held.records[0].looks] == ["check_card"]
    assert [one.pk for one in held.requests] == [request.pk]


def test_the_daily_limit_of_looks_holds_for_access_answers_too(officer, worker, settings):
    settings.REVEALS_A_DAY = 0
    with pytest.raises(RuleRefused, match="limit_reached"):
        subjects.hand_over(request=wish(worker, officer), by=officer)


def test_erasing_takes_two_steps_and_says_what_stands_against_it(desk, officer, worker):
    desk.post(f"{worker.get_absolute_url()}/hak", {"kind": "deletion", "way": "family"})
    row = SubjectRequest.objects.get()
    page = text_of(desk.get(row.get_absolute_url()))
    assert "the person still stands in the register" in page
    assert "Erase the data" not in page
    assert "cannot be erased yet" in text_of(
        desk.post(f"{row.get_absolute_url()}/hapus", {"word": "ERASE"}), 422
    )

    workers.stop(worker=worker, reason=StopReason.LEFT, by=officer)
    assert "Erase the data" in text_of(desk.get(row.get_absolute_url()))
    page = text_of(desk.post(f"{row.get_absolute_url()}/hapus", {"word": "erase"}), 422)
    assert "does not agree" in page
    page = text_of(desk.post(f"{row.get_absolute_url()}/hapus", {"word": "ERASE"}, follow=True))
    assert "Nothing brings the data back" in page
    assert Person.objects.get(pk=worker.person_id).erased_at
    row.refresh_from_db()
    assert (row.state, row.result) == ("answered", "erased")
    page = text_of(desk.get(worker.get_absolute_url()))
    assert "Take up again" not in page
    assert "Open personal data" not in page


def test_a_wish_is_answered_once_fittingly_and_with_a_reason_for_a_no(officer, worker):
    row = wish(worker, officer, "deletion")
    for result, note in (("erased", ""), ("handed", ""), ("reasoned", " ")):
        with pytest.raises(BadInput):
            subjects.answer(request=row, result=result, note=note, by=officer)
    subjects.answer(request=row, result="reasoned", note="Iuran belum lunas", by=officer)
    with pytest.raises(RuleRefused):
        subjects.answer(request=row, result="nothing", by=officer)
    with pytest.raises(RuleRefused):
        subjects.erase(request=row, confirmed=True, by=officer)


def test_a_wish_is_met_where_the_worker_stands(officer, worker):
    row = wish(worker, officer)
    other = make.village_officer("71.07.03.2007")
    with pytest.raises(NotFound):
        subjects.hand_over(request=row, by=other)
    with pytest.raises(NotFound):
        subjects.receive(kind="access", way="card", worker=worker, by=other)


def test_the_cockpit_names_who_waits(client, officer, worker):
    wish(worker, officer)
    make.make_request(nik=make.a_nik())
    client.force_login(make.regency_officer())
    client.cookies["django_language"] = "en"
    page = text_of(client.get("/program"))
    assert "Answer people who asked about their data" in page
    assert "Look at the requests of workers" in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_needs_the_same_queries_at_1_and_30_rows(
    client, officer, worker, count, django_assert_num_queries
):
    for _number in range(count):
        wish(worker, officer)
    client.force_login(officer)
    client.get("/program/hak")
    with django_assert_num_queries(7):
        assert client.get("/program/hak").status_code == 200
    assert client.get("/program/hak?format=xlsx")["Content-Type"].startswith("application/vnd.openxml")


def test_the_public_page_tells_rights_hours_and_sources(client):
    client.cookies["django_language"] = "en"
    page = text_of(client.get("/hak-data"))
    assert "Law 27/2022 article 32: within 3 × 24 hours" in page
    assert "90 days" in page
    assert page.count('rel="external"') == 5
