"""Requests of data subjects: who asks what until when, masked."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.protection.labels import rights as words
from paritrana.apps.protection.models import SubjectRequest
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table


def subjects(rows: QuerySet[SubjectRequest], *, now: datetime, new_url: str, answered: bool) -> Table:
    """Return the requests of an area."""
    empty = (
        (_("Nothing was answered yet"), _("What you answer stays to be read here."))
        if answered
        else (
            _("Nobody waits for an answer"),
            _("When a person comes with a wish about the own data, write it down at once: the hours count."),
            new_url,
            _("Write a wish down"),
        )
    )
    return Table(
        caption=_("Answered wishes") if answered else _("Open wishes"),
        file_name="permintaan-subjek-data",
        rows=rows,
        columns=[
            Column(
                "kind",
                _("Wish"),
                value=lambda row: words.SUBJECT[row.kind],
                link=lambda row: row.get_absolute_url(),
                sort="kind",
            ),
            Column("nik", "NIK", value=_nik, sort=False),
            Column("village", _("Village"), value=_village, sort=False),
            Column("received_at", _("Received"), value=_received, sort="received_at"),
            Column("due_at", _("Answer until"), value=_due, sort="due_at"),
            Column("state", _("State"), value=lambda row: state_text(row, now), tone=_tone(now), sort=False),
        ],
        empty=empty,
    )


def state_text(row: SubjectRequest, now: datetime) -> str:
    """Return how it stands: the result, or how late it is."""
    if not row.is_open:
        return str(words.SUBJECT_RESULT[row.result])
    return gettext("Overdue") if now > row.due_at else str(words.SUBJECT_STATE[row.state])


def tone(row: SubjectRequest, now: datetime) -> str:
    return "bad" if row.is_open and now > row.due_at else words.SUBJECT_TONE[row.state]


def zone(row: SubjectRequest) -> str:
    return row.worker.village.zone if row.worker else "WIB"


def _tone(now: datetime):  # type: ignore[no-untyped-def]
    return lambda row: tone(row, now)


def _nik(row: SubjectRequest) -> str:
    return row.worker.person.masked_nik if row.worker else gettext("Nothing is held here")


def _village(row: SubjectRequest) -> str:
    return row.worker.village.full_name if row.worker else ""


def _received(row: SubjectRequest) -> str:
    return formats.moment(row.received_at, zone(row))


def _due(row: SubjectRequest) -> str:
    return formats.moment(row.due_at, zone(row))
