"""The village quota as a table: budgeted, enrolled, paid, and how each village stands."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import plans as told
from paritrana.apps.protection.labels import words
from paritrana.apps.protection.queries.quotas import QuotaLine
from paritrana.apps.protection.tables.register import quota_text
from paritrana.core.programmes.plan import Place
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table

_ORDER = (Place.OPEN, Place.NO_BUDGET, Place.FULL, Place.KELURAHAN)


def quotas(rows: Sequence[QuotaLine], *, fund_url: str, is_filtered: bool) -> Table:
    """Return the villages under the quota of a year, those with room first, those left out last."""
    empty = (
        (_("No village stands so"), _("Choose another state above."))
        if is_filtered
        else (
            _("No fund asks a quota of the villages"),
            _("Enter a village fund with the residents that every village budgets for."),
            fund_url,
            _("Enter a fund"),
        )
    )
    return Table(
        caption=_("Village quota"),
        file_name="kuota-desa",
        rows=sorted(rows, key=lambda row: _ORDER.index(row.place)),
        search=["village__name", "village__code"],
        columns=[
            Column(
                "village__name",
                _("Village"),
                value=lambda row: row.village.name,
                link=lambda row: reverse("protection:village", args=[row.village.pk]),
            ),
            Column("village__parent__name", _("District")),
            Column("budgeted", _("Budgeted"), numeric=True),
            Column(
                "enrolled",
                _("Enrolled"),
                numeric=True,
                value=lambda row: quota_text(row.line),
                export=lambda row: row.enrolled,
            ),
            _money("committed", _("Budgeted money"), lambda row: row.committed),
            _money("paid", _("Paid"), lambda row: row.paid),
            Column("paid_until", _("Paid until"), value=lambda row: words.month_text(row.paid_until)),
            Column(
                "place",
                _("State"),
                value=lambda row: told.PLACE[row.place],
                tone=lambda row: told.PLACE_TONE[row.place],
            ),
        ],
        totals=_totals(rows) if rows else {},
        empty=empty,
    )


def _totals(rows: Sequence[QuotaLine]) -> dict[str, object]:
    return {
        "village__name": gettext("Total"),
        "budgeted": sum(one.budgeted for one in rows),
        "enrolled": sum(one.enrolled for one in rows),
        "committed": formats.rupiah(sum(one.committed for one in rows)),
        "paid": formats.rupiah(sum(one.paid for one in rows)),
    }


def _money(key: str, label: object, amount) -> Column:  # type: ignore[no-untyped-def]
    return Column(
        key,
        label,  # type: ignore[arg-type]  # a text to be translated
        numeric=True,
        value=lambda row: formats.rupiah(amount(row)),
        export=amount,
    )
