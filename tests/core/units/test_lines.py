"""The map of lines names exactly the keys that the standard parser finds."""

import random
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.made import book_tree, toml_text

from paritrana.core.units.lines import line_map

SAMPLES = sorted((Path(__file__).parents[3] / "samples/rulebooks").glob("*.toml"))
TRICKY = '''\
# a comment with = and [brackets]
plain = 1
"quoted key" = 'x'   # [not.a.table]
'literal "key"' = "a \\" quote and # no comment"
"esc\\u0061pe" = true
dotted.inner . deep = 2023-01-01 07:32:00
text = """
not = "a key"
[nor.a.table]
"quotes" inside, and the end: """"
raw = \'\'\'
also = not
\'\'\'\'
list = [ 1, # one
  [ "a", "]" ],
  { x = 1, y = { z = [ 2 ] } },
]
empty = []
none = {}
[table]
key = -1.5e3
[table.child."odd name"]
key = 0x1F
[[many]]
name = "first"
[[many.part]]
n = 1
[[many.part]]
n = 2
[many.part.below]
m = 3
[[many]]
name = "second"
[[many.part]]
n = 3
'''


def paths(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    pairs = list(
        value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else [])
    )
    return {(*path, key) for key, _ in pairs}.union(*(paths(one, (*path, key)) for key, one in pairs))


TEXTS = {"tricky": TRICKY, **{path.stem: path.read_text("utf-8") for path in SAMPLES}}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_key_of_the_parser_has_a_line(text: str):
    assert set(line_map(text)) == paths(tomllib.loads(text))


def test_random_books():
    for seed in range(30):
        text = toml_text(book_tree(random.Random(seed)))
        assert set(line_map(text)) == paths(tomllib.loads(text))


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20) | st.lists(st.text(max_size=5)), max_size=5))
def test_any_keys_and_texts(table: dict[str, Any]):
    text = toml_text(table)
    assert set(line_map(text)) == paths(tomllib.loads(text))


def test_the_lines_are_the_right_ones():
    lines = line_map(TRICKY)
    rows = TRICKY.splitlines()
    assert rows[lines["plain",] - 1].startswith("plain")
    assert rows[lines["dotted", "inner", "deep"] - 1].startswith("dotted")
    assert rows[lines["raw",] - 1].startswith("raw")
    assert rows[lines["list", 2, "y", "z", 0] - 1].strip().startswith("{ x")
    assert rows[lines["many", 1, "part", 0, "n"] - 1] == "n = 3"
    assert rows[lines["many", 0, "part", 1, "below", "m"] - 1] == "m = 3"
    assert rows[lines["table", "child", "odd name", "key"] - 1] == "key = 0x1F"
