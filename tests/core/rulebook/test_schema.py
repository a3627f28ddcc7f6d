"""The published JSON Schema and the checker say the same about the form of a rulebook."""

import copy
import json
import random
from typing import Any

from jsonschema import Draft202012Validator
from tests.core.made import book_tree, toml_text

from paritrana.core.rulebook import SCHEMA, check

VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
ONLY_THE_WHOLE_TELLS = {
    "anchors.mark",
    "committee.quorum",
    "finalists.first_stage",
    "finalists.number",
    "goalposts.order",
    "id.repeated",
    "jury.fair_mode",
    "period.order",
    "region.missing",
    "region.national",
    "scale.order",
    "scale.step",
    "ties.unknown",
    "weights.sum",
}
ODD: list[Any] = [0, -1, 10_001, 5, True, "", "x", "Bukan Id", "0.5"]
ODD += ["finalists", [], ["1", "2"], {}, {"id": "x"}]


def slots(value: Any) -> list[tuple[Any, Any]]:
    """Return every (container, key) of a tree."""
    pairs = list(
        value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else [])
    )
    return [(value, key) for key, _ in pairs] + [slot for _, one in pairs for slot in slots(one)]


def changed(chance: random.Random, tree: dict[str, Any]) -> dict[str, Any]:
    """Return a copy with one place replaced, removed, or a stranger added."""
    made = copy.deepcopy(tree)
    container, key = chance.choice(slots(made))
    act = chance.choice(["replace", "replace", "remove", "add"])
    if act == "replace":
        container[key] = copy.deepcopy(chance.choice(ODD))
    elif act == "remove":
        del container[key]
    elif isinstance(container, dict):
        name = chance.choice(["stranger", "missing", "step", "sizes", "guidance", "region"])
        container[name] = chance.choice(ODD)
    return made


def test_the_schema_is_sound():
    Draft202012Validator.check_schema(VALIDATOR.schema)


def test_sound_books_pass_both():
    for seed in range(40):
        tree = book_tree(random.Random(seed))
        assert VALIDATOR.is_valid(tree)
        assert check(toml_text(tree)) == []


def test_changed_books_fail_both_or_neither():
    refused = 0
    for seed in range(600):
        chance = random.Random(seed)
        tree = changed(chance, book_tree(chance))
        try:
            text = toml_text(tree)
        except (AttributeError, TypeError):
            continue
        codes = {fault.code for fault in check(text)}
        assert VALIDATOR.is_valid(tree) == (not codes - ONLY_THE_WHOLE_TELLS), (seed, codes)
        refused += bool(codes)
    assert refused > 200
