"""Tile grids: every region one square of the same size, about where it lies; readable on a phone."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _

from paritrana.ui import formats
from paritrana.ui.charts import svg
from paritrana.ui.charts.figure import Figure, figure, standing_keys
from paritrana.ui.charts.layout import PROVINCE_TILES, REGENCY_COLUMNS, Place, regency_places, short_name
from paritrana.ui.charts.rows import RegionRate, Standing
from paritrana.ui.charts.scale import COLOURS, DARK, EVEN_BREAKS, Scale, stated
from paritrana.ui.charts.twins import Link, links_of, region_columns, region_rows, share_words, told

WIDTH = 360
GAP = 2.0
WIDE = set("mwMW")


def tile_grid(
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
    """Return the 38 provinces as tiles in our own layout; a province without a row is hatched as missing."""
    names = {code: tile.words for code, tile in PROVINCE_TILES.items()}
    given = {row.code: row for row in rows}
    every = [given.get(code) or RegionRate(code=code, name=" ".join(names[code])) for code in sorted(names)]
    places = {code: tile.place for code, tile in PROVINCE_TILES.items()}
    side = WIDTH / 9
    return _grid(
        "tiles", every, places, names, (side, side), title, source, (part, whole), breaks, link, limit
    )


def regency_tiles(
    rows: Sequence[RegionRate],
    *,
    title: str,
    centroids: Mapping[str, tuple[int, int]] | None = None,
    source: str = "",
    part: str = "",
    whole: str = "",
    breaks: tuple[Fraction, ...] = EVEN_BREAKS,
    link: Link | None = None,
    limit: int = 10,
) -> Figure:
    """Return the regencies and cities of one province as tiles, one row each, placed near their centroids.

    `centroids` (code → longitude, latitude in thousandths of a degree) are the shipped ones when not given.
    The layout is computed anew each time and is the same for the same points; no two share a place.
    """
    places = regency_places([row.code for row in rows], centroids)
    names = {row.code: short_name(row.name) for row in rows}
    size = (WIDTH / REGENCY_COLUMNS, 46.0)
    every = sorted(rows, key=lambda row: row.code)
    heads = (part, whole)
    return _grid("regency-tiles", every, places, names, size, title, source, heads, breaks, link, limit)


def _grid(
    kind: str,
    rows: Sequence[RegionRate],
    places: Mapping[str, Place],
    names: Mapping[str, tuple[str, ...]],
    size: tuple[float, float],
    title: str,
    source: str,
    heads: tuple[str, str],
    breaks: tuple[Fraction, ...],
    link: Link | None,
    limit: int,
) -> Figure:
    scale = Scale(breaks)
    links = links_of((row.code for row in rows), link)

    def draw(ids: str) -> str:
        marks = [_tile(row, places[row.code], names[row.code], size, scale, links, ids) for row in rows]
        tall = (max(places[row.code][1] for row in rows) + 1) * size[1] if rows else size[1]
        hatches = svg.hatches(ids, 0.8)
        box = (WIDTH, tall)
        return svg.root(kind, box, ids, title, told(rows), hatches, *marks, group=bool(links))

    return figure(
        kind,
        title=title,
        desc=told(rows),
        columns=region_columns(*heads, link),
        rows=region_rows(rows),
        legend=(*scale.keys(), *standing_keys({row.standing for row in rows}, limit)),
        notes=(_("Numbers on the tiles are percent."), stated(breaks)),
        source=source,
        depends=(scale.breaks, links, sorted(places.items()), sorted(names.items())),
        draw=draw,
    )


def _tile(
    row: RegionRate,
    place: Place,
    words: tuple[str, ...],
    size: tuple[float, float],
    scale: Scale,
    links: Mapping[str, str],
    ids: str,
) -> str:
    known = row.standing is Standing.KNOWN
    name = scale.name_of(row.share or Fraction(0)) if known else str(row.standing)
    x, y = place[0] * size[0] + GAP / 2, place[1] * size[1] + GAP / 2
    wide, tall = size[0] - GAP, size[1] - GAP
    box = svg.element(
        "rect",
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        width=f"{wide:.1f}",
        height=f"{tall:.1f}",
        rx=3,
        fill=svg.fill_of(name, ids, COLOURS),
        stroke=svg.LINE,
        stroke_width="0.75",
        class_=f"mark-{name}",
    )
    look = {"fill": svg.PAPER if name in DARK else svg.INK, "text_anchor": "middle"}
    lines = [*words, formats.number(row.share * 100, 0) if known and row.share is not None else ""]
    lines = [line for line in lines if line]
    step = 12.5
    top = y + tall / 2 - (len(lines) - 1) * step / 2 + 3.4
    told_lines = [
        svg.text(
            line, x + wide / 2, top + number * step, _size(line, wide, last=number == len(words)), **look
        )
        for number, line in enumerate(lines)
    ]
    veil = "" if known else _veil(x, wide, top, len(lines), step)
    tile = svg.element("g", box, veil, *told_lines)
    return svg.linked(tile, links.get(row.code, ""), f"{row.name}: {share_words(row)}")


def _veil(x: float, wide: float, top: float, lines: int, step: float) -> str:
    """Return the paper under words that stand on a hatch."""
    tall = lines * step
    place = {"x": f"{x + 2:.1f}", "y": f"{top - 10:.1f}", "width": f"{wide - 4:.1f}", "height": f"{tall:.1f}"}
    return svg.element("rect", **place, fill=svg.PAPER)


def _size(line: str, wide: float, *, last: bool) -> float:
    """Return the letter size that fits: 11.5 for a number, 10 to 7.5 for a name."""
    ems = sum(0.93 if letter in WIDE else 0.58 for letter in line)
    return 11.5 if last else max(7.5, min(10.0, (wide - 3) / ems))
