"""What a delivered file is, by its name and by its first bytes: both must agree."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from paritrana.core.rolls.reading.limits import Limits
from paritrana.core.rolls.reading.wording import refuse


class Format(StrEnum):
    """A form in which rolls are delivered."""

    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"


_SUFFIXES = {
    ".csv": Format.CSV,
    ".txt": Format.CSV,
    ".tsv": Format.CSV,
    ".parquet": Format.PARQUET,
    ".xlsx": Format.XLSX,
    ".xlsm": Format.XLSX,
    ".ods": Format.ODS,
}
_OLD = {".xls": Format.XLS, ".xlsb": None}
_OLE, _ZIP, _PARQUET = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"PAR1"
_MAGIC = {
    _ZIP: "a ZIP archive",
    _OLE: "an old binary document",
    _PARQUET: "Parquet",
    b"%PDF": "PDF",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"SQLite format 3": "SQLite",
    b"<!DOCTYPE": "HTML",
    b"<html": "HTML",
    b"<?xml": "XML",
}


def recognise(path: Path, limits: Limits, *, old: bool = False) -> Format:
    """Return the format; raises DataFaults for an empty, too large or wrongly named file.

    old: whether a binary workbook (.xls of 1997 to 2003) may be read.
    """
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        head = file.read(64)
        size = file.seek(0, 2)
        locked = head.startswith(_OLE) and _is_locked(path)
    if suffix not in _SUFFIXES and suffix not in _OLD:
        raise refuse("roll.suffix", suffix=suffix or "[…]")
    if not head:
        raise refuse("roll.empty")
    if locked:
        raise refuse("roll.encrypted")
    kind = _SUFFIXES.get(suffix) or (_OLD[suffix] if old else None)
    if kind is None:
        raise refuse("roll.old_workbook")
    limit = limits.workbook_size if kind in (Format.XLSX, Format.ODS, Format.XLS) else limits.size
    if size > limit:
        raise refuse("roll.too_large", size=size, limit=limit)
    found = next((name for magic, name in _MAGIC.items() if head.startswith(magic)), "")
    wanted = {Format.CSV: "", Format.PARQUET: _MAGIC[_PARQUET], Format.XLS: _MAGIC[_OLE]}.get(
        kind, _MAGIC[_ZIP]
    )
    if found != wanted:
        raise refuse("roll.format", suffix=suffix, found=found or _unnamed(head))
    return kind


def _is_locked(path: Path) -> bool:
    """Look for the stream names under which Office keeps an encrypted package."""
    names = [name.encode("utf-16-le") for name in ("EncryptedPackage", "EncryptionInfo")]
    rest = b""
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            if any(name in rest + block for name in names):
                return True
            rest = block[-64:]
    return False


def _unnamed(head: bytes) -> str:
    return "text" if b"\0" not in head else "something else"
