"""An attack on published figures: whatever sums are known, is a small count determined by them?

The attacker knows every row of a snapshot and that counts add up: regions to the region above, segments and
payers to the whole, the months to the year; and that some counts are the same people told twice.
"""

from collections import defaultdict
from fractions import Fraction

from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.states import Measure

Cell = tuple[str, str, str, str]  # what is counted, period, region, part
PERSONS, PERSON_MONTHS, PROTECTED = "persons", "person_months", "protected"
SAME = {  # what stands above and below the line of each measure, by what it counts
    Measure.PERSON_MONTH_COVERAGE: (PERSON_MONTHS, ""),
    Measure.MEAN_MONTHS: (PERSON_MONTHS, PERSONS),
    Measure.CONTINUITY: ("continuity", PERSONS),
    Measure.OVERLAP: ("overlap", "overlap_of"),
    Measure.ADDITIONALITY: ("additionality", "additionality_of"),
    Measure.SUBSTITUTION: ("substitution", "substitution_of"),
    Measure.VULNERABLE_COVERAGE: ("vulnerable", ""),
    Measure.POINT_COVERAGE: (PROTECTED, ""),
    Measure.PROTECTED: (PROTECTED, ""),
    Measure.ACTIVE: ("active", ""),
    Measure.REGISTERED: ("registered", ""),
    Measure.LAPSE: ("lapse", "lapse_of"),
}


def cells_of(row: figures.Row) -> list[tuple[Cell, str]]:
    """Return the cells of one row with their values as text."""
    period, _level, code, segment, funder, measure, above, below, _hidden = row
    what = SAME[Measure(measure)]
    found = [((what[0], period, code, segment or funder), above)]
    return [*found, ((what[1], period, code, segment or funder), below)] if what[1] else found


def told(rows: list[figures.Row]) -> dict[Cell, Fraction]:
    """Return what the attacker reads."""
    return {cell: Fraction(text) for row in rows for cell, text in cells_of(row) if text}


def sums(cells: set[Cell]) -> list[tuple[Cell, list[Cell]]]:
    """Return what adds up: a whole and its parts, all of them cells there are."""
    found = []
    below, parts, months = defaultdict(list), defaultdict(list), defaultdict(list)
    for what, period, code, part in cells:
        if code != figures.COUNTRY:
            above = code.rpartition(".")[0] or figures.COUNTRY
            below[what, period, above, part].append((what, period, code, part))
        if part:
            kind = "segment" if part in {"pu", "bpu", "jakon", "pmi"} else "funder"
            parts[(what, period, code, ""), kind].append((what, period, code, part))
        if what == PROTECTED:
            months[PERSON_MONTHS, period[:4], code, ""].append((what, period, code, part))
    found += list(below.items())
    found += [(whole, listed) for (whole, _kind), listed in parts.items()]
    found += [(whole, listed) for whole, listed in months.items() if len(listed) == 12]
    for what, period, code, part in cells:
        if what == "lapse_of" and period[5:] > "01":
            before = f"{period[:4]}-{int(period[5:]) - 1:02d}"
            found.append(((what, period, code, part), [(PROTECTED, before, code, part)]))
    return [(whole, listed) for whole, listed in found if {whole, *listed} <= cells]


def determined(known: dict[Cell, Fraction], cells: set[Cell]) -> dict[Cell, Fraction]:
    """Return every cell that is not told but follows from what is: one elimination over all sums."""
    rows: list[tuple[dict[Cell, Fraction], Fraction]] = []
    for whole, listed in sums(cells):
        left, right = defaultdict(Fraction), Fraction(0)
        for cell, sign in ((whole, 1), *((one, -1) for one in listed)):
            if cell in known:
                right -= sign * known[cell]
            else:
                left[cell] += sign
        if left:
            rows.append((dict(left), right))
    pivots: dict[Cell, tuple[dict[Cell, Fraction], Fraction]] = {}
    for left, right in rows:
        for cell in list(left):
            if cell in pivots and left.get(cell):
                left, right = _less(left, right, pivots[cell], left[cell])
        left = {cell: factor for cell, factor in left.items() if factor}
        if not left:
            continue
        cell, factor = next(iter(left.items()))
        unit = ({one: value / factor for one, value in left.items()}, right / factor)
        for other, (old, value) in list(pivots.items()):
            if old.get(cell):
                pivots[other] = _less(old, value, unit, old[cell])
        pivots[cell] = unit
    return {cell: value for cell, (left, value) in pivots.items() if len(left) == 1}


def _less(left, right, pivot, factor):
    found = dict(left)
    for cell, value in pivot[0].items():
        found[cell] = found.get(cell, Fraction(0)) - factor * value
    return {cell: value for cell, value in found.items() if value}, right - factor * pivot[1]
