"""One lesson about who marks whom, run as a test and printed in the docs."""

from dataclasses import dataclass, field
from functools import cached_property

from paritrana.core.scoring.planning import Answer, Entrant, Juror, Question, linkage, propose
from paritrana.core.scoring.planning.report import report
from paritrana.core.scoring.planning.telling import linkage_told

CATEGORY = "village"


@dataclass(frozen=True)
class PlanCase:
    """A question of one category, and what must come out of it.

    loads: the most entrants of each juror; ties: juror to the entrants that juror must not mark.
    given: how many entrants the jurors get, the fewest first; all_meet: whether every two of them share an
    entrant; told: sentences among those of the plan; reasons: (code, sentence) of each reason why there is
    no plan.
    """

    title: str
    explanation: str
    loads: dict[str, int]
    entrants: str
    panel: int = 2
    anchors: int = 0
    ties: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    given: tuple[int, ...] = ()
    all_meet: bool = False
    told: tuple[str, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()

    @cached_property
    def answer(self) -> Answer:
        """Return the plan, or the reasons why there is none."""
        return propose(
            Question(
                tuple(Juror(juror, load) for juror, load in self.loads.items()),
                tuple(Entrant(one, CATEGORY) for one in self.entrants.split()),
                _pairs(self.ties),
                _pairs(self.kept),
                panel=self.panel,
                anchors=self.anchors,
            )
        )

    def refusals(self) -> tuple[tuple[str, str], ...]:
        """Return the code of each reason with its sentence and cure."""
        return tuple((one.code, f"{one.sentence}; {one.cure}") for one in self.answer.reasons)

    def sentences(self) -> tuple[str, ...]:
        """Return what is told of the plan; nothing where there is none."""
        plan = self.answer.plan
        return tuple(told["en"] for one in report(plan) for told in one.told()) if plan else ()

    def panels(self) -> dict[str, list[str]]:
        """Return the jurors of each entrant, an anchor in brackets; empty where there is no plan."""
        found: dict[str, list[str]] = {}
        for _, entrant, juror, role in self.answer.plan.seats if self.answer.plan else ():
            found.setdefault(f"{entrant} (anchor)" if role == "anchor" else entrant, []).append(juror)
        return found


@dataclass(frozen=True)
class CheckCase:
    """Marks that were given, by juror, and whether they hang together."""

    title: str
    explanation: str
    marked: dict[str, str]
    entrants: str
    connected: bool
    told: tuple[str, ...]

    def found(self) -> tuple[bool, tuple[str, ...]]:
        """Return whether all entrants are connected, and what is told."""
        one = linkage(CATEGORY, self.entrants.split(), _pairs(self.marked))
        return one.connected, tuple(told["en"] for told in linkage_told(one))


def _pairs(several: dict[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset((juror, entrant) for juror, entrants in several.items() for entrant in entrants.split())
