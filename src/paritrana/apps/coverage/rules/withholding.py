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
    SHOWN,
    SUPPRESS,
    Row,
)
from paritrana.apps.coverage.states import Measure

BY_MONTH = frozenset({Measure.POINT_COVERAGE, Measure.PROTECTED, Measure.LAPSE})  # of the same people
TIMES_A_YEAR = 12  # how often one person commonly stands in a count of person-months
Group = tuple[str, str, str, str]  # measure, period, segment, funder: one table of regions
Split = tuple[str, str, str, str, str]  # period, level, region, measure, column


def withheld(
    rows: Iterable[Row], *, limit: int = SUPPRESS, before: Iterable[Row] = (), earlier: Iterable[Row] = ()
) -> list[Row]:
    """Return the rows with everything hidden that would tell what another row hides.

    before: the rows of the snapshot that these correct. earlier: those published of the year before.

    - What the snapshot before hides is hidden again: whatever other values its sums allowed are, by the same
      differences, allowed by the sums of both, so that together they tell no more of it.
    - A share of fewer than `limit` persons is hidden although nobody is counted above the line.
    - A region whose persons of the year are too few shows none of the yearly measures that count or divide by
      them (`OF_PERSONS`, `PARTS`), nor the splits of its person-months.  Where only a part of many persons is
      small (nine who overlap, of thousands), that part is hidden, and the splits, whose sum would tell it.
    - A region of which one month, or the year, is hidden shows no month: the year is the sum of its months,
      and whoever lapses in a month was protected in the one before, which for January is of the year before.
    - What is beside a part of a figure is a figure too: the others beside vulnerable workers, the active who
      are not protected, those first paid for after January. Where they are too few, one of the two is hidden.
    - A split of a region is hidden as a whole, with the words that nobody there has.
    - Nothing hidden stands alone: among the regions of one region another is hidden with it, or the whole.
    """
    listed = _again(rows, before)
    hidden = {place for place, one in enumerate(listed) if _is_small(one, limit)}
    hidden |= set(_of_december(listed, earlier))
    known = -1
    while len(hidden) != known:
        known = len(hidden)
        hidden |= set(_of_persons(listed, hidden, limit))
        hidden |= set(_of_months(listed, hidden))
        hidden |= set(_of_others(listed, hidden, limit))
        hidden |= set(_of_differences(listed, hidden, limit))
        hidden |= _whole_splits(listed, hidden)
        hidden |= set(_alone(listed, hidden))
    return [(*one[:6], "", "", HIDDEN) if place in hidden else one for place, one in enumerate(listed)]


def uncovered(rows: Iterable[Row], before: Iterable[Row]) -> int:
    """Return how many figures these rows show, or leave out, that the snapshot before hides."""
    now = {one[:6] for one in rows if one[-1] == HIDDEN}
    return sum(one[-1] == HIDDEN and one[:6] not in now for one in before)


def _again(rows: Iterable[Row], before: Iterable[Row]) -> list[Row]:
    """Return the rows with those hidden that were before, absent ones too: nobody left is a figure."""
    gone = {one[:6] for one in before if one[-1] == HIDDEN}
    listed = [(*one[:6], "", "", HIDDEN) if one[:6] in gone else one for one in rows]
    absent = gone - {one[:6] for one in listed}
    return listed + [(*key, "", "", HIDDEN) for key in sorted(absent)]


def _of_december(rows: Sequence[Row], earlier: Iterable[Row]) -> Iterator[int]:
    """Find who lapsed in January of a region whose last December is hidden: they are counted over it."""
    hidden = {(one[0], one[2]) for one in earlier if one[5] in BY_MONTH and one[-1] == HIDDEN}
    if not hidden:
        return
    for place, one in enumerate(rows):
        is_of_january = one[5] == Measure.LAPSE and one[0].endswith("-01")
        if is_of_january and (f"{int(one[0][:4]) - 1}-12", one[2]) in hidden:
            yield place


def _is_small(row: Row, limit: int) -> bool:
    """Whether a row is hidden, or divides by fewer persons than may be told."""
    if row[-1] == HIDDEN:
        return True
    is_of_persons = row[5] in SHARES | {Measure.MEAN_MONTHS} and row[5] not in OF_WORKERS
    return is_of_persons and bool(row[7]) and 0 < Fraction(row[7]) < limit


def _of_persons(rows: Sequence[Row], hidden: set[int], limit: int) -> Iterator[int]:
    few, small_parts = set(), set()
    for place in hidden:
        one = rows[place]
        if one[3] or one[4]:
            continue
        divides = one[5] in PARTS and one[-1] != HIDDEN
        if divides and one[5] == Measure.ADDITIONALITY:  # over persons of its own: those ever active
            divides = _is_small(one, limit)
        if one[5] in OF_PERSONS or divides:
            few.add(one[:3])
        elif one[5] in PARTS and one[-1] == HIDDEN:
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


def _of_differences(rows: Sequence[Row], hidden: set[int], limit: int) -> Iterator[int]:
    """Find what is told over a part that leaves too few beside it: see `withheld`."""
    protected: dict[tuple[str, str], str] = {}
    january: dict[tuple[str, str], str] = {}
    wholes: list[tuple[int, tuple[str, str], str]] = []
    for place, one in enumerate(rows):
        if place in hidden or one[3] or one[4]:
            continue
        if one[5] in {Measure.PROTECTED, Measure.POINT_COVERAGE}:
            protected[one[0], one[2]] = one[6]
        elif one[5] == Measure.ACTIVE:
            wholes.append((place, (one[0], one[2]), one[6]))
            if one[0].endswith("-01"):
                january[one[0][:4], one[2]] = one[6]
        elif one[5] == Measure.ADDITIONALITY:
            wholes.append((place, (one[0], one[2]), one[7]))
    for place, key, whole in wholes:
        part = protected.get(key) if "-" in key[0] else january.get(key)
        if part and whole and 0 < Fraction(whole) - Fraction(part) < limit:
            yield place


def _whole_splits(rows: list[Row], hidden: set[int]) -> set[int]:
    """Find the rest of every split of which something is hidden here; rows of nobody are added for it.

    A split that its table hides in part is in order by itself; one that loses more is not.
    """
    touched = {_split(rows[place]) for place in hidden if rows[place][-1] != HIDDEN} - {None}
    if not touched:
        return set()
    words: dict[tuple[str, ...], set[str]] = defaultdict(set)
    there: dict[Split, dict[str, int]] = {split: {} for split in touched if split}
    for place, one in enumerate(rows):
        if split := _split(one):
            words[split[0], split[3], split[4]].add(one[3] or one[4])
            if split in there:
                there[split][one[3] or one[4]] = place
    for split, places in there.items():
        period, level, code, measure, column = split
        for word in sorted(words[period, measure, column] - places.keys()):
            places[word] = len(rows)
            both = (word, "") if column == "segment" else ("", word)
            rows.append((period, level, code, *both, measure, "0", "", SHOWN))
    return {place for places in there.values() for place in places.values()}


def _split(row: Row) -> Split | None:
    """Return what a row is a part of: period, level, region, measure and the column that splits it."""
    if not (row[3] or row[4]):
        return None
    return row[0], row[1], row[2], row[5], "segment" if row[3] else "funder"


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
