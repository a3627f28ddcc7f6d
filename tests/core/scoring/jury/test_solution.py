"""The decimal solution against exact fractions, against floats, and under changes that must not matter."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.core.scoring.jury import made

from paritrana.core.scoring.jury import fair_panels
from paritrana.core.scoring.jury.decimals import DecimalPass, forty_digits
from paritrana.core.scoring.jury.floats import FloatPass
from paritrana.core.scoring.jury.gates import gated
from paritrana.core.scoring.jury.observed import Observations, observe
from paritrana.core.scoring.jury.reml import GRID

SEEDS = range(12)
STAGES = (("interview",), ("papers", "interview"))


def seen_of(seed: int) -> Observations:
    chance = random.Random(seed)
    rules = made.category(*chance.choice(STAGES), rubrics=chance.choice([1, 2]))
    each = chance.randint(2, 4)
    marks = made.random_marks(seed, rules, entrants=chance.randint(3, 7), jurors=5, each=each)
    return observe(rules, made.scored(rules, marks))


def exact_solution(seen: Observations, lam: Fraction) -> tuple[list[Fraction], list[Fraction]]:
    """Solve all normal equations of cells and jurors together, in fractions, with nothing eliminated."""
    cells, jurors = len(seen.cells), len(seen.jurors)
    size = cells + jurors
    rows = [[Fraction(0)] * (size + 1) for _ in range(size)]
    for cell, juror, total in zip(seen.cell.tolist(), seen.juror.tolist(), seen.totals.tolist(), strict=True):
        share = Fraction(total, seen.maxima[cell])
        for one in (cell, cells + juror):
            rows[one][cell] += 1
            rows[one][cells + juror] += 1
            rows[one][size] += share
    for juror in range(jurors):
        rows[cells + juror][cells + juror] += lam
    for pivot in range(size):
        best = next(row for row in range(pivot, size) if rows[row][pivot])
        rows[pivot], rows[best] = rows[best], rows[pivot]
        rows[pivot] = [value / rows[pivot][pivot] for value in rows[pivot]]
        for row in range(size):
            if row != pivot and rows[row][pivot]:
                factor = rows[row][pivot]
                rows[row] = [
                    mine - factor * other for mine, other in zip(rows[row], rows[pivot], strict=True)
                ]
    answer = [row[size] for row in rows]
    return answer[:cells], answer[cells:]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("lam", ["0.0010", "1.7", "230"])
def test_decimals_solve_what_fractions_solve(seed: int, lam: str):
    seen = seen_of(seed)
    theta, b = exact_solution(seen, Fraction(lam))
    with forty_digits():
        way = DecimalPass(seen, "additive")
        found = way.at(Decimal(lam), way.equations(way.base), way.base)
    for ours, exact in zip([*found.theta, *found.b], [*theta, *b], strict=True):
        assert abs(Fraction(ours) - exact) < Fraction(1, 10**33)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("link", ["additive", "logit"])
def test_floats_and_decimals_fit_the_same(seed: int, link: str):
    seen = seen_of(seed)
    rough = FloatPass(seen, link)
    one = rough.estimate()
    with forty_digits():
        way = DecimalPass(seen, link)
        two = way.estimate()
        again = way.estimate(way.huber(two))
        shares = way.shares(two.theta)
        assert way.far(two) == rough.far(one)
    assert one.lam == two.lam
    assert list(map(float, two.b)) == pytest.approx(one.b, abs=1e-12)
    assert list(map(float, shares)) == pytest.approx(rough.shares(one.theta), abs=1e-12)
    assert list(map(float, again.theta)) == pytest.approx(rough.estimate(rough.huber(one)).theta, abs=1e-5)


@pytest.mark.parametrize("seed", [0, 2, 3])
def test_no_other_lambda_of_the_grid_is_likelier(seed: int):
    seen = seen_of(seed)
    with forty_digits():
        way = DecimalPass(seen, "additive")
        made_of = way.equations(way.base)
        least = min(GRID, key=made_of.criterion)
        found = way.estimate().lam
        assert found == (least if made_of.criterion(least) < 0 else None)


def test_severities_cancel_within_a_connected_group():
    for seed in SEEDS:
        with forty_digits():
            way = DecimalPass(seen_of(seed), "additive")
            found = way.at(Decimal("0.5"), way.equations(way.base), way.base)
            assert abs(sum(found.b)) < Decimal("1e-36")


def test_a_constant_on_one_juror_leaves_fair_gaps_where_nothing_is_shrunk():
    rules = made.category()
    calm = made.scored(rules, made.random_marks(3, rules))
    moved = made.scored(
        rules, made.random_marks(3, rules, move=lambda juror, mark: mark - 20 * (juror == "J1"))
    )
    gaps = []
    for scores in (calm, moved):
        with forty_digits():
            way = DecimalPass(observe(rules, scores), "additive")
            theta = way.at(Decimal("1e-25"), way.equations(way.base), way.base).theta
        gaps.append([value - theta[0] for value in theta])
    assert max(abs(one - two) for one, two in zip(*gaps, strict=True)) < Decimal("1e-22")


def test_names_and_their_order_do_not_matter():
    rules = made.category("papers", "interview")
    marks = made.random_marks(8, rules, entrants=12, jurors=6, severity=15)
    plain = fair_panels(rules, made.scored(rules, marks))
    other = {
        (f"x{9 - int(juror[1:])}", entrant): cells for (juror, entrant), cells in reversed(marks.items())
    }
    renamed = fair_panels(rules, made.scored(rules, other))
    assert plain.adjusts
    assert renamed.panels == plain.panels
    assert renamed.lam == plain.lam
    assert [gate.code for gate in renamed.gates] == [gate.code for gate in plain.gates]
    assert {f"J{9 - int(name[1:])}": one for name, one in renamed.severity.items()} == dict(plain.severity)


def test_the_float_pass_takes_the_same_gates():
    for seed in SEEDS:
        seen = seen_of(seed)
        with forty_digits():
            assert gated(seen, DecimalPass).gates == gated(seen, FloatPass).gates
