"""A printed value of a claim read as a figure, or why it cannot be read without guessing."""

import re
from dataclasses import dataclass
from fractions import Fraction

from paritrana.core.claims.model import Printed
from paritrana.core.claims.numbers import LONGEST, SCALES, Figure, parse_figure
from paritrana.core.units.telling import printable

_UNITS = re.compile(
    r"(?<=[^\s])\s+(?:orang|jiwa|pekerja(?:\s+rentan)?|peserta|tenaga\s+kerja|perusahaan|desa|bulan|rupiah)$",
    re.IGNORECASE,
)
_DIGITS_ONLY = re.compile(
    rf"(?:Rp\.?\s*)?[-−+]?[0-9.,]+(?:\s*(?:{'|'.join(SCALES)}))?(?:\s*(?:%|persen|percent))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that cannot be read, and why: English, then Indonesian."""

    text: str
    why: tuple[str, str]


WHY = {
    "empty": ("nothing is written there", "tidak ada isinya"),
    "groups": (
        "a point parts groups of three digits, a comma the decimals",
        "titik memisahkan kelompok tiga angka, koma memisahkan desimal",
    ),
    "ambiguous": (
        "it can be read in two ways: a decimal comma, or English grouping",
        "dapat dibaca dua cara: koma desimal, atau pemisah ribuan cara Inggris",
    ),
    "words": (
        "more than a plain number is written there",
        "di situ tertulis lebih dari satu angka biasa",
    ),
    "percent": ("a percent stands where a count is asked", "persen tertulis di tempat jumlah"),
    "mixed": (
        "percents and plain numbers stand together",
        "persen dan angka biasa tercampur",
    ),
    "money": ("an amount of money stands where a percent is asked", "uang tertulis di tempat persen"),
    "long": (f"it is longer than {LONGEST} characters", f"lebih panjang dari {LONGEST} tanda"),
}


def read_figure(value: Printed) -> Figure | Unread:
    """Return the figure that a text prints or a whole number is; a unit such as *pekerja* may follow it."""
    if isinstance(value, int):
        return _of_whole(value)
    plain = value.strip()
    if len(plain) > LONGEST:
        return Unread(printable(plain, longest=LONGEST), WHY["long"])
    figure, doubts = parse_figure(_UNITS.sub("", plain))
    if "number.ambiguous" in {doubt.code for doubt in doubts}:
        return Unread(plain, WHY["ambiguous"])
    return figure or Unread(printable(plain), WHY[_reason(plain)])


def read_count(value: Printed) -> Figure | Unread:
    """Return a figure that is no percent."""
    figure = read_figure(value)
    if isinstance(figure, Figure) and figure.percent:
        return Unread(figure.text, WHY["percent"])
    return figure


def read_percent(value: Printed) -> Figure | Unread:
    """Return the figure of a key that is a percent, with or without its sign: its comma parts decimals."""
    if isinstance(value, int):
        return _of_whole(value)
    plain = value.strip()
    if plain.lower().startswith("rp"):
        return Unread(printable(plain), WHY["money"])
    figure, _ = parse_figure(plain)
    return figure or Unread(printable(plain, longest=LONGEST), WHY[_reason(plain)])


def read_share(value: Printed) -> Figure | Unread:
    """Return a factor: a percent counts as that many hundredths."""
    figure = read_figure(value)
    if isinstance(figure, Unread) or not figure.percent:
        return figure
    return Figure(figure.text, figure.value / 100, figure.precision / 100, figure.exact, percent=True)


def _of_whole(value: int) -> Figure | Unread:
    if abs(value) >= 10**LONGEST:
        return Unread("…", WHY["long"])
    return Figure(str(value), Fraction(value), Fraction(1))


def _reason(plain: str) -> str:
    if not plain:
        return "empty"
    return "groups" if _DIGITS_ONLY.fullmatch(_UNITS.sub("", plain)) else "words"
