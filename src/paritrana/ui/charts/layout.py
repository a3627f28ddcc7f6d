"""Where the tiles lie: our own layout of the 38 provinces, a computed one for regencies."""

import csv
import io
import lzma
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

Place = tuple[int, int]  # column, row
Point = tuple[int, int]  # longitude, latitude in thousandths of a degree
REGENCY_COLUMNS = 7


class Tile(NamedTuple):
    """Where a province stands and what its tile says."""

    place: Place
    words: tuple[str, ...]


_PROVINCES = """
11 Aceh    .         .          .          .          .          .          .          .
12 Sumut   14 Riau   21 Kepri   .          65 Kaltara 75 Gtalo   71 Sulut   82 Malut   .
13 Sumbar  15 Jambi  19 Babel   61 Kalbar  64 Kaltim  72 Sulteng .          96 PBD     92 Pabar
17 Bengk   16 Sumsel .          62 Kalteng 63 Kalsel  76 Sulbar  74 Sultra  94 Pateng  91 Papua
.          18 Lamp   .          .          .          73 Sulsel  81 Maluku  93 Pasel   95 Papeg
.          36 Banten 31 Jakarta 33 Jateng  35 Jatim   .          .          .          .
.          .         32 Jabar   34 DIY     .          51 Bali    52 NTB     53 NTT     .
"""


def _read(drawing: str) -> dict[str, Tile]:
    tiles = {}
    for row, line in enumerate(drawing.strip().splitlines()):
        cells = re.findall(r"\.|([0-9]{2}) (\S+)", line)
        for column, (code, word) in enumerate(cells):
            if code:
                tiles[code] = Tile((column, row), (word,))
    return tiles


PROVINCE_TILES: Mapping[str, Tile] = _read(_PROVINCES)


def regency_places(codes: Sequence[str], centroids: Mapping[str, Point] | None = None) -> dict[str, Place]:
    """Return a place for every code, near where it lies, none twice; the same points give the same places.

    A region without a point takes a free place at the end.  First every region takes the nearest free cell,
    from the middle outwards; then two regions change places, or one moves to a free cell, while that brings
    them nearer to where they lie.
    """
    points = shipped_centroids() if centroids is None else centroids
    known = {code: points[code] for code in sorted(set(codes)) if code in points}
    wanted, rows = _wanted(known)
    cells = [(column, row) for row in range(rows) for column in range(REGENCY_COLUMNS)]
    placed = _greedy(wanted, cells)
    _improve(placed, wanted, cells)
    free = iter([cell for cell in _endless(rows) if cell not in set(placed.values())][: len(codes)])
    placed |= {code: next(free) for code in sorted(set(codes) - set(known))}
    return _trimmed(placed)


def short_name(name: str) -> tuple[str, ...]:
    """Return a regency's name in one or two short lines: a city keeps the word that tells it apart."""
    for said in ("Kota Administrasi ", "Kabupaten Administrasi ", "Kabupaten "):
        name = name.removeprefix(said)
    words = name.split()
    words = ["Kep." if word == "Kepulauan" else word for word in words]
    lines = [words[0], " ".join(words[1:])] if words else [name]
    return tuple(line if len(line) <= 9 else f"{line[:8].rstrip()}." for line in lines if line)


@cache
def shipped_centroids() -> dict[str, Point]:
    """Return the middle of every regency's villages: longitude, latitude in thousandths of a degree."""
    path = Path(settings.SAMPLES_DIR) / "regions" / "centroids.csv.xz"
    if not path.exists():
        return {}
    sums: dict[str, list[int]] = {}
    text = lzma.decompress(path.read_bytes()).decode()
    for row in csv.DictReader(io.StringIO(text, newline="")):
        if len(row["code"]) == 13:
            total = sums.setdefault(row["code"][:5], [0, 0, 0])
            total[0] += int(row["lon"].replace(".", ""))
            total[1] += int(row["lat"].replace(".", ""))
            total[2] += 1
    return {code: (lon // count, lat // count) for code, (lon, lat, count) in sums.items()}


def _wanted(points: Mapping[str, Point]) -> tuple[dict[str, Point], int]:
    """Return where each region would stand, in hundredths of a cell, and how many rows the grid has."""
    if not points:
        return {}, 1
    xs, ys = [x for x, _ in points.values()], [y for _, y in points.values()]
    wide, tall = max(xs) - min(xs) or 1, max(ys) - min(ys) or 1
    least = -(-len(points) * 5 // (4 * REGENCY_COLUMNS))
    rows = max(least, min(round(REGENCY_COLUMNS * tall / wide), 2 * least + 2), 1)
    across, down = (REGENCY_COLUMNS - 1) * 100, (rows - 1) * 100
    return {
        code: ((x - min(xs)) * across // wide, (max(ys) - y) * down // tall)
        for code, (x, y) in points.items()
    }, rows


def _greedy(wanted: Mapping[str, Point], cells: Iterable[Place]) -> dict[str, Place]:
    free = list(cells)
    middle = ((REGENCY_COLUMNS - 1) * 50, max((y for _, y in wanted.values()), default=0) // 2)
    placed = {}
    for code in sorted(wanted, key=lambda one: (_apart(wanted[one], middle), one)):
        cell = min(free, key=lambda one: (_off(wanted[code], one), one))
        free.remove(cell)
        placed[code] = cell
    return placed


def _improve(placed: dict[str, Place], wanted: Mapping[str, Point], cells: Iterable[Place]) -> None:
    every, codes = list(cells), sorted(placed)
    better = True
    while better:
        better = False
        for one in codes:
            holders = {cell: code for code, cell in placed.items()}
            for cell in every:
                other, here = holders.get(cell), placed[one]
                now, then = _off(wanted[one], here), _off(wanted[one], cell)
                if other:
                    now, then = now + _off(wanted[other], cell), then + _off(wanted[other], here)
                if then < now:
                    placed[one] = cell
                    if other:
                        placed[other] = here
                    better = True
                    break


def _trimmed(placed: Mapping[str, Place]) -> dict[str, Place]:
    """Return the places without empty rows above or between."""
    rows = {row: number for number, row in enumerate(sorted({row for _, row in placed.values()}))}
    return {code: (column, rows[row]) for code, (column, row) in placed.items()}


def _endless(rows: int) -> Iterable[Place]:
    return ((column, row) for row in range(rows - 1, rows + 200) for column in range(REGENCY_COLUMNS))


def _off(point: Point, cell: Place) -> int:
    return _apart(point, (cell[0] * 100, cell[1] * 100))


def _apart(one: Point, other: Point) -> int:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
