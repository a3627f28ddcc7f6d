"""Birth dates as offices write them, and what a NIK says of one.

A day is kept as one number, year × 10,000 + month × 100 + day, so that ages come out of a subtraction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    "januari": 1, "jan": 1, "january": 1,
    "februari": 2, "pebruari": 2, "feb": 2, "peb": 2, "february": 2,
    "maret": 3, "mar": 3, "mrt": 3, "march": 3,
    "april": 4, "apr": 4,
    "mei": 5, "may": 5,
    "juni": 6, "jun": 6, "june": 6,
    "juli": 7, "jul": 7, "july": 7,
    "agustus": 8, "agu": 8, "agt": 8, "ags": 8, "agus": 8, "august": 8, "aug": 8,
    "september": 9, "sep": 9, "sept": 9,
    "oktober": 10, "okt": 10, "october": 10, "oct": 10,
    "november": 11, "nopember": 11, "nov": 11, "nop": 11,
    "desember": 12, "des": 12, "december": 12, "dec": 12,
}  # fmt: skip
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})(?:[T ]00:00(?::00)?)?")
_WORDED = re.compile(r"([0-9]{1,2})[-/. ]*([a-z]+)[-/., ]*([0-9]{4})")
_SERIAL = re.compile(r"[0-9]{5}(?:\.0+)?")
_PLACE = re.compile(r"^[^,0-9]+,\s*")
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 60_000
_DAY_ZERO = date(1899, 12, 30)
CANONICAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

ISO, DAYS, WORDS, SERIAL = "iso", "days", "words", "serial"


@dataclass(frozen=True, slots=True)
class Read:
    """A birth date as read: the day (0: none), a code ("" when sound), the form it has, and the day it would
    be with day and month turned round (0 where that makes no other day)."""

    day: int = 0
    code: str = ""
    form: str = ""
    turned: int = 0


def read(text: str) -> Read:
    """Return what a cell tells; months may be Indonesian or English words, a place may stand before.

    >>> read("Ratahan, 7 Pebruari 1980")
    Read(day=19800207, code='', form='words', turned=0)
    >>> read("01/31/1990").code
    'birth_date.order'
    """
    text = " ".join(text.replace("\u00a0", " ").split()).strip("'")
    if not text:
        return Read(code="birth_date.missing")
    text = _PLACE.sub("", text)
    if found := _YEAR_FIRST.fullmatch(text):
        return _sound(int(found[1]), int(found[2]), int(found[3]), ISO)
    if found := _DAY_FIRST.fullmatch(text):
        return _day_first(int(found[1]), int(found[2]), int(found[3]))
    if found := _WORDED.fullmatch(text.casefold()):
        return _sound(int(found[3]), _MONTHS.get(found[2], 0), int(found[1]), WORDS)
    if _SERIAL.fullmatch(text) and _FIRST_SERIAL <= int(float(text)) <= _LAST_SERIAL:
        told = _DAY_ZERO + timedelta(days=int(float(text)))
        return Read(number(told), "birth_date.serial", SERIAL)
    return Read(code="birth_date.shape")


def number(day: date) -> int:
    """Return a day as one number."""
    return day.year * 10_000 + day.month * 100 + day.day


def iso(day: int) -> str:
    """Return a day as YYYY-MM-DD."""
    return f"{day // 10_000:04}-{day // 100 % 100:02}-{day % 100:02}"


def _sound(year: int, month: int, day: int, form: str) -> Read:
    told = _number(year, month, day)
    return Read(told, "", form) if told else Read(code="birth_date.shape")


def _day_first(day: int, month: int, year: int) -> Read:
    told, turned = _number(year, month, day), _number(year, day, month)
    if told:
        return Read(told, "", DAYS, turned if turned != told else 0)
    return Read(0, "birth_date.order", DAYS, turned) if turned else Read(code="birth_date.shape")


def _number(year: int, month: int, day: int) -> int:
    try:
        return number(date(year, month, day))
    except ValueError:
        return 0
