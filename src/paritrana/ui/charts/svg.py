"""SVG as text: elements, the two hatches, and lines of words. No style attribute and no script ever.

Every mark has a class, for the page's stylesheet, and the same colour as an attribute, for files and prints.
"""

from collections.abc import Iterable
from html import escape

INK, MUTED, LINE, PAPER = "#15222c", "#4b5b67", "#5f6f7b", "#ffffff"
FONT = "Public Sans, Arial, sans-serif"
MISSING, SUPPRESSED = "missing", "suppressed"


def element(name: str, *content: str, **attributes: object) -> str:
    """Return one element; `content` is markup, attributes are escaped (`class_`, `stroke_width`)."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value not in (None, "")
    )
    return f"<{name}{told}>{''.join(content)}</{name}>" if content else f"<{name}{told}/>"


def text(words: str, x: float, y: float, size: float, **more: object) -> str:
    """Return one line of words."""
    attributes: dict[str, object] = {"fill": INK, "font_size": _short(size), **more}
    return element("text", escape(words), x=_short(x), y=_short(y), **attributes)


def root(
    kind: str, size: tuple[float, float], ids: str, title: str, desc: str, *content: str, group: bool = False
) -> str:
    """Return the whole drawing with its name and description; a `group` holds links, else it is one image."""
    return element(
        "svg",
        element("title", escape(title), id=f"t-{ids}"),
        element("desc", escape(desc), id=f"d-{ids}"),
        *content,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart chart-{kind}",
        viewBox=f"0 0 {_short(size[0])} {_short(size[1])}",
        role="group" if group else "img",
        aria_labelledby=f"t-{ids}",
        aria_describedby=f"d-{ids}",
        font_family=FONT,
    )


def hatches(ids: str, unit: float) -> str:
    """Return the two hatches: slanted lines for what is missing, dots for what is withheld."""
    side = _short(6 * unit)
    lines = element("path", d=f"M0 0V{side}", stroke=MUTED, stroke_width=_short(2.4 * unit))
    dot = element("circle", cx=_short(2.5 * unit), cy=_short(2.5 * unit), r=_short(1.5 * unit), fill=MUTED)
    ground = element("rect", width=side, height=side, fill=PAPER)
    form = {"width": side, "height": side, "patternUnits": "userSpaceOnUse"}
    return element(
        "defs",
        element("pattern", ground, lines, id=f"m-{ids}", patternTransform="rotate(45)", **form),
        element("pattern", ground, dot, id=f"s-{ids}", **form),
    )


def fill_of(name: str, ids: str, colours: dict[str, str]) -> str:
    """Return the colour of a class, or the hatch of a standing."""
    if name == MISSING:
        return f"url(#m-{ids})"
    return f"url(#s-{ids})" if name == SUPPRESSED else colours[name]


def linked(mark: str, url: str, words: str) -> str:
    """Return a mark with its words as a tip; with an address it becomes a link of that name."""
    whole = element("g", element("title", escape(words)), mark)
    return element("a", whole, href=url, aria_label=words) if url else whole


def wrapped(words: str, width: int) -> list[str]:
    """Return words cut into lines of about `width` characters."""
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + len(word) < width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def joined(parts: Iterable[str]) -> str:
    return "".join(parts)


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
