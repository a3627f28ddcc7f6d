"""A made-up roster with the faults of real ones, and the key that says which row bears which.

Village codes are real, persons are not: names are put together from syllables, NIKs are counted up.
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from paritrana.core.regions import wanted
from paritrana.core.rolls.places import dotted
from paritrana.core.rolls.roster import villages as regions_of
from paritrana.core.rolls.roster.villages import Villages
from paritrana.core.rolls.roster.workbooks import new_book
from paritrana.core.units.writing import MONTHS
from paritrana.errors import BadInput

TITLE = "DAFTAR PEKERJA RENTAN (DATA BUATAN, bukan orang sungguhan / made-up data, no real persons)"
HEADINGS = (
    *("No.", "No. KTP", "Nama Lengkap", "Tgl Lahir", "L/P", "Desa/Kelurahan", "Kecamatan"),
    *("Pekerjaan", "Alamat", "No. HP"),
)
FIRST_ROW = 4
FAULTY, DOUBTFUL = 0.10, 0.05
_SYLLABLES = ("ba", "lo", "ri", "ma", "tu", "ne", "ka", "so", "wi", "ra", "pa", "du", "li", "mo", "sa", "ti")
_JOBS = ("Petani", "Nelayan", "Pedagang", "Pengemudi ojek", "Buruh harian", "Pengrajin", "Marbot")


@dataclass
class Person:
    """One made-up row: what stands in its cells, and what it is in truth."""

    birth: date
    woman: bool
    village: int
    nik: str
    cells: dict[str, Any] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the workbook, its key, and how many rows bear each code."""

    path: Path
    key: Path
    rows: int
    by_code: dict[str, int]


def synthesise(
    rows: int,
    path: Path,
    *,
    seed: int = 1,
    villages: str = "71.07",
    as_of: date,
    regions: Path | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Made:
    """Write a workbook of made-up rows, and beside it `NAME.key.csv`: row, codes joined by blanks.

    The same seed, region and day give the same roster.  Raises BadInput (roster.villages,
    synth.too_few_villages).
    """
    table = regions_of.load(regions)
    maker = _Maker(random.Random(seed), table, table.scope(villages), as_of)
    say("step 1 of 2: persons")
    people = maker.people(rows)
    say("step 2 of 2: workbook")
    _write(path, people)
    key = path.with_name(f"{path.stem}.key.csv")
    with key.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("row", "codes"))
        for row, one in enumerate(people, FIRST_ROW):
            if one.codes:
                writer.writerow((row, " ".join(sorted(one.codes))))
    return Made(
        path, key, len(people), dict(sorted(Counter(code for one in people for code in one.codes).items()))
    )


def _write(path: Path, people: list[Person]) -> None:
    names = ("nik", "name", "birth", "sex", "village", "district", "job", "address", "phone")
    with new_book(path, constant_memory=True) as book:
        day, bold = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"bold": True})
        sheet = book.add_worksheet("Daftar")
        sheet.write_string(0, 0, TITLE, bold)
        sheet.write_row(FIRST_ROW - 2, 0, HEADINGS, bold)
        sheet.set_column(1, 2, 22)
        for line, one in enumerate(people, FIRST_ROW - 1):
            sheet.write_number(line, 0, line - FIRST_ROW + 2)
            for column, name in enumerate(names, 1):
                cell = one.cells[name]
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, cell, day)
                elif isinstance(cell, int):
                    sheet.write_number(line, column, cell)
                elif cell:
                    sheet.write_string(line, column, cell)


class _Maker:
    """Makes people of the villages of a region, sound ones first, then spoils some."""

    def __init__(self, draw: random.Random, table: Villages, scope: str, as_of: date) -> None:
        self.draw, self.table, self.as_of = draw, table, as_of
        self.inside = table.within(scope)
        self.outside = [one for one in sorted(table.stands) if not str(one).startswith(scope[:4])][:2_000]
        if len(self.inside) < 2 or not self.outside or len(scope) > 6:
            raise BadInput("synth.too_few_villages", given=dotted(int(scope)) if scope else "")
        names = Counter(wanted(table.name_of(one)) for one in self.inside)
        self.twice = [one for one in self.inside if names[wanted(table.name_of(one))] > 1]
        named = Counter((wanted(table.name_of(one)), one // 10**4) for one in self.inside)
        self.unnamed = {one for one in self.inside if named[wanted(table.name_of(one)), one // 10**4] > 1}
        self.counts: Counter[str] = Counter()

    def people(self, rows: int) -> list[Person]:
        """Return the rows; some are copied from others, and then both bear the code."""
        people = [self._person() for _ in range(rows)]
        faults, doubts = list(_HARD.items()), list(_SOFT.items())
        if not self.twice:
            faults = [one for one in faults if one[0] != "village.ambiguous"]
        untouched = list(range(rows))
        self.draw.shuffle(untouched)
        for place in range(int(rows * FAULTY)):
            code, spoil = faults[place % len(faults)]
            self._spoil(people, untouched, code, spoil)
        for place in range(int(rows * DOUBTFUL)):
            code, spoil = doubts[place % len(doubts)]
            self._spoil(people, untouched, code, spoil)
        return people

    def _spoil(self, people: list[Person], untouched: list[int], code: str, spoil: _Spoil) -> None:
        if len(untouched) < 2:
            return
        one = people[untouched.pop()]
        if code == "nik.duplicate":
            other = people[untouched.pop()]
            one.cells |= {name: other.cells[name] for name in ("nik", "birth", "sex", "village", "district")}
            other.codes.add(code)
        one.codes |= {code, *(spoil(self, one) or ())}

    def _person(self) -> Person:
        draw = self.draw
        woman, village = draw.random() < 0.5, draw.choice(self.inside)
        birth = self._birth()
        nik = self.nik(birth, woman, village)
        one = Person(birth, woman, village, nik)
        one.cells = {
            "nik": nik,
            "name": " ".join(self._word() for _ in range(draw.choice((1, 2, 2, 3)))),
            "birth": self._written(birth),
            "sex": draw.choice(("P", "Perempuan", "p") if woman else ("L", "Laki-laki", "l")),
            "village": dotted(village),
            "district": self._district(village),
            "job": draw.choice(_JOBS),
            "address": f"Jaga {draw.randrange(1, 9)}",
            "phone": f"08{draw.randrange(10**9, 10**10)}",
        }
        if draw.random() < 0.5 and village not in self.unnamed:
            one.cells["village"] = self.table.name_of(village)
        return one

    def _birth(self) -> date:
        """Return a birth date of somebody from 17 to 65, now and then one of the two to the day."""
        if self.draw.random() < 0.01:
            return self.birthday(self.draw.choice((17, 65)))
        return self.as_of - timedelta(days=self.draw.randrange(18 * 366, 65 * 365))

    def birthday(self, years: int) -> date:
        """Return the birth date of somebody who becomes so old today."""
        last = 28 if (self.as_of.month, self.as_of.day) == (2, 29) else self.as_of.day
        return self.as_of.replace(year=self.as_of.year - years, day=last)

    def nik(self, birth: date, woman: bool, village: int) -> str:
        """Return a NIK that nobody in the roster has yet; never one that ends with four zeros."""
        start = f"{village // 10**4:06}{birth.day + 40 * woman:02}{birth.month:02}{birth.year % 100:02}"
        self.counts[start] += 1
        return f"{start}{self.counts[start]:04}"

    def _written(self, birth: date) -> Any:
        form = self.draw.random()
        if form < 0.6:
            return birth
        if form < 0.9:
            return f"{birth:%d-%m-%Y}"
        return f"{birth.day} {MONTHS['id'][birth.month - 1]} {birth.year}"

    def _word(self) -> str:
        return "".join(self.draw.choice(_SYLLABLES) for _ in range(self.draw.choice((2, 3)))).capitalize()

    def _district(self, village: int) -> str:
        return self.table.name_of(village // 10**4)


type _Spoil = Callable[[_Maker, Person], Any]


def _cell(name: str, make: Callable[[_Maker, Person], Any]) -> _Spoil:
    def spoil(maker: _Maker, one: Person) -> None:
        one.cells[name] = make(maker, one)

    return spoil


def _born(years: int, days: int) -> _Spoil:
    """Give a birth date so many years before today and days beside it, with a NIK that agrees."""

    def spoil(maker: _Maker, one: Person) -> None:
        birth = maker.birthday(years) + timedelta(days=days)
        one.cells |= {"birth": birth, "nik": maker.nik(birth, one.woman, one.village)}

    return spoil


def _turned(maker: _Maker, one: Person) -> None:
    """Write month and day the wrong way round, on a day that is no month."""
    birth = one.birth.replace(day=13 + one.birth.day % 15)
    one.cells |= {"birth": f"{birth:%m/%d/%Y}", "nik": maker.nik(birth, one.woman, one.village)}


def _ambiguous(maker: _Maker, one: Person) -> None:
    village = maker.draw.choice(maker.twice)
    nik = maker.nik(one.birth, one.woman, village)
    one.cells |= {"village": maker.table.name_of(village), "district": "", "nik": nik}


def _other_day(maker: _Maker, one: Person) -> str:
    other = one.birth.replace(day=one.birth.day % 28 + 1)
    return maker.nik(other, one.woman, one.village)


def _outside(maker: _Maker, one: Person) -> None:
    village = maker.draw.choice(maker.outside)
    one.cells |= {"village": dotted(village), "nik": maker.nik(one.birth, one.woman, village)}


_HARD: dict[str, _Spoil] = {
    "nik.missing": _cell("nik", lambda maker, one: ""),
    "nik.damaged": _cell("nik", lambda maker, one: int(one.nik) // 10 * 10),
    "nik.shape": _cell("nik", lambda maker, one: one.nik[: maker.draw.randrange(8, 16)]),
    "nik.separators": _cell("nik", lambda maker, one: " ".join(one.nik[at : at + 4] for at in (0, 4, 8, 12))),
    "nik.duplicate": lambda maker, one: None,
    "name.missing": _cell("name", lambda maker, one: ""),
    "birth_date.missing": _cell("birth", lambda maker, one: ""),
    "birth_date.shape": _cell("birth", lambda maker, one: f"31-02-{one.birth.year}"),
    "birth_date.order": _turned,
    "birth_date.future": _cell("birth", lambda maker, one: maker.as_of + timedelta(days=40)),
    "age.under": _born(17, 1),
    "age.over": _born(66, 0),
    "sex.missing": _cell("sex", lambda maker, one: ""),
    "sex.word": _cell("sex", lambda maker, one: "Wanita" if one.woman else "Pria"),
    "sex.unknown": _cell("sex", lambda maker, one: "?"),
    "village.missing": _cell("village", lambda maker, one: ""),
    "village.unknown": _cell("village", lambda maker, one: f"{dotted(one.village)[:8]}.2999"),
    "village.outside": _outside,
    "village.ambiguous": _ambiguous,
}
_SOFT: dict[str, _Spoil] = {
    "nik.birth_date": _cell("nik", _other_day),
    "nik.sex": _cell("nik", lambda maker, one: maker.nik(one.birth, not one.woman, one.village)),
    "nik.region": _cell(
        "nik", lambda maker, one: maker.nik(one.birth, one.woman, maker.draw.choice(maker.outside))
    ),
    "birth_date.serial": _cell(
        "birth", lambda maker, one: one.birth.toordinal() - date(1899, 12, 30).toordinal()
    ),
    "name.shape": _cell("name", lambda maker, one: one.nik[:12]),
}
