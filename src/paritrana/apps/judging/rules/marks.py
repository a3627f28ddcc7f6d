"""Whether a mark stands on its scale, and whether an entrant's marks are whole."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum, auto
from fractions import Fraction

from paritrana.core.rulebook import Criterion, Stage
from paritrana.core.rulebook.model import number_text
from paritrana.core.scoring.exact import mark_steps
from paritrana.errors import BadInput

NUMBER = re.compile(r"-?[0-9]{1,9}([.,][0-9]{1,6})?")


class Progress(StrEnum):
    """How far one juror is with one entrant."""

    UNMARKED = auto()
    HALF = auto()
    MARKED = auto()
    RECUSED = auto()


def clean_mark(criterion: Criterion, given: str) -> str:
    """Return a mark as canonical decimal text, empty when none is given; a comma counts as the point.

    Raises BadInput with the scale when it is no number, off the scale or between the steps.
    """
    text = given.strip()
    if not text:
        return ""
    if not NUMBER.fullmatch(text) or mark_steps(criterion, text.replace(",", ".")) is None:
        raise BadInput("judging.mark_off_scale", criterion=criterion.id, **scale_facts(criterion))
    return number_text(Fraction(text.replace(",", ".")))


def scale_facts(criterion: Criterion) -> dict[str, object]:
    """Return the ends and the step of a rubric's scale as text."""
    low, high = criterion.scale or (Fraction(0), Fraction(0))
    return {"low": number_text(low), "high": number_text(high), "step": number_text(criterion.step)}


def progress(stage: Stage, marks: Mapping[str, str], *, recused: bool) -> Progress:
    """Return how far an entrant is marked: marks by criterion, an empty text is none."""
    if recused:
        return Progress.RECUSED
    given = sum(1 for criterion in stage.rubrics if marks.get(criterion.id))
    if given == 0:
        return Progress.UNMARKED
    return Progress.MARKED if given == len(stage.rubrics) else Progress.HALF


def is_whole(states: Iterable[Progress]) -> bool:
    """Say whether a sheet may be locked: each entrant is marked whole or recused."""
    return all(state in (Progress.MARKED, Progress.RECUSED) for state in states)
