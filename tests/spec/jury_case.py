"""One lesson about severity as a table of marks, run as a test and printed in the docs."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from tests.spec.case import Case

from paritrana.core.ranking.order import rows_of
from paritrana.core.rulebook.model import number_text
from paritrana.core.scoring import CategoryScores, score_category
from paritrana.core.scoring.jury import Fair, adjusted, fair_panels, told_entrants, told_gate


@dataclass(frozen=True)
class JuryCase:
    """Marks of one rubric of 0 to `top` in each stage, and what the fair jury makes of them.

    sheets: by stage, the jurors and then a row for each entrant, its mark by each juror (a dot for none).
    gates: the codes; severity: juror,points,entrants marked; ranking: rank,entrant,official,fair score.
    told: one sentence that must be among those of the entrants or gates.
    """

    title: str
    explanation: str
    sheets: dict[str, tuple[str, ...]]
    gates: tuple[str, ...]
    severity: tuple[str, ...] = ()
    ranking: tuple[str, ...] = ()
    lam: str = ""
    link: str = "none"
    told: str = ""
    top: int = 100

    @cached_property
    def found(self) -> tuple[CategoryScores, Fair, CategoryScores]:
        """Return the official scores, the fair view and the scores adjusted by it."""
        stages = "".join(
            f'[[stage]]\nid = "{stage}"\nweight_bp = {10_000 // len(self.sheets)}\n[[stage.criterion]]\n'
            f'id = "{stage}-mark"\nkind = "rubric"\nweight_bp = 10000\nscale = [0, {self.top}]\n'
            for stage in self.sheets
        )
        category = Case("", "", stages).book().categories[0]
        marks: dict[tuple[str, str], dict[str, str]] = {}
        for stage, (jurors, *rows) in self.sheets.items():
            for row in rows:
                entrant, *given = row.split()
                for juror, mark in zip(jurors.split(), given, strict=True):
                    if mark != ".":
                        marks.setdefault((juror, entrant), {})[f"{stage}-mark"] = mark
        entrants = sorted({entrant for _, entrant in marks})
        scores = score_category(category, values={one: {} for one in entrants}, marks=marks)
        fair = fair_panels(category, scores)
        return scores, fair, adjusted(category, scores, fair)

    def answered(self) -> dict[str, object]:
        """Return what comes out, as the case writes it."""
        scores, fair, fairer = self.found
        official = {row.entrant: row.score.shown for row in rows_of(scores)}
        return {
            "gates": tuple(gate.code for gate in fair.gates),
            "link": fair.link,
            "lam": fair.lam,
            "severity": tuple(
                f"{juror},{number_text(Fraction(one.points))},{one.entrants_marked}"
                for juror, one in fair.severity.items()
            )
            if fair.adjusts
            else (),
            "ranking": tuple(
                f"{row.rank},{row.entrant},{official[row.entrant]},{number_text_or_ratio(row.score.exact)}"
                for row in rows_of(fairer)
            )
            if fair.adjusts
            else (),
        }

    def sentences(self) -> list[str]:
        """Return every sentence of the gates and entrants."""
        scores, fair, fairer = self.found
        told = told_entrants(scores, fairer, fair, "en")
        return [*(told_gate(gate, "en") for gate in fair.gates), *(f"{one}: {told[one]}" for one in told)]


def number_text_or_ratio(value: Fraction) -> str:
    """Return a terminating fraction as a decimal, another as a ratio."""
    below = value.denominator
    for prime in (2, 5):
        while below % prime == 0:
            below //= prime
    return number_text(value) if below == 1 else f"{value.numerator}/{value.denominator}"
