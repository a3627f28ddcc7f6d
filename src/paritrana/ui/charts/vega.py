"""From an Altair chart to our SVG: drawn by vl-convert without network, with our name and classes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.html import escape

from paritrana.ui import formats
from paritrana.ui.charts import svg
from paritrana.ui.charts.files import with_fonts
from paritrana.ui.charts.swatches import ALL, SERIES
from paritrana.ui.formats import in_english

FORMATS = {
    "id": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["Rp", ""]},
}
CONFIG = {
    "background": None,
    "font": "Public Sans",
    "view": {"stroke": None},
    "axis": {
        "labelColor": svg.MUTED,
        "titleColor": svg.MUTED,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "gridColor": "#d6dee4",
        "domainColor": "#75838e",
        "tickColor": "#75838e",
        "labelLimit": 0,
    },
    "text": {"color": svg.INK, "fontSize": 12},
}
WIDTH = 324
STEP = 38
_INNER = re.compile(r"<svg\b[^>]*viewBox=\"0 0 ([0-9.]+) ([0-9.]+)\"[^>]*>(.*)</svg>", re.DOTALL)
_SAID = re.compile(r' (?:role|aria-[a-z]+|pointer-events|class|aria-roledescription|target)="[^"]*"')
_FILL = re.compile(r'<(path|rect|line)\b([^>]*?(?:fill|stroke)="(#[0-9a-f]{6})")')
_NAMES = {colour: name for name, colour in ALL.items()}
PLACEHOLDER = "https://link.invalid/"  # the library would lead addresses without a host elsewhere
_LINK = re.compile(rf'<a xlink:href="{PLACEHOLDER}([0-9]*)"[^>]*>')
_FONT = re.compile(r' font-family="[^"]*"')


def rendered(
    chart: Any, kind: str, ids: str, title: str, desc: str, links: Sequence[tuple[str, str]] = ()
) -> str:
    """Return the SVG of an Altair chart; `links` are address and words, by the number in a placeholder."""
    import vl_convert

    with_fonts()
    language = "en" if in_english() else "id"
    drawing = vl_convert.vegalite_to_svg(
        chart.to_dict(), config=CONFIG, format_locale=FORMATS[language], allowed_base_urls=[]
    )
    found = _INNER.search(drawing)
    if found is None:
        raise ValueError("the drawing library gave no SVG")
    size = (float(found[1]), float(found[2]))
    inner = _FILL.sub(_classed, _FONT.sub("", _SAID.sub("", found[3])))
    inner = _LINK.sub(lambda link: _opened(*links[int(link[1])]), inner)
    return svg.root(kind, size, ids, title, desc, inner, group=bool(links))


def _classed(mark: re.Match[str]) -> str:
    name = _NAMES.get(mark[3])
    return f'<{mark[1]} class="mark-{name}"{mark[2]}' if name else mark[0]


def _opened(url: str, words: str) -> str:
    return f'<a href="{escape(url)}" aria-label="{escape(words)}"><title>{escape(words)}</title>'


Axis = tuple[int, str, float]  # how many ticks, the words of one, the high end


def percent_axis(shares: Iterable[Fraction | None]) -> Axis:
    """Return an axis from nothing to the whole, or to the highest share when that is more."""
    gap = "" if in_english() else formats.NO_BREAK
    high = max([Fraction(1), *(share for share in shares if share is not None)])
    return 5, f"format(datum.value * 100, ',.0f') + '{gap}%'", float(high)


def count_axis(high: int) -> Axis:
    """Return an axis of whole people."""
    return 4, "format(datum.value, ',.0f')", float(high or 1)


def bar_chart(
    rows: Sequence[Mapping[str, Any]],
    axis: Axis,
    *,
    linked: bool = False,
    targets: bool = False,
    room: int = 66,
) -> Any:
    """Return horizontal bars: each row has name, label, fill, value; may have place, from, url and target.

    The name stands above the bar and the label after it, in `room` units; with targets the label stands
    below, on a step of its own, and a stroke marks the target.
    """
    import altair as alt

    ticks, words, high = axis
    data = [{"place": number, "from": 0, **row} for number, row in enumerate(rows)]
    base = alt.Chart(alt.Data(values=data))
    y = alt.Y("place:O", axis=None)
    head = alt.Axis(title=None, tickCount=ticks, labelExpr=words, orient="top", labelFlush=False)
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, high], nice=False), axis=head)
    more = {"href": alt.Href("url:N")} if linked else {}
    ends = {"x": alt.X("from:Q", scale=alt.Scale(domain=[0, high], nice=False), axis=head), "x2": "value:Q"}
    bars = base.mark_bar(height=13, yOffset=0 if targets else 8, stroke="#ffffff", strokeWidth=0.5)
    words_at = {"align": "left", "baseline": "middle"}
    layers = [
        bars.encode(y=y, color=alt.Color("fill:N", scale=None), **ends, **more),
        base.mark_text(dy=-18 if targets else -8, fontWeight=600, **words_at).encode(
            x=alt.XDatum(0), y=y, text="name:N"
        ),
    ]
    label = base.mark_text(dy=17 if targets else 9, dx=0 if targets else 5, **words_at)
    layers.append(label.encode(x=alt.XDatum(0) if targets else x, y=y, text="label:N"))
    if targets:
        stroke = base.mark_tick(color=SERIES["s2"], thickness=3, size=19, opacity=1, orient="vertical")
        layers.append(stroke.encode(x=alt.X("target:Q"), y=y))
    step = 58 if targets else STEP
    return alt.layer(*layers).properties(width=WIDTH - (16 if targets else room), height=alt.Step(step))


def dot_chart(rows: Sequence[Mapping[str, Any]], axis: Axis) -> Any:
    """Return strips of dots: each row has place, value, and name, left and right, words that may be empty.

    The name stands above its strip; left and right are written beside the dot.
    """
    import altair as alt

    ticks, words, high = axis
    base = alt.Chart(alt.Data(values=list(rows)))
    y = alt.Y("place:O", axis=None)
    head = alt.Axis(title=None, tickCount=ticks, labelExpr=words, orient="top", labelFlush=False)
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, high], nice=False), axis=head)
    dots = base.mark_circle(size=70, opacity=0.75, color=SERIES["s1"], yOffset=9)
    layers = [
        dots.encode(x=x, y=y),
        base.mark_text(dy=-9, align="left", baseline="middle", fontWeight=600).encode(
            x=alt.XDatum(0), y=y, text="name:N"
        ),
        base.mark_text(dx=-8, dy=9, align="right", baseline="middle").encode(x=x, y=y, text="left:N"),
        base.mark_text(dx=8, dy=9, align="left", baseline="middle").encode(x=x, y=y, text="right:N"),
    ]
    return alt.layer(*layers).properties(width=WIDTH - 40, height=alt.Step(STEP))
