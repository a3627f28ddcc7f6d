"""The roster checked as an office would script it: pandas reads with openpyxl, then judges."""

import datetime as dt
import re
from pathlib import Path

import pandas as pd

MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)
SEXES = {"l": 0, "laki-laki": 0, "p": 1, "perempuan": 1}


def accepted(path: Path, as_of: dt.date, regions: pd.DataFrame) -> tuple[int, int]:
    """Return how many rows are accepted and how many rejected."""
    rows = pd.read_excel(path, header=2, dtype=object, engine="openpyxl", na_filter=False)
    nik = rows["No. KTP"].map(lambda cell: cell.strip() if isinstance(cell, str) else "")
    shaped = nik.str.fullmatch(r"[0-9]{16}")
    bad = ~shaped | (shaped & nik.duplicated(keep=False))
    bad |= rows["Nama Lengkap"].astype(str).str.strip() == ""
    born = rows["Tgl Lahir"].map(_born)
    age = born.map(lambda day: _age(day, as_of) if day else -1)
    bad |= (age < 17) | (age > 65)
    bad |= ~rows["L/P"].astype(str).str.strip().str.lower().isin(SEXES)
    bad |= ~_villages(rows, regions)
    return int((~bad).sum()), int(bad.sum())


def _born(cell: object) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, int | float):
        return dt.date(1899, 12, 30) + dt.timedelta(days=int(cell))
    text = str(cell).strip().lower()
    try:
        if found := re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", text):
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        if found := re.fullmatch(r"(\d{1,2}) (\w+) (\d{4})", text):
            return dt.date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
    except ValueError:
        pass
    return None


def _age(day: dt.date, on: dt.date) -> int:
    return on.year - day.year - ((on.month, on.day) < (day.month, day.day))


def _villages(rows: pd.DataFrame, regions: pd.DataFrame) -> pd.Series:
    here = regions[regions["code"].str.startswith("71.07")]
    names = dict(zip(here["code"], here["name"].str.lower(), strict=True))
    found: dict[tuple[str, str], int] = {}
    alone: dict[str, int] = {}
    for code, name in names.items():
        if len(code) == 13:
            key = (name, names[code[:8]])
            found[key] = found.get(key, 0) + 1
            alone[name] = alone.get(name, 0) + 1

    def known(village: object, district: object) -> bool:
        text = str(village).strip().lower()
        if text in names:
            return len(text) == 13
        lies_in = str(district).strip().lower()
        return (found.get((text, lies_in), 0) if lies_in else alone.get(text, 0)) == 1

    pairs = zip(rows["Desa/Kelurahan"], rows["Kecamatan"], strict=True)
    return pd.Series([known(*pair) for pair in pairs], index=rows.index)
