"""The table of regions as a lake keeps it: numbers for codes, and the months in which a code stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from paritrana.core.regions import Code, Succession, Successions, read_table
from paritrana.core.regions.table import rows_of
from paritrana.errors import BadInput, DataFaults, Fault

if TYPE_CHECKING:
    import pyarrow

ALWAYS, NEVER = 0, 2**30
_VILLAGE = 10**9
_SUCCESSION = (
    "the row has two codes, a day and a share that cannot be read",
    "write it as 71.07.01.1004,71.07.01.1005,2024-01-01,1,number of the decree",
)
SHIPPED = Path(__file__).resolve().parents[4] / "samples" / "regions" / "regions.csv.xz"


def digits(code: str) -> int:
    """Return a dotted code as a number: 71.07 is 7107."""
    return int(code.replace(".", ""))


def dotted(number: int) -> str:
    """Return the code of a number: 7107 is 71.07; 0 is the whole country, told as ID."""
    if number == 0:
        return "ID"
    text = str(number)
    return ".".join(part for part in (text[:2], text[2:4], text[4:6], text[6:]) if part)


def read_successions(path: Path) -> list[Succession]:
    """Return the rows of a CSV file ``old,new,since,share,decree``; share as a fraction such as 1 or 3/5.

    Raises DataFaults with every row that cannot be read.
    """
    rows: list[Succession] = []
    faults: list[Fault] = []
    for line, row in rows_of(path, ("old", "new", "since", "share", "decree")):
        try:
            old, new, since = Code(row["old"]), Code(row["new"]), date.fromisoformat(row["since"])
            rows.append(Succession(old, new, since, Fraction(row["share"] or "1"), row["decree"]))
        except (ValueError, ZeroDivisionError, BadInput):
            faults.append(Fault(line, "successions.row", *_SUCCESSION, file=path.name))
    if faults:
        raise DataFaults(faults)
    Successions(rows)  # checks that the shares of an old code sum to 1
    return rows


def region_rows(table: Path | None, successions: list[Succession]) -> pyarrow.Table:
    """Return ``code, starts, ends, heir, after, before``: from which month on a code stands, and until when.

    ends: the first month in which it stands no more. heir: the only successor of a code that ended, else 0.
    after, before: successors and predecessors with the month of the change, for people to read. An old code
    that the table no longer lists stands until its successors begin; a code listed with `valid_from` stands
    from that month on, whatever merged into it. A district, regency or province that went over whole took
    everything below along, the rest of each code unchanged, unless a row of its own says otherwise.
    """
    import pyarrow as pa

    path = table or SHIPPED
    if not path.exists():
        raise BadInput("regions.absent", file=str(path))
    starts: dict[int, int] = {}
    dated: set[int] = set()
    for code, region in read_table(path).regions.items():
        since = region.valid_from
        starts[digits(code)] = since.year * 12 + since.month - 1 if since else ALWAYS
        if since:
            dated.add(digits(code))
    ends: dict[int, int] = {}
    heirs: dict[int, int] = {}
    after: dict[int, str] = {}
    before: dict[int, str] = {}
    for link in _carried(set(starts), successions):
        starts.setdefault(link.old, ALWAYS)
        if link.new not in dated:
            starts[link.new] = max(starts.get(link.new, ALWAYS), link.month)
        ends[link.old] = link.month
        heirs[link.old] = link.new if link.whole else 0
        after[link.old] = _listed(after.get(link.old, ""), link.new, link.told)
        before[link.new] = _listed(before.get(link.new, ""), link.old, f"< {link.told}")
    codes = sorted(starts)
    return pa.table(
        {
            "code": pa.array(codes, pa.int64()),
            "starts": pa.array([starts[one] for one in codes], pa.int32()),
            "ends": pa.array([ends.get(one, NEVER) for one in codes], pa.int32()),
            "heir": pa.array([heirs.get(one, 0) for one in codes], pa.int64()),
            "after": pa.array([after.get(one, "") for one in codes], pa.string()),
            "before": pa.array([before.get(one, "") for one in codes], pa.string()),
        }
    )


@dataclass(frozen=True, slots=True)
class _Link:
    """From a month on, the numbers of an old code and one that stands for it; whole: the only one."""

    old: int
    new: int
    month: int
    whole: bool

    @property
    def told(self) -> str:
        return f"{self.month // 12:04d}-{self.month % 12 + 1:02d}"


def _carried(known: set[int], successions: list[Succession]) -> list[_Link]:
    """Return the successions, with those of all below a region that went over whole, in order of time."""
    given = [
        _Link(digits(one.old), digits(one.new), one.since.year * 12 + one.since.month - 1, one.share == 1)
        for one in successions
    ]
    old_told, new_told = {one.old for one in given}, {one.new for one in given}
    heirs_of = Counter(one.new for one in given if one.whole)
    whole = sorted((one for one in given if one.whole and one.old < _VILLAGE), key=lambda one: one.month)
    below = _Below(known | old_told | new_told)
    carried: dict[int, _Link] = {}
    # Back in time from what is known of the new side, then forward from what is known of the old one.
    for link in [*reversed(whole), *whole]:
        pairs = [(code, _instead(code, link.old, link.new)) for code in below.of(link.old)]
        if heirs_of[link.new] == 1:
            pairs += [(_instead(code, link.new, link.old), code) for code in below.of(link.new)]
        for old, new in pairs:
            if old not in old_told and new not in new_told:
                carried.setdefault(old, _Link(old, new, link.month, whole=True))
                below.add(old)
                below.add(new)
    return sorted([*given, *carried.values()], key=lambda one: (one.month, one.old, one.new))


class _Below:
    """The known codes below each code."""

    def __init__(self, codes: Iterable[int]) -> None:
        self._held: dict[str, set[int]] = defaultdict(set)
        for code in codes:
            self.add(code)

    def add(self, code: int) -> None:
        text = str(code)
        for length in (2, 4, 6):
            if length < len(text):
                self._held[text[:length]].add(code)

    def of(self, code: int) -> list[int]:
        return sorted(self._held.get(str(code), ()))


def _instead(code: int, start: int, other: int) -> int:
    """Return a code with another beginning."""
    return int(f"{other}{str(code).removeprefix(str(start))}")


def _listed(so_far: str, code: int, when: str) -> str:
    """Return ``71.01 + 71.02 (2024-07)`` with one code more; changes of several months stand apart."""
    ending = f" ({when})"
    if so_far.endswith(ending):
        return f"{so_far.removesuffix(ending)} + {dotted(code)}{ending}"
    return f"{so_far}; {dotted(code)}{ending}" if so_far else f"{dotted(code)}{ending}"
