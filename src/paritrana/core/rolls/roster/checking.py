"""The rules of a roster as array operations over its columns: one mask a row.

What costs a look at text is asked once for each different text.  No row's fate depends on the order of rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from paritrana.core.rolls.nik import token
from paritrana.core.rolls.roster import birthdays, stated
from paritrana.core.rolls.roster.codes import BITS
from paritrana.core.rolls.roster.columns import Columns, Truths, Wholes, each
from paritrana.core.rolls.roster.funds import Settings
from paritrana.core.rolls.roster.known import CIVIL_SERVANT, FACTS, MILITARY, Facts, Known
from paritrana.core.rolls.roster.niks import Niks
from paritrana.core.rolls.roster.villages import Place, Villages

_NO_NAME = r"[0-9]{6}|^[^\p{L}]*$"
MEN = {"l", "lakilaki", "laki"}
WOMEN = {"p", "perempuan"}
WORDS = {
    "L": {"pria", "lk", "lelaki", "cowok", "male", "m", "laki2", "lki"},
    "P": {"wanita", "pr", "prp", "cewek", "female", "f", "w", "perempuam"},
}
OLDEST_YEARS = 120
WHOLE_CODE = 10  # digits of a village's code
_CARRIED_OUT = r"^[\s\p{Z}]*[=@]"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a roster is checked against; scope: the digits with which village codes begin."""

    as_of: date
    scope: str
    villages: Villages
    settings: Settings
    known: Known | None


@dataclass(frozen=True, repr=False)
class Judged:
    """The rows of a roster as judged: one mask each, and what was read of them."""

    columns: Columns
    mask: Wholes
    niks: Niks
    births: tuple[Wholes, list[birthdays.Read]]
    day: Wholes
    sex: Wholes
    places: tuple[Wholes, list[Place]]
    village: Wholes


def judge(columns: Columns, asked: Asked, say: Callable[[str], None]) -> Judged:
    """Return the masks of all rows; codes that a torn or empty row cannot help having are left out."""
    say("step 1 of 4: NIK")
    niks = Niks.read(columns)
    say("step 2 of 4: birth dates and sexes")
    births = each(columns.text("birth_date"), birthdays.read)
    day = np.array([one.day for one in births[1]], np.int64)[births[0]]
    sexes = each(columns.text("sex"), sex_of)
    sex = np.array([one[0] for one in sexes[1]], np.int64)[sexes[0]]
    say("step 3 of 4: villages")
    places = _places(columns, asked)
    village = np.array([one.village for one in places[1]], np.int64)[places[0]]
    found: dict[str, Truths] = {"row.cells": columns.torn, "text.formula": columns.begins(_CARRIED_OUT)}
    found |= niks.faults()
    found |= _names(columns)
    found |= _coded(births[0], [one.code for one in births[1]])
    found |= _ages(day, asked)
    found |= _coded(sexes[0], [one[1] for one in sexes[1]])
    found |= _coded(places[0], [one.code for one in places[1]])
    found |= niks.doubts(np.where(found["birth_date.future"], 0, day), sex, village)
    say("step 4 of 4: what is known of the persons")
    found |= _persons(columns, niks, asked)
    mask = _mask(found, columns) | _fund_mask(columns, asked.settings)
    mask = _only(mask, niks.empty & columns.empty("birth_date") & columns.empty("sex"), "row.remark")
    mask = _only(mask, columns.torn, "row.cells")
    return Judged(columns, mask, niks, births, day, sex, places, village)


def sex_of(text: str) -> tuple[int, str]:
    """Return 0 for L, 1 for P, −1 for none, and a code of fault."""
    plain = "".join(sign for sign in text.casefold() if sign.isalnum())
    if plain in MEN or plain in WOMEN:
        return int(plain in WOMEN), ""
    if not text.strip():
        return -1, "sex.missing"
    return -1, "sex.word" if any(plain in those for those in WORDS.values()) else "sex.unknown"


def _places(columns: Columns, asked: Asked) -> tuple[Wholes, list[Place]]:
    """Find the village of each row, once for each different code, name and district.

    Where there is no column for it, all rows live in the one village that was asked for.
    """
    if len(asked.scope) == WHOLE_CODE and not {"village", "village_code"} & columns.roster.fields.keys():
        found_here = asked.villages.find((asked.scope, "", ""), asked.as_of, asked.scope)
        return np.zeros(columns.count, np.int64), [found_here]
    parts = [each(columns.text(name), str) for name in ("village_code", "village", "district")]
    keys = np.zeros(columns.count, np.int64)
    for indices, texts in parts:
        keys = keys * len(texts) + indices
    different, places = np.unique(keys, return_inverse=True)
    found = []
    for key in different.tolist():
        told = []
        for _, texts in reversed(parts):
            key, at = divmod(key, len(texts))
            told.append(texts[at])
        found.append(asked.villages.find((told[2], told[1], told[0]), asked.as_of, asked.scope))
    return places.reshape(-1), found


def _names(columns: Columns) -> dict[str, Truths]:
    text = pc.utf8_trim_whitespace(columns.text("name"))
    doubtful = pc.match_substring_regex(text, _NO_NAME).to_numpy(zero_copy_only=False)
    empty = columns.empty("name")
    return {"name.missing": empty, "name.shape": doubtful & ~empty}


def _ages(day: Wholes, asked: Asked) -> dict[str, Truths]:
    """Say of a whole column what `programmes.may_register` says of one person.

    Completed years come out of a subtraction: as numbers, days that are years apart are 10,000 a year apart.
    """
    today, settings = birthdays.number(asked.as_of), asked.settings
    future = (day > today) | ((day > 0) & (day < today - OLDEST_YEARS * 10_000))
    age = (today - day) // 10_000
    told = (day > 0) & ~future
    return {
        "birth_date.future": future,
        "age.under": told & (age < settings.youngest),
        "age.over": told & (age >= settings.oldest + settings.upper_inclusive),
    }


def _coded(indices: Wholes, codes: list[str]) -> dict[str, Truths]:
    return {
        code: np.array([one == code for one in codes], bool)[indices] for code in sorted(set(codes)) if code
    }


def _persons(columns: Columns, niks: Niks, asked: Asked) -> dict[str, Truths]:
    """Say what the register knows of persons, and, for a fund, what the roster itself tells of them too."""
    facts, told = _facts(niks, asked), services(columns)
    found: dict[str, Truths] = {}
    for word, code in FACTS.items():
        if word not in (CIVIL_SERVANT, MILITARY) or word in asked.settings.exclude:
            found[code] = np.array([word in one.words for one in facts], bool) | (told == word)
    return found | _deciles(columns, niks, asked, facts)


def _facts(niks: Niks, asked: Asked) -> list[Facts]:
    """Ask the register for every sound NIK."""
    nothing = Facts()
    facts = [nothing] * len(niks.sound)
    if asked.known is not None:
        at = np.flatnonzero(niks.sound)
        key = asked.known.key
        tokens = [token(one, key) for one in niks.text.take(pa.array(at)).to_pylist()]
        told = asked.known.lookup(tokens)
        for place, one in zip(at.tolist(), tokens, strict=True):
            facts[place] = told.get(one, nothing)
    return facts


def services(columns: Columns) -> np.ndarray[Any, np.dtype[np.object_]]:
    """Return in whose service the status or else the occupation of each row says that somebody stands."""
    found = np.full(columns.count, "", object)
    for name in ("occupation", "status"):
        indices, told = each(columns.text(name), stated.service_of)
        said = np.array([*told, ""], object)[indices]  # an empty list has no kind of its own
        found = np.where(said != "", said, found)
    return found


def deciles(columns: Columns) -> Wholes:
    """Return the poverty decile that each row tells, `stated.UNTOLD` or `stated.UNREAD`."""
    indices, told = each(columns.text("decile"), stated.decile_of)
    return np.array([*told, 0], np.int64)[indices]


def _deciles(columns: Columns, niks: Niks, asked: Asked, facts: list[Facts]) -> dict[str, Truths]:
    """Compare with the deciles of a fund what a cell tells, else what the register knows.

    Without a column and without a register there is nobody to ask, so nothing is said.
    """
    decile = deciles(columns)
    found = {"decile.unread": decile == stated.UNREAD}
    wanted = asked.settings.deciles
    if wanted is None or (asked.known is None and "decile" not in columns.roster.fields):
        return found
    known = np.array([one.decile or 0 for one in facts], np.int64)
    decile = np.where(decile > 0, decile, known)
    missing = (decile == 0) & niks.sound
    return found | {
        "decile.missing": missing,
        "decile.outside": (decile > 0) & ~np.isin(decile, sorted(wanted)),
    }


def _fund_mask(columns: Columns, settings: Settings) -> Wholes:
    mask = np.zeros(columns.count, np.int64)
    for at, rule in enumerate(settings.rules, len(BITS)):
        indices, broken = each(columns.text(rule.told.column), rule.broken_by)
        mask |= np.array(broken, bool)[indices].astype(np.int64) << at
    return mask


def _mask(found: dict[str, Truths], columns: Columns) -> Wholes:
    """Put the codes together; an empty cell that is merged with others is told as that alone."""
    mask = np.zeros(columns.count, np.int64)
    for code, rows in found.items():
        mask |= rows.astype(np.int64) << BITS[code]
    for name, covered in columns.covered.items():
        if (missing := f"{name}.missing") in BITS:
            without = covered & ((mask >> BITS[missing] & 1) == 1)
            mask = np.where(without, mask & ~(1 << BITS[missing]) | 1 << BITS["row.merged"], mask)
    return mask


def _only(mask: Wholes, those: Truths, code: str) -> Wholes:
    return np.where(those, np.int64(1 << BITS[code]), mask)
