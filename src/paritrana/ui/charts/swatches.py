"""Colours of series, and the little mark beside each entry of a legend."""

from paritrana.ui.charts import svg
from paritrana.ui.charts.scale import COLOURS

# Told apart by lightness as well as by hue; lines also by dash and by the form of their points.
SERIES = {
    "s1": "#083f5c",
    "s2": "#c25a00",
    "s3": "#3a8cb0",
    "s4": "#7a2e6b",
    "s5": "#a87c00",
    "s6": "#7b8a95",
}
ALL = COLOURS | SERIES
DASHES = {"s1": "", "s2": "7 3", "s3": "2 3", "s4": "9 3 2 3"}
SHAPES = {"s1": "circle", "s2": "square", "s3": "triangle-up", "s4": "diamond"}
SIGNS = {"missing": "×", "suppressed": "•"}  # in the place of a point that is not known
_FORMS = {
    "circle": "M14 9a6 6 0 1 0 12 0a6 6 0 1 0 -12 0",
    "square": "M14.500 3.500h11v11h-11z",
    "triangle-up": "M20 2l7 12h-14z",
    "diamond": "M20 1l7 8l-7 8l-7 -8z",
}


def swatch(name: str, ids: str, x: int = 0, y: int = 0) -> str:
    """Return the mark of one legend entry, 40 by 24: a filled box, or `l1`…`l4` a line with its point."""
    if name.startswith("sign-"):
        return svg.text(SIGNS[name.removeprefix("sign-")], x + 14, y + 20, 24, font_weight=700)
    if name.startswith("l"):
        series = f"s{name[1:]}"
        colour = SERIES[series]
        line = svg.element(
            "path", d="M0 9H40", stroke=colour, stroke_width=3, stroke_dasharray=DASHES[series]
        )
        point = svg.element("path", d=_FORMS[SHAPES[series]], fill=colour)
        return svg.element("g", line, point, transform=f"translate({x} {y + 3})" if x or y else "")
    box = {"x": x, "y": y, "width": 40, "height": 24}
    fill = svg.fill_of(name, ids, ALL)
    return svg.element("rect", **box, fill=fill, stroke=svg.LINE, class_=f"mark-{name}")
