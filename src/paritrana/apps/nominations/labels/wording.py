"""Titles that come partly from the rulebook: of sections, fields and values, in the language of the page."""

from decimal import Decimal, InvalidOperation
from typing import Protocol

from paritrana.apps.nominations.labels import dossiers as labels
from paritrana.apps.nominations.rules.sizes import SIZE, size_criterion
from paritrana.core.rulebook import Category, Criterion
from paritrana.ui.formats import NO_BREAK, in_english, percent, title_of

STAGE_PREFIX = "stage."


class Figure(Protocol):
    """What is shown of a verified figure."""

    criterion: str
    value: str
    numerator: int | None
    denominator: int | None


def section_title(category: Category, code: str) -> str:
    """Return the title of a section: ours for the fixed ones, the stage's for the others."""
    if code in labels.SECTION:
        return str(labels.SECTION[code])
    wanted = code.removeprefix(STAGE_PREFIX)
    return next((title_of(stage.title) for stage in category.stages if stage.id == wanted), code)


def criterion_for(category: Category, field: str) -> Criterion | None:
    """Return the criterion of that id, or None for a field of our own; the size class reads like a ladder."""
    if field == SIZE and category.size_classes:
        return size_criterion(category)
    return next((one for one in category.criteria if one.id == field), None)


def field_title(category: Category, field: str) -> str:
    """Return the title of a field: the criterion's, or ours."""
    criterion = criterion_for(category, field)
    return title_of(criterion.title) if criterion else str(labels.FIELD.get(field, field))


def value_text(category: Category, field: str, value: str) -> str:
    """Return a stored value as people read it: a level's title, yes or no, a number with its marks."""
    criterion = criterion_for(category, field)
    if not value or criterion is None:
        return value if not value.isdecimal() else grouped(value)
    if criterion.kind == "ladder":
        level = criterion.level(value)
        return title_of(level.title) if level else value
    if criterion.kind == "yes_no":
        return str(labels.YES_NO.get(value, value))
    if criterion.unit == "share":
        return share_text(value)
    shown = grouped(value)
    return f"{shown} ({labels.UNIT_SHORT[criterion.unit]})" if criterion.unit in labels.UNIT_SHORT else shown


def share_text(value: str) -> str:
    """Return a share of one as a percent, every digit kept: people say, and type, 62.5% and not 0.625."""
    try:
        shown = grouped(f"{(Decimal(value) * 100).normalize():f}")
    except InvalidOperation:
        return value
    return f"{shown}%" if in_english() else f"{shown}{NO_BREAK}%"


def figure_text(category: Category, figure: Figure) -> str:
    """Return a verified figure as people read it: its two counts and the percent, else its value."""
    if figure.denominator:
        counts = f"{grouped(str(figure.numerator))} / {grouped(str(figure.denominator))}"
        return f"{counts} = {percent(figure.numerator, figure.denominator, 2)}"
    return value_text(category, figure.criterion, figure.value)


def grouped(value: str) -> str:
    """Return plain decimal text with the marks of the page's language, every digit kept."""
    whole, point, part = value.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if not digits.isdecimal():
        return value
    group, mark = (",", ".") if in_english() else (".", ",")
    return sign + f"{int(digits):,}".replace(",", group) + (mark + part if point else "")
