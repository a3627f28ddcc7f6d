"""A calendar month: premiums are owed, rates hold and cover runs by whole months."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from paritrana.core.units.telling import printable
from paritrana.core.units.writing import MONTHS
from paritrana.errors import BadInput

_FORM = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of one year, January is 1; months are ordered, and months can be added."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 0 <= self.year <= 9999):
            raise ValueError(f"there is no month {self.month} of {self.year}")

    @property
    def number(self) -> int:
        """Return the month as one number: year × 12 + month − 1."""
        return self.year * 12 + self.month - 1

    def __add__(self, months: int) -> Month:
        year, month = divmod(self.number + months, 12)
        return Month(year, month + 1)

    def __sub__(self, other: Month) -> int:
        """Return how many months lie from the other to this one: March − January is 2."""
        return self.number - other.number

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def told(self, language: str = "id") -> str:
        """Return the month in words: Maret 2026, or March 2026."""
        return f"{MONTHS['en' if language.startswith('en') else 'id'][self.month - 1]} {self.year}"


def month_of(value: Month | date | str) -> Month:
    """Return the month of a date, or of a text as 2026-03; raises BadInput ``month.form``."""
    if isinstance(value, Month):
        return value
    if isinstance(value, date):
        return Month(value.year, value.month)
    found = _FORM.fullmatch(value)
    if found is None:
        raise BadInput("month.form", value=printable(value))
    return Month(int(found[1]), int(found[2]))


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Return every month from first to last, both included; none when last comes before first."""
    for step in range(last - first + 1):
        yield first + step
