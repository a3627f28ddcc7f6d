"""Lines over time: one region's trend, and up to four regions beside each other."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from paritrana.ui.charts.figure import Figure, figure, standing_keys
from paritrana.ui.charts.keys import Key
from paritrana.ui.charts.rows import Series
from paritrana.ui.charts.swatches import DASHES, SERIES, SHAPES, SIGNS
from paritrana.ui.charts.twins import rate_cells, rate_columns, share_words
from paritrana.ui.charts.vega import WIDTH, percent_axis, rendered
from paritrana.ui.tables import Column

MOST = 4
FEW = 7  # periods up to which every point of a single line carries its figure


def trend(
    series: Series, *, title: str, source: str = "", part: str = "", whole: str = "", limit: int = 10
) -> Figure:
    """Return one region's share over time, from nothing to the whole; it breaks where nothing is known."""
    return _lines("trend", [series], title, source, (part, whole), limit)


def compare(
    series: Sequence[Series],
    *,
    title: str,
    source: str = "",
    part: str = "",
    whole: str = "",
    limit: int = 10,
) -> Figure:
    """Return one to four regions over time, told apart by colour, dash and the form of their points.

    Raises ValueError for none or more than four.
    """
    if not 1 <= len(series) <= MOST:
        raise ValueError("one to four regions are compared")
    return _lines("compare", series, title, source, (part, whole), limit)


def _lines(
    kind: str, series: Sequence[Series], title: str, source: str, heads: tuple[str, str], limit: int
) -> Figure:
    periods = sorted({point.period for one in series for point in one.points})
    standings = {point.standing for one in series for point in one.points}
    desc = " ".join(_words(one) for one in series)
    rows = [
        {"name": one.name, "period": point.period, **rate_cells(point)}
        for one in series
        for point in sorted(one.points, key=lambda point: point.period)
    ]
    several = [Key(f"l{number}", one.name) for number, one in enumerate(series, 1)] if len(series) > 1 else []
    absent = [Key(f"sign-{key.name}", key.label) for key in standing_keys(standings, limit)]
    return figure(
        kind,
        title=title,
        desc=desc,
        columns=(
            Column("name", _("Region")),
            Column("period", _("Period")),
            *rate_columns(*heads),
        ),
        rows=rows,
        legend=(*several, *absent),
        source=source,
        draw=lambda ids: rendered(_chart(series, periods), kind, ids, title, desc),
    )


def _words(one: Series) -> str:
    points = sorted(one.points, key=lambda point: point.period)
    return f"{one.name}: " + "; ".join(f"{point.period} {share_words(point)}" for point in points) + "."


def _chart(series: Sequence[Series], periods: Sequence[str]) -> Any:
    import altair as alt

    ticks, words, high = percent_axis([point.share for one in series for point in one.points])
    domain = list(periods)
    head = alt.Axis(title=None, labelAngle=0, labelOverlap=True)
    x = alt.X("period:O", scale=alt.Scale(domain=domain), axis=head)
    side = alt.Axis(title=None, tickCount=ticks, labelExpr=words, domain=False, ticks=False)
    y = alt.Y("value:Q", scale=alt.Scale(domain=[0, high], nice=False), axis=side)
    layers = []
    for number, one in enumerate(series, 1):
        name = f"s{number}"
        data = [
            {
                "period": point.period,
                "value": None if point.share is None else float(point.share),
                "label": "" if point.share is None else share_words(point),
                "sign": SIGNS.get(point.standing, ""),
            }
            for point in sorted(one.points, key=lambda point: point.period)
        ]
        base = alt.Chart(alt.Data(values=data))
        dash = [int(step) for step in DASHES[name].split()] or [1, 0]
        line = base.mark_line(color=SERIES[name], strokeWidth=2.5, strokeDash=dash)
        dots = base.mark_point(
            color=SERIES[name], shape=SHAPES[name], filled=True, size=55, opacity=1, invalid="filter"
        )
        layers += [line.encode(x=x, y=y), dots.encode(x=x, y=y)]
        signs = base.mark_text(
            color=SERIES[name], fontSize=15, fontWeight=700, dy=-7, dx=_beside(number, len(series))
        )
        layers.append(signs.encode(x=x, y=alt.YDatum(0), text="sign:N"))
        if len(series) == 1 and len(periods) <= FEW:
            layers.append(base.mark_text(dy=-13, invalid="filter").encode(x=x, y=y, text="label:N"))
    return alt.layer(*layers).properties(width=WIDTH - 44, height=210)


def _beside(number: int, count: int) -> float:
    """Return how far the sign of one line stands from the middle, so that signs of one period do not meet."""
    return (number - (count + 1) / 2) * 9
