"""Rolls: delivered lists of workers and payments, read, checked row by row, and stripped of NIK and name."""

from paritrana.core.rolls.codes import ERRORS, WARNINGS, RowCode, codes_of
from paritrana.core.rolls.lake import Delivery, Lake, Manifest
from paritrana.core.rolls.nik import key_from_environment, token
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
    "receive",
    "rejected",
    "token",
]
