"""Which village a row means: by its code, or by its name within the regions asked for."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Self

from paritrana.core.regions import read_table, wanted
from paritrana.core.regions.table import read_text
from paritrana.core.rolls.places import SHIPPED, digits, dotted, read_successions, region_rows
from paritrana.errors import BadInput

_CODE = re.compile(r"[0-9]{10}|[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}")
_SHOWN = 4
_VILLAGES = 10_000  # villages a district can number
_DIGITS = 10
_FIRST_VILLAGE = 10 ** (_DIGITS - 1)


@dataclass(frozen=True, slots=True)
class Place:
    """The village of a row: its code as a number (0: none), a code of fault or doubt, and what to tell.

    candidates: the codes that a name could mean, or the successor of a code that ended.  named: whether the
    village was told by its name alone.
    """

    village: int = 0
    code: str = ""
    candidates: tuple[int, ...] = ()
    named: bool = False


_ALWAYS = (0, 2**30, 0)


@dataclass(frozen=True)
class Villages:
    """Districts and villages of the table of regions, by code as a number, as they stand on any day.

    names: of every code the table lists.  stands: of every village the first month, the first in which it
    stands no more, and its only successor or 0.
    """

    names: dict[int, str]
    stands: dict[int, tuple[int, int, int]]
    _indices: dict[str, dict[str, tuple[int, ...]]] = field(default_factory=dict, repr=False)

    @classmethod
    def only(cls, village: int) -> Self:
        """Return a table of one village that has always stood, for a worker whose village is known."""
        return cls({}, {village: _ALWAYS})

    def name_of(self, code: int) -> str:
        """Return the name of a village or district, empty for a code the table does not list."""
        return self.names.get(code, "")

    def named(self, name: str, scope: str) -> tuple[int, ...]:
        """Return the villages of this name whose code begins so; a region's names are folded once."""
        if scope not in self._indices:
            index: dict[str, list[int]] = defaultdict(list)
            for village in self.within(scope):
                if village in self.names:
                    index[wanted(self.names[village])].append(village)
            self._indices[scope] = {name: tuple(those) for name, those in index.items()}
        return self._indices[scope].get(wanted(name), ())

    def scope(self, prefix: str) -> str:
        """Return the digits that all codes must begin with; raises BadInput (roster.villages)."""
        bare = prefix.strip().rstrip(".").replace(".", "")
        if not bare:
            return ""
        if not bare.isascii() or not bare.isdigit() or len(bare) > _DIGITS:
            raise BadInput("roster.villages", given=prefix[:20])
        if not self.within(bare):
            raise BadInput("roster.villages", given=prefix[:20])
        return bare

    def within(self, scope: str) -> list[int]:
        """Return the villages whose code begins with these digits, in order."""
        if not scope:
            return list(self._sorted)
        step = 10 ** (_DIGITS - len(scope))
        first = int(scope) * step
        return self._sorted[bisect_left(self._sorted, first) : bisect_left(self._sorted, first + step)]

    @cached_property
    def _sorted(self) -> list[int]:
        return sorted(self.stands)

    def find(self, told: tuple[str, str, str], on: date, scope: str) -> Place:
        """Return the village that code, name and district tell on a day, within the codes of a scope."""
        code, name, district = (" ".join(one.split()) for one in told)
        if not code and _CODE.fullmatch(name):
            code, name = name, ""
        if code:
            return self._by_code(code, name, on, scope)
        if not name:
            return Place(code="village.missing")
        return self._by_name(name, district, on, scope)

    def _by_code(self, code: str, name: str, on: date, scope: str) -> Place:
        village = digits(code) if _CODE.fullmatch(code) else 0
        if village not in self.stands:
            return Place(code="village.unknown")
        if not self._stands(village, on):
            heir = self.stands[village][2]
            return Place(village, "village.expired", (heir,) if heir else ())
        if not str(village).startswith(scope):
            return Place(village, "village.outside")
        differs = name and wanted(name) != wanted(self.name_of(village))
        return Place(village, "village.name_differs" if differs else "")

    def _by_name(self, name: str, district: str, on: date, scope: str) -> Place:
        inside = self._called(name, district, on, scope)
        if len(inside) == 1:
            return Place(inside[0], named=True)
        if inside:
            return Place(code="village.ambiguous", candidates=inside, named=True)
        elsewhere = self._called(name, district, on, "") if scope else ()
        return Place(code="village.outside" if elsewhere else "village.unknown", named=bool(elsewhere))

    def _called(self, name: str, district: str, on: date, scope: str) -> tuple[int, ...]:
        found = [one for one in self.named(name, scope) if self._stands(one, on)]
        lies_in = wanted(district) if district else ""
        return tuple(one for one in found if not lies_in or wanted(self.name_of(one // _VILLAGES)) == lies_in)

    def _stands(self, village: int, on: date) -> bool:
        starts, ends, _ = self.stands[village]
        return starts <= on.year * 12 + on.month - 1 < ends


def load(regions: Path | None = None, successions: Path | None = None) -> Villages:
    """Return the villages of a table (the shipped one when none is named), read once a version of it."""
    path = regions or SHIPPED
    if not path.exists():
        raise BadInput("regions.absent", file=str(path))
    return _load(
        path, path.stat().st_mtime_ns, successions, successions.stat().st_mtime_ns if successions else 0
    )


@lru_cache(maxsize=2)
def _load(path: Path, _: int, successions: Path | None, __: int) -> Villages:
    names, since = _shipped() if path == SHIPPED else _named(path)
    stands = {code: _ALWAYS for code in names if code >= _FIRST_VILLAGE}
    stands |= {code: (month, *_ALWAYS[1:]) for code, month in since.items() if code in stands}
    if successions:
        rows = region_rows(path, read_successions(successions))
        columns = [rows[name].to_pylist() for name in ("code", "starts", "ends", "heir")]
        stands |= {
            code: (start, end, heir)
            for code, start, end, heir in zip(*columns, strict=True)
            if code >= _FIRST_VILLAGE
        }
    return Villages(names, stands)


def _named(path: Path) -> tuple[dict[int, str], dict[int, int]]:
    """Return the names of a table, and the months since which codes stand, where it says so."""
    regions = read_table(path).regions
    names = {digits(code): region.name for code, region in regions.items()}
    told = {digits(code): region.valid_from for code, region in regions.items()}
    return names, {code: day.year * 12 + day.month - 1 for code, day in told.items() if day}


def _shipped() -> tuple[dict[int, str], dict[int, int]]:
    """Return the same of the shipped table, which was checked when it was made, so much sooner."""
    text, _ = read_text(SHIPPED)
    rows = csv.reader(io.StringIO(text))
    at = {name: place for place, name in enumerate(next(rows))}
    code, name, since = at["code"], at["name"], at["valid_from"]
    names, months = {}, {}
    for row in rows:
        number = int(row[code].replace(".", ""))
        names[number] = row[name]
        if row[since]:
            day = date.fromisoformat(row[since])
            months[number] = day.year * 12 + day.month - 1
    return names, months


def told(village: int, villages: Villages) -> str:
    """Return code and, where it has one, the name of the district: 71.07.01.1004 (Ratahan)."""
    district = villages.name_of(village // _VILLAGES)
    return f"{dotted(village)} ({district})" if district else dotted(village)


def listed(candidates: tuple[int, ...], villages: Villages) -> str:
    """Return the first few of several villages for a message."""
    more = f", … ({len(candidates)})" if len(candidates) > _SHOWN else ""
    return ", ".join(told(one, villages) for one in candidates[:_SHOWN]) + more
