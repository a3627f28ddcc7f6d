"""Rosters on their way, and the rows of one that need mending: names and NIK are masked."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import imports as words
from paritrana.apps.protection.models import RosterImport
from paritrana.ui.tables import Column, Table


def rosters(rows: QuerySet[RosterImport], *, create_url: str) -> Table:
    """Return the rosters of an office."""
    return Table(
        caption=_("Rosters"),
        file_name="daftar-impor",
        rows=rows,
        columns=[
            Column(
                "pk",
                _("Roster"),
                value=lambda row: gettext("No. %(number)s") % {"number": row.pk},
                link=lambda row: row.get_absolute_url(),
                sort="pk",
            ),
            Column("region__name", _("Region"), value=lambda row: row.region.full_name, sort="region__name"),
            Column("uploaded_at", _("Handed in"), sort="uploaded_at"),
            Column("rows", _("Rows"), numeric=True, sort="rows"),
            Column("rejected", _("Rejected"), numeric=True, sort="rejected"),
            Column(
                "state",
                _("State"),
                value=lambda row: words.ASKS if row.asks else words.STATE[row.state],
                tone=lambda row: "warn" if row.asks else words.TONE[row.state],
                sort="state",
            ),
        ],
        empty=(
            _("No roster handed in yet"),
            _("Hand in the list of workers as your office keeps it, or begin with the template."),
            create_url,
            _("Import a roster"),
        ),
    )


def faulty(roster: RosterImport, rows: Sequence[Mapping[str, Any]], *, may_mend: bool) -> Table:
    """Return the faults and doubts, one line each; the row number leads to where it is mended."""

    def mend(row: Mapping[str, Any]) -> str | None:
        if not may_mend:
            return None
        url = reverse("protection:import-row", args=[roster.pk, row["row"]])
        return f"{url}?kolom={row['at']}" if row["at"] >= 0 else url

    return Table(
        caption=_("Rows to mend"),
        file_name=f"baris-{roster.pk}",
        rows=rows,
        search=["row", "code", "column", "nik"],
        columns=[
            Column(
                "row",
                _("Row"),
                value=lambda row: str(row["row"]),
                export=lambda row: row["row"],
                link=mend,
                sort="row",
            ),
            Column("column", _("Column")),
            Column("name", _("Name")),
            Column("nik", "NIK", sort=False),
            Column("sentence", _("What is wrong"), sort=False),
            Column("cure", _("How to mend it"), sort=False),
            Column(
                "hard",
                _("Effect"),
                value=lambda row: gettext("left out") if row["hard"] else gettext("kept, look at it"),
                tone=lambda row: "bad" if row["hard"] else "warn",
            ),
        ],
        empty=(_("Nothing to mend"), _("No row of this kind has a fault or a doubt.")),
    )
