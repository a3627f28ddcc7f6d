"""Pairs of records that are probably one person: blocked, capped, weighed by Splink, in a fixed order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from paritrana.core.rolls.likeness.levels import FIELDS, LEVELS, Level
from paritrana.core.rolls.likeness.names import key_of, plain_name

if TYPE_CHECKING:
    import pyarrow

DUPLICATES_EXPECTED = 0.01  # of all records; with the size of the register it gives the weight one starts at
SMALLEST = 1_000  # a smaller register counts as one of this size
USUAL_COUNT = 20_000  # so many records it takes to believe a register's frequencies as much as the usual ones
LEAST_SHARE = 0.00001
_COLUMN = {"name": "name", "birth_date": "born", "sex": "sex", "village": "village"}
BLOCKS = ("date_head", "date_tail", "village_first", "village_last", "village_date", "whole_name")


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one record; its repr shows nothing of the person.  village: its code."""

    key: int
    name: str
    born: date
    sex: str
    village: str

    def __repr__(self) -> str:
        return f"Record({self.key}, …)"


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the search ends.

    least_weight: hundredths of the base-2 logarithm of the odds that two records are one person; 0 is even.
    block: records that share a key may be at most so many, else the key is passed over.  pairs: at most so
    many come back, those with the greatest weight.  memory: a cap such as ``2GB``; else the engine's own.
    """

    least_weight: int = 0
    block: int = 500
    pairs: int = 20_000
    memory: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that are probably one person, the smaller key first.

    weight: hundredths of the base-2 logarithm of the odds.  agreement: field → code of its level.
    """

    one: int
    other: int
    weight: int
    agreement: dict[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Found:
    """The pairs, the weightiest first; cut: how many more there are; passed_over: keys too frequent."""

    pairs: tuple[Pair, ...]
    cut: int
    passed_over: int


def find(
    records: Iterable[Record], *, new: Collection[int] | None = None, limits: Limits | None = None
) -> Found:
    """Return the pairs above the least weight; with `new` only those in which a record of them stands.

    The same records give the same answer, in whatever order they come.  Raises BadInput (likeness.memory).
    """
    asked = limits or Limits()
    columns, passed_over = _columns(records, None if new is None else frozenset(new), asked.block)
    if columns.num_rows < 2 or (new is not None and not new):
        return Found((), 0, passed_over)
    rows = _weighed(columns, asked)
    pairs = sorted((_pair(row) for row in rows), key=lambda one: (-one.weight, one.one, one.other))
    kept = [one for one in pairs if one.weight >= asked.least_weight]
    return Found(tuple(kept[: asked.pairs]), max(0, len(kept) - asked.pairs), passed_over)


def _columns(records: Iterable[Record], new: frozenset[int] | None, most: int) -> tuple[pyarrow.Table, int]:
    """Return the table that is compared, ordered by key, and how many keys of blocks are too frequent."""
    import pyarrow as pa

    given = sorted(records, key=lambda one: one.key)
    names = [plain_name(one.name) for one in given]
    columns: dict[str, Sequence[Any]] = {
        "unique_id": [one.key for one in given],
        "name": names,
        "name_key": [key_of(one) for one in names],
        "born": pa.array([one.born for one in given], pa.date32()),
        "sex": [one.sex for one in given],
        "village": [one.village for one in given],
        "district": [one.village.rpartition(".")[0] for one in given],
        "regency": [one.village.rsplit(".", 2)[0] for one in given],
        "is_new": [new is None or one.key in new for one in given],
    }
    passed_over = 0
    for name, keys in zip(BLOCKS, _blocks(given, names), strict=True):
        counts = Counter(key for key in keys if key)
        frequent = {key for key, count in counts.items() if count > most}
        passed_over += len(frequent)
        columns[name] = pa.array([key if key and key not in frequent else None for key in keys], pa.string())
    columns["tf_name"] = _frequencies(names, LEVELS["name"][0].other)
    columns["tf_born"] = _frequencies([one.born for one in given], LEVELS["birth_date"][0].other)
    return pa.table(columns), passed_over


def _blocks(given: Sequence[Record], names: Sequence[str]) -> Iterable[list[str]]:
    """Return the keys of each block: two records are compared when they share one.

    Half of a name beside the birth date, since many are said to be born on the first of a month; half of a
    name, or day and month, beside the village, for a birth date that is wrong; the whole name with the year
    of birth, for who moved.
    """
    words = [name.split() or [""] for name in names]
    dates = [one.born.isoformat() for one in given]
    yield [f"{day}/{name[0][:2]}" if name[0] else "" for day, name in zip(dates, words, strict=True)]
    yield [f"{day}/{name[-1][:3]}" if name[-1] else "" for day, name in zip(dates, words, strict=True)]
    yield [f"{one.village}/{name[0]}" if name[0] else "" for one, name in zip(given, words, strict=True)]
    yield [f"{one.village}/{name[-1]}" if name[-1] else "" for one, name in zip(given, words, strict=True)]
    yield [f"{one.village}/{day[5:]}" for one, day in zip(given, dates, strict=True)]
    yield [f"{key_of(name)}/{one.born.year}" if name else "" for one, name in zip(given, names, strict=True)]


def _frequencies(values: Sequence[Any], usual: float) -> list[float]:
    """Return how frequent each value is; in a small register what is usual elsewhere counts more."""
    counts, total = Counter(values), len(values) + USUAL_COUNT
    return [(counts[one] + usual * USUAL_COUNT) / total for one in values]


def _weighed(columns: pyarrow.Table, asked: Limits) -> list[dict[str, Any]]:
    from splink import Linker

    from paritrana.core.engines import linking

    told = ["unique_id_l", "unique_id_r", "match_weight", *(f"gamma_{name}" for name in FIELDS)]
    with linking.in_memory(memory=asked.memory) as api:
        linker = Linker(api.register(columns), _settings(columns), log_level=None)
        found = linker.inference.predict(
            threshold_match_weight=asked.least_weight / 100 - 0.01, warning_mode="never"
        )
        return linking.rows(found, told)


def _settings(columns: pyarrow.Table) -> Any:
    import splink.comparison_library as compare
    from splink import SettingsCreator, block_on
    from splink.blocking_rule_library import And, CustomRule
    from splink.comparison_level_library import NullLevel

    met = CustomRule("l.is_new OR r.is_new", sql_dialect="duckdb")
    places = _shares_of_places(columns)
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compare.CustomComparison(
                output_column_name=name,
                comparison_levels=[
                    NullLevel(_COLUMN[name]),
                    *(
                        _level(one, _COLUMN[name], places[one.code] if name == "village" else one.other)
                        for one in LEVELS[name]
                    ),
                ],
            )
            for name in FIELDS
        ],
        blocking_rules_to_generate_predictions=[And(block_on(key), met) for key in BLOCKS],
        probability_two_random_records_match=2 * DUPLICATES_EXPECTED / max(columns.num_rows, SMALLEST),
        retain_matching_columns=True,  # and with them, how each field agrees
    )


def _shares_of_places(columns: pyarrow.Table) -> dict[str, float]:
    """Return how often two records of this register share village, only the district, only the regency."""
    met = [
        sum((count / columns.num_rows) ** 2 for count in Counter(columns[name].to_pylist()).values())
        for name in ("village", "district", "regency")
    ]
    shares = (met[0], met[1] - met[0], met[2] - met[1], 1 - met[2])
    return {
        one.code: max(LEAST_SHARE, min(share, 1 - LEAST_SHARE))
        for one, share in zip(LEVELS["village"], shares, strict=True)
    }


def _level(one: Level, column: str, other: float) -> dict[str, Any]:
    told: dict[str, Any] = {
        "sql_condition": one.sql or "ELSE",
        "label_for_charts": one.code,
        "m_probability": one.same,
        "u_probability": other,
    }
    if one.by_frequency:
        told["tf_adjustment_column"] = column
        told["disable_tf_exact_match_detection"] = True  # it is held against this level's own share
    return told


def _pair(row: dict[str, Any]) -> Pair:
    one, other = sorted((row["unique_id_l"], row["unique_id_r"]))
    agreement = {name: LEVELS[name][len(LEVELS[name]) - 1 - row[f"gamma_{name}"]].code for name in FIELDS}
    return Pair(one, other, round(row["match_weight"] * 100), agreement)
