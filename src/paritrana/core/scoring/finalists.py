"""Who passes to a stage for finalists: the first by the points so far, and the uncertain up to a ceiling."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from paritrana.core.rulebook import Category
from paritrana.core.scoring.model import Finalist


def passing(
    category: Category, so_far: Mapping[str, Fraction], parts: Mapping[str, Sequence[Fraction]]
) -> tuple[Finalist, ...]:
    """Return who passes, by place and code point.

    so_far: everybody's points so far; parts: what each criterion gave to them, in one order and over one
    unit, needed only with `uncertain_pct`.
    """
    places = _places(so_far)
    many = category.finalists or 0
    first = {entrant for entrant, place in places.items() if place <= many}
    uncertain = _uncertain(category, so_far, parts, first) if category.uncertain_pct else set()
    taken = sorted(first | uncertain, key=lambda entrant: (places[entrant], entrant))
    return tuple(Finalist(entrant, places[entrant], entrant in uncertain) for entrant in taken)


def _places(so_far: Mapping[str, Fraction]) -> dict[str, int]:
    places: dict[str, int] = {}
    for _, group in groupby(sorted(so_far, key=lambda one: -so_far[one]), key=lambda one: so_far[one]):
        place = len(places) + 1
        places |= dict.fromkeys(group, place)
    return places


def _uncertain(
    category: Category,
    so_far: Mapping[str, Fraction],
    parts: Mapping[str, Sequence[Fraction]],
    first: set[str],
) -> set[str]:
    """Return the uncertain that pass, best first and equals together, while the ceiling is kept."""
    many, percent = category.finalists or 0, category.uncertain_pct or 0
    room = (category.finalists_ceiling or 0) - len(first)
    whole = _whole(parts)
    order = sorted(so_far, key=lambda one: -so_far[one])
    taken: set[str] = set()
    for _, group in groupby(order[len(first) :], key=lambda one: so_far[one]):
        if len(taken) >= room:
            break
        found = {one for one in group if _ahead(one, order, whole, percent, enough=many) < many}
        if len(taken) + len(found) > room:
            break
        taken |= found
    return taken


def _whole(parts: Mapping[str, Sequence[Fraction]]) -> dict[str, list[int]]:
    """Return the parts over their common denominator."""
    unit = math.lcm(*(part.denominator for own in parts.values() for part in own))
    return {
        entrant: [part.numerator * (unit // part.denominator) for part in own]
        for entrant, own in parts.items()
    }


def _ahead(
    entrant: str, order: Sequence[str], parts: Mapping[str, list[int]], percent: int, *, enough: int
) -> int:
    """Return how many others, best first and at most `enough`, stay ahead however the parts are stretched."""
    own = parts[entrant]
    count = 0
    for other in order:
        if other == entrant or count == enough:
            break  # nobody from here on has more points
        gaps = [theirs - mine for theirs, mine in zip(parts[other], own, strict=True)]
        count += 100 * sum(gaps) > percent * sum(map(abs, gaps))
    return count
