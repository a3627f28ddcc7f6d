"""Every message stays in the outbox; where mail leaves the house, delivery or failure is written down."""

import pytest
from django.core import mail
from tests.factories.accounts import make_operator, make_user

from paritrana.apps.notices import commands, queries
from paritrana.apps.notices.models import Message
from paritrana.errors import NotPermitted, RuleRefused

pytestmark = pytest.mark.django_db
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
NOWHERE = {
    "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "OPTIONS": {"host": "127.0.0.1", "port": 9},
}


def _send(kind="invitation.sent"):
    return commands.send(
        to="a@contoh.invalid",
        kind=kind,
        subject="Undangan\nbaru",
        body="Buka http://localhost/undangan/abc ini",
    )


def test_a_message_about_a_page_ends_with_its_full_address(settings):
    settings.SITE_URL = "https://paritrana.contoh.go.id"
    message = commands.send(
        to="a@contoh.invalid", kind="result.published", subject="Hasil", body="Sudah.\n", page="/hasil/a"
    )
    assert message.body == "Sudah.\n\nBuka / Open: https://paritrana.contoh.go.id/hasil/a\n"


@pytest.fixture
def onward(settings):
    settings.MAILERS = {"default": settings.MAILERS["default"], "onward": {"BACKEND": LOCMEM}}


@pytest.fixture
def broken(settings):
    settings.MAILERS = {"default": settings.MAILERS["default"], "onward": NOWHERE}


def test_without_a_mailer_a_message_is_kept_readable(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = _send()
    message.refresh_from_db()
    assert message.sent_at is None
    assert message.failure == ""
    assert "undangan/abc" in message.body
    assert message.subject == "Undangan baru"


def test_a_delivered_message_no_longer_shows_its_link(onward, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = _send()
    message.refresh_from_db()
    assert "undangan/abc" in mail.outbox[0].body
    assert message.sent_at is not None
    assert "undangan/abc" not in message.body


def test_a_message_without_a_secret_stays_whole(onward, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = _send(kind="interview.told")
    message.refresh_from_db()
    assert "undangan/abc" in message.body


def test_a_failed_delivery_is_written_down_and_tried_again(
    settings, broken, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        message = _send()
    message.refresh_from_db()
    assert message.failure.startswith("ConnectionRefusedError")
    assert list(queries.messages(delivery="failed")) == [message]
    settings.MAILERS = {**settings.MAILERS, "onward": {"BACKEND": LOCMEM}}
    with django_capture_on_commit_callbacks(execute=True):
        commands.retry(message=message, by=make_operator())
    message.refresh_from_db()
    assert message.sent_at is not None
    assert list(queries.messages(delivery="sent")) == [message]


def test_only_what_failed_is_tried_again_and_only_by_the_operator():
    message = _send()
    with pytest.raises(NotPermitted):
        commands.retry(message=message, by=make_user())
    with pytest.raises(RuleRefused, match="not_failed"):
        commands.retry(message=message, by=make_operator())


def test_every_mail_of_the_site_goes_through_the_outbox(settings):
    settings.MAILERS = {"default": {"BACKEND": "paritrana.server.mail.OutboxBackend"}}
    mail.EmailMessage(
        "Judul", "Isi", to=["a@contoh.invalid", "b@contoh.invalid"], headers={"X-Paritrana-Kind": "account.x"}
    ).send()
    assert set(Message.objects.values_list("to", "kind")) == {
        ("a@contoh.invalid", "account.x"),
        ("b@contoh.invalid", "account.x"),
    }
