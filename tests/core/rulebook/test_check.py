"""Faults of a rulebook: all at once, each on its line, with code, sentence and cure."""

import random
import tomllib
from pathlib import Path

import pytest
from tests.core.made import book_tree, toml_text

from paritrana.core import rulebook
from paritrana.core.rulebook import RulebookFaults, check, read
from paritrana.core.rulebook.wording import WORDINGS

SAMPLES = sorted((Path(__file__).parents[3] / "samples/rulebooks").glob("*.toml"))
GOOD = """\
format = "paritrana-rulebook/1"
id = "contoh"
version = 1
title = { id = "Contoh" }
level = "province"
region = "71"
period = { start = "2023-01-01", end = "2023-12-31" }
[committee]
quorum = 2
seats = [{ id = "chair", office = "provincial_secretary", count = 2 }]
[[category]]
id = "regency-city"
title = { id = "Kabupaten/Kota" }
entrant = "regency_city"
winners = 3
ties = ["criterion:coverage", "joint"]
jury = { min_jurors = 3 }
[[category.stage]]
id = "data"
weight_bp = 10000
[[category.stage.criterion]]
id = "coverage"
kind = "measure"
weight_bp = 4000
goalposts = ["0", "1"]
[[category.stage.criterion]]
id = "rule"
kind = "ladder"
weight_bp = 3000
levels = [{ id = "none", points = 0 }]
[[category.stage.criterion]]
id = "talk"
kind = "rubric"
weight_bp = 3000
scale = [0, 5]
anchors = { "3" = "cukup" }
"""

CHANGES = [
    ('format = "paritrana-rulebook/1"', 'format = "paritrana-rulebook/3"', 1, "value.choice"),
    ('id = "contoh"', 'id = "Contoh"', 2, "value.id"),
    ("version = 1", "version = 0", 3, "value.range"),
    ("version = 1", "version = true", 3, "value.type"),
    ('title = { id = "Contoh" }', 'title = { en = "Example" }', 4, "key.missing"),
    ('title = { id = "Contoh" }', 'title = { id = " " }', 4, "value.empty"),
    ('level = "province"\nregion = "71"', 'level = "province"', 5, "region.missing"),
    ('level = "province"', 'level = "national"', 6, "region.national"),
    ('region = "71"', 'region = "7"', 6, "region.code"),
    ('end = "2023-12-31"', 'end = "2022-12-31"', 7, "period.order"),
    ('end = "2023-12-31"', 'end = "2023-02-29"', 7, "value.date_text"),
    ('end = "2023-12-31"', "end = 2023-12-31", 7, "value.date"),
    ("quorum = 2", "quorum = 3", 9, "committee.quorum"),
    ("winners = 3", "winers = 3", 11, "key.missing"),
    ("winners = 3", "winers = 3", 15, "key.unknown"),
    ("criterion:coverage", "criterion:cover", 16, "ties.unknown"),
    ("min_jurors = 3", 'fair_mode = "official"', 17, "jury.fair_mode"),
    ("min_jurors = 3", "min_jurors = 0", 17, "value.range"),
    ('id = "data"', 'id = "data"\nentrants = "finalists"', 20, "finalists.first_stage"),
    ("weight_bp = 4000", "weight_bp = 4001", 18, "weights.sum"),
    ("weight_bp = 4000", "weight_bp = 0.4", 24, "value.float"),
    ('goalposts = ["0", "1"]', 'goalposts = ["1", "1"]', 25, "goalposts.order"),
    ('goalposts = ["0", "1"]', 'goalposts = ["0", "1,5"]', 25, "value.number"),
    ('goalposts = ["0", "1"]', 'goalposts = ["0"]', 25, "list.length"),
    ('goalposts = ["0", "1"]', 'scale = [0, 1]\ngoalposts = ["0", "1"]', 25, "key.other_kind"),
    ('id = "rule"', 'id = "coverage"', 27, "id.repeated"),
    ("points = 0", "points = 101", 30, "value.range"),
    ("scale = [0, 5]", "scale = [5, 0]", 35, "scale.order"),
    ("scale = [0, 5]", 'scale = [0, 5]\nstep = "2"', 36, "scale.step"),
    ("scale = [0, 5]", 'scale = [0, 5]\nmissing = "zero"', 36, "key.other_kind"),
    ('"3" = "cukup"', '"6" = "cukup"', 36, "anchors.mark"),
]


def test_a_sound_book_is_read_with_the_defaults_of_the_format():
    book = read(GOOD)
    (category,) = book.categories
    assert (category.rank_on, category.forward) == ("exact", 0)
    assert category.quota is category.finalists is None
    assert (category.jury.aggregate, category.jury.min_jurors, category.jury.fair_mode) == ("mean", 3, "off")
    coverage = category.criterion("coverage")
    assert (coverage.missing, coverage.better, coverage.unit, coverage.evidence) == (
        "zero",
        "higher",
        "share",
        "none",
    )
    assert coverage.title == {"id": "coverage", "en": "coverage"}
    assert category.criterion("talk").mark_texts() == ("0", "1", "2", "3", "4", "5")
    assert book.committee is not None
    assert book.committee.size == 2


@pytest.mark.parametrize(("old", "new", "line", "code"), CHANGES)
def test_a_fault_is_told_on_its_line(old: str, new: str, line: int, code: str):
    assert GOOD.count(old) >= 1
    faults = check(GOOD.replace(old, new, 1), name="buku.toml")
    assert (line, code) in [(fault.line, fault.code) for fault in faults]
    for fault in faults:
        assert str(fault) == f"buku.toml:{fault.line}: {fault.code}: {fault.sentence}; {fault.cure}"


def test_all_faults_are_told_at_once_by_line():
    text = GOOD
    for old, new, *_ in CHANGES[1:3] + CHANGES[12:13] + CHANGES[26:27]:
        text = text.replace(old, new, 1)
    faults = check(text)
    assert [fault.code for fault in faults] == ["value.id", "value.range", "committee.quorum", "value.range"]
    with pytest.raises(RulebookFaults) as caught:
        read(text)
    assert caught.value.faults == faults


@pytest.mark.parametrize(
    ("given", "line", "code"),
    [
        ("a = 1\nb = = 2\n", 2, "toml.syntax"),
        ("a = 1\nb = [1,\n", 2, "toml.syntax"),
        ("a = 1\na = 2\n", 2, "toml.syntax"),
        ("", 1, "file.empty"),
        (b"\xff\xfe", 1, "file.encoding"),
        ("a = 1\x00\n", 1, "toml.syntax"),
        ("a = " + "[" * 100_000, 1, "toml.syntax"),
        ("a = " + "9" * 100_000, 1, "toml.syntax"),
        ("#" * 1_100_000, 1, "file.size"),
    ],
)
def test_what_is_no_toml_stands_alone(given: str | bytes, line: int, code: str):
    (fault,) = check(given)
    assert (fault.code, fault.line) == (code, line) or fault.code == code == "toml.syntax"


@pytest.mark.parametrize("huge", ["9" * 4000, "0x" + "f" * 5000])
def test_huge_whole_numbers_are_faults(huge: str):
    text = GOOD.replace("weight_bp = 4000", f"weight_bp = {huge}").replace("count = 2", f"count = {huge}")
    assert {fault.code for fault in check(text)} == {"value.range"}


def test_mark_order_and_line_ends_do_not_change_the_hash():
    assert read("\ufeff" + GOOD.replace("\n", "\r\n")).hash == read(GOOD).hash
    assert read(GOOD.encode()).hash == read(GOOD).hash


def test_defaults_written_out_change_the_hash():
    assert read(GOOD.replace('id = "data"', 'id = "data"\nentrants = "all"')).hash != read(GOOD).hash


def test_every_wording_has_both_languages_and_faults_tell_both():
    assert all(len(texts) == 4 and all(texts) for texts in WORDINGS.values())
    (fault,) = check(GOOD.replace("version = 1", "version = 0"))
    assert fault.told("id")[0].startswith("version di luar 1 sampai")
    assert fault.told("en")[0] == fault.sentence


def test_indonesian_faults_name_tables_in_indonesian():
    changes = [
        ('title = { id = "Contoh" }', 'title = { en = "Example" }'),
        ("winners = 3", "winers = 3"),
        ("weight_bp = 4000", "weight_bp = 4001"),
    ]
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    told = " ".join(fault.told("id")[0] for fault in check(text))
    for words in ("judul belum memuat id", "kategori belum memuat winners", "bukan kunci untuk kategori"):
        assert words in told
    assert "jumlah bobot kriteria data adalah 10001" in told
    assert not {"a", "the", "of"} & set(told.split())


def test_odd_values_are_told_without_control_signs():
    (fault,) = check(GOOD.replace('id = "contoh"', 'id = "\\u001b[31m' + "x" * 500 + '"'))
    assert fault.sentence.isprintable()
    assert len(fault.sentence) < 200


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_sound_examples(path: Path):
    book = read(path.read_bytes(), name=path.name)
    assert book.example
    assert book.id == path.stem
    entrants = {category.entrant for category in book.categories}
    assert ("province" in entrants) == (book.level == "national")
    criteria = [one for category in book.categories for one in category.criteria]
    assert all(one.guidance and one.title["id"] != one.id for one in criteria)
    assert all(one.anchors for one in criteria if one.kind == "rubric")


def test_samples_are_those_of_the_five_editions_and_two_of_format_2():
    assert [path.stem for path in SAMPLES] == [
        "gorontalo-2020",
        "malut-2024",
        "nasional-2023",
        "nasional-zona-2025",
        "provinsi-kelas-desa-2025",
        "sultra-2023",
        "sulut-2023",
    ]
    gorontalo = read(SAMPLES[0].read_bytes())
    assert [category.quota for category in gorontalo.categories] == [2, 2, 3, 1]


def test_random_books_are_sound():
    for seed in range(50):
        assert check(toml_text(book_tree(random.Random(seed)))) == []


def test_text_is_kept_without_mark_and_carriage_returns():
    book = rulebook.read("\ufeff" + GOOD.replace("\n", "\r\n"))
    assert tomllib.loads(book.text) == tomllib.loads(GOOD)
    assert "\r" not in book.text
