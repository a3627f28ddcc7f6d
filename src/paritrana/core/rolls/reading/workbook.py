"""Workbooks: the container, then the extent of every sheet, and only then the reader of cells."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from pathlib import Path

from paritrana.core.rolls.reading import binary, cells, container, extent, opendocument, sheetscan
from paritrana.core.rolls.reading.extent import Extent
from paritrana.core.rolls.reading.formats import Format
from paritrana.core.rolls.reading.limits import Limits
from paritrana.core.rolls.reading.raw import Kinds
from paritrana.core.rolls.reading.sink import Sink
from paritrana.core.rolls.reading.wording import fault, refuse
from paritrana.errors import DataFaults


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, the part it lies in, and what it holds."""

    name: str
    extent: Extent


def read(
    path: Path,
    kind: Format,
    columns: tuple[str, ...],
    into: Path,
    wanted: str | None,
    kinds: Kinds,
    limits: Limits,
) -> tuple[Sink, str]:
    """Read the one sheet of a workbook that holds data, or the wanted one; raises DataFaults."""
    sheet = choose(measured(path, kind, limits), wanted)
    faults = sheet.extent.faults(container.shown(sheet.name), limits)
    if faults:
        raise DataFaults(faults)
    return cells.read(path, sheet.name, columns, into, kinds, limits), sheet.name


def measured(path: Path, kind: Format, limits: Limits) -> list[Sheet]:
    """Return the sheets of a workbook with what they hold, before its cells are read; raises DataFaults."""
    if kind is Format.XLS:
        return [Sheet(name, one) for name, one in binary.measured(path, limits).items()]
    with container.opened(path, limits) as archive:
        if kind is Format.ODS:
            return [Sheet(name, one) for name, one in opendocument.measured(archive).items()]
        return _measure(archive, limits)


def _measure(archive: zipfile.ZipFile, limits: Limits) -> list[Sheet]:
    """Measure every worksheet that the workbook lists; other parts are looked at for document types."""
    parts = _listed(archive)
    for info in archive.infolist():
        if info.filename.lower().endswith((".xml", ".rels", ".vml")) and info.filename not in parts.values():
            _refuse_document_types(archive, info.filename)
    return [Sheet(name, _extent(archive, part, limits)) for name, part in parts.items()]


def _extent(archive: zipfile.ZipFile, part: str, limits: Limits) -> Extent:
    try:
        return sheetscan.measured(container.pieces(archive, part), limits)
    except sheetscan.UnusualSpelling:
        return extent.measured(part, container.pieces(archive, part), limits)


def _listed(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each worksheet by the sheet's name, in the workbook's order."""
    book = next(
        (
            attributes["Target"].lstrip("/")
            for name, attributes in container.elements(archive, "_rels/.rels")
            if attributes.get("Type", "").endswith("/officeDocument") and "Target" in attributes
        ),
        "xl/workbook.xml",
    )
    folder, file = posixpath.split(book)
    targets: dict[str, str] = {}
    for name, attributes in container.elements(archive, f"{folder}/_rels/{file}.rels"):
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            at = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            targets[attributes.get("Id", "")] = at
    listed = {}
    for name, attributes in container.elements(archive, book):
        if name == "sheet" and attributes.get("id") in targets:
            if attributes.get("name", "") in listed:
                raise refuse("roll.workbook_broken", reason="two sheets have one name")
            listed[attributes.get("name", "")] = targets[attributes["id"]]
    return listed


def _refuse_document_types(archive: zipfile.ZipFile, part: str) -> None:
    """Look for declarations in a part that is not measured; text in another encoding is refused as well."""
    rest, first = b"", True
    for piece in container.pieces(archive, part):
        block = rest + piece
        if first and block[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
            raise refuse("roll.workbook_broken", reason=f"{container.shown(part)} is not UTF-8")
        if b"<!DOCTYPE" in block or b"<!ENTITY" in block:
            raise refuse("roll.dtd", part=container.shown(part))
        rest, first = block[-16:], False


def choose(found: list[Sheet], wanted: str | None) -> Sheet:
    """Return the wanted sheet, or the only one that holds data; raises DataFaults."""
    names = ", ".join(container.shown(one.name) for one in found[:20])
    if wanted is not None:
        for one in found:
            if one.name == wanted:
                return one
        raise refuse("roll.no_sheet", sheet=container.shown(wanted), sheets=names)
    filled = [one for one in found if one.extent.cells]
    if not filled:
        raise DataFaults([fault("roll.empty")])
    if len(filled) > 1:
        raise refuse(
            "roll.several_sheets", sheets=", ".join(container.shown(one.name) for one in filled[:20])
        )
    return filled[0]
