"""What only the whole rulebook can tell: sums, references, repeated ids, orders.

Every check looks only at values whose form is right and passes over the others, which were told already.
"""

from typing import Any

from paritrana.core.rulebook.checking import is_format_2
from paritrana.core.rulebook.placed import LineOf, Placed, repeated, tables, weights, within
from paritrana.core.rulebook.shapes import Findings, as_fraction, is_date
from paritrana.core.rulebook.whole_two import whole_category, whole_prizes, whole_stage
from paritrana.core.units.lines import Path

PLAIN_TIES = {"worst_stage", "copeland", "lot", "joint"}


def whole_book(tree: dict[str, Any], line_of: LineOf) -> Findings:
    """Return the faults that the JSON Schema cannot see."""
    found = Findings()
    _region(found, tree)
    _period(found, tree.get("period"))
    _committee(found, tree.get("committee"), line_of)
    categories = list(tables(tree.get("category"), ("category",)))
    repeated(found, categories, ("category", "kategori"), line_of)
    for path, category in categories:
        _category(found, path, category, line_of, two=is_format_2(tree))
    if is_format_2(tree):
        whole_prizes(found, tree, categories, line_of)
    return found


def _region(found: Findings, tree: dict[str, Any]) -> None:
    if tree.get("level") == "province" and "region" not in tree:
        found.add(("level",), "region.missing")
    if tree.get("level") == "national" and "region" in tree:
        found.add(("region",), "region.national")


def _period(found: Findings, period: object) -> None:
    if isinstance(period, dict):
        start, end = period.get("start"), period.get("end")
        dates = [day for day in (start, end) if isinstance(day, str) and is_date(day)]
        if len(dates) == 2 and dates[1] < dates[0]:
            found.add(("period",), "period.order")


def _committee(found: Findings, committee: object, line_of: LineOf) -> None:
    if not isinstance(committee, dict):
        return
    seats = list(tables(committee.get("seats"), ("committee", "seats")))
    repeated(found, seats, ("seat", "kursi"), line_of)
    counts, quorum = [seat.get("count", 1) for _, seat in seats], committee.get("quorum")
    sound = within(quorum, 100_000) and all(within(one, 100) for one in counts)
    if seats and sound and quorum > sum(counts):
        found.add(("committee", "quorum"), "committee.quorum", quorum=quorum, count=sum(counts))


def _category(found: Findings, path: Path, category: dict[str, Any], line_of: LineOf, *, two: bool) -> None:
    stages = list(tables(category.get("stage"), (*path, "stage")))
    name = category.get("id")
    weights(found, path, stages, place=f"the stages of {name}", place_id=f"tahap-tahap {name}")
    repeated(found, stages, ("stage", "tahap"), line_of)
    criteria = [
        placed
        for stage_path, stage in stages
        for placed in tables(stage.get("criterion"), (*stage_path, "criterion"))
    ]
    repeated(found, criteria, ("criterion", "kriteria"), line_of)
    for stage_path, stage in stages:
        if not (two and whole_stage(found, stage_path, stage)):
            own = list(tables(stage.get("criterion"), (*stage_path, "criterion")))
            name = stage.get("id")
            weights(found, stage_path, own, place=f"the criteria of {name}", place_id=f"kriteria {name}")
        _entrants(found, stage_path, stage, category)
    for criterion_path, criterion in criteria:
        _criterion(found, criterion_path, criterion, line_of)
    _ties(found, path, category, stages, two=two)
    if two:
        whole_category(found, path, category, line_of)
        return
    jury = category.get("jury")
    if isinstance(jury, dict) and jury.get("fair_mode") == "official":
        found.add((*path, "jury", "fair_mode"), "jury.fair_mode")


def _entrants(found: Findings, path: Path, stage: dict[str, Any], category: dict[str, Any]) -> None:
    if stage.get("entrants") == "finalists":
        if path[-1] == 0:
            found.add((*path, "entrants"), "finalists.first_stage")
        elif "finalists" not in category:
            found.add((*path, "entrants"), "finalists.number")


def _ties(found: Findings, path: Path, category: dict[str, Any], stages: list[Placed], *, two: bool) -> None:
    known, more = set(PLAIN_TIES), ""
    known |= {f"stage:{stage.get('id')}" for _, stage in stages}
    known |= {
        f"criterion:{one.get('id')}" for _, stage in stages for _, one in tables(stage.get("criterion"), ())
    }
    if two:
        groups = [one.get("id") for _, stage in stages for _, one in tables(stage.get("dimension"), ())]
        known |= {f"dimension:{one}" for one in groups} | ({"worst_dimension"} if groups else set())
        more = "dimension:ID, worst_dimension, " if groups else ""
    ties = category.get("ties")
    for index, rule in enumerate(ties if isinstance(ties, list) else []):
        if isinstance(rule, str) and rule.strip() and rule not in known:
            found.add((*path, "ties", index), "ties.unknown", value=rule, more=more)


def _criterion(found: Findings, path: Path, criterion: dict[str, Any], line_of: LineOf) -> None:
    kind = criterion.get("kind")
    if kind == "measure":
        low, high = _ends(criterion.get("goalposts"))
        if low is not None and high is not None and low >= high:
            found.add((*path, "goalposts"), "goalposts.order")
    elif kind == "ladder":
        levels = tables(criterion.get("levels"), (*path, "levels"))
        repeated(found, levels, ("level", "jenjang"), line_of)
    elif kind == "rubric":
        _rubric(found, path, criterion)


def _ends(value: object) -> tuple[Any, Any]:
    if isinstance(value, list) and len(value) == 2:
        return as_fraction(value[0]), as_fraction(value[1])
    return None, None


def _rubric(found: Findings, path: Path, criterion: dict[str, Any]) -> None:
    low, high = _ends(criterion.get("scale"))
    step = as_fraction(criterion.get("step", "1"))
    if low is None or high is None:
        return
    if low >= high:
        found.add((*path, "scale"), "scale.order")
        return
    if step is None:
        return
    if step <= 0 or ((high - low) / step).denominator != 1:
        found.add((*path, "step") if "step" in criterion else (*path, "scale"), "scale.step")
        return
    anchors = criterion.get("anchors")
    for mark in anchors if isinstance(anchors, dict) else {}:
        value = as_fraction(mark)
        if value is not None and not (low <= value <= high and ((value - low) / step).denominator == 1):
            found.add((*path, "anchors", mark), "anchors.mark", value=mark)
