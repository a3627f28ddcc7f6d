"""A drawing as a file of its own, heading, legend and source inside: SVG, and PNG without any network."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from paritrana.ui.charts import svg
from paritrana.ui.charts.swatches import swatch

FONTS = Path(__file__).resolve().parents[1] / "static" / "ui" / "fonts"
WIDTH, MARGIN = 1200, 40
_ROOT = re.compile(r"<svg\b[^>]*>")
_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_LINK = re.compile(r"</?a\b[^>]*>")
LARGEST = 2.2  # so that its words are as large as those of heading and legend


def standalone(
    drawing: str, title: str, keys: Sequence[tuple[str, str]], words: Iterable[str], ids: str
) -> str:
    """Return the drawing inside a larger one with its heading above, its legend, notes and source below."""
    opening, box = _ROOT.search(drawing), _BOX.search(drawing)
    if opening is None or box is None:
        raise ValueError("no drawing of ours")
    inner = _LINK.sub("", drawing[opening.end() : drawing.rindex("</svg>")])
    lines, y = [], MARGIN
    for line in svg.wrapped(title, 60):
        y += 40
        lines.append(svg.text(line, MARGIN, y, 34, font_weight=700))
    y += 24
    width, height = _fitted(float(box[1]), float(box[2]))
    place = {"x": MARGIN, "y": y, "width": f"{width:.0f}", "height": f"{height:.0f}"}
    lines.append(svg.element("svg", inner, viewBox=f"0 0 {box[1]} {box[2]}", **place))
    y += round(height) + 20
    legend, y = _legend(keys, y, ids)
    for sentence in words:
        for line in svg.wrapped(sentence, 105):
            y += 28
            legend.append(svg.text(line, MARGIN, y, 20, fill=svg.MUTED))
    return svg.element(
        "svg",
        *lines,
        *legend,
        xmlns="http://www.w3.org/2000/svg",
        width=WIDTH,
        height=y + MARGIN,
        viewBox=f"0 0 {WIDTH} {y + MARGIN}",
        font_family=svg.FONT,
    )


def png(drawing: str, width: int) -> bytes:
    """Return a drawing as PNG on white; words are set in the font that is shipped."""
    import vl_convert

    with_fonts()
    ground = '<rect width="100%" height="100%" fill="#ffffff"/>'
    opening = _ROOT.search(drawing)
    if opening is None:
        raise ValueError("no drawing of ours")
    whole = drawing[: opening.end()] + ground + drawing[opening.end() :]
    return bytes(vl_convert.svg_to_png(whole, scale=width / WIDTH))


@cache
def with_fonts() -> None:
    """Make the shipped font known to the drawing library, once a process."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))


def _fitted(width: float, height: float) -> tuple[float, float]:
    """Return the drawing's size inside the margins; a phone chart is a little more than doubled."""
    scale = min((WIDTH - 2 * MARGIN) / width, LARGEST)
    return width * scale, height * scale


def _legend(keys: Sequence[tuple[str, str]], y: int, ids: str) -> tuple[list[str], int]:
    lines = []
    for name, label in keys:
        y += 34
        lines.append(swatch(name, ids, MARGIN, y - 20))
        first, *rest = svg.wrapped(label, 95)
        lines.append(svg.text(first, MARGIN + 52, y, 22))
        for line in rest:
            y += 28
            lines.append(svg.text(line, MARGIN + 52, y, 22))
    return lines, y + (12 if keys else 0)
