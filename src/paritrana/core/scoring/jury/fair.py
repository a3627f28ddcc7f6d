"""The fair value of each panel, and the scores of a category with fair panels in the place of plain ones.

Severity is one number for each juror of a category, the same in all its stages.  Entrants are fixed effects:
nobody is drawn to the average.  Source: docs/reference/method/fair-jury.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from paritrana.core.rulebook import Category
from paritrana.core.scoring import fairly
from paritrana.core.scoring.jury.decimals import DecimalPass, forty_digits, millionths
from paritrana.core.scoring.jury.gates import Gate, Link, gated
from paritrana.core.scoring.jury.observed import Cell, Component, Observations, components, observe
from paritrana.core.scoring.jury.reml import lam_text
from paritrana.core.scoring.model import CategoryScores


@dataclass(frozen=True, slots=True)
class Severity:
    """How many points of 100 a juror marks lower than colleagues on the same entrants, in millionths."""

    points: Fraction
    entrants_marked: int


@dataclass(frozen=True)
class Fair:
    """What the fair view of a category rests on.

    lam: λ as two significant digits, empty where nothing is adjusted.  severity: by juror, 0 where nothing
    is adjusted.  panels: each (entrant, stage)'s fair share, 0 to 1 in millionths; empty where nothing is
    adjusted, and then the plain panels stand.  huber: each observed sheet's weight where outliers count less,
    else empty.
    """

    gates: tuple[Gate, ...]
    link: Link
    lam: str
    severity: Mapping[str, Severity]
    panels: Mapping[Cell, Fraction]
    components: tuple[Component, ...]
    huber: tuple[Decimal, ...] = ()

    @property
    def adjusts(self) -> bool:
        """Say whether severities were found and taken out."""
        return self.link != "none"


def fair_panels(category: Category, scores: CategoryScores) -> Fair:
    """Return the fair panels of a category: exact, the same on every machine.

    scores: of `score_category`; the sheets of entrants that left later are seen too.
    """
    found = fair_of(observe(category, scores))
    kept = [one.id for one in category.stages if one.aggregate == "geometric"]
    seen = tuple(one for one in kept if any(stage == one for _, stage in found.panels))
    return replace(found, gates=(*found.gates, Gate("geometric", {"stages": seen}))) if seen else found


def fair_of(seen: Observations) -> Fair:
    """Return the fair panels of observed sheets."""
    with forty_digits():
        let = gated(seen, DecimalPass)
        if let.way is None:
            points, panels = [Fraction(0)] * len(seen.jurors), {}
        else:
            points = [millionths(one) for one in let.way.points(let.found)]
            shares = map(millionths, let.way.shares(let.found))
            panels = dict(zip(seen.cells, shares, strict=True))
    severity = {
        juror: Severity(own, many)
        for juror, own, many in zip(seen.jurors, points, seen.entrants_marked, strict=True)
    }
    lam = lam_text(let.found.lam) if let.way else ""
    return Fair(let.gates, let.link, lam, severity, panels, components(seen), tuple(let.huber or ()))


def adjusted(category: Category, scores: CategoryScores, fair: Fair) -> CategoryScores:
    """Return the scores with each fair panel in the place of the plain one; ties and totals stay as they are.

    category: of the scores.  Each stage bears the change as a part of its own, so that parts still add up.
    """
    return fairly.changed(scores, fairly.changes(scores, fair.panels))
