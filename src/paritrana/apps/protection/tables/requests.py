"""Workers' own requests, masked on the screen and in what is saved."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.labels import words as general
from paritrana.apps.protection.queries.requests import RequestLine
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table


def requests(rows: Sequence[RequestLine], *, answered: bool, apply_url: str) -> Table:
    """Return requests of an area, those that wait or those that were answered."""
    empty = (
        (_("Nothing was answered yet"), _("What you accept or refuse stays to be read here."))
        if answered
        else (
            _("Nothing waits"),
            _("Workers ask on the public page; help somebody who comes to your office."),
            apply_url,
            _("Open the public page"),
        )
    )
    return Table(
        caption=_("Answered requests") if answered else _("Requests to look at"),
        file_name="permohonan",
        rows=rows,
        columns=[
            Column(
                "name",
                _("Name"),
                value=lambda row: row.name,
                link=lambda row: row.request.get_absolute_url(),
                sort=lambda row: row.name,
            ),
            Column("nik", "NIK", sort=False),
            Column("born", _("Born in")),
            Column("occupation", _("Occupation"), value=_occupation, sort=False),
            Column("request__village__name", _("Village")),
            Column("request__asked_at", _("Asked on"), value=_asked_at),
            Column("state", _("State"), value=_state, tone=_tone, sort=False),
        ],
        empty=empty,
    )


def _asked_at(row: RequestLine) -> str:
    return formats.moment(row.request.asked_at, row.request.village.zone)


def _occupation(row: RequestLine) -> object:
    return general.OCCUPATION.get(row.occupation, "")


def _state(row: RequestLine) -> object:
    one = row.request
    return words.REQUEST_REFUSAL[one.reason] if one.reason else words.REQUEST[one.state]


def _tone(row: RequestLine) -> str:
    return words.REQUEST_TONE[row.request.state]
