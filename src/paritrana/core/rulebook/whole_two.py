"""What only the whole of a /2 book can tell: dimensions, means, finalists, sizes, prizes.

As in `whole`, only values whose form is right are looked at.
"""

from typing import Any

from paritrana.core.rulebook.placed import LineOf, Placed, repeated, tables, weights, within
from paritrana.core.rulebook.shapes import Findings, as_fraction
from paritrana.core.units.lines import Path


def whole_stage(found: Findings, path: Path, stage: dict[str, Any]) -> bool:
    """Note the faults of a stage's dimensions, mean and pass mark; say whether it has dimensions."""
    groups = list(tables(stage.get("dimension"), (*path, "dimension")))
    criteria = list(tables(stage.get("criterion"), (*path, "criterion")))
    _mean(found, path, stage)
    if stage.get("aggregate") == "geometric" and "dimension" not in stage:
        found.add((*path, "aggregate"), "aggregate.dimensions")
    mark = as_fraction(stage.get("pass_mark"))
    if mark is not None and isinstance(stage["pass_mark"], str) and not 0 <= mark <= 100:
        found.add((*path, "pass_mark"), "pass_mark.range")
    if "dimension" not in stage:
        for one_path, one in criteria:
            if "dimension" in one:
                found.add((*one_path, "dimension"), "dimension.none", stage=stage.get("id"))
        return False
    name = stage.get("id")
    place, place_id = f"the dimensions of {name}", f"dimensi {name}"
    weights(found, path, groups, place=place, place_id=place_id)
    _members(found, groups, criteria)
    return True


def _members(found: Findings, groups: list[Placed], criteria: list[Placed]) -> None:
    known = [one.get("id") for _, one in groups]
    for path, one in criteria:
        named = one.get("dimension")
        if "dimension" not in one:
            found.add(path, "dimension.missing", criterion=one.get("id"))
        elif isinstance(named, str) and named not in known:
            told = ", ".join(str(one) for one in known)
            found.add((*path, "dimension"), "dimension.unknown", value=named, known=told)
    named_all = all(isinstance(one.get("dimension"), str) for _, one in criteria)
    for path, group in groups:
        name = group.get("id")
        if not isinstance(name, str) or name in known[: known.index(name)]:
            continue
        own = [placed for placed in criteria if placed[1].get("dimension") == name]
        weights(found, path, own, place=f"the criteria of {name}", place_id=f"kriteria {name}")
        if not own and named_all:
            found.add(path, "dimension.empty", value=name)


def _mean(found: Findings, path: Path, table: dict[str, Any]) -> None:
    if "floor" not in table:
        return
    floor = as_fraction(table["floor"])
    if floor is not None and isinstance(table["floor"], str) and not 0 < floor < 1:
        found.add((*path, "floor"), "floor.range")
    if table.get("aggregate", "mean") == "mean":
        found.add((*path, "floor"), "floor.mean")


def whole_category(found: Findings, path: Path, category: dict[str, Any], line_of: LineOf) -> None:
    """Note the faults of a category: its mean, finalists, fair mode, size classes and repeated dimensions."""
    stages = list(tables(category.get("stage"), (*path, "stage")))
    _mean(found, path, category)
    groups = [
        placed
        for stage_path, stage in stages
        for placed in tables(stage.get("dimension"), (*stage_path, "dimension"))
    ]
    repeated(found, groups, ("dimension", "dimensi"), line_of)
    _uncertain(found, path, category, [stage for _, stage in stages])
    jury = category.get("jury")
    if isinstance(jury, dict) and jury.get("fair_mode") == "official":
        _official(found, path, stages)
    sizes = category.get("size_classes")
    for stage_path, stage in stages:
        for one_path, one in tables(stage.get("criterion"), (*stage_path, "criterion")):
            if one.get("kind") == "measure":
                _measure(found, one_path, one, sizes)


def _uncertain(found: Findings, path: Path, category: dict[str, Any], stages: list[dict[str, Any]]) -> None:
    pair = ("finalists_ceiling", "uncertain_pct")
    given = [key for key in pair if key in category]
    if not given:
        return
    place = (*path, given[0])
    if len(given) == 1:
        other = pair[1 - pair.index(given[0])]
        found.add(place, "uncertain.together", key=given[0], other=other)
    if "finalists" not in category:
        found.add(place, "uncertain.finalists", key=given[0])
    ceiling, finalists = category.get("finalists_ceiling"), category.get("finalists")
    sound = within(ceiling, 1_000_000) and within(finalists, 1_000_000)
    if sound and category["finalists_ceiling"] < category["finalists"]:
        found.add((*path, pair[0]), "uncertain.ceiling", ceiling=ceiling, finalists=finalists)
    if any(one.get("aggregate") == "geometric" for one in (category, *stages)):
        found.add(place, "uncertain.geometric")


def _official(found: Findings, path: Path, stages: list[Placed]) -> None:
    for _, stage in stages:
        marked = any(one.get("kind") == "rubric" for _, one in tables(stage.get("criterion"), ()))
        if marked and stage.get("aggregate") == "geometric":
            found.add((*path, "jury", "fair_mode"), "jury.geometric", stage=stage.get("id"))


def _measure(found: Findings, path: Path, criterion: dict[str, Any], sizes: object) -> None:
    by_size = criterion.get("goalposts_by_size")
    for size, ends in by_size.items() if isinstance(by_size, dict) else ():
        place = (*path, "goalposts_by_size", size)
        _size(found, place, size, sizes)
        if isinstance(ends, list) and len(ends) == 2:
            low, high = map(as_fraction, ends)
            if low is not None and high is not None and low >= high:
                found.add(place, "goalposts.order")
    small = criterion.get("small")
    if not isinstance(small, dict) or small.get("rule") != "shrink":
        return
    _prior(found, (*path, "small", "prior"), small.get("prior"))
    priors = small.get("prior_by_size")
    for size, prior in priors.items() if isinstance(priors, dict) else ():
        _size(found, (*path, "small", "prior_by_size", size), size, sizes)
        _prior(found, (*path, "small", "prior_by_size", size), prior)


def _size(found: Findings, path: Path, size: str, sizes: object) -> None:
    if sizes is None:
        found.add(path, "size.none", value=size)
    elif isinstance(sizes, list) and size not in sizes:
        found.add(path, "size.unknown", value=size, known=", ".join(str(one) for one in sizes))


def _prior(found: Findings, path: Path, value: object) -> None:
    prior = as_fraction(value)
    if prior is not None and isinstance(value, str) and not 0 <= prior <= 1:
        found.add(path, "small.prior", value=value)


def whole_prizes(found: Findings, tree: dict[str, Any], categories: list[Placed], line_of: LineOf) -> None:
    """Note the faults of the prizes: repeated ids, categories the book lacks, points a category lacks."""
    prizes = list(tables(tree.get("prize"), ("prize",)))
    repeated(found, prizes, ("prize", "penghargaan khusus"), line_of)
    by_id = {one["id"]: one for _, one in categories if isinstance(one.get("id"), str)}
    for path, prize in prizes:
        named = prize.get("categories", list(by_id))
        wanted: list[Any] = named if isinstance(named, list) else []
        for index, one in enumerate(wanted):
            if isinstance(one, str) and one not in by_id:
                found.add((*path, "categories", index), "prize.category", value=one, known=", ".join(by_id))
        on = prize.get("on", "score")
        if not isinstance(on, str) or not on.strip() or on == "score":
            continue
        head = on.partition(":")[0]
        lacking = [
            one for one in wanted if isinstance(one, str) and one in by_id and on not in _points(by_id[one])
        ]
        if head not in ("stage", "dimension", "criterion"):
            found.add((*path, "on"), "prize.on", value=on)
        elif lacking:
            found.add((*path, "on"), "prize.lacking", value=on, category=lacking[0])


def _points(category: dict[str, Any]) -> set[str]:
    stages = [one for _, one in tables(category.get("stage"), ())]
    known = {f"stage:{stage.get('id')}" for stage in stages}
    for stage in stages:
        for key in ("dimension", "criterion"):
            known |= {f"{key}:{one.get('id')}" for _, one in tables(stage.get(key), ())}
    return known
