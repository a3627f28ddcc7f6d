"""Who is enrolled or paid for twice, as a list; names and NIK are masked."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels.doubles import months_text
from paritrana.apps.protection.queries.doubles import Line
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table


def doubled(rows: Sequence[Line], names: Mapping[int, str], funds: Mapping[int, str]) -> Table:
    """Return the workers of whom something stands twice.  names, funds: what they are called, by key."""
    return Table(
        caption=_("Enrolled or paid for twice"),
        file_name="terdaftar-dua-kali",
        rows=rows,
        columns=[
            Column(
                "name",
                _("Name"),
                value=lambda row: names[row.worker.pk],
                link=lambda row: row.worker.get_absolute_url(),
                sort=lambda row: names[row.worker.pk],
            ),
            Column("nik", "NIK", value=lambda row: row.worker.person.masked_nik, sort=False),
            Column("worker__village__full_name", _("Village")),
            Column("what", _("To mend"), value=_what, sort=False),
            Column(
                "months", _("Months paid twice"), value=lambda row: months_text(row.doubled.spans), sort=False
            ),
            Column(
                "too_much",
                _("Paid too much (rupiah)"),
                numeric=True,
                value=lambda row: formats.rupiah(row.doubled.too_much),
                export=lambda row: row.doubled.too_much,
                sort=lambda row: row.doubled.too_much,
            ),
            Column(
                "funds",
                _("Paid by"),
                value=lambda row: ", ".join(funds[key] for key in row.funds),
                sort=False,
            ),
        ],
        empty=(
            _("Nobody stands twice"),
            _("Whoever is enrolled or paid for twice after a merge comes here."),
        ),
    )


def _what(row: Line) -> str:
    found = []
    if count := len(row.doubled.enrolments):
        found.append(gettext("end one of %(count)s enrolments") % {"count": formats.number(count)})
    if count := len(row.doubled.pledges):
        found.append(gettext("end one of %(count)s pledges") % {"count": formats.number(count)})
    if count := len(row.doubled.paid):
        text = ngettext("take %(count)s month back", "take %(count)s months back", count)
        found.append(text % {"count": formats.number(count)})
    return "; ".join(found)
