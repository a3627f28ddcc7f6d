"""Boundaries of regions: rings of whole thousandths of a degree, in one compact file; GeoJSON read into it.

The file is JSON (``.xz`` allowed): ``format``, ``level``, ``approximate``, ``source``, ``shapes`` (code,
polygons, rings, flat numbers: the first point, then differences) and ``points`` (code, longitude, latitude)
for regions with no land at this scale.  A ring's first point is not repeated; the outer ring comes first.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from paritrana.core.regions.codes import Code, Level
from paritrana.errors import BadInput, DataFaults, Fault

FORMAT = "paritrana-boundaries/1"
SCALE = 1000
BOUNDS = (94_000, -12_000, 142_000, 7_000)  # west, south, east, north, in thousandths of a degree
LARGEST_FILE = 200_000_000
CODE_KEYS = ("code", "kode", "kode_kemendagri", "kdppum", "kdpkab", "kdprop", "kdcpum", "id")

type Point = tuple[int, int]
type Ring = tuple[Point, ...]
type Polygon = tuple[Ring, ...]
type Shape = tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The shapes of one level, and where they are from; `approximate` ones are no legal boundary."""

    level: str
    approximate: bool
    source: str
    shapes: dict[str, Shape]
    points: dict[str, Point] = field(default_factory=dict)

    @property
    def codes(self) -> set[str]:
        """Return every region it can draw, as a shape or as a point."""
        return {*self.shapes, *self.points}


def write_boundaries(boundaries: Boundaries) -> str:
    """Return the file's text; the same boundaries give the same bytes."""
    shapes = {
        code: [[_flat(ring) for ring in polygon] for polygon in shape]
        for code, shape in sorted(boundaries.shapes.items())
    }
    whole = {
        "format": FORMAT,
        "level": boundaries.level,
        "approximate": boundaries.approximate,
        "source": boundaries.source,
        "shapes": shapes,
        "points": dict(sorted(boundaries.points.items())),
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_boundaries(path: Path) -> Boundaries:
    """Return the boundaries of a file that we wrote; raises DataFaults when it is none."""
    try:
        raw = path.read_bytes()
        whole = json.loads(lzma.decompress(raw) if path.suffix == ".xz" else raw)
        if whole["format"] != FORMAT:
            raise ValueError(f"the format is not {FORMAT}")
        shapes = {
            code: tuple(tuple(_ring(flat) for flat in polygon) for polygon in shape)
            for code, shape in whole["shapes"].items()
        }
        points = {code: (point[0], point[1]) for code, point in whole["points"].items()}
        return Boundaries(whole["level"], whole["approximate"], whole["source"], shapes, points)
    except (OSError, lzma.LZMAError, ValueError, KeyError, TypeError, IndexError) as broken:
        raise DataFaults(
            [_fault(path.name, 0, "boundary.unreadable", f"cannot be read: {broken}")]
        ) from broken


def from_geojson(
    data: bytes, level: Level, expected: Collection[str], *, name: str, source: str, key: str = ""
) -> Boundaries:
    """Return official boundaries out of GeoJSON in degrees (WGS 84), snapped to a thousandth of a degree.

    Every feature needs a region code of `level` in property `key` (or one of the usual ones); several
    features of one region are joined.  Raises DataFaults with every fault: no GeoJSON, no or an unknown
    code, a wrong level, no area, points outside Indonesia, and every expected region that is missing.
    """
    features = _features(data, name)
    faults: list[Fault] = []
    shapes: dict[str, Shape] = {}
    for number, feature in enumerate(features, 1):
        try:
            code = _code(feature, level, expected, key)
            shapes[code] = shapes.get(code, ()) + _shape(feature.get("geometry"))
        except BadInput as refused:
            sentence = f"feature {number}: {_SENTENCES[refused.code].format(**refused.facts)}"
            faults.append(_fault(name, number, refused.code, sentence, _CURES[refused.code]))
    told = {fault.code for fault in faults}
    missing = sorted(set(expected) - set(shapes))
    if missing and not told & {"boundary.no_code", "boundary.level"}:
        listed = ", ".join(missing[:20]) + (f" and {len(missing) - 20} more" if len(missing) > 20 else "")
        sentence = f"{len(missing)} of {len(set(expected))} regions are missing: {listed}"
        faults.append(_fault(name, 0, "boundary.missing", sentence, "give one feature for every region"))
    if faults:
        raise DataFaults(sorted(faults))
    return Boundaries(str(level), False, source, dict(sorted(shapes.items())))


_SENTENCES = {
    "boundary.no_code": "no region code in its properties ({keys})",
    "region.bad_code": "{given!r} is no region code",
    "boundary.level": "{code} is a {given}, not a {level}",
    "boundary.unknown": "{code} is not in the region table",
    "boundary.geometry": "its geometry is {given}, not a polygon",
    "boundary.ring": "a ring of it is broken: {why}",
    "boundary.empty": "it has no area",
    "boundary.outside": "a point lies outside Indonesia: {point}",
}
_CURES = {
    "boundary.no_code": "name the property with --code-property",
    "region.bad_code": "write it like 71 or 71.07",
    "boundary.level": "give --level as the file has it",
    "boundary.unknown": "load the region table that the file was made for, or mend the code",
    "boundary.geometry": "give Polygon or MultiPolygon",
    "boundary.ring": "mend the ring",
    "boundary.empty": "mend or leave out the feature",
    "boundary.outside": "give longitude and latitude in degrees (WGS 84, EPSG:4326), in this order",
}


def _features(data: bytes, name: str) -> list[dict[str, Any]]:
    cure = "give a GeoJSON FeatureCollection in UTF-8"
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as broken:
        raise DataFaults(
            [_fault(name, getattr(broken, "lineno", 0), "boundary.json", "not JSON", cure)]
        ) from broken
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise DataFaults([_fault(name, 0, "boundary.collection", "not a FeatureCollection", cure)])
    if not features:
        raise DataFaults([_fault(name, 0, "boundary.none", "it has no feature", cure)])
    return features


def _code(feature: dict[str, Any], level: Level, expected: Collection[str], key: str) -> str:
    properties = feature.get("properties")
    given = (
        {str(name).lower(): value for name, value in (properties or {}).items()}
        if isinstance(properties, dict | None)
        else {}
    )
    given.setdefault("id", feature.get("id"))
    keys = (key.lower(),) if key else CODE_KEYS
    candidates = [str(given[name]).strip() for name in keys if given.get(name) not in (None, "")]
    if not candidates:
        raise BadInput("boundary.no_code", keys=", ".join(keys))
    code = _first_of_level(candidates, level)
    if code.level != level:
        raise BadInput("boundary.level", code=code, given=str(code.level), level=str(level))
    if code not in expected:
        raise BadInput("boundary.unknown", code=code)
    return code


def _first_of_level(candidates: Sequence[str], level: Level) -> Code:
    """Return the first candidate of the level wanted; else the first that is a code at all."""
    codes: list[Code] = []
    for text in candidates:
        try:
            codes.append(Code.parse(text))
        except BadInput:
            continue
    if not codes:
        raise BadInput("region.bad_code", given=candidates[0][:40])
    return next((code for code in codes if code.level == level), codes[0])


def _shape(geometry: Any) -> Shape:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise BadInput("boundary.geometry", given=str(kind)[:40])
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list):
        raise BadInput("boundary.ring", why="no list of polygons")
    shape = []
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            raise BadInput("boundary.ring", why="no list of rings")
        rings = [ring for ring in map(_snapped, polygon) if ring]
        if rings and _snapped(polygon[0]):
            shape.append(tuple(rings))
    if not shape:
        raise BadInput("boundary.empty")
    return tuple(shape)


def _snapped(ring: Any) -> Ring:
    """Return a ring on the grid without repeated points; empty when nothing of it is left."""
    try:
        points = [(round(float(x) * SCALE), round(float(y) * SCALE)) for x, y, *_ in ring]
    except (TypeError, ValueError, OverflowError) as broken:
        raise BadInput("boundary.ring", why=str(broken)[:80]) from broken
    west, south, east, north = BOUNDS
    for x, y in points:
        if not (west <= x <= east and south <= y <= north):
            raise BadInput("boundary.outside", point=f"{x / SCALE}, {y / SCALE}")
    kept = [point for number, point in enumerate(points) if point != points[(number + 1) % len(points)]]
    return tuple(kept) if len(kept) >= 3 and area(kept) else ()


def area(ring: Sequence[Point]) -> int:
    """Return twice the area a ring encloses; 0 for a line."""
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in _edges(ring)))


def _edges(ring: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    return ((ring[number - 1], point) for number, point in enumerate(ring))


def _flat(ring: Ring) -> list[int]:
    out = list(ring[0])
    for (x0, y0), (x1, y1) in pairwise(ring):
        out += [x1 - x0, y1 - y0]
    return out


def _ring(flat: Sequence[int]) -> Ring:
    x = y = 0
    points = []
    for step_x, step_y in zip(flat[::2], flat[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x, y))
    return tuple(points)


def _fault(
    name: str, line: int, code: str, sentence: str, cure: str = "build or import the file anew"
) -> Fault:
    return Fault(line, code, sentence, cure=cure, file=name)
