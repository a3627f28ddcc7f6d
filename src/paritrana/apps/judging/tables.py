"""What the lists of this room show."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.awards.labels.words import seat_title
from paritrana.apps.awards.models import Edition
from paritrana.apps.judging import labels
from paritrana.apps.judging.models import Interview
from paritrana.apps.judging.queries import interviews as interview_queries
from paritrana.apps.judging.queries.rounds import Line, RoundView
from paritrana.apps.judging.queries.sheets import Item, Queue
from paritrana.apps.judging.rules.marks import Progress
from paritrana.apps.judging.states import Mode, SheetState
from paritrana.core.scoring.planning import ANCHOR, Place, Plan
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table

type Text = str | Promise


def seats(rows: Sequence[Mapping[str, Any]]) -> Table:
    """The committees on which a person sits."""
    return Table(
        caption=_("Committees on which you sit"),
        file_name="kursi-saya",
        rows=rows,
        columns=[
            Column("title", _("Edition"), link=lambda row: row["url"]),
            Column("seat", _("Seat")),
        ],
        empty=(
            _("You hold no seat"),
            _("The secretariat of an edition appoints its committee. Your seat then appears here."),
        ),
    )


def queue(edition: Edition, queues: Sequence[Queue]) -> Table:
    """Every entrant of a juror's sheets, in the chosen order."""
    rows = [(one, item) for one in queues for item in one.items]

    def desk(row: tuple[Queue, Item]) -> str:
        own, item = row
        if item.progress == Progress.RECUSED:
            return ""
        if own.is_open:
            return reverse("judging:desk", args=[own.sheet.pk, item.nomination.pk])
        return reverse("judging:sheet-detail", args=[own.sheet.pk])

    return Table(
        caption=_("Entrants to mark"),
        file_name=f"antrean-{edition.slug}",
        rows=rows,
        columns=[
            Column(
                "entrant",
                _("Entrant"),
                value=lambda row: row[1].nomination.organisation.name,
                link=desk,
                sort=lambda row: row[1].nomination.organisation.name,
            ),
            Column("round", _("Round"), value=lambda row: formats.title_of(row[0].title), sort=False),
            Column(
                "state",
                _("State"),
                value=lambda row: labels.PROGRESS[row[1].progress],
                tone=lambda row: labels.PROGRESS_TONE[row[1].progress],
                sort=lambda row: str(row[1].progress),
            ),
            Column(
                "given",
                _("Criteria marked"),
                value=lambda row: f"{row[1].given} / {row[1].asked}",
                sort=False,
            ),
        ],
        empty=(
            _("Nothing to mark yet"),
            _("The secretariat has not started a round. Your entrants then appear here."),
        ),
    )


def panels(edition: Edition, plan: Plan, place: Place) -> Table:
    """A proposed plan: one row for each entrant, who would mark it, and whether it links the panels."""
    jurors: dict[str, list[str]] = {}
    for _category, entrant, juror, _role in plan.seats:
        jurors.setdefault(entrant, []).append(place.name(juror))
    anchors = {seat[1] for seat in plan.seats if seat[3] == ANCHOR}
    rows = [
        {
            "entrant": place.name(entrant),
            "category": place.name(plan.question.category_of[entrant]),
            "jurors": ", ".join(panel),
            "role": gettext("every juror marks it") if entrant in anchors else "",
        }
        for entrant, panel in jurors.items()
    ]
    return Table(
        caption=_("Who would mark whom"),
        file_name=f"usulan-panel-{edition.slug}",
        rows=rows,
        columns=[
            Column("entrant", _("Entrant")),
            Column("category", _("Category")),
            Column("jurors", _("Panel"), sort=False),
            Column("role", _("Anchor")),
        ],
        search=["entrant", "category", "jurors"],
    )


def own_sheet(own: Queue, title: str, marks: Mapping[int, Mapping[str, Any]], stage: Any) -> Table:
    """A juror's own sheet: entrants down, criteria across; what is left leads to its marking desk."""
    sheet = own.sheet

    def desk(item: Item) -> str:
        is_left = own.is_open and item.is_open
        return reverse("judging:desk", args=[sheet.pk, item.nomination.pk]) if is_left else ""

    def cell(criterion: str) -> Any:
        def shown(item: Item) -> str:
            if item.progress == Progress.RECUSED:
                return str(labels.PROGRESS[Progress.RECUSED])
            mark = marks.get(item.nomination.pk, {}).get(criterion)
            return mark.mark if mark else ""

        return shown

    return Table(
        caption=title,
        file_name=f"lembar-{sheet.round.edition.slug}-{sheet.round.stage}",
        rows=own.items,
        columns=[
            Column(
                "entrant",
                _("Entrant"),
                value=lambda item: item.nomination.organisation.name,
                link=desk,
                sort=False,
            ),
            *(
                Column(one.id, formats.title_of(one.title), value=cell(one.id), sort=False, numeric=True)
                for one in stage.rubrics
            ),
        ],
        cards=len(stage.rubrics) <= 4,
    )


def round_lines(edition: Edition, views: Iterable[RoundView], missing: Mapping[int, int]) -> Table:
    """Who has marked how many, per round and seat: counts, never a value."""
    language = get_language() or "id"
    rows = [(view, line) for view in views for line in view.lines]

    def seat(row: tuple[RoundView, Line]) -> str:
        return seat_title(row[1].sheet.seat, edition.rulebook, language)

    return Table(
        caption=_("Who has marked what"),
        file_name=f"putaran-{edition.slug}",
        rows=rows,
        columns=[
            Column("seat", _("Seat"), value=seat, sort=False),
            Column("round", _("Round"), value=lambda row: formats.title_of(row[0].title), sort=False),
            Column(
                "marked",
                _("Marked"),
                value=lambda row: row[1].marked,
                sort=lambda row: row[1].marked,
                numeric=True,
            ),
            Column("recused", _("Recused"), value=lambda row: row[1].recused, sort=False, numeric=True),
            Column(
                "left", _("Left"), value=lambda row: row[1].left, sort=lambda row: row[1].left, numeric=True
            ),
            Column(
                "ties",
                _("Declarations missing"),
                value=lambda row: missing.get(row[1].sheet.juror_id, 0),
                sort=False,
                numeric=True,
            ),
            Column(
                "state",
                _("Sheet"),
                value=lambda row: labels.SHEET[SheetState(row[1].sheet.state)],
                tone=lambda row: "good" if row[1].is_locked else "info",
                sort=False,
            ),
        ],
        empty=(
            _("No sheets yet"),
            _("Sheets are made when a round starts, one for each juror."),
        ),
        per_page=100,
    )


def matrix(title: str, file_name: str, rows: Sequence[Mapping[str, Any]], jurors: Sequence[str]) -> Table:
    """The opened marks of a round: one row per entrant and criterion, one column per juror."""
    return Table(
        caption=title,
        file_name=file_name,
        rows=rows,
        columns=[
            Column("entrant", _("Entrant"), sort=False),
            Column("criterion", _("Criterion"), sort=False),
            *(Column(juror, juror, sort=False, numeric=True) for juror in jurors),
        ],
        empty=(_("No marks"), _("No sheet of this round was locked.")),
        per_page=200,
        cards=False,
    )


def interviews(edition: Edition, rows: Iterable[Interview], *, manages: bool) -> Table:
    """The interviews of an edition, by time, with both zones."""

    def entrant(row: Interview) -> str:
        return row.nomination.organisation.name

    def times(row: Interview) -> str:
        zone, other = edition.zone, interview_queries.zone_of(row.nomination)
        first = formats.two_zones(row.starts_at, zone, other)
        return f"{first} – {formats.two_zones(row.ends_at, zone, other)}"

    def day(row: Interview) -> str:
        return formats.day(row.starts_at.astimezone(_zone(edition.zone)))

    def link(row: Interview) -> str | None:
        return reverse("judging:interview-change", args=[edition.slug, row.pk]) if manages else None

    return Table(
        caption=_("Interviews"),
        file_name=f"wawancara-{edition.slug}",
        rows=list(rows),
        columns=[
            Column("entrant", _("Entrant"), value=entrant, link=link, sort=entrant),
            Column("stage", _("Stage"), value=lambda row: stage_title(edition, row), sort=False),
            Column("day", _("Day"), value=day, sort=lambda row: row.starts_at),
            Column("time", _("Time"), value=times, sort=False),
            Column("mode", _("Mode"), value=lambda row: labels.MODE[Mode(row.mode)], sort=False),
            Column("place", _("Room or meeting link"), sort=False),
            Column("delegation", _("Delegation"), value=delegation_text, sort=False),
            Column("note", _("Note"), value=lambda row: row.note or "–", sort=False),
            Column(
                "told",
                _("Entrant told"),
                value=lambda row: formats.moment(row.told_at, edition.zone),
                sort=False,
            ),
        ],
        empty=(
            _("No interview yet"),
            _("Schedule one for each entrant of the stage."),
            reverse("judging:interview-schedule", args=[edition.slug]) if manages else "",
            _("Schedule an interview") if manages else "",
        ),
    )


def delegation_text(row: Interview) -> str:
    """Return the delegation as one line."""
    return "; ".join(labels.delegate(one) for one in row.delegation)


def stage_title(edition: Edition, row: Interview) -> str:
    """Return the name of the stage an interview belongs to."""
    return formats.title_of(edition.rulebook.category(row.nomination.category).stage(row.stage).title)


def _zone(zone: str) -> ZoneInfo:
    return ZoneInfo(formats.ZONES.get(zone, zone))
