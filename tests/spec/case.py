"""One rule of the method as a small table in and a small table out, run as a test and printed in the docs."""

import re
import tomllib
from dataclasses import dataclass

from paritrana.core import rulebook
from paritrana.core.ranking import (
    Result,
    awards_csv,
    contributions_csv,
    excluded_csv,
    rank_book,
    ranking_csv,
)
from paritrana.core.rulebook.building import build
from paritrana.core.scoring import Where, read_entrants, read_marks, read_values

HEAD = """\
format = "paritrana-rulebook/1"
id = "spec"
version = 1
title = { id = "Contoh" }
level = "province"
region = "71"
period = { start = "2023-01-01", end = "2023-12-31" }
[[category]]
id = "c"
title = { id = "Kategori" }
entrant = "village"
"""


@dataclass(frozen=True)
class Case:
    """Rules (the body of a category), values, marks and what they give; each line is a row, without category.

    ranking: rank,entrant,score,score_exact,tie_rule.
    contributions: entrant,stage,criterion,points,score_part, in format /2 with the dimension after the stage.
    excluded: entrant,reason; faults: codes; entrants: entrant,region,zone,size.
    awards: award,place,entrant,rule.
    """

    title: str
    explanation: str
    rules: str
    values: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    ranking: tuple[str, ...] = ()
    contributions: tuple[str, ...] | None = None
    excluded: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    seed: str | None = None
    winners: tuple[str, ...] | None = None
    format: int = 1
    entrants: tuple[str, ...] = ()
    awards: tuple[str, ...] | None = None

    def book(self) -> rulebook.Rulebook:
        """Return the rulebook of the case."""
        body = re.sub(r"^\[\[stage", "[[category.stage", self.rules, flags=re.MULTILINE)
        winners = (
            "" if re.search(r"^winners", body.partition("[[prize]]")[0], re.MULTILINE) else "winners = 1\n"
        )
        if self.format == 1:
            return rulebook.read(HEAD + winners + body)
        text = HEAD.replace("rulebook/1", f"rulebook/{self.format}") + winners + body
        return build(tomllib.loads(text), text)

    def result(self) -> Result:
        """Return what the engine makes of the case; raises DataFaults."""
        rows = [f"{entrant},c,{rest}" for entrant, rest in (row.split(",", 1) for row in self.values)]
        values = read_values("\n".join(["entrant,category,criterion,value", *rows]).encode())
        marks = read_marks("\n".join(["juror,entrant,criterion,mark", *self.marks]).encode())
        entrants = read_entrants("\n".join(["entrant,region,zone,size", *self.entrants]).encode())
        assert not values.faults
        assert not marks.faults
        assert not entrants.faults
        where = Where("", "values", "marks", values.lines, marks.lines, "entrants", entrants.lines)
        facts = entrants.cells if self.entrants else None
        return rank_book(self.book(), values.cells, marks.cells, seed=self.seed, where=where, entrants=facts)


def without_category(text: str) -> tuple[str, ...]:
    """Return the rows of a published table without header and category."""
    return tuple(row.split(",", 1)[1] for row in text.splitlines()[1:])


def tables(result: Result) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return ranking, contributions and excluded as a case writes them."""
    ranking, contributions, excluded = map(
        without_category, (ranking_csv(result), contributions_csv(result), excluded_csv(result))
    )
    return ranking, contributions, excluded


def awards(result: Result) -> tuple[str, ...]:
    """Return the awards as a case writes them."""
    return without_category(awards_csv(result))
