"""Two runs beside each other, and one entrant beside the others."""

from dataclasses import dataclass
from fractions import Fraction

from paritrana.apps.results.models import RankingRun
from paritrana.apps.results.queries.runs import Part, RankedCategory, categories_of, rulebook_of
from paritrana.core.rulebook import Category


@dataclass(frozen=True)
class Change:
    """One entrant in two runs; a rank or score is empty where it was not ranked."""

    category: Category
    name: str
    rank_before: int | None
    rank_after: int | None
    score_before: str
    score_after: str

    @property
    def is_changed(self) -> bool:
        return (self.rank_before, self.score_before) != (self.rank_after, self.score_after)


@dataclass(frozen=True)
class Standing:
    """One criterion of one entrant beside the lowest and the highest points of its category."""

    part: Part
    lowest: Fraction
    highest: Fraction


def changes(before: RankingRun, after: RankingRun) -> list[Change]:
    """Return every entrant of either run, by category and the later rank."""
    earlier = {(one.category.id, row.entrant): row for one in categories_of(before) for row in one.rows}
    found = []
    for ranked in categories_of(after):
        for row in ranked.rows:
            old = earlier.pop((ranked.category.id, row.entrant), None)
            found.append(
                Change(
                    ranked.category,
                    row.name,
                    old.rank if old else None,
                    row.rank,
                    old.score_exact if old else "",
                    row.score_exact,
                )
            )
    for (category_id, _entrant), row in earlier.items():
        category = rulebook_of(before).category(category_id)
        found.append(Change(category, row.name, row.rank, None, row.score_exact, ""))
    return found


def standings(ranked: RankedCategory, entrant: str) -> list[Standing]:
    """Return one ranked entrant's criteria beside its category; empty when it was not ranked."""
    row = next((row for row in ranked.rows if row.entrant == entrant), None)
    if row is None:
        return []
    found = []
    for place, part in enumerate(row.parts):
        points = [other.parts[place].points for other in ranked.rows]
        known = [one for one in points if one is not None]
        found.append(Standing(part, min(known, default=Fraction(0)), max(known, default=Fraction(0))))
    return found
