"""Probable duplicates as an officer meets them: the queue, both records, the verdict, in plain forms."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.protection.test_pages import text_of
from tests.factories import protection as make
from tests.factories import rosters
from tests.factories import same as twins

from paritrana.apps.protection.commands import retention, same, workers
from paritrana.apps.protection.models import Enlistment, PersonLink, Reveal
from paritrana.apps.protection.rules import same as rules
from paritrana.apps.protection.states import StopReason, Verdict
from paritrana.errors import RuleRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make.regency_officer()


@pytest.fixture
def desk(client, officer):
    make.make_village()
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


def test_from_an_empty_queue_to_a_merge_and_back(desk, officer):
    twins.make_twins(officer, name="Ratulangi Uji Contoh")
    page = text_of(desk.get("/program/ganda"))
    assert "Nobody has looked yet" in page
    assert "/program/ganda" in text_of(desk.get("/program"))
    page = text_of(desk.post("/program/ganda/cari", follow=True))
    assert "Looked through: 2 people, 2 of them new." in page
    link = PersonLink.objects.get()
    here = link.get_absolute_url()
    assert here in page

    page = text_of(desk.get(here))
    assert "R••• U••• C•••" in page
    assert "Ratulangi" not in page
    assert "another in the same district" in page
    for key in ("s", "b", "?", "1", "2"):
        assert f'data-key="{key}"' in page

    page = text_of(desk.post(here, {"verdict": "same"}), 422)
    assert "It is not said which of the two records stays." in page
    page = text_of(desk.post(here, {"verdict": "same", "keep": "second"}, follow=True))
    assert "Merged; it can be undone." in page
    assert Enlistment.objects.get(state="listed").pk == link.second_id
    assert here in text_of(desk.get("/program/ganda?status=selesai"))
    assert "Another record of the same person stays" in text_of(desk.get(f"/program/pekerja/{link.first_id}"))
    assert "Undo the merge" in text_of(desk.get(here))
    page = text_of(desk.post(f"{here}/urungkan", {"reason": "Ternyata dua orang"}, follow=True))
    assert "both records stand in the register again" in page
    assert Enlistment.objects.filter(state="listed").count() == 2


@pytest.mark.parametrize(("verdict", "status"), [("different", "selesai"), ("unsure", "ragu")])
def test_a_judged_pair_leaves_the_queue_and_stays_to_be_read(desk, officer, verdict, status):
    first, second = twins.make_link(officer), twins.make_link(officer, name="Lain Sekali Contoh")
    answer = desk.post(first.get_absolute_url(), {"verdict": verdict})
    assert answer.url == second.get_absolute_url(), "the next pair follows at once"
    assert first.get_absolute_url() not in text_of(desk.get("/program/ganda"))
    assert first.get_absolute_url() in text_of(desk.get(f"/program/ganda?status={status}"))


def test_names_are_opened_for_a_purpose_and_within_the_limit(desk, officer, settings):
    link = twins.make_link(officer, name="Ratulangi Uji Contoh")
    here = link.get_absolute_url()
    page = text_of(desk.post(f"{here}/buka"))
    assert "Ratulangi Uji Contoh" in page
    assert "1 February 1980" in page
    assert list(Reveal.objects.values_list("purpose", flat=True)) == ["compare", "compare"]
    assert "Ratulangi" not in text_of(desk.get(here))
    settings.REVEALS_A_DAY = 2
    page = text_of(desk.post(f"{here}/buka"), 409)
    assert "limit of 2" in page
    assert "Ratulangi" not in page


def test_the_record_of_another_office_is_not_shown(client, desk, officer):
    elsewhere = make.regency_officer("71.02")
    other = make.make_village(make.ELSEWHERE, name="Tempat Jauh")
    link = twins.make_link(officer, elsewhere, village=make.ELSEWHERE)
    here = link.get_absolute_url()
    pages = [text_of(desk.get(here)), text_of(desk.post(f"{here}/buka")), text_of(desk.get("/program/ganda"))]
    for page in pages:
        assert "in the area of another office" in page
        assert other.name not in page
        assert link.second.office.name not in page
        assert link.second.person.nik_last not in page
    assert Reveal.objects.count() == 1
    saved = desk.get("/program/ganda?format=xlsx")
    cells = [
        str(cell.value) for row in openpyxl.load_workbook(io.BytesIO(saved.content)).active for cell in row
    ]
    assert not any(other.name in one or link.second.person.nik_last in one for one in cells)

    page = text_of(desk.post(here, {"verdict": "same", "keep": "first"}, follow=True))
    assert "Proposed; it counts once the other office says the same" in page
    client.force_login(elsewhere)
    page = text_of(client.get(here))
    assert "The other office proposes:" in page
    assert "one person, the first record stays" in page
    assert "Merged; it can be undone." in text_of(
        client.post(here, {"verdict": "same", "keep": "first"}, follow=True)
    )
    settled = text_of(client.get(here)) + text_of(client.get(link.second.get_absolute_url()))
    assert "Stays in place of" not in settled
    assert make.office_of(officer).name not in settled


def test_a_pair_of_others_is_none_and_a_stopped_record_says_so(client, desk, officer):
    link = twins.make_link(officer)
    same.judge(link=link, verdict=Verdict.SAME, keep="first", by=officer)
    assert "Undo the merge first" in text_of(desk.post(link.get_absolute_url(), {"verdict": "unsure"}), 422)
    client.force_login(make.regency_officer("71.02"))
    for way in ("", "/urungkan"):
        assert client.get(f"{link.get_absolute_url()}{way}").status_code == 404


def test_of_who_was_erased_a_merged_pair_shows_nothing_and_stays(desk, officer):
    link = twins.make_merged(officer)
    workers.stop(worker=link.first, reason=StopReason.LEFT, by=officer)
    retention.erase(person=link.first.person, by=officer)
    page = text_of(desk.get(link.get_absolute_url()))
    assert "1980" not in page
    assert "L•••" not in page
    assert desk.get("/program/ganda?status=selesai").status_code == 200
    with pytest.raises(RuleRefused, match=r"person\.erased"):
        same.unmerge(link=link, reason="Salah", by=officer)


def test_a_large_register_is_left_to_the_sweep(desk, officer, monkeypatch):
    twins.make_twins(officer)
    monkeypatch.setattr(rules, "SMALL", 1)
    page = text_of(desk.post("/program/ganda/cari", follow=True))
    assert "You may leave this page and come back" in page
    assert "A search is under way already" in text_of(desk.post("/program/ganda/cari"), 409)


def test_the_queue_asks_as_many_queries_for_many_pairs_as_for_one(desk, officer):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert desk.get("/program/ganda").status_code == 200
        return len(asked)

    first, second = twins.make_twins(officer)
    twins.link_of(first, second, officer)
    queries()
    for_one = queries()
    for number in range(7):
        third = make.make_worker(officer, name=f"Orang Lain {number}")
        twins.link_of(first, third, officer)
        twins.link_of(second, third, officer)
    assert queries() == for_one


def test_who_stands_here_already_is_led_to_the_record(desk, officer):
    told = make.a_worker()
    worker = make.make_worker(officer, **vars(told))
    card = {"nik": told.nik, "name": told.name, "born": "1990-01-31", "sex": "L", "occupation": "farmer"}
    page = text_of(desk.post(f"/program/desa/{make.VILLAGE}/tambah", card), 422)
    assert f'href="{worker.get_absolute_url()}"' in page
    assert "Open the record" in page


def test_a_roster_in_the_register_says_how_many_another_office_covers(desk, officer):
    make.make_worker(make.regency_officer("71.02"), nik=make.a_nik(3), village=make.ELSEWHERE)
    roster = rosters.make_committed(officer, [rosters.a_row(1), rosters.a_row(3)])
    page = text_of(desk.get(roster.get_absolute_url()))
    assert "left out: covered already by another office" in page
    assert make.ELSEWHERE not in page
