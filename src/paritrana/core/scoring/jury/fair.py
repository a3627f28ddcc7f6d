"""The fair value of each panel, and the scores of a category with fair panels in the place of plain ones.

Severity is one number for each juror of a category, the same in all its stages.  Entrants are fixed effects:
nobody is drawn to the average.  Source: docs/reference/method/fair-jury.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from paritrana.core.rulebook import Category
from paritrana.core.rulebook.model import WHOLE
from paritrana.core.scoring.jury.decimals import DecimalPass, forty_digits, millionths
from paritrana.core.scoring.jury.gates import Gate, Link, gated
from paritrana.core.scoring.jury.observed import Cell, Component, Observations, components, observe
from paritrana.core.scoring.jury.reml import lam_text
from paritrana.core.scoring.model import CategoryScores, EntrantScore, Part


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
    adjusted, and then the plain panels stand.
    """

    gates: tuple[Gate, ...]
    link: Link
    lam: str
    severity: Mapping[str, Severity]
    panels: Mapping[Cell, Fraction]
    components: tuple[Component, ...]

    @property
    def adjusts(self) -> bool:
        """Say whether severities were found and taken out."""
        return self.link != "none"


def fair_panels(category: Category, scores: CategoryScores) -> Fair:
    """Return the fair panels of a category: exact, the same on every machine.

    scores: of `score_category`; only the sheets of ranked entrants are seen.
    """
    return fair_of(observe(category, scores))


def fair_of(seen: Observations) -> Fair:
    """Return the fair panels of observed sheets."""
    with forty_digits():
        let = gated(seen, DecimalPass)
        if let.way is None:
            points, panels = [Fraction(0)] * len(seen.jurors), {}
        else:
            points = [millionths(one) for one in let.way.points(let.found)]
            shares = map(millionths, let.way.shares(let.found.theta))
            panels = dict(zip(seen.cells, shares, strict=True))
    severity = {
        juror: Severity(own, many)
        for juror, own, many in zip(seen.jurors, points, seen.entrants_marked, strict=True)
    }
    lam = lam_text(let.found.lam) if let.way else ""
    return Fair(let.gates, let.link, lam, severity, panels, components(seen))


def adjusted(category: Category, scores: CategoryScores, fair: Fair) -> CategoryScores:
    """Return the scores with each fair panel in the place of the plain one; ties and totals stay as they are.

    Each rubric criterion of a stage moves by as many points as the panel, so that parts still add up.
    """
    if not fair.adjusts:
        return scores
    entrants = {name: _adjusted(category, one, fair) for name, one in scores.entrants.items()}
    return replace(scores, entrants=entrants)


def _adjusted(category: Category, one: EntrantScore, fair: Fair) -> EntrantScore:
    stages, parts = dict(one.stages), list(one.parts)
    for stage in category.stages:
        share = fair.panels.get((one.entrant, stage.id))
        if share is None:
            continue
        weights = {rubric.id: rubric.weight_bp for rubric in stage.rubrics}
        own = [place for place, part in enumerate(parts) if part.stage == stage.id]
        marked = [place for place in own if parts[place].criterion in weights]
        plain = sum(weights[parts[place].criterion] * (parts[place].points or 0) for place in marked)
        move = 100 * share - Fraction(plain) / sum(weights.values())
        staying = sum(
            criterion.weight_bp
            for criterion in stage.criteria
            if any(
                parts[place].criterion == criterion.id and parts[place].points is not None for place in own
            )
        )
        for place in marked:
            weight = Fraction(weights[parts[place].criterion], staying)
            parts[place] = _moved(parts[place], move, weight * stage.weight_bp / WHOLE)
        stages[stage.id] += move * sum(weights.values()) / staying
    score = sum((part.score_part for part in parts), Fraction(0))
    return replace(one, score=score, stages=stages, parts=tuple(parts))


def _moved(part: Part, move: Fraction, weight: Fraction) -> Part:
    return replace(part, points=(part.points or 0) + move, score_part=part.score_part + move * weight)
