"""The rules of a roster as array operations over its columns: one mask a row.

What costs a look at text is asked once for each different text.  No row's fate depends on the order of rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from paritrana.core.rolls.nik import token
from paritrana.core.rolls.roster import birthdays
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
_CARRIED_OUT = r"^[\s\p{Z}]*[=@]"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a roster is checked against; scope: the digits with which village codes begin."""

    as_of: date
    scope: str
    villages: Villages
    settings: Settings
    known: Known | None


@dataclass(frozen=True)
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
    found |= _known(niks, asked)
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
    """Find the village of each row, once for each different code, name and district."""
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
    """Compare completed years on the day of registration; years apart are 10,000 apart as numbers."""
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


def _known(niks: Niks, asked: Asked) -> dict[str, Truths]:
    """Ask the register for every sound NIK; a fund that requires deciles refuses who is in none of them."""
    if asked.known is None:
        return {}
    key, settings = asked.known.key, asked.settings
    at = np.flatnonzero(niks.sound)
    tokens = [token(one, key) for one in niks.text.take(pa.array(at)).to_pylist()]
    told = asked.known.lookup(tokens)
    nothing = Facts()
    facts = [told.get(one, nothing) for one in tokens]
    found: dict[str, Truths] = {}

    def tell(code: str, those: list[bool]) -> None:
        found[code] = np.zeros(len(niks.sound), bool)
        found[code][at] = those

    for word, code in FACTS.items():
        if word not in (CIVIL_SERVANT, MILITARY) or word in settings.exclude:
            tell(code, [word in one.words for one in facts])
    if settings.deciles is not None:
        tell("decile.outside", [one.decile not in settings.deciles for one in facts])
    return found


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
