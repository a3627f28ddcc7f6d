"""The published tables of a ranking by whole numbers, byte for byte those of `ranking.tables`."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from paritrana.core.ranking.awards import Award, category_awards
from paritrana.core.ranking.bulk.order import Standing
from paritrana.core.ranking.order import Row
from paritrana.core.ranking.tables import AWARDS_HEADER, EXCLUDED_HEADER, RANKING_HEADER
from paritrana.core.scoring import CategoryScores
from paritrana.core.scoring.tables import written
from paritrana.core.units import Points

_QUOTED = '[",\n\r]'


def ranking_csv(standings: Iterable[Standing]) -> bytes:
    """Return ``ranking.csv``: by category of the rulebook, rank, entrant."""
    return written(RANKING_HEADER, ()).encode() + b"".join(_lines(one) for one in standings)


def excluded_csv(excluded: Iterable[tuple[str, str, str]]) -> bytes:
    """Return ``excluded.csv``: who is not ranked and why, by code point."""
    return written(EXCLUDED_HEADER, sorted(excluded)).encode()


def awards_csv(standings: Iterable[Standing]) -> bytes:
    """Return ``awards.csv``: winners, consolations and whoever is sent on, by category of the rulebook."""
    found = (award for one in standings for award in _awards(one))
    rows = ((one.category, one.award, one.place, one.entrant, one.rule) for one in found)
    return written(AWARDS_HEADER, rows).encode()


def rows_of(one: Standing, many: int) -> Iterator[Row]:
    """Yield the first rows of a ranking."""
    tops, bottoms, long = one.score.fractions()
    for at in range(min(many, len(one.ranks))):
        ratio = long.get(at, f"{tops[at]}/{bottoms[at]}")
        rule = one.chain[one.rules[at]]
        score = Points(Fraction(ratio))
        yield Row(one.category.id, int(one.ranks[at]), one.names[at].as_py(), score, rule)


def _awards(one: Standing) -> tuple[Award, ...]:
    """Return the awards of a category, for which its first rows are enough: nobody is skipped by a cap."""
    last = max(one.category.winners + one.category.consolation, one.category.forward)
    rows = tuple(rows_of(one, int(np.searchsorted(one.ranks, last, side="right"))))
    return category_awards(one.category, CategoryScores(one.category, {}, {}), rows, {})


def _lines(one: Standing) -> bytes:
    """Return the rows of a category as text, joined column by column."""
    shown = one.score.hundredths
    rules = pa.array([f"{rule}\n" for rule in one.chain], pa.large_string())
    columns = (
        _sign(one.category.id),
        _text(one.ranks),
        _quoted(one.names),
        _with(".", _text(shown // 100), pc.utf8_lpad(_text(shown % 100), 2, "0")),
        _ratios(one),
        rules.take(pa.array(one.rules)),
    )
    return _joined(_with(",", *columns))


def _ratios(one: Standing) -> Any:
    tops, bottoms, long = one.score.fractions()
    found = _with("/", _text(tops), _text(bottoms))
    if long:
        mask = np.zeros(len(found), dtype=bool)
        mask[list(long)] = True
        ordered = [long[at] for at in sorted(long)]
        found = pc.replace_with_mask(found, pa.array(mask), pa.array(ordered, pa.large_string()))
    return found


def _text(numbers: NDArray[np.int64]) -> Any:
    return pa.array(numbers).cast(pa.large_string())


def _quoted(names: Any) -> Any:
    """Return names as CSV has them: in quotes where a sign asks for it."""
    odd = pc.match_substring_regex(names, _QUOTED)
    if not pc.any(odd).as_py():
        return names
    inside = pc.replace_substring(names, '"', '""')
    return pc.if_else(odd, _with("", _sign('"'), inside, _sign('"')), names)


def _with(between: str, *columns: Any) -> Any:
    return pc.binary_join_element_wise(*columns, _sign(between))


def _sign(text: str) -> Any:
    return pa.scalar(text, pa.large_string())


def _joined(lines: Any) -> bytes:
    """Return the texts of an array one after the other."""
    if not len(lines):
        return b""
    _, offsets, data = lines.buffers()
    ends = np.frombuffer(offsets, dtype=np.int64)[lines.offset : lines.offset + len(lines) + 1]
    return bytes(memoryview(data)[ends[0] : ends[-1]])
