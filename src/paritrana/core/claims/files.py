"""A file of claims read: TOML with a list of `[[claim]]`, or CSV `id,kind,key,value`, every fault at once."""

import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from paritrana.core.claims.forms import Form, claim_of
from paritrana.core.claims.judging import judge
from paritrana.core.claims.model import KINDS, Claim, Verdict
from paritrana.core.claims.wording import fault
from paritrana.core.units.lines import line_map
from paritrana.errors import DataFaults, Fault

LARGEST_FILE = 8 * 1024 * 1024
HEADER = ["id", "kind", "key", "value"]
_LISTS = {kind.many for kind in KINDS.values() if kind.many}
type _Tables = Iterator[tuple[Mapping[str, Any], Callable[[str], int]]]


def check_file(path: Path | str) -> list[Verdict]:
    """Return the verdict on every claim of a file, in its order; raises DataFaults with every fault."""
    return [judge(claim) for claim in read_file(path)]


def read_file(path: Path | str) -> list[Claim]:
    """Return the claims of a file: CSV when its name ends so, else TOML; raises DataFaults."""
    name = str(path)
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DataFaults([fault("file.unreadable", 1, file=name, reason=reason)]) from error
    return read_claims(data, name=name)


def read_claims(data: bytes, *, name: str = "claims.toml") -> list[Claim]:
    """Return the claims of a file's bytes; its name says the format and stands before each fault."""
    faults: list[Fault] = []
    text = _text(data, name, faults)
    claims: list[Claim] = []
    lines: dict[str, int] = {}
    tables = _csv_tables if name.lower().endswith(".csv") else _toml_tables
    for given, line_of in tables(text, name, faults) if text is not None else ():
        form = Form()
        claim = claim_of(given, form)
        faults += [fault(code, line_of(key), file=name, **facts) for key, code, facts in form.found]
        if form.id in lines:
            facts = {"value": form.id, "first": lines[form.id]}
            faults.append(fault("id.repeated", line_of("id"), file=name, **facts))
        elif form.id:
            lines[form.id] = line_of("id")
        claims += [claim] if claim else []
    if not claims and not faults:
        faults.append(fault("claims.none", 1, file=name))
    if faults:
        raise DataFaults(sorted(dict.fromkeys(faults)), code="claims.faults")
    return claims


def _text(data: bytes, name: str, faults: list[Fault]) -> str | None:
    if len(data) > LARGEST_FILE:
        faults.append(fault("file.size", 1, file=name, limit=LARGEST_FILE))
    elif data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        faults.append(fault("file.spreadsheet", 1, file=name))
    else:
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            faults.append(fault("file.encoding", data.count(b"\n", 0, error.start) + 1, file=name))
            return None
        if text.strip():
            return text
        faults.append(fault("file.empty", 1, file=name))
    return None


def _toml_tables(text: str, name: str, faults: list[Fault]) -> _Tables:
    try:
        tree = tomllib.loads(text)
        lines = line_map(text)
    except ValueError as error:
        line, reason = _syntax(error, text)
        faults.append(fault("toml.syntax", line, file=name, reason=reason))
        return
    except RecursionError:
        faults.append(fault("toml.syntax", 1, file=name, reason="it is nested too deeply"))
        return
    for key in tree:
        if key != "claim":
            facts = {"key": key, "place": "the file", "known": "claim"}
            faults.append(fault("key.unknown", lines.get((key,), 1), file=name, **facts))
    listed = tree.get("claim", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        faults.append(fault("claim.list", lines.get(("claim",), 1), file=name))
        return
    for place, given in enumerate(listed):
        start = lines.get(("claim", place), 1)
        yield given, lambda key, place=place, start=start: lines.get(("claim", place, key), start)  # type: ignore[misc]


def _syntax(error: ValueError, text: str) -> tuple[int, str]:
    message = str(error)
    place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    if place is None:
        return 1, message
    return int(place[1]) if place[1] else text.rstrip("\n").count("\n") + 1, message[: place.start()]


def _csv_tables(text: str, name: str, faults: list[Fault]) -> _Tables:
    tables: dict[str, dict[str, Any]] = {}
    lines: dict[tuple[str, str], int] = {}
    for line, (known, kind, key, value) in _csv_rows(text, name, faults):
        table = tables.setdefault(known, {"id": known, "kind": kind})
        first = lines.setdefault((known, "id"), line)
        lines.setdefault((known, "kind"), line)
        lines.setdefault((known, key), line)
        if kind != table["kind"]:
            facts = {"id": known, "other": table["kind"], "first": first}
            faults.append(fault("csv.kind", line, file=name, **facts))
        elif key in _LISTS:
            table.setdefault(key, []).append(value)
        elif key in table:
            faults.append(fault("key.repeated", line, file=name, key=key))
        else:
            table[key] = value
    for known, table in tables.items():
        first = lines[known, "id"]
        yield table, lambda key, known=known, first=first: lines.get((known, key), first)  # type: ignore[misc]


def _csv_rows(text: str, name: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), strict=True)
    start, headed = 1, False
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            faults.append(fault("csv.form", start, file=name, reason=str(error)))
            return
        if row is None:
            return
        line, start = start, reader.line_num + 1
        if not row:
            continue
        if not headed:
            headed = True
            if row != HEADER:
                faults.append(fault("csv.header", line, file=name, found=",".join(row)))
                return
        elif len(row) != len(HEADER):
            faults.append(fault("csv.columns", line, file=name, count=len(row)))
        else:
            yield line, row
