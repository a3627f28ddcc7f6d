"""The published coverage of an officer's area: the last figure, how it moved, and its months as a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from paritrana.apps.coverage.labels.measures import MEASURES
from paritrana.apps.coverage.labels.words import period_text
from paritrana.apps.coverage.queries.published import Line
from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.rules.denominators import COUNTRY
from paritrana.apps.coverage.states import Measure
from paritrana.apps.protection.queries.trends import Trend
from paritrana.core.units import Rate
from paritrana.ui import charts, formats

FEWEST = 2  # months that make a line


@dataclass(frozen=True)
class Shown:
    """One region of the area as the first page shows it."""

    name: str
    share: str
    counts: str
    change: str
    url: str


def shown(found: Sequence[Trend]) -> list[Shown]:
    """Return each region that has a figure: its share, the two counts, and the change."""
    return [
        Shown(
            name=_name(one),
            share=formats.percent(one.last.numerator, one.last.denominator),
            counts=_counts(one),
            change=_change(one),
            url=reverse("coverage:region", args=[one.code]),
        )
        for one in found
        if one.last
    ]


def drawing(found: Sequence[Trend]) -> charts.Figure | None:
    """Return the months as lines, one for each region; nothing where no region has two months."""
    lines = [one for one in found if len(one.known) >= FEWEST]
    if not lines:
        return None
    meaning = MEASURES[Measure.POINT_COVERAGE]
    series = [charts.Series(_name(one), _points(one.lines), one.code) for one in lines]
    heads = {"part": str(meaning.numerator), "whole": str(meaning.denominator)}
    title = _("Coverage month by month: %(region)s") % {"region": ", ".join(one.name for one in series)}
    source = _("Published coverage, snapshot no. %(number)s") % {"number": lines[0].snapshot.number}
    if len(series) == 1:
        return charts.trend(series[0], title=title, source=source, **heads)
    return charts.compare(series, title=title, source=source, **heads)


def _points(lines: Sequence[Line]) -> tuple[charts.PeriodRate, ...]:
    return tuple(
        charts.PeriodRate(period=one.period, rate=_rate(one), suppressed=one.suppressed) for one in lines
    )


def _rate(line: Line) -> Rate | None:
    if line.numerator is None or not line.denominator:
        return None
    return Rate(figures.plain(line.numerator), figures.plain(line.denominator))


def _name(found: Trend) -> str:
    return _("Indonesia") if found.code == COUNTRY else found.lines[-1].name


def _change(found: Trend) -> str:
    """Return by how many points it moved, since when, and what of it the number of workers did."""
    change, before = found.change, found.before
    if change is None or before is None:
        return ""
    facts = {"points": _signed(change.change), "month": period_text(before.period)}
    if not change.by_denominator:
        return _("%(points)s points since %(month)s") % facts
    parts = {"covered": _signed(change.by_numerator), "workers": _signed(change.by_denominator)}
    return _(
        "%(points)s points since %(month)s: %(covered)s by who is protected, "
        "%(workers)s by another number of workers"
    ) % (facts | parts)


def _counts(found: Trend) -> str:
    """Return the two counts of the last month, and the month."""
    last = found.last
    if last is None:
        return ""
    return _("%(month)s: %(covered)s of %(workers)s workers") % {
        "month": period_text(last.period),
        "covered": formats.number(figures.plain(last.numerator), 0),
        "workers": formats.number(figures.plain(last.denominator), 0),
    }


def _signed(share: Fraction) -> str:
    """Return a difference of two shares in points, with its sign."""
    told = formats.number(share * 100, 1)
    return told if share < 0 else f"+{told}"
