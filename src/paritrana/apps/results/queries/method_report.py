"""Reading the reports that a run keeps beside its result: robustness, fair view, severities.

The files are read as they were written; nothing is computed anew but which neighbours
cannot be told apart.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries.runs import names_of, table


@dataclass(frozen=True)
class Line:
    """One entrant in all worlds: worlds won, worlds among the first k, the ranks of nine in ten worlds."""

    entrant: str
    name: str
    rank: int
    winner_count: int
    top_count: int
    median_rank: Decimal
    rank_low: int
    rank_high: int
    tied_with_next: bool = False
    band: str = ""


@dataclass(frozen=True)
class Rival:
    """Another entrant and the share, in percent, that weights must move by before it can draw level."""

    entrant: str
    name: str
    percent: Decimal


@dataclass(frozen=True)
class Lamp:
    """One plain question about the first place and whether it holds.

    changing: jurors without whom it does not; rivals: who would come first instead; is_tried: whether there
    was anything to try.
    """

    id: str
    is_on: bool
    is_tried: bool
    changing: tuple[str, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True)
class Weight:
    """One criterion's share of the score by the rulebook and by what it did; None: nothing varies."""

    criterion: str
    nominal: Fraction
    effective: Fraction | None


@dataclass(frozen=True)
class Gap:
    """One entrant with missing values: the range its score can still take, and whether that is a task."""

    entrant: str
    name: str
    low: Fraction
    high: Fraction
    best_rank: int
    worst_rank: int
    criteria: tuple[str, ...]
    is_task: bool


@dataclass(frozen=True)
class Choice:
    """How much of all movement of ranks one kind of choice makes, 0 to 1."""

    id: str
    share: Fraction


@dataclass(frozen=True)
class CategoryReport:
    """The robustness of one category as pages show it."""

    category: str
    seed: str
    worlds: int
    word: str
    stable_count: int
    winners: tuple[str, ...]
    radius: Rival | None
    rivals: tuple[Rival, ...]
    can_win: tuple[str, ...]
    top: int
    can_reach_top: tuple[str, ...]
    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]
    lamps: tuple[Lamp, ...]
    weights: tuple[Weight, ...]
    gaps: tuple[Gap, ...]
    reliability: Mapping[str, Any] | None

    @property
    def tasks(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if gap.is_task)

    @property
    def bands(self) -> tuple[tuple[Line, ...], ...]:
        """Neighbours that cannot be told apart, together; best first."""
        groups: dict[str, list[Line]] = {}
        for line in self.lines:
            groups.setdefault(line.band, []).append(line)
        return tuple(tuple(group) for group in groups.values())

    def line(self, entrant: str) -> Line | None:
        return next((line for line in self.lines if line.entrant == entrant), None)


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


def reports_of(run: RankingRun) -> dict[str, CategoryReport]:
    """Return category → its robustness; empty where the reports have not been made."""
    if not run.robustness_json:
        return {}
    whole = json.loads(run.robustness_json)
    names = names_of(run.edition)
    return {one["id"]: _category(one, whole, names) for one in whole["categories"]}


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


def severities(run: RankingRun) -> dict[str, list[Severity]]:
    """Return category → every juror's severity under the pseudonym, the strictest first."""
    found: dict[str, list[Severity]] = {}
    for row in table(run.severity_csv):
        one = Severity(row["juror"], Decimal(row["severity_points"]), int(row["entrants_marked"]))
        found.setdefault(row["category"], []).append(one)
    return {name: sorted(rows, key=lambda one: (-one.points, one.juror)) for name, rows in found.items()}


def _category(one: Mapping[str, Any], whole: Mapping[str, Any], names: Mapping[str, str]) -> CategoryReport:
    radius = one["radius"]
    stability = one["stability"]
    rivals = tuple(_rival(row["entrant"], row["percent"], names) for row in radius["rivals"])
    return CategoryReport(
        category=one["id"],
        seed=str(whole["seed"]),
        worlds=int(stability["worlds"]),
        word=stability["word"] or "",
        stable_count=int(stability["count"]),
        winners=tuple(names.get(entrant, entrant) for entrant in one["winner"]),
        radius=rivals[0] if rivals else None,
        rivals=rivals,
        can_win=tuple(names.get(entrant, entrant) for entrant in one["can_win"]),
        top=int(one["can_reach_top"]["k"]),
        can_reach_top=tuple(names.get(entrant, entrant) for entrant in one["can_reach_top"]["entrants"]),
        lines=_lines(one["entrants"], names),
        choices=tuple(Choice(row["id"], Fraction(row["share"])) for row in one["choices"]),
        lamps=tuple(_lamp(row, names) for row in one["lamps"]),
        weights=tuple(_weight(row) for row in one["effective"]),
        gaps=tuple(_gap(row, names) for row in one["bounds"] if row["gaps"]),
        reliability=one["reliability"],
    )


def _rival(entrant: str, percent: str, names: Mapping[str, str]) -> Rival:
    return Rival(entrant, names.get(entrant, entrant), Decimal(percent))


def _lamp(row: Mapping[str, Any], names: Mapping[str, str]) -> Lamp:
    facts = row["facts"]
    rivals = facts.get("rivals") or ([facts["rival"]] if facts.get("rival") else [])
    return Lamp(
        id=row["id"],
        is_on=bool(row["on"]),
        is_tried=bool(facts.get("jurors", 1)),
        changing=tuple(facts.get("changing", ())),
        rivals=tuple(names.get(entrant, entrant) for entrant in rivals),
    )


def _weight(row: Mapping[str, Any]) -> Weight:
    effective = row["effective"]
    return Weight(
        row["criterion"],
        Fraction(row["nominal_bp"]) / 10_000,
        None if effective is None else Fraction(effective),
    )


def _gap(row: Mapping[str, Any], names: Mapping[str, str]) -> Gap:
    return Gap(
        entrant=row["entrant"],
        name=names.get(row["entrant"], row["entrant"]),
        low=Fraction(row["low"]),
        high=Fraction(row["high"]),
        best_rank=int(row["best_rank"]),
        worst_rank=int(row["worst_rank"]),
        criteria=tuple(row["gaps"]),
        is_task=bool(row["task"]),
    )


def _lines(rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> tuple[Line, ...]:
    """Return the entrants by rank.  Neighbours tie when the usual ranks of each take in the other's."""
    ordered = sorted(rows, key=lambda row: (int(row["rank"]), row["entrant"]))
    found: list[Line] = []
    band = 0
    for place, row in enumerate(ordered):
        after = ordered[place + 1] if place + 1 < len(ordered) else None
        tied = after is not None and _cannot_be_told_apart(row, after)
        found.append(
            Line(
                entrant=row["entrant"],
                name=names.get(row["entrant"], row["entrant"]),
                rank=int(row["rank"]),
                winner_count=int(row["winner_count"]),
                top_count=int(row["top_count"]),
                median_rank=Decimal(str(row["median_rank"])),
                rank_low=int(row["rank_low"]),
                rank_high=int(row["rank_high"]),
                tied_with_next=tied,
                band=_letter(band),
            )
        )
        band += 0 if tied else 1
    return tuple(found)


def _cannot_be_told_apart(better: Mapping[str, Any], worse: Mapping[str, Any]) -> bool:
    return int(better["rank_high"]) >= int(worse["rank"]) and int(worse["rank_low"]) <= int(better["rank"])


def _letter(place: int) -> str:
    """Return A, B, … Z, then AA, AB, …"""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
