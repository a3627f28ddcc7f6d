"""What the jurors of one stage make of an entrant: totals, the jurors kept, the panel value.

Numbers stay whole: every p = steps/n of a stage is held as p·L, L the least common multiple of the n.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from paritrana.core.rulebook import Criterion, Jury, Stage
from paritrana.core.scoring.exact import mark_steps
from paritrana.core.scoring.weights import weight_unit, whole_weight

TRIM_FROM = 5


@dataclass(frozen=True, slots=True)
class Panel:
    """One entrant's panel in one stage, over the unit L of the stage.

    totals: each counted juror's t·L, in units of 1/`weight_unit`; parts: per rubric criterion the mean p of
    the kept jurors; plain: per rubric criterion the mean p of all counted jurors; tops: how many of each
    counted juror's marks stand at the top of their scale.
    """

    totals: Mapping[str, int]
    parts: Mapping[str, Fraction]
    plain: Mapping[str, Fraction]
    tops: Mapping[str, int]

    @property
    def jurors(self) -> int:
        """Return how many jurors count."""
        return len(self.totals)


class PanelReader:
    """Turns the marks of one stage into panels; reads each mark text once."""

    def __init__(self, stage: Stage, jury: Jury) -> None:
        self.jury = jury
        self.rubrics = stage.rubrics
        self.unit = math.lcm(*(criterion.steps for criterion in self.rubrics))
        self.weights = [whole_weight(stage, criterion) for criterion in self.rubrics]
        self.weight_unit = weight_unit(stage)
        self._known: dict[tuple[str, str], int] = {}

    def read(self, cells_of: Mapping[str, Mapping[str, str]]) -> Panel:
        """Return the panel of complete, sound sheets: {juror: {criterion: mark}}."""
        shares = {juror: self.shares(cells) for juror, cells in cells_of.items()}
        totals = {
            juror: sum(weight * share for weight, share in zip(self.weights, own, strict=True))
            for juror, own in shares.items()
        }
        kept = keep(totals, self.jury)
        tops = {juror: own.count(self.unit) for juror, own in shares.items()}
        return Panel(totals, self._means(shares, kept), self._means(shares, list(totals)), tops)

    @property
    def maximum(self) -> int:
        """Return the total of a juror who gave every rubric the highest mark."""
        return sum(self.weights) * self.unit

    def shares(self, cells: Mapping[str, str]) -> list[int]:
        """Return p·L of every rubric criterion of a complete, sound sheet."""
        return [self._share(criterion, cells[criterion.id]) for criterion in self.rubrics]

    def _share(self, criterion: Criterion, mark: str) -> int:
        key = (criterion.id, mark)
        if key not in self._known:
            steps = mark_steps(criterion, mark)
            if steps is None:
                raise ValueError(f"{mark} is off the scale of {criterion.id}")
            self._known[key] = steps * (self.unit // criterion.steps)
        return self._known[key]

    def _means(self, shares: Mapping[str, list[int]], jurors: list[str]) -> dict[str, Fraction]:
        many = len(jurors) * self.unit
        return {
            criterion.id: Fraction(sum(shares[juror][place] for juror in jurors), many)
            if many
            else Fraction(0)
            for place, criterion in enumerate(self.rubrics)
        }


def keep(totals: Mapping[str, int], jury: Jury) -> list[str]:
    """Return the jurors whose marks make the panel value, by (total, juror).

    mean keeps all; trimmed drops one lowest and one highest when at least five count; median keeps the
    middle one or two.
    """
    ordered = sorted(totals, key=lambda juror: (totals[juror], juror))
    if jury.aggregate == "trimmed" and len(ordered) >= TRIM_FROM:
        return ordered[1:-1]
    if jury.aggregate == "median" and ordered:
        return ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]
    return ordered
