"""Employers that owe something, with how their follow-up stands."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import employers as words
from paritrana.apps.protection.queries.employers import EmployerLine
from paritrana.ui.tables import Column, Table


def employers(rows: Sequence[EmployerLine], *, is_known: bool) -> Table:
    """Return the employers to follow, the longest arrears first."""
    if is_known:
        empty = (_("No employer to show"), _("Nobody of this choice owes anything, or show all."))
    else:
        empty = (
            _("No register of employers yet"),
            _("Your BPJS Ketenagakerjaan office delivers it under Coverage; it shows after the next run."),
        )
    return Table(
        caption=_("Employers"),
        file_name="pemberi-kerja",
        rows=rows,
        search=["name", "number", "region"],
        columns=[
            Column("name", _("Employer"), link=lambda row: reverse("protection:employer", args=[row.number])),
            Column("region", _("Region")),
            Column("size", _("Size"), value=_size, sort=_size),
            Column("arrears", _("Months in arrears"), numeric=True, value=_arrears, sort=_arrears),
            Column("missing", _("Workers missing"), numeric=True, value=_workers, sort=_workers),
            Column("programmes", _("Programmes not joined"), value=_programmes, sort=False),
            Column(
                "standing",
                _("Follow-up"),
                value=lambda row: str(words.STANDING[row.standing]),
                tone=lambda row: words.TONE[row.standing],
                sort=lambda row: str(words.STANDING[row.standing]),
            ),
            Column("next_on", _("Look again on")),
            Column("last_done", _("Done last"), sort=False),
        ],
        empty=empty,
    )


def _size(row: EmployerLine) -> str:
    return str(words.SIZE.get(row.sheet.size, row.sheet.size)) if row.sheet else ""


def _arrears(row: EmployerLine) -> int | None:
    return row.sheet.arrears_months if row.sheet else None


def _workers(row: EmployerLine) -> int | None:
    return row.sheet.unregistered if row.sheet else None


def _programmes(row: EmployerLine) -> str:
    if row.sheet is None:
        return gettext("Owes nothing any more")
    return ", ".join(row.sheet.missing)


def day_of(text: str) -> date | None:
    """Return a day of the register as a date."""
    return date.fromisoformat(text) if text else None
