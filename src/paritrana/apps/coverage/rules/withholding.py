"""What must be hidden beyond what each table hides by itself, because another table would tell it.

Every table of the method hides its small cells so that no sum within it tells them.  A snapshot holds many
tables of the same people; here the rules are applied, again and again until nothing changes, that keep one
from telling what another hides.  Whatever is hidden more than before only takes sums away.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from paritrana.apps.coverage.rules.denominators import COUNTRY
from paritrana.apps.coverage.rules.figures import (
    HIDDEN,
    OF_PERSONS,
    OF_WORKERS,
    PARTS,
    SHARES,
    SUPPRESS,
    Row,
)
from paritrana.apps.coverage.states import Measure

BY_MONTH = frozenset({Measure.POINT_COVERAGE, Measure.PROTECTED, Measure.LAPSE})  # of the same people
TIMES_A_YEAR = 12  # how often one person commonly stands in a count of person-months
Group = tuple[str, str, str, str]  # measure, period, segment, funder: one table of regions


def withheld(rows: Iterable[Row], *, limit: int = SUPPRESS) -> list[Row]:
    """Return the rows with everything hidden that would tell what another row hides.

    - A share of fewer than `limit` persons is hidden although nobody is counted above the line.
    - A region whose persons of the year are too few shows none of the yearly measures that count or divide by
      them (`OF_PERSONS`, `PARTS`), nor the splits of its person-months.  Where only a part of many persons is
      small (nine who overlap, of thousands), that part is hidden, and the splits, whose sum would tell it.
    - A region of which one month, or the year, is hidden shows no month: the year is the sum of its months,
      and whoever lapses in a month was protected in the one before.
    - Vulnerable workers are part of all: where the others are too few, their coverage is hidden.
    - Nothing hidden stands alone: among the regions of one region another is hidden with it, or the whole.
    """
    listed = list(rows)
    hidden = {place for place, one in enumerate(listed) if _is_small(one, limit)}
    before = -1
    while len(hidden) != before:
        before = len(hidden)
        hidden |= set(_of_persons(listed, hidden))
        hidden |= set(_of_months(listed, hidden))
        hidden |= set(_of_others(listed, hidden, limit))
        hidden |= set(_alone(listed, hidden))
    return [(*one[:6], "", "", HIDDEN) if place in hidden else one for place, one in enumerate(listed)]


def _is_small(row: Row, limit: int) -> bool:
    """Whether a row is hidden, or divides by fewer persons than may be told."""
    if row[-1] == HIDDEN:
        return True
    is_of_persons = row[5] in SHARES | {Measure.MEAN_MONTHS} and row[5] not in OF_WORKERS
    return is_of_persons and bool(row[7]) and 0 < Fraction(row[7]) < limit


def _of_persons(rows: Sequence[Row], hidden: set[int]) -> Iterator[int]:
    few, small_parts = set(), set()
    for place in hidden:
        one = rows[place]
        if one[3] or one[4]:
            continue
        if one[5] in OF_PERSONS or (one[5] in PARTS and one[-1] != HIDDEN):
            few.add(one[:3])
        elif one[5] in PARTS:
            small_parts.add(one[:3])
    for place, one in enumerate(rows):
        is_split = bool(one[3] or one[4])
        if (one[5] in OF_PERSONS | PARTS and one[:3] in few) or (
            one[5] in OF_PERSONS and is_split and one[:3] in small_parts
        ):
            yield place


def _of_months(rows: Sequence[Row], hidden: set[int]) -> Iterator[int]:
    told_by = {Measure.POINT_COVERAGE, Measure.PROTECTED, Measure.PERSON_MONTH_COVERAGE}
    unsplit = (rows[place] for place in hidden if not (rows[place][3] or rows[place][4]))
    regions = {(one[0][:4], one[2]) for one in unsplit if one[5] in told_by}
    for place, one in enumerate(rows):
        if one[5] in BY_MONTH and (one[0][:4], one[2]) in regions:
            yield place


def _of_others(rows: Sequence[Row], hidden: set[int], limit: int) -> Iterator[int]:
    """Find vulnerable workers beside whom the others, of all or of their segment, are too few."""
    wholes: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for place, one in enumerate(rows):
        is_whole = one[5] == Measure.PERSON_MONTH_COVERAGE and not one[4] and one[3] in {"", "bpu"}
        if is_whole and place not in hidden and one[6]:
            wholes[one[0], one[2]].append(Fraction(one[6]))
    for place, one in enumerate(rows):
        if one[5] == Measure.VULNERABLE_COVERAGE and place not in hidden and one[6]:
            others = [whole - Fraction(one[6]) for whole in wholes[one[0], one[2]]]
            if any(0 < other <= TIMES_A_YEAR * (limit - 1) for other in others):
                yield place


def _alone(rows: Sequence[Row], hidden: set[int]) -> Iterator[int]:
    """Find what must be hidden beside a hidden row that its region's sum would tell, table by table."""
    tables: dict[Group, dict[str, int]] = defaultdict(dict)
    touched = {_group(rows[place]) for place in hidden}
    for place, one in enumerate(rows):
        if _group(one) in touched:
            tables[_group(one)][one[2]] = place
    for table in tables.values():
        below: dict[str, list[int]] = defaultdict(list)
        for code, place in table.items():
            if code != COUNTRY:
                below[code.rpartition(".")[0] or COUNTRY].append(place)
        for above, places in below.items():
            yield from _beside(rows, table.get(above), places, hidden)


def _beside(rows: Sequence[Row], above: int | None, places: list[int], hidden: set[int]) -> Iterator[int]:
    """Find what is to be hidden where, of one region and those right below it, just one is."""
    gone = [place for place in places if place in hidden]
    whole_gone = above is not None and above in hidden
    shown = [place for place in places if place not in hidden and rows[place][6]]
    if above is None or len(gone) + whole_gone != 1:
        return
    if shown:
        yield min(shown, key=lambda place: (_size(rows[place]), rows[place][2]))
    elif gone:
        yield above


def _group(row: Row) -> Group:
    return row[5], row[0], row[3], row[4]


def _size(row: Row) -> tuple[bool, Fraction]:
    """Return what a row would cost: the fewest persons first, nobody last."""
    count = Fraction(row[7] if row[5] not in OF_WORKERS and row[7] else row[6])
    return (not count, count)
