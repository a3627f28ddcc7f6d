"""Which village a row means: by its code, or by its name within the regions asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from paritrana.core.regions import Code, Level, Table, read_table, wanted
from paritrana.core.rolls.places import SHIPPED, digits, dotted, read_successions, region_rows
from paritrana.errors import BadInput

_CODE = re.compile(r"[0-9]{10}|[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}")
_SHOWN = 4


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


@dataclass(frozen=True)
class Villages:
    """The villages of the table of regions, by code and by folded name, as they stand on any day."""

    table: Table
    stands: dict[int, tuple[int, int, int]]
    by_name: dict[str, tuple[int, ...]]

    def name_of(self, village: int) -> str:
        """Return the name of a village, empty for a code the table does not list."""
        region = self.table.regions.get(_code(village))
        return region.name if region else ""

    def scope(self, prefix: str) -> str:
        """Return the digits that all codes must begin with; raises BadInput (roster.villages)."""
        bare = prefix.strip().rstrip(".").replace(".", "")
        if not bare:
            return ""
        if not bare.isascii() or not bare.isdigit() or len(bare) > 10:
            raise BadInput("roster.villages", given=prefix[:20])
        if not any(str(one).startswith(bare) for one in self.stands):
            raise BadInput("roster.villages", given=prefix[:20])
        return bare

    def within(self, scope: str) -> list[int]:
        """Return the villages whose code begins with these digits, in order."""
        return sorted(one for one in self.stands if str(one).startswith(scope))

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
        found = [one for one in self.by_name.get(wanted(name), ()) if self._stands(one, on)]
        if district:
            lies_in = wanted(district)
            found = [one for one in found if self._district(one) == lies_in]
        if not found:
            return Place(code="village.unknown")
        inside = tuple(one for one in found if str(one).startswith(scope))
        if not inside:
            return Place(code="village.outside", named=True)
        if len(inside) > 1:
            return Place(code="village.ambiguous", candidates=inside, named=True)
        return Place(inside[0], named=True)

    def _district(self, village: int) -> str:
        region = self.table.regions.get(_code(village).at(Level.DISTRICT) or Code("11"))
        return wanted(region.name) if region else ""

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
    table = read_table(path)
    stands: dict[int, tuple[int, int, int]] = {}
    if successions:
        rows = region_rows(path, read_successions(successions))
        columns = [rows[name].to_pylist() for name in ("code", "starts", "ends", "heir")]
        stands = {
            code: (start, end, heir) for code, start, end, heir in zip(*columns, strict=True) if code >= 10**9
        }
    else:
        for code, region in table.regions.items():
            if code.level is Level.VILLAGE:
                since = region.valid_from
                stands[digits(code)] = (since.year * 12 + since.month - 1 if since else 0, 2**30, 0)
    by_name: dict[str, list[int]] = defaultdict(list)
    for village in sorted(stands):
        listed_as = table.regions.get(_code(village))
        if listed_as:
            by_name[wanted(listed_as.name)].append(village)
    return Villages(table, stands, {name: tuple(those) for name, those in by_name.items()})


def told(village: int, villages: Villages) -> str:
    """Return code and, where it has one, the name of the district: 71.07.01.1004 (Ratahan)."""
    district = _code(village).at(Level.DISTRICT)
    region = villages.table.regions.get(district) if district else None
    return f"{dotted(village)} ({region.name})" if region else dotted(village)


def listed(candidates: tuple[int, ...], villages: Villages) -> str:
    """Return the first few of several villages for a message."""
    more = f", … ({len(candidates)})" if len(candidates) > _SHOWN else ""
    return ", ".join(told(one, villages) for one in candidates[:_SHOWN]) + more


def _code(village: int) -> Code:
    return Code(dotted(village))
