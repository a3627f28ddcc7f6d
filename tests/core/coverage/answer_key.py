"""Asking a lake every question of an answer key."""

from __future__ import annotations

import csv
from pathlib import Path

from paritrana.core.coverage import figures


def questions(key: Path) -> list[dict[str, str]]:
    """Return the questions of a key, each with the file that answers it."""
    with (key / "index.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wrong_answers(lake: Path, folder: Path, *, engine=None) -> list[str]:
    """Return the files of the key that the lake answers otherwise, byte for byte."""
    wrong = []
    for one in questions(folder / "key"):
        found = figures(
            lake,
            period=one["period"],
            level=one["level"],
            measure=one["measure"],
            by=[word for word in one["by"].split(",") if word],
            denominators=folder / "denominators.csv",
            suppress=0,
            engine=engine,
        )
        if found.csv() != (folder / "key" / one["file"]).read_bytes():
            wrong.append(one["file"])
    return wrong


def faults_of(folder: Path) -> dict[str, int]:
    """Return how many rows of the made-up roll bear each fault."""
    with (folder / "key" / "rejected.csv").open(encoding="utf-8", newline="") as file:
        return {one["code"]: int(one["rows"]) for one in csv.DictReader(file)}
