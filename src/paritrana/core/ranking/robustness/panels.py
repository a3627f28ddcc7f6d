"""What each entrant's jurors give per rubric criterion, joined other ways and with a juror away."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from paritrana.core.rulebook import Category, Jury, Stage
from paritrana.core.scoring import CategoryScores, Marks
from paritrana.core.scoring.panel import PanelReader, keep

type Way = Literal["mean", "trimmed", "median", "fair"]


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
        self.units = {stage.id: PanelReader(stage, category.jury).unit for stage in self.stages}
        self.sheets: dict[tuple[str, str], dict[str, list[int]]] = {}
        for entrant, one in scores.entrants.items():
            for stage in self.stages:
                reader = PanelReader(stage, category.jury)
                jurors = one.totals[stage.id]
                self.sheets[entrant, stage.id] = {
                    juror: reader.shares(marks[juror, entrant]) for juror in sorted(jurors)
                }
        self.jurors = sorted({juror for sheets in self.sheets.values() for juror in sheets})

    @property
    def ways(self) -> list[Way]:
        """Return the declared way first, then the others of mean, trimmed mean and fair view."""
        others: list[Way] = ["mean", "trimmed"]
        if self.fair:
            others.append("fair")
        declared = self.category.jury.aggregate
        return [declared, *(way for way in others if way != declared)]

    def shares(self, entrant: str, stage: Stage, way: Way, without: str = "") -> list[Fraction]:
        """Return the share of each rubric criterion of the stage.

        without: a juror left out; the only juror of an entrant stays.  The fair view moves every rubric
        criterion of the stage by what parts the fair panel value from the plain one, held to 0 to 1.
        """
        sheets = self.sheets[entrant, stage.id]
        if without in sheets and len(sheets) > 1:
            sheets = {juror: given for juror, given in sheets.items() if juror != without}
        if way != "fair":
            return self._joined(sheets, stage, Jury(aggregate=way))
        plain = self._joined(sheets, stage, Jury())
        value = self.fair.panels.get((entrant, stage.id)) if self.fair else None
        if value is None or without:
            return plain
        weights = [one.weight_bp for one in stage.rubrics]
        pairs = zip(weights, plain, strict=True)
        shift = value - sum((weight * share for weight, share in pairs), Fraction(0)) / sum(weights)
        return [min(max(share + shift, Fraction(0)), Fraction(1)) for share in plain]

    def _joined(self, sheets: Mapping[str, list[int]], stage: Stage, jury: Jury) -> list[Fraction]:
        weights = [one.weight_bp for one in stage.rubrics]
        totals = {
            juror: sum(weight * share for weight, share in zip(weights, given, strict=True))
            for juror, given in sheets.items()
        }
        kept = keep(totals, jury)
        whole = len(kept) * self.units[stage.id]
        return [
            Fraction(sum(sheets[juror][at] for juror in kept), whole) if whole else Fraction(0)
            for at in range(len(weights))
        ]
