"""Agreement of jurors on tables small enough to check by hand, and by the definitions written out."""

import random
from fractions import Fraction
from itertools import permutations

import pytest
from tests.core.scoring.jury import made

from paritrana.core.scoring.jury import reliability
from paritrana.core.scoring.jury.reliability import Measured, alpha, ordinal, reliability_of


def units(*rows: str) -> list[dict[str, int]]:
    """Return entrants' totals from rows of one digit for each juror, a dot for none."""
    return [{f"J{place}": int(sign) for place, sign in enumerate(row) if sign != "."} for row in rows]


def alpha_by_definition(values: list[list[int]], metric: str) -> Fraction:
    paired = [unit for unit in values if len(unit) > 1]
    pool = sorted(value for unit in paired for value in unit)

    def gap(one: int, two: int) -> Fraction:
        if metric == "interval":
            return Fraction(one - two) ** 2
        low, high = sorted((one, two))
        between = sum(low <= value <= high for value in pool)
        return (
            (between - Fraction(pool.count(low) + pool.count(high), 2)) ** 2 if low != high else Fraction(0)
        )

    observed = sum(
        sum(gap(one, two) for one, two in permutations(unit, 2)) / (len(unit) - 1) for unit in paired
    ) / len(pool)
    expected = sum(gap(one, two) for one, two in permutations(pool, 2)) / (len(pool) * (len(pool) - 1))
    return 1 - observed / expected


@pytest.mark.parametrize("seed", range(20))
def test_alpha_is_its_definition(seed: int):
    chance = random.Random(seed)
    values = [[chance.randrange(6) for _ in range(chance.randint(1, 5))] for _ in range(8)]
    assert alpha(values).value == alpha_by_definition(values, "interval")
    assert alpha(ordinal(values)).value == alpha_by_definition(values, "ordinal")


def test_full_agreement_is_one_everywhere():
    found = reliability_of(units("111", "555", "333"))
    for one in (found.alpha_interval, found.alpha_ordinal, found.icc_single, found.icc_panel):
        assert one == Measured(Fraction(1))
    assert found.generalizability == Measured(Fraction(1))
    assert found.jurors_needed == Measured(Fraction(1))
    assert found.panel == 3


def test_strict_jurors_lower_agreement_but_not_the_order_they_give():
    found = reliability_of(units("24", "46", "68"))
    assert found.generalizability == Measured(Fraction(1))
    assert found.icc_single == Measured(Fraction(3, 5))
    assert found.icc_panel == Measured(Fraction(3, 4))


def test_a_balanced_table_by_mean_squares():
    """Entrants × jurors: the mean squares of the two-way analysis of variance give the same components."""
    rows = ["934", "628", "711", "545"]
    table = [[int(sign) for sign in row] for row in rows]
    many, jurors = 4, 3
    grand = Fraction(sum(map(sum, table)), many * jurors)
    row_means = [Fraction(sum(row), jurors) for row in table]
    column_means = [Fraction(sum(row[place] for row in table), many) for place in range(jurors)]
    between = jurors * sum((mean - grand) ** 2 for mean in row_means) / (many - 1)
    rest = sum(
        (table[one][two] - row_means[one] - column_means[two] + grand) ** 2
        for one in range(many)
        for two in range(jurors)
    ) / ((many - 1) * (jurors - 1))
    merit = max((between - rest) / jurors, Fraction(0))
    found = reliability_of(units(*rows))
    assert found.generalizability.value == (merit / (merit + rest / jurors) if merit else 0)


@pytest.mark.parametrize(
    ("rows", "reasons"),
    [
        (("111", "111"), ["all_equal"] * 6),
        (("1..", ".2.", "..3"), ["no_overlap"] * 6),
        (("123",), ["one_entrant"] * 6),
        (("12", "5."), ["one_entrant"] * 2 + [""] * 4),
        (("19", "91", "19", "91"), ["", "", "", "", "", "no_entrant_variance"]),
    ],
)
def test_what_cannot_be_said_gives_its_reason(rows: tuple[str, ...], reasons: list[str]):
    found = reliability_of(units(*rows))
    measured = [
        found.alpha_interval,
        found.alpha_ordinal,
        found.icc_single,
        found.icc_panel,
        found.generalizability,
        found.jurors_needed,
    ]
    assert [one.reason for one in measured] == reasons
    assert all((one.value is None) == bool(one.reason) for one in measured)


def test_more_jurors_are_needed_the_less_they_agree():
    near = reliability_of(units("123", "455", "778", "234", "667"))
    far = reliability_of(units("153", "427", "758", "264", "687"))
    assert far.jurors_needed.value > near.jurors_needed.value
    assert far.generalizability.value < Fraction(4, 5) < near.generalizability.value


def test_every_stage_with_jurors_has_its_own():
    rules = made.category("papers", "interview")
    found = reliability(rules, made.scored(rules, made.random_marks(1, rules)))
    assert list(found) == ["papers", "interview"]
    assert all(0 < one.icc_panel.value < 1 for one in found.values())
