"""A draft survives a lost line: kept field by field, sealed, for its officer alone."""

import pytest
from tests.apps.protection.test_workers import everything_stored
from tests.factories import protection as make

from paritrana.apps.ledger.models import Entry
from paritrana.apps.protection.commands import drafts
from paritrana.apps.protection.models import Enlistment, WorkerDraft
from paritrana.errors import NotPermitted

pytestmark = pytest.mark.django_db
FORM, FIELD = f"/program/desa/{make.VILLAGE}/tambah", f"/program/desa/{make.VILLAGE}/draf"
TYPED = {
    "nik": "7107033101900012",
    "name": "Ratulangi Uji",
    "born": "1990-01-31",
    "sex": "L",
    "occupation": "fisher",
    "fund": "",
}


@pytest.fixture
def officer():
    return make.village_officer()


@pytest.fixture
def desk(client, officer):
    make.make_village()
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    return client


def text_of(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_a_half_typed_worker_waits_sealed_and_goes_on_where_it_stopped(desk):
    saved = desk.post(FIELD, {"field": "nik", "value": TYPED["nik"]})
    assert saved.json()["saved"].endswith("WITA")
    desk.post(FIELD, {"field": "name", "value": TYPED["name"]})
    assert TYPED["nik"] not in everything_stored()
    assert "Ratulangi" not in everything_stored()
    page = text_of(desk.get(FORM))
    assert 'value="7107033101900012"' in page
    assert "This is your draft of" in page
    assert "Go on with your draft of" in text_of(desk.get(f"/program/desa/{make.VILLAGE}"))
    assert desk.post(FORM, TYPED).status_code == 302
    assert Enlistment.objects.count() == 1
    assert not WorkerDraft.objects.exists()
    assert "This is your draft" not in text_of(desk.get(FORM))
    assert list(Entry.objects.filter(event__startswith="draft.").values_list("event", flat=True)) == [
        "draft.saved",
        "draft.discarded",
    ]


def test_without_scripts_a_button_saves_and_another_throws_away(desk):
    page = text_of(desk.post(FORM, {**TYPED, "born": "", "draft": "1"}, follow=True))
    assert "Saved as a draft" in page
    assert 'value="Ratulangi Uji"' in page
    assert "thrown away" in text_of(desk.post(FORM, {"discard": "1"}, follow=True))
    assert not WorkerDraft.objects.exists()


def test_faults_leave_the_draft_where_it_is(desk):
    desk.post(FORM, {**TYPED, "draft": "1"})
    assert desk.post(FORM, {**TYPED, "nik": "12"}).status_code == 422
    assert WorkerDraft.objects.count() == 1


def test_a_draft_is_its_officers_alone(desk, client):
    desk.post(FORM, {**TYPED, "draft": "1"})
    client.force_login(make.regency_officer())
    assert "Ratulangi" not in text_of(client.get(FORM))
    with pytest.raises(NotPermitted):
        drafts.keep(
            village=make.make_village(), typed={"name": "x"}, by=make.village_officer("71.07.03.2007")
        )


def test_what_the_form_does_not_have_is_not_kept(desk):
    assert desk.post(FIELD, {"field": "password", "value": "x"}).status_code == 422
    assert desk.post(FIELD, {"field": "name", "value": "x" * 121}).status_code == 422
    assert not WorkerDraft.objects.exists()


def test_the_form_asks_for_the_line_and_gets_a_fresh_token(desk, client):
    assert desk.get(FIELD).json()["token"]
    client.logout()
    assert client.get(FIELD).status_code == 302
