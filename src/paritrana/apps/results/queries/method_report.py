"""Reading the reports that a run keeps beside its result: robustness, fair view, severities.

The files are read as they were written; nothing is computed anew but which neighbours
cannot be told apart.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from typing import Any

from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries.computing import Judged
from paritrana.apps.results.queries.runs import names_of, rulebook_of, table
from paritrana.core.ranking.robustness import APART, Bound, CategoryReport, Lamp, Rival, Standing
from paritrana.core.rulebook import Category
from paritrana.core.rulebook.model import WHOLE


@dataclass(frozen=True)
class Line:
    """One entrant in all worlds, its band, and whether it cannot be told apart from the next."""

    standing: Standing
    name: str
    band: str
    tied_with_next: bool


@dataclass(frozen=True)
class Firmness:
    """The robustness of one category: the report as it was computed, and its entrants by rank in bands."""

    report: CategoryReport
    seed: str
    lines: tuple[Line, ...]
    names: Mapping[str, str]

    def named(self, entrant: str) -> str:
        return self.names.get(entrant, entrant)

    @property
    def gaps(self) -> tuple[Bound, ...]:
        """Who lacks a value; those whose gap leaves open who wins are tasks."""
        return tuple(one for one in self.report.bounds if one.gaps)

    @property
    def bands(self) -> tuple[tuple[Line, ...], ...]:
        """Neighbours that cannot be told apart, together; best first."""
        groups: dict[str, list[Line]] = {}
        for line in self.lines:
            groups.setdefault(line.band, []).append(line)
        return tuple(tuple(group) for group in groups.values())


@dataclass(frozen=True)
class FairLine:
    """One entrant in the fair view beside the official one."""

    entrant: str
    name: str
    rank: int
    score: Decimal
    official_rank: int
    official_score: Decimal

    @property
    def moved(self) -> Decimal:
        return self.score - self.official_score


@dataclass(frozen=True)
class Severity:
    """How many points less one juror gave than colleagues on the same entrants; negative: more."""

    juror: str
    points: Decimal
    entrants_marked: int


def has_reports(run: RankingRun) -> bool:
    """Say whether the reports of a run have been made."""
    return bool(run.robustness_json)


def reports_of(run: RankingRun) -> dict[str, Firmness]:
    """Return category → its robustness; empty where the reports have not been made."""
    if not run.robustness_json:
        return {}
    whole = json.loads(run.robustness_json)
    names, rulebook = names_of(run.edition), rulebook_of(run)
    found = {}
    for one in whole["categories"]:
        report = _report(one, rulebook.category(one["id"]))
        found[one["id"]] = Firmness(report, str(whole["seed"]), _lines(report, names), names)
    return found


def fair_lines(run: RankingRun) -> dict[str, list[FairLine]]:
    """Return category → the fair view beside the official ranking, in the order of the fair view."""
    names = names_of(run.edition) if run.fair_csv else {}
    official = {(row["category"], row["entrant"]): row for row in table(run.ranking_csv)}
    found: dict[str, list[FairLine]] = {}
    for row in table(run.fair_csv):
        beside = official[row["category"], row["entrant"]]
        found.setdefault(row["category"], []).append(
            FairLine(
                entrant=row["entrant"],
                name=names.get(row["entrant"], row["entrant"]),
                rank=int(row["rank"]),
                score=Decimal(row["score"]),
                official_rank=int(beside["rank"]),
                official_score=Decimal(beside["score"]),
            )
        )
    return found


def beside_plain(lines: Sequence[FairLine], plain: Judged) -> list[FairLine]:
    """Return the lines with what the plain marks would give in the place of the official side."""
    rows = {row.entrant: row for row in plain.result.rows}
    return [
        replace(
            one,
            official_rank=rows[one.entrant].rank,
            official_score=Decimal(rows[one.entrant].score.shown),
        )
        for one in lines
    ]


def severities(run: RankingRun) -> dict[str, list[Severity]]:
    """Return category → every juror's severity under the pseudonym, the strictest first."""
    found: dict[str, list[Severity]] = {}
    for row in table(run.severity_csv):
        one = Severity(row["juror"], Decimal(row["severity_points"]), int(row["entrants_marked"]))
        found.setdefault(row["category"], []).append(one)
    return {name: sorted(rows, key=lambda one: (-one.points, one.juror)) for name, rows in found.items()}


def _report(one: Mapping[str, Any], category: Category) -> CategoryReport:
    weights = one["effective"]
    return CategoryReport(
        category=category,
        worlds=int(one["stability"]["worlds"]),
        winner=tuple(one["winner"]),
        held=int(one["stability"]["count"]),
        rivals=tuple(
            Rival(row["entrant"], Fraction(row["exact"]), tuple(row.get("witness", ())))
            for row in one["radius"]["rivals"]
        ),
        can_win=tuple(one["can_win"]),
        top=int(one["can_reach_top"]["k"]),
        can_reach_top=tuple(one["can_reach_top"]["entrants"]),
        standings=tuple(Standing(**row) for row in one["entrants"]),
        moves=tuple((row["id"], Fraction(row["share"])) for row in one["choices"]),
        lamps=tuple(Lamp(row["id"], bool(row["on"]), row["facts"]) for row in one["lamps"]),
        nominal={row["criterion"]: Fraction(row["nominal_bp"], WHOLE) for row in weights},
        effective={
            row["criterion"]: None if row["effective"] is None else Fraction(row["effective"])
            for row in weights
        },
        bounds=tuple(_bound(row) for row in one["bounds"]),
        reliability=one["reliability"],
        certified=one.get("certified", True),
    )


def _bound(row: Mapping[str, Any]) -> Bound:
    ends = {"low": Fraction(row["low"]), "high": Fraction(row["high"]), "gaps": tuple(row["gaps"])}
    return Bound(**{**row, **ends})


def _lines(report: CategoryReport, names: Mapping[str, str]) -> tuple[Line, ...]:
    """Return the entrants by rank.  Who is ahead of the next in fewer than 80 % of the worlds is tied to it.

    Where that was not counted, neighbours tie when the usual ranks of each take in the other's.
    """
    found: list[Line] = []
    band = 0
    for one, after in zip_longest(report.standings, report.standings[1:]):
        if after is not None and one.ahead_count is not None:
            tied = one.ahead_count < APART * report.worlds
        else:
            tied = after is not None and one.rank_high >= after.rank and after.rank_low <= one.rank
        found.append(Line(one, names.get(one.entrant, one.entrant), _letter(band), tied))
        band += 0 if tied else 1
    return tuple(found)


def _letter(place: int) -> str:
    """Return A, B, … Z, then AA, AB, …"""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
