"""Juries made up by a seeded source of chance: a category of rubrics, its marks, and its scores."""

import random
from collections.abc import Callable, Iterable

from paritrana.core import rulebook
from paritrana.core.rulebook import Category
from paritrana.core.scoring import CategoryScores, score_category

HEAD = """\
format = "paritrana-rulebook/1"
id = "made"
version = 1
title = { id = "Contoh" }
level = "province"
region = "71"
period = { start = "2023-01-01", end = "2023-12-31" }
[[category]]
id = "c"
title = { id = "Kategori" }
entrant = "village"
winners = 1
"""


def category(*stages: str, top: int = 100, rubrics: int = 1, jury: str = "") -> Category:
    """Return a category whose stages, equal in weight, hold so many equal rubrics of 0 to `top`."""
    lines = [HEAD, f"jury = {{ {jury} }}\n" if jury else ""]
    for stage in stages or ("interview",):
        lines.append(f'[[category.stage]]\nid = "{stage}"\nweight_bp = {10_000 // max(len(stages), 1)}\n')
        lines += [
            f'[[category.stage.criterion]]\nid = "{stage}-{number}"\nkind = "rubric"\n'
            f"weight_bp = {10_000 // rubrics}\nscale = [0, {top}]\n"
            for number in range(rubrics)
        ]
    return rulebook.read("".join(lines)).categories[0]


def scored(
    rules: Category, marks: dict[tuple[str, str], dict[str, int]], *, entrants: Iterable[str] = ()
) -> CategoryScores:
    """Return the scores of marks {(juror, entrant): {criterion: mark}}."""
    names = sorted({entrant for _, entrant in marks} | set(entrants))
    cells = {pair: {name: str(mark) for name, mark in own.items()} for pair, own in marks.items()}
    return score_category(rules, values={name: {} for name in names}, marks=cells)


def one_mark(text: str) -> dict[tuple[str, str], dict[str, int]]:
    """Return marks from lines ``entrant juror mark, juror mark, …`` for the category of one rubric."""
    found = {}
    for line in filter(str.strip, text.splitlines()):
        entrant, rest = line.split(maxsplit=1)
        for pair in rest.split(","):
            juror, mark = pair.split()
            found[juror, entrant] = {"interview-0": int(mark)}
    return found


def random_marks(
    seed: int,
    rules: Category,
    *,
    entrants: int = 6,
    jurors: int = 4,
    each: int = 3,
    severity: float = 8.0,
    move: Callable[[str, float], float] = lambda juror, mark: mark,
) -> dict[tuple[str, str], dict[str, int]]:
    """Return marks about a merit, less each juror's severity, for panels of `each` jurors drawn by chance."""
    chance = random.Random(seed)
    names = [f"J{number}" for number in range(jurors)]
    strict = {name: chance.gauss(0, severity) for name in names}
    found = {}
    for number in range(entrants):
        merit = chance.gauss(60, 8)
        for juror in sorted(chance.sample(names, each)):
            cells = {}
            for stage in rules.stages:
                for rubric in stage.rubrics:
                    mark = move(juror, merit - strict[juror] + chance.gauss(0, 4))
                    cells[rubric.id] = min(max(round(mark), 0), rubric.steps)
            found[juror, f"E{number}"] = cells
    return found
