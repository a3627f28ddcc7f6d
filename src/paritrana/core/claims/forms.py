"""Whether one claim of a file has the form of its kind: every fault at once, each with its key."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from paritrana.core.claims.model import KINDS, LONGEST_LIST, META, Claim, Given, Kind, Printed

LONGEST_ID = 100
LONGEST_TEXT = 1_000
_AS_OF = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_REGION = re.compile(r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?")
_ONE = ("a text or a whole number", "teks atau bilangan bulat")
_TEXT = ("a text", "teks")
_MANY = ("a list of texts or whole numbers", "daftar teks atau bilangan bulat")


@dataclass
class Form:
    """What was seen of one claim so far: its id, and faults as (key, code, facts); "" is the whole claim."""

    id: str = ""
    found: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)

    def add(self, at: str, code: str, /, **facts: object) -> None:
        """Note one fault."""
        self.found.append((at, code, facts))

    def type_of(self, key: str, value: object, wanted: tuple[str, str]) -> None:
        """Note a value of the wrong type, and say of floats and dates what is wrong with them."""
        if isinstance(value, float):
            self.add(key, "value.float", key=key)
        elif isinstance(value, date | datetime | time):
            example = "2025-08-31" if key == "as_of" else "Rabu (21/2/2024)"
            self.add(key, "value.date", key=key, example=example)
        else:
            self.add(key, "value.type", key=key, wanted=wanted[0], wanted_id=wanted[1])


def claim_of(given: Mapping[str, Any], form: Form) -> Claim | None:
    """Return the claim of a table of keys, or None with the faults in `form`."""
    known_id = _id(given, form)
    kind = _kind(given, form)
    if kind is None:
        return None
    keys = KINDS[kind]
    place = f"a claim of kind {kind}"
    allowed = ("id", "kind", *keys.keys, *META)
    for key in given:
        if key not in allowed:
            form.add(key, "key.unknown", key=key, place=place, known=", ".join(allowed[2:]))
    _missing(given, keys, place, form)
    values = {key: _value(key, given[key], keys, form) for key in keys.keys if key in given}
    meta = {key: _meta(key, given[key], form) for key in META if key in given}
    if form.found or known_id is None:
        return None
    return Claim(known_id, kind, values, meta)


def _id(given: Mapping[str, Any], form: Form) -> str | None:
    if "id" not in given:
        form.add("", "key.missing", place="the claim", key="id")
        return None
    value = given["id"]
    if isinstance(value, bool) or not isinstance(value, str | int):
        form.type_of("id", value, _ONE)
        return None
    text = str(value) if not isinstance(value, int) or abs(value) < 10**LONGEST_ID else ""
    if text != text.strip() or not text.isprintable() or not 0 < len(text) <= LONGEST_ID:
        form.add("id", "id.form", value=text)
        return None
    form.id = text
    return text


def _kind(given: Mapping[str, Any], form: Form) -> str | None:
    if "kind" not in given:
        form.add("", "key.missing", place="the claim", key="kind")
        return None
    value = given["kind"]
    if not isinstance(value, str):
        form.type_of("kind", value, _TEXT)
        return None
    if value not in KINDS:
        form.add("kind", "kind.unknown", value=value, known=", ".join(KINDS))
        return None
    return value


def _missing(given: Mapping[str, Any], keys: Kind, place: str, form: Form) -> None:
    for key in keys.required:
        if key not in given:
            form.add("", "key.missing", place=place, key=key)
    if keys.needed < len(keys.printed) and not any(key in given for key in keys.printed):
        form.add("", "key.missing", place=place, key=" or ".join(keys.printed))


def _value(key: str, value: object, keys: Kind, form: Form) -> Given:
    if key != keys.many:
        return _one(key, value, form, _TEXT if key in keys.words else _ONE)
    if not isinstance(value, list):
        form.type_of(key, value, _MANY)
        return ()
    if not 1 <= len(value) <= LONGEST_LIST[key]:
        form.add(key, "list.length", key=key, count=len(value), limit=LONGEST_LIST[key])
        return ()
    return tuple(_one(key, one, form, _ONE) for one in value)


def _one(key: str, value: object, form: Form, wanted: tuple[str, str]) -> Printed:
    allowed = str if wanted is _TEXT else str | int
    if isinstance(value, bool) or not isinstance(value, allowed):
        form.type_of(key, value, wanted)
        return ""
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        form.add(key, "value.long", key=key, limit=LONGEST_TEXT)
    return value


def _meta(key: str, value: object, form: Form) -> str:
    text = _one(key, value, form, _TEXT)
    if not isinstance(text, str) or not text:
        return ""
    if key == "as_of" and not _is_time(text):
        form.add(key, "value.as_of", value=text)
    if key == "region" and not _REGION.fullmatch(text):
        form.add(key, "value.region", value=text)
    return text


def _is_time(text: str) -> bool:
    if not _AS_OF.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "2000-01-01"[len(text) :])
    except ValueError:
        return False
    return True
