"""Figures that others printed: read as printed, checked against their own counts, never mended."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from paritrana.apps.coverage.rules.denominators import region_code
from paritrana.apps.coverage.rules.reading import read_rows
from paritrana.core.claims import Claim, Outcome, judge

COLUMNS = ("region_code", "as_of", "workers", "active", "percent", "note", "source")
_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", re.ASCII)


class Verdict(StrEnum):
    """How a printed share stands to its printed counts: the outcomes of `core.claims`, and one more."""

    HOLDS = Outcome.HOLDS
    WITHIN_ROUNDING = Outcome.WITHIN
    CONTRADICTS = Outcome.CONTRADICTS
    UNREADABLE = Outcome.UNREADABLE
    UNCHECKED = "unchecked"  # a count or the share was not printed, so nothing can be recomputed


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed figure; as_of is a year, a month or a day; counts and percent stand as printed."""

    region_code: str
    as_of: str
    workers: str
    active: str
    percent: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on a printed share, what its counts give, and the sentence on it (en, id)."""

    verdict: Verdict
    recomputed: str = ""
    told: tuple[str, str] = ("", "")


def read_printed(data: bytes, *, name: str) -> list[Printed]:
    """Return the rows of a table of printed figures; raises DataFaults with every fault."""
    return read_rows(data, name=name, columns=COLUMNS, read=_row)


def check(printed: Printed) -> Checked:
    """Return whether active ÷ workers gives the printed percent, at the precision of each as printed."""
    if not (printed.workers and printed.active and printed.percent):
        return Checked(Verdict.UNCHECKED)
    values = {
        "numerator": printed.active,
        "denominator": printed.workers,
        "percent": f"{printed.percent} persen",
    }
    found = judge(Claim(f"{printed.region_code} {printed.as_of}", "ratio", values))
    return Checked(Verdict(found.verdict), found.recomputed or "", (found.message_en, found.message_id))


def _row(cells: dict[str, str]) -> Printed:
    if not cells["source"]:
        raise ValueError("value.missing source")
    if not _is_day(cells["as_of"]):
        raise ValueError("value.day as_of")
    return Printed(**(cells | {"region_code": region_code(cells["region_code"])}))


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True
