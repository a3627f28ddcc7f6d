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
OTHERS = "others"  # beside vulnerable workers
DIFFERENCES = {  # what no row tells, and what would tell it: the whole and its other part
    OTHERS: (PERSON_MONTHS, "vulnerable"),
    "unprotected": ("active", PROTECTED),
    "not_steady": (PERSONS, "continuity"),
    "seasoned": ("additionality_of", "additionality"),
    "stayed": ("lapse_of", "lapse"),
}
LATE = "first_paid_after_january"
SAME = {  # what stands above and below the line of each measure, by what it counts
    Measure.PERSON_MONTH_COVERAGE: (PERSON_MONTHS, ""),
    Measure.MEAN_MONTHS: (PERSON_MONTHS, PERSONS),
    Measure.CONTINUITY: ("continuity", PERSONS),
    Measure.OVERLAP: ("overlap", PERSON_MONTHS),  # of a year: both are summed over its months
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


def differences(cells: set[Cell]) -> list[tuple[Cell, list[Cell]]]:
    """Return what follows from two cells of one region although no row is about it."""
    found = []
    for name, (whole, part) in DIFFERENCES.items():
        for what, period, code, word in cells:
            if what == whole and word in ("", "bpu") and (part, period, code, "") in cells:
                found.append(
                    ((what, period, code, word), [(part, period, code, ""), (name, period, code, word)])
                )
    for what, period, code, word in cells:
        january = ("active", f"{period}-01", code, word)
        if what == "additionality_of" and january in cells:
            found.append(((what, period, code, word), [january, (LATE, period, code, word)]))
    return found


def sums(cells: set[Cell]) -> list[tuple[Cell, list[Cell]]]:
    """Return what adds up: a whole and its parts, all of them cells there are."""
    found = []
    below, parts, months = defaultdict(list), defaultdict(list), defaultdict(list)
    for what, period, code, part in cells:
        if what in DIFFERENCES or what == LATE:  # of them only what their wholes and other parts tell
            continue
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
    whole_ones = [(whole, listed) for whole, listed in found if {whole, *listed} <= cells]
    return whole_ones + [one for one in differences(cells) if set(one[1]) <= cells]


def every_cell(rows: list[figures.Row], truth: dict[Cell, Fraction]) -> dict[Cell, Fraction]:
    """Return all cells there are, hidden ones and differences too, with their true values (0 for nobody)."""
    cells = {cell: truth.get(cell, Fraction(0)) for row in rows for cell, _ in cells_of(row)} | truth
    for whole, (part, rest) in differences(set(cells)):
        cells[rest] = cells[whole] - cells[part]
    return cells


def of_both(
    before: dict[Cell, Fraction], now: dict[Cell, Fraction]
) -> tuple[dict[Cell, Cell], list[tuple[Cell, list[Cell]]]]:
    """Return a name for each cell of a later snapshot, the old one where nothing changed; and all sums.

    Who subtracts is taken to know, from wherever, which figures did not change.
    """
    names = {
        cell: cell if before.get(cell) == value else (f"{cell[0]} now", *cell[1:])
        for cell, value in now.items()
    }
    later = [(names[whole], [names[one] for one in listed]) for whole, listed in sums(set(now))]
    return names, sums(set(before)) + later


def determined(known: dict[Cell, Fraction], added: list[tuple[Cell, list[Cell]]]) -> dict[Cell, Fraction]:
    """Return every cell that is not told but follows from what is: one elimination over all sums."""
    rows: list[tuple[dict[Cell, Fraction], Fraction]] = []
    for whole, listed in added:
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
