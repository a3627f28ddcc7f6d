"""The verdict on a printed date: there is such a day, and it falls on the weekday printed beside it."""

import re
from datetime import date

from paritrana.core.claims.checks import check_weekday
from paritrana.core.claims.dates import WEEKDAY_NAMES, dates_in
from paritrana.core.claims.model import Claim, Outcome, Verdict
from paritrana.core.units import date_text
from paritrana.core.units.telling import printable
from paritrana.core.units.writing import WEEKDAYS

LONGEST = 200
_NAMED = re.compile(rf"\b(?:{WEEKDAY_NAMES})\b", re.IGNORECASE)
_WHY = {
    "none": (
        "no date is found; write day/month/year, or the month in words",
        "tidak ada tanggalnya; tulis tanggal/bulan/tahun, atau nama bulannya",
    ),
    "many": ("more than one date or weekday is written there", "ada lebih dari satu tanggal atau hari"),
    "unreal": ("there is no such day", "tidak ada tanggal itu"),
}


def date_verdict(claim: Claim) -> Verdict:
    """Return the verdict on a claim of the kind `date`."""
    text = str(claim.one("text")).strip()
    found = list(dates_in(text)) if len(text) <= LONGEST else []
    names = _NAMED.findall(text)
    if not found:
        return _unread(claim, text, "none")
    if len(found) > 1 or len(names) > 1:
        return _unread(claim, text, "many")
    day = found[0].day
    if day is None:
        return _unread(claim, text, "unreal")
    if names and check_weekday(day, names[0]):
        return _told(claim, Outcome.CONTRADICTS, day, names[0])
    return _told(claim, Outcome.HOLDS, day, "")


def _unread(claim: Claim, text: str, why: str) -> Verdict:
    shown = f"“{printable(text)}”"
    english, indonesian = _WHY[why]
    return Verdict(
        *(claim.id, claim.kind, Outcome.UNREADABLE, None),
        f"{shown} tidak dapat dibaca tanpa menebak: {indonesian}.",
        f"{shown} cannot be read without guessing: {english}.",
        claim.meta,
    )


def _told(claim: Claim, outcome: Outcome, day: date, printed: str) -> Verdict:
    english = f"{date_text(day, 'en')} was a {WEEKDAYS['en'][day.weekday()]}"
    indonesian = f"{date_text(day, 'id')} jatuh pada hari {WEEKDAYS['id'][day.weekday()]}"
    if outcome is Outcome.CONTRADICTS:
        english += f", not {printed} as printed"
        indonesian += f", bukan {printed} seperti yang tercetak"
    else:
        english += "; the printed date fits"
        indonesian += "; tanggal yang tercetak cocok"
    recomputed = f"{WEEKDAYS['id'][day.weekday()]} ({day.day}/{day.month}/{day.year})"
    return Verdict(*(claim.id, claim.kind, outcome, recomputed), f"{indonesian}.", f"{english}.", claim.meta)
