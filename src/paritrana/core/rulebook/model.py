"""A rulebook as typed, frozen objects, with the defaults of the format filled in.

Numbers are exact: weights are basis points (of 10,000), points whole numbers on 0-100, goalposts, scales
and steps fractions.  Titles are mappings with ``id`` and ``en`` (English falls back to Indonesian).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from paritrana.core.units import Period
from paritrana.errors import NotFound

type Text = dict[str, str]
type Kind = Literal["measure", "ladder", "rubric", "yes_no"]

WHOLE = 10_000
FULL_X = 1_000_000
FLOOR = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of the committee: who holds it by office, and how many of it there are."""

    id: str
    office: str
    count: int
    title: Text


@dataclass(frozen=True, slots=True)
class Committee:
    """The seats, and how many persons must have locked their sheets before a round is opened."""

    quorum: int
    seats: tuple[Seat, ...]

    @property
    def size(self) -> int:
        """Return how many persons sit on it when no seat is vacant."""
        return sum(seat.count for seat in self.seats)


@dataclass(frozen=True, slots=True)
class Level:
    """A rung of a ladder and its points, 0-100."""

    id: str
    points: int
    title: Text


@dataclass(frozen=True, slots=True)
class SmallNumbers:
    """What becomes of a rate with few workers beneath it (format /2).

    missing: a denominator under `below` counts as no value; shrink: the rate is
    (covered + kappa · prior) / (workers + kappa), the prior of the entrant's size class where one is given.
    """

    rule: Literal["missing", "shrink"]
    below: int = 0
    kappa: int = 0
    prior: Fraction = Fraction(0)
    prior_by_size: tuple[tuple[str, Fraction], ...] = ()

    def prior_of(self, size: str) -> Fraction:
        """Return the prior for a size class."""
        return dict(self.prior_by_size).get(size, self.prior)


@dataclass(frozen=True, slots=True)
class Dimension:
    """A group of criteria inside a stage (format /2), `weight_bp` of the stage."""

    id: str
    title: Text
    weight_bp: int


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is judged.

    measure: goalposts, better, unit, goalposts_by_size, small; ladder: levels; rubric: scale, step, anchors
    (by mark).  What a kind does not use is None or empty.  dimension: the group it stands in, else empty.
    """

    id: str
    title: Text
    kind: Kind
    weight_bp: int
    missing: Literal["zero", "renormalise", "class_median", "disqualify"]
    evidence: Literal["none", "required", "optional"]
    guidance: Text | None
    goalposts: tuple[Fraction, Fraction] | None = None
    better: Literal["higher", "lower"] = "higher"
    unit: Literal["share", "percent", "count", "rupiah", "months", "index"] = "share"
    levels: tuple[Level, ...] = ()
    scale: tuple[Fraction, Fraction] | None = None
    step: Fraction = Fraction(1)
    anchors: tuple[tuple[str, Text], ...] = ()
    dimension: str = ""
    goalposts_by_size: tuple[tuple[str, tuple[Fraction, Fraction]], ...] = ()
    small: SmallNumbers | None = None

    def level(self, level_id: str) -> Level | None:
        """Return the rung of that id, or None."""
        return next((level for level in self.levels if level.id == level_id), None)

    @property
    def steps(self) -> int:
        """Return how many steps a rubric's scale has; 0 for other kinds."""
        return int((self.scale[1] - self.scale[0]) / self.step) if self.scale else 0

    def mark_texts(self, *, limit: int = 1000) -> tuple[str, ...]:
        """Return every mark a juror may give, lowest first, as text; empty above `limit` marks."""
        if not self.scale or self.steps >= limit:
            return ()
        return tuple(number_text(self.scale[0] + self.step * place) for place in range(self.steps + 1))


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of judging; `weight_bp` of the category, held for all or only for the finalists.

    dimensions, aggregate (across them), floor (of a share in a geometric mean) and pass_mark (points, 0-100,
    needed to go on) are of format /2.
    """

    id: str
    title: Text
    weight_bp: int
    entrants: Literal["all", "finalists"]
    criteria: tuple[Criterion, ...]
    dimensions: tuple[Dimension, ...] = ()
    aggregate: Literal["mean", "geometric"] = "mean"
    floor: Fraction = FLOOR
    pass_mark: Fraction | None = None

    @property
    def rubrics(self) -> tuple[Criterion, ...]:
        """Return the criteria that jurors mark."""
        return tuple(criterion for criterion in self.criteria if criterion.kind == "rubric")


@dataclass(frozen=True, slots=True)
class Jury:
    """How the jurors' totals become one panel value, and how many must count."""

    aggregate: Literal["mean", "trimmed", "median"] = "mean"
    min_jurors: int = 1
    fair_mode: Literal["off", "report", "official"] = "off"


@dataclass(frozen=True, slots=True)
class Category:
    """One ranking: who may stand, how many are proposed, pass, win and are sent on, and the stages.

    aggregate (across the stages), floor, finalists_ceiling with uncertain_pct, province_cap, consolation and
    size_classes are of format /2; format is that of the book: it decides which values a measure takes.
    """

    id: str
    title: Text
    entrant: Literal["province", "regency_city", "village", "employer", "public_service"]
    sizes: tuple[str, ...]
    sectors: tuple[str, ...]
    village_kinds: tuple[str, ...]
    quota: int | None
    finalists: int | None
    winners: int
    forward: int
    rank_on: Literal["exact", "shown"]
    ties: tuple[str, ...]
    jury: Jury
    stages: tuple[Stage, ...]
    aggregate: Literal["mean", "geometric"] = "mean"
    floor: Fraction = FLOOR
    finalists_ceiling: int | None = None
    uncertain_pct: int | None = None
    province_cap: int | None = None
    consolation: int = 0
    size_classes: tuple[str, ...] = ()
    format: int = 1

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Return every criterion, in the order of the rulebook."""
        return tuple(criterion for stage in self.stages for criterion in stage.criteria)

    def criterion(self, criterion_id: str) -> Criterion:
        """Return one criterion; raises NotFound."""
        return _one(self.criteria, criterion_id, "rulebook.no_criterion")

    def stage(self, stage_id: str) -> Stage:
        """Return one stage; raises NotFound."""
        return _one(self.stages, stage_id, "rulebook.no_stage")

    @property
    def draws_lots(self) -> bool:
        """Say whether the chain of ties can come to a lot, so that a public seed is needed."""
        before_joint = self.ties[: self.ties.index("joint")] if "joint" in self.ties else self.ties
        return "lot" in before_joint


@dataclass(frozen=True, slots=True)
class Prize:
    """A prize outside the ranks (format /2): the best on a score, one for each group of `per`.

    on: "score", "stage:ID", "dimension:ID" or "criterion:ID"; per: what each prize is given for;
    among: who can have it, "others" being whoever has neither won nor a consolation; winners: places.
    """

    id: str
    title: Text
    categories: tuple[str, ...]
    on: str
    per: Literal["all", "category", "province", "zone"]
    among: Literal["ranked", "winners", "others"]
    winners: int


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The judging rules of one edition; `hash` is the SHA-256 of `canonical`, the file as written."""

    id: str
    version: int
    title: Text
    example: bool
    level: Literal["province", "national"]
    region: str
    period: Period
    committee: Committee | None
    categories: tuple[Category, ...]
    hash: str
    canonical: bytes
    text: str
    format: int = 1
    prizes: tuple[Prize, ...] = ()

    def category(self, category_id: str) -> Category:
        """Return one category; raises NotFound."""
        return _one(self.categories, category_id, "rulebook.no_category")


def _one[Thing: (Category, Stage, Criterion)](things: tuple[Thing, ...], wanted: str, code: str) -> Thing:
    for thing in things:
        if thing.id == wanted:
            return thing
    raise NotFound(code, id=wanted)


def number_text(value: Fraction) -> str:
    """Return a terminating fraction as plain decimal text without needless zeros: 2.5, 3."""
    whole, rest = divmod(abs(value), 1)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return f"{'-' if value < 0 else ''}{whole}{'.' + digits if digits else ''}"
