"""Numbers as Indonesians print them: 27.752, 5,47, 67 ribu, Rp16.800, 1,5 juta, 60,06 persen."""

import re
from dataclasses import dataclass
from fractions import Fraction

from paritrana.core.claims.flags import Flag

SCALES = {
    "ribu": 1_000,
    "rb": 1_000,
    "juta": 10**6,
    "jt": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
    "trilyun": 10**12,
}
LONGEST = 60
_FIGURE = re.compile(
    r"(?P<money>Rp\.?\s*)?(?P<sign>[-−+]?)(?P<digits>[0-9][0-9.,]*?)(?:,[-–])?(?:\s*(?P<scale>[a-z]+))?"
    r"(?P<percent>\s*(?:%|persen|percent))?",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?|[0-9]+(,[0-9]+)?")
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+")
_PERCENT = {"persen", "percent"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number: its value, and how precise the print is.

    precision: the unit of its last printed digit (1 for 27.752, 1,000 for "67 ribu", 1/100 for 5,47).
    exact: written in full, without decimals or a scale word.  percent: a percent sign or word stands by it.
    """

    text: str
    value: Fraction
    precision: Fraction
    exact: bool = True
    percent: bool = False

    @property
    def rounded(self) -> bool:
        """Say whether a word like *ribu* hides digits, so that the count is not exact."""
        return self.precision > 1

    @property
    def places(self) -> int:
        """Return how many decimals are printed, of the number in full."""
        return len(str(self.precision.denominator)) - 1

    def fits(self, exact: Fraction) -> bool:
        """Say whether an exact value could be printed so, whichever way halves are rounded."""
        return abs(exact - self.value) * 2 <= self.precision


def parse_figure(text: str) -> tuple[Figure | None, list[Flag]]:
    """Return the number a text prints and the doubts about it; no figure when it is malformed.

    "27.752" is twenty-seven thousand; "67 ribu" is 67,000 and flagged as rounded; "18.8662" is malformed;
    "27,752" is read as a decimal and flagged as ambiguous.
    """
    plain = text.strip()
    found = _FIGURE.fullmatch(plain) if len(plain) <= LONGEST else None
    scale = _scale(found["scale"]) if found else None
    if found is None or scale is None or not _GROUPED.fullmatch(found["digits"]):
        english = found is not None and _ENGLISH.fullmatch(found["digits"])
        code = "number.ambiguous" if english else "number.malformed"
        return None, [Flag(code, {"text": plain[:LONGEST]})]
    figure = _figure(plain, found, scale)
    flags = []
    if _ENGLISH.fullmatch(found["digits"]) and scale == 1 and not figure.percent:
        flags.append(Flag("number.ambiguous", {"text": plain}))
    if figure.rounded:
        flags.append(
            Flag("number.rounded", {"text": plain, "unit": f"{int(figure.precision):,}".replace(",", ".")})
        )
    return figure, flags


def _figure(text: str, found: re.Match[str], scale: int) -> Figure:
    whole, _, decimals = found["digits"].partition(",")
    value = Fraction(f"{whole.replace('.', '')}.{decimals or 0}") * scale
    return Figure(
        text,
        -value if found["sign"] in ("-", "−") else value,
        Fraction(scale, 10 ** len(decimals)),
        exact=scale == 1 and not decimals,
        percent=bool(found["percent"]) or (found["scale"] or "").lower() in _PERCENT,
    )


def _scale(word: str | None) -> int | None:
    if not word or word.lower() in _PERCENT:
        return 1
    return SCALES.get(word.lower())
