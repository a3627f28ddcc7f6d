"""Rulebooks, values and marks made up by a seeded source of chance, and rulebooks as TOML text."""

import json
import random
import re
from typing import Any

from paritrana.core import rulebook

_BARE = re.compile("[A-Za-z0-9_-]+")
AGGREGATES = ["mean", "trimmed", "median"]
MISSING = ["zero", "renormalise", "class_median", "disqualify"]


def toml_text(tree: dict[str, Any]) -> str:
    """Return a rulebook tree as TOML with one header for each category, stage and criterion."""
    lines = _pairs({key: value for key, value in tree.items() if key != "category"})
    for category in tree.get("category", []):
        lines += ["[[category]]", *_pairs({key: value for key, value in category.items() if key != "stage"})]
        for stage in category.get("stage", []):
            plain = {key: value for key, value in stage.items() if key != "criterion"}
            lines += ["[[category.stage]]", *_pairs(plain)]
            for criterion in stage.get("criterion", []):
                lines += ["[[category.stage.criterion]]", *_pairs(criterion)]
    return "\n".join(lines) + "\n"


def _pairs(table: dict[str, Any]) -> list[str]:
    return [
        f"{key if _BARE.fullmatch(key) else _value(key)} = {_value(value)}" for key, value in table.items()
    ]


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(_pairs(value)) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def shares(chance: random.Random, count: int) -> list[int]:
    """Return `count` positive whole numbers that sum to 10,000."""
    cuts = sorted(chance.sample(range(1, 10_000), count - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, 10_000], strict=True)]


def criterion(chance: random.Random, name: str, weight: int) -> dict[str, Any]:
    """Return one criterion of any kind."""
    kind = chance.choice(["measure", "ladder", "rubric", "rubric", "yes_no"])
    made: dict[str, Any] = {"id": name, "kind": kind, "weight_bp": weight}
    if kind == "rubric":
        low = chance.choice([0, 0, 1, -2, "0.5"])
        step = chance.choice(["1", "1", "0.5", "2.5"])
        high = float(low) + float(step) * chance.randint(1, 6)
        made["scale"] = [low, int(high) if high == int(high) else str(high)]
        made["step"] = step
        return made
    if chance.random() < 0.7:
        made["missing"] = chance.choice(MISSING if chance.random() < 0.5 else MISSING[:3])
    if kind == "measure":
        low = chance.randint(-3, 3)
        made["goalposts"] = [str(low), f"{low + chance.randint(1, 7)}.{chance.randint(0, 99)}"]
        made["better"] = chance.choice(["higher", "lower"])
    if kind == "ladder":
        made["levels"] = [{"id": f"l{place}", "points": chance.randint(0, 100)} for place in range(4)]
    return made


def category(chance: random.Random, name: str) -> dict[str, Any]:
    """Return one category with up to four stages and a chain of ties."""
    counts = [chance.randint(1, 4) for _ in range(chance.randint(1, 4))]
    weights = shares(chance, len(counts))
    stages = []
    for place, (count, weight) in enumerate(zip(counts, weights, strict=True)):
        own = [
            criterion(chance, f"c{place}-{number}", share)
            for number, share in enumerate(shares(chance, count))
        ]
        stages.append({"id": f"s{place}", "weight_bp": weight, "criterion": own})
        if place and chance.random() < 0.4:
            stages[-1]["entrants"] = "finalists"
    ids = [one["id"] for stage in stages for one in stage["criterion"]]
    rules = ["worst_stage", "copeland", "lot", "joint", f"criterion:{chance.choice(ids)}", "stage:s0"]
    return {
        "id": name,
        "title": {"id": name},
        "entrant": "village",
        "finalists": chance.randint(1, 6),
        "winners": 3,
        "rank_on": chance.choice(["exact", "shown"]),
        "ties": chance.sample(rules, chance.randint(0, len(rules))),
        "jury": {"aggregate": chance.choice(AGGREGATES), "min_jurors": chance.randint(1, 3)},
        "stage": stages,
    }


def book_tree(chance: random.Random) -> dict[str, Any]:
    """Return a whole, sound rulebook."""
    return {
        "format": "paritrana-rulebook/1",
        "id": "made",
        "version": 1,
        "title": {"id": "Buku contoh"},
        "level": "province",
        "region": "71",
        "period": {"start": "2023-01-01", "end": "2023-12-31"},
        "category": [category(chance, f"cat{place}") for place in range(chance.randint(1, 3))],
    }


def value_for(chance: random.Random, rule: rulebook.Criterion) -> str:
    """Return a value, coarse so that ties are common, or an empty one."""
    if chance.random() < 0.2:
        return ""
    if rule.kind == "measure":
        return chance.choice(["0", "1", "2.5", "-1", "0.333333", "7"])
    return chance.choice([one.id for one in rule.levels] or ["yes", "no"])


def data_for(chance: random.Random, book: rulebook.Rulebook) -> tuple[dict[str, Any], dict[Any, Any]]:
    """Return values and marks of a few entrants, with recusals, absent jurors and many equals."""
    values: dict[str, Any] = {}
    marks: dict[Any, Any] = {}
    for one in book.categories:
        entrants = [f"{one.id}/{chance.choice(['', 'É, '])}e{place}" for place in range(chance.randint(0, 9))]
        values[one.id] = {
            entrant: {rule.id: value_for(chance, rule) for rule in one.criteria if rule.kind != "rubric"}
            for entrant in entrants
        }
        jurors = [f"J{place}" for place in range(one.jury.min_jurors + chance.randint(0, 5))]
        for entrant in entrants:
            spare = len(jurors) - one.jury.min_jurors
            away = chance.sample(jurors, chance.randint(0, min(spare, 2)))
            for juror in jurors:
                cells = {
                    rule.id: chance.choice(rule.mark_texts()[:3])
                    for stage in one.stages
                    for rule in stage.rubrics
                }
                if juror in away and chance.random() < 0.5:
                    cells["*"] = "recused"
                if cells and (juror not in away or "*" in cells):
                    marks[juror, entrant] = cells
    return values, marks


def case(seed: int) -> tuple[rulebook.Rulebook, dict[str, Any], dict[Any, Any], str]:
    """Return a sound book with its data and a seed for lots, always the same for the same number."""
    chance = random.Random(seed)
    book = rulebook.read(toml_text(book_tree(chance)))
    values, marks = data_for(chance, book)
    return book, values, marks, f"benih {seed}"
