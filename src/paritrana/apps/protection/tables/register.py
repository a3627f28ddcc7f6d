"""Villages, and the workers of one: masked on the screen and in what is saved."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import words
from paritrana.apps.protection.models import Enlistment
from paritrana.apps.protection.queries.register import VillageLine
from paritrana.apps.regions.models import Region
from paritrana.ui.tables import Column, Table


def villages(rows: Sequence[VillageLine]) -> Table:
    """Return the villages of an area with quota, budget and payment."""
    return Table(
        caption=_("Villages"),
        file_name="desa",
        rows=rows,
        search=["village__name", "village__code"],
        columns=[
            Column(
                "village__name",
                _("Village"),
                value=lambda row: row.village.name,
                link=lambda row: reverse("protection:village", args=[row.village.pk]),
            ),
            Column("village__parent__name", _("District")),
            Column("listed", _("Workers"), numeric=True),
            Column(
                "enrolled",
                _("Of the quota"),
                numeric=True,
                value=quota_text,
                tone=lambda row: "good" if row.is_full else "",
            ),
            Column("budgeted", _("Budgeted"), numeric=True),
            Column("paid_until", _("Paid until"), value=lambda row: words.month_text(row.paid_until)),
            Column("state", _("Look at"), value=village_note, tone=village_tone, sort=False),
        ],
        empty=(_("No village in your area"), _("Ask the operator to load the region table.")),
    )


def quota_text(line: VillageLine) -> str:
    """Return "18 of 20", or nothing where no quota is asked."""
    if not line.quota:
        return ""
    return gettext("%(done)s of %(quota)s") % {"done": line.enrolled, "quota": line.quota}


def village_note(line: VillageLine) -> str:
    if line.excluded:
        return gettext("Kelurahan: no village budget")
    if line.has_no_budget:
        return gettext("Budgeted nothing")
    if line.quota and not line.is_full:
        return gettext("Room for %(count)s") % {"count": line.quota - line.enrolled}
    return ""


def village_tone(line: VillageLine) -> str:
    if line.has_no_budget:
        return "bad"
    if line.excluded:
        return "neutral"
    return "warn" if line.quota and not line.is_full else ""


def workers(
    village: Region, rows: Sequence[Enlistment], names: Mapping[int, str], *, stopped: bool, add_url: str
) -> Table:
    """Return the workers of a village; names and NIK are masked."""
    empty = (
        (_("Nobody was stopped"), _("Whoever is taken out of the register stays to be read here."))
        if stopped
        else (_("Nobody in the register yet"), _("Add the first worker."), add_url, _("Add a worker"))
    )
    return Table(
        caption=_("Stopped workers") if stopped else _("Workers"),
        file_name=f"pekerja-{village.pk}",
        rows=rows,
        columns=[
            Column(
                "name",
                _("Name"),
                value=lambda row: names[row.pk],
                link=lambda row: row.get_absolute_url(),
                sort=lambda row: names[row.pk],
            ),
            Column("nik", "NIK", value=lambda row: row.person.masked_nik, sort=False),
            Column("born", _("Born in"), value=lambda row: str(row.person.birth_year or ""), sort=_born),
            Column("occupation", _("Occupation"), value=lambda row: words.OCCUPATION[row.occupation]),
            Column("fund__name", _("Paid by"), value=lambda row: row.fund.name if row.fund else ""),
            Column("listed_on", _("Since")),
            Column("look", _("Look at"), value=_look, tone=_tone, sort=False),
        ],
        empty=empty,
    )


def doubtful(rows: QuerySet[Enlistment]) -> Table:
    """Return the workers of an area with something to look at; NIK are masked, names are not needed."""
    return Table(
        caption=_("Workers with something to mend"),
        file_name="perlu-diperbaiki",
        rows=rows,
        search=["village__name", "village__code", "village__parent__name"],
        columns=[
            Column(
                "person__nik_last",
                "NIK",
                value=lambda row: row.person.masked_nik,
                link=lambda row: row.get_absolute_url(),
                sort=False,
            ),
            Column("village__name", _("Village"), value=lambda row: row.village.name),
            Column("village__parent__name", _("District")),
            Column("person__birth_year", _("Born in"), value=lambda row: str(row.person.birth_year or "")),
            Column("look", _("Look at"), value=_doubts, sort=False),
        ],
        empty=(_("Nothing to mend"), _("No listed worker has anything to look at.")),
    )


def _doubts(row: Enlistment) -> str:
    return "; ".join(words.doubt_text(code) for code in row.doubts)


def _born(row: Enlistment) -> int:
    return row.person.birth_year


def _look(row: Enlistment) -> str:
    if row.stop_reason:
        return str(words.STOP[row.stop_reason])
    count = len(row.doubts)
    return gettext("%(count)s to mend") % {"count": count} if count else ""


def _tone(row: Enlistment) -> str:
    if row.stop_reason:
        return "neutral"
    return "warn" if row.doubts else ""
