"""Numbers, money, dates and times as an official reads them, in the language of the page.

Rounding is half up and exact: pass int, Decimal or Fraction. Times are aware, always shown with their zone.
"""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from django.utils import dateformat, timezone
from django.utils.translation import get_language

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
SHORT_NAMES = {name: short for short, name in ZONES.items()} | {"Asia/Pontianak": "WIB", "UTC": "UTC"}
NOTHING = "–"
NO_BREAK = "\N{NO-BREAK SPACE}"

Exact = int | Decimal | Fraction


def in_english() -> bool:
    return (get_language() or "id").startswith("en")


def _digits(value: Exact, places: int) -> str:
    """Plain digits of `value` with exactly `places` decimals, rounded half away from zero."""
    exact = abs(Fraction(value)) * 10**places
    whole = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    text = str(whole).rjust(places + 1, "0")
    return text if places == 0 else f"{text[:-places]}.{text[-places:]}"


def _own_places(value: Exact) -> int:
    """The decimals a number comes with: those of a Decimal as written, two for a fraction."""
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0
    return 2 if isinstance(value, Fraction) and value.denominator != 1 else 0


def number(value: Exact | None, places: int | None = None) -> str:
    """1.234,5 (Indonesian) or 1,234.5 (English); a dash for nothing."""
    if value is None:
        return NOTHING
    text = _digits(value, _own_places(value) if places is None else places)
    whole, _, rest = text.partition(".")
    group, point = (",", ".") if in_english() else (".", ",")
    sign = "-" if value < 0 and text.strip("0.") else ""
    return sign + f"{int(whole):,}".replace(",", group) + (point + rest if rest else "")


def rupiah(value: Exact | None) -> str:
    """Rp16.800: no space, no cents unless there are some."""
    if value is None:
        return NOTHING
    places = 0 if Fraction(value).denominator == 1 else 2
    sign = "-" if value < 0 else ""
    return f"{sign}Rp{number(-value if value < 0 else value, places)}"


def percent(part: Exact | None, whole: Exact | None, places: int = 1) -> str:
    """45,7 % of two counts; a dash when the whole is nothing."""
    if part is None or not whole:
        return NOTHING
    text = number(Fraction(part) * 100 / Fraction(whole), places)
    return f"{text}%" if in_english() else f"{text}{NO_BREAK}%"


def day(value: date | None, *, weekday: bool = True) -> str:
    """Rabu, 21 Februari 2024."""
    if value is None:
        return NOTHING
    return dateformat.format(_as_date(value), "l, j F Y" if weekday else "j F Y")


def day_short(value: date | None) -> str:
    """21-02-2024, for tables."""
    return NOTHING if value is None else _as_date(value).strftime("%d-%m-%Y")


def clock(value: datetime | None, zone: str = "WIB", *, seconds: bool = False) -> str:
    """14.30 WITA (14:30 WITA in English)."""
    if value is None:
        return NOTHING
    local = value.astimezone(_zone(zone))
    separator = ":" if in_english() else "."
    form = separator.join(["%H", "%M", "%S"] if seconds else ["%H", "%M"])
    return local.strftime(form) + NO_BREAK + short_name(zone)


def moment(value: datetime | None, zone: str = "WIB") -> str:
    """21 Februari 2024 pukul 14.30 WITA."""
    if value is None:
        return NOTHING
    word = "at" if in_english() else "pukul"
    return f"{day(value.astimezone(_zone(zone)), weekday=False)} {word} {clock(value, zone)}"


def two_zones(value: datetime | None, zone: str = "WIB", other: str = "WIB") -> str:
    """10.00 WIT (08.00 WIB); one time only when both zones are the same."""
    if value is None:
        return NOTHING
    first = clock(value, zone)
    return first if short_name(zone) == short_name(other) else f"{first} ({clock(value, other)})"


def short_name(zone: str) -> str:
    """WIB, WITA or WIT of a zone given by short or full name; other zones keep their own name."""
    return zone if zone in ZONES else SHORT_NAMES.get(zone, zone)


def size(count: int | None) -> str:
    """1,4 MB; 1 kB is 1,000 bytes."""
    if count is None:
        return NOTHING
    for unit, scale in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= scale:
            return f"{number(Fraction(count, scale), 1)}{NO_BREAK}{unit}"
    return f"{count}{NO_BREAK}B"


def title_of(titles: object) -> str:
    """The page's language out of an {id, en} dict; Indonesian when there is no English; text as it is."""
    if not isinstance(titles, dict):
        return "" if titles is None else str(titles)
    wanted = "en" if in_english() else "id"
    return str(titles.get(wanted) or titles.get("id") or next(iter(titles.values()), ""))


def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(ZONES.get(name, name))


def _as_date(value: date) -> date:
    if isinstance(value, datetime):
        if timezone.is_aware(value) and value.tzinfo is not None and str(value.tzinfo) == "UTC":
            return value.astimezone(_zone("WIB")).date()
        return value.date()
    return value
