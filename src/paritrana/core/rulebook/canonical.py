"""The canonical form of a rulebook and its hash: RFC 8785 on strings, whole numbers and booleans.

Numbers are whole and within ±(2^53 - 1), so the number rules of RFC 8785 are plain decimal digits;
keys are sorted by their UTF-16 code units.  See docs/adr/0003.
"""

import hashlib
import json

LARGEST = 2**53 - 1


def canonical(value: object) -> bytes:
    """Return the canonical JSON bytes of a parsed rulebook; raises TypeError for any other kind of value."""
    return _text(value).encode()


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def _text(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() if abs(value) <= LARGEST:
            return str(value)
        case str():
            return json.dumps(value, ensure_ascii=False)
        case list():
            return f"[{','.join(map(_text, value))}]"
        case dict():
            keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
            return "{" + ",".join(f"{_text(key)}:{_text(value[key])}" for key in keys) + "}"
        case _:
            raise TypeError(f"no canonical form for {type(value).__name__}")
