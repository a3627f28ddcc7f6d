"""The entries of a log as a list."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from paritrana.apps.ledger import labels
from paritrana.apps.ledger.models import Entry
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table


def entries(log: str, rows: QuerySet[Entry], *, zone: str) -> Table:
    """Return the list of entries, newest or oldest first as the reader likes; times in the zone given."""
    return Table(
        caption=_("Entries of the log"),
        file_name=f"jejak-{slugify(log.replace('/', '-'))}",
        rows=rows,
        columns=[
            Column(
                "seq",
                _("Number"),
                sort="seq",
                value=lambda row: str(row.seq),
                export=lambda row: row.seq,
                link=lambda row: reverse("ledger:leaf", args=[row.log, row.seq]),
            ),
            Column(
                "at",
                _("When"),
                sort="at",
                value=lambda row: formats.moment(row.at, zone),
                export=lambda row: formats.moment(row.at, zone),
            ),
            Column("event", _("What happened"), sort="event", value=lambda row: labels.sentence(row.event)),
            Column("code", _("Code"), sort="event", value=lambda row: row.event),
            Column("actor", _("By"), sort="actor", value=lambda row: labels.actor(row.actor)),
            Column("subject", _("About"), sort="subject"),
            Column(
                "leaf_hash",
                _("Hash"),
                sort=False,
                value=lambda row: f"{row.leaf_hash[:12]}…",
                export=lambda row: row.leaf_hash,
            ),
        ],
        search=["event", "subject", "leaf"],
        empty=(
            _("No entry here"),
            _("Every change leaves an entry. Choose another kind of event, or come back later."),
        ),
        per_page=50,
    )
