"""Numbers, money, dates and times as text, Indonesian and English, without any locale of the machine.

Rounding for show is half up on the exact value.  Times carry one of the three zones of Indonesia.
"""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Literal

from paritrana.core.units.quantities import Rate, Rupiah

type Language = Literal["id", "en"]
type Number = int | Decimal | Fraction

WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": (
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ),
}
MONTHS = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_MARKS = {"id": (".", ","), "en": (",", ".")}


class Zone(Enum):
    """The zones of Indonesia: western, central and eastern; none has summer time."""

    WIB = 7
    WITA = 8
    WIT = 9

    @property
    def tzinfo(self) -> timezone:
        """Return the fixed offset, named as people write it."""
        return timezone(timedelta(hours=self.value), self.name)


def zone_of(name: str) -> Zone:
    """Return the zone of a written name, any case; raises KeyError for another word."""
    return Zone[name.strip().upper()]


def count_text(number: int, language: str = "id") -> str:
    """Return a whole number in groups of three: 27.752 or 27,752."""
    return f"{number:,}".replace(",", _marks(language)[0])


def decimal_text(number: Number, places: int = 2, language: str = "id") -> str:
    """Return a number with exactly `places` decimals, half up (away from zero): 1.234,50."""
    group, point = _marks(language)
    scaled = abs(Fraction(number)) * 10**places
    units = (scaled * 2 + 1) // 2
    whole, rest = divmod(units, 10**places)
    sign = "-" if number < 0 and units else ""
    text = sign + f"{whole:,}".replace(",", group)
    return f"{text}{point}{rest:0{places}d}" if places else text


def percent_text(rate: Rate | Number, places: int = 1, language: str = "id") -> str:
    """Return a share as percent: 45,7 % (or 45.7%); a rate of nothing is an en dash."""
    share = rate.share if isinstance(rate, Rate) else Fraction(rate)
    if share is None:
        return "–"
    gap = "\N{NO-BREAK SPACE}" if _known(language) == "id" else ""
    return f"{decimal_text(share * 100, places, language)}{gap}%"


def rupiah_text(amount: Rupiah | int, language: str = "id") -> str:
    """Return money: Rp16.800 (or Rp16,800), a minus before the sign."""
    value = amount.amount if isinstance(amount, Rupiah) else amount
    return f"{'-' if value < 0 else ''}Rp{count_text(abs(value), language)}"


def date_text(day: date, language: str = "id", *, weekday: bool = False) -> str:
    """Return a date in words: 23 April 2024, or with `weekday` Selasa, 23 April 2024."""
    months, days = MONTHS[_known(language)], WEEKDAYS[_known(language)]
    text = f"{day.day} {months[day.month - 1]} {day.year}"
    return f"{days[day.weekday()]}, {text}" if weekday else text


def clock_text(moment: datetime, zone: Zone | str, language: str = "id") -> str:
    """Return the time of day with its zone: 14.30 WITA (or 14:30 WITA); `moment` is aware."""
    zone, local = _local(moment, zone)
    mark = "." if _known(language) == "id" else ":"
    return f"{local.hour:02d}{mark}{local.minute:02d} {zone.name}"


def moment_text(moment: datetime, zone: Zone | str, language: str = "id", *, weekday: bool = False) -> str:
    """Return date and time with the zone: 23 April 2024 pukul 14.30 WITA; `moment` is aware."""
    zone, local = _local(moment, zone)
    joint = " pukul " if _known(language) == "id" else ", "
    return date_text(local.date(), language, weekday=weekday) + joint + clock_text(moment, zone, language)


def _local(moment: datetime, zone: Zone | str) -> tuple[Zone, datetime]:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    zone = zone if isinstance(zone, Zone) else zone_of(zone)
    return zone, moment.astimezone(zone.tzinfo)


def _known(language: str) -> str:
    return "en" if language.startswith("en") else "id"


def _marks(language: str) -> tuple[str, str]:
    return _MARKS[_known(language)]
