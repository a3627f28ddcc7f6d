"""Villages with the cover of each role, offices with their honorary staff, and the gaps."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import ecosystem as words
from paritrana.apps.protection.queries.ecosystem import Gap, PlaceLine
from paritrana.apps.protection.rules.ecosystem import OF_VILLAGES, Tally
from paritrana.apps.protection.states import VillageRole
from paritrana.apps.protection.tables.sponsors import percent
from paritrana.ui.tables import Column, Table


def villages(rows: Sequence[PlaceLine]) -> Table:
    """Return the villages, each role as covered of all."""
    return Table(
        caption=_("Villages"),
        file_name="ekosistem-desa",
        rows=rows,
        search=["village__name", "village__code"],
        columns=[
            Column(
                "village__name",
                _("Village"),
                value=lambda row: row.village.name,
                link=lambda row: reverse("protection:roles", args=[row.village.pk]),
            ),
            Column("village__parent__name", _("District")),
            *(_role(role) for role in OF_VILLAGES),
            Column("share", _("Covered"), value=_share, sort=lambda row: row.rate.share),
            Column("gap", _("Not covered"), numeric=True),
        ],
        empty=(_("No village in your area"), _("Ask the operator to load the region table.")),
    )


def _role(role: VillageRole) -> Column:
    def cover(row: PlaceLine) -> str:
        return of_all(row.tallies.get(role, Tally()))

    return Column(str(role), words.ROLE[role], value=cover, sort=_covered(role))


def _covered(role: VillageRole) -> Callable[[Any], Any]:
    return lambda row: row.tallies.get(role, Tally()).rate.share


def of_all(tally: Tally) -> str:
    """Return "3 of 5", or nothing for a role that nobody counted."""
    if not tally.number:
        return ""
    return gettext("%(done)s of %(quota)s") % {"done": tally.covered, "quota": tally.number}


def _share(row: PlaceLine) -> str:
    return percent(row.rate) or gettext("Not counted yet")


def offices(rows: Sequence[PlaceLine], *, create_url: str, own: Collection[int]) -> Table:
    """Return the offices with their honorary staff.  own: the offices that may count theirs."""
    return Table(
        caption=_("Offices"),
        file_name="honorer-menurut-kantor",
        rows=rows,
        search=["workplace__name"],
        columns=[
            Column(
                "workplace__name",
                _("Workplace"),
                value=lambda row: row.workplace.name,
                link=lambda row: _count_url(row, own),
            ),
            Column("number", _("Honorary staff (non-ASN)"), numeric=True, value=_number, sort=_number),
            Column("covered", _("Covered"), numeric=True, value=_part, sort=_part),
            Column("share", _("Rate"), numeric=True, value=_share, sort=lambda row: row.rate.share),
            Column("gap", _("Not covered"), numeric=True),
        ],
        empty=(
            _("No office counted yet"),
            _("Enter the first office, then count its honorary staff."),
            create_url,
            _("Enter an office"),
        ),
    )


def _number(row: PlaceLine) -> int:
    return int(row.rate.whole)


def _part(row: PlaceLine) -> int:
    return int(row.rate.part)


def gaps(rows: Sequence[Gap], *, own: Collection[int]) -> Table:
    """Return every role in which somebody is not covered.  own: the offices that may count theirs."""
    return Table(
        caption=_("Who is not covered"),
        file_name="celah-ekosistem",
        rows=rows,
        columns=[
            Column(
                "place",
                _("Village or office"),
                value=_place,
                link=lambda row: _place_url(row, own),
                sort=_place,
            ),
            Column("district", _("District"), value=_district, sort=_district),
            Column("role", _("Role held"), value=_role_text, sort=_role_text),
            Column("number", _("There are"), numeric=True, value=lambda row: row.tally.number, sort=False),
            Column("covered", _("Covered"), numeric=True, value=lambda row: row.tally.covered, sort=False),
            Column("gap", _("Not covered"), numeric=True, value=_gap, sort=_gap),
            Column("waiting", _("Listed without payer"), numeric=True, value=_waiting, sort=False),
        ],
        empty=(_("Nobody who was counted is without cover"), _("Count the villages that were not yet.")),
    )


def _place(row: Gap) -> str:
    place = row.place
    return place.village.full_name if place.village else str(place.workplace)


def _place_url(row: Gap, own: Collection[int]) -> str:
    if row.place.village:
        return reverse("protection:roles", args=[row.place.village.pk])
    return _count_url(row.place, own)


def _count_url(row: PlaceLine, own: Collection[int]) -> str:
    place = row.workplace
    if place is None or place.office_id not in own:
        return ""
    return reverse("protection:honorary-count", args=[place.pk])


def _district(row: Gap) -> str:
    village = row.place.village
    return village.parent.name if village and village.parent else ""


def _role_text(row: Gap) -> str:
    return str(words.role_text(row.role, row.place.village))


def _gap(row: Gap) -> int:
    return row.tally.gap


def _waiting(row: Gap) -> object:
    return row.tally.waiting or ""
