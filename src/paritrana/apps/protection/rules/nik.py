"""What a NIK typed by hand may be, what it tells, and how much of it is shown."""

import re
from dataclasses import dataclass
from datetime import date

WOMEN = 40  # added to the day of birth
DOTS = "••••"
_DIGITS = re.compile(r"[0-9]{16}", re.ASCII)
_AS_NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+", re.ASCII)


@dataclass(frozen=True)
class Told:
    """What the digits say: regency of the first registration, day, month and two digits of the year, sex."""

    regency: str
    day: int
    month: int
    year: int
    sex: str

    def is_of(self, born: date) -> bool:
        return (self.day, self.month, self.year) == (born.day, born.month, born.year % 100)


def plain(text: str) -> str:
    """Return the NIK without the blanks and hyphens that people put between its digits."""
    return re.sub(r"[\s-]", "", text)


def fault_of(nik: str) -> str:
    """Return the code of what is wrong with a plain NIK, or nothing."""
    if _AS_NUMBER.fullmatch(nik):
        return "nik.damaged"
    return "" if _DIGITS.fullmatch(nik) else "nik.shape"


def told_by(nik: str) -> Told:
    """Return what a NIK of 16 digits tells; it is never a proof, since a NIK is not changed later."""
    day = int(nik[6:8])
    return Told(
        regency=f"{nik[:2]}.{nik[2:4]}",
        day=day - WOMEN if day > WOMEN else day,
        month=int(nik[8:10]),
        year=int(nik[10:12]),
        sex="P" if day > WOMEN else "L",
    )


def shown_parts(nik: str) -> tuple[str, str]:
    """Return the first and the last four digits: all of a NIK that is kept in the open."""
    return nik[:4], nik[-4:]


def masked(first: str, last: str) -> str:
    """Return 7107 •••• •••• 0012; dots alone for a person who was erased."""
    return f"{first or DOTS} {DOTS} {DOTS} {last or DOTS}"


def masked_name(name: str) -> str:
    """Return the first letter of each word: enough for whoever knows the person, too little for others."""
    return " ".join(f"{word[0]}{DOTS[:3]}" for word in name.split())
