"""No count of fewer than ten persons follows from what is published, whatever is added or taken away."""

import random
from collections import Counter

import pytest
from tests.apps.coverage import subtraction
from tests.factories import coverage as make
from tests.factories.organisations import make_region

from paritrana.apps.coverage.commands import lake, runs
from paritrana.apps.coverage.rules import figures
from paritrana.apps.coverage.rules.withholding import withheld
from paritrana.core.disclosure import decide

VILLAGES = {
    "71.07.03.2006": 40,
    "71.07.03.2007": 9,
    "71.07.01.2001": 25,
    "71.02.01.2001": 14,
    "71.02.01.2002": 60,
    "71.01.05.2001": 12,
    "72.01.01.2001": 30,
    "72.02.01.2001": 11,
}
LEVELS = {0: "country", 2: "province", 5: "regency"}
STAYS = [(1, 12), (1, 12), (1, 11), (3, 12), (2, 9), (12, 12)]


def leaks(published, truth):
    """Return the small counts that an attacker works out."""
    real = subtraction.told(truth)
    cells = set(real) | {cell for row in published for cell, _ in subtraction.cells_of(row)}
    found = subtraction.determined(subtraction.told(published), cells)
    assert all(real.get(cell, value) == value for cell, value in found.items()), "the sums are right"
    return {cell: value for cell, value in found.items() if 0 < value < figures.SUPPRESS}


def tables(seed: int) -> list[list[figures.Row]]:
    """Return a made-up year of a few regions, table by table, nothing hidden yet."""
    draw = random.Random(seed)
    stays = [(code, *draw.choice(STAYS)) for code, many in VILLAGES.items() for _ in range(many)]
    stays = [(code, first, last) for code, first, last in stays if draw.random() < 0.9]
    found = []
    for month in range(1, 13):
        now, before = (
            _by_region(code for code, first, last in stays if first <= one <= last)
            for one in (month, month - 1)
        )
        left = _by_region(code for code, first, last in stays if first <= month - 1 <= last < month)
        period = f"2024-{month:02d}"
        found.append(_table(period, "protected", {code: (count, None) for code, count in now.items()}))
        found.append(_table(period, "point_coverage", {code: (count, None) for code, count in now.items()}))
        if month > 1:
            lapse = {code: (left[code], count) for code, count in before.items()}
            found.append(_table(period, "lapse", lapse))
    persons = _by_region(code for code, _, _ in stays)
    whole = _by_region(code for code, first, last in stays for _ in range(last - first + 1))
    steady = _by_region(code for code, first, last in stays if last - first >= 10)
    found.append(_table("2024", "person_month_coverage", {one: (whole[one], None) for one in whole}))
    found.append(_table("2024", "mean_months", {one: (whole[one], persons[one]) for one in whole}))
    found.append(_table("2024", "continuity", {one: (steady[one], persons[one]) for one in whole}))
    return found


def _by_region(codes) -> Counter:
    lengths = (2, 5)
    return Counter(above for code in codes for above in ("ID", *(code[:length] for length in lengths)))


def _table(period, measure, counts):
    return [
        (
            period,
            LEVELS[len(code.lstrip("ID"))],
            code,
            "",
            "",
            measure,
            str(above),
            str(below or ""),
            "0",
        )
        for code, (above, below) in counts.items()
    ]


def each_hides_its_own(table, persons):
    """Return a table as the method gives it: its small cells and their company hidden, and nothing else."""
    of = None
    if table[0][5] == "continuity":
        of = [int(row[7]) for row in table]
    counts = [persons.get(row[2], 0) if row[0] == "2024" and of is None else int(row[6]) for row in table]
    decision = decide([row[2] for row in table], counts, of=of, k=figures.SUPPRESS)
    return [
        (*row[:6], "", "", "1") if gone else row for row, gone in zip(table, decision.hidden, strict=True)
    ]


@pytest.mark.parametrize("seed", range(25))
def test_no_table_tells_what_another_hides(seed):
    every = tables(seed)
    persons = {row[2]: int(row[7]) for row in every[-1]}
    apart = [row for table in every for row in each_hides_its_own(table, persons)]
    together = withheld(apart)
    assert not leaks(together, [row for table in every for row in table])
    assert any(row[-1] == figures.SHOWN for row in together if row[2] != "ID")


def test_without_that_rule_a_month_follows_from_the_year_and_the_other_months():
    every = tables(0)
    persons = {row[2]: int(row[7]) for row in every[-1]}
    apart = [row for table in every for row in each_hides_its_own(table, persons)]
    assert leaks(apart, [row for table in every for row in table]), "so the attack can find something"


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


def a_roll(seed: int) -> str:
    """Return the contributions of a year in a few villages; segment, group and payer by chance."""
    draw = random.Random(seed)
    lines = [make.COLUMNS]
    homes = [village for village, persons in VILLAGES.items() for _ in range(persons)]
    for number, village in enumerate(homes, start=1):
        day = f"{1 + number % 28:02d}"
        who = f"710701{day}0190{number:04d},ORANG REKAAN {number},1990-01-{day},L"
        segment, group = draw.choice(["bpu", "bpu", "bpu", "pu"]), draw.choice(["vulnerable", "other"])
        funder, (first, last) = draw.choice(["village", "village", "self", "csr"]), draw.choice(STAYS)
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
    for village in VILLAGES:
        make_region(village)
    make.make_delivery("contribution", a_roll(1), by=officer)
    run = runs.ask(year="2024", denominators=make.make_denominators(by=officer), by=officer)
    published = lake.compute(run).rows
    run.suppress = 0
    assert not leaks(published, lake.compute(run).rows)
