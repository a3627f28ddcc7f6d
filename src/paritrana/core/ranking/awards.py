"""Who is awarded: finalists, winners, consolations, whoever is sent on, and the prizes outside the ranks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from paritrana.core.ranking.order import Row
from paritrana.core.rulebook import Category, Prize
from paritrana.core.scoring import CategoryScores, Entrants, EntrantScore, Facts

SKIPPED = "skipped:province_cap"
UNCERTAIN = "uncertain"
_MAIN = ("winner", "consolation")


@dataclass(frozen=True, slots=True)
class Award:
    """One line of awards.csv.

    award: `finalist:STAGE`, `winner`, `consolation`, `forward` or `prize:ID`; place: None for who
    was skipped; rule: empty, `uncertain`, `skipped:province_cap`, or the group of a prize (`zone:WIB`).
    """

    category: str
    award: str
    place: int | None
    entrant: str
    rule: str = ""


def category_awards(
    category: Category, scores: CategoryScores, rows: Sequence[Row], entrants: Entrants
) -> tuple[Award, ...]:
    """Return the awards of a category in the order of awards.csv; rows: its ranking, best first."""
    finalists = (
        Award(category.id, f"finalist:{stage}", one.place, one.entrant, UNCERTAIN if one.uncertain else "")
        for stage, passed in scores.finalists.items()
        for one in passed
    )
    forward = (
        Award(category.id, "forward", row.rank, row.entrant) for row in rows if row.rank <= category.forward
    )
    return (*finalists, *_winners(category, rows, entrants), *forward)


def _winners(category: Category, rows: Sequence[Row], entrants: Entrants) -> list[Award]:
    """Return winners and consolations, group of equals after group, each award by place."""
    limits = {"winner": category.winners, "consolation": category.winners + category.consolation}
    provinces: Counter[str] = Counter()
    taken: dict[str, list[Award]] = {award: [] for award in limits}
    skipped: dict[str, list[Award]] = {award: [] for award in limits}
    for _, group in groupby(rows, key=lambda row: row.rank):
        many = sum(map(len, taken.values()))
        award = next((name for name, limit in limits.items() if many < limit), None)
        if award is None:
            break
        place = len(taken[award]) + 1
        own = [row.entrant for row in group]
        full = {one for one in own if _is_full(category, provinces, entrants, one)}
        taken[award] += [Award(category.id, award, place, one) for one in own if one not in full]
        skipped[award] += [Award(category.id, award, None, one, SKIPPED) for one in own if one in full]
        if category.province_cap is not None:
            provinces.update(entrants[one].province for one in own if one not in full)
    return [one for award in limits for one in (*taken[award], *sorted(skipped[award], key=_name))]


def _is_full(category: Category, provinces: Counter[str], entrants: Entrants, entrant: str) -> bool:
    cap = category.province_cap
    return cap is not None and provinces[entrants[entrant].province] >= cap


def _name(award: Award) -> str:
    return award.entrant


def prize_awards(
    prizes: Iterable[Prize],
    scores: Mapping[str, CategoryScores],
    awards: Sequence[Award],
    entrants: Entrants,
) -> Iterator[Award]:
    """Yield the prizes in the order of awards.csv.

    scores: of every category by its id; awards: winners and consolations of all categories.
    """
    told = {award: {one.entrant for one in awards if one.award == award and one.place} for award in _MAIN}
    for prize in prizes:
        groups: dict[str, list[tuple[Fraction, str, str]]] = defaultdict(list)
        for name in prize.categories:
            for entrant, one in scores[name].entrants.items():
                points = _points(prize, one)
                if points is not None and _may_have(prize, entrant, told):
                    group = _group(prize, name, entrants.get(entrant, Facts()))
                    groups[group].append((points, entrant, name))
        for group in sorted(groups):
            yield from _best(prize, group, groups[group])


def _may_have(prize: Prize, entrant: str, told: Mapping[str, set[str]]) -> bool:
    if prize.among == "winners":
        return entrant in told["winner"]
    return prize.among == "ranked" or not any(entrant in names for names in told.values())


def _points(prize: Prize, one: EntrantScore) -> Fraction | None:
    """Return the points a prize is decided by; None for who has none."""
    kind, _, wanted = prize.on.partition(":")
    match kind:
        case "score":
            return one.score
        case "stage":
            return one.stages[wanted]
        case "dimension":
            return one.dimensions[wanted]
        case "criterion":
            return next(part.points for part in one.parts if part.criterion == wanted)
    raise ValueError(f"no points for a prize: {prize.on}")


def _group(prize: Prize, category: str, facts: Facts) -> str:
    match prize.per:
        case "all":
            return ""
        case "category":
            return f"category:{category}"
        case "province":
            return f"province:{facts.province}"
        case "zone":
            return f"zone:{facts.zone}"


def _best(prize: Prize, rule: str, found: list[tuple[Fraction, str, str]]) -> Iterator[Award]:
    """Yield who of a group has a place up to the prize's number, equals at the cut included."""
    place = 1
    for _, group in groupby(sorted(found, key=lambda one: (-one[0], one[1])), key=lambda one: one[0]):
        if place > prize.winners:
            return
        equals = list(group)
        for _, entrant, category in equals:
            yield Award(category, f"prize:{prize.id}", place, entrant, rule)
        place += len(equals)


def facts_asked(category: Category, prizes: Iterable[Prize]) -> dict[str, str]:
    """Return which facts about a category's entrants its awards need: {column: the rule that asks}."""
    asked = {} if category.province_cap is None else {"region": "province_cap"}
    for prize in prizes:
        if category.id in prize.categories and prize.per in ("province", "zone"):
            column = "region" if prize.per == "province" else "zone"
            asked.setdefault(column, f"prize:{prize.id}")
    return asked
