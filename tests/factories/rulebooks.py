"""Small made-up rulebooks, as text: a test says what it needs, the rest is filled in."""

from typing import Any

from tests.core.made import toml_text

type Tree = dict[str, Any]


def text(*categories: Tree, form: int = 1, **more: Any) -> str:
    """Return the book of a province with these categories as TOML."""
    head = {
        "format": f"paritrana-rulebook/{form}",
        "id": "contoh",
        "version": 1,
        "title": {"id": "Contoh"},
        "level": "province",
        "region": "71",
        "period": {"start": "2023-01-01", "end": "2023-12-31"},
    }
    return toml_text(head | more | {"category": list(categories)})


def category(*stages: Tree, name: str = "village", **more: Any) -> Tree:
    """Return a category of villages with one winner."""
    given = {"id": name, "title": {"id": "Desa"}, "entrant": "village", "winners": 1}
    return given | more | {"stage": list(stages)}


def stage(name: str, weight: int, *criteria: Tree, **more: Any) -> Tree:
    """Return a stage that counts so many ten-thousandths of its category."""
    return {"id": name, "weight_bp": weight} | more | {"criterion": list(criteria)}


def measure(name: str = "coverage", weight: int = 10_000, **more: Any) -> Tree:
    """Return a share, of which 0 earns nothing and 1 everything."""
    return {"id": name, "kind": "measure", "weight_bp": weight, "goalposts": ["0", "1"]} | more


def rubric(name: str, weight: int = 10_000, *, high: int = 5) -> Tree:
    """Return what jurors mark from 0."""
    return {"id": name, "kind": "rubric", "weight_bp": weight, "scale": [0, high]}
