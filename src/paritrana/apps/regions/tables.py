"""The lists of this room."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from paritrana.apps.regions import labels
from paritrana.apps.regions.models import Region
from paritrana.core.regions import Kind, Level, island_group_of
from paritrana.ui.tables import Column, Table


def provinces_table(rows: QuerySet[Region]) -> Table:
    """The provinces, with zone and island group."""
    return Table(
        caption=_("Provinces"),
        file_name="wilayah-provinsi",
        rows=rows,
        columns=[
            *_name_and_code(),
            Column("island", _("Islands"), value=lambda row: labels.ISLANDS[island_group_of(row.place)]),
            Column("zone", _("Time zone"), value=lambda row: labels.ZONE[row.zone], sort="zone"),
            Column("below", labels.LEVELS[Level.REGENCY], numeric=True, sort="below"),
        ],
        empty=(
            _("The region table is not loaded yet"),
            _("The operator loads it when setting up the site."),
        ),
    )


def children_table(parent: Region, rows: QuerySet[Region], level: Level) -> Table:
    """What lies right below a region; villages come with the titles of head and council."""
    return Table(
        caption=labels.LEVELS[level],
        file_name=f"wilayah-{parent.code}",
        rows=rows,
        columns=[*_name_and_code(), _kind(), *_last_columns(level)],
        empty=(_("Nothing is recorded below this region"), _("Go back to the region above.")),
    )


def found_table(rows: QuerySet[Region]) -> Table:
    """What a search found, each with the regions it lies in."""
    return Table(
        caption=_("Regions found"),
        file_name="wilayah-hasil-pencarian",
        rows=rows,
        columns=[
            *_name_and_code(),
            _kind(),
            Column("above", _("Lies in"), value=lambda row: ", ".join(_above(row))),
            Column("zone", _("Time zone"), value=lambda row: row.zone, sort="zone"),
        ],
        empty=(
            _("No region of this name"),
            _("Check the spelling, type less of the name, or choose all levels."),
        ),
    )


def _name_and_code() -> list[Column]:
    return [
        Column("name", _("Name"), link=lambda row: row.get_absolute_url(), sort="name"),
        Column("code", _("Code"), sort="code"),
    ]


def _kind() -> Column:
    return Column(
        "kind",
        _("Kind"),
        value=lambda row: labels.KIND[Kind(row.kind)],
        export=lambda row: str(labels.KIND[Kind(row.kind)]),
        sort="kind",
    )


def _last_columns(level: Level) -> Iterable[Column]:
    if level is Level.VILLAGE:
        return [
            Column(
                "head_title", _("Title of the head"), value=head_title, export=head_title, sort="head_title"
            ),
            Column("council_title", _("Council"), sort="council_title"),
        ]
    lower = list(Level)[level.depth + 1]
    return [Column("below", labels.LEVELS[lower], numeric=True, sort="below")]


def head_title(row: Region) -> Any:
    """Return the title of a village head; an unchecked one says so."""
    if row.words_checked or not row.head_title:
        return capfirst(row.head_title)
    return _("%(title)s (unchecked)") % {"title": capfirst(row.head_title)}


def _above(row: Region) -> Iterable[str]:
    above = row.parent
    while above is not None:
        yield above.full_name
        above = above.parent
