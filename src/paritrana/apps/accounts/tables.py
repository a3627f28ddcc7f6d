"""A person's own part of the ledger."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

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
