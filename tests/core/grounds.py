"""Made-up region tables and deliveries of a few rows, for lakes that are read in a moment."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from paritrana.core.regions import Code, Region, write_text
from paritrana.core.rolls import SCHEMAS, Kind, receive

KEY = b"a key only for these tests"


def regions_file(folder: Path, villages: Iterable[str], since: dict[str, date] | None = None) -> Path:
    """Write a table of the given villages and everything above them; `since` says from when a code stands."""
    codes = {one[:length] for one in villages for length in (2, 5, 8, 13)}
    path = folder / "regions.csv"
    path.write_text(write_text(Region(Code(one), f"Region {one}", (since or {}).get(one)) for one in codes))
    return path


def write_rows(path: Path, kind: str, *rows: str) -> Path:
    """Write a delivery of a kind; rows are lines of CSV."""
    path.write_text("\n".join([",".join(SCHEMAS[Kind(kind)].columns), *rows, ""]))
    return path


def deliver(lake: Path, kind: str, *rows: str, as_of: date = date(2024, 12, 31), **more: Path):
    """Receive rows as one file and return its report."""
    path = write_rows(lake.parent / f"{kind}-{abs(hash(rows))}.csv", kind, *rows)
    return receive([path], schema=kind, lake=lake, key=KEY, as_of=as_of, **more).files[0]
