"""The mail backend of the site: every mail becomes a message in the outbox, which sends it onward."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

KIND_HEADER = "X-Paritrana-Kind"


class OutboxBackend(BaseEmailBackend):
    """Keeps each mail once per address; the header X-Paritrana-Kind names what caused it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        from paritrana.apps.notices import commands  # models load only once the site is set up

        for mail in email_messages:
            kind = mail.extra_headers.get(KIND_HEADER, "mail")
            for address in mail.recipients():
                commands.send(to=address, kind=kind, subject=str(mail.subject), body=str(mail.body))
        return len(email_messages)
