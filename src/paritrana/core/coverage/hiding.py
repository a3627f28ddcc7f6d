"""Which cells of a table are hidden, decided on all levels and all totals at once.

A table by village and one by regency of the same lake so hide alike, whoever asks for which.
"""

from collections.abc import Sequence

from paritrana.core import disclosure
from paritrana.core.coverage.cells import Cell, Key
from paritrana.core.coverage.definitions import Measure, Over
from paritrana.core.rolls.places import dotted

# How often one person commonly stands in the numerator of a year; the persons behind it are the quotient.
_TIMES_A_YEAR = {"overlap": 12}
_EVENTS = ("overlap", "lapse")  # counts of events, not of persons who are a part of others


def hidden(
    measure: Measure, cells: Sequence[Cell], by: int, smallest: int, *, yearly: bool
) -> tuple[set[Key], set[Key]]:
    """Return the keys of given cells to hide, and of cells not given that must show as hidden too.

    cells: of every level; `by` says how many words each bears, an empty word being a total. Where persons
    stand below the line too, a small rest of them is hidden like a small count.
    """
    if not cells:
        return set(), set()
    times = _TIMES_A_YEAR.get(measure.name, 1) if yearly else 1
    persons = [-(-one.persons // times) for one in cells]
    below = None
    if measure.name == "mean_months":
        persons = [one.denominator or 0 for one in cells]
    elif measure.over is Over.PERSONS and measure.name not in _EVENTS:
        below = [one.denominator or 0 for one in cells]
    decided = disclosure.decide(
        ["" if one.region == 0 else dotted(one.region) for one in cells],
        persons,
        by=[[one.by[place] for one in cells] for place in range(by)],
        of=below,
        k=smallest,
    )
    given = {one.key for one, hide in zip(cells, decided.hidden, strict=True) if hide}
    return given, {_key(code, words) for code, words in decided.absent}


def _key(code: str, words: tuple[str, ...]) -> Key:
    region = int(code.replace(".", "")) if code not in ("", "ID") else 0
    level = {0: "country", 2: "province", 4: "regency", 6: "district", 10: "village"}[
        len(str(region)) if region else 0
    ]
    return level, region, tuple(words)
