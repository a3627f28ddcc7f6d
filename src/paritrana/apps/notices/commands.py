"""Putting a message into the outbox, and handing it onward where mail leaves the house."""

from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db import transaction

from paritrana.apps.ledger import commands as ledger
from paritrana.apps.notices import permissions, rules
from paritrana.apps.notices.models import Message
from paritrana.core.units import clock

ONWARD = "onward"


def full_address(page: str) -> str:
    """Return the address of a page (``/hasil/…``) as a message needs it: with the site's own before it."""
    return f"{settings.SITE_URL}{page}"


def send(*, to: str, kind: str, subject: str, body: str, page: str = "") -> Message:
    """Keep a message in the outbox and try to deliver it once the surrounding change is committed.

    kind: the event that caused it, ``noun.past_participle``.  No ledger entry: the cause has its own.
    page: what the message is about, as a path of the site; its full address ends the message.
    """
    if page:
        body = f"{body.rstrip()}\n\nBuka / Open: {full_address(page)}\n"
    message = Message.objects.create(
        to=to, kind=kind, subject=" ".join(subject.split())[:200], body=body, created_at=clock.now()
    )
    transaction.on_commit(partial(deliver, message_id=message.pk), robust=True)
    return message


def deliver(*, message_id: int) -> None:
    """Hand one message to the onward mailer, if there is one, and write down how it went."""
    if ONWARD not in mailers:
        return
    message = Message.objects.get(pk=message_id)
    if message.sent_at is not None:
        return
    try:
        mailers[ONWARD].send_messages([EmailMessage(message.subject, message.body, to=[message.to])])
    except OSError as fault:
        message.failure = f"{type(fault).__name__}: {fault}"[:200]
    else:
        message.sent_at, message.failure = clock.now(), ""
        message.body = rules.kept_body(kind=message.kind, body=message.body)
    message.save(update_fields=["sent_at", "failure", "body"])


@ledger.recorded
def retry(*, message: Message, by: Any) -> Message:
    """Try a failed message once more."""
    permissions.check_retry(by)
    message = Message.objects.select_for_update().get(pk=message.pk)
    rules.check_retry(rules.delivery_of(sent_at=message.sent_at, failure=message.failure))
    message.failure = ""
    message.save(update_fields=["failure"])
    ledger.append("message.retried", subject=message, by=by, kind=message.kind)
    transaction.on_commit(partial(deliver, message_id=message.pk), robust=True)
    return message
