"""The scores of a category: exact fractions on 0 to 100, with every part that made them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from paritrana.core.rulebook import Category

FAIR = "~fair"


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion gave an entrant.

    points: 0-100, None when it left by `renormalise`; score_part: its share of the final score, None where a
    geometric mean stands above; tie_value: x (0 when empty) or, for a rubric, the plain mean p of all counted
    jurors; filled: the value was missing and a rule stood in for it; dimension: the group it stands in.
    The criterion `~fair` is the change that the fair panel value made to a stage (fair mode `official`).
    """

    stage: str
    criterion: str
    points: Fraction | None
    score_part: Fraction | None
    tie_value: Fraction
    filled: bool = False
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class EntrantScore:
    """An entrant's final score, stage points and parts.

    totals: per stage, each counted juror's weighted t, all over one common unit; dimensions: the points of
    each dimension, None for one that left.
    """

    entrant: str
    score: Fraction
    stages: Mapping[str, Fraction]
    parts: tuple[Part, ...]
    totals: Mapping[str, Mapping[str, int]]
    dimensions: Mapping[str, Fraction | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finalist:
    """Who passed to a stage for finalists: the place by points so far, and whether only as uncertain."""

    entrant: str
    place: int
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class CategoryScores:
    """All scores of a category, and who left the ranking with the reason.

    excluded: `missing:CRITERION`, `not_finalist:STAGE` or `below_pass_mark:STAGE`.
    sheets: (entrant, stage) to each counted juror's total, also of entrants that left after that stage;
    panel_maximum: the greatest total a stage allows, in the same unit; tops: as sheets, how many of a juror's
    marks stand at the top of their scale.
    finalists: who passed to each stage for finalists, by place and code point.
    """

    category: Category
    entrants: Mapping[str, EntrantScore]
    excluded: Mapping[str, str]
    sheets: Mapping[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)
    panel_maximum: Mapping[str, int] = field(default_factory=dict)
    finalists: Mapping[str, tuple[Finalist, ...]] = field(default_factory=dict)
    tops: Mapping[tuple[str, str], Mapping[str, int]] = field(default_factory=dict)
