"""Faults of the keys of format /2: each on its line, with a cure in both languages."""

import re
from pathlib import Path

import pytest

from paritrana.core.rulebook import check, read
from paritrana.core.rulebook.wording_two import TWO

GOOD = """\
format = "paritrana-rulebook/2"
id = "contoh"
version = 1
title = { id = "Contoh" }
level = "province"
region = "71"
period = { start = "2023-01-01", end = "2023-12-31" }
[[category]]
id = "village"
title = { id = "Desa" }
entrant = "village"
winners = 3
finalists = 5
finalists_ceiling = 7
uncertain_pct = 25
province_cap = 1
consolation = 3
size_classes = ["small", "large"]
ties = ["dimension:reach", "worst_dimension", "joint"]
jury = { fair_mode = "official" }
[[category.stage]]
id = "data"
weight_bp = 6000
pass_mark = 40
aggregate = "mean"
[[category.stage.dimension]]
id = "reach"
weight_bp = 7000
[[category.stage.dimension]]
id = "will"
weight_bp = 3000
[[category.stage.criterion]]
id = "coverage"
dimension = "reach"
kind = "measure"
weight_bp = 10000
goalposts = ["0", "1"]
goalposts_by_size = { small = ["0", "0.9"] }
small = { rule = "shrink", kappa = 50, prior = "0.4", prior_by_size = { large = "0.5" } }
[[category.stage.criterion]]
id = "talk"
dimension = "will"
kind = "rubric"
weight_bp = 10000
scale = [0, 5]
[[category.stage]]
id = "visit"
entrants = "finalists"
weight_bp = 4000
pass_mark = "62.5"
[[category.stage.criterion]]
id = "visit"
kind = "yes_no"
weight_bp = 10000
[[prize]]
id = "best"
title = { id = "Terbaik" }
categories = ["village"]
on = "dimension:reach"
per = "zone"
among = "others"
winners = 2
"""
CHANGES = [
    ("consolation = 3", "consolation = -1", 17, "value.range"),
    ("province_cap = 1", "province_cap = 0", 16, "value.range"),
    ("uncertain_pct = 25", "uncertain_pct = 51", 15, "value.range"),
    ("uncertain_pct = 25\n", "", 14, "uncertain.together"),
    ("finalists_ceiling = 7\n", "", 14, "uncertain.together"),
    ("finalists_ceiling = 7", "finalists_ceiling = 4", 14, "uncertain.ceiling"),
    ("finalists = 5\n", "", 13, "uncertain.finalists"),
    ("uncertain_pct = 25", 'uncertain_pct = 25\naggregate = "geometric"', 14, "uncertain.geometric"),
    ('size_classes = ["small", "large"]', 'size_classes = ["small"]', 18, "list.length"),
    ('size_classes = ["small", "large"]', 'size_classes = ["small", "small"]', 18, "list.repeated"),
    ('size_classes = ["small", "large"]', 'size_classes = ["tiny", "large"]', 38, "size.unknown"),
    ('size_classes = ["small", "large"]\n', "", 37, "size.none"),
    ("dimension:reach", "dimension:rich", 19, "ties.unknown"),
    ('aggregate = "mean"', 'aggregate = "median"', 25, "value.choice"),
    ('aggregate = "mean"', 'aggregate = "geometric"', 20, "jury.geometric"),
    ('aggregate = "mean"', 'aggregate = "geometric"', 14, "uncertain.geometric"),
    ('aggregate = "mean"', 'floor = "0.1"', 25, "floor.mean"),
    ('aggregate = "mean"', 'aggregate = "geometric"\nfloor = "1"', 26, "floor.range"),
    ('aggregate = "mean"', 'aggregate = "geometric"\nfloor = 0', 26, "value.type"),
    ("pass_mark = 40", "pass_mark = 101", 24, "value.range"),
    ("pass_mark = 40", "pass_mark = 40.5", 24, "value.float"),
    ('pass_mark = "62.5"', 'pass_mark = "100.1"', 50, "pass_mark.range"),
    ('pass_mark = "62.5"', 'aggregate = "geometric"', 50, "aggregate.dimensions"),
    ("weight_bp = 7000", "weight_bp = 7001", 21, "weights.sum"),
    ('id = "will"', 'id = "reach"', 30, "id.repeated"),
    ('id = "will"', 'id = "bill"', 42, "dimension.unknown"),
    ('dimension = "will"\n', "", 40, "dimension.missing"),
    ('dimension = "will"', 'dimension = "reach"', 29, "dimension.empty"),
    ('dimension = "will"', 'dimension = "reach"', 26, "weights.sum"),
    ('id = "visit"\nkind', 'id = "visit"\ndimension = "reach"\nkind', 53, "dimension.none"),
    ('{ small = ["0", "0.9"] }', '{ small = ["0.9", "0.9"] }', 38, "goalposts.order"),
    ('{ small = ["0", "0.9"] }', "{}", 38, "value.empty"),
    ('{ small = ["0", "0.9"] }', '["0", "0.9"]', 38, "value.type"),
    ("kappa = 50", "below = 50", 39, "key.missing"),
    ("kappa = 50", "kappa = 50, below = 500", 39, "small.other_rule"),
    ('goalposts = ["0", "1"]', 'unit = "percent"\ngoalposts = ["0", "1"]', 40, "small.unit"),
    ('rule = "shrink"', 'rule = "drop"', 39, "value.choice"),
    ('prior = "0.4"', 'prior = "1.1"', 39, "small.prior"),
    ('large = "0.5"', 'large = "-0.5"', 39, "small.prior"),
    ('large = "0.5"', 'huge = "0.5"', 39, "size.unknown"),
    ('kind = "rubric"', 'kind = "rubric"\nsmall = { rule = "missing", below = 5 }', 44, "key.other_kind"),
    ('categories = ["village"]', 'categories = ["town"]', 58, "prize.category"),
    ('on = "dimension:reach"', 'on = "points"', 59, "prize.on"),
    ('on = "dimension:reach"', 'on = "stage:talk"', 59, "prize.lacking"),
    ('per = "zone"', 'per = "region"', 60, "value.choice"),
    ("winners = 2", "winners = 2\n[[prize]]\nid = 'best'\ntitle = { id = 'x' }", 64, "id.repeated"),
    ('"worst_dimension", "joint"', '"worst_dimension", "dimension:reach"', 19, "list.repeated"),
]


def test_a_sound_book_is_read():
    book = read(GOOD)
    assert book.format == 2
    (prize,) = book.prizes
    assert (prize.per, prize.among, prize.winners) == ("zone", "others", 2)
    coverage = book.category("village").criterion("coverage")
    assert coverage.small is not None
    assert str(coverage.small.prior_of("large")) == "1/2"


@pytest.mark.parametrize(("old", "new", "line", "code"), CHANGES)
def test_a_fault_is_told_on_its_line(old: str, new: str, line: int, code: str):
    assert GOOD.count(old) >= 1
    faults = check(GOOD.replace(old, new, 1))
    assert (line, code) in [(fault.line, fault.code) for fault in faults], [str(fault) for fault in faults]
    for fault in faults:
        sentence, cure = fault.told("id")
        assert sentence
        assert cure
        assert (sentence, cure) != fault.told("en")


def test_every_fault_of_format_2_has_its_row():
    assert set(TWO) <= {code for *_, code in CHANGES}


def test_many_faults_are_told_at_once():
    text = GOOD
    for old, new, *_ in (CHANGES[0], CHANGES[5], CHANGES[27], CHANGES[37], CHANGES[42]):
        text = text.replace(old, new, 1)
    told = [fault.code for fault in check(text)]
    assert told == [
        "uncertain.ceiling",
        "value.range",
        "weights.sum",
        "dimension.empty",
        "small.prior",
        "prize.on",
    ]


def test_keys_of_format_2_in_a_book_of_format_1_are_unknown_and_the_cure_names_format_2():
    faults = check(GOOD.replace("rulebook/2", "rulebook/1"))
    later = [fault for fault in faults if fault.code == "key.later_format"]
    assert {fault.sentence.split()[0] for fault in later} == {
        *("finalists_ceiling", "uncertain_pct", "province_cap", "consolation", "size_classes"),
        *("pass_mark", "aggregate", "dimension", "goalposts_by_size", "small", "prize"),
    }
    assert all("paritrana-rulebook/2" in fault.told(one)[1] for fault in later for one in ("id", "en"))
    assert {fault.code for fault in faults} - {"key.later_format"} == {
        *("jury.fair_mode", "ties.unknown", "weights.sum"),
    }


def test_worst_dimension_asks_for_dimensions():
    text = GOOD.replace('dimension = "reach"\n', "").replace('dimension = "will"\n', "")
    head, _, rest = text.partition("[[category.stage.dimension]]")
    text = head + rest[rest.index("[[category.stage.criterion]]") :]
    codes = [(fault.line, fault.code) for fault in check(text)]
    assert codes.count((19, "ties.unknown")) == 2


def test_the_two_samples_use_every_key_of_format_2():
    folder = Path(__file__).parents[3] / "samples/rulebooks"
    names = ("provinsi-kelas-desa-2025", "nasional-zona-2025")
    text = "\n".join((folder / f"{name}.toml").read_text("utf-8") for name in names)
    keys = """aggregate floor finalists_ceiling uncertain_pct province_cap consolation size_classes pass_mark
    dimension goalposts_by_size small rule below kappa prior prior_by_size categories on per among winners"""
    assert [key for key in keys.split() if not re.search(rf"\b{key} =", text)] == []
    assert "[[prize]]" in text
    assert "[[category.stage.dimension]]" in text
