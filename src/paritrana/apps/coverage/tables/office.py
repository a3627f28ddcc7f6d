"""Deliveries, their files, runs and what changed, for those who work with them."""

from collections.abc import Sequence
from fractions import Fraction

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.coverage.labels import words
from paritrana.apps.coverage.models import DeliveredFile, Delivery, Figure, Run
from paritrana.apps.coverage.queries.runs import Change
from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.tables.figures import HIDDEN
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table


def deliveries(rows: QuerySet[Delivery], *, create_url: str) -> Table:
    """Return the list of deliveries, newest first."""
    empty = (_("No delivery yet"), _("Hand in the first roll, or the denominators."))
    return Table(
        caption=_("Deliveries"),
        file_name="kiriman",
        rows=rows,
        columns=[
            Column(
                "pk",
                _("Delivery"),
                value=lambda row: gettext("No. %(number)s") % {"number": row.pk},
                export=lambda row: row.pk,
                link=lambda row: row.get_absolute_url(),
                sort="pk",
            ),
            Column("schema", _("Kind"), value=lambda row: words.SCHEMA[row.schema], sort="schema"),
            Column(
                "organisation",
                _("Organisation"),
                value=lambda row: row.organisation.name,
                sort="organisation__name",
            ),
            Column("as_of", _("True on"), sort="as_of"),
            Column("accepted", _("Rows accepted"), numeric=True, sort="accepted"),
            Column("rejected", _("Rows rejected"), numeric=True, sort="rejected"),
            Column(
                "state",
                _("State"),
                value=lambda row: words.DELIVERY[row.state],
                tone=lambda row: words.DELIVERY_TONE[row.state],
                sort="state",
            ),
        ],
        empty=(*empty, create_url, _("Hand in files")) if create_url else empty,
    )


def files(delivery: Delivery, rows: Sequence[DeliveredFile]) -> Table:
    """Return the files of a delivery with rows read, accepted and rejected."""
    return Table(
        caption=_("Files"),
        file_name=f"kiriman-{delivery.pk}",
        rows=rows,
        columns=[
            Column("name", _("File")),
            Column("rows", _("Rows"), numeric=True),
            Column("accepted", _("Accepted"), numeric=True),
            Column(
                "rejected",
                _("Rejected"),
                numeric=True,
                link=lambda row: rejected_url(row) if row.rejected else "",
            ),
            Column("warned", _("With warnings"), numeric=True),
            Column(
                "replayed",
                _("Note"),
                value=lambda row: gettext("Received before: not counted again") if row.replayed else "",
            ),
            Column(
                "sha256",
                "SHA-256",
                value=lambda row: f"{row.sha256[:12]}…",
                export=lambda row: row.sha256,
                sort=False,
            ),
        ],
    )


def runs(rows: QuerySet[Run], *, create_url: str) -> Table:
    """Return the runs, newest first."""
    empty = (_("No run yet"), _("When rolls and denominators are received, figures can be computed."))
    return Table(
        caption=_("Runs"),
        file_name="perhitungan-cakupan",
        rows=rows,
        columns=[
            Column(
                "pk",
                _("Run"),
                value=lambda row: gettext("No. %(number)s") % {"number": row.pk},
                export=lambda row: row.pk,
                link=lambda row: row.get_absolute_url(),
                sort="pk",
            ),
            Column("year", _("Year"), value=lambda row: str(row.year), sort="year"),
            Column(
                "asked_at", _("Asked for"), value=lambda row: formats.moment(row.asked_at), sort="asked_at"
            ),
            Column("asked_by", _("By"), value=lambda row: str(row.asked_by), sort=False),
            Column(
                "state",
                _("State"),
                value=lambda row: words.RUN[row.state],
                tone=lambda row: words.RUN_TONE[row.state],
                sort="state",
            ),
        ],
        empty=(*empty, create_url, _("Compute figures")) if create_url else empty,
    )


def changes(run: Run, rows: Sequence[Change]) -> Table:
    """Return the coverage of each region beside the snapshot before, its change split in two."""
    return Table(
        caption=_("Person-month coverage, and what changed"),
        file_name=f"perubahan-{run.pk}",
        rows=rows,
        columns=[
            Column("region", _("Region")),
            Column("now", _("Coverage"), numeric=True, value=lambda row: _percent(row.after)),
            Column(
                "numerator",
                _("Person-months"),
                numeric=True,
                value=lambda row: _count(row.after, "numerator"),
            ),
            Column(
                "denominator",
                _("Workers × 12"),
                numeric=True,
                value=lambda row: _count(row.after, "denominator"),
            ),
            Column("before", _("Before"), numeric=True, value=lambda row: _percent(row.before)),
            Column("change", _("Change"), numeric=True, value=lambda row: _points(row, "change")),
            Column(
                "by_numerator", _("By persons"), numeric=True, value=lambda row: _points(row, "by_numerator")
            ),
            Column(
                "by_denominator",
                _("By workers"),
                numeric=True,
                value=lambda row: _points(row, "by_denominator"),
            ),
            *([_flag()] if any(row.is_above_whole for row in rows) else []),
        ],
        empty=(_("No coverage was computed"), _("Were the denominators for these regions delivered?")),
    )


def _flag() -> Column:
    return Column(
        "flag",
        _("Look at"),
        value=lambda row: gettext("Above 100 percent") if row.is_above_whole else "",
        sort=False,
    )


def _percent(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.suppressed:
        return str(HIDDEN)
    return formats.percent(figures.exact(figure.numerator), figures.exact(figure.denominator), 2)


def _count(figure: Figure, side: str) -> object:
    text = getattr(figure, side)
    return HIDDEN if figure.suppressed else figures.plain(figures.exact(text))


def _points(change: Change, part: str) -> str:
    if change.split is None:
        return ""
    value: Fraction = getattr(change.split, part) * 100
    return f"{'+' if value > 0 else ''}{formats.number(value, 2)}"


def rejected_url(file: DeliveredFile) -> str:
    """Return where the rejected rows of a file are downloaded."""
    return reverse("coverage:rejected", args=[file.delivery_id, file.pk])
