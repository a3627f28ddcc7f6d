"""The answer key: the true figures of the invented persons, counted month by month with plain arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from paritrana.core.coverage.synth.people import FIRST, MONTHS, Ints, People
from paritrana.core.rolls.places import dotted
from paritrana.core.rolls.schemas import (
    CIVIL_SERVANT,
    FUNDERS,
    PRIVATE_FUNDERS,
    PROGRAMMES,
    PUBLIC_FUNDERS,
    SEGMENTS,
)

DIVISORS = {"country": 0, "province": 10**8, "regency": 10**6, "district": 10**4, "village": 1}
WORDS = {"segment": SEGMENTS, "funder": FUNDERS, "programme": PROGRAMMES}
type Rows = dict[tuple[int, ...], tuple[int, int | None]]
WIDTH = len(FUNDERS) * len(SEGMENTS) * len(PROGRAMMES)
_PUBLIC = [FUNDERS.index(name) for name in PUBLIC_FUNDERS]
_PRIVATE = [FUNDERS.index(name) for name in PRIVATE_FUNDERS]


@dataclass
class Month:
    """Who is counted in a month, and where and as what: one element a person, `here` says who."""

    here: Ints
    village: Ints
    segment: Ints
    funder: Ints
    programmes: Ints
    protected: Ints
    extra: Ints


@dataclass(frozen=True)
class Answer:
    """One table of the key: what to ask, and what the answer must be, by region number and words."""

    measure: str
    period: str
    level: str
    by: tuple[str, ...]
    rows: Rows
    units: int = 1


def adults(people: People) -> Ints:
    """Say who was 17 to 65 at the end of the first month with a payment."""
    first = np.full(len(people), -1)
    for place in reversed(range(MONTHS)):
        first = np.where(people.paid >> place & 1, place, first)
    birth = people.birth_day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + 1970 * 12
    age = (people.year * 12 - FIRST + first - birth) // 12
    return (first >= 0) & (age >= 17) & (age <= 65)


def month(people: People, place: int, adult: Ints) -> Month:
    """Return the truth of one month (a place in the window of 15)."""
    here = (people.counted >> place & 1).astype(bool)
    has_second = people.other > 0
    other_first = (people.other == 1) & (people.other_segment < people.segment)
    second_pays_more = has_second & (
        (people.other_amount > people.amount)
        | ((people.other_amount == people.amount) & (people.other_funder < people.funder_in(place)))
    )
    programmes = np.where(has_second, people.programmes | 3, people.programmes)
    protected = here & (programmes & 3 == 3) & adult & (people.group != CIVIL_SERVANT)
    return Month(
        here=here,
        village=np.where(other_first, people.other_village, people.village_in(place)),
        segment=np.where(other_first, people.other_segment, people.segment),
        funder=np.where(second_pays_more, people.other_funder, people.funder_in(place)),
        programmes=programmes,
        protected=protected,
        extra=np.where(protected & (people.other == 1), 1, 0),
    )


def answers(people: People, workers: dict[tuple[int, str], int]) -> Iterator[Answer]:
    """Yield every table of the key. workers: the denominators by region number and segment (or ``all``)."""
    adult = adults(people)
    months = [month(people, place, adult) for place in range(MONTHS)]
    year, year_text, june = months[FIRST:], f"{people.year}", f"{people.year}-06"
    count = _Counter(people, workers)
    for level in ("province", "regency", "district", "village"):
        yield count.person_months(year, year_text, level, ())
        yield count.distinct("protected", [one.protected for one in year], year, year_text, level, ())
    for level in ("province", "regency"):
        for by in ((), ("segment",), ("funder",), ("programme",)):
            yield count.heads("active", june, months[FIRST + 5], months[FIRST + 5].here, level, by)
        yield count.heads(
            "protected", june, months[FIRST + 5], months[FIRST + 5].protected, level, ("segment", "funder")
        )
        yield count.point(june, months[FIRST + 5], level)
        yield count.point(f"{people.year}-12", months[-1], level)
        yield count.person_months(year, year_text, level, ("segment",))
        yield count.shares(months, year_text, level)
        yield count.distinct("active", [one.here for one in year], year, year_text, level, ("segment",))
        yield from count.regular(year, year_text, level)
        yield from count.flows(months, year_text, level)
        yield count.registered(months, year_text, level)
        yield count.in_force(months, f"{people.year}-01", level)


class _Counter:
    def __init__(self, people: People, workers: dict[tuple[int, str], int]) -> None:
        self.people, self.workers = people, workers
        self._places: dict[str, tuple[Ints, Ints]] = {}

    def places(self, level: str) -> tuple[Ints, Ints]:
        """Return the region numbers of a level, and for each village its place among them."""
        if level not in self._places:
            divisor = DIVISORS[level]
            codes = self.people.villages
            self._places[level] = np.unique(codes // divisor if divisor else codes * 0, return_inverse=True)
        return self._places[level]

    def grouped(
        self, level: str, by: tuple[str, ...], parts: list[tuple[Month, Ints, Ints]]
    ) -> dict[tuple[int, ...], int]:
        """Sum weights by region and words. parts: month, who (a mask), and how much each counts.

        The sums stay below 2^53, so adding them as floats is exact.
        """
        regions, place_of = self.places(level)
        sums = np.zeros(len(regions) * WIDTH)
        for one, who, weight in parts:
            chosen = np.flatnonzero(who)
            region, weigh = place_of[one.village[chosen]] * WIDTH, weight[chosen]
            for code in self._codes(one, chosen, by):
                kept = code >= 0
                sums += np.bincount(region[kept] + code[kept], weights=weigh[kept], minlength=len(sums))
        return self._named(level, by, sums)

    def _named(self, level: str, by: tuple[str, ...], sums: Ints) -> dict[tuple[int, ...], int]:
        regions, _ = self.places(level)
        return {
            self._key(int(regions[at // WIDTH]), int(at % WIDTH), by): int(sums[at])
            for at in np.flatnonzero(sums)
        }

    def _codes(self, one: Month, chosen: Ints, by: tuple[str, ...]) -> list[Ints]:
        base = np.zeros(len(chosen), dtype=np.int64)
        if "segment" in by:
            base = base + one.segment[chosen].astype(np.int64) * len(FUNDERS)
        if "funder" in by:
            base = base + one.funder[chosen]
        if "programme" not in by:
            return [base]
        held, step = one.programmes[chosen], len(FUNDERS) * len(SEGMENTS)
        return [np.where(held >> place & 1, base + place * step, -1) for place in range(len(PROGRAMMES))]

    def _key(self, region: int, code: int, by: tuple[str, ...]) -> tuple[int, ...]:
        rest, funder = divmod(code, len(FUNDERS))
        programme, segment = divmod(rest, len(SEGMENTS))
        places = {"programme": programme, "segment": segment, "funder": funder}
        return (region, *(places[name] for name in by))

    def below(self, region: int, by: tuple[str, ...], words: tuple[int, ...], times: int) -> int | None:
        segment = SEGMENTS[words[by.index("segment")]] if "segment" in by else "all"
        found = self.workers.get((region, segment))
        return None if found is None else found * times

    def over_workers(self, counted: dict[tuple[int, ...], int], by: tuple[str, ...], times: int) -> Any:
        return {key: (value, self.below(key[0], by, key[1:], times)) for key, value in counted.items()}

    def heads(self, name: str, period: str, one: Month, who: Ints, level: str, by: tuple[str, ...]) -> Answer:
        ones = np.ones(len(self.people), dtype=np.int64)
        counted = self.grouped(level, by, [(one, who, ones)])
        return Answer(name, period, level, by, {key: (value, None) for key, value in counted.items()})

    def point(self, period: str, one: Month, level: str) -> Answer:
        ones = np.ones(len(self.people), dtype=np.int64)
        rows = self.over_workers(self.grouped(level, (), [(one, one.protected, ones)]), (), 1)
        return Answer("point_coverage", period, level, (), rows)

    def person_months(self, year: list[Month], period: str, level: str, by: tuple[str, ...]) -> Answer:
        ones = np.ones(len(self.people), dtype=np.int64)
        counted = self.grouped(level, by, [(one, one.protected, ones) for one in year])
        return Answer("person_month_coverage", period, level, by, self.over_workers(counted, by, 12))

    def shares(self, months: list[Month], period: str, level: str) -> Answer:
        """Person-months by payer, each shared by rupiah in millionths."""
        people, whole = self.people, np.full(len(self.people), 1_000_000, dtype=np.int64)
        parts = []
        for place, one in enumerate(months[FIRST:], FIRST):
            second = np.where(one.funder == people.other_funder, people.funder_in(place), people.other_funder)
            split = (people.other > 0) & (people.other_funder != people.funder_in(place))
            own = np.where(second == people.other_funder, people.other_amount, people.amount)
            given = np.where(split, own * 1_000_000 // (people.amount + people.other_amount), 0)
            parts.append((one, one.protected, whole - given))
            other = Month(
                one.here, one.village, one.segment, second, one.programmes, one.protected, one.extra
            )
            parts.append((other, one.protected & split, given))
        counted = self.grouped(level, ("funder",), parts)
        rows = self.over_workers(counted, ("funder",), 12)
        return Answer("person_month_coverage", period, level, ("funder",), rows, 1_000_000)

    def per_person(
        self, year: list[Month], masks: list[Ints], level: str, by: tuple[str, ...]
    ) -> Iterator[tuple[Ints, Ints]]:
        """Yield where persons were and for how many months, so that a person and a place come once.

        Who moves is in two places of the year, before and after; both may lie in one region.
        """
        people, (_, place_of) = self.people, self.places(level)
        before, after = np.zeros(len(people), dtype=np.int64), np.zeros(len(people), dtype=np.int64)
        for place, mask in enumerate(masks, FIRST):
            late = people.moved <= place
            before += mask & ~late
            after += mask & late
        first, last = year[0], year[-1]
        everyone = np.arange(len(people))
        old = place_of[np.where(people.moved <= FIRST, last.village, first.village)] * WIDTH
        new = place_of[last.village] * WIDTH
        code = self._codes(last, everyone, by)[0]
        same = old == new
        yield old + code, np.where(same, before + after, before)
        yield new + code, np.where(same, 0, after)

    def distinct(
        self, name: str, masks: list[Ints], year: list[Month], period: str, level: str, by: tuple[str, ...]
    ) -> Answer:
        counted = self._count_of(year, masks, level, by, lambda months: months > 0)
        return Answer(name, period, level, by, {key: (value, None) for key, value in counted.items()})

    def _count_of(
        self,
        year: list[Month],
        masks: list[Ints],
        level: str,
        by: tuple[str, ...],
        weigh: Callable[[Ints], Ints],
    ) -> dict[tuple[int, ...], int]:
        sums = np.zeros(len(self.places(level)[0]) * WIDTH)
        for where, months in self.per_person(year, masks, level, by):
            sums += np.bincount(where, weights=weigh(months), minlength=len(sums))
        return self._named(level, by, sums)

    def regular(self, year: list[Month], period: str, level: str) -> Iterator[Answer]:
        """Continuity and mean months."""
        masks = [one.protected for one in year]
        persons = self._count_of(year, masks, level, (), lambda months: months > 0)
        steady = self._count_of(year, masks, level, (), lambda months: months >= 11)
        total = self._count_of(year, masks, level, (), lambda months: months)
        for name, above in (("continuity", steady), ("mean_months", total)):
            rows: Rows = {key: (above.get(key, 0), value) for key, value in persons.items()}
            yield Answer(name, period, level, (), rows)

    def flows(self, months: list[Month], period: str, level: str) -> Iterator[Answer]:
        """Lapse, overlap, additionality and substitution of the year."""
        ones = np.ones(len(self.people), dtype=np.int64)
        gone, base = [], []
        for place in range(FIRST, MONTHS):
            before, now = months[place - 1], months[place]
            gone.append((before, before.protected & ~now.protected, ones))
            base.append((before, before.protected, ones))
        yield self._ratio("lapse", period, level, gone, base)
        year = months[FIRST:]
        extra = [(one, one.protected, one.extra) for one in year]
        yield self._ratio("overlap", period, level, extra, [(one, one.protected, ones) for one in year])
        yield self._ratio("additionality", period, level, *self._firsts(months, ones, public=False))
        yield self._ratio("substitution", period, level, *self._firsts(months, ones, public=True))

    def _firsts(self, months: list[Month], ones: Ints, *, public: bool) -> Any:
        """Return who meets the condition in the first month of the year, and who has such a month at all."""
        met, all_first = [], []
        seen = np.zeros(len(self.people), dtype=bool)
        for place in range(FIRST, MONTHS):
            one = months[place]
            here = one.here & np.isin(one.funder, _PUBLIC) if public else one.here
            first = here & ~seen
            seen |= here
            window = months[max(0, place - 12) : place]
            active = np.any([other.here for other in window], axis=0)
            was_public = np.any([other.here & np.isin(other.funder, _PUBLIC) for other in window], axis=0)
            was_private = np.any([other.here & np.isin(other.funder, _PRIVATE) for other in window], axis=0)
            condition = was_private & ~was_public if public else ~active
            met.append((one, first & condition, ones))
            all_first.append((one, first, ones))
        return met, all_first

    def _ratio(self, name: str, period: str, level: str, above: Any, below: Any) -> Answer:
        numerators, denominators = self.grouped(level, (), above), self.grouped(level, (), below)
        rows: Rows = {key: (numerators.get(key, 0), value) for key, value in denominators.items()}
        return Answer(name, period, level, (), rows)

    def registered(self, months: list[Month], period: str, level: str) -> Answer:
        """Everyone with a counted month, where the last one was."""
        village = np.full(len(self.people), -1)
        for one in months:
            village = np.where(one.here, one.village, village)
        chosen = village >= 0
        last = Month(chosen, village, village, village, village, chosen, village)
        return self.heads("registered", period, last, chosen, level, ())

    def in_force(self, months: list[Month], period: str, level: str) -> Answer:
        """January without grace is the active of January."""
        return self.heads("in_force", period, months[FIRST], months[FIRST].here, level, ())


def lines(answer: Answer) -> Iterator[tuple[str, ...]]:
    """Yield the rows of an answer as the table command writes them."""
    for key, (numerator, denominator) in answer.rows.items():
        words = tuple(WORDS[name][place] for name, place in zip(answer.by, key[1:], strict=True))
        whole, rest = divmod(numerator, answer.units)
        number = f"{whole}.{rest:06d}" if rest else str(whole)
        below = "" if denominator is None else str(denominator)
        yield (answer.period, answer.level, dotted(key[0]), *words, answer.measure, number, below, "0")
