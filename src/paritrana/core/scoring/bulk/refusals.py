"""What of a rulebook a table of values alone cannot be ranked by, all of it told before anything is read."""

from collections.abc import Iterator

from paritrana.core.rulebook import Category, Rulebook
from paritrana.core.scoring.bulk.table import KEYS
from paritrana.core.scoring.bulk.wording import Faults


def refuse(rulebook: Rulebook, ranked: list[Category], faults: Faults) -> None:
    """Note every rule of the ranked categories, and the prizes, that asks for more than values.

    Refused are jurors' marks, stages for finalists, pass marks, geometric means, size classes, caps on
    provinces and prizes: a table has neither marks nor facts, and its categories are one weighted sum each.
    """
    for category in ranked:
        for one in category.criteria:
            if one.kind == "rubric":
                faults.note("table.rubric", category=category.id, criterion=one.id)
            if one.id in KEYS:
                faults.note("table.name", category=category.id, criterion=one.id)
        for rule in _rules(category):
            faults.note("table.rule", category=category.id, rule=rule)
    if rulebook.prizes:
        faults.note("table.prizes", prizes=", ".join(one.id for one in rulebook.prizes))


def _rules(category: Category) -> Iterator[str]:
    """Yield the rules that are refused, each as the rulebook writes it."""
    if category.aggregate == "geometric":
        yield 'aggregate = "geometric"'
    if category.size_classes:
        yield "size_classes"
    if category.province_cap is not None:
        yield "province_cap"
    for stage in category.stages:
        if stage.entrants == "finalists":
            yield f'entrants = "finalists" ({stage.id})'
        if stage.pass_mark is not None:
            yield f"pass_mark ({stage.id})"
        if stage.aggregate == "geometric":
            yield f'aggregate = "geometric" ({stage.id})'
