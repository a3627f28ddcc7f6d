"""Which files may be the signed scan of an agreement: a PDF or a picture, told by its first bytes."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from paritrana.errors import BadInput

LARGEST = 15 * 1024 * 1024
_CHUNK = 64 * 1024
TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
_HEADS = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}


@dataclass(frozen=True)
class Scan:
    """A scan that passed: a safe name, its type and the SHA-256 of its bytes."""

    name: str
    content_type: str
    sha256: str


def check(stream: BinaryIO, *, name: str) -> Scan:
    """Return the facts of a scan, or raise BadInput; the stream is left at its start."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    ending = PurePosixPath(last).suffix[1:].lower().replace("jpeg", "jpg")
    if ending not in TYPES or not stream.read(8).startswith(_HEADS[ending]):
        raise BadInput("agreement.scan_type")
    stream.seek(0)
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(_CHUNK):
        size += len(piece)
        if size > LARGEST:
            raise BadInput("agreement.scan_too_large", limit=LARGEST // 1024 // 1024)
        digest.update(piece)
    stream.seek(0)
    stem = re.sub(r"[^\w -]+", "-", PurePosixPath(last).stem).strip(" -")[:80] or "naskah"
    return Scan(f"{stem}.{ending}", TYPES[ending], digest.hexdigest())
