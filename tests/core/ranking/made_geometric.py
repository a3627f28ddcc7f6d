"""Made-up categories in which a geometric mean stands over stages, over dimensions, or over both."""

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.core import made_two

from paritrana.core.ranking import rank_category
from paritrana.core.ranking.robustness.grid import Grid
from paritrana.core.rulebook import Category
from paritrana.core.scoring.entrants import Facts
from paritrana.errors import DataFaults

FLOORS = [Fraction(1, 100), Fraction(1, 100), Fraction(1, 20), Fraction(1, 2), Fraction(1, 10**6)]


def categories(seed: int) -> Iterator[tuple[Category, Any, Any, Any, str]]:
    """Yield each category of a made-up book of format /2 with values, marks, facts and a seed for lots."""
    book, values, marks, told, lot = made_two.case(seed)
    facts = {entrant: Facts(*one) for entrant, one in told.items()}
    chance = random.Random(seed)
    for category in book.categories:
        own = {pair: cells for pair, cells in marks.items() if pair[1] in values[category.id]}
        yield _geometric(chance, category), values[category.id], own, facts, lot


def _geometric(chance: random.Random, category: Category) -> Category:
    inside = [at for at, stage in enumerate(category.stages) if stage.dimensions]
    chosen = {at for at in inside if chance.random() < 0.7}
    aggregate = "geometric" if not chosen or chance.random() < 0.5 else "mean"
    stages = tuple(
        replace(
            stage,
            aggregate="geometric" if at in chosen else "mean",
            floor=chance.choice(FLOORS),
            criteria=tuple(
                replace(one, missing="renormalise")
                if one.kind != "rubric" and one.missing != "disqualify" and chance.random() < 0.5
                else one
                for one in stage.criteria
            ),
        )
        for at, stage in enumerate(category.stages)
    )
    jury = replace(category.jury, fair_mode="report" if chosen else category.jury.fair_mode)
    return replace(
        category,
        aggregate=aggregate,
        floor=chance.choice(FLOORS),
        stages=stages,
        jury=jury,
        finalists_ceiling=None,
        uncertain_pct=None,
    )


def grids(seeds: range) -> Iterator[tuple[Any, Grid, str]]:
    """Yield the result and the grid of each category that can be ranked, with the seed of lots."""
    for seed in seeds:
        for category, values, marks, facts, lot in categories(seed):
            try:
                result = rank_category(category, values, marks, seed=lot, entrants=facts)
            except DataFaults:
                continue
            if result.rows:
                yield (
                    result,
                    Grid(category, values, marks, result.scores, result.rows, entrants=facts),
                    lot,
                )
