"""No count of fewer than ten persons follows from what is published, whatever is added or taken away."""

import random

import pytest
from tests.apps.coverage import made_year, subtraction
from tests.factories import coverage as make
from tests.factories.organisations import make_region

from paritrana.apps.coverage.commands import lake, runs
from paritrana.apps.coverage.rules import figures, withholding
from paritrana.apps.coverage.rules.withholding import uncovered, withheld

LIMIT = figures.SUPPRESS
SEEDS = [seed if seed < 3 else pytest.param(seed, marks=pytest.mark.long) for seed in range(10)]


def leaks(published, truth, behind=None):
    """Return the small counts that somebody works out; `behind`: the persons of cells that count months."""
    real = subtraction.every_cell(published, subtraction.told(truth))
    found = subtraction.determined(subtraction.told(published), subtraction.sums(set(real)))
    assert all(real[cell] == value for cell, value in found.items()), "the sums are right"
    return small(found, behind or {})


def small(found, behind):
    return {cell: value for cell, value in found.items() if value > 0 and behind.get(cell, value) < LIMIT}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("times", [1, 2])
def test_no_table_tells_what_another_hides(seed, times):
    persons = made_year.people(seed, times=times)
    together = withheld(made_year.published(persons))
    assert not leaks(together, made_year.truth(persons), made_year.behind(persons))
    assert any(row[-1] == figures.SHOWN for row in together if row[2] != "ID")


@pytest.mark.parametrize("rule", ["_of_persons", "_of_months", "_of_others", "_of_differences", "_alone"])
def test_without_one_of_the_rules_something_small_follows(monkeypatch, rule):
    monkeypatch.setattr(withholding, rule, lambda *given: ())
    worlds = ((seed, times) for times in (1, 2) for seed in range(15))
    for seed, times in worlds:
        persons = made_year.people(seed, times=times)
        rows = withheld(made_year.published(persons))
        if leaks(rows, made_year.truth(persons), made_year.behind(persons)):
            return
    pytest.fail(f"nothing follows without {rule}: it is not needed, or the attack is too weak")


def test_the_others_beside_vulnerable_workers_are_not_told_by_a_difference():
    def row(measure, above, code):
        return ("2024", "regency", code, "", "", measure, above, "12000", "0")

    rows = [
        row("person_month_coverage", "1300", "71.01"),
        row("vulnerable_coverage", "1210", "71.01"),  # ninety months, eight persons perhaps
        row("person_month_coverage", "5000", "71.02"),
        row("vulnerable_coverage", "2000", "71.02"),
        row("person_month_coverage", "9000", "71.03"),
        row("vulnerable_coverage", "9000", "71.03"),  # nobody else: nothing to protect
    ]
    assert [one[-1] for one in withheld(rows)] == ["0", "1", "0", "0", "0", "0"]
    rows += [row("person_month_coverage", "15300", "71"), row("vulnerable_coverage", "12210", "71")]
    assert [one[-1] for one in withheld(rows)] == ["0", "1", "0", "1", "0", "0", "0", "0"]


def test_a_split_is_hidden_beside_its_shown_total_where_nobody_else_splits_it():
    def row(code, months, segment=""):
        level = "province" if len(code) == 2 else "regency"
        return ("2024", level, code, segment, "", "person_month_coverage", months, "", "0" if months else "1")

    truth = [row("71", "1950"), row("71", "1500", "pu"), row("71", "450", "bpu")]
    truth += [row("71.01", "50"), row("71.01", "50", "bpu")]  # of five persons
    truth += [row("71.02", "1500"), row("71.02", "1500", "pu")]
    truth += [row("71.03", "400"), row("71.03", "400", "bpu")]
    given = [row(one[2], "") if one[2] == "71.01" and not one[3] else one for one in truth]
    behind = {("person_months", "2024", "71.01", part): 5 for part in ("", "bpu")}
    found = withheld(given)
    assert not leaks(found, truth, behind)
    alone = [row("71.01", "", one[3]) if one[2] == "71.01" else one for one in truth]
    beside = [row("71.03", "", "bpu") if one[2:4] == ("71.03", "bpu") else one for one in alone]
    assert leaks(beside, truth, behind), "what a rule by columns alone would leave"


@pytest.mark.parametrize("seed", SEEDS[:9])
def test_a_correction_tells_nothing_of_what_the_snapshot_before_hid(seed):
    persons = made_year.people(seed, times=1 + seed % 3)
    later = made_year.paid_late(persons, seed)
    before = withheld(made_year.published(persons))
    apart = made_year.published(later)
    now = withheld(apart, before=before)
    assert not uncovered(now, before)
    assert not told_by_both(before, now, persons, later)


def test_without_that_rule_a_correction_tells_what_was_hidden():
    for seed in range(9):
        persons = made_year.people(seed, times=1 + seed % 3)
        later = made_year.paid_late(persons, seed)
        before, now = withheld(made_year.published(persons)), withheld(made_year.published(later))
        if told_by_both(before, now, persons, later):
            assert uncovered(now, before), "publication refuses it"
            return
    pytest.fail("nothing follows: the rule is not needed, or the attack is too weak")


def told_by_both(before, now, persons, later):
    """Return small counts of either snapshot that the first alone does not tell, nor anybody read in it."""
    old = subtraction.every_cell(before, subtraction.told(made_year.truth(persons)))
    new = subtraction.every_cell(now, subtraction.told(made_year.truth(later)))
    names, sums = subtraction.of_both(old, new)
    read = subtraction.told(before)
    both = read | {names[cell]: value for cell, value in subtraction.told(now).items()}
    alone = read | subtraction.determined(read, subtraction.sums(set(old)))
    behind = made_year.behind(persons)
    changed = {cell for cell, name in names.items() if name != cell}
    behind |= {names[cell]: many for cell, many in made_year.behind(later).items() if cell in changed}
    plain = {name: cell for cell, name in names.items()}
    found = small(subtraction.determined(both, sums), behind)
    return {
        cell: value for cell, value in found.items() if plain.get(cell, cell) in old.keys() - alone.keys()
    }


def test_who_lapsed_in_january_is_hidden_where_the_last_december_is():
    december = ("2023-12", "regency", "71.01", "", "", "protected", "", "", "1")
    lapsed = ("2024-01", "regency", "71.01", "", "", "lapse", "12", "40", "0")
    assert [one[-1] for one in withheld([lapsed], earlier=[december])] == ["1"]
    assert withheld([lapsed], earlier=[(*december[:6], "40", "", "0")]) == [lapsed]


def a_roll(seed: int) -> str:
    """Return the contributions of a year in a few villages; segment, group and payer by chance."""
    draw = random.Random(seed)
    lines = [make.COLUMNS]
    homes = [village for village, persons in made_year.VILLAGES.items() for _ in range(persons)]
    for number, village in enumerate(homes, start=1):
        day = f"{1 + number % 28:02d}"
        who = f"710701{day}0190{number:04d},ORANG REKAAN {number},1990-01-{day},L"
        segment, group = draw.choice(["bpu", "bpu", "bpu", "pu"]), draw.choice(["vulnerable", "other"])
        funder, (first, last) = (
            draw.choice(["village", "village", "self", "csr"]),
            draw.choice(made_year.STAYS),
        )
        what = f"{village},,{segment},{group},farmer,agriculture,JKK+JKM"
        lines += [
            f"{who},{what},2024-{month:02d},{funder},16800,2024-{month:02d}-05,paid"
            for month in range(first, last + 1)
        ]
    return "\n".join(lines) + "\n"


@pytest.mark.long
@pytest.mark.django_db
def test_nothing_small_follows_from_all_the_figures_of_a_lake():
    officer = make.make_officer()
    for village in made_year.VILLAGES:
        make_region(village)
    make.make_delivery("contribution", a_roll(1), by=officer)
    run = runs.ask(year="2024", denominators=make.make_denominators(by=officer), by=officer)
    published = lake.compute(run).rows
    run.suppress = 0
    assert not leaks(published, lake.compute(run).rows)
