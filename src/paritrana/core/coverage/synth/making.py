"""Writing the rolls, the denominators and the key into one folder."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from paritrana.core.coverage.synth.key import DIVISORS, answers, lines
from paritrana.core.coverage.synth.people import MONTHS, People, invent
from paritrana.core.coverage.synth.rolls import month_of, write_month
from paritrana.core.rolls.places import dotted
from paritrana.core.rolls.schemas import DENOMINATOR, SEGMENTS

CSV_UP_TO = 1_000_000
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the roll files in order, their rows, and the folder of the key."""

    rolls: list[Path]
    rows: int
    key: Path


def synthesise(
    persons: int,
    out: Path,
    *,
    seed: int = 1,
    year: int = 2024,
    province: str = "",
    form: str = "",
    say: Say = lambda line: None,
) -> Made:
    """Write a made-up roll of a year and the quarter before it, with its answer key.

    form: csv or parquet; csv up to a million persons when not given. The same arguments give the same bytes.
    """
    out.mkdir(parents=True, exist_ok=True)
    (out / "key").mkdir(exist_ok=True)
    form = form or ("csv" if persons <= CSV_UP_TO else "parquet")
    say(f"inventing {persons} persons")
    people = invent(persons, seed=seed, year=year, province=province)
    draw = np.random.Generator(np.random.PCG64([seed, 2]))
    faults: Counter[str] = Counter()
    rolls, rows = [], 0
    for place in range(MONTHS):
        path = out / f"contribution-{month_of(people, place)}.{form}"
        say(f"month {place + 1} of {MONTHS}: {path.name}")
        rows += write_month(people, place, path, draw, faults)
        rolls.append(path)
    workers = _workers(people)
    _write(out / "denominators.csv", DENOMINATOR, _denominators(workers, year))
    say("counting the answer key")
    _write_key(out / "key", people, workers)
    _write(
        out / "key" / "rejected.csv",
        ("code", "rows"),
        [(code, str(count)) for code, count in sorted(faults.items())],
    )
    about = {"persons": persons, "seed": seed, "year": year, "rows": rows, "as_of": f"{year + 1}-01-31"}
    (out / "about.json").write_text(json.dumps({"made_up": True, **about}, indent=1) + "\n", "utf-8")
    return Made(rolls, rows, out / "key")


def _workers(people: People) -> dict[tuple[int, str], int]:
    """Four thirds of the persons who live there, so that coverage is neither nothing nor everything."""
    workers: dict[tuple[int, str], int] = {}
    for level, divisor in DIVISORS.items():
        if level == "district":
            continue  # districts have no denominator of their own, as in life
        region = (
            people.villages[people.village] // divisor if divisor else np.zeros(len(people), dtype=np.int64)
        )
        listed, counts = np.unique(region, return_counts=True)
        workers |= {
            (int(one), "all"): int(count) * 4 // 3 + 1 for one, count in zip(listed, counts, strict=True)
        }
        if level == "village":
            continue
        for place, name in enumerate(SEGMENTS):
            listed, counts = np.unique(region[people.segment == place], return_counts=True)
            workers |= {
                (int(one), name): int(count) * 4 // 3 + 1 for one, count in zip(listed, counts, strict=True)
            }
    return workers


def _denominators(workers: dict[tuple[int, str], int], year: int) -> list[tuple[str, ...]]:
    return sorted(
        (dotted(region), segment, f"{year - 1}-08", str(value), "2.5", "data buatan")
        for (region, segment), value in workers.items()
    )


def _write_key(folder: Path, people: People, workers: dict[tuple[int, str], int]) -> None:
    listed = []
    for answer in answers(people, workers):
        name = "-".join([answer.measure, answer.period, answer.level, *answer.by]) + ".csv"
        columns = (
            "period",
            "level",
            "region_code",
            *answer.by,
            "measure",
            "numerator",
            "denominator",
            "suppressed",
        )
        rows = list(lines(answer))
        if answer.measure in ("point_coverage", "person_month_coverage") and not answer.by:
            rows += _nobody(answer.period, answer.level, answer.measure, rows, workers)
        _write(folder / name, columns, sorted(rows))
        listed.append((name, answer.measure, answer.period, answer.level, ",".join(answer.by)))
    _write(folder / "index.csv", ("file", "measure", "period", "level", "by"), sorted(listed))


def _nobody(
    period: str, level: str, name: str, rows: list[tuple[str, ...]], workers: dict[tuple[int, str], int]
) -> list[tuple[str, ...]]:
    """Regions with workers where nobody is protected: a zero."""
    met = {row[2] for row in rows}
    times = 12 if name == "person_month_coverage" else 1
    length = {"province": 2, "regency": 4, "district": 6, "village": 10}[level]
    return [
        (period, level, dotted(region), name, "0", str(value * times), "0")
        for (region, segment), value in workers.items()
        if segment == "all" and len(str(region)) == length and dotted(region) not in met
    ]


def _write(path: Path, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
