"""Rulebooks that a table in Parquet is ranked by, and values as such a table, made up by seeded chance."""

import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from tests.core import made, made_two

from paritrana.core import rulebook

NUMBERS = [pa.decimal128(12, 6), pa.decimal64(18, 6), pa.decimal128(30, 8), pa.decimal256(40, 7)]
TEXTS = [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())]
REFUSED = {
    "category": ("aggregate", "floor", "size_classes", "province_cap", "finalists_ceiling", "uncertain_pct"),
    "stage": ("aggregate", "floor", "entrants", "pass_mark"),
    "criterion": ("scale", "step", "goalposts_by_size"),
}


def book(seed: int) -> rulebook.Rulebook:
    """Return a book of either format without jurors and without the rules that are refused."""
    chance = random.Random(seed)
    tree = (made_two if chance.random() < 0.6 else made).book_tree(chance)
    tree.pop("prize", None)
    for category in tree["category"]:
        _without(category, "category")
        if chance.random() < 0.5:
            category["ties"].sort(key=lambda rule: not rule.startswith("worst"))
        category["jury"]["fair_mode"] = "off" if tree["format"].endswith("1") else "report"
        for stage in category["stage"]:
            _without(stage, "stage")
            for one in stage["criterion"]:
                _without(one, "criterion")
                _values_only(chance, one)
    if seed % 2:
        _even(tree)
    return rulebook.read(made.toml_text(tree))


def _even(tree: dict[str, Any]) -> None:
    """Weigh alike, and make every kind give 0 or all, so that sums are equal whose parts are not."""
    for category in tree["category"]:
        parts = [category["stage"]]
        for stage in category["stage"]:
            groups = [one["id"] for one in stage.get("dimension", [])] or [""]
            parts.append(stage.get("dimension", []))
            parts += [
                [one for one in stage["criterion"] if one.get("dimension", "") == group] for group in groups
            ]
        for own in parts:
            for at, one in enumerate(own):
                one["weight_bp"] = 10_000 // len(own) + (10_000 % len(own) if at == 0 else 0)
        for one in (one for stage in category["stage"] for one in stage["criterion"]):
            if "goalposts" in one:
                one["goalposts"] = ["0", "1"]
            for at, level in enumerate(one.get("levels", [])):
                level["points"] = 100 * (at % 2)


def _without(table: dict[str, Any], kind: str) -> None:
    for key in REFUSED[kind]:
        table.pop(key, None)


def _values_only(chance: random.Random, one: dict[str, Any]) -> None:
    if one["kind"] == "rubric":
        one["kind"] = "yes_no"
        one["missing"] = chance.choice(made.MISSING)
    one.get("small", {}).pop("prior_by_size", None)


def values(seed: int, book: rulebook.Rulebook) -> dict[str, dict[str, dict[str, str]]]:
    """Return {category: {entrant: {criterion: text}}} with many equals and gaps."""
    chance = random.Random(seed)
    found, _ = (made_two if book.format > 1 else made).data_for(chance, book)
    for category in book.categories:
        own = found[category.id]
        for at in range(chance.choice([0, 12, 25]) if own else 0):
            known = [*own.values()]
            own[f"{category.id} lagi {at}"] = {
                name: chance.choice(known)[name] if chance.random() < 0.8 else text
                for name, text in chance.choice(known).items()
            }
    return found


def write(
    path: Path, values: dict[str, dict[str, dict[str, str]]], book: rulebook.Rulebook, seed: int
) -> None:
    """Write values as a table whose columns are text, whole numbers or decimals, in any order of rows."""
    chance = random.Random(seed)
    rows = [(name, entrant, cells) for name, own in values.items() for entrant, cells in own.items()]
    if seed % 2:
        chance.shuffle(rows)
    columns: dict[str, Any] = {
        "category": pa.array([row[0] for row in rows], pa.string()).cast(chance.choice(TEXTS)),
        "entrant": pa.array([row[1] for row in rows], pa.string()).cast(chance.choice(TEXTS)),
    }
    ids = sorted({one.id for category in book.categories for one in category.criteria})
    chance.shuffle(ids)
    for name in ids:
        columns[name] = _column(chance, [row[2].get(name) for row in rows])
    pq.write_table(pa.table(columns), path, row_group_size=chance.choice([3, 100]))


def _column(chance: random.Random, texts: list[str | None]) -> Any:
    given = [text or None for text in texts]
    try:
        numbers = [None if text is None else Decimal(text) for text in given]
    except ArithmeticError:
        numbers = None
    if numbers is None or chance.random() < 0.4:
        empty = chance.choice(["", None])
        return pa.array([text or empty for text in texts], pa.string()).cast(chance.choice(TEXTS))
    if all(number is None or number == int(number) for number in numbers) and chance.random() < 0.5:
        whole = [None if number is None else int(number) for number in numbers]
        return pa.array(whole, chance.choice([pa.int8(), pa.int32(), pa.int64()]))
    return pa.array(numbers, chance.choice(NUMBERS))
