"""Numbers as people type them, read into plain decimal text."""

import re
from decimal import Decimal
from fractions import Fraction

from paritrana.errors import BadInput

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
LONGEST = 80


def read_number(text: str, *, language: str = "id", unit: str = "") -> str:
    """Return a typed number as plain decimal text: "1.234,5" (or English "1,234.5") becomes "1234.5".

    unit: for a share, "45,7 %" becomes "0.457"; money may carry Rp.  Raises BadInput for anything else.
    """
    plain = re.sub(r"[\s\u00a0\u202f]", "", text)
    if unit == "rupiah":
        plain = re.sub(r"^(Rp\.?|IDR)", "", plain, flags=re.IGNORECASE).removesuffix(",-")
    as_percent = plain.endswith("%") and unit in {"share", "percent"}
    plain = plain[:-1] if as_percent else plain
    group, point = (",", r"\.") if language.startswith("en") else (r"\.", ",")
    if re.fullmatch(rf"-?[1-9][0-9]{{0,2}}({group}[0-9]{{3}})+({point}[0-9]+)?", plain):
        plain = re.sub(group, "", plain)
    plain = plain.replace(",", ".")
    if not NUMBER.fullmatch(plain) or len(plain) > LONGEST:
        raise BadInput("nominations.not_a_number", field="")
    if as_percent and unit == "share":
        plain = f"{Decimal(plain).scaleb(-2):f}"
    check_share(unit, plain, field="")
    return plain


def check_share(unit: str, number: str, *, field: str) -> None:
    """Refuse a share that is not between 0 and 1, such as a percent typed without its sign; others fit."""
    if unit == "share" and not 0 <= Fraction(number) <= 1:
        raise BadInput("nominations.share_outside", field=field)


def share_of(numerator: Fraction, denominator: Fraction) -> str:
    """Return a share as plain decimal text with at most four places, half up: 90 of 1,200 is 0.075."""
    shown = (Decimal((numerator * 10_000 / denominator + Fraction(1, 2)).__floor__()) / 10_000).normalize()
    return f"{shown:f}"
