"""Rulebooks of format /2 made up by a seeded source of chance, with entrants, values and marks for them."""

import random
from typing import Any

from tests.core.made import book_tree as book_tree_1
from tests.core.made import data_for as data_for_1
from tests.core.made import shares, toml_text

from paritrana.core import rulebook

SIZES = ["small", "middle", "large"]
FLOORS = ["0.01", "0.05", "0.5", "0.000001"]
PROVINCES = ["71", "75", "82"]
ZONES = ["WIB", "WITA", "WIT"]


def _mean(chance: random.Random, table: dict[str, Any], how_often: float) -> None:
    if chance.random() < how_often:
        table["aggregate"] = "geometric"
        if chance.random() < 0.5:
            table["floor"] = chance.choice(FLOORS)
    elif chance.random() < 0.3:
        table["aggregate"] = "mean"


def _dimensions(chance: random.Random, place: int, stage: dict[str, Any]) -> None:
    """Group the criteria of a stage; each dimension gets its own whole of 10,000."""
    criteria = stage["criterion"]
    count = chance.randint(2, len(criteria))
    owners = list(range(count)) + [chance.randrange(count) for _ in range(len(criteria) - count)]
    chance.shuffle(owners)
    stage["dimension"] = [
        {"id": f"d{place}-{number}", "weight_bp": weight}
        for number, weight in enumerate(shares(chance, count))
    ]
    for number in range(count):
        own = [one for one, owner in zip(criteria, owners, strict=True) if owner == number]
        for one, weight in zip(own, shares(chance, len(own)), strict=True):
            one["dimension"] = f"d{place}-{number}"
            one["weight_bp"] = weight


def _measure(chance: random.Random, criterion: dict[str, Any], sizes: list[str]) -> None:
    if sizes and chance.random() < 0.5:
        named = chance.sample(sizes, chance.randint(1, len(sizes)))
        lows = [chance.randint(-3, 3) for _ in named]
        criterion["goalposts_by_size"] = {
            size: [str(low), f"{low + chance.randint(1, 7)}.{chance.randint(0, 99)}"]
            for size, low in zip(named, lows, strict=True)
        }
    if chance.random() < 0.5:
        criterion["goalposts"] = ["0", chance.choice(["1", "0.8", "0.95"])]
        if chance.random() < 0.5:
            criterion["small"] = {"rule": "missing", "below": chance.choice([1, 50, 500])}
            return
        criterion["small"] = {"rule": "shrink", "kappa": chance.choice([1, 50, 300]), "prior": "0.40"}
        if sizes and chance.random() < 0.5:
            criterion["small"]["prior_by_size"] = {chance.choice(sizes): chance.choice(["0", "0.25", "1"])}


def _category(chance: random.Random, category: dict[str, Any]) -> None:
    stages = category["stage"]
    sizes = SIZES[: chance.randint(2, 3)] if chance.random() < 0.5 else []
    if sizes:
        category["size_classes"] = sizes
    straight = chance.random() < 0.5
    for place, stage in enumerate(stages):
        if len(stage["criterion"]) > 1 and chance.random() < 0.6:
            _dimensions(chance, place, stage)
            _mean(chance, stage, 0 if straight else 0.5)
        if chance.random() < 0.3:
            stage["pass_mark"] = chance.choice([0, 20, "33.3", 50, 100])
        for one in stage["criterion"]:
            if one["kind"] == "measure" and chance.random() < 0.6:
                _measure(chance, one, sizes)
    _mean(chance, category, 0 if straight else 0.4)
    if straight and chance.random() < 0.7:
        category["finalists_ceiling"] = category["finalists"] + chance.randint(0, 4)
        category["uncertain_pct"] = chance.choice([1, 10, 25, 50])
    if chance.random() < 0.4:
        category["province_cap"] = chance.randint(1, 2)
    if chance.random() < 0.5:
        category["consolation"] = chance.randint(0, 3)
    _ties_and_jury(chance, category)


def _ties_and_jury(chance: random.Random, category: dict[str, Any]) -> None:
    stages = category["stage"]
    groups = [one["id"] for stage in stages for one in stage.get("dimension", [])]
    for rule in ["worst_dimension", f"dimension:{chance.choice(groups)}"] if groups else []:
        if chance.random() < 0.5:
            category["ties"].insert(chance.randint(0, len(category["ties"])), rule)
    geometric = [stage for stage in stages if stage.get("aggregate") == "geometric"]
    marked = any(one["kind"] == "rubric" for stage in geometric for one in stage["criterion"])
    modes = ["off", "report"] if marked else ["off", "report", "official"]
    category["jury"]["fair_mode"] = chance.choice(modes)


def _prizes(chance: random.Random, categories: list[dict[str, Any]]) -> list[dict[str, Any]]:
    prizes = []
    for number in range(chance.randint(0, 3)):
        one = chance.choice(categories)
        points = [f"stage:{stage['id']}" for stage in one["stage"]]
        points += [
            f"dimension:{group['id']}" for stage in one["stage"] for group in stage.get("dimension", [])
        ]
        points += [f"criterion:{each['id']}" for stage in one["stage"] for each in stage["criterion"]]
        prize: dict[str, Any] = {
            "id": f"p{number}",
            "title": {"id": f"Penghargaan {number}"},
            "per": chance.choice(["all", "category", "province", "zone"]),
            "among": chance.choice(["ranked", "winners", "others"]),
            "winners": chance.randint(1, 2),
        }
        if chance.random() < 0.6:
            prize |= {"on": chance.choice(["score", *points]), "categories": [one["id"]]}
        prizes.append(prize)
    return prizes


def book_tree(chance: random.Random) -> dict[str, Any]:
    """Return a whole, sound rulebook of format /2, with some of its keys or none."""
    tree = book_tree_1(chance)
    tree["format"] = "paritrana-rulebook/2"
    for one in tree["category"]:
        _category(chance, one)
    if prizes := _prizes(chance, tree["category"]):
        tree["prize"] = prizes
    return tree


def data_for(chance: random.Random, book: rulebook.Rulebook) -> tuple[dict[str, Any], dict[Any, Any]]:
    """Return values and marks as for /1; measures are often two counts, with `small` always."""
    values, marks = data_for_1(chance, book)
    for one in book.categories:
        measures = [rule for rule in one.criteria if rule.kind == "measure"]
        for cells in values[one.id].values():
            for rule in measures:
                if cells[rule.id] and (rule.small is not None or chance.random() < 0.3):
                    workers = chance.choice([1, 40, 400, 499, 500, 40_000])
                    cells[rule.id] = f"{chance.randint(0, workers + workers // 10)}/{workers}"
    return values, marks


def facts_for(
    chance: random.Random, book: rulebook.Rulebook, values: dict[str, Any]
) -> dict[str, tuple[str, str, str]]:
    """Return (region, zone, size class) of every entrant, none of them empty; size where classes exist."""
    facts: dict[str, tuple[str, str, str]] = {}
    for one in book.categories:
        for entrant in values[one.id]:
            region = f"{chance.choice(PROVINCES)}.{chance.randint(1, 9):02}"
            size = chance.choice(one.size_classes) if one.size_classes else ""
            facts[entrant] = (region, chance.choice(ZONES), size)
    return facts


def case(
    seed: int,
) -> tuple[rulebook.Rulebook, dict[str, Any], dict[Any, Any], dict[str, tuple[str, str, str]], str]:
    """Return a sound /2 book, values, marks, facts of entrants and a seed for lots, the same for a number."""
    chance = random.Random(seed)
    book = rulebook.read(toml_text(book_tree(chance)))
    values, marks = data_for(chance, book)
    return book, values, marks, facts_for(chance, book, values), f"benih {seed}"
