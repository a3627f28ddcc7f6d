"""A person's own page: office, language, roles, and what the ledger holds of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import make_operator, make_user
from tests.factories.organisations import make_member, make_organisation

from paritrana.apps.accounts import queries
from paritrana.apps.accounts.commands import change_profile
from paritrana.ui.demo import TUTORIAL

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get("/akun/saya")["Location"].startswith("/akun/masuk?next=")


def test_the_page_shows_roles_and_own_entries_only(client):
    held = make_member(organisation=make_organisation(name="PT Contoh"), office="Direktur")
    other = make_member(organisation=make_organisation(name="PT Tetangga"))
    client.force_login(held.user)
    page = client.get("/akun/saya").text
    assert "PT Contoh" in page
    assert "Direktur" in page
    assert "PT Tetangga" not in page
    assert other.user.email not in page


def test_office_and_language_are_saved(client):
    user = make_user()
    client.force_login(user)
    answer = client.post("/akun/saya", {"label": "Kepala Dinas", "language": "en"})
    assert answer.status_code == 302
    assert answer.cookies["django_language"].value == "en"
    user.refresh_from_db()
    assert (user.label, user.language) == ("Kepala Dinas", "en")


def test_an_empty_office_is_shown_as_a_fault(client):
    client.force_login(make_user())
    assert client.post("/akun/saya", {"label": "", "language": "id"}).status_code == 422


def test_the_own_log_is_exported_to_excel(client):
    client.force_login(make_user())
    assert client.get("/akun/saya?format=xlsx")["Content-Type"].endswith("spreadsheetml.sheet")


def test_the_page_asks_as_much_for_thirty_entries_as_for_one(client):
    user = make_user()
    client.force_login(user)
    client.get("/akun/saya")
    with CaptureQueriesContext(connection) as one:
        client.get("/akun/saya")
    for number in range(30):
        change_profile(user=user, label=f"Kepala {number}", language="id", by=user)
    with CaptureQueriesContext(connection) as thirty:
        client.get("/akun/saya")
    assert len(one) == len(thirty)


def test_demo_accounts_are_grouped_by_role_and_listed_once(settings):
    settings.DEMO = True
    people = [make_user(label=f"Orang {number}", is_demo=True) for number in range(3)]
    company, village = make_organisation(name="PT A"), make_organisation(name="PT B")
    make_member(role="entrant", organisation=village, user=people[0])
    make_member(role="entrant", organisation=company, user=people[1])
    make_member(role="juror", organisation=village, user=people[1])
    groups = queries.demo_roles()
    listed = [(user.label, place) for group in groups for user, place in group.people]
    assert listed == [("Orang 1", "PT A; PT B"), ("Orang 0", "PT B"), ("Orang 2", "")]
    assert len(groups) == 2


def test_the_people_of_the_tutorial_come_first_and_the_others_are_found_by_words(client, settings):
    settings.DEMO = True
    chair = make_user(label="Ketua", email=TUTORIAL[1], is_demo=True)
    juror = make_user(label="Juri serikat", email=TUTORIAL[0], is_demo=True)
    other = make_user(label="Juri ahli", is_demo=True)
    make_member(role="juror", organisation=make_organisation(name="Kampus Kendari"), user=other)
    assert [user for user, _places in queries.demo_first()] == [juror, chair]
    assert [user for group in queries.demo_roles() for user, _place in group.people] == [other]
    page = client.get("/akun/masuk").text
    assert (
        page.index("Juri serikat") < page.index("Ketua") < page.index("<details>") < page.index("Juri ahli")
    )
    found = client.get("/akun/masuk", {"cari": "kendari AHLI"}).text
    assert found.index("<details open>") < found.index("Juri ahli")
    nothing = client.get("/akun/masuk", {"cari": "ternate"}).text
    assert "Juri ahli" not in nothing
    assert "Ketua" in nothing


def test_the_operator_is_told_as_such():
    operator = make_operator()
    assert len(queries.role_lines([operator])[operator.pk]) == 1
