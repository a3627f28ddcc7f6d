"""All doubts about the dates and numbers of a running text, each with its place."""

import re
from dataclasses import replace

from paritrana.core.claims.checks import check_date, check_weekday
from paritrana.core.claims.dates import dates_in
from paritrana.core.claims.flags import Flag
from paritrana.core.claims.numbers import SCALES, parse_figure
from paritrana.core.units import Period

_NUMBER = re.compile(
    rf"(?<![\w.,/-])[0-9][0-9.,]*[0-9](?:\s+(?:{'|'.join(SCALES)})\b)?(?![\w/-])"
    rf"|(?<![\w.,/-])[0-9]+\s+(?:{'|'.join(SCALES)})\b",
    re.IGNORECASE,
)


def scan(text: str, *, period: Period | None = None) -> list[Flag]:
    """Return the doubts in order of place: weekdays, days outside `period`, malformed or rounded numbers."""
    flags: list[Flag] = []
    taken: list[tuple[int, int]] = []
    for dated in dates_in(text):
        taken.append(dated.at)
        if dated.day is None:
            flags.append(Flag("date.unreal", {"text": dated.text}, dated.at))
            continue
        found = check_weekday(dated.day, dated.weekday) if dated.weekday else []
        found += check_date(dated.day, period) if period else []
        flags += [replace(flag, at=dated.at) for flag in found]
    for number in _NUMBER.finditer(text):
        if not any(start < number.end() and number.start() < end for start, end in taken):
            flags += [replace(flag, at=number.span()) for flag in parse_figure(number[0])[1]]
    return sorted(flags, key=lambda flag: flag.at or (0, 0))
