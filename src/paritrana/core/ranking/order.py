"""The order of scored entrants: highest first, the declared chain for equals, ranks 1-2-2-4."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, groupby

from paritrana.core.rulebook import Category
from paritrana.core.scoring import CategoryScores, EntrantScore
from paritrana.core.units import Points

type Key = Callable[[Sequence[EntrantScore]], dict[str, Fraction | int]]

JOINT = "joint"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a ranking; tie_rule is empty for who had no equal, `joint` for a shared rank."""

    category: str
    rank: int
    entrant: str
    score: Points
    tie_rule: str

    @property
    def score_exact(self) -> Fraction:
        """Return the exact score, 0 to 100."""
        return self.score.exact


def rows_of(scores: CategoryScores, *, seed: str | None = None) -> tuple[Row, ...]:
    """Return the ranking of a category, by rank and then by entrant in code point order.

    seed: the public seed for lots; ValueError when a lot is drawn without one.
    """
    category = scores.category
    rows: list[Row] = []
    for equals in _equals(category, list(scores.entrants.values())):
        for group, rule in _split(equals, category, seed):
            rank = len(rows) + 1
            for one in sorted(group, key=lambda one: one.entrant):
                rows.append(Row(category.id, rank, one.entrant, Points(one.score), rule))
    return tuple(rows)


def _equals(category: Category, scores: Sequence[EntrantScore]) -> Iterator[list[EntrantScore]]:
    """Yield the entrants of each score, exact or shown, the highest first.

    Whole numbers stand for the fractions, since they are hashed and compared many times as quickly: two
    different fractions lie at least 1/(product of their denominators) apart, and the shift keeps them so.
    """
    if category.rank_on == "exact":
        ratios = [one.score.as_integer_ratio() for one in scores]
        bits = 2 * max((bottom.bit_length() for _, bottom in ratios), default=0)
        keys = [(top << bits) // bottom for top, bottom in ratios]
    else:
        keys = [Points(one.score).hundredths for one in scores]
    order = sorted(range(len(scores)), key=keys.__getitem__, reverse=True)
    for _, places in groupby(order, key=keys.__getitem__):
        yield [scores[place] for place in places]


def _split(
    equals: list[EntrantScore], category: Category, seed: str | None
) -> list[tuple[list[EntrantScore], str]]:
    """Return the groups that the chain leaves, best first, each with the rule that last separated it."""
    groups: list[tuple[list[EntrantScore], str]] = [(equals, "")]
    for rule in category.ties:
        if rule == JOINT:
            break
        key = _key(rule, seed)
        groups = [part for group, last in groups for part in _split_once(group, last, rule, key)]
    return [(group, JOINT if len(group) > 1 else last) for group, last in groups]


def _split_once(
    group: list[EntrantScore], last: str, rule: str, key: Key
) -> list[tuple[list[EntrantScore], str]]:
    if len(group) == 1:
        return [(group, last)]
    values = key(group)
    parts: dict[Fraction | int, list[EntrantScore]] = defaultdict(list)
    for one in group:
        parts[values[one.entrant]].append(one)
    if len(parts) == 1:
        return [(group, last)]
    return [(parts[value], rule) for value in sorted(parts, reverse=True)]


def _key(rule: str, seed: str | None) -> Key:
    """Return the function that gives each entrant of a group its value under a rule, higher is better."""
    name, _, wanted = rule.partition(":")
    match name:
        case "criterion":
            return lambda group: {
                one.entrant: next(part.tie_value for part in one.parts if part.criterion == wanted)
                for one in group
            }
        case "stage":
            return lambda group: {one.entrant: one.stages[wanted] for one in group}
        case "worst_stage":
            return lambda group: {one.entrant: min(one.stages.values()) for one in group}
        case "dimension":
            return lambda group: {one.entrant: one.dimensions[wanted] or 0 for one in group}
        case "worst_dimension":
            return lambda group: {one.entrant: _worst_dimension(one) for one in group}
        case "copeland":
            return copeland
        case "lot":
            return lambda group: {one.entrant: -lot(seed, one.entrant) for one in group}
    raise ValueError(f"no rule for ties: {rule}")


def _worst_dimension(one: EntrantScore) -> Fraction:
    stayed = (points for points in one.dimensions.values() if points is not None)
    return min(stayed, default=Fraction(0))


def lot(seed: str | None, entrant: str) -> int:
    """Return SHA-256 of the seed, a line feed and the entrant's id, as a number: the lowest comes first."""
    if seed is None:
        raise ValueError("a lot needs a seed")
    return int(hashlib.sha256(f"{seed}\n{entrant}".encode()).hexdigest(), 16)


def copeland(group: Sequence[EntrantScore]) -> dict[str, Fraction | int]:
    """Return twice the sum of wins (1) and draws (½) of each entrant against every other of the group.

    A beats B when more of the jurors who count for both gave A the higher total; a juror who counts for
    both only in some stages is compared on those.  Entrants with the same sheets draw, so pairs are taken
    once for each distinct set of sheets.
    """
    alike: dict[tuple[tuple[str, str, int], ...], list[str]] = defaultdict(list)
    for one in group:
        sheets = sorted(
            (juror, stage, total) for stage, totals in one.totals.items() for juror, total in totals.items()
        )
        alike[tuple(sheets)].append(one.entrant)
    score = {key: len(members) - 1 for key, members in alike.items()}
    cells = {key: {(juror, stage): total for juror, stage, total in key} for key in alike}
    for left, right in combinations(alike, 2):
        outcome = _duel(cells[left], cells[right])
        score[left] += (1 + outcome) * len(alike[right])
        score[right] += (1 - outcome) * len(alike[left])
    return {entrant: score[key] for key, members in alike.items() for entrant in members}


def _duel(left: dict[tuple[str, str], int], right: dict[tuple[str, str], int]) -> int:
    """Return 1 when left wins, -1 when right wins, 0 for a draw."""
    gaps: dict[str, int] = defaultdict(int)
    for (juror, stage), total in left.items():
        if (juror, stage) in right:
            gaps[juror] += total - right[juror, stage]
    votes = sum((gap > 0) - (gap < 0) for gap in gaps.values())
    return (votes > 0) - (votes < 0)
