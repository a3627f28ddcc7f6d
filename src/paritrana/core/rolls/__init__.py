"""Rolls: delivered lists of workers and payments, read, checked row by row, and stripped of NIK and name.

What needs an engine or the programmes is loaded when it is first asked for: the child that reads a workbook
must start quickly.
"""

from typing import TYPE_CHECKING, Any

from paritrana.core.rolls.codes import ERRORS, WARNINGS, RowCode, codes_of
from paritrana.core.rolls.lake import Delivery, Lake, Manifest
from paritrana.core.rolls.nik import key_from_environment, pseudonym, token

if TYPE_CHECKING:
    from paritrana.core.rolls.receiving import FileReport, Receipt, receive, rejected
    from paritrana.core.rolls.schemas import SCHEMAS, Kind, Schema

__all__ = [
    "ERRORS",
    "SCHEMAS",
    "WARNINGS",
    "Delivery",
    "FileReport",
    "Kind",
    "Lake",
    "Manifest",
    "Receipt",
    "RowCode",
    "Schema",
    "codes_of",
    "key_from_environment",
    "pseudonym",
    "receive",
    "rejected",
    "token",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from paritrana.core.rolls import receiving, schemas

    return getattr(schemas if name in ("SCHEMAS", "Kind", "Schema") else receiving, name)
