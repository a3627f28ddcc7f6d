"""Maps by class of rate: the provinces of the country, or the regencies of one province."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from paritrana.core.regions.boundaries import Boundaries
from paritrana.ui.charts import svg
from paritrana.ui.charts.figure import Figure, figure, standing_keys
from paritrana.ui.charts.rows import RegionRate, Standing
from paritrana.ui.charts.scale import COLOURS, EVEN_BREAKS, Scale, stated
from paritrana.ui.charts.shapes import Frame, Outline, framed, outline, path_of
from paritrana.ui.charts.twins import Link, links_of, region_columns, region_rows, share_words, told

DOT = 9  # radius of a region with no land at this scale
COUNTRY = (2000, 1000)
PROVINCE = (1200, 900)


def choropleth(
    rows: Sequence[RegionRate],
    *,
    title: str,
    source: str = "",
    part: str = "",
    whole: str = "",
    breaks: tuple[Fraction, ...] = EVEN_BREAKS,
    link: Link | None = None,
    limit: int = 10,
) -> Figure:
    """Return the map of the 38 provinces, one row each; a province without a row is hatched as missing.

    `breaks` are the class breaks, shares rising (`even_groups` makes some); `limit` is the suppression limit
    that the legend names.  Drawn in a 2000-unit box, to be shown as wide as the page.
    """
    return _map("map", "province", "", rows, title, source, (part, whole), breaks, link, limit)


def regency_map(
    rows: Sequence[RegionRate],
    *,
    province: str,
    title: str,
    source: str = "",
    part: str = "",
    whole: str = "",
    breaks: tuple[Fraction, ...] = EVEN_BREAKS,
    link: Link | None = None,
    limit: int = 10,
) -> Figure:
    """Return the map of the regencies and cities of one province, by its code; as `choropleth` otherwise."""
    return _map("regencies", "regency", province, rows, title, source, (part, whole), breaks, link, limit)


def _map(
    kind: str,
    level: str,
    within: str,
    rows: Sequence[RegionRate],
    title: str,
    source: str,
    heads: tuple[str, str],
    breaks: tuple[Fraction, ...],
    link: Link | None,
    limit: int,
) -> Figure:
    lines, scale = outline(level), Scale(breaks)
    codes = sorted(code for code in lines.boundaries.codes if code.startswith(within))
    every = _completed(rows, codes)
    links = links_of((row.code for row in every), link)
    standings = {row.standing for row in every}
    return figure(
        kind,
        title=title,
        desc=told(every),
        columns=region_columns(*heads, link),
        rows=region_rows(every),
        legend=(*scale.keys(), *standing_keys(standings, limit)),
        notes=(stated(breaks), boundary_note(lines.boundaries)),
        source=source,
        depends=(lines.digest, within, scale.breaks, links),
        draw=lambda ids: _draw(ids, kind, title, every, lines, scale, links, country=not within),
    )


def boundary_note(boundaries: Boundaries) -> str:
    """Return the sentence that every map carries about its lines."""
    if boundaries.approximate:
        return _("Boundaries approximate, not legal boundaries (Natural Earth, cut by the nearest village).")
    return _("Boundaries: {source}.").format(source=boundaries.source.rstrip("."))


def _completed(rows: Sequence[RegionRate], codes: Sequence[str]) -> list[RegionRate]:
    """Return the rows by code, and one for every region that is drawn without any."""
    given = {row.code: row for row in rows}
    absent = [RegionRate(code=code, name=code) for code in codes if code not in given]
    return sorted([*given.values(), *absent], key=lambda row: row.code)


def _draw(
    ids: str,
    kind: str,
    title: str,
    rows: Sequence[RegionRate],
    lines: Outline,
    scale: Scale,
    links: dict[str, str],
    *,
    country: bool,
) -> str:
    codes = {row.code for row in rows}
    shapes = {code: shape for code, shape in lines.boundaries.shapes.items() if code in codes}
    points = {code: point for code, point in lines.boundaries.points.items() if code in codes}
    frame = framed(shapes, points.values(), *(COUNTRY if country else PROVINCE))
    unit = frame.width / 1000
    marks = []
    for row in rows:
        name = (
            scale.name_of(row.share or Fraction(0)) if row.standing is Standing.KNOWN else str(row.standing)
        )
        look = {"fill": svg.fill_of(name, ids, COLOURS), "class_": f"mark-{name}"}
        if row.code in shapes:
            mark = svg.element("path", d=path_of(shapes[row.code], frame), **look)
        elif row.code in points:
            x, y = frame.place(points[row.code])
            mark = svg.element("circle", cx=x, cy=y, r=round(DOT * unit), **look)
        else:
            continue
        marks.append(svg.linked(mark, links.get(row.code, ""), f"{row.name}: {share_words(row)}"))
    lined = {"stroke": svg.LINE, "stroke_width": f"{unit:.2f}", "stroke_linejoin": "round"}
    land = svg.element("g", *marks, fill_rule="evenodd", **lined)
    return _whole(ids, kind, title, rows, frame, unit, land, grouped=bool(links))


def _whole(
    ids: str,
    kind: str,
    title: str,
    rows: Sequence[RegionRate],
    frame: Frame,
    unit: float,
    land: str,
    *,
    grouped: bool,
) -> str:
    size = (frame.width, frame.height)
    return svg.root(kind, size, ids, title, told(rows), svg.hatches(ids, unit * 1.4), land, group=grouped)
