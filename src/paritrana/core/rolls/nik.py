"""The NIK: its shape, and the keyed token that stands for it everywhere behind the reading.

Token = the first 128 bits of HMAC-SHA256 over ``NIK:`` and the 16 digits, as 32 hexadecimal digits.
128 bits because 100 million people would make a collision of 64 bits likely enough to matter.

Whoever holds the key and keeps tokens already, as the register does, delivers a pseudonym in the place of the
NIK: the token and, behind it, the token of the token, which nobody makes without the key.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from typing import TYPE_CHECKING

from paritrana.errors import BadInput

if TYPE_CHECKING:
    import pyarrow

KEY_SETTING = "PARITRANA_NIK_KEY"
SHORTEST_KEY = 16
_LABEL = b"NIK:"
_BLOCK = 64


def key_from_environment() -> bytes:
    """Return the key of the tokens; raises BadInput (nik.no_key, nik.short_key) without ever showing it."""
    text = os.environ.get(KEY_SETTING, "")
    if not text:
        raise BadInput("nik.no_key", setting=KEY_SETTING)
    key = text.encode()
    if len(key) < SHORTEST_KEY:
        raise BadInput("nik.short_key", setting=KEY_SETTING, shortest=SHORTEST_KEY)
    return key


def token(nik: str, key: bytes) -> str:
    """Return the token of one NIK of 16 digits."""
    return hmac.new(key, _LABEL + nik.encode("ascii"), hashlib.sha256).hexdigest()[:32]


def pseudonym(token_of_nik: str, key: bytes) -> str:
    """Return what a roll may bear in the place of the NIK: 64 signs that only a holder of the key makes."""
    return token_of_nik + token(token_of_nik, key)


def pads(key: bytes) -> pyarrow.Table:
    """Return one row with the two pads of the key, so that the key is data and never part of a query."""
    import pyarrow as pa

    block = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    inner = bytes(byte ^ 0x36 for byte in block) + _LABEL
    outer = bytes(byte ^ 0x5C for byte in block)
    return pa.table({"inner_pad": [inner.hex()], "outer_pad": [outer.hex()]})
