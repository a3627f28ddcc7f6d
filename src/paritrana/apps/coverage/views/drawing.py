"""Figures as drawings: which chart or map fits what a visitor looks at."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from paritrana.apps.coverage.labels.measures import MEASURES
from paritrana.apps.coverage.labels.words import period_text
from paritrana.apps.coverage.queries.published import Line
from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.rules.order import tied_ranks
from paritrana.apps.coverage.states import Level, Measure
from paritrana.apps.coverage.tables.figures import region_url
from paritrana.apps.coverage.views.choosing import Choice
from paritrana.apps.regions.queries import regencies_in
from paritrana.core.units import Rate
from paritrana.ui import charts

MOST_BARS = 60
UNIVERSAL = Fraction(1)


def drawings(chosen: Choice, lines: Sequence[Line], *, title: str, source: str) -> list[charts.Figure]:
    """Return what the view of a choice shows; nothing for a count, or for more bars than can be read."""
    if chosen.measure not in figures.SHARES or not lines:
        return []
    if chosen.view == "peta":
        return _maps(chosen, [region_rate(one) for one in lines], title, source)
    if chosen.view == "grafik" and chosen.compared and chosen.measure in figures.MONTHLY:
        return [_compared(chosen, lines, source)]
    if chosen.view == "grafik" and len(lines) <= MOST_BARS:
        heads = _heads(chosen.measure)
        rates = [region_rate(one) for one in lines]
        ties = {one.code: one.tied_ranks for one in lines if one.rse}
        return [
            charts.ranking(
                rates, title=title, source=source, link=region_url, ties=ties, note=tied_note(lines), **heads
            )
        ]
    return []


def tied_note(lines: Sequence[Line]) -> str:
    """Return which ranks the survey cannot tell apart, as one sentence below a drawing, or nothing."""
    groups = tied_ranks([(one.rank or 0, one.share, one.rse) for one in lines])
    if not groups:
        return ""
    return _("The survey cannot tell these ranks apart (90 percent): {ranks}.").format(
        ranks="; ".join(groups)
    )


def of_region(
    name: str,
    months: Sequence[Line],
    period: str,
    segments: Sequence[Line],
    funders: Sequence[Line],
    words: tuple[Mapping[str, object], Mapping[str, object]],
    source: str,
) -> dict[str, charts.Figure]:
    """Return the drawings that there are figures for; the gap is that of `period`, else of the last month."""
    found = {}
    if len(months) > 1 and _any_told(months):
        heads = _heads(Measure.POINT_COVERAGE)
        title = _("Coverage month by month: %(region)s") % {"region": name}
        found["trend"] = charts.trend(_series(name, months), title=title, source=source, **heads)
        last = at(months, period)
        target = charts.Target(
            code=last.code, name=name, target=UNIVERSAL, rate=_rate(last), suppressed=last.suppressed
        )
        title = _("Gap to universal coverage: %(region)s, %(period)s") % {
            "region": name,
            "period": period_text(last.period),
        }
        found["gap"] = charts.gap_to_target([target], title=title, source=source, **heads)
    if _any_told(segments):
        title = _("Protected person-months by segment: %(region)s") % {"region": name}
        stack = charts.Stack(name, tuple(_part(one, words[0]) for one in segments))
        found["segments"] = charts.stacked_segments([stack], title=title, source=source)
    if _any_told(funders):
        title = _("Protected person-months by payer: %(region)s") % {"region": name}
        found["funders"] = charts.who_pays(
            [_part(one, words[1]) for one in funders], title=title, source=source
        )
    return found


def at(lines: Sequence[Line], period: str) -> Line:
    """Return the figure of a period, else the last one."""
    return next((one for one in lines if one.period == period), lines[-1])


def _any_told(lines: Sequence[Line]) -> bool:
    """Whether there is anything to draw: figures that are all withheld stand in the table only."""
    return any(not one.suppressed for one in lines)


def region_rate(line: Line) -> charts.RegionRate:
    """Return a figure as the charts take it: hidden ones without counts."""
    return charts.RegionRate(code=line.code, name=line.name, rate=_rate(line), suppressed=line.suppressed)


def _maps(chosen: Choice, rates: Sequence[charts.RegionRate], title: str, source: str) -> list[charts.Figure]:
    given = {"title": title, "source": source, "link": region_url, **_heads(chosen.measure)}
    if chosen.level is Level.PROVINCE:
        tiles = given | {"title": _("%(title)s: every province one square") % {"title": title}}
        return [charts.choropleth(rates, **given), charts.tile_grid(rates, **tiles)]
    tiles = given | {"title": _("%(title)s: every regency and city one tile") % {"title": title}}
    province = chosen.inside[:2]
    return [
        charts.regency_map(rates, province=province, **given),
        charts.regency_tiles(_completed(rates, province), **tiles),
    ]


def _completed(rates: Sequence[charts.RegionRate], province: str) -> list[charts.RegionRate]:
    """Return one row for every regency and city of a province; those without a figure say so."""
    given = {one.code for one in rates}
    absent = [one for one in regencies_in(province) if one.pk not in given]
    return [*rates, *(charts.RegionRate(code=one.pk, name=one.full_name) for one in absent)]


def _compared(chosen: Choice, lines: Sequence[Line], source: str) -> charts.Figure:
    found: dict[str, list[Line]] = {}
    for one in lines:
        found.setdefault(one.code, []).append(one)
    series = [_series(listed[0].name, listed) for listed in found.values()]
    title = _("%(measure)s, month by month: %(regions)s") % {
        "measure": MEASURES[chosen.measure].name,
        "regions": ", ".join(one.name for one in series),
    }
    return charts.compare(series, title=title, source=source, **_heads(chosen.measure))


def _series(name: str, lines: Sequence[Line]) -> charts.Series:
    points = [
        charts.PeriodRate(period=one.period, rate=_rate(one), suppressed=one.suppressed) for one in lines
    ]
    return charts.Series(name, tuple(points), lines[0].code)


def _rate(line: Line) -> Rate | None:
    if line.suppressed or line.numerator is None or not line.denominator:
        return None
    return Rate(figures.plain(line.numerator), figures.plain(line.denominator))


def _part(line: Line, words: Mapping[str, object]) -> charts.Part:
    count = None if line.suppressed else figures.plain(line.numerator)
    return charts.Part(line.key, str(words[line.key]), count, suppressed=line.suppressed)


def _heads(measure: Measure) -> dict[str, str]:
    meaning = MEASURES[measure]
    return {"part": str(meaning.numerator), "whole": str(meaning.denominator)}
