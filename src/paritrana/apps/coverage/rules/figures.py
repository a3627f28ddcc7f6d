"""The canonical form of figures, what is asked for a year, and arithmetic on pairs of counts."""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from paritrana.apps.coverage.rules.denominators import COUNTRY
from paritrana.apps.coverage.states import Level, Measure

COLUMNS = (
    *("period", "level", "region_code", "segment", "funder", "measure"),
    *("numerator", "denominator", "suppressed"),
)
SUPPRESS = 10
HIDDEN, SHOWN = "1", "0"
MONTHS = tuple(f"{number:02d}" for number in range(1, 13))
LEVELS = (Level.PROVINCE, Level.REGENCY, Level.DISTRICT, Level.VILLAGE)  # by the parts of a code
UPPER = (Level.COUNTRY, Level.PROVINCE, Level.REGENCY)
OF_WORKERS = frozenset({Measure.PERSON_MONTH_COVERAGE, Measure.POINT_COVERAGE, Measure.VULNERABLE_COVERAGE})
SHARES = OF_WORKERS | {
    *(Measure.CONTINUITY, Measure.LAPSE, Measure.OVERLAP, Measure.ADDITIONALITY, Measure.SUBSTITUTION)
}

MONTHLY = (
    *(Measure.POINT_COVERAGE, Measure.PROTECTED, Measure.ACTIVE, Measure.REGISTERED),
    Measure.LAPSE,
)
YEARLY = (
    *(Measure.PERSON_MONTH_COVERAGE, Measure.CONTINUITY, Measure.MEAN_MONTHS, Measure.OVERLAP),
    *(Measure.ADDITIONALITY, Measure.SUBSTITUTION, Measure.VULNERABLE_COVERAGE),
)
OF_PERSONS = frozenset({Measure.PERSON_MONTH_COVERAGE, Measure.MEAN_MONTHS})
PARTS = frozenset({Measure.CONTINUITY, Measure.OVERLAP, Measure.ADDITIONALITY})

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One table to compute: a measure in a period on some levels, split by nothing, segment or funder."""

    measure: Measure
    period: str
    levels: tuple[Level, ...] = tuple(Level)
    by: tuple[str, ...] = ()


def standard_set(year: str, *, months: Sequence[str] = MONTHS) -> list[Asked]:
    """Return every table of a year's snapshot.

    Months stop at the regency, where the fluctuation of a month still says something and cells are large;
    the year goes down to the village.
    """
    asked = [Asked(measure, f"{year}-{month}", UPPER) for month in months for measure in MONTHLY]
    asked += [Asked(measure, year) for measure in YEARLY]
    return asked + [Asked(Measure.PERSON_MONTH_COVERAGE, year, by=(by,)) for by in ("segment", "funder")]


def canonical(rows: Iterable[Row]) -> bytes:
    """Return the table of all figures as one CSV: sorted by code point, minimal quoting, `\\n`, no BOM."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(rows))
    return text.getvalue().encode()


def digest(rows: Iterable[Row]) -> str:
    """Return the SHA-256 (hex) of the canonical table: the result hash of a snapshot."""
    return hashlib.sha256(canonical(rows)).hexdigest()


def exact(text: str) -> Fraction | None:
    """Return a count or decimal as it is kept, None for an empty one."""
    return Fraction(text) if text else None


def plain(value: Fraction | None) -> int | Fraction | None:
    """Return a count as a whole number where it is one."""
    return value if value is None or value.denominator != 1 else value.numerator


def decimal(value: Fraction | int) -> str:
    """Return a count as a file carries it: 12, or 2.5 where payers share a month."""
    exactly = Fraction(value)
    if exactly.denominator == 1:
        return str(exactly.numerator)
    return str(Decimal(exactly.numerator) / exactly.denominator)


def level_of(code: str) -> Level:
    """Return the level of a region's code, ``ID`` being the country."""
    return Level.COUNTRY if code == COUNTRY else LEVELS[code.count(".")]


def share(numerator: str, denominator: str) -> Fraction | None:
    """Return numerator over denominator, None when either is missing or the whole is nothing."""
    part, whole = exact(numerator), exact(denominator)
    return None if part is None or not whole else part / whole


@dataclass(frozen=True, slots=True)
class Decomposed:
    """A change of a coverage, split into what the numerator and what the denominator did; exact shares."""

    before: Fraction
    after: Fraction
    by_numerator: Fraction
    by_denominator: Fraction

    @property
    def change(self) -> Fraction:
        return self.after - self.before


def decompose(before: tuple[Fraction, Fraction], after: tuple[Fraction, Fraction]) -> Decomposed | None:
    """Split a change: ΔC = ΔN/D₀ + N₁·(1/D₁ − 1/D₀); None when a denominator is nothing."""
    (n0, d0), (n1, d1) = before, after
    if not d0 or not d1:
        return None
    return Decomposed(n0 / d0, n1 / d1, (n1 - n0) / d0, n1 / d1 - n1 / d0)
