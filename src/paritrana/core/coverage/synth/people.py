"""The invented persons: where they live, how they work, who pays, and for which months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from paritrana.core.regions import Level, read_table
from paritrana.core.rolls.places import SHIPPED, digits
from paritrana.core.rolls.schemas import FUNDERS, GROUPS

MONTHS = 15  # October of the year before to December
FIRST = 3  # the place of January among them
PU, JAKON, PMI, BPU = range(4)
SEGMENT_SHARES = (0.34, 0.08, 0.04, 0.54)
BASE = 1 | 2  # JKK and JKM
MONTHLY = {PU: 61_000, JAKON: 21_000, PMI: 15_417, BPU: 16_800}
_F = {name: place for place, name in enumerate(FUNDERS)}
_G = {name: place for place, name in enumerate(GROUPS)}

type Ints = np.ndarray[Any, Any]  # whole numbers, or yes and no


@dataclass
class People:
    """One array element a person.

    paid: a bit for each of the 15 months with a payment; taken: those taken back later. switch: the place
    of the month from which `funder_after` pays. moved: that from which the person lives in `village_after`.
    span: places and lengths of one payment for several months, 0 for none.
    other: 0 no second contribution, 1 in another segment and village, 2 another payer of the same.
    """

    year: int
    villages: Ints
    village: Ints
    village_after: Ints
    moved: Ints
    segment: Ints
    group: Ints
    programmes: Ints
    amount: Ints
    funder: Ints
    funder_after: Ints
    switch: Ints
    paid: Ints
    taken: Ints
    span_at: Ints
    span_length: Ints
    other: Ints
    other_segment: Ints
    other_village: Ints
    other_funder: Ints
    other_amount: Ints
    birth_day: Ints
    sex: Ints
    nik: Ints

    def __len__(self) -> int:
        return len(self.village)

    @property
    def counted(self) -> Ints:
        """Return the months that stand after reversals."""
        return self.paid & ~self.taken

    def village_in(self, place: int) -> Ints:
        """Return where each person lives in a month."""
        return np.where(self.moved <= place, self.village_after, self.village)

    def funder_in(self, place: int) -> Ints:
        """Return who pays the first contribution of a month."""
        return np.where(self.switch <= place, self.funder_after, self.funder)


def village_codes(province: str) -> Ints:
    """Return the codes of all villages, or of one province, as numbers."""
    table = read_table(SHIPPED)
    codes = [
        digits(code) for code in table.regions if code.level is Level.VILLAGE and code.startswith(province)
    ]
    return np.array(sorted(codes), dtype=np.int64)


def invent(persons: int, *, seed: int, year: int, province: str = "") -> People:
    """Return so many invented persons; the same arguments give the same ones."""
    draw = np.random.Generator(np.random.PCG64(seed))
    codes = village_codes(province)
    size = draw.lognormal(0.0, 1.2, len(codes))
    village = draw.choice(len(codes), persons, p=size / size.sum()).astype(np.int32)
    segment = draw.choice(4, persons, p=SEGMENT_SHARES).astype(np.int8)
    group = _groups(draw, segment)
    funder = _funders(draw, segment, group)
    paid = _paid(draw, persons)
    programmes = np.full(persons, BASE, dtype=np.int8)
    programmes[(segment == PU)] |= 4 | 8
    programmes[(segment == BPU) & (draw.random(persons) < 0.15)] |= 4
    programmes[draw.random(persons) < 0.01] = 1  # JKK alone protects nobody by itself
    switch = np.full(persons, 99, dtype=np.int8)
    switching = (funder == _F["self"]) & (draw.random(persons) < 0.2)
    switch[switching] = draw.integers(1, MONTHS, persons)[switching]
    span_at, span_length = _spans(draw, paid, switch)
    other = np.where(draw.random(persons) < 0.03, 1, np.where(draw.random(persons) < 0.02, 2, 0)).astype(
        np.int8
    )
    other[span_length > 0] = 0
    taken = np.where(draw.random(persons) < 0.02, 1 << draw.integers(0, MONTHS, persons), 0) & paid
    taken[(span_length > 0) | (other > 0)] = 0
    birth_day, sex = _births(draw, persons, year)
    amount = np.array([MONTHLY[one] for one in range(4)], dtype=np.int64)[segment]
    other_segment = np.where(other == 1, (segment + draw.integers(1, 4, persons)) % 4, segment).astype(
        np.int8
    )
    elsewhere = draw.integers(0, len(codes), persons).astype(np.int32)
    moved = np.full(persons, 99, dtype=np.int8)
    moving = (draw.random(persons) < 0.03) & (span_length == 0)
    moved[moving] = draw.integers(1, MONTHS, persons)[moving]
    return People(
        year=year,
        villages=codes,
        village=village,
        village_after=draw.integers(0, len(codes), persons).astype(np.int32),
        moved=moved,
        segment=segment,
        group=group,
        programmes=programmes,
        amount=amount,
        funder=funder,
        funder_after=np.full(persons, _F["village"], dtype=np.int8),
        switch=switch,
        paid=paid,
        taken=taken.astype(np.int32),
        span_at=span_at,
        span_length=span_length,
        other=other,
        other_segment=other_segment,
        other_village=np.where(other == 1, elsewhere, village).astype(np.int32),
        other_funder=np.where(other == 1, _F["csr"], _F["sponsor"]).astype(np.int8),
        other_amount=np.where(other == 1, 16_800, 10_000).astype(np.int64),
        birth_day=birth_day,
        sex=sex,
        nik=_niks(draw, codes[village], birth_day, sex),
    )


def _groups(draw: np.random.Generator, segment: Ints) -> Ints:
    chance = draw.random(len(segment))
    wage = np.where(chance < 0.8, _G["company"], np.where(chance < 0.92, _G["honorary"], _G["civil_servant"]))
    own = np.where(
        chance < 0.6, _G["vulnerable"], np.where(chance < 0.7, _G["village_official"], _G["other"])
    )
    return np.where(segment == PU, wage, np.where(segment == BPU, own, _G["other"])).astype(np.int8)


def _funders(draw: np.random.Generator, segment: Ints, group: Ints) -> Ints:
    chance = draw.random(len(segment))
    given = np.select(
        [chance < 0.4, chance < 0.7, chance < 0.8, chance < 0.9],
        [_F["village"], _F["apbd_regency"], _F["csr"], _F["sponsor"]],
        _F["self"],
    )
    own = np.where(group == _G["vulnerable"], given, _F["self"])
    return np.where((segment == PU) | (segment == JAKON), _F["employer"], own).astype(np.int8)


def _paid(draw: np.random.Generator, persons: int) -> Ints:
    """Whole years, late starts, lapses and gaps."""
    kind, whole = draw.random(persons), (1 << MONTHS) - 1
    start = draw.integers(1, MONTHS, persons)
    end = np.minimum(MONTHS, start + draw.integers(1, 10, persons))
    late = whole & ~((1 << start) - 1)
    lapsed = ((1 << end) - 1) & ~((1 << start) - 1)
    gap = whole & ~(7 << np.minimum(start, MONTHS - 3))
    return np.select([kind < 0.5, kind < 0.7, kind < 0.9], [whole, late, lapsed], gap).astype(np.int32)


def _spans(draw: np.random.Generator, paid: Ints, switch: Ints) -> tuple[Ints, Ints]:
    """Some pay six months at once, from a month on for which all six are paid and nobody else takes over."""
    persons = len(paid)
    at = draw.integers(0, MONTHS - 6, persons).astype(np.int8)
    window = np.int32(63) << at.astype(np.int32)
    chosen = (draw.random(persons) < 0.06) & ((paid & window) == window) & (switch == 99)
    return np.where(chosen, at, 0).astype(np.int8), np.where(chosen, 6, 0).astype(np.int8)


def _births(draw: np.random.Generator, persons: int, year: int) -> tuple[Ints, Ints]:
    """Mostly 18 to 63 years old; one in a hundred 66 to 72, so past the age when first seen."""
    newest = int(np.datetime64(f"{year - 18}-09-01", "D").astype(np.int64))
    day = newest - draw.integers(0, 45 * 365, persons)
    old = draw.random(persons) < 0.01
    oldest = int(np.datetime64(f"{year - 66}-09-01", "D").astype(np.int64))
    day = np.where(old, oldest - draw.integers(0, 6 * 365, persons), day)
    return day.astype(np.int32), draw.integers(0, 2, persons).astype(np.int8)


def _niks(draw: np.random.Generator, village: Ints, birth_day: Ints, sex: Ints) -> Ints:
    """District of the home (one in ten: of another), birth date, and a number that makes it the only one."""
    district = village // 10_000
    district = np.where(draw.random(len(village)) < 0.1, draw.permutation(district), district)
    months = birth_day.astype("datetime64[D]").astype("datetime64[M]")
    day = (birth_day.astype("datetime64[D]") - months).astype(np.int64) + 1 + np.where(sex == 1, 40, 0)
    month, year = months.astype(np.int64) % 12 + 1, (months.astype(np.int64) // 12 + 1970) % 100
    head = (district * 10**6 + day * 10**4 + month * 100 + year) * 10**4
    order = np.argsort(head, kind="stable")
    listed = head[order]
    starts = np.flatnonzero(np.concatenate(([True], listed[1:] != listed[:-1])))
    counts = np.diff(np.append(starts, len(listed)))
    number = np.arange(len(listed)) - np.repeat(starts, counts) + 1
    nik: Ints = np.empty_like(head)
    nik[order] = listed + number
    return nik
