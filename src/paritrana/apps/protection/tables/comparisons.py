"""Lists that were compared, and the people of one: names and NIK are masked."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import comparisons as words
from paritrana.apps.protection.labels import imports as import_words
from paritrana.apps.protection.models import RosterImport
from paritrana.apps.protection.rules import comparisons as rules
from paritrana.ui.tables import Column, Table


def comparisons(rows: QuerySet[RosterImport], *, create_url: str) -> Table:
    """Return the lists that an office compared."""
    return Table(
        caption=_("Compared lists"),
        file_name="daftar-banding",
        rows=rows,
        columns=[
            Column(
                "pk",
                _("List"),
                value=lambda row: gettext("No. %(number)s") % {"number": row.pk},
                link=lambda row: row.get_absolute_url(),
                sort="pk",
            ),
            Column("region__name", _("Region"), value=lambda row: row.region.full_name, sort="region__name"),
            Column("uploaded_at", _("Handed in"), sort="uploaded_at"),
            Column("rows", _("Rows"), numeric=True, sort="rows"),
            _count("covered", _("Covered"), rules.COVERED, rules.ELSEWHERE),
            _count("eligible", _("Not covered yet, may be registered"), rules.ELIGIBLE),
            Column(
                "state",
                _("State"),
                value=lambda row: import_words.ASKS if row.asks else words.STATE[row.state],
                tone=lambda row: "warn" if row.asks else words.STATE_TONE[row.state],
                sort="state",
            ),
        ],
        empty=(
            _("No list compared yet"),
            _("Hand in a list from another office; nothing of it goes into the register."),
            create_url,
            _("Compare a list"),
        ),
    )


def _count(name: str, label: Any, *groups: str) -> Column:
    def told(row: RosterImport) -> int:
        return sum(row.effect.get(one, 0) for one in groups)

    return Column(name, label, numeric=True, value=told, export=told, sort=False)


def people(roster: RosterImport, rows: Sequence[Mapping[str, Any]]) -> Table:
    """Return the people of a list with what each is to the register."""
    return Table(
        caption=_("People of the list"),
        file_name=f"banding-{roster.pk}",
        rows=rows,
        search=["row", "nik", "village"],
        columns=[
            Column("row", _("Row"), value=lambda row: str(row["row"]), export=lambda row: row["row"]),
            Column("name", _("Name")),
            Column("nik", "NIK", sort=False),
            Column("village", _("Village")),
            Column(
                "group",
                _("Cover"),
                value=lambda row: words.GROUP[row["group"]],
                export=lambda row: str(words.GROUP[row["group"]]),
                tone=lambda row: words.TONE[row["group"]],
            ),
            Column(
                "code",
                _("Why"),
                value=lambda row: words.reason(row["code"]),
                export=lambda row: words.reason(row["code"]),
                sort=False,
            ),
        ],
        empty=(_("Nobody here"), _("No row of the list is of this kind.")),
    )
