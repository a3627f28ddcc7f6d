"""Dates as Indonesian papers print them, with the weekday beside: Rabu (21/2/2024), Kamis, 3 Juli 2025."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from paritrana.core.units.writing import MONTHS, WEEKDAYS

WEEKDAY_NAMES = "|".join((*WEEKDAYS["id"], "Jum['’]at", "Ahad", *WEEKDAYS["en"]))
_SHORT_MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "sep": 9,
    "sept": 9,
    "nov": 11,
    "agu": 8,
    "ags": 8,
    "agt": 8,
    "aug": 8,
    "okt": 10,
    "oct": 10,
    "des": 12,
    "dec": 12,
    "pebruari": 2,
    "nopember": 11,
}
_MONTH_NUMBERS = {
    **{name.lower(): place for names in MONTHS.values() for place, name in enumerate(names, 1)},
    **_SHORT_MONTHS,
}
_MONTH = "|".join(_MONTH_NUMBERS)
_DATE = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY_NAMES})\b[\s,(]*)?"
    r"(?<![0-9/.,-])(?P<day>[0-9]{1,2})"
    rf"(?:/(?P<number>[0-9]{{1,2}})/(?P<short>[0-9]{{4}}|[0-9]{{2}})|\s+(?P<month>{_MONTH})\.?\s+(?P<year>[0-9]{{4}}))"
    r"(?![0-9/])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A printed date: the day (None when there is no such day), its weekday as printed, its place."""

    day: date | None
    weekday: str
    text: str
    at: tuple[int, int]


def dates_in(text: str) -> Iterator[Dated]:
    """Yield every date printed in a text, day before month; two-digit years are of this century."""
    for found in _DATE.finditer(text):
        month = int(found["number"]) if found["number"] else _MONTH_NUMBERS[found["month"].lower()]
        year = int(found["short"] or found["year"])
        try:
            day = date(year if year > 99 else 2000 + year, month, int(found["day"]))
        except ValueError:
            day = None
        yield Dated(day, found["weekday"] or "", found[0], found.span())
