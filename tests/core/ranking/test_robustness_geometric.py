"""The report of a category with geometric means: against decimals, all corners, and the engine itself."""

import os
import random
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pytest
from tests.core.ranking import robustness_oracle as oracle
from tests.core.ranking.made_geometric import grids

from paritrana.core.ranking import rank_category
from paritrana.core.ranking.robustness import SeedParts, robustness, robustness_json
from paritrana.core.ranking.robustness.draws import moved, words
from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.ranking.robustness.powers import logarithm, logarithms, power, powers
from paritrana.core.ranking.robustness.scales import ARITHMETIC, GOALPOSTS, OWN
from paritrana.core.ranking.robustness.slopes import distances
from paritrana.core.ranking.robustness.weights import unmoved
from paritrana.core.ranking.robustness.witness import Search, _Pair
from paritrana.core.ranking.robustness.worlds import Runner
from paritrana.core.rulebook import Jury
from paritrana.core.scoring import score_category
from paritrana.errors import DataFaults

SEEDS = range(20)
CASES = list(grids(SEEDS))
PARTS = SeedParts("c" * 64, "d" * 64, "a lot")
ONE = Decimal(1)


def report_of(grid: Grid, rows: Any, *, worlds: int = 40) -> Any:
    return robustness(
        grid.category,
        grid.values,
        grid.marks,
        grid.scores,
        seed_parts=PARTS,
        worlds=worlds,
        rows=rows,
        entrants=grid.facts or None,
    )


@cache
def reports() -> list[Any]:
    """Return the report of every case, in their order."""
    return [report_of(grid, result.rows, worlds=12) for result, grid, _ in CASES]


def small(most: int) -> list[tuple[Any, Grid]]:
    """Return the cases with so few criteria; the oracle has no rule for a fair change."""
    return [(result, grid) for result, grid, _ in CASES if len(grid.criteria) <= most and not grid.changes]


def given(grid: Grid, at: int) -> list[Decimal | None]:
    return [None if one is None else decimal(one) for one in grid.scored[grid.entrants[at]].values()]


def decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


def test_the_cases_have_every_place_of_a_geometric_mean_and_criteria_that_left():
    places = {
        (grid.form.floor is not None, any(one.floor for one in grid.form.stages)) for _, grid, _ in CASES
    }
    assert places == {(True, False), (False, True), (True, True)}
    assert any(None in row.values() for _, grid, _ in CASES for row in grid.scored.values())
    assert any(grid.category.size_classes for _, grid, _ in CASES)


def test_the_form_of_exact_points_is_the_official_score():
    for result, grid, _ in CASES:
        for at, row in enumerate(result.rows):
            assert grid.score(at, grid.exact[at]) == row.score_exact


def test_rules_in_decimals_come_to_the_official_score():
    for result, grid in small(50):
        for at, row in enumerate(result.rows):
            told = oracle.real_score(grid.category, given(grid, at), [ONE] * len(grid.criteria)) * 100
            assert abs(told - decimal(row.score_exact)) < Decimal("1e-5")


def test_the_official_world_has_the_official_order():
    for result, grid, _ in CASES:
        runner = Runner(grid, PARTS.seed)
        scores = runner.scores(runner.official, unmoved(runner.parts[""])[None, :], None)[0]
        exact = [row.score_exact for row in result.rows]
        for one, other in product(range(len(exact)), repeat=2):
            if exact[one] - exact[other] > Fraction(1, 10_000):
                assert scores[one] > scores[other]
            elif exact[one] == exact[other]:
                assert scores[one] == scores[other]


def test_worlds_of_moved_weights_order_as_decimals_do():
    chance = random.Random(5)
    tried = 0
    for _, grid, _ in CASES:
        if grid.void:
            continue
        runner = Runner(grid, PARTS.seed)
        for without in ("", chance.choice(grid.criteria)):
            if without not in runner.parts:
                continue
            parts = runner.parts[without]
            drawn = moved(parts, words(PARTS.seed, "weights", 7, 1, len(parts)))
            table = grid.points(GOALPOSTS, grid.panels.ways[0], "", OWN)
            both = grid.form.scores(np.stack([table, table]), np.repeat(drawn, 2, axis=0), {})
            scores = grid.form.scores(table, drawn, {})[0].tolist()
            assert both.tolist() == [scores, scores]
            weights = [Decimal(int(one)) for one in drawn[0]]
            told = [formed(grid, [Decimal(x) / 10**6 for x in row], weights) for row in table.tolist()]
            for one, other in product(range(len(told)), repeat=2):
                if told[one] > told[other] * (1 + Decimal("3e-7")):
                    assert scores[one] > scores[other]
                    tried += 1
    assert tried > 100


def formed(grid: Grid, points: list[Decimal], weights: list[Decimal]) -> Decimal:
    """Return a score of 0 to 1 under drawn weights, of a table in which nothing is missing."""
    shares = [decimal(one) for one in oracle.overall(grid.category)]
    zero = any(not weight for weight in weights)
    if zero:  # a criterion left out has no weight to multiply: its group may be gone
        keep = [at for at, weight in enumerate(weights) if weight]
        return _kept(grid, points, weights, keep)
    multipliers = [w / s for w, s in zip(weights, shares, strict=True)]
    return oracle.real_score(grid.category, list(points), multipliers)


def _kept(grid: Grid, points: list[Decimal], weights: list[Decimal], keep: list[int]) -> Decimal:
    names = {grid.criteria[at] for at in keep}
    stages = []
    for stage in grid.category.stages:
        own = tuple(one for one in stage.criteria if one.id in names)
        groups = tuple(one for one in stage.dimensions if any(each.dimension == one.id for each in own))
        if own:
            stages.append(replace(stage, criteria=own, dimensions=groups))
    category = replace(grid.category, stages=tuple(stages))
    shares = [decimal(one) for one in oracle.overall(category)]
    multipliers = [weights[at] / share for at, share in zip(keep, shares, strict=True)]
    return oracle.real_score(category, [points[at] for at in keep], multipliers)


def test_no_corner_of_the_box_brings_a_rival_level_sooner_than_its_witness():
    tried = 0
    for _, grid in small(5):
        first = given(grid, 0)
        for one in Search(grid).witnesses():
            if one.steps:
                least = oracle.least_corner(grid.category, first, given(grid, one.rival))
                assert one.steps <= least + 1
                tried += one.steps < 1000
    assert tried > 10


@pytest.mark.long
def test_no_corner_of_larger_boxes_does_either():
    for _, grid, _ in grids(range(20, 160)):
        if len(grid.criteria) <= 6 and not grid.changes:
            first = given(grid, 0)
            for one in Search(grid).witnesses():
                least = oracle.least_corner(grid.category, first, given(grid, one.rival))
                assert not one.steps or one.steps <= least + 1


def test_with_the_weights_of_its_witness_a_rival_is_level_or_ahead_by_the_rules():
    for _, grid in small(50):
        for one in Search(grid).witnesses():
            if one.moves:
                assert max(map(abs, one.moves)) <= one.steps
                moves = [1 + Decimal(move) / 1000 for move in one.moves]
                rival, first = (
                    oracle.real_score(grid.category, given(grid, at), moves) for at in (one.rival, 0)
                )
                assert rival > first - Decimal("3e-8")  # scores are rounded to 1e-8 of the whole


def test_climbing_comes_to_the_best_of_all_corners():
    for _, grid, _ in CASES:
        search = Search(grid)
        rows = np.arange(len(grid.entrants))
        for steps in (100, 600):
            for stage in grid.form.stages:
                pair = _Pair(search, stage, rows, 0, np.full(len(rows), steps))
                assert pair.climbed()[0].tolist() == pair.all_corners()[0].tolist()


def test_who_was_found_able_to_win_leads_at_some_corner_or_in_a_drawn_world():
    for report, (_, grid, _) in zip(reports(), CASES, strict=True):
        if len(grid.criteria) > 4 or grid.changes:
            continue
        rows = [given(grid, at) for at in range(len(grid.entrants))]
        boxes = [*product((Decimal("0.75"), Decimal("1.25")), repeat=len(grid.criteria))]
        boxes += [
            [
                Decimal("0.75") + Decimal(oracle.word(PARTS.seed, "weights", world, at)) / 2**33
                for at in range(len(grid.criteria))
            ]
            for world in range(report.worlds)
        ]
        led = {grid.entrants[at] for at in grid.leaders}
        for moves in [[ONE] * len(grid.criteria), *boxes]:
            scores = [oracle.real_score(grid.category, row, list(moves)) for row in rows]
            led |= {
                e for e, own in zip(grid.entrants, scores, strict=True) if own > max(scores) - Decimal("1e-6")
            }
        assert set(report.can_win) <= led
        assert {grid.entrants[at] for at in grid.leaders} <= set(report.can_win)
        assert set(report.can_win) <= set(report.can_reach_top)


def test_other_panels_and_a_juror_away_score_as_the_engine_does():
    tried = 0
    for _, grid, _ in CASES:
        if grid.changes:
            continue
        for way, without in [("mean", ""), ("trimmed", ""), *(("mean", one) for one in grid.panels.jurors)]:
            kept = {pair: cells for pair, cells in grid.marks.items() if pair[0] != without}
            other = replace(grid.category, jury=Jury(way, 1), finalists=1000)
            try:
                scores = score_category(
                    other, values=grid.values, marks=kept, entrants=grid.facts or None
                ).entrants
            except DataFaults:  # somebody has no juror left
                continue
            told = dict(zip(grid.entrants, grid.totals(way, without), strict=True))
            if told.keys() <= scores.keys():
                assert {e: scores[e].score for e in told} == {e: total * 100 for e, total in told.items()}
                tried += 1
    assert tried > 30


def test_distances_of_criteria_sum_to_those_of_the_scores_and_none_is_of_a_criterion_alike():
    for result, grid, _ in CASES:
        parts = distances(grid)
        totals = [sum(row) * 100 for row in parts]
        for at, row in enumerate(result.rows):
            apart = row.score_exact - result.rows[0].score_exact
            assert abs(totals[at] - totals[0] - apart) < Fraction(1, 10**5)
        for at in range(len(grid.criteria)):
            if len({row[at] for row in grid.exact}) == 1:
                assert all(not row[at] for row in parts)


def test_effective_weights_sum_to_one_unless_all_scores_are_equal():
    for report, (result, _, _) in zip(reports(), CASES, strict=True):
        told = list(report.effective.values())
        if len({row.score_exact for row in result.rows}) == 1:
            assert told == [None] * len(told)
        else:
            assert abs(sum(one for one in told if one is not None) - 1) < Fraction(1, 10**9)


def test_closed_gaps_stay_within_their_bounds():
    chance = random.Random(3)
    tried = 0
    for report, (_, grid, lot) in zip(reports(), CASES, strict=True):
        told = {bound.entrant: bound for bound in report.bounds}
        values = {entrant: dict(cells) for entrant, cells in grid.values.items()}
        for bound in report.bounds:
            for gap in bound.gaps:
                one = grid.category.criterion(gap)
                if one.kind == "ladder":
                    values[bound.entrant][gap] = chance.choice(one.levels).id
                elif one.kind == "yes_no":
                    values[bound.entrant][gap] = chance.choice(["yes", "no"])
                else:
                    values[bound.entrant][gap] = chance.choice(["0", "1", "0.5", "20000"])
        if any(gap for bound in report.bounds for gap in bound.gaps):
            try:
                again = rank_category(
                    grid.category, values, grid.marks, seed=lot, entrants=grid.facts or None
                )
            except DataFaults:
                continue
            for row in again.rows:
                if row.entrant in told:
                    bound = told[row.entrant]
                    assert bound.low <= row.score_exact <= bound.high
                    tried += 1
    assert tried > 20


def test_the_order_of_the_values_changes_nothing():
    result, grid, _ = next(case for case in CASES if len(case[1].entrants) > 2)
    texts = []
    for names in (list(grid.values), list(grid.values)[::-1]):
        values = {name: grid.values[name] for name in names}
        marks = dict(reversed(grid.marks.items())) if names[0] != next(iter(grid.values)) else grid.marks
        scores = score_category(grid.category, values=values, marks=marks, entrants=grid.facts or None)
        report = robustness(
            grid.category,
            values,
            marks,
            scores,
            seed_parts=PARTS,
            worlds=40,
            rows=result.rows,
            entrants=grid.facts or None,
        )
        texts.append(robustness_json([report], seed_parts=PARTS, worlds=40))
    assert texts[0] == texts[1]
    assert '"certified":false' in texts[0]


def test_logarithms_and_powers_are_those_of_decimals():
    chance = random.Random(1)
    tops = np.array([chance.randint(0, 10**15) for _ in range(300)] + [0], dtype=float)
    by = np.array([chance.randint(10**14, 8 * 10**15)], dtype=float)
    unit, lowest = 10**7, logarithm(Fraction(1, 100), 10**7)
    found = logarithms(tops, by, unit, lowest).tolist()
    assert found[-1] == lowest
    for top, log in zip(tops.tolist()[:-1], found[:-1], strict=True):
        assert log == max(lowest, logarithm(Fraction(int(top), int(by[0])), unit))
    assert powers(np.array(found), unit).tolist() == [power(one, unit) for one in found]


def test_a_guess_near_a_half_is_decided_in_decimals():
    unit = 10**7
    near = [top for top in range(10**15, 10**15 + 10**9, 49_999) if _is_near(top, unit)]
    assert near
    tops, by = np.array(near, dtype=float), np.array([8e15])
    told = [logarithm(Fraction(top, 8 * 10**15), unit) for top in near]
    assert logarithms(tops, by, unit, -(10**9)).tolist() == told


def _is_near(top: int, unit: int) -> bool:
    guess = float(np.log(top / 8e15)) * unit
    return abs(guess - round(guess)) > 0.5 - 1e-5


def test_the_arithmetic_form_of_worlds_is_the_flat_sum():
    _, grid, _ = next(case for case in CASES if len(case[1].criteria) > 1)
    runner = Runner(grid, PARTS.seed)
    assert runner.choices.form == (OWN, ARITHMETIC)
    weights = unmoved(runner.parts[""])[None, :]
    table = grid.points(GOALPOSTS, grid.panels.ways[0], "", ARITHMETIC)
    told = runner.scores((GOALPOSTS, ARITHMETIC, "", grid.panels.ways[0]), weights, None)[0]
    assert told.tolist() == [
        sum(int(w) * x for w, x in zip(weights[0], row, strict=True)) for row in table.tolist()
    ]


SCRIPT = """
import hashlib
from tests.core.ranking.made_geometric import grids
from tests.core.ranking.test_robustness_geometric import PARTS, report_of
from paritrana.core.ranking.robustness import robustness_json
told = [robustness_json([report_of(grid, result.rows, worlds=200)], seed_parts=PARTS, worlds=200)
    for result, grid, _ in grids(range(6))]
print(hashlib.sha256("".join(told).encode()).hexdigest())
"""


@pytest.mark.long
def test_one_and_two_threads_and_an_older_kernel_give_the_same_bytes():
    found = set()
    for threads, kernel in (("1", ""), ("2", ""), ("2", "Haswell"), ("1", "Prescott")):
        more = {"OPENBLAS_NUM_THREADS": threads} | ({"OPENBLAS_CORETYPE": kernel} if kernel else {})
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=os.environ | more, capture_output=True, text=True, check=True
        )
        found.add(run.stdout)
    assert len(found) == 1
