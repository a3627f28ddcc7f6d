"""The order of one category's rows by whole numbers: highest first, the declared chain for equals only."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from paritrana.core.ranking.order import JOINT, lot
from paritrana.core.rulebook import Category
from paritrana.core.scoring.bulk import Score, Sums

type Key = Callable[[str, NDArray[np.int64]], NDArray[np.int64]]


@dataclass(frozen=True)
class Standing:
    """The ranked rows of a category, by rank and then by entrant in code point order.

    names: an array of text; rules: by row the place in `chain` of the rule that last separated it.
    """

    category: Category
    names: Any
    ranks: NDArray[np.int64]
    score: Score
    rules: NDArray[np.int64]
    chain: tuple[str, ...]


def standing(sums: Sums, names: Any, seed: str | None) -> Standing:
    """Return the ranking of a category; names: of all its rows, an array of text."""
    category, ranked = sums.category, sums.ranked
    names = names.take(pa.array(ranked))
    score = sums.score(ranked)
    keys = score.keys() if category.rank_on == "exact" else score.hundredths

    def key(rule: str, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        if rule == "lot":
            return _lots(seed, names.take(pa.array(rows)).to_pylist())
        return sums.key(rule, ranked[rows])

    chain = ("", *category.ties, JOINT)
    places, rules = split(keys, category.ties, key)
    order = _by_name(places, rules == len(chain) - 1, names)
    return Standing(
        category,
        names.take(pa.array(order)),
        places[order] + 1,
        _taken(score, order),
        rules[order],
        chain,
    )


def split(
    keys: NDArray[np.int64], ties: tuple[str, ...], key: Key
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return by row how many stand before it, and the rule that last separated it.

    keys: the highest first; ties: the chain; key: gives the rows of groups that are still equal their keys
    under a rule.  A rule is told by its place in the chain from 1, 0 where nobody was equal, and one more
    than there are rules where equals stay.
    """
    order = np.argsort(-keys)
    places = np.empty(len(keys), dtype=np.int64)
    places[order] = _starts(-keys[order])
    rules = np.zeros(len(keys), dtype=np.int64)
    for at, rule in enumerate(ties, 1):
        rows = _equals(places)
        if rule == JOINT or not len(rows):
            break
        found = -key(rule, rows)
        order = np.lexsort((found, places[rows]))
        rows, found = rows[order], found[order]
        group, part = _starts(places[rows]), _starts(places[rows], found)
        several = np.zeros(len(rows), dtype=bool)
        several[group[part > group]] = True
        rules[rows[several[group]]] = at
        places[rows] += part - group
    rules[_equals(places)] = len(ties) + 1
    return places, rules


def _starts(*ordered: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each row of ordered columns the place where its run of equals begins."""
    many = len(ordered[0])
    first = np.zeros(many, dtype=bool)
    first[:1] = True
    for one in ordered:
        first[1:] |= one[1:] != one[:-1]
    return np.maximum.accumulate(np.where(first, np.arange(many), 0))


def _equals(places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rows that share their place."""
    return np.flatnonzero(np.bincount(places, minlength=len(places))[places] > 1)


def _lots(seed: str | None, names: list[str]) -> NDArray[np.int64]:
    """Return the places of the lots drawn by some entrants, the lowest lot the highest number."""
    drawn = [-lot(seed, name) for name in names]
    found = np.empty(len(names), dtype=np.int64)
    found[sorted(range(len(names)), key=drawn.__getitem__)] = np.arange(len(names))
    return found


def _by_name(places: NDArray[np.int64], joint: NDArray[np.bool_], names: Any) -> NDArray[np.int64]:
    """Return the rows by place, and by name where a rank is shared."""
    order = np.argsort(places)
    shared = np.flatnonzero(joint[order])
    if len(shared):
        rows = order[shared]
        told = sorted(
            zip(places[rows].tolist(), names.take(pa.array(rows)).to_pylist(), rows.tolist(), strict=True)
        )
        order[shared] = [row for _, _, row in told]
    return order


def _taken(score: Score, order: NDArray[np.int64]) -> Score:
    """Return the scores of rows in another order."""
    if not len(score.odd):
        return Score(score.totals[order], score.odd, score.top, score.bottom)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return Score(score.totals[order], place[score.odd], score.top, score.bottom)
