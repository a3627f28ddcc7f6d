"""Who reads the outbox, and what it shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import make_operator, make_user

from paritrana.apps.notices import commands
from paritrana.apps.notices.models import Message

pytestmark = pytest.mark.django_db


def _send(subject="Undangan"):
    return commands.send(
        to="a@contoh.invalid",
        kind="invitation.sent",
        subject=subject,
        body="Buka http://localhost/undangan/abc.",
    )


def test_off_the_demo_only_the_operator_reads(client):
    message = _send()
    assert client.get("/kotak-keluar")["Location"].startswith("/akun/masuk")
    client.force_login(make_user())
    assert client.get("/kotak-keluar").status_code == 403
    assert client.get(f"/kotak-keluar/{message.pk}").status_code == 403
    client.force_login(make_operator())
    assert "Undangan" in client.get("/kotak-keluar").text
    assert "undangan/abc" in client.get(f"/kotak-keluar/{message.pk}").text


def test_in_the_demo_anybody_at_the_machine_reads(client, settings):
    settings.DEMO = True
    message = _send()
    assert 'href="http://localhost/undangan/abc"' in client.get(f"/kotak-keluar/{message.pk}").text
    assert client.get("/kotak-keluar").status_code == 200
    away = {"REMOTE_ADDR": "10.0.0.5"}
    assert client.get("/kotak-keluar", **away)["Location"].startswith("/akun/masuk")


def test_an_empty_outbox_says_what_will_be_there(client):
    client.force_login(make_operator())
    assert client.get("/kotak-keluar").status_code == 200
    assert client.get("/kotak-keluar/999").status_code == 404


def test_messages_are_filtered_searched_and_exported(client):
    _send("Undangan juri")
    Message.objects.filter(pk=_send("Undangan bupati").pk).update(failure="ConnectionRefusedError")
    client.force_login(make_operator())
    failed = client.get("/kotak-keluar?status=failed").text
    assert "Undangan bupati" in failed
    assert "Undangan juri" not in failed
    assert "Undangan juri" in client.get("/kotak-keluar?cari=juri").text
    assert client.get("/kotak-keluar?format=xlsx")["Content-Type"].endswith("spreadsheetml.sheet")


def test_the_operator_sends_a_failed_message_again(client):
    message = _send()
    Message.objects.filter(pk=message.pk).update(failure="ConnectionRefusedError")
    client.force_login(make_operator())
    assert f'action="/kotak-keluar/{message.pk}/ulang"' in client.get(f"/kotak-keluar/{message.pk}").text
    assert client.post(f"/kotak-keluar/{message.pk}/ulang").status_code == 302
    message.refresh_from_db()
    assert message.failure == ""
    assert client.post(f"/kotak-keluar/{message.pk}/ulang").status_code == 409


def test_the_list_asks_as_much_for_thirty_rows_as_for_one(client):
    client.force_login(make_operator())
    _send()
    with CaptureQueriesContext(connection) as one:
        client.get("/kotak-keluar")
    for number in range(29):
        _send(f"Undangan {number}")
    with CaptureQueriesContext(connection) as thirty:
        assert "Undangan 28" in client.get("/kotak-keluar").text
    assert len(one) == len(thirty)
