"""The scores of a category: exact fractions on 0 to 100, with every part that made them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from paritrana.core.rulebook import Category


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion gave an entrant.

    points: 0-100, None when it left by `renormalise`; score_part: its share of the final score;
    tie_value: x (0 when empty) or, for a rubric, the plain mean p of all counted jurors;
    filled: the value was missing and a rule stood in for it.
    """

    stage: str
    criterion: str
    points: Fraction | None
    score_part: Fraction
    tie_value: Fraction
    filled: bool = False


@dataclass(frozen=True, slots=True)
class EntrantScore:
    """An entrant's final score, stage points and parts.

    totals: per stage, each counted juror's weighted t, all over one common unit.
    tops: per stage, how many of each counted juror's marks stand at the top of their scale.
    """

    entrant: str
    score: Fraction
    stages: Mapping[str, Fraction]
    parts: tuple[Part, ...]
    totals: Mapping[str, Mapping[str, int]]
    tops: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CategoryScores:
    """All scores of a category, and who left the ranking with the reason (`missing:…`, `not_finalist:…`)."""

    category: Category
    entrants: Mapping[str, EntrantScore]
    excluded: Mapping[str, str]
