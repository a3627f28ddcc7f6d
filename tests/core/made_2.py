"""Rulebooks of format /2, facts about entrants and data, made up by a seeded source of chance."""

import random
import tomllib
from typing import Any

from tests.core import made

from paritrana.core.rulebook import Rulebook
from paritrana.core.rulebook.building import build
from paritrana.core.scoring import Facts

SIZES = ("large", "medium", "small")
REGIONS = ("71.01", "71.02.05", "72.01", "73")
ZONES = ("WIB", "WITA", "WIT")
FLOORS = ("0.01", "0.2", "0.005")


def toml_text(tree: dict[str, Any]) -> str:
    """Return a rulebook tree of format /2 as TOML: each table under its own header."""
    lines = _table(tree, "")
    return "\n".join(lines) + "\n"


def _table(tree: dict[str, Any], path: str) -> list[str]:
    nested = {key for key in tree if key in ("category", "stage", "dimension", "criterion", "prize")}
    nested = {key for key in nested if isinstance(tree[key], list)}
    lines = made._pairs({key: value for key, value in tree.items() if key not in nested})
    for key in ("category", "stage", "dimension", "criterion", "prize"):
        for one in tree[key] if key in nested else ():
            own = f"{path}.{key}" if path else key
            lines += [f"[[{own}]]", *_table(one, own)]
    return lines


def book_tree(chance: random.Random) -> dict[str, Any]:
    """Return a sound rulebook that uses the keys of format /2 here and there."""
    tree = made.book_tree(chance)
    tree["format"] = "paritrana-rulebook/2"
    for category in tree["category"]:
        _widen_category(chance, category)
    tree["prize"] = [_prize(chance, tree, place) for place in range(chance.randint(0, 3))]
    return tree


def _widen_category(chance: random.Random, category: dict[str, Any]) -> None:
    sized = chance.random() < 0.5
    if sized:
        category["size_classes"] = list(SIZES)
    for place, stage in enumerate(category["stage"]):
        _widen_stage(chance, stage, place, sized=sized)
    dimensions = [one["id"] for stage in category["stage"] for one in stage.get("dimension", [])]
    rules = ["worst_dimension", *(f"dimension:{name}" for name in dimensions)] if dimensions else []
    category["ties"] = chance.sample(rules, min(len(rules), chance.randint(0, 2))) + category["ties"]
    _mean(chance, category, category["stage"])
    geometric = [category, *category["stage"]]
    if not any(one.get("aggregate") == "geometric" for one in geometric) and chance.random() < 0.6:
        category["finalists_ceiling"] = category["finalists"] + chance.randint(0, 3)
        category["uncertain_pct"] = chance.choice([1, 10, 30, 50])
    if chance.random() < 0.5:
        category["province_cap"] = chance.randint(1, 2)
    category |= {"winners": chance.randint(1, 3), "consolation": chance.randint(0, 2)}
    category["forward"] = chance.randint(1, 3)


def _mean(chance: random.Random, tree: dict[str, Any], groups: list[dict[str, Any]]) -> None:
    """Make the mean of a table's groups geometric now and then, over coarse weights for slow oracles."""
    if chance.random() < 0.35:
        tree |= {"aggregate": "geometric", "floor": chance.choice(FLOORS)}
        cuts = [0, *sorted(chance.sample(range(1, 10), len(groups) - 1)), 10]
        for one, low, high in zip(groups, cuts, cuts[1:], strict=False):
            one["weight_bp"] = 1000 * (high - low)


def _widen_stage(chance: random.Random, stage: dict[str, Any], place: int, *, sized: bool) -> None:
    if chance.random() < 0.25:
        stage["pass_mark"] = chance.choice([10, "12.5", 30])
    for one in stage["criterion"]:
        if one["kind"] == "measure":
            _widen_measure(chance, one, sized=sized)
    if len(stage["criterion"]) < 2 or chance.random() < 0.4:
        return
    cut = chance.randint(1, len(stage["criterion"]) - 1)
    groups = [stage["criterion"][:cut], stage["criterion"][cut:]]
    stage["dimension"] = []
    for number, (group, weight) in enumerate(zip(groups, made.shares(chance, 2), strict=True)):
        name = f"d{place}-{number}"
        stage["dimension"].append({"id": name, "weight_bp": weight})
        for one, own in zip(group, made.shares(chance, len(group)), strict=True):
            one |= {"dimension": name, "weight_bp": own}
    _mean(chance, stage, stage["dimension"])


def _widen_measure(chance: random.Random, one: dict[str, Any], *, sized: bool) -> None:
    if sized and chance.random() < 0.5:
        one["goalposts_by_size"] = {chance.choice(SIZES): ["0", chance.choice(["0.8", "2", "5"])]}
    if chance.random() < 0.25:
        one["small"] = {"rule": "missing", "below": chance.choice([3, 50])}
    elif chance.random() < 0.3:
        one["small"] = {"rule": "shrink", "kappa": 50, "prior": "0.40"}
        if sized:
            one["small"]["prior_by_size"] = {"small": "0.6"}


def _prize(chance: random.Random, tree: dict[str, Any], place: int) -> dict[str, Any]:
    category = chance.choice(tree["category"])
    stages = category["stage"]
    criteria = [one["id"] for stage in stages for one in stage["criterion"]]
    on = [
        *("score", f"stage:{stages[0]['id']}", f"criterion:{chance.choice(criteria)}"),
        *(f"dimension:{one['id']}" for stage in stages for one in stage.get("dimension", [])),
    ]
    prize = {
        "id": f"p{place}",
        "title": "Hadiah",
        "categories": [category["id"]],
        "on": chance.choice(on),
        "per": chance.choice(["all", "category", "province", "zone"]),
        "among": chance.choice(["ranked", "winners", "others"]),
        "winners": chance.randint(1, 2),
    }
    if chance.random() < 0.4:
        prize |= {"categories": [one["id"] for one in tree["category"]], "on": "score"}
    return prize


def data_for(
    chance: random.Random, book: Rulebook
) -> tuple[dict[str, Any], dict[Any, Any], dict[str, Facts]]:
    """Return values, marks and facts; many equals, many gaps, rates as two counts."""
    values, marks = made.data_for(chance, book)
    facts = {}
    for category in book.categories:
        for entrant, cells in values[category.id].items():
            facts[entrant] = Facts(chance.choice(REGIONS), chance.choice(ZONES), chance.choice(SIZES))
            for one in category.criteria:
                if one.kind == "measure" and cells[one.id] and (one.small or chance.random() < 0.3):
                    cells[one.id] = chance.choice(["0/10", "1/2", "30/40", "9/3", "70/70"])
    return values, marks, facts


def case(seed: int) -> tuple[Rulebook, dict[str, Any], dict[Any, Any], dict[str, Facts], str]:
    """Return a book of format /2 with its data and a seed for lots, always the same for the same number."""
    chance = random.Random(seed)
    text = toml_text(book_tree(chance))
    book = build(tomllib.loads(text), text)
    values, marks, facts = data_for(chance, book)
    return book, values, marks, facts, f"benih {seed}"
