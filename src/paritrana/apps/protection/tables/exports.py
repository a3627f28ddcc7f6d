"""Exports of people: who asked, who let out, fetched or not; never the people."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.models import PeopleExport
from paritrana.apps.protection.rules.rights import FETCH_WITHIN
from paritrana.apps.protection.states import ExportState
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table


def exports(rows: QuerySet[PeopleExport], *, now: datetime, ask_url: str) -> Table:
    """Return the exports that an officer meets."""
    return Table(
        caption=_("Exports of people"),
        file_name="ekspor-data-pekerja",
        rows=rows,
        columns=[
            Column("region__name", _("People of"), value=lambda row: row.region.full_name, link=_url),
            Column("purpose", _("Purpose"), value=lambda row: words.EXPORT_PURPOSE[row.purpose], sort=False),
            Column("asked_by", _("Asked by"), value=lambda row: row.asked_by.label, sort=False),
            Column("asked_at", _("Asked on"), value=_asked_at, sort="asked_at"),
            Column("state", _("State"), value=lambda row: state_text(row, now), tone=tone, sort=False),
            Column("decided_by", _("Decided by"), value=_decided_by, sort=False),
            Column("people", _("People"), numeric=True, sort="people"),
        ],
        empty=(
            _("No export was asked for"),
            _("People's data leave the site only when a second person agrees."),
            ask_url,
            _("Ask for an export"),
        ),
    )


def is_late(row: PeopleExport, now: datetime) -> bool:
    """Whether the time in which it could be fetched is over."""
    return row.state == ExportState.APPROVED and now >= row.decided_at + FETCH_WITHIN


def state_text(row: PeopleExport, now: datetime) -> object:
    """Return how it stands, in words."""
    return words.LAPSED if is_late(row, now) else words.EXPORT[row.state]


def tone(row: PeopleExport) -> str:
    return words.EXPORT_TONE[row.state]


def _asked_at(row: PeopleExport) -> str:
    return formats.moment(row.asked_at, row.region.zone)


def _url(row: PeopleExport) -> str:
    return row.get_absolute_url()


def _decided_by(row: PeopleExport) -> str:
    return row.decided_by.label if row.decided_by else ""
