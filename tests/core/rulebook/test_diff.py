"""What changed between two rulebooks, in words: every change once, in its place, none where none is."""

import dataclasses
import itertools
import random

import pytest
from tests.core.made import book_tree as book_tree_1
from tests.core.made import toml_text
from tests.core.made_two import book_tree
from tests.core.rulebook.test_check_two import GOOD
from tests.core.rulebook.test_schema import changed

from paritrana.core.rulebook import Rulebook, check, read
from paritrana.core.rulebook.diff import diff, diff_text

TITLED = GOOD.replace(
    'id = "coverage"', 'id = "coverage"\ntitle = { id = "Cakupan pekerja", en = "Worker coverage" }'
)
# (old text, new text, category, stage, English, Indonesian)
CHANGES = [
    ("version = 1", "version = 2", "", "", "The version rises from 1 to 2.", "Versi naik dari 1 menjadi 2."),
    (
        "consolation = 3\n",
        "",
        "village",
        "",
        "The number of consolation places no longer holds; it was 3.",
        "Jumlah juara harapan tidak berlaku lagi; semula 3.",
    ),
    (
        "uncertain_pct = 25",
        "uncertain_pct = 30",
        "village",
        "",
        "The stretch that finds who is uncertain rises from 25% to 30%.",
        "Regangan untuk mencari yang belum pasti naik dari 25\N{NO-BREAK SPACE}% menjadi "
        "30\N{NO-BREAK SPACE}%.",
    ),
    (
        '"worst_dimension", ',
        "",
        "village",
        "",
        "Equals are parted in another way. Before: more points in the dimension “Reach” go first; whose "
        "weakest dimension is the stronger goes first; they share the rank, and the next rank is left out. Now: more "
        "points in the dimension “Reach” go first; they share the rank, and the next rank is left out.",
        "Cara memisahkan nilai sama berubah. Semula: poin lebih banyak pada dimensi “Reach” didahulukan; "
        "yang dimensi terlemahnya lebih kuat didahulukan; mereka berbagi peringkat, dan peringkat berikutnya "
        "dilewati. Sekarang: poin lebih banyak pada dimensi “Reach” didahulukan; mereka berbagi "
        "peringkat, dan peringkat berikutnya dilewati.",
    ),
    (
        "pass_mark = 40",
        'pass_mark = "42.5"',
        "village",
        "data",
        "The pass mark rises from 40 to 42.5.",
        "Nilai ambang naik dari 40 menjadi 42,5.",
    ),
    (
        'goalposts = ["0", "1"]',
        'goalposts = ["0", "0.95"]',
        "village",
        "data",
        "How “Worker coverage” is turned into points changes. Before: 0% or less gives 0 points, 100% or "
        "more gives 100. Now: 0% or less gives 0 points, 95% or more gives 100.",
        "Cara “Cakupan pekerja” menjadi poin berubah. Semula: 0\N{NO-BREAK SPACE}% atau kurang memberi 0 "
        "poin, 100\N{NO-BREAK SPACE}% atau lebih memberi 100. Sekarang: 0\N{NO-BREAK SPACE}% atau kurang memberi "
        "0 poin, 95\N{NO-BREAK SPACE}% atau lebih memberi 100.",
    ),
    (
        'per = "zone"',
        'per = "all"',
        "",
        "",
        "How the prize “Terbaik” is given changes. Before: in each time zone. Now: once for all.",
        "Cara penghargaan “Terbaik” diberikan berubah. Semula: di setiap zona waktu. Sekarang: satu untuk semua.",
    ),
]
WEIGHTS = """\
[[category.stage.criterion]]
id = "coverage"
title = { id = "Cakupan pekerja", en = "Worker coverage" }
kind = "yes_no"
weight_bp = %d
[[category.stage.criterion]]
id = "rule"
kind = "yes_no"
weight_bp = %d
"""


@pytest.mark.parametrize(("old", "new", "category", "stage", "english", "indonesian"), CHANGES)
def test_a_change_is_said_in_its_place(old, new, category, stage, english, indonesian):
    assert TITLED.count(old) >= 1
    (change,) = diff(read(TITLED), read(TITLED.replace(old, new, 1)))
    assert (change.category, change.stage) == (category, stage)
    assert change.told("en") == english
    assert change.told("id") == indonesian


def test_a_weight_is_said_within_its_stage_and_within_the_score():
    head = GOOD[: GOOD.index("[[category.stage]]")].replace('"dimension:reach", "worst_dimension", ', "")
    stage = '[[category.stage]]\nid = "data"\nweight_bp = 4000\n'
    rest = (
        '[[category.stage]]\nid = "talk"\nweight_bp = 6000\n[[category.stage.criterion]]\nid = "talk"\n'
        'kind = "yes_no"\nweight_bp = 10000\n'
    )
    old, new = (read(head + stage + WEIGHTS % weights + rest) for weights in ((7000, 3000), (7500, 2500)))
    first, second = diff(old, new)
    assert first.english == (
        "The weight of “Worker coverage” rises from 70% to 75% of its stage (28% to 30% of the score)."
    )
    assert (
        second.english == "The weight of “Rule” falls from 30% to 25% of its stage (12% to 10% of the score)."
    )


def test_criteria_stages_and_dimensions_come_go_and_move():
    moved = TITLED.replace('id = "talk"\ndimension = "will"', 'id = "speech"\ndimension = "will"')
    codes = [change.code for change in diff(read(TITLED), read(moved))]
    assert codes == ["criterion.removed", "criterion.added"]
    renamed = TITLED.replace('id = "will"', 'id = "zeal"').replace('dimension = "will"', 'dimension = "zeal"')
    told = [change.english for change in diff(read(TITLED), read(renamed))]
    assert told == [
        "The dimension “Will” is gone; it had 30% of the stage.",
        "The dimension “Zeal” is new, with 30% of the stage.",
        "The criterion “Talk” moves from the dimension “Will” to the dimension “Zeal”.",
    ]


def test_a_default_written_out_is_no_change_and_the_text_says_why_hashes_differ():
    old, new = read(GOOD), read(GOOD.replace('aggregate = "mean"\n', ""))
    assert diff(old, new) == ()
    assert "so their hashes differ" in diff_text(old, new, "en")
    assert "hash" not in diff_text(old, old, "en")


def test_the_text_has_a_heading_for_each_category_and_stage():
    new = TITLED.replace("version = 1", "version = 2").replace("pass_mark = 40", "pass_mark = 45")
    assert diff_text(read(TITLED), read(new), "id").splitlines() == [
        "contoh 1 → contoh 2",
        "",
        "Buku aturan",
        "  - Versi naik dari 1 menjadi 2.",
        "",
        "Kategori Desa",
        "  Tahap Data",
        "    - Nilai ambang naik dari 40 menjadi 45.",
    ]


def _meaning(book: Rulebook) -> dict[str, object]:
    left_out = ("hash", "canonical", "text")
    return {one.name: getattr(book, one.name) for one in dataclasses.fields(book) if one.name not in left_out}


def _agree(seed: int) -> int:
    """Say whether a changed book means something else; the diff must say the same."""
    chance = random.Random(seed)
    tree = (book_tree if seed % 3 else book_tree_1)(chance)
    other = changed(chance, tree)
    try:
        text = toml_text(other)
    except (AttributeError, TypeError):
        return 0
    if check(text):
        return 0
    old, new = read(toml_text(tree)), read(text)
    assert diff(old, old) == ()
    assert bool(diff(old, new)) == (_meaning(old) != _meaning(new)), seed
    return 1


def test_whatever_means_something_else_is_said():
    assert sum(_agree(seed) for seed in range(70)) > 5


@pytest.mark.long
def test_whatever_means_something_else_is_said_of_many():
    assert sum(_agree(seed) for seed in range(70, 3000)) > 300


def test_books_that_share_nothing_are_compared_without_falling_over():
    books = [read(toml_text(book_tree(random.Random(seed)))) for seed in range(12)]
    for old, new in itertools.pairwise(books):
        for language in ("id", "en"):
            text = diff_text(old, new, language)
            assert "{" not in text
