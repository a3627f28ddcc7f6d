"""A made-up year of a few regions: all that a snapshot tells of it, as the method hides it table by table."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from paritrana.apps.coverage.rules import figures
from paritrana.core.coverage.definitions import measure as definition
from paritrana.core.coverage.hiding import hidden
from paritrana.core.coverage.tables import Cell, totals_of
from paritrana.core.rolls.places import dotted

YEAR = "2024"
VILLAGES = {
    "71.07.03.2006": 40,
    "71.07.03.2007": 9,
    "71.07.01.2001": 25,
    "71.02.01.2001": 14,
    "71.02.01.2002": 60,
    "71.01.05.2001": 12,
    "72.01.01.2001": 30,
    "72.02.01.2001": 11,
}
STAYS = [(1, 12), (1, 12), (1, 11), (3, 12), (2, 9), (12, 12)]
LEVELS = {"country": 0, "province": 2, "regency": 5}


@dataclass(frozen=True, slots=True)
class Person:
    """Paid for from `first` to `last`. counted: protected and not only active; twice: in a second segment."""

    village: str
    first: int
    last: int
    segment: str
    funder: str
    vulnerable: bool
    counted: bool
    new: bool
    twice: bool

    def pays(self, month: int) -> bool:
        return self.first <= month <= self.last

    @property
    def months(self) -> int:
        return self.last - self.first + 1


def people(seed: int, *, times: int = 1) -> list[Person]:
    """Return persons by chance, `times` as many as the villages have; how common what is, is chance too."""
    draw = random.Random(seed)
    steady, helped, counted, twice = (
        draw.choice(rates) for rates in ([1, 30], [0.5, 0.95], [0.7, 0.97], [0, 0.1])
    )
    segments = [*["bpu"] * draw.choice([2, 20]), "pu", "jakon"]
    funders = [*["village"] * draw.choice([2, 20]), "self", "employer"]
    stays = [*[(1, 12)] * steady, *STAYS]
    return [
        Person(
            village,
            *draw.choice(stays),
            segment=draw.choice(segments),
            funder=draw.choice(funders),
            vulnerable=draw.random() < helped,
            counted=draw.random() < counted,
            new=draw.random() < 0.3,
            twice=draw.random() < twice,
        )
        for village, many in VILLAGES.items()
        for _ in range(many * times)
        if draw.random() < 0.9
    ]


def paid_late(persons: list[Person], seed: int) -> list[Person]:
    """Return the same persons when some were paid for longer than was known, and a few more came."""
    draw = random.Random(seed)
    longer = [replace(one, last=12) if draw.random() < 0.03 else one for one in persons]
    return longer + [replace(one, first=6, last=12) for one in persons if draw.random() < 0.02]


@dataclass
class Table:
    """One table: its cells on all levels and with all totals, of which some are hidden."""

    measure: str
    period: str
    by: tuple[str, ...]
    cells: list[Cell]

    def rows(self, *, hiding: bool) -> list[figures.Row]:
        """Return the rows that are published, or all of them with nothing hidden."""
        yearly = len(self.period) == 4
        gone, absent = set(), set()
        if hiding:
            gone, absent = hidden(
                definition(self.measure), self.cells, len(self.by), figures.SUPPRESS, yearly=yearly
            )
        shown = [one for one in self.cells if all(one.by)]
        shown += [Cell(*key, 0, None, 0) for key in absent if all(key[2])]
        return [self._row(one, one.key in gone or one.key in absent) for one in shown]

    def _row(self, cell: Cell, hide: bool) -> figures.Row:
        words = dict(zip(self.by, cell.by, strict=True))
        place = (self.period, cell.level, dotted(cell.region))
        below = "" if cell.denominator is None else str(cell.denominator)
        counts = ("", "", figures.HIDDEN) if hide else (str(cell.numerator), below, figures.SHOWN)
        return (*place, words.get("segment", ""), words.get("funder", ""), self.measure, *counts)


def tables(persons: list[Person]) -> list[Table]:
    """Return the tables of a year."""
    found = []
    counted = [one for one in persons if one.counted]
    for month in range(1, 13):
        period = f"{YEAR}-{month:02d}"
        now = [(one, 1) for one in counted if one.pays(month)]
        found += [_table(name, period, (), now, now) for name in ("protected", "point_coverage")]
        paying = [(one, 1) for one in persons if one.pays(month)]
        found.append(_table("active", period, (), paying, paying))
        if month > 1:
            before = [(one, 1) for one in counted if one.pays(month - 1)]
            gone = [(one, 1) for one, _ in before if not one.pays(month)]
            found.append(_table("lapse", period, (), gone, gone, below=before))
    months = [(one, one.months) for one in counted]
    each = [(one, 1) for one in counted]
    for by in ((), ("segment",), ("funder",)):
        found.append(_table("person_month_coverage", YEAR, by, months, each))
    found.append(_table("mean_months", YEAR, (), months, each, below=each))
    steady = [(one, 1) for one in counted if one.months >= 11]
    found.append(_table("continuity", YEAR, (), steady, steady, below=each))
    twice = [(one, one.months) for one in counted if one.twice]
    found.append(_table("overlap", YEAR, (), twice, twice, below=months))
    new, every = [(one, 1) for one in persons if one.new], [(one, 1) for one in persons]
    found.append(_table("additionality", YEAR, (), new, new, below=every))
    helped = [(one, one.months) for one in counted if is_helped(one)]
    found.append(_table("vulnerable_coverage", YEAR, (), helped, [(one, 1) for one, _ in helped]))
    return found


def is_helped(one: Person) -> bool:
    """Say whether somebody else pays for a vulnerable own-account worker."""
    return one.vulnerable and one.segment == "bpu" and one.funder != "self"


def published(persons: list[Person]) -> list[figures.Row]:
    """Return the rows as each table hides its own small cells, and nothing else."""
    return [row for table in tables(persons) for row in table.rows(hiding=True)]


def truth(persons: list[Person]) -> list[figures.Row]:
    """Return the rows with nothing hidden."""
    return [row for table in tables(persons) for row in table.rows(hiding=False)]


def behind(persons: list[Person]) -> dict[tuple[str, str, str, str], int]:
    """Return how many persons stand behind what counts their months, and behind what only sums would tell."""
    found: Counter[tuple[str, str, str, str]] = Counter()
    for one in persons:
        for code in regions_of(one):
            if one.counted:
                for part in ("", one.segment, one.funder):
                    found["person_months", YEAR, code, part] += 1
                if is_helped(one):
                    found["vulnerable", YEAR, code, ""] += 1
                else:
                    found["others", YEAR, code, ""] += 1
                    if one.segment == "bpu":
                        found["others", YEAR, code, "bpu"] += 1
                if one.twice:
                    found["overlap", YEAR, code, ""] += 1
    return dict(found)


def regions_of(one: Person) -> list[str]:
    """Return the regions in which a person is counted, the country first."""
    return [one.village[:length] if length else figures.COUNTRY for length in LEVELS.values()]


type Weighed = Iterable[tuple[Person, int]]


def _table(
    measure: str,
    period: str,
    by: tuple[str, ...],
    above: Weighed,
    persons: Weighed,
    below: Weighed | None = None,
) -> Table:
    counts = [_counted(one, by) for one in (above, persons, below or ())]
    keys = sorted(set(counts[0]) | set(counts[2]), key=str)
    cells = [
        Cell(
            level,
            region,
            words,
            counts[0][key],
            counts[2][key] if below is not None else None,
            counts[1][key],
        )
        for key in keys
        for level, region, words in [key]
    ]
    return Table(measure, period, by, cells)


def _counted(weighed: Weighed, by: tuple[str, ...]) -> dict[tuple[str, int, tuple[str, ...]], int]:
    found: dict[tuple[str, int, tuple[str, ...]], int] = defaultdict(int)
    for one, weight in weighed:
        for level, length in LEVELS.items():
            region = int(one.village[:length].replace(".", "") or 0)
            for chosen in totals_of(by):
                words = tuple(getattr(one, name) if name in chosen else "" for name in by)
                found[level, region, words] += weight
    return found
