"""Which cells of a table are hidden, decided on all levels and all totals at once.

A table by village and one by regency of the same lake so hide alike, whoever asks for which.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from paritrana.core import disclosure
from paritrana.core.coverage.definitions import Measure, Over
from paritrana.core.rolls.places import dotted

if TYPE_CHECKING:
    from paritrana.core.coverage.tables import Cell

type Key = tuple[str, int, tuple[str, ...]]


def hidden(measure: Measure, cells: Sequence[Cell], by: int, smallest: int) -> tuple[set[Key], set[Key]]:
    """Return the keys of given cells to hide, and of cells not given that must show as hidden too.

    cells: of every level; `by` says how many words each bears, an empty word being a total. Where persons stand
    below the line too, a small rest of them is hidden like a small count.
    """
    if not cells:
        return set(), set()
    codes = ["" if one.region == 0 else dotted(one.region) for one in cells]
    part_of_persons = measure.over is Over.PERSONS and measure.name not in ("mean_months", "overlap")
    below = [one.denominator or 0 for one in cells] if part_of_persons else None
    if measure.name in ("mean_months", "overlap"):
        persons = [one.denominator or 0 for one in cells]
    else:
        persons = [one.persons for one in cells]
    decided = disclosure.decide(
        codes, persons, by=[[one.by[place] for one in cells] for place in range(by)], of=below, k=smallest
    )
    given = {one.key for one, hide in zip(cells, decided.hidden, strict=True) if hide}
    absent = {_key(code, words) for code, words in decided.absent}
    return given, absent


def _key(code: str, words: tuple[str, ...]) -> Key:
    region = int(code.replace(".", "")) if code not in ("", "ID") else 0
    level = {0: "country", 2: "province", 4: "regency", 6: "district", 10: "village"}[len(str(region)) if region else 0]
    return level, region, tuple(words)
