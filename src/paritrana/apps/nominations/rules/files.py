"""Which files may prove something: told by their content and their ending, never by what the browser says."""

import hashlib
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from paritrana.errors import BadInput

LARGEST = 15 * 1024 * 1024
CHUNK = 64 * 1024
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv",
}
SHOWN_INLINE = frozenset({TYPES["pdf"], TYPES["jpg"], TYPES["png"]})
MEMBERS, UNPACKED, RATIO = 2_000, 200 * 1024 * 1024, 100
PIXELS = 100_000_000
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"PK",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"#!",
    b"\x89PNG",
    b"\xff\xd8\xff",
)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that passed: a safe name, its size in bytes, the SHA-256 of its bytes and its type."""

    name: str
    size: int
    sha256: str
    content_type: str


def check(stream: BinaryIO, *, name: str) -> CheckedFile:
    """Return the file's facts, or raise BadInput with what is wrong; the stream is left at its start.

    Read once in pieces, so a file that is too large is refused before it is held whole.
    """
    safe = safe_name(name)
    ending = PurePosixPath(safe).suffix.removeprefix(".").lower()
    ending = "jpg" if ending == "jpeg" else ending
    if ending not in TYPES:
        raise BadInput("nominations.file_type", name=safe, allowed=", ".join(TYPES))
    size, digest = _measure(stream, safe)
    _check_content(stream, ending, safe)
    stream.seek(0)
    return CheckedFile(safe, size, digest, TYPES[ending])


def safe_name(name: str) -> str:
    """Return the last part of a name without signs that hide, reorder or mislead; at most 120 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(
        sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C"
    )
    plain = re.sub(r'[<>:"|?*\s]+', " ", plain).strip(" .") or "berkas"
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[:110]}.{ending[:8]}" if dot and stem else plain[:120]


def _measure(stream: BinaryIO, name: str) -> tuple[int, str]:
    stream.seek(0)
    size, digest = 0, hashlib.sha256()
    while piece := stream.read(CHUNK):
        size += len(piece)
        if size > LARGEST:
            raise BadInput("nominations.file_too_large", name=name, limit=LARGEST // 1024 // 1024)
        digest.update(piece)
    if not size:
        raise BadInput("nominations.file_empty", name=name)
    return size, digest.hexdigest()


def _check_content(stream: BinaryIO, ending: str, name: str) -> None:
    stream.seek(0)
    head = stream.read(32)
    match ending:
        case "pdf":
            fits = head.startswith(b"%PDF-") and _open_pdf(stream, name)
        case "jpg":
            fits = head.startswith(b"\xff\xd8\xff")
        case "png":
            fits = head.startswith(b"\x89PNG\r\n\x1a\n") and _small(head, name)
        case "csv":
            fits = _is_table_text(stream, head)
        case _:
            fits = _is_office(stream, "xl/" if ending == "xlsx" else "word/", name)
    if not fits:
        raise BadInput("nominations.file_content", name=name, ending=ending)


def _open_pdf(stream: BinaryIO, name: str) -> bool:
    stream.seek(0, 2)
    stream.seek(max(0, stream.tell() - 4096))
    if b"/Encrypt" in stream.read():
        raise BadInput("nominations.file_locked", name=name)
    return True


def _small(head: bytes, name: str) -> bool:
    width, height = int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    if width * height > PIXELS:
        raise BadInput("nominations.file_bomb", name=name)
    return head[12:16] == b"IHDR" and width > 0 and height > 0


def _is_office(stream: BinaryIO, folder: str, name: str) -> bool:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    unpacked, packed = sum(one.file_size for one in members), sum(one.compress_size for one in members)
    if len(members) > MEMBERS or unpacked > UNPACKED or (unpacked > LARGEST and unpacked > RATIO * packed):
        raise BadInput("nominations.file_bomb", name=name)
    names = [one.filename for one in members]
    if any(one.startswith("/") or ".." in one.split("/") for one in names):
        return False
    if any(one.flag_bits & 1 for one in members):
        raise BadInput("nominations.file_locked", name=name)
    if any(one.lower().endswith("vbaproject.bin") for one in names):
        raise BadInput("nominations.file_macros", name=name)
    return "[Content_Types].xml" in names and any(one.startswith(folder) for one in names)


def _is_table_text(stream: BinaryIO, head: bytes) -> bool:
    if head.startswith(PROGRAMS) or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return False
    stream.seek(0)
    data = stream.read()
    if b"\0" in data:
        return False
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            return False
    return True
