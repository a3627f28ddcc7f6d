"""Pages of a log: who reads it, what they find there, and what a check says."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import awards, results
from tests.factories import ledger as factory

from paritrana.apps.ledger import labels, queries
from paritrana.apps.ledger.models import Entry, Log
from paritrana.apps.organisations.models import Organisation
from paritrana.apps.organisations.states import Kind, Role
from paritrana.core.units import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return awards.make_edition()


@pytest.fixture
def office(client, edition):
    client.force_login(awards.secretary_of(edition))
    return client


def address(edition, seq=None):
    name = edition.ledger_log
    return reverse("ledger:log", args=[name]) if seq is None else reverse("ledger:leaf", args=[name, seq])


def make_auditor():
    office = Organisation.objects.create(kind=Kind.OFFICE, name="Inspektorat", created_at=awards.EARLY)
    return awards.make_member(office, Role.AUDITOR)


READERS = {
    "secretariat": (lambda edition: awards.secretary_of(edition), 200, 403),
    "juror": (lambda edition: awards.holder_of(edition.seats.first()), 200, 403),
    "auditor": (lambda _edition: make_auditor(), 200, 200),
    "operator": (lambda _edition: awards.make_user(is_operator=True), 200, 200),
    "another secretariat": (lambda _edition: awards.make_member(awards.make_secretariat("74")), 403, 403),
    "somebody": (lambda _edition: awards.make_user(), 403, 403),
    "nobody": (lambda _edition: None, 403, 403),
    "a former operator": (lambda _edition: awards.make_user(is_operator=True, is_active=False), 403, 403),
}


@pytest.mark.parametrize("who", READERS)
def test_before_publication_a_log_is_for_its_readers(client, edition, who):
    make, of_edition, of_house = READERS[who]
    user = make(edition)
    if user:
        client.force_login(user)
    assert client.get(address(edition)).status_code == of_edition
    assert client.get(address(edition, 0)).status_code == of_edition
    assert client.get(reverse("ledger:log", args=["house"])).status_code == of_house


def test_after_publication_everybody_reads_it(client):
    world = results.make_published()
    assert client.get(address(world.edition)).status_code == 200
    assert client.get(address(world.edition, 3)).status_code == 200
    assert client.get(reverse("ledger:log", args=["house"])).status_code == 403


@pytest.mark.parametrize("name", ["edition/none", "nonsense", "edition/", "house/1/2"])
def test_a_log_that_is_not_there_is_not_found(client, name):
    client.force_login(awards.make_user(is_operator=True))
    assert client.get(f"/jejak/{name}").status_code == 404


def test_an_edition_named_by_a_year_alone_keeps_its_own_address():
    assert reverse("ledger:log", args=["edition/2023"]) == "/jejak/edition/2023"
    assert reverse("ledger:leaf", args=["edition/2023", 5]) == "/jejak/edition/2023/5"


def test_events_stand_in_sentences_and_an_unknown_one_shows_its_code(office, edition):
    factory.noted("thing.never_heard_of", subject=factory.Thing(1, edition.ledger_log))
    page = office.get(address(edition)).content.decode()
    assert labels.sentence("edition.created") in page
    assert "thing.never_heard_of" in page
    assert str(queries.checkpoint_of(edition.ledger_log)).splitlines()[2] in page


def test_times_are_those_of_the_edition_and_the_houses_own_are_wib(client):
    client.force_login(awards.make_user(is_operator=True))
    with clock.at(datetime(2024, 3, 1, 16, 30, tzinfo=UTC)):
        edition = awards.make_edition()
    for where in (address(edition), address(edition, 0)):
        page = client.get(where).content.decode().replace("\N{NO-BREAK SPACE}", " ")
        assert "00.30 WITA" in page
        assert "2 Maret 2024" in page
        assert "WIB" not in page
    house = client.get(reverse("ledger:log", args=["house"])).content.decode()
    assert "WITA" not in house


def test_one_kind_of_event_is_shown_alone(office, edition):
    page = office.get(address(edition), {"peristiwa": "edition.created"}).content.decode()
    assert address(edition, 0) in page
    assert address(edition, 1) not in page


def test_the_list_goes_to_excel_with_whole_hashes(office, edition):
    answer = office.get(address(edition), {"format": "xlsx"})
    strings = zipfile.ZipFile(io.BytesIO(answer.content)).read("xl/sharedStrings.xml").decode()
    assert Entry.objects.filter(log=edition.ledger_log).first().leaf_hash in strings


def test_a_check_says_that_the_log_holds_or_names_what_does_not(office, edition):
    sound = office.get(address(edition), {"periksa": "1"}).content.decode()
    assert "notice-good" in sound
    assert "notice-bad" not in sound
    Entry.objects.filter(log=edition.ledger_log, seq=2).update(actor="user:99999")
    broken = office.get(address(edition), {"periksa": "1"}).content.decode()
    assert "notice-bad" in broken
    assert "notice-good" not in broken


def test_a_log_whose_edge_is_spoilt_is_still_shown_and_does_not_hold(office, edition):
    Log.objects.filter(name=edition.ledger_log).update(frontier=["no hash"])
    page = office.get(address(edition), {"periksa": "1"})
    assert page.status_code == 200
    assert "notice-bad" in page.content.decode()
    assert "notice-bad" in office.get(address(edition, 1)).content.decode()


def test_a_leaf_is_shown_with_its_proof_and_a_plain_verdict(office, edition):
    inclusion = queries.inclusion_of(edition.ledger_log, 1)
    page = office.get(address(edition, 1)).content.decode()
    assert "notice-good" in page
    assert all(node in page for node in inclusion.proof)
    assert inclusion.entry.leaf_hash in page
    Entry.objects.filter(log=edition.ledger_log, seq=1).update(leaf='{"bent":true}')
    assert "notice-bad" in office.get(address(edition, 1)).content.decode()
    assert office.get(address(edition, 999)).status_code == 404


def test_the_list_asks_the_same_number_of_queries_at_any_length(office, edition):
    numbers = []
    for more in (0, 30):
        factory.filled_log(more, log=edition.ledger_log)
        office.get(address(edition))
        with CaptureQueriesContext(connection) as asked:
            office.get(address(edition))
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]
