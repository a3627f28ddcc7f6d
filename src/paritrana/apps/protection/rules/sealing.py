"""Sealing of NIK, name and birth date: envelope encryption with keys that never lie in the database.

A value is sealed by a data key (AES-256-GCM); the data key is kept wrapped by a master key from outside.
Changing the master key wraps the data keys anew and touches no person.  What a value belongs to is bound
into its seal, so that a sealed value cannot be laid into another row.
"""

import os
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from paritrana.errors import BadInput, ParitranaError

SHORTEST_SECRET = 32  # characters of a master secret
_KEY, _NONCE = 32, 12
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


@dataclass(frozen=True)
class MasterKeys:
    """The master keys by name, the current one first; they never show in a repr."""

    secrets: Mapping[str, bytes]

    def __repr__(self) -> str:
        return f"MasterKeys({', '.join(self.secrets)})"

    @property
    def current(self) -> str:
        return next(iter(self.secrets))

    def key(self, name: str) -> AESGCM:
        """Return the key of this name; raises BadInput (person.key_missing) when it was not given."""
        secret = self.secrets.get(name)
        if secret is None:
            raise BadInput("person.key_missing", key=name)
        derived = HKDF(SHA256(), _KEY, salt=None, info=b"paritrana/person/master/v1").derive(secret)
        return AESGCM(derived)


def read_keys(text: str) -> MasterKeys:
    """Return the keys of a setting: `name:secret`, the current first, divided by commas or lines.

    Raises BadInput (person.no_keys, person.bad_keys) without ever showing a secret.
    """
    parts = [part.strip() for part in re.split(r"[,\n]", text) if part.strip()]
    if not parts:
        raise BadInput("person.no_keys")
    found: dict[str, bytes] = {}
    for part in parts:
        name, colon, secret = part.partition(":")
        if not colon or not _NAME.fullmatch(name) or len(secret) < SHORTEST_SECRET or name in found:
            raise BadInput("person.bad_keys", shortest=SHORTEST_SECRET)
        found[name] = secret.encode()
    return MasterKeys(found)


def new_data_key() -> bytes:
    return AESGCM.generate_key(bit_length=_KEY * 8)


def wrap(data_key: bytes, keys: MasterKeys) -> tuple[str, str]:
    """Return the name of the current master key, and the data key wrapped by it."""
    name = keys.current
    return name, _seal(keys.key(name), data_key, f"data-key/{name}")


def unwrap(wrapped: str, name: str, keys: MasterKeys) -> bytes:
    """Return the data key; raises ParitranaError (person.unreadable) when the master key is another one."""
    return _open(keys.key(name), wrapped, f"data-key/{name}")


def seal(text: str, data_key: bytes, about: str) -> str:
    """Return the sealed text.  about: what it belongs to, as `nik/<token>`."""
    return _seal(AESGCM(data_key), text.encode(), about)


def unseal(sealed: str, data_key: bytes, about: str) -> str:
    """Return the text; raises ParitranaError (person.unreadable) for a wrong key, place or a changed seal."""
    return _open(AESGCM(data_key), sealed, about).decode()


def _seal(key: AESGCM, data: bytes, about: str) -> str:
    nonce = os.urandom(_NONCE)
    return urlsafe_b64encode(nonce + key.encrypt(nonce, data, about.encode())).decode()


def _open(key: AESGCM, sealed: str, about: str) -> bytes:
    try:
        data = urlsafe_b64decode(sealed)
        return key.decrypt(data[:_NONCE], data[_NONCE:], about.encode())
    except (InvalidTag, ValueError):
        raise ParitranaError("person.unreadable") from None


def seal_bytes(data: bytes, data_key: bytes, about: str) -> bytes:
    """Return sealed bytes, of a file.  about: what it belongs to, as `import/12/grid`."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(data_key).encrypt(nonce, data, about.encode())


def unseal_bytes(sealed: bytes, data_key: bytes, about: str) -> bytes:
    """Return the bytes; raises ParitranaError (person.unreadable) for a wrong key, place or changed seal."""
    try:
        return AESGCM(data_key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode())
    except (InvalidTag, ValueError):
        raise ParitranaError("person.unreadable") from None
