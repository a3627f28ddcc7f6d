"""Published figures as tables: percentages only on the page, two counts in every export."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paritrana.apps.coverage.labels import words
from paritrana.apps.coverage.labels.measures import MEASURES
from paritrana.apps.coverage.models import Snapshot
from paritrana.apps.coverage.queries.printed import PrintedLine
from paritrana.apps.coverage.queries.published import Line
from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.rules.denominators import COUNTRY
from paritrana.apps.coverage.rules.printed import Verdict
from paritrana.apps.coverage.states import Measure
from paritrana.ui import formats
from paritrana.ui.tables import Column, Table

HIDDEN = _("withheld")  # not "< 10": what is hidden to protect another figure may be large
COUNTRY_PAGE = "indonesia"


def region_url(code: str) -> str:
    """Return the page of a region; the country has one too."""
    return reverse("coverage:region", args=[COUNTRY_PAGE if code == COUNTRY else code])


def figure_text(line: Line | None) -> str:
    """Return a figure as it is shown: a percentage, a mean, a count, or that it is too small to show."""
    if line is None:
        return formats.NOTHING
    if line.suppressed:
        return str(HIDDEN)
    if line.measure in figures.SHARES:
        return formats.percent(line.numerator, line.denominator)
    if line.measure is Measure.MEAN_MONTHS:
        return formats.number(line.share, 1)
    return formats.number(line.numerator, 0)


def regions_table(
    lines: Sequence[Line], *, measure: Measure, name: str, caption: str, link: Callable[[str], str]
) -> Table:
    """Return one figure of many regions, with rank and gap where they mean something."""
    meaning = MEASURES[measure]
    is_ranked = measure in figures.OF_WORKERS and any(line.share is not None for line in lines)
    is_flagged = any(line.is_above_whole for line in lines)
    shows_share = is_ranked or measure not in figures.OF_WORKERS
    columns = [
        Column("name", _("Region"), link=lambda line: link(line.code), sort=True),
        *([Column("rank", _("Rank"), numeric=True)] if is_ranked else []),
        Column("code", _("Code")),
    ]
    if len({line.period for line in lines}) > 1:
        columns.append(Column("period", _("Period"), value=lambda line: words.period_text(line.period)))
    if shows_share:
        columns.append(
            Column(
                "share",
                meaning.name,
                numeric=True,
                value=figure_text,
                export=_exported_share,
                sort=lambda line: line.share if line.denominator else line.numerator,
            )
        )
    if meaning.denominator:
        columns += [
            _count("numerator", meaning.numerator),
            _count("denominator", meaning.denominator),
        ]
    if is_ranked:
        columns.append(_count("gap", _("To universal coverage")))
    if is_ranked and any(line.rse for line in lines):
        columns += _ties()
    if is_flagged:
        columns += [
            Column(
                "flag",
                _("Note"),
                value=lambda line: gettext("More than the workers counted") if line.is_above_whole else "",
                sort=False,
            ),
        ]
    return Table(
        caption=caption,
        file_name=name,
        rows=lines,
        columns=columns,
        search=["name", "code"],
        empty=(
            _("No figures here"),
            _("Nothing was delivered for these regions yet. Choose another region or level."),
        ),
    )


def lines_table(lines: Sequence[Line], *, name: str) -> Table:
    """Return every figure of one region, splits included, for Excel."""
    parts = {**words.SEGMENT, **words.FUNDER}
    return Table(
        caption=_("All figures of the region"),
        file_name=name,
        rows=lines,
        columns=[
            Column("name", _("Region")),
            Column("code", _("Code")),
            Column("period", _("Period")),
            Column("measure", _("Measure"), value=lambda line: MEASURES[line.measure].name),
            Column("key", _("Segment or payer"), value=lambda line: parts.get(line.key, "")),
            _count("numerator", _("Counted")),
            _count("denominator", _("Divided by")),
            Column("note", _("Note"), value=lambda line: str(HIDDEN) if line.suppressed else ""),
        ],
    )


def _ties() -> list[Column]:
    """Return the survey error, and whom it cannot tell apart: ranks on the page, names in exports."""
    return [
        Column(
            "rse",
            _("Relative standard error"),
            numeric=True,
            value=lambda line: formats.percent(Decimal(line.rse), 100) if line.rse else None,
            export=lambda line: Decimal(line.rse) if line.rse else None,
            sort=lambda line: Decimal(line.rse) if line.rse else None,
        ),
        Column(
            "tied",
            _("On a par with ranks"),
            numeric=True,
            value=lambda line: line.tied_ranks,
            export=tied_names,
            sort=False,
        ),
    ]


def tied_names(line: Line) -> str:
    """Return all regions from which the survey cannot tell this one, the nearest share first."""
    return "; ".join(line.tied)


def printed_table(lines: Sequence[PrintedLine]) -> Table:
    """Return figures that others printed, as printed, with the verdict on each."""
    return Table(
        caption=_("As printed by others"),
        file_name="angka-tercetak",
        rows=lines,
        columns=[
            Column(
                "region",
                _("Region"),
                value=lambda line: line.region or gettext("Indonesia"),
                link=lambda line: region_url(line.row.region_code),
            ),
            Column(
                "as_of",
                _("True on"),
                value=lambda line: printed_day(line.row.as_of),
                sort=lambda line: line.row.as_of,
            ),
            Column(
                "percent",
                _("Percentage"),
                numeric=True,
                value=lambda line: f"{line.row.percent} %" if line.row.percent else "",
                sort=False,
            ),
            Column("active", _("Active"), numeric=True, value=lambda line: line.row.active, sort=False),
            Column("workers", _("Workers"), numeric=True, value=lambda line: line.row.workers, sort=False),
            Column(
                "verdict",
                _("Checked"),
                value=verdict_text,
                tone=lambda line: words.VERDICT_TONE[line.checked.verdict],
                sort=lambda line: line.checked.verdict,
            ),
            Column(
                "source",
                _("Source"),
                value=lambda line: urlsplit(line.row.source).hostname or line.row.source,
                export=lambda line: line.row.source,
                link=lambda line: line.row.source if "://" in line.row.source else "",
                sort=False,
            ),
            Column("note", _("Note"), value=lambda line: line.row.note, sort=False),
        ],
        search=["region"],
        empty=(_("No printed figures yet"), _("A coverage officer delivers them with their sources.")),
    )


def printed_shown(lines: Sequence[PrintedLine]) -> list[dict[str, object]]:
    """Return printed figures as a list shows them: the row, its day, the verdict with its tone."""
    return [
        {
            "row": line.row,
            "day": printed_day(line.row.as_of),
            "verdict": verdict_text(line),
            "tone": words.VERDICT_TONE[line.checked.verdict],
        }
        for line in lines
    ]


def split_shown(lines: Sequence[Line], names: Mapping[str, object]) -> list[tuple[object, str]]:
    """Return the parts of a measure by segment or payer: what the part is called, and its count."""
    return [
        (names[line.key], str(HIDDEN) if line.suppressed else formats.number(line.numerator, 0))
        for line in lines
    ]


def verdict_text(line: PrintedLine) -> str:
    """Return the verdict, with the sentence of the check where something is wrong."""
    told = str(words.VERDICT[line.checked.verdict])
    if line.checked.verdict in {Verdict.CONTRADICTS, Verdict.UNREADABLE}:
        return f"{told}: {line.checked.told[0 if formats.in_english() else 1]}"
    return told


def printed_day(text: str) -> str:
    """Return a year, month or day as it was printed: 2025, Agustus 2025, 31-08-2025."""
    return "-".join(reversed(text.split("-"))) if len(text) > len("2025-08") else words.period_text(text)


def snapshots_table(rows: Sequence[Snapshot]) -> Table:
    """Return the snapshots, newest first."""
    return Table(
        caption=_("Snapshots"),
        file_name="terbitan-angka-cakupan",
        rows=rows,
        columns=[
            Column(
                "number",
                _("Snapshot"),
                value=lambda row: gettext("No. %(number)s") % {"number": row.number},
                export=lambda row: row.number,
                link=lambda row: row.get_absolute_url(),
            ),
            Column("year", _("Year")),
            Column("published_at", _("Published"), value=lambda row: formats.moment(row.published_at)),
            Column(
                "standing",
                _("Standing"),
                value=standing,
                tone=lambda row: "neutral" if _is_old(row) else "good",
                sort=False,
            ),
            Column("result_sha256", "SHA-256", value=lambda row: f"{row.result_sha256[:12]}…", sort=False),
        ],
        empty=(_("No figures are published yet"), _("The first snapshot stands here when it is published.")),
    )


def citation(snapshot: Snapshot, url: str) -> str:
    """Return how to cite a snapshot or a page of its figures: what, which, when, where, which bytes."""
    return gettext(
        "Worker coverage %(year)s, snapshot no. %(number)s, published %(day)s, %(url)s, SHA-256 %(hash)s."
    ) % {
        "year": snapshot.year,
        "number": snapshot.number,
        "day": formats.day(snapshot.published_at, weekday=False),
        "url": url,
        "hash": snapshot.result_sha256,
    }


def standing(snapshot: Snapshot) -> str:
    """Return whether a snapshot holds, or which one corrects it."""
    if _is_old(snapshot):
        return gettext("Corrected by no. %(number)s") % {"number": snapshot.corrected_by.number}
    return gettext("Holds")


def _is_old(snapshot: Snapshot) -> bool:
    return getattr(snapshot, "corrected_by", None) is not None


def _count(key: str, label: object) -> Column:
    def value(line: Line) -> object:
        if line.suppressed:
            return HIDDEN if key == "numerator" else None
        return figures.plain(getattr(line, key))

    def export(line: Line) -> object:
        return None if line.suppressed else figures.plain(getattr(line, key))

    return Column(key, label, numeric=True, value=value, export=export, sort=lambda line: getattr(line, key))


def _exported_share(line: Line) -> object:
    if line.suppressed:
        return None
    if line.share is None:
        return figures.plain(line.numerator)
    places = Decimal("0.0001")
    return (Decimal(line.share.numerator) / line.share.denominator).quantize(places)
