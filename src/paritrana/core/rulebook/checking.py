"""Whether a parsed rulebook has the form of its format: every fault with the path where it stands.

Forms are keys, types and ranges: what the JSON Schema says too.  What only the whole can tell (sums,
references, orders) is in `whole`; a part whose form is at fault is left out there, so nothing is told twice.
"""

import re
from typing import Any

from paritrana.core.rulebook.shapes import (
    LARGEST_COUNT,
    Findings,
    Form,
    as_fraction,
    bare_values,
    basis_points,
    boolean,
    count,
    day,
    identifier,
    is_date,
    is_number,
    list_of,
    mapping,
    matching,
    number,
    one_of,
    points_mark,
    scale_end,
    some_text,
    table,
    title,
    told,
    whole,
)
from paritrana.core.units.lines import Path

__all__ = ["FORMAT", "FORMAT_2", "Findings", "as_fraction", "forms", "is_date", "is_number"]

FORMAT = "paritrana-rulebook/1"
FORMAT_2 = "paritrana-rulebook/2"

_aggregate: dict[str, Form] = {"aggregate": one_of("mean", "geometric"), "floor": number}
_level = table("a level", {"id": identifier, "points": whole(0, 100)}, {"title": title})
_seat = table("a seat", {"id": identifier, "office": identifier}, {"count": whole(1, 100), "title": title})
_missing = one_of("zero", "renormalise", "class_median", "disqualify")
_common: dict[str, Form] = {
    "title": title,
    "evidence": one_of("none", "required", "optional"),
    "guidance": told,
}
_core: dict[str, Form] = {"id": identifier, "weight_bp": basis_points}
_units = one_of("share", "percent", "count", "rupiah", "months", "index")
type Kinds = dict[str, tuple[dict[str, Form], dict[str, Form]]]
_kinds: Kinds = {
    "measure": (
        {"goalposts": list_of(number, 2, 2)},
        {"better": one_of("higher", "lower"), "unit": _units, "missing": _missing},
    ),
    "ladder": ({"levels": list_of(_level, 1, 100)}, {"missing": _missing}),
    "rubric": ({"scale": list_of(scale_end, 2, 2)}, {"anchors": mapping(number, told), "step": number}),
    "yes_no": ({}, {"missing": _missing}),
}
_small_rules: Kinds = {
    "missing": ({"below": count}, {}),
    "shrink": ({"kappa": count, "prior": number}, {"prior_by_size": mapping(identifier, number, low=1)}),
}


def _accept(found: Findings, path: Path, value: object) -> None:
    """Accept anything: the word that would say more is itself at fault."""


def _by_word(
    word: str,
    places: tuple[str, str],
    core: dict[str, Form],
    common: dict[str, Form],
    kinds: Kinds,
    fault: str,
    later: frozenset[str] = frozenset(),
) -> Form:
    """Accept a table whose key `word` decides which other keys it has."""
    of_some = {key for needed, optional in kinds.values() for key in (*needed, *optional)}
    either, each = places
    core = core | {word: one_of(*kinds)}

    def check(found: Findings, path: Path, value: object) -> None:
        kind = value.get(word) if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(kind, str) or kind not in kinds:
            table(either, core, common | dict.fromkeys(of_some, _accept), later)(found, path, value)
            return
        needed, optional = kinds[kind]
        foreign = {key: value[key] for key in value if key in of_some - set(needed) - set(optional)}
        for key in foreign:
            found.add((*path, key), fault, key=key, kind=kind)
        own = {key: one for key, one in value.items() if key not in foreign}
        table(each.format(kind), core | needed, common | optional, later)(found, path, own)

    return check


_small = _by_word("rule", ("small", "small"), {}, {}, _small_rules, "small.other_rule")
_measure_2: dict[str, Form] = {
    "goalposts_by_size": mapping(identifier, list_of(number, 2, 2), low=1),
    "small": _small,
}
_kinds_2: Kinds = _kinds | {"measure": (_kinds["measure"][0], _kinds["measure"][1] | _measure_2)}
_criterion_2: dict[str, Form] = {"dimension": identifier}
_dimension = table("a dimension", _core, {"title": title})
_stage_2: dict[str, Form] = {
    "dimension": list_of(_dimension, 2, 20),
    **_aggregate,
    "pass_mark": points_mark,
}
_category_2: dict[str, Form] = {
    **_aggregate,
    "finalists_ceiling": count,
    "uncertain_pct": whole(1, 50),
    "province_cap": count,
    "consolation": whole(0, LARGEST_COUNT),
    "size_classes": list_of(identifier, 2, 100, distinct=True),
}
_prize = table(
    "a prize",
    {"id": identifier, "title": title},
    {
        "categories": list_of(identifier, 1, 1000, distinct=True),
        "on": some_text,
        "per": one_of("all", "category", "province", "zone"),
        "among": one_of("ranked", "winners", "others"),
        "winners": count,
    },
)
_jury = table(
    "jury",
    {},
    {
        "aggregate": one_of("mean", "trimmed", "median"),
        "min_jurors": whole(1, 1000),
        "fair_mode": one_of("off", "report", "official"),
    },
)
_category_1: dict[str, Form] = {
    "sizes": list_of(one_of("large", "medium", "small", "micro"), 1, 4, distinct=True),
    "sectors": list_of(identifier, 1, 100, distinct=True),
    "village_kinds": list_of(one_of("desa", "kelurahan"), 1, 2, distinct=True),
    "quota": count,
    "finalists": count,
    "forward": whole(0, LARGEST_COUNT),
    "rank_on": one_of("exact", "shown"),
    "ties": list_of(some_text, 0, 100),
    "jury": _jury,
}
_region = matching(lambda text: re.fullmatch(r"[0-9]{2}", text) is not None, "region.code")


def _place(
    name: str, needed: dict[str, Form], optional: dict[str, Form], more: dict[str, Form], *, two: bool
) -> Form:
    return table(name, needed, optional | more) if two else table(name, needed, optional, frozenset(more))


def _grammar(*, two: bool) -> Form:
    """Return the form of a whole rulebook, of format /2 or of /1."""
    criterion = _by_word(
        "kind",
        ("a criterion", "a {} criterion"),
        _core,
        _common | (_criterion_2 if two else {}),
        _kinds_2 if two else _kinds,
        "key.other_kind",
        frozenset() if two else frozenset(_criterion_2 | _measure_2),
    )
    stage = _place(
        "a stage",
        {"id": identifier, "weight_bp": basis_points, "criterion": list_of(criterion, 1, 50)},
        {"title": title, "entrants": one_of("all", "finalists")},
        _stage_2,
        two=two,
    )
    category = _place(
        "a category",
        {
            "id": identifier,
            "title": title,
            "entrant": one_of("province", "regency_city", "village", "employer", "public_service"),
            "winners": count,
            "stage": list_of(stage, 1, 10),
        },
        _category_1 | ({"ties": list_of(some_text, 0, 100, distinct=True)} if two else {}),
        _category_2,
        two=two,
    )
    return _place(
        "a rulebook",
        {
            "format": one_of(FORMAT, FORMAT_2),
            "id": identifier,
            "version": count,
            "title": title,
            "level": one_of("province", "national"),
            "period": table("period", {"start": day, "end": day}, {}),
            "category": list_of(category, 1, 1000),
        },
        {
            "example": boolean,
            "region": _region,
            "committee": table(
                "committee", {"quorum": whole(1, 100_000), "seats": list_of(_seat, 1, 1000)}, {}
            ),
        },
        {"prize": list_of(_prize, 0, 1000)},
        two=two,
    )


_book_1, _book_2 = _grammar(two=False), _grammar(two=True)


def forms(tree: dict[str, Any]) -> Findings:
    """Return the faults of form: what the published JSON Schema of its format would refuse too."""
    found = Findings()
    bare_values(found, (), tree)
    (_book_2 if is_format_2(tree) else _book_1)(found, (), tree)
    return found


def is_format_2(tree: dict[str, Any]) -> bool:
    """Say whether a tree says of itself that it is of format /2."""
    return tree.get("format") == FORMAT_2
