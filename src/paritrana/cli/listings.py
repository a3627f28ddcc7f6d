"""Writing a table of figures as CSV, JSON, workbook or Parquet."""

from __future__ import annotations

import io
import json
import os
import secrets
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from paritrana.core.coverage.listing import Listing

_COUNTS = {
    *("numerator", "denominator", "numerator_from", "denominator_from", "numerator_to", "denominator_to"),
    *("named", "nameless", "upper_bound"),
}


def _json(found: Listing) -> bytes:
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    for row in rows:
        for name in _COUNTS & row.keys():
            text: Any = row[name]
            row[name] = int(text) if text.isdigit() else (text or None)
        if "suppressed" in row:
            row["suppressed"] = row["suppressed"] == "1"
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def _xlsx(found: Listing) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})  # the same bytes on every day
        sheet = book.add_worksheet("figures")
        sheet.write_row(0, 0, found.columns)
        for place, row in enumerate(found.rows, 1):
            for column, (name, text) in enumerate(zip(found.columns, row, strict=True)):
                if name in _COUNTS and text.isdigit():
                    sheet.write_number(place, column, int(text))
                else:
                    sheet.write_string(place, column, text)
    return out.getvalue()


def _parquet(found: Listing) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = list(zip(*found.rows, strict=True)) or [()] * len(found.columns)
    out = io.BytesIO()
    pq.write_table(
        pa.table(
            {name: pa.array(column, pa.string()) for name, column in zip(found.columns, columns, strict=True)}
        ),
        out,
    )
    return out.getvalue()


_WRITERS: dict[str, Callable[[Listing], bytes]] = {
    "csv": lambda found: found.csv(),
    "json": _json,
    "xlsx": _xlsx,
    "parquet": _parquet,
}


def write(found: Listing, form: str, out: Path | None) -> None:
    """Write a table to a file, whole or not at all, or to stdout; its notes go to stderr."""
    if out is None and form in ("xlsx", "parquet"):
        raise click.UsageError(f"{form} needs a file: --out FILE")
    for note in found.notes:
        click.echo(f"note: {note}", err=True)
    put(_WRITERS[form](found), out)


def put(data: bytes, out: Path | None) -> None:
    """Write bytes to a file, whole or not at all, or to stdout."""
    if out is None:
        try:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise click.ClickException(f"stdout cannot be written: {error.strerror}") from error
        return
    aside = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    try:
        if out.exists() and not out.is_file():  # a device or a pipe is written to, never replaced
            out.write_bytes(data)
            return
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(out)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise click.ClickException(f"{out} cannot be written: {error.strerror}") from error
