"""The NIKs of a roster: their shape, what a spreadsheet did to them, and what they say of the person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from paritrana.core.rolls.roster.columns import Columns, Truths, Wholes

SEPARATORS = r"[\s\p{Z}'’`´.\-\x{200B}\x{FEFF}]+"
_SHAPE = r"^[0-9]{16}$"
# 7.10701E+15; 7107013101900000.0; 7.107.013.101.900.000
_DAMAGED = r"^[0-9]([.,][0-9]+)?[eE]\+?[0-9]+$|^[0-9]{15,}[.,]0*$|^[0-9]{1,3}([.,][0-9]{3}){4,}$"
LARGE = 15  # digits from which a number may have lost some
ENOUGH = 10


def shape_fault(nik: str) -> str:
    """Return the code of what is wrong with one NIK by its shape alone, or nothing."""
    if not nik:
        return "nik.missing"
    shaped = re.fullmatch(_SHAPE, nik, re.ASCII) is not None
    if re.match(_DAMAGED, nik, re.ASCII) or (shaped and nik.endswith("0000")):
        return "nik.damaged"
    return "" if shaped else "nik.shape"


@dataclass(frozen=True, repr=False)
class Niks:
    """text: without blanks around. sound: 16 digits, not damaged. number: the 16 digits as one, or 0."""

    text: Any
    sound: Truths
    number: Wholes
    empty: Truths
    damaged: Truths
    separated: Truths

    @classmethod
    def read(cls, columns: Columns) -> Niks:
        """Judge every NIK by itself, and the column for the zeros that a spreadsheet leaves behind."""
        text = pc.utf8_trim_whitespace(columns.text("nik"))
        numeric = columns.numeric("nik")
        shaped = _match(text, _SHAPE)
        large = pc.greater_equal(pc.utf8_length(text), LARGE).to_numpy(zero_copy_only=False)
        damaged = (numeric & large) | _match(text, _DAMAGED)
        sixteen = shaped & ~numeric
        number = pc.cast(pc.if_else(pa.array(sixteen), text, "0"), pa.int64()).to_numpy()
        damaged |= sixteen & (number % 10_000 == 0)  # no person has the number 0000 of a day
        damaged |= _zeros(number, sixteen)
        bare = pc.replace_substring_regex(text, SEPARATORS, "")
        separated = _match(bare, _SHAPE) & ~shaped & ~damaged & ~numeric
        return cls(text, sixteen & ~damaged, number, columns.empty("nik"), damaged, separated)

    def faults(self) -> dict[str, Truths]:
        """Return the faults of shape, and who stands in the file twice."""
        misshapen = ~(self.sound | self.empty | self.damaged | self.separated)
        return {
            "nik.missing": self.empty,
            "nik.damaged": self.damaged,
            "nik.separators": self.separated,
            "nik.shape": misshapen,
            "nik.duplicate": self.repeated(),
        }

    def repeated(self) -> Truths:
        """Tell which rows share their NIK with another, each of them alike."""
        found = np.zeros(len(self.sound), bool)
        at = np.flatnonzero(self.sound)
        _, inverse, counts = np.unique(self.number[at], return_inverse=True, return_counts=True)
        found[at] = counts[inverse.reshape(-1)] > 1
        return found

    def doubts(self, day: Wholes, sex: Wholes, village: Wholes) -> dict[str, Truths]:
        """Compare the NIK with birth date, sex and residence, where those were read.

        The seventh to twelfth digit are day, month and year of birth; a woman's day is told 40 higher.
        """
        number = self.number
        told_day = number // 10**8 % 100
        female = told_day > 40
        told = (told_day - 40 * female) * 10_000 + number // 10**6 % 100 * 100 + number // 10**4 % 100
        stated = day % 100 * 10_000 + day // 100 % 100 * 100 + day // 10_000 % 100
        return {
            "nik.birth_date": self.sound & (day > 0) & (told != stated),
            "nik.sex": self.sound & (sex >= 0) & (female != (sex == 1)),
            "nik.region": self.sound & (village > 0) & (number // 10**12 != village // 10**6),
        }


def _zeros(number: Wholes, sixteen: Truths) -> Truths:
    """Tell the NIKs that end with 0 where more than half of the column does: by chance it is a tenth."""
    ending = sixteen & (number % 10 == 0)
    many = int(sixteen.sum())
    return ending if many >= ENOUGH and 2 * int(ending.sum()) > many else np.zeros(len(sixteen), bool)


def _match(text: Any, pattern: str) -> Truths:
    told: Truths = pc.match_substring_regex(text, pattern).to_numpy(zero_copy_only=False)
    return told
