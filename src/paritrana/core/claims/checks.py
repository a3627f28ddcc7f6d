"""One check for each way in which printed figures can fail to fit together."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from paritrana.core.claims.flags import Flag
from paritrana.core.claims.numbers import Figure, parse_figure
from paritrana.core.units import Period, Rupiah, count_text, date_text, decimal_text
from paritrana.core.units.writing import WEEKDAYS

_SPELLINGS = {
    "jum'at": 4,
    "jumaat": 4,
    "ahad": 6,
    **{name.lower(): place for names in WEEKDAYS.values() for place, name in enumerate(names)},
}


def check_sum(parts: Iterable[int], total: int) -> list[Flag]:
    """Flag parts that do not sum to the printed total."""
    made = sum(parts)
    return [] if made == total else [Flag("sum.differs", {"made": _count(made), "printed": _count(total)})]


def check_percent(part: int, whole: int, printed: str) -> list[Flag]:
    """Flag a printed percent ("45,7" or "45,7 %") that its two counts do not give at its own precision."""
    figure, flags = parse_figure(printed)
    if figure is None:
        return flags
    if whole == 0:
        return [Flag("percent.no_whole")]
    if part > whole:
        flags.append(Flag("percent.above_whole", {"part": _count(part), "whole": _count(whole)}))
    exact = Fraction(part * 100, whole)
    if not figure.fits(exact):
        facts = {"part": _count(part), "whole": _count(whole), **_percents(exact, figure)}
        flags.append(Flag("percent.differs", facts))
    return flags


def check_growth(
    before: int, after: int, *, rise: int | None = None, percent: str | None = None
) -> list[Flag]:
    """Flag a printed rise, or its percent, that the two counts do not give."""
    flags, ends = [], {"before": _count(before), "after": _count(after)}
    if rise is not None and rise != after - before:
        facts = {**ends, "made": _count(after - before), "printed": _count(rise)}
        flags.append(Flag("growth.rise_differs", facts))
    if percent is None:
        return flags
    figure, doubts = parse_figure(percent)
    flags += doubts
    if before == 0:
        flags.append(Flag("percent.no_whole"))
    elif figure and not figure.fits(Fraction((after - before) * 100, before)):
        exact = Fraction((after - before) * 100, before)
        flags.append(Flag("growth.percent_differs", ends | _percents(exact, figure)))
    return flags


def check_premium(*, workers: int, monthly: Rupiah, months: int, printed: Rupiah) -> list[Flag]:
    """Flag an amount that is not workers × monthly premium × months."""
    made = monthly * (workers * months)
    if made == printed:
        return []
    facts = {"workers": _count(workers), "months": _count(months), "monthly": str(monthly)}
    return [Flag("premium.differs", {**facts, "made": str(made), "printed": str(printed)})]


def check_one_fund(workers: int, whole: int) -> list[Flag]:
    """Flag a single fund that would pay for more than half of all workers of its region.

    A doubt, no contradiction: 29,269 by one regency beside 33,754 workers of a year later may both be true.
    """
    if whole <= 0 or 2 * workers <= whole:
        return []
    exact = Fraction(workers * 100, whole)
    made = (decimal_text(exact, 1, "en"), decimal_text(exact, 1, "id"))
    return [Flag("share.one_fund", {"workers": _count(workers), "whole": _count(whole), "made": made})]


def check_weekday(day: date, printed: str) -> list[Flag]:
    """Flag a printed weekday (Indonesian or English, any case) that the date does not fall on."""
    told = _SPELLINGS.get(printed.strip().lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    if told == day.weekday():
        return []
    made = tuple(WEEKDAYS[language][day.weekday()] for language in ("en", "id"))
    return [Flag("date.weekday", {"date": _date(day), "made": made, "printed": printed.strip()})]


def check_date(day: date, period: Period) -> list[Flag]:
    """Flag a day outside the judged period."""
    if day in period:
        return []
    facts = {"date": _date(day), "start": _date(period.start), "end": _date(period.end)}
    return [Flag("date.outside_period", facts)]


def _count(number: int) -> tuple[str, str]:
    return count_text(number, "en"), count_text(number, "id")


def _date(day: date) -> tuple[str, str]:
    return date_text(day, "en"), date_text(day, "id")


def _percents(exact: Fraction, figure: Figure) -> dict[str, tuple[str, str]]:
    places = max(2, len(str(figure.precision.denominator)) - 1)
    return {
        "made": (decimal_text(exact, places, "en"), decimal_text(exact, places, "id")),
        "printed": (decimal_text(figure.value, places, "en"), decimal_text(figure.value, places, "id")),
    }
