"""What holds for two records that may be one person: who judges, which stays, when a merge can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass

from paritrana.apps.protection.states import Verdict
from paritrana.core.rolls.likeness import FIELDS
from paritrana.errors import BadInput, RuleRefused

EQUAL, WEIGHED = "equal", "weighed"  # by which rule a pair came into the queue
FIRST, SECOND = "first", "second"
SIDES = (FIRST, SECOND)
VERY, LIKELY = 1_000, 500  # hundredths: odds of a thousand to one, of thirty to one
SMALL = 2_000  # listed people with whom a request may do a search itself
GIVEN = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE})


@dataclass(frozen=True)
class Sides:
    """Which of the two records an officer reaches."""

    first: bool
    second: bool

    @property
    def both(self) -> bool:
        return self.first and self.second

    @property
    def own(self) -> str:
        """Return the side of an officer who reaches one record alone."""
        return FIRST if self.first else SECOND


@dataclass(frozen=True)
class Said:
    """A verdict, and which record stays when the two are the same; from: the side it comes from."""

    verdict: str
    keep: str = ""
    side: str = ""


def check_verdict(verdict: str, keep: str) -> None:
    """Refuse an unknown verdict, and "same" without saying which record stays: nobody is picked by itself."""
    if verdict not in GIVEN:
        raise BadInput("pair.unknown_verdict")
    if verdict == Verdict.SAME and keep not in SIDES:
        raise BadInput("pair.no_keep")


def check_open(verdict: str) -> None:
    """Refuse to judge two records that were merged; the merge is undone first."""
    if verdict == Verdict.SAME:
        raise RuleRefused("pair.merged")


def decides(sides: Sides, said: Said, proposed: Said) -> bool:
    """Whether a verdict counts: of who reaches both records, or when the other side had said the same."""
    if sides.both:
        return True
    agreed = (proposed.verdict, proposed.keep) == (said.verdict, said.keep)
    return bool(proposed.side) and proposed.side != sides.own and agreed


def strength(weight: int) -> str:
    """Return how sure the search is, as a word: very, likely or possible."""
    if weight >= VERY:
        return "very"
    return "likely" if weight >= LIKELY else "possible"


def differing(agreement: Mapping[str, str]) -> list[str]:
    """Return the fields that are not equal, in their order."""
    return [name for name in FIELDS if agreement.get(name) != "equal"]
