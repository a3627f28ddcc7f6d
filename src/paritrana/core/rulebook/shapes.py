"""What one value may look like: whole numbers, texts, words, lists, tables, each fault with its path."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time
from fractions import Fraction

from paritrana.core.units.lines import Path

IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
LONGEST_NUMBER = 1000
LARGEST_COUNT = 1_000_000


@dataclass
class Findings:
    """The faults found so far: (path, code, facts)."""

    found: list[tuple[Path, str, dict[str, object]]] = field(default_factory=list)

    def add(self, path: Path, code: str, **facts: object) -> None:
        """Note one fault."""
        self.found.append((path, code, facts))


type Form = Callable[[Findings, Path, object], None]


def name_of(path: Path) -> str:
    """Return the key a path ends with, in words for a sentence."""
    last = path[-1] if path else "rulebook"
    return f"{path[-2]} entry {last + 1}" if isinstance(last, int) and len(path) > 1 else str(last)


def _wrong(found: Findings, path: Path, wanted: str, wanted_id: str) -> None:
    found.add(path, "value.type", key=name_of(path), wanted=wanted, wanted_id=wanted_id)


def _bare(value: object) -> bool:
    """Say whether a value was already told by `bare_values`."""
    return isinstance(value, float | date | datetime | time)


def whole(low: int, high: int) -> Form:
    """Accept a whole number from low to high."""

    def check(found: Findings, path: Path, value: object) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            if not _bare(value):
                _wrong(found, path, "a whole number", "bilangan bulat")
        elif not low <= value <= high:
            found.add(path, "value.range", key=name_of(path), low=low, high=high)

    return check


def matching(accepts: Callable[[str], bool], code: str) -> Form:
    """Accept a text that `accepts` likes, else the fault `code`."""

    def check(found: Findings, path: Path, value: object) -> None:
        if not isinstance(value, str):
            if not _bare(value):
                _wrong(found, path, "a text in quotes", "teks dalam tanda kutip")
        elif not accepts(value):
            found.add(path, code, key=name_of(path), value=value)

    return check


def one_of(*known: str) -> Form:
    """Accept one of the words."""

    def check(found: Findings, path: Path, value: object) -> None:
        if not isinstance(value, str):
            if not _bare(value):
                _wrong(found, path, "a text in quotes", "teks dalam tanda kutip")
        elif value not in known:
            found.add(path, "value.choice", key=name_of(path), value=value, known=", ".join(known))

    return check


def boolean(found: Findings, path: Path, value: object) -> None:
    """Accept true or false."""
    if not isinstance(value, bool) and not _bare(value):
        _wrong(found, path, "true or false", "true atau false")


def list_of(item: Form, low: int, high: int, *, distinct: bool = False) -> Form:
    """Accept a list of low to high items."""

    def check(found: Findings, path: Path, value: object) -> None:
        if not isinstance(value, list):
            if not _bare(value):
                _wrong(found, path, "a list", "daftar dalam kurung siku")
            return
        if not low <= len(value) <= high:
            found.add(path, "list.length", key=name_of(path), count=len(value), low=low, high=high)
        for index, one in enumerate(value[:high]):
            item(found, (*path, index), one)
            if distinct and isinstance(one, str) and one in value[:index]:
                found.add((*path, index), "list.repeated", key=name_of(path), value=one)

    return check


# What a table is called in Indonesian sentences; a name that is a key of the format stays as it is.
PLACES_ID = {
    "a rulebook": "aturan penilaian",
    "a title": "judul",
    "a level": "jenjang",
    "a seat": "kursi",
    "a category": "kategori",
    "a stage": "tahap",
    "a criterion": "kriteria",
    "a measure criterion": "kriteria measure",
    "a ladder criterion": "kriteria ladder",
    "a rubric criterion": "kriteria rubric",
    "a yes_no criterion": "kriteria yes_no",
    "a dimension": "dimensi",
    "a prize": "penghargaan khusus",
}


def table(
    place: str, needed: dict[str, Form], optional: dict[str, Form], later: Collection[str] = ()
) -> Form:
    """Accept a table with all the needed keys and none that is unknown; `later`: keys of a later format."""
    known = needed | optional
    names = {"place": place, "place_id": PLACES_ID.get(place, place)}

    def check(found: Findings, path: Path, value: object) -> None:
        if not isinstance(value, dict):
            if not _bare(value):
                _wrong(found, path, "a table", "tabel")
            return
        for key in needed:
            if key not in value:
                found.add(path, "key.missing", key=key, **names)
        for key, one in value.items():
            if key in known:
                known[key](found, (*path, key), one)
            elif key in later:
                found.add((*path, key), "key.later_format", key=key, **names)
            else:
                found.add((*path, key), "key.unknown", key=key, known=", ".join(known), **names)

    return check


def is_number(text: str) -> bool:
    """Say whether a text is a decimal number of the format, of at most 1,000 signs."""
    return len(text) <= LONGEST_NUMBER and NUMBER.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Say whether a text is a real day written year-month-day."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


identifier = matching(lambda text: IDENTIFIER.fullmatch(text) is not None, "value.id")
number = matching(is_number, "value.number")
day = matching(is_date, "value.date_text")
some_text = matching(lambda text: bool(text.strip()), "value.empty")
title = table("a title", {"id": some_text}, {"en": some_text})


def told(found: Findings, path: Path, value: object) -> None:
    """Accept a text, or a table with id and en."""
    (title if isinstance(value, dict) else some_text)(found, path, value)


def scale_end(found: Findings, path: Path, value: object) -> None:
    """Accept a whole number or a decimal in quotes."""
    (number if isinstance(value, str) else whole(-LARGEST_COUNT, LARGEST_COUNT))(found, path, value)


def points_mark(found: Findings, path: Path, value: object) -> None:
    """Accept a whole number from 0 to 100 or a decimal in quotes."""
    (number if isinstance(value, str) else whole(0, 100))(found, path, value)


def mapping(key_form: Form, item: Form, *, low: int = 0) -> Form:
    """Accept a table whose keys and values each have one form, with at least `low` entries."""

    def check(found: Findings, path: Path, value: object) -> None:
        if not isinstance(value, dict):
            if not _bare(value):
                _wrong(found, path, "a table", "tabel")
            return
        if len(value) < low:
            found.add(path, "value.empty", key=name_of(path))
        for key, one in value.items():
            key_form(found, (*path, key), key)
            item(found, (*path, key), one)

    return check


count = whole(1, LARGEST_COUNT)
basis_points = whole(1, 10_000)


def bare_values(found: Findings, path: Path, value: object) -> None:
    """Note every float and bare date, wherever it stands."""
    match value:
        case float():
            found.add(path, "value.float")
        case date() | datetime() | time():
            found.add(path, "value.date")
        case list():
            for index, one in enumerate(value):
                bare_values(found, (*path, index), one)
        case dict():
            for key, one in value.items():
                bare_values(found, (*path, key), one)


def as_fraction(value: object) -> Fraction | None:
    """Return a number of the format exactly, or None when it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Fraction(value)
    return Fraction(value) if isinstance(value, str) and is_number(value) else None
