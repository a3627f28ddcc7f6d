"""Rolls: delivered lists of workers and payments, read, checked row by row, and stripped of NIK and name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from paritrana.core.rolls.codes import ERRORS, WARNINGS, RowCode, codes_of
from paritrana.core.rolls.lake import Delivery, Lake, Manifest
from paritrana.core.rolls.schemas import SCHEMAS, Kind, Schema

if TYPE_CHECKING:
    from paritrana.core.rolls.nik import key_from_environment, token
    from paritrana.core.rolls.receiving import FileReport, Receipt, receive, rejected

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
    "receive",
    "rejected",
    "token",
]
_LATER = {
    **dict.fromkeys(("key_from_environment", "token"), "nik"),
    **dict.fromkeys(("FileReport", "Receipt", "receive", "rejected"), "receiving"),
}


def __getattr__(name: str) -> Any:
    """Load what needs an engine when it is asked for: the child that reads one file starts without it."""
    if name in _LATER:
        return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
