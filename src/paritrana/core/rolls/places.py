"""The table of regions as a lake keeps it: numbers for codes, and the months in which a code stands."""

from __future__ import annotations

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
    """Return ``code, starts, ends, heir``: the months in which a code stands, `ends` not included.

    heir: the only successor of a code that ended, else 0. An old code that the table no longer lists stands
    until its successors begin; a code listed with `valid_from` stands from that month on.
    """
    import pyarrow as pa

    path = table or SHIPPED
    if not path.exists():
        raise BadInput("regions.absent", file=str(path))
    starts: dict[int, int] = {}
    for code, region in read_table(path).regions.items():
        since = region.valid_from
        starts[digits(code)] = since.year * 12 + since.month - 1 if since else ALWAYS
    ends = dict.fromkeys(starts, NEVER)
    heirs = dict.fromkeys(starts, 0)
    for link in successions:
        old, new, month = digits(link.old), digits(link.new), link.since.year * 12 + link.since.month - 1
        starts.setdefault(old, ALWAYS)
        ends[old] = month
        heirs[old] = new if link.share == 1 else 0
        starts[new] = max(starts.get(new, ALWAYS), month)
        ends.setdefault(new, NEVER)
        heirs.setdefault(new, 0)
    codes = sorted(starts)
    return pa.table(
        {
            "code": pa.array(codes, pa.int64()),
            "starts": pa.array([starts[one] for one in codes], pa.int32()),
            "ends": pa.array([ends[one] for one in codes], pa.int32()),
            "heir": pa.array([heirs[one] for one in codes], pa.int64()),
        }
    )
