"""Reading a dated table from TOML: every row checked, every fault told with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from paritrana.core.programmes.months import Month, month_of
from paritrana.core.programmes.wording import fault
from paritrana.core.units.lines import Path, line_map
from paritrana.errors import BadInput, DataFaults, Fault

LARGEST_FILE = 1_000_000
_SHARE = re.compile(r"([1-9][0-9]{0,5})/([1-9][0-9]{0,5})")
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


class _Unfit(Exception):
    """A value that its form does not take."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a key takes: in words (English, Indonesian), and how it is read."""

    wanted: str
    wanted_id: str
    read: Callable[[Any], Any]
    required: bool = True
    default: Any = None

    def or_absent(self, default: Any = None) -> Form:
        """Return the same form for a key that may be left out."""
        return Form(self.wanted, self.wanted_id, self.read, required=False, default=default)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row of a table comes from."""

    id: str
    title: str
    url: str


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _Unfit
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Unfit
    return value


def _id(value: Any) -> str:
    if _IDENTIFIER.fullmatch(_text(value)) is None:
        raise _Unfit
    return _text(value)


def _month(value: Any) -> Month:
    try:
        return month_of(_text(value))
    except BadInput:
        raise _Unfit from None


def _share(value: Any) -> Fraction:
    found = _SHARE.fullmatch(_text(value))
    if found is None or int(found[1]) >= int(found[2]):
        raise _Unfit
    return Fraction(int(found[1]), int(found[2]))


def _percent(value: Any) -> Fraction:
    if _PERCENT.fullmatch(_text(value)) is None or not 0 < Fraction(value) <= 100:
        raise _Unfit
    return Fraction(value)


WHOLE = Form("a whole number without separators", "bilangan bulat tanpa pemisah", _whole)
TEXT = Form("a text in quotes", "teks dalam tanda kutip", _text)
ID = Form("an id of small letters, digits, - and _", "id dari huruf kecil, angka, - dan _", _id)
MONTH = Form("a month as in 2026-04", "bulan seperti 2026-04", _month)
PERCENT = Form('a percent in quotes as in "32.15"', 'persen dalam tanda kutip seperti "32.15"', _percent)
SHARE = Form("a proper fraction as in 1/2", "pecahan di bawah satu seperti 1/2", _share)


def word[Word: StrEnum](kind: type[Word]) -> Form:
    """Return the form that takes one word of an enumeration."""

    def read(value: Any) -> Word:
        try:
            return kind(_text(value))
        except ValueError:
            raise _Unfit from None

    known = ", ".join(kind)
    return Form(f"one of: {known}", f"salah satu: {known}", read)


def several(one: Form) -> Form:
    """Return the form that takes a list of at least one, each once."""

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or not value:
            raise _Unfit
        items = tuple(map(one.read, value))
        if len(set(items)) != len(items):
            raise _Unfit
        return items

    return Form(f"a list, each entry {one.wanted}", f"daftar, tiap isinya {one.wanted_id}", read)


SOURCE = {"id": ID, "title": TEXT, "url": TEXT}


@dataclass
class Table:
    """A parsed file, its rows read by `rows`, its faults gathered in `faults`."""

    name: str
    raw: Mapping[str, Any]
    lines: Mapping[Path, int]
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def parse(cls, data: bytes, *, name: str, format: str) -> Table:
        """Return the file's content; raises DataFaults when it is no TOML or of another format."""
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
            raw = tomllib.loads(text)
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
            line = getattr(error, "lineno", 1)
            raise DataFaults([fault("table.syntax", line, file=name, reason=error)]) from None
        if raw.get("format") != format:
            raise DataFaults([fault("table.format", 1, file=name, wanted=format)])
        return cls(name, raw, line_map(text))

    def add(self, path: Path, code: str, **facts: object) -> None:
        """Note one fault at the line of a path, or of the nearest part of it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        self.faults.append(fault(code, self.lines.get(path, 1), file=self.name, **facts))

    def top(self, forms: Mapping[str, Form], *, lists: Iterable[str]) -> dict[str, Any]:
        """Return the single values of the file; `lists` names its lists of rows."""
        single = {key: value for key, value in self.raw.items() if key not in (*lists, "format")}
        return self._row((), single, forms, "the file")

    def rows(self, key: str, forms: Mapping[str, Form]) -> list[tuple[Path, dict[str, Any]]]:
        """Return the sound rows of a list with their paths; a row's id stands once in its list."""
        given = self.raw.get(key, [])
        if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
            self.add((key,), "table.value", key=key, wanted=f"rows [[{key}]]", wanted_id=f"baris [[{key}]]")
            return []
        found, before, ids = [], len(self.faults), set()
        for place, values in enumerate(given):
            path: Path = (key, place)
            before = len(self.faults)
            row = self._row(path, values, forms, f"[[{key}]]")
            if row.get("id") in ids:
                self.add((*path, "id"), "table.twice", id=row["id"])
            ids.add(row.get("id"))
            if len(self.faults) == before:
                found.append((path, row))
        return found

    def sources(self) -> dict[str, Source]:
        """Return the sources of the file by id."""
        return {row["id"]: Source(**row) for _, row in self.rows("source", SOURCE)}

    def check_dated(self, path: Path, row: Mapping[str, Any], sources: Mapping[str, Source]) -> None:
        """Note a row that ends before it starts, and sources that are not there."""
        if row["to"] is not None and row["to"] < row["from"]:
            self.add((*path, "to"), "table.order", first=row["from"], last=row["to"])
        for one in row["sources"]:
            if one not in sources:
                self.add((*path, "sources"), "table.source", id=one)

    def done(self) -> None:
        """Raise DataFaults when there are faults."""
        if self.faults:
            raise DataFaults(sorted(self.faults))

    def _row(
        self, path: Path, values: Mapping[str, Any], forms: Mapping[str, Form], place: str
    ) -> dict[str, Any]:
        for key in values:
            if key not in forms:
                self.add((*path, key), "table.key_unknown", key=key, place=place, known=", ".join(forms))
        row: dict[str, Any] = {}
        for key, form in forms.items():
            if key not in values:
                row[key] = form.default
                if form.required:
                    self.add(path, "table.key_missing", key=key, place=place)
                continue
            try:
                row[key] = form.read(values[key])
            except _Unfit:
                self.add((*path, key), "table.value", key=key, wanted=form.wanted, wanted_id=form.wanted_id)
        return row


DATED: dict[str, Form] = {
    "id": ID,
    "from": MONTH,
    "to": MONTH.or_absent(),
    "sources": several(ID),
}
"""The keys that every dated row has."""


def overlaps(spans: Sequence[tuple[str, Month, Month]]) -> list[tuple[str, str, Month]]:
    """Return the pairs of rows that hold in one month: (later id, earlier id, first common month)."""
    found = []
    for place, (later, start, _) in enumerate(ordered := sorted(spans, key=lambda one: (one[1], one[0]))):
        found += [(later, earlier, start) for earlier, _, end in ordered[:place] if end >= start]
    return found
