"""The ZIP container of a workbook: looked through before any part of it is parsed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from paritrana.core.rolls.reading.limits import Limits
from paritrana.core.rolls.reading.wording import fault, refuse
from paritrana.errors import DataFaults, Fault

PIECE = 1 << 18
SMALL_PART = 8 << 20
_FORBIDDEN = {
    "roll.macros": ("vbaproject", "xl/macrosheets/", "xl/dialogsheets/", "basic/", "scripts/", "xl/activex/"),
    "roll.external_links": ("xl/externallinks/", "xl/connections.xml", "xl/querytables/"),
    "roll.embedded": ("xl/embeddings/", "object "),
}


def opened(path: Path, limits: Limits) -> zipfile.ZipFile:
    """Open the container; raises DataFaults for what is locked, broken, swollen or unwanted."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as broken:
        raise refuse("roll.workbook_broken", reason=str(broken)[:80]) from broken
    faults = _look_through(archive.infolist(), path.stat().st_size, limits)
    if faults:
        archive.close()
        raise DataFaults(faults)
    return archive


def _look_through(parts: list[zipfile.ZipInfo], packed: int, limits: Limits) -> list[Fault]:
    if any(part.flag_bits & 1 for part in parts):
        return [fault("roll.encrypted")]
    faults = []
    if len(parts) > limits.parts:
        faults.append(fault("roll.zip_parts", count=len(parts), limit=limits.parts))
    names = [_plain(part.filename) for part in parts]
    if len(set(names)) < len(names):
        faults.append(fault("roll.workbook_broken", reason="two parts have one name"))
    unpacked = sum(part.file_size for part in parts)
    swollen = unpacked > limits.ratio_from and unpacked > limits.ratio * packed
    if unpacked > limits.unpacked or swollen:
        faults.append(fault("roll.zip_bomb", unpacked=unpacked, packed=packed))
    for code, signs in _FORBIDDEN.items():
        found = next((name for name in names if name.startswith(signs) or _last(name).startswith(signs)), "")
        if found:
            faults.append(fault(code, part=shown(found)))
    return faults


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _last(name: str) -> str:
    return name.rpartition("/")[2] or name


def shown(text: str) -> str:
    """Return a name out of a file, cut and without signs that a screen would obey."""
    return "".join(sign if sign.isprintable() else "?" for sign in text[:60])


def pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield a part piece by piece; raises DataFaults when it is broken, or larger than it says it is."""
    try:
        with archive.open(part) as stream:
            while piece := stream.read(PIECE):
                yield piece
    except KeyError:
        raise refuse("roll.workbook_broken", reason=f"no part {shown(part)}") from None
    except Exception as broken:
        if isinstance(broken, DataFaults | MemoryError):
            raise
        raise refuse("roll.workbook_broken", reason=f"{shown(part)}: {str(broken)[:80]}") from broken


def small(archive: zipfile.ZipFile, part: str) -> bytes:
    """Return a part that lists others, whole."""
    gathered = bytearray()
    for piece in pieces(archive, part):
        gathered += piece
        if len(gathered) > SMALL_PART:
            raise refuse("roll.workbook_broken", reason=f"{shown(part)} is too long")
    return bytes(gathered)


def parse(part: str, stream: Iterator[bytes], parser: expat.XMLParserType) -> None:
    """Run an expat parser over a part; raises DataFaults for a document type, or for what is no XML."""

    def declared(*_: object) -> None:
        raise refuse("roll.dtd", part=shown(part))

    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    try:
        for piece in stream:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as broken:  # an encoding may be unknown
        raise refuse("roll.workbook_broken", reason=f"{shown(part)}: {broken}") from broken


def elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    """Return all elements of a small part, local name and attributes by local name."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((local(name), {local(key): value for key, value in attributes.items()}))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parse(part, iter([small(archive, part)]), parser)
    return found


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]
