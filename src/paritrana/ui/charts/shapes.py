"""Which boundaries are drawn, imported official ones before the shipped approximate ones; SVG paths."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heappush
from pathlib import Path

from django.conf import settings

from paritrana.core.regions.boundaries import Boundaries, Point, Ring, Shape, area, read_boundaries

SMALLEST = 10  # twice the area, in units of the drawing, below which an island is left out
FINEST = 2  # twice the area of a bend that nobody sees: a unit of the drawing is half a pixel or one
FEWEST = 4  # corners that a ring keeps


@dataclass(frozen=True)
class Outline:
    """The boundaries of one level as read, and the digest of their file."""

    boundaries: Boundaries
    digest: str


def outline(level: str) -> Outline:
    """Return the boundaries of ``province`` or ``regency``; raises DataFaults when none can be read."""
    name = f"boundaries-{level}.json.xz"
    official = Path(settings.DATA_DIR) / "boundaries" / name
    path = official if official.exists() else Path(settings.SAMPLES_DIR) / "regions" / name
    stamp = path.stat() if path.exists() else None
    return _read(path, stamp and (stamp.st_mtime_ns, stamp.st_size))


@lru_cache(maxsize=4)
def _read(path: Path, stamp: object) -> Outline:
    boundaries = read_boundaries(path)
    return Outline(boundaries, hashlib.sha256(path.read_bytes()).hexdigest())


@dataclass(frozen=True)
class Frame:
    """From thousandths of a degree to whole units of the drawing; north is up, degrees are kept square."""

    west: int
    north: int
    per_unit: float
    width: int
    height: int

    def place(self, point: Point) -> Point:
        return (
            round((point[0] - self.west) / self.per_unit),
            round((self.north - point[1]) / self.per_unit),
        )


def framed(shapes: Mapping[str, Shape], points: Iterable[Point], widest: int, tallest: int) -> Frame:
    """Return the frame that holds everything, `widest` by `tallest` units at most, with a margin of 1 %."""
    every = [point for shape in shapes.values() for polygon in shape for point in polygon[0]] + list(points)
    xs, ys = [point[0] for point in every], [point[1] for point in every]
    wide, tall = max(xs) - min(xs) or 1, max(ys) - min(ys) or 1
    per_unit = max(wide / widest, tall / tallest) * 1.02
    margin = max(wide, tall) // 100
    width, height = round((wide + 2 * margin) / per_unit), round((tall + 2 * margin) / per_unit)
    return Frame(min(xs) - margin, max(ys) + margin, per_unit, width, height)


def path_of(shape: Shape, frame: Frame) -> str:
    """Return a shape as path data, every step a difference; the largest part is always kept."""
    parts = []
    for polygon in shape:
        rings = [_placed(ring, frame) for ring in polygon]
        sizes = [area(ring) for ring in rings]
        holes = [ring for ring, size in zip(rings[1:], sizes[1:], strict=True) if size >= SMALLEST]
        parts.append((sizes[0], [_without_bends(ring) for ring in (rings[0], *holes)]))
    parts.sort(key=lambda part: -part[0])
    kept = [rings for number, (size, rings) in enumerate(parts) if size >= SMALLEST or (not number and size)]
    return "".join(_data(ring) for rings in kept for ring in rings)


def _placed(ring: Ring, frame: Frame) -> list[Point]:
    points = [frame.place(point) for point in ring]
    return [point for number, point in enumerate(points) if point != points[number - 1]]


def _without_bends(ring: list[Point]) -> list[Point]:
    """Return a ring without its smallest bends, the smallest first (Visvalingam and Whyatt 1993).

    What goes depends on the points alone and not on where the ring begins or which way it runs, so that
    neighbours keep a common border.
    """
    after = {number: (number + 1) % len(ring) for number in range(len(ring))}
    before = {to: number for number, to in after.items()}

    def bend(number: int) -> tuple[int, Point, int]:
        (ax, ay), (x, y), (bx, by) = ring[before[number]], ring[number], ring[after[number]]
        return abs((x - ax) * (by - ay) - (bx - ax) * (y - ay)), ring[number], number

    bends = [bend(number) for number in after]
    heapify(bends)
    while bends and len(after) > FEWEST and bends[0][0] <= FINEST:
        smallest = heappop(bends)
        number = smallest[-1]
        if number not in after or smallest != bend(number):
            continue  # gone already, or another bend since a neighbour went
        left, right = before.pop(number), after.pop(number)
        after[left], before[right] = right, left
        heappush(bends, bend(left))
        heappush(bends, bend(right))
    return [ring[number] for number in sorted(after)]


def _data(ring: list[Point]) -> str:
    """Return ``M10 20l3-4…z``: a minus sign needs no blank before it."""
    x, y = ring[0]
    out = [f"M{x} {y}l"]
    for number, (to_x, to_y) in enumerate(ring[1:]):
        first = f"{to_x - x}"
        second = f"{to_y - y}"
        out.append(("" if not number or first.startswith("-") else " ") + first)
        out.append(("" if second.startswith("-") else " ") + second)
        x, y = to_x, to_y
    return "".join(out) + "z"
