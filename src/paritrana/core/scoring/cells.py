"""Whether each value and mark, taken alone, is one that its criterion can take."""

import re
from collections.abc import Iterator

from paritrana.core.rulebook import Category, Criterion
from paritrana.core.rulebook.checking import is_number
from paritrana.core.rulebook.model import FULL_X, number_text
from paritrana.core.scoring.exact import counts_of, is_given, mark_steps, measure_x
from paritrana.core.scoring.tables import CategoryValues, Marks, Where
from paritrana.errors import Fault

RECUSED = "recused"
EVERYTHING = "*"
_SPREADSHEET = re.compile(r"-?[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+|#[A-Z/0!?]+[!?A]?|[0-9]{1,3}(,[0-9]{3})+")


def value_faults(category: Category, values: CategoryValues, where: Where) -> Iterator[Fault]:
    """Yield the fault of every value that its criterion cannot take."""
    criteria = {criterion.id: criterion for criterion in category.criteria}
    for entrant, cells in values.items():
        for name, value in cells.items():
            place = (category.id, entrant, name)
            criterion = criteria.get(name)
            if criterion is None:
                known = ", ".join(one.id for one in category.criteria if one.kind != "rubric")
                yield where.value("criterion.unknown", place, category=category.id, value=name, known=known)
            elif value and (code := value_fault_code(criterion, value, category.format)):
                known = ", ".join(level.id for level in criterion.levels)
                yield where.value(code, place, criterion=name, value=value, known=known)


def value_fault_code(criterion: Criterion, value: str, book_format: int = 1) -> str:
    """Return the code of what is wrong with a value that is not empty; "" when nothing is."""
    match criterion.kind:
        case "measure":
            if criterion.small or (book_format > 1 and "/" in value):
                return "" if counts_of(value) else "value.counts"
            if is_number(value):
                return ""
            return "value.spreadsheet" if _SPREADSHEET.fullmatch(value[:100]) else "value.number"
        case "ladder":
            return "" if criterion.level(value) else "value.level"
        case "yes_no":
            return "" if value in ("yes", "no") else "value.yes_no"
        case "rubric":
            return "value.rubric"


def mark_faults(category: Category, marks: Marks, where: Where) -> Iterator[Fault]:
    """Yield the fault of every mark that its criterion cannot take."""
    criteria = {criterion.id: criterion for criterion in category.criteria}
    known = ", ".join(criterion.id for criterion in category.criteria if criterion.kind == "rubric")
    sound: set[tuple[str, str]] = set()
    for (juror, entrant), cells in marks.items():
        for name, mark in cells.items():
            if (name, mark) in sound:
                continue
            place = (juror, entrant, name)
            criterion = criteria.get(name)
            if name == EVERYTHING or mark == RECUSED:
                if name != EVERYTHING or mark != RECUSED:
                    yield where.mark("mark.recused", place)
            elif criterion is None:
                yield where.mark("criterion.unknown", place, category=category.id, value=name, known=known)
            elif criterion.kind != "rubric":
                yield where.mark("mark.not_rubric", place, criterion=name)
            elif not is_number(mark):
                yield where.mark("mark.number", place, value=mark)
            elif mark_steps(criterion, mark) is None:
                yield where.mark("mark.off_scale", place, **_scale_facts(criterion, mark))
            else:
                sound.add((name, mark))


def _scale_facts(criterion: Criterion, mark: str) -> dict[str, object]:
    low, high = criterion.scale or (criterion.step, criterion.step)
    return {
        "value": mark,
        "criterion": criterion.id,
        "low": number_text(low),
        "high": number_text(high),
        "step": number_text(criterion.step),
    }


def value_x(criterion: Criterion, value: str, size: str = "") -> int | None:
    """Return x, 0 to 1,000,000, of a sound value; None for one that is not given."""
    if not is_given(criterion, value):
        return None
    if criterion.kind == "measure":
        return measure_x(criterion, value, size)
    if criterion.kind == "ladder":
        level = criterion.level(value)
        return level.points * 10_000 if level else None
    return FULL_X if value == "yes" else 0
