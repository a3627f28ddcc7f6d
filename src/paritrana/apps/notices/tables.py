"""The outbox as a table."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.apps.notices import labels, rules
from paritrana.apps.notices.models import Message
from paritrana.apps.notices.states import Delivery
from paritrana.ui.tables import Column, Table


def delivery_of(message: Message) -> Delivery:
    return rules.delivery_of(sent_at=message.sent_at, failure=message.failure)


def outbox_table(rows: QuerySet[Message]) -> Table:
    """Return the list of messages, newest first, each linked to its text."""
    return Table(
        caption=_("Messages"),
        file_name="kotak-keluar",
        rows=rows,
        columns=[
            Column(
                "subject",
                _("Subject"),
                sort="subject",
                link=lambda row: reverse("notices:message", args=[row.pk]),
            ),
            Column("to", _("To"), sort="to"),
            Column("kind", _("Cause"), value=lambda row: labels.KIND.get(row.kind, row.kind), sort="kind"),
            Column("created_at", _("Written on"), sort="created_at"),
            Column(
                "delivery",
                _("Delivery"),
                value=lambda row: labels.DELIVERY[delivery_of(row)],
                tone=lambda row: labels.DELIVERY_TONE[delivery_of(row)],
                sort=False,
            ),
        ],
        search=["subject", "to"],
        empty=(
            _("The outbox is empty"),
            _("Invitations and password resets appear here as soon as somebody sends one."),
        ),
    )
