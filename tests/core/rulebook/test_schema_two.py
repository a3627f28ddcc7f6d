"""Random sound /2 books pass the check and the published JSON Schema; changed ones fail both or neither."""

import json
import random

import pytest
from jsonschema import Draft202012Validator
from tests.core.made import book_tree as book_tree_1
from tests.core.made import toml_text
from tests.core.made_two import book_tree
from tests.core.rulebook.test_schema import ONLY_THE_WHOLE_TELLS, changed

from paritrana.core.rulebook import SCHEMAS, check, read
from paritrana.core.rulebook.wording_two import TWO

VALIDATOR = Draft202012Validator(json.loads(SCHEMAS[2].read_text("utf-8")))
WHOLE = ONLY_THE_WHOLE_TELLS | (set(TWO) - {"small.other_rule"})


def test_the_schema_is_sound():
    Draft202012Validator.check_schema(VALIDATOR.schema)


def test_sound_books_pass_both_and_are_read():
    keys: set[str] = set()
    for seed in range(25):
        tree = book_tree(random.Random(seed))
        assert VALIDATOR.is_valid(tree), seed
        text = toml_text(tree)
        assert read(text).format == 2, check(text)
        keys |= {key for category in tree["category"] for key in category}
    assert keys >= {"aggregate", "floor", "uncertain_pct", "province_cap", "consolation", "size_classes"}


def _agree_on_changed(seeds: range) -> int:
    refused = 0
    for seed in seeds:
        chance = random.Random(seed)
        tree = changed(chance, book_tree(chance))
        try:
            text = toml_text(tree)
        except (AttributeError, TypeError):
            continue
        codes = {fault.code for fault in check(text)}
        if tree.get("format") == "paritrana-rulebook/2":
            assert VALIDATOR.is_valid(tree) == (not codes - WHOLE), (seed, codes)
        if codes:
            refused += 1
        else:
            read(text)
    return refused


def test_changed_books_fail_both_or_neither_and_what_passes_is_read():
    assert _agree_on_changed(range(80)) > 25


@pytest.mark.long
def test_many_changed_books_fail_both_or_neither():
    assert _agree_on_changed(range(80, 2000)) > 600


def test_a_book_of_format_1_that_says_2_means_the_same():
    for seed in range(20):
        text = toml_text(book_tree_1(random.Random(seed)))
        one, two = read(text), read(text.replace("paritrana-rulebook/1", "paritrana-rulebook/2"))
        assert one.categories == two.categories
        assert one.hash != two.hash
