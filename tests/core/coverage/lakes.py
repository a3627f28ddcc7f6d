"""Small lakes for tests: rows as a person would write them, over a region table cut down to two provinces."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from tests.apps.regions.cut import cut_table

from paritrana.core.coverage import figures, refresh
from paritrana.core.rolls import receive
from paritrana.core.rolls.schemas import CONTRIBUTION

KEY = b"a key only for these tests"
HOME = "71.07.01.1004"
NEXT = "71.07.01.1005"  # in the same district
FAR = "71.71.01.1001"  # in the city of Manado
OTHER = "82.71.01.1001"  # in Ternate, another province
AS_OF = date(2025, 1, 31)
PLAIN = {
    "name": "Pekerja",
    "birth_date": "1990-01-31",
    "sex": "L",
    "village_code": HOME,
    "workplace_code": "",
    "segment": "bpu",
    "worker_group": "vulnerable",
    "occupation": "farmer",
    "sector": "agriculture",
    "programmes": "JKK+JKM",
    "funder": "village",
    "amount": "16800",
    "state": "paid",
}


@cache
def regions() -> Path:
    """Return a region table of North Sulawesi's and North Maluku's few regencies, made once a process."""
    return cut_table(Path(tempfile.mkdtemp()), "71.07", "71.71", "82.71")


def villages() -> list[str]:
    """Return the villages of the first regency of the cut table."""
    rows = regions().read_text(encoding="utf-8").splitlines()
    return [one.split(",")[0] for one in rows if one.startswith("71.07.") and ",village," in one]


def nik(number: int) -> str:
    """Return a NIK whose birth date and sex are those of `PLAIN`, told apart by its last digits."""
    return f"710701310190{number:04d}"


def row(number: int, period: str, **other: str) -> dict[str, str]:
    """Return a sound row of a contribution roll; `other` takes the place of its cells."""
    paid = {"nik": nik(number), "period": period, "paid_on": f"{period[:7]}-10"}
    return PLAIN | paid | other


def months(number: int, *numbers: int, year: int = 2024, **other: str) -> list[dict[str, str]]:
    """Return a row for each month of a year."""
    return [row(number, f"{year}-{month:02d}", **other) for month in numbers]


def write(path: Path, rows: list[dict[str, str]], columns: tuple[str, ...] = CONTRIBUTION) -> Path:
    """Write rows as CSV."""
    lines = [",".join(columns), *(",".join(one[name] for name in columns) for one in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def take(folder: Path, *deliveries: list[dict[str, str]], lake: str = "lake", as_of: date = AS_OF) -> Path:
    """Receive each list of rows as a file of its own and return the lake, not yet refreshed."""
    home = folder / lake
    for place, rows in enumerate(deliveries):
        path = write(folder / f"{lake}-{place}.csv", rows)
        receive([path], schema="contribution", lake=home, key=KEY, as_of=as_of, regions=regions())
    return home


def lake_of(folder: Path, *deliveries: list[dict[str, str]], as_of: date = AS_OF) -> Path:
    """Return a refreshed lake of these deliveries."""
    home = take(folder, *deliveries, as_of=as_of)
    refresh(home)
    return home


def asked(
    lake: Path, measure: str, period: str, level: str = "regency", **more: object
) -> dict[tuple[str, ...], tuple[str, str]]:
    """Return numerator and denominator of each region (and word), nothing hidden."""
    found = figures(lake, measure=measure, period=period, level=level, suppress=0, **more)  # type: ignore[arg-type]
    by = len(found.columns) - 7
    return {one[2 : 3 + by]: (one[4 + by], one[5 + by]) for one in found.rows}
