"""The region table: one row per region, read whole and checked whole."""

from __future__ import annotations

import csv
import hashlib
import io
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from paritrana.core.regions.codes import Code, Kind, Level
from paritrana.core.regions.places import zone_of
from paritrana.core.units import Zone
from paritrana.errors import BadInput, DataFaults, Fault, NotFound

COLUMNS = ("code", "name", "level", "kind", "parent", "zone", "valid_from", "decree")


@dataclass(frozen=True, slots=True)
class Region:
    """One region as the table has it; `valid_from` is None and `decree` empty where unknown."""

    code: Code
    name: str
    valid_from: date | None = None
    decree: str = ""

    @property
    def level(self) -> Level:
        return self.code.level

    @property
    def kind(self) -> Kind:
        return self.code.kind

    @property
    def parent(self) -> Code | None:
        return self.code.parent

    @property
    def zone(self) -> Zone:
        return zone_of(self.code)

    def row(self) -> dict[str, str]:
        """Return the region as a row of the file."""
        return {
            "code": self.code,
            "name": self.name,
            "level": self.level,
            "kind": self.kind,
            "parent": self.parent or "",
            "zone": self.zone.name,
            "valid_from": self.valid_from.isoformat() if self.valid_from else "",
            "decree": self.decree,
        }


@dataclass(frozen=True, slots=True)
class Table:
    """All regions by code, parents before children, with the SHA-256 of the text they were read from."""

    regions: dict[Code, Region]
    sha256: str

    def __len__(self) -> int:
        return len(self.regions)

    def count(self) -> Counter[Level]:
        """Return how many regions each level has."""
        return Counter(region.level for region in self.regions.values())


def read_table(path: Path) -> Table:
    """Return the regions of a CSV file, plain or compressed (.xz).

    Raises DataFaults with every fault of the file: unreadable, wrong header, malformed or repeated code,
    missing parent, empty name, a date that is none, or a level, kind, parent or zone that its code denies.
    The digest is that of the plain text, so that another compressor gives the same one.
    """
    text, sha256 = read_text(path)
    return _parsed(path, text, sha256)


@lru_cache(maxsize=1)
def _parsed(path: Path, text: str, sha256: str) -> Table:
    """Read a text once: the shipped table is asked for by every roll that is received."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    faults: list[Fault] = []
    regions: dict[Code, Region] = {}
    try:
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise DataFaults([_fault(path, 1, "region.header", f"the columns are not {', '.join(COLUMNS)}")])
        for row in reader:
            try:
                region = _region(row)
                _check(region, row, regions)
            except BadInput as refused:
                faults.append(_fault(path, reader.line_num, refused.code, _sentence(refused)))
            else:
                regions[region.code] = region
    except csv.Error as broken:
        faults.append(_fault(path, reader.line_num, "region.broken", f"not a CSV file: {broken}"))
    if not regions and not faults:
        faults.append(_fault(path, 1, "region.empty", "the table has no row"))
    if faults:
        raise DataFaults(faults)
    return Table(regions, sha256)


def write_text(regions: Iterable[Region]) -> str:
    """Return the table as CSV text: by level, then by code, with minimal quoting."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(region.row() for region in sorted(regions, key=lambda one: (len(one.code), one.code)))
    return out.getvalue()


def read_text(path: Path) -> tuple[str, str]:
    """Return a file's plain text and its SHA-256; raises DataFaults when it cannot be read."""
    try:
        raw = path.read_bytes()
        plain = lzma.decompress(raw) if path.suffix == ".xz" else raw
        return plain.decode("utf-8-sig"), hashlib.sha256(plain).hexdigest()
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as broken:
        raise DataFaults([_fault(path, 0, "region.unreadable", f"cannot be read: {broken}")]) from broken


def _region(row: dict[str, str]) -> Region:
    if None in row or None in row.values():
        raise BadInput("region.columns", expected=len(COLUMNS))
    started = row["valid_from"]
    try:
        valid_from = date.fromisoformat(started) if started else None
    except ValueError:
        raise BadInput("region.bad_date", given=started) from None
    name = row["name"]
    if not name or name != name.strip():
        raise BadInput("region.bad_name", region=row["code"])
    return Region(Code(row["code"]), name, valid_from, row["decree"])


def _check(region: Region, row: dict[str, str], known: dict[Code, Region]) -> None:
    if region.code in known:
        raise BadInput("region.repeated", region=region.code)
    parent = region.parent
    if parent and parent not in known:
        raise BadInput("region.no_parent", region=region.code, parent=parent)
    try:
        told = region.row()
    except NotFound as unknown:
        raise BadInput(unknown.code, region=region.code) from unknown
    for column in ("level", "kind", "parent", "zone"):
        if row[column] != told[column]:
            raise BadInput(
                "region.denied", region=region.code, column=column, given=row[column], told=str(told[column])
            )


_SENTENCES = {
    "region.bad_code": "{given!r} is no region code",
    "region.columns": "the row has not {expected} columns",
    "region.bad_date": "{given!r} is no date; write YYYY-MM-DD",
    "region.bad_name": "{region} has an empty name or blanks around it",
    "region.repeated": "{region} is there twice",
    "region.no_parent": "{parent}, above {region}, does not come before it",
    "region.unknown_province": "{region} lies in no known province",
    "region.denied": "{region} has {column} {given!r}, but its code says {told!r}",
}


def _sentence(refused: BadInput) -> str:
    return _SENTENCES[refused.code].format(**refused.facts)


def _fault(path: Path, line: int, code: str, sentence: str) -> Fault:
    return Fault(line, code, sentence, cure="build the table anew or mend the row", file=path.name)


def rows_of(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and row of a small CSV file with exactly these columns; raises DataFaults."""
    text, _ = read_text(path)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    if tuple(reader.fieldnames or ()) != columns:
        raise DataFaults([_fault(path, 1, "region.header", f"the columns are not {', '.join(columns)}")])
    for row in reader:
        if None in row or None in row.values():
            sentence = f"the row has not {len(columns)} columns"
            raise DataFaults([_fault(path, reader.line_num, "region.columns", sentence)])
        yield reader.line_num, row
