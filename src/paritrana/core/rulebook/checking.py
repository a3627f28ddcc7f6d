"""Whether a parsed rulebook keeps the format: every fault at once, each with the path where it stands.

Forms first (keys, types, ranges: what the JSON Schema says too), then what only the whole can tell (sums,
references, orders).  A part whose form is at fault is left out of the second kind, so nothing is told twice.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

from paritrana.core.units.lines import Path

FORMAT = "paritrana-rulebook/1"
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
}


def table(place: str, needed: dict[str, Form], optional: dict[str, Form]) -> Form:
    """Accept a table with all the needed keys and none that is unknown."""
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


def anchor_table(found: Findings, path: Path, value: object) -> None:
    """Accept a table from marks to texts."""
    if not isinstance(value, dict):
        if not _bare(value):
            _wrong(found, path, "a table", "tabel")
        return
    for key, one in value.items():
        number(found, (*path, key), key)
        told(found, (*path, key), one)


count = whole(1, LARGEST_COUNT)
basis_points = whole(1, 10_000)
_level = table("a level", {"id": identifier, "points": whole(0, 100)}, {"title": title})
_seat = table("a seat", {"id": identifier, "office": identifier}, {"count": whole(1, 100), "title": title})
_missing = one_of("zero", "renormalise", "class_median", "disqualify")
_common: dict[str, Form] = {
    "title": title,
    "evidence": one_of("none", "required", "optional"),
    "guidance": told,
}
_core: dict[str, Form] = {"id": identifier, "weight_bp": basis_points}
_units = one_of("share", "percent", "count", "rupiah", "months", "index")
_kind_keys: dict[str, tuple[dict[str, Form], dict[str, Form]]] = {
    "measure": (
        {"goalposts": list_of(number, 2, 2)},
        {"better": one_of("higher", "lower"), "unit": _units, "missing": _missing},
    ),
    "ladder": ({"levels": list_of(_level, 1, 100)}, {"missing": _missing}),
    "rubric": ({"scale": list_of(scale_end, 2, 2)}, {"anchors": anchor_table, "step": number}),
    "yes_no": ({}, {"missing": _missing}),
}
_of_some_kind = {key for needed, optional in _kind_keys.values() for key in (*needed, *optional)}
_kind = one_of(*_kind_keys)


def criterion(found: Findings, path: Path, value: object) -> None:
    """Accept a criterion with the keys of its kind and no other."""
    kind = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(kind, str) or kind not in _kind_keys:
        anything = dict.fromkeys(_of_some_kind, _accept)
        table("a criterion", _core | {"kind": _kind}, _common | anything)(found, path, value)
        return
    needed, optional = _kind_keys[kind]
    foreign = {key: value[key] for key in value if key in _of_some_kind - set(needed) - set(optional)}
    for key in foreign:
        found.add((*path, key), "key.other_kind", key=key, kind=kind)
    own = {key: one for key, one in value.items() if key not in foreign}
    table(f"a {kind} criterion", _core | {"kind": _kind} | needed, _common | optional)(found, path, own)


def _accept(found: Findings, path: Path, value: object) -> None:
    """Accept anything: the kind that would say more is itself at fault."""


_stage = table(
    "a stage",
    {"id": identifier, "weight_bp": basis_points, "criterion": list_of(criterion, 1, 50)},
    {"title": title, "entrants": one_of("all", "finalists")},
)
_jury = table(
    "jury",
    {},
    {
        "aggregate": one_of("mean", "trimmed", "median"),
        "min_jurors": whole(1, 1000),
        "fair_mode": one_of("off", "report", "official"),
    },
)
_category = table(
    "a category",
    {
        "id": identifier,
        "title": title,
        "entrant": one_of("province", "regency_city", "village", "employer", "public_service"),
        "winners": count,
        "stage": list_of(_stage, 1, 10),
    },
    {
        "sizes": list_of(one_of("large", "medium", "small", "micro"), 1, 4, distinct=True),
        "sectors": list_of(identifier, 1, 100, distinct=True),
        "village_kinds": list_of(one_of("desa", "kelurahan"), 1, 2, distinct=True),
        "quota": count,
        "finalists": count,
        "forward": whole(0, LARGEST_COUNT),
        "rank_on": one_of("exact", "shown"),
        "ties": list_of(some_text, 0, 100),
        "jury": _jury,
    },
)
_region = matching(lambda text: re.fullmatch(r"[0-9]{2}", text) is not None, "region.code")
rulebook = table(
    "a rulebook",
    {
        "format": one_of(FORMAT),
        "id": identifier,
        "version": count,
        "title": title,
        "level": one_of("province", "national"),
        "period": table("period", {"start": day, "end": day}, {}),
        "category": list_of(_category, 1, 1000),
    },
    {
        "example": boolean,
        "region": _region,
        "committee": table("committee", {"quorum": whole(1, 100_000), "seats": list_of(_seat, 1, 1000)}, {}),
    },
)


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


def forms(tree: dict[str, Any]) -> Findings:
    """Return the faults of form: what the published JSON Schema would refuse too."""
    found = Findings()
    bare_values(found, (), tree)
    rulebook(found, (), tree)
    return found


def as_fraction(value: object) -> Fraction | None:
    """Return a number of the format exactly, or None when it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Fraction(value)
    return Fraction(value) if isinstance(value, str) and is_number(value) else None
