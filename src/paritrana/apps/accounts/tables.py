"""A person's own part of the ledger, and the operator's list of accounts."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paritrana.apps.accounts import labels
from paritrana.apps.accounts.models import User
from paritrana.apps.ledger.labels import sentence
from paritrana.apps.ledger.models import Entry
from paritrana.ui.tables import Column, Table


def entries_table(rows: QuerySet[Entry]) -> Table:
    """Return what the ledger holds of one person, newest first."""
    return Table(
        caption=_("What the ledger holds of you"),
        file_name="jejak-saya",
        rows=rows,
        columns=[
            Column(
                "event",
                _("Event"),
                value=lambda row: sentence(row.event),
                sort="event",
            ),
            Column("at", _("When"), sort="at"),
            Column("log", _("Log"), sort="log"),
            Column("seq", _("Number"), numeric=True, sort=False),
        ],
        per_page=20,
        empty=(_("Nothing yet"), _("What you do here is recorded and will appear in this list.")),
    )


def accounts_table(rows: QuerySet[User]) -> Table:
    """Return every account with its state; each leads to the page where it is closed or opened."""
    return Table(
        caption=_("Accounts"),
        file_name="akun",
        rows=rows,
        columns=[
            Column(
                "label",
                _("Shown as"),
                link=lambda row: reverse("accounts:detail", args=[row.pk]),
                sort="label",
            ),
            Column("email", _("E-mail address"), sort="email"),
            Column(
                "state",
                _("State"),
                value=lambda row: labels.state(row.is_active),
                tone=lambda row: "good" if row.is_active else "warn",
                sort="is_active",
            ),
            Column("date_joined", _("Account since"), sort="date_joined"),
            Column("last_login", _("Last signed in"), sort="last_login"),
        ],
        search=["label", "email"],
        empty=(_("No account is like that"), _("Change what you search for.")),
    )
