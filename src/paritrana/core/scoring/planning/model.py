"""What a judging plan is asked and what it answers: jurors, entrants, ties, and who marks whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from paritrana.errors import Fault

type Pair = tuple[str, str]  # juror, entrant

PANEL, ANCHOR = "panel", "anchor"
FEW = 8  # with fewer entrants a juror's severity stays a guess (scoring reference 3.4)


@dataclass(frozen=True, slots=True)
class Juror:
    """One juror: the most entrants to mark, the categories allowed (None: all), the seat (empty: none)."""

    id: str
    load: int
    categories: frozenset[str] | None = None
    seat: str = ""


@dataclass(frozen=True, slots=True)
class Entrant:
    """One entrant and the one category in which it stands."""

    id: str
    category: str


@dataclass(frozen=True)
class Question:
    """What is asked of the planner.

    ties: (juror, entrant) that must never meet.  kept: pairs that were decided before and stay; kept_anchors:
    entrants that were anchors then.  panel: jurors for each entrant (an entrant with more kept jurors keeps
    them).  anchors: entrants of each category that every juror who may judge it marks.
    The order in which jurors and entrants are given has no influence on the plan.
    """

    jurors: tuple[Juror, ...]
    entrants: tuple[Entrant, ...]
    ties: frozenset[Pair] = frozenset()
    kept: frozenset[Pair] = frozenset()
    kept_anchors: frozenset[str] = frozenset()
    panel: int = 3
    anchors: int = 0

    @cached_property
    def by_category(self) -> dict[str, list[str]]:
        """Return the entrants of each category, both by code point."""
        found: dict[str, list[str]] = {}
        for one in sorted(self.entrants, key=lambda one: (one.category, one.id)):
            found.setdefault(one.category, []).append(one.id)
        return found

    @cached_property
    def category_of(self) -> dict[str, str]:
        """Return the category of each entrant."""
        return {one.id: one.category for one in self.entrants}

    @cached_property
    def loads(self) -> dict[str, int]:
        """Return the most each juror may mark, by code point."""
        return {one.id: one.load for one in sorted(self.jurors, key=lambda one: one.id)}

    @cached_property
    def possible(self) -> dict[str, list[str]]:
        """Return who may mark each entrant: the category is theirs and no tie binds them."""
        jurors = sorted(self.jurors, key=lambda one: one.id)
        return {
            entrant: [
                one.id
                for one in jurors
                if (one.categories is None or category in one.categories)
                and (one.id, entrant) not in self.ties
            ]
            for category, entrants in self.by_category.items()
            for entrant in entrants
        }

    @cached_property
    def anchor_entrants(self) -> frozenset[str]:
        """Return the anchors: those kept, then whom most jurors may mark, then by code point."""
        chosen: set[str] = set()
        for entrants in self.by_category.values():
            order = sorted(
                entrants, key=lambda one: (one not in self.kept_anchors, -len(self.possible[one]), one)
            )
            kept = sum(one in self.kept_anchors for one in entrants)
            chosen.update(order[: max(self.anchors, kept)])
        return frozenset(chosen)

    @cached_property
    def need(self) -> dict[str, int]:
        """Return how many jurors each entrant gets: its panel, or for an anchor everybody who may."""
        kept: dict[str, int] = {}
        for _, entrant in self.kept:
            kept[entrant] = kept.get(entrant, 0) + 1
        return {
            entrant: len(jurors)
            if entrant in self.anchor_entrants and len(jurors) >= self.panel
            else max(self.panel, kept.get(entrant, 0))
            for entrant, jurors in self.possible.items()
        }


@dataclass(frozen=True, slots=True)
class Place:
    """Where the question was read, so that reasons can name file and line; empty where nothing was read."""

    jurors_file: str = ""
    entrants_file: str = ""
    keep_file: str = ""
    jurors: Mapping[str, int] = field(default_factory=dict)
    entrants: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[Pair, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Search:
    """How the plan was found: the seed, the solver's words for both steps, and what it cost.

    loads and pairs: OPTIMAL, FEASIBLE (good, not proven the best) or SKIPPED (too many to weigh).
    cuts: how often a plan that fell into parts was sent back.
    """

    seed: str
    loads: str
    pairs: str
    cuts: int
    version: str


@dataclass(frozen=True)
class Plan:
    """Who marks whom: sorted (category, entrant, juror, role), and how it was found."""

    question: Question
    seats: tuple[tuple[str, str, str, str], ...]
    search: Search

    @cached_property
    def pairs(self) -> frozenset[Pair]:
        """Return (juror, entrant) of every seat."""
        return frozenset((juror, entrant) for _, entrant, juror, _ in self.seats)

    @cached_property
    def given(self) -> dict[str, int]:
        """Return how many entrants each juror marks, also those who mark none."""
        count = dict.fromkeys(self.question.loads, 0)
        for juror, _ in self.pairs:
            count[juror] += 1
        return count


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan, or every reason why there is none with its cure."""

    plan: Plan | None
    reasons: tuple[Fault, ...] = ()
