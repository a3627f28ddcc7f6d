"""Reading delivered files: CSV, Parquet or a workbook becomes one uniform raw table.

Nothing is repaired and nothing is dropped: a file that cannot be read without guessing is refused with every
fault at once; a row whose form is wrong is delivered with a mark, so that it ends rejected under its number.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from paritrana.core.rolls.reading import delimited, fenced, formats
from paritrana.core.rolls.reading.limits import DEFAULT, Limits
from paritrana.core.rolls.reading.raw import DAMAGED, KINDS, ROW, Kinds, Mark, Raw, schema
from paritrana.core.rolls.reading.wording import MARKED, WORDINGS, refuse
from paritrana.errors import DataFaults, Fault

__all__ = [
    "DAMAGED",
    "DEFAULT",
    "KINDS",
    "MARKED",
    "ROW",
    "WORDINGS",
    "Kinds",
    "Limits",
    "Mark",
    "Raw",
    "read",
    "schema",
]


def read(
    path: Path,
    columns: tuple[str, ...],
    *,
    limits: Limits = DEFAULT,
    into: Path,
    sheet: str | None = None,
    kinds: Kinds = KINDS,
) -> Raw:
    """Write the file's rows to the Parquet file `into` and return what was read.

    The columns come in the asked order, whatever theirs; `sheet` names the sheet of a workbook to read.
    Raises DataFaults with every fault of the file as a whole; then `into` is as it was.
    """
    try:
        before = path.stat()
        kind = formats.recognise(path, limits)
        if kind is formats.Format.CSV:
            raw = delimited.read(path, columns, into, limits)
        else:
            raw = fenced.read(path, kind, columns, into, sheet, kinds, limits)
        after = path.stat()
    except DataFaults as found:
        raise DataFaults([_of(path, fault) for fault in found.faults], found.code) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        unreadable = refuse("roll.unreadable", reason=reason)
        raise DataFaults([_of(path, one) for one in unreadable.faults]) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        into.unlink(missing_ok=True)
        raise DataFaults([_of(path, one) for one in refuse("roll.changed").faults])
    return raw


def _of(path: Path, one: Fault) -> Fault:
    return replace(one, file=path.name)
