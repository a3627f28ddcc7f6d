"""A worker's own request: public, the same for a known and an unknown NIK, answered by the office."""

import gzip
import re
from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.protection.test_workers import everything_stored
from tests.factories import protection as make

from paritrana.apps.ledger.models import Entry
from paritrana.apps.protection.commands import requests, workers
from paritrana.apps.protection.models import Enlistment, Person, Reveal, WorkerRequest
from paritrana.apps.protection.rules.requests import CONSENT, costs, plain_receipt, shown_receipt
from paritrana.apps.protection.states import RequestState, StopReason
from paritrana.apps.protection.views import limits
from paritrana.apps.regions.models import Region
from paritrana.core.units import clock
from paritrana.errors import BadInput, NotFound, RuleRefused

pytestmark = pytest.mark.django_db
FORM = f"/daftar/{make.VILLAGE}"


@pytest.fixture
def public(client):
    cache.clear()
    make.make_village()
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def officer():
    return make.village_officer()


def text_of(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def stated(**changes):
    """Return what a worker types."""
    given = {
        "nik": "7107 0331 0190 0012",
        "name": "Ratulangi Uji",
        "born": "1990-01-31",
        "sex": "L",
        "occupation": "farmer",
        "phone": "0812-3456-7890",
        "assisted": "alone",
        "consent": "on",
    }
    return given | changes


def without_what_differs(page):
    """Return a page without its receipt, its token and its moment."""
    page = re.sub(r"[2-9A-Z]{5}-[2-9A-Z]{5}", "RECEIPT", page)
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return re.sub(r"\d\d[.:]\d\d", "TIME", page)


def test_a_worker_is_asked_for_nothing_that_only_offices_know(client):
    make.make_village(make.VILLAGE)
    page = client.get(f"/daftar/{make.VILLAGE}").content.decode()
    assert 'name="nik"' in page
    assert not any(f'name="{one}"' in page for one in ("fund", "service", "decile"))


def test_a_month_costs_half_while_the_discount_holds_and_says_until_when():
    (other, transport) = costs(date(2026, 11, 24))
    assert (other.owed.amount, other.full.amount, str(other.through)) == (8_400, 16_800, "2026-12")
    assert str(transport.through) == "2027-03"
    (other, _transport) = costs(date(2027, 4, 1))
    assert (other.owed.amount, other.law) == (16_800, "")
    assert costs(date(2099, 1, 1)) == []


def test_the_first_page_tells_what_it_gives_and_costs_and_leads_to_the_village(public):
    with clock.at(datetime(2026, 11, 24, 3, tzinfo=UTC)):
        page = text_of(public.get("/daftar"))
    assert "Rp8,400" in page
    assert "instead of Rp16,800, by PP 50/2025 until December 2026" in page
    assert "Aged 17 to 65" in page
    assert "the family receives" in page
    for code in ("71", "71.07", "71.07.03"):
        assert f"di={code}#desa" in page
        page = text_of(public.get(f"/daftar?di={code}"))
    assert f'href="{FORM}"' in page


def test_a_village_is_found_by_its_name_and_an_unknown_one_says_what_to_do(public):
    village = make.make_village("71.07.03.2009", name="Tosuraya")
    Region.objects.filter(pk=village.pk).update(folded="tosuraya")
    assert "/daftar/71.07.03.2009" in text_of(public.get("/daftar?cari=desa+tosu"))
    assert "No village is called “Zzz”" in text_of(public.get("/daftar?cari=Zzz"))
    assert text_of(public.get("/daftar?di=nowhere"))
    assert public.get("/daftar/71.07").status_code == 404


def test_a_request_is_sealed_and_receipted_and_its_nik_stands_nowhere(public, caplog):
    caplog.set_level("DEBUG")
    sent = public.post(FORM, stated())
    assert sent.headers["Location"] == "/daftar/tanda-terima"
    row = WorkerRequest.objects.get()
    page = text_of(public.get("/daftar/tanda-terima"))
    assert shown_receipt(row.receipt) in page
    told = everything_stored() + caplog.text + str(sent.headers) + page
    assert row.consent == CONSENT
    for secret in ("7107033101900012", "Ratulangi", "081234567890", "1990-01-31"):
        assert secret not in told


def test_faults_are_told_beside_the_fields_without_repeating_them(public):
    page = text_of(public.post(FORM, stated(nik="71070331", born="2015-01-01", phone="x", consent="")), 422)
    assert "Without your consent the request cannot be kept" in page
    assert "This is not a telephone number" in page
    page = text_of(public.post(FORM, stated(nik="71070331", born="2015-01-01")), 422)
    assert "The NIK has not 16 digits" in page
    assert "younger than 17 on the day of registration" in page
    assert not WorkerRequest.objects.exists()


@pytest.mark.parametrize("state", ["listed here", "listed elsewhere", "stopped", "asked before"])
def test_nobody_learns_from_the_answer_whether_a_nik_is_known(public, client, state):
    """The same page, the same headers, the same statements of the database; the people are never asked."""
    known = "7107033101900012"
    if state == "listed here":
        make.make_worker(nik=known)
    elif state == "listed elsewhere":
        make.make_worker(make.regency_officer("71.02"), nik=known, village=make.ELSEWHERE)
    elif state == "stopped":
        officer = make.regency_officer()
        workers.stop(worker=make.make_worker(officer, nik=known), reason=StopReason.LEFT, by=officer)
    make.make_request(nik=known if state == "asked before" else "7107033101900099")
    answers = []
    public.post(FORM, stated(nik="7107033101909999"))  # what is done once is done
    for nik in (known, "7107033101900013"):
        with CaptureQueriesContext(connection) as asked:
            sent = public.post(FORM, stated(nik=nik))
        statements = [re.sub(r"'[^']*'|\bs?\d+(_x\d+)?\b", "?", one["sql"]) for one in asked]
        page = without_what_differs(text_of(public.get(sent.headers["Location"])))
        assert len(statements) > 5
        assert not any(Person._meta.db_table in one for one in statements)
        assert not any(Enlistment._meta.db_table in one for one in statements)
        sent.headers.pop("Expires")
        answers.append((sent.status_code, sorted(sent.headers.items()), page, statements))
    assert answers[0] == answers[1]


def test_by_the_receipt_one_learns_only_that_the_office_answered(public, officer):
    accepted, refused, waiting = (make.make_request(nik=make.a_nik()) for _number in range(3))
    requests.accept(request=accepted, by=officer)
    requests.refuse(request=refused, reason="covered", by=officer)
    pages = [
        text_of(public.post("/daftar/tanda-terima", {"receipt": shown_receipt(one.receipt).lower()}))
        for one in (accepted, refused, waiting)
    ]
    assert without_what_differs(pages[0]) == without_what_differs(pages[1])
    assert "Come to it with your identity card to hear the answer" in pages[0]
    assert "Ask again" in pages[1]
    assert "looks at it" in pages[2]
    page = text_of(public.post("/daftar/tanda-terima", {"receipt": "AAAAA-AAAAA"}), 422)
    assert "There is no request with this receipt number" in page
    assert "This is not a receipt number" in text_of(
        public.post("/daftar/tanda-terima", {"receipt": "7107033101900012"}), 422
    )


def test_typing_errors_are_not_counted_and_guessing_receipts_is(public):
    for _time in range(12):
        assert public.post(FORM, stated(nik="71070331")).status_code == 422
    assert public.post(FORM, stated()).status_code == 302
    for number in range(10):
        page = public.post(
            "/daftar/tanda-terima", {"receipt": f"AAAAA-AAAA{number + 2 if number < 8 else 'B'}"}
        )
        assert "no request with this receipt" in text_of(page, 422)
    page = text_of(public.post("/daftar/tanda-terima", {"receipt": WorkerRequest.objects.get().receipt}), 422)
    assert "Too many requests came from here" in page


def test_too_many_from_one_session_or_one_address_are_held_back(public, client):
    for number in range(10):
        assert public.post(FORM, stated(nik=make.a_nik(7100 + number))).status_code == 302
    page = text_of(public.post(FORM, stated(nik=make.a_nik(7200))), 422)
    assert "Too many requests came from here" in page
    for number in range(50):
        public.cookies.pop("sessionid", None)
        assert public.post(FORM, stated(nik=make.a_nik(7300 + number))).status_code == 302
    public.cookies.pop("sessionid", None)
    assert public.post(FORM, stated(nik=make.a_nik(7400))).status_code == 422


def test_a_count_whose_hour_ends_while_it_is_raised_begins_anew(public, monkeypatch):
    assert public.post(FORM, stated(nik=make.a_nik(7100))).status_code == 302
    raising = cache.incr

    def ended_in_between(key, *given, **more):
        cache.delete(key)
        return raising(key, *given, **more)

    monkeypatch.setattr(cache, "incr", ended_in_between)
    assert public.post(FORM, stated(nik=make.a_nik(7101))).status_code == 302
    monkeypatch.undo()
    for number in range(limits.BY_ADDRESS - 1):
        public.cookies.pop("sessionid", None)
        assert public.post(FORM, stated(nik=make.a_nik(7300 + number))).status_code == 302
    assert public.post(FORM, stated(nik=make.a_nik(7400))).status_code == 422, "the new hour counts from one"


def test_the_pages_are_small_enough_for_a_weak_line(public):
    """Page, style sheets, font and script, compressed; icons and images that they name counted in."""
    for address in ("/daftar", FORM, "/daftar/tanda-terima", "/hak-data"):
        page = public.get(address).content
        total = len(gzip.compress(page))
        names = set(re.findall(rb'(?:href|src)="/static/([^"#]+)', page))
        total += sum(_weight(name.decode()) for name in names)
        assert total <= 80_000, f"{address}: {total}"


def _weight(name):
    from django.contrib.staticfiles import finders

    with open(finders.find(name), "rb") as file:
        data = file.read()
    return len(data) if name.endswith(("woff2", "png")) else len(gzip.compress(data))


def test_an_officer_sees_it_masked_opens_it_for_the_card_and_accepts(client, officer):
    row = make.make_request(nik="7107033101900012", name="Ratulangi Uji")
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    home = text_of(client.get(f"/program/desa/{make.VILLAGE}"))
    assert "Requests to look at" in home
    assert "R••• U•••" in home
    assert "Ratulangi" not in home + text_of(client.get("/program/permohonan")) + text_of(
        client.get(row.get_absolute_url())
    )
    opened = text_of(client.post(f"{row.get_absolute_url()}/lihat"))
    assert "7107033101900012" in opened
    assert Reveal.objects.filter(by=officer, purpose="check_card").count() == 1
    made = client.post(f"{row.get_absolute_url()}/terima", {"fund": ""}, follow=True)
    assert "Added to the register." in text_of(made)
    worker = Enlistment.objects.get()
    row.refresh_from_db()
    assert (row.state, row.worker, row.sealed) == (RequestState.ACCEPTED, worker, "")
    assert worker.village_id == make.VILLAGE
    assert [one.event for one in Entry.objects.filter(subject__contains="workerrequest")] == [
        "worker_request.made",
        "worker_request.accepted",
    ]
    assert "Answered requests" in text_of(client.get("/program/permohonan?status=dijawab"))
    with pytest.raises(RuleRefused):
        requests.refuse(request=row, reason="covered", by=officer)


def test_accepting_keeps_the_rules_of_every_entry(client, officer):
    make.make_worker(nik="7107033101900012")
    row = make.make_request(nik="7107033101900012")
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    page = text_of(client.post(f"{row.get_absolute_url()}/terima", {}), 422)
    assert "stands in the register already" in page
    row.refresh_from_db()
    assert row.is_waiting
    sent = client.post(f"{row.get_absolute_url()}/tolak", {"reason": "covered"}, follow=True)
    assert "Stands in a register already" in text_of(sent)


def test_a_request_is_answered_only_where_the_village_lies_and_with_a_reason(officer):
    row = make.make_request()
    other = make.village_officer("71.07.03.2007")
    for act in (lambda: requests.accept(request=row, by=other), lambda: requests.look(request=row, by=other)):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(BadInput):
        requests.refuse(request=row, reason="", by=officer)


def test_an_officer_who_helps_is_written_down(public, officer):
    public.force_login(officer)
    public.post(FORM, stated(assisted="helped"))
    row = WorkerRequest.objects.get()
    assert (row.assisted, row.helped_by) == (True, officer)


def test_without_keys_the_page_says_where_to_go(public, settings):
    settings.PERSON_KEYS = ""
    assert "Requests cannot be taken here yet" in text_of(public.get(FORM))


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_needs_the_same_queries_at_1_and_30_rows(client, officer, count, django_assert_num_queries):
    for number in range(count):
        make.make_request(nik=make.a_nik(6500 + number))
    client.force_login(officer)
    client.get("/program/permohonan")
    with django_assert_num_queries(6):
        assert client.get("/program/permohonan").status_code == 200
    assert client.get("/program/permohonan?format=xlsx")["Content-Type"].startswith("application/vnd.openxml")


def test_a_receipt_is_read_as_people_write_it():
    assert plain_receipt(" k7qf2-m9xab ") == "K7QF2M9XAB"
    with pytest.raises(BadInput):
        plain_receipt("K7QF2-M9XA0")
