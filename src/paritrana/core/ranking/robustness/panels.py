"""What each entrant's jurors give per rubric criterion, joined other ways and with a juror away."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from paritrana.core.rulebook import Category, Jury, Stage
from paritrana.core.scoring import CategoryScores, Marks
from paritrana.core.scoring.panel import PanelReader, keep

type Way = Literal["mean", "trimmed", "median", "fair"]

WAYS: tuple[Way, Way] = ("mean", "trimmed")


@dataclass(frozen=True, slots=True)
class FairPanels:
    """The panel values of the fair view, and how surely each juror's severity is known; shares of 0 to 1.

    panels: {(entrant, stage): panel share}; noise: {juror: standard deviation of the severity}, empty where
    severities are not redrawn.
    """

    panels: Mapping[tuple[str, str], Fraction]
    noise: Mapping[str, Fraction]


class Panels:
    """The counted sheets of a category; answers with a share of 0 to 1 per rubric criterion."""

    def __init__(
        self, category: Category, marks: Marks, scores: CategoryScores, fair: FairPanels | None = None
    ) -> None:
        self.category, self.fair = category, fair
        self.stages = [stage for stage in category.stages if stage.rubrics]
        self.readers = {stage.id: PanelReader(stage, category.jury) for stage in self.stages}
        self.sheets: dict[tuple[str, str], dict[str, list[int]]] = {}
        for entrant, one in scores.entrants.items():
            for stage in self.stages:
                shares = self.readers[stage.id].shares
                jurors = sorted(one.totals[stage.id])
                self.sheets[entrant, stage.id] = {juror: shares(marks[juror, entrant]) for juror in jurors}
        self.jurors = sorted({juror for sheets in self.sheets.values() for juror in sheets})

    @cached_property
    def marked(self) -> Mapping[str, set[str]]:
        """Return {juror: the entrants it marked}."""
        found: dict[str, set[str]] = {juror: set() for juror in self.jurors}
        for (entrant, _), sheets in self.sheets.items():
            for juror in sheets:
                found[juror].add(entrant)
        return found

    @property
    def ways(self) -> list[Way]:
        """Return the declared way first, then the others of mean, trimmed mean and fair view."""
        declared: Way = self.category.jury.aggregate
        ways: list[Way] = [declared, *(way for way in WAYS if way != declared)]
        if self.fair and self.category.jury.fair_mode == "official":
            return ["fair", *ways]
        return [*ways, "fair"] if self.fair else ways

    def shares(self, entrant: str, stage: Stage, way: Way, without: str = "") -> list[Fraction]:
        """Return the share of each rubric criterion of the stage.

        without: a juror left out; the only juror of an entrant stays.  The fair view moves every rubric
        criterion of the stage by what parts the fair panel value from the plain one of all jurors, so a share
        may lie a little outside 0 to 1.
        """
        sheets = self.sheets[entrant, stage.id]
        left = {juror: given for juror, given in sheets.items() if juror != without}
        joined = self._joined(left or sheets, stage, Jury() if way == "fair" else Jury(aggregate=way))
        if way != "fair" or not self.fair or (entrant, stage.id) not in self.fair.panels:
            return joined
        plain = self._joined(sheets, stage, Jury())
        shift = self.fair.panels[entrant, stage.id] - self.value(stage, plain)
        return [share + shift for share in joined]

    def value(self, stage: Stage, shares: list[Fraction]) -> Fraction:
        """Return the panel share of a stage: its rubric criteria by their weights."""
        weights = self.readers[stage.id].weights
        parts = (weight * share for weight, share in zip(weights, shares, strict=True))
        return sum(parts, Fraction(0)) / sum(weights)

    def _joined(self, sheets: Mapping[str, list[int]], stage: Stage, jury: Jury) -> list[Fraction]:
        reader = self.readers[stage.id]
        totals = {
            juror: sum(weight * share for weight, share in zip(reader.weights, given, strict=True))
            for juror, given in sheets.items()
        }
        kept = keep(totals, jury)
        whole = len(kept) * reader.unit
        return [
            Fraction(sum(sheets[juror][at] for juror in kept), whole) if whole else Fraction(0)
            for at in range(len(reader.weights))
        ]
