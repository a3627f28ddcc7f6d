"""Signing in and out, passwords lost and found, and the demo's one-click accounts."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from tests.factories.accounts import PASSWORD, make_user

from paritrana.apps.ledger.models import Entry
from paritrana.apps.notices.models import Message

pytestmark = pytest.mark.django_db
NEW = "kayu-manis-lada-hitam-9"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def outbox(settings):
    """Mail goes where the site puts it, not into the test's own list."""
    settings.MAILERS = {"default": {"BACKEND": "paritrana.server.mail.OutboxBackend"}}


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def _events(user):
    return list(
        Entry.objects.filter(subject=f"accounts.user:{user.pk}")
        .order_by("seq")
        .values_list("event", flat=True)
    )


def test_signing_in_and_out_is_recorded_without_an_address(client):
    user = make_user(password=PASSWORD)
    answer = client.post(
        "/akun/masuk", {"login": user.email.upper(), "password": PASSWORD}, REMOTE_ADDR="10.1.2.3"
    )
    assert answer["Location"] == "/meja"
    client.post("/akun/keluar")
    assert _events(user) == ["user.created", "user.signed_in", "user.signed_out"]
    leaves = " ".join(Entry.objects.values_list("leaf", flat=True))
    assert "10.1.2.3" not in leaves
    assert "invalid" not in leaves


def test_a_wrong_password_says_so_in_indonesian_and_signs_nobody_in(client):
    user = make_user(password=PASSWORD)
    page = client.post("/akun/masuk", {"login": user.email, "password": "salah-sama-sekali"})
    assert page.status_code == 200
    assert "_auth_user_id" not in client.session
    assert 'href="#id_login"' in page.text or "alert" in page.text or "error" in page.text


def test_the_language_of_the_account_is_kept_from_sign_in_on(client):
    user = make_user(password=PASSWORD, language="en")
    answer = client.post("/akun/masuk", {"login": user.email, "password": PASSWORD})
    assert answer.cookies["django_language"].value == "en"


def test_nobody_signs_up_by_themselves(client):
    page = client.get("/akun/daftar")
    assert page.status_code == 200
    assert "password1" not in page.text
    client.post("/akun/daftar", {"email": "baru@contoh.invalid", "password1": PASSWORD})
    assert not Entry.objects.filter(event="user.created").exists()


def test_a_lost_password_is_replaced_through_the_outbox(client, outbox, demo):
    user = make_user(password=PASSWORD)
    answer = client.post("/akun/sandi/lupa", {"email": user.email}, follow=True)
    assert 'href="/kotak-keluar"' in answer.text
    message = Message.objects.get(to=user.email, kind="account.password_reset_key")
    shown = client.get(f"/kotak-keluar/{message.pk}").text
    link = re.search(r'href="http://testserver(/akun/sandi/baru/[^"]+)"', shown).group(1)
    form = client.get(link, follow=True)
    answer = client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW}, follow=True)
    assert answer.redirect_chain[-1][0] == "/akun/sandi/baru/selesai"
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert "password.reset" in _events(user)
    used = Client().get(link, follow=True).text
    assert "password1" not in used


def test_the_answer_to_a_reset_does_not_tell_whether_an_account_exists(client, outbox):
    user = make_user(password=PASSWORD)
    known = client.post("/akun/sandi/lupa", {"email": user.email})
    unknown = client.post("/akun/sandi/lupa", {"email": "tidakada@contoh.invalid"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert client.get(known["Location"]).status_code == 200
    assert Message.objects.get(to="tidakada@contoh.invalid").kind == "account.unknown_account"


def test_the_reset_mail_is_in_the_language_of_the_account(client, outbox):
    user = make_user(password=PASSWORD, language="en")
    client.post("/akun/sandi/lupa", {"email": user.email})
    assert Message.objects.get(to=user.email).subject == "Set a new password for the Paritrana Award site"


def test_a_password_is_changed_by_who_knows_the_present_one(client):
    user = make_user(password=PASSWORD)
    client.force_login(user)
    given = {"oldpassword": "bukan-ini-sandinya", "password1": NEW, "password2": NEW}
    client.post("/akun/sandi", given)
    client.post("/akun/sandi", {**given, "oldpassword": PASSWORD})
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert _events(user).count("password.changed") == 1
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path", ["/akun/keluar", "/akun/ditutup", "/akun/sandi/lupa/terkirim", "/akun/sandi/lupa"]
)
def test_every_page_of_signing_in_opens(client, path):
    client.force_login(make_user(password=PASSWORD))
    assert client.get(path).status_code == 200


def test_what_allauth_brings_beyond_our_pages_is_not_there(client):
    client.force_login(make_user())
    assert client.get("/akun/email/").status_code == 404
    assert client.get("/akun/login/").status_code == 404


def test_a_demo_account_signs_in_with_one_click_at_this_machine(client, demo):
    user = make_user(label="Sekretariat", is_demo=True)
    page = client.get("/akun/masuk").text
    assert "Sekretariat" in page
    assert f'name="akun" value="{user.pk}"' in page
    answer = client.post("/akun/demo", {"akun": user.pk})
    assert answer["Location"] == "/meja"
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize(
    "origin", [{"REMOTE_ADDR": "192.168.1.9"}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, {"REMOTE_ADDR": ""}]
)
def test_one_click_is_refused_from_another_machine(client, demo, origin):
    user = make_user(is_demo=True)
    assert client.post("/akun/demo", {"akun": user.pk}, **origin).status_code == 404
    assert 'name="akun"' not in client.get("/akun/masuk", **origin).text
    assert "_auth_user_id" not in client.session


def test_one_click_is_refused_off_the_demo(client, settings):
    settings.DEMO = True
    user = make_user(is_demo=True)
    settings.DEMO = False
    assert client.post("/akun/demo", {"akun": user.pk}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_one_click_opens_no_ordinary_account(client, demo):
    user = make_user()
    for given in (str(user.pk), "abc", ""):
        assert client.post("/akun/demo", {"akun": given}).status_code == 404
    assert "_auth_user_id" not in client.session
