"""Exact scores and ranks of very many entrants at once, from a table in Parquet.

The table has a column `category` and one for every criterion, by its id; `entrant` is optional.  A value is a
whole number or a decimal of up to 18 digits (quick), or text as in `values.csv`; an empty one is null.
Scores are those of `score_category`; equals share a rank, since chains of ties are walked elsewhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet
from numpy.typing import NDArray

from paritrana.core.rulebook import Category, Criterion
from paritrana.core.rulebook.model import FULL_X, WHOLE
from paritrana.core.scoring.category import score_category
from paritrana.core.scoring.cells import value_fault_code, value_x
from paritrana.core.scoring.wording import fault
from paritrana.errors import DataFaults, Fault

type Column = NDArray[np.float64]
type Numbers = NDArray[np.signedinteger]

UNIT = 2 * FULL_X * WHOLE * WHOLE
WIDEST = 2**32
EXACT = 2**53
MOST_FAULTS = 100
DIGITS = 18


@dataclass
class BulkScores:
    """Ranks (0: not ranked) and scores by row of the table.

    totals: score times `UNIT` / 100; exact: the scores of rows that need another denominator; excluded: row
    to reason.
    """

    ranks: NDArray[np.int32]
    totals: NDArray[np.int64]
    exact: dict[int, Fraction] = field(default_factory=dict)
    excluded: dict[int, str] = field(default_factory=dict)

    def score(self, row: int) -> Fraction:
        """Return the exact score of a ranked row, 0 to 100."""
        found = self.exact.get(row)
        return Fraction(int(self.totals[row]) * 100, UNIT) if found is None else found


def score_table(path: Path, categories: Sequence[Category]) -> BulkScores:
    """Return scores and ranks of every row; raises DataFaults naming columns and rows (the first 100)."""
    table = pyarrow.parquet.read_table(path, use_threads=False)
    return Bulk(table, {one.id: one for one in categories}, path.name).scored()


class Bulk:
    """One table: columns are read once, categories scored one after the other."""

    def __init__(self, table: pa.Table, categories: Mapping[str, Category], name: str) -> None:
        self.table, self.categories, self.name = table, categories, name
        self.faults: list[Fault] = []
        self.order: NDArray[np.int64] | None = None
        self.columns: dict[str, tuple[Numbers | None, NDArray[np.bool_] | None, int]] = {}

    def scored(self) -> BulkScores:
        """Return the result; raises DataFaults."""
        groups = self._groups()
        self._check_columns()
        many = self.table.num_rows
        result = BulkScores(np.zeros(many, dtype=np.int32), np.zeros(many, dtype=np.int64))
        for name, rows in groups.items() if not self.faults else ():
            Scoring(self, self.categories[name], rows, result).run()
        if self.faults:
            raise DataFaults(self.faults[:MOST_FAULTS])
        return result

    def fault(self, code: str, row: int = -1, **facts: object) -> None:
        """Note a fault at a row of the table, counted from 1; of the file as a whole without one."""
        self.faults.append(fault(code, row + 1, file=self.name, **facts))

    def _groups(self) -> dict[str, slice]:
        """Return each category's rows in `order`, which is None where they stand together already."""
        if "category" not in self.table.column_names:
            self.fault("table.column", column="category")
            return {}
        coded = pc.dictionary_encode(self.table["category"]).combine_chunks()
        names = coded.dictionary.to_pylist()
        codes = coded.indices.to_numpy(zero_copy_only=False)
        for code, name in enumerate(names):
            if name not in self.categories:
                known = ", ".join(self.categories)
                self.fault("category.unknown", int(np.argmax(codes == code)), value=name, known=known)
        if coded.null_count:
            nulls = pc.is_null(coded).to_numpy(zero_copy_only=False)
            self.fault("field.empty", int(np.argmax(nulls)), column="category")
        if self.faults:
            return {}
        if (np.diff(codes) < 0).any():
            self.order = np.argsort(codes, kind="stable")
            codes = codes[self.order]
        ends = np.searchsorted(codes, np.arange(len(names) + 1))
        return {name: slice(int(ends[at]), int(ends[at + 1])) for at, name in enumerate(names)}

    def _check_columns(self) -> None:
        kinds = dict(zip(self.table.column_names, self.table.schema.types, strict=True))
        wanted: dict[str, None] = {}
        for name, category in self.categories.items():
            for one in category.criteria:
                if one.kind == "rubric":
                    self.fault("table.rubric", category=name, criterion=one.id)
                wanted[one.id] = None
        for column in wanted:
            if column not in kinds:
                self.fault("table.column", column=column)
            elif pa.types.is_floating(kinds[column]):
                self.fault("table.float", column=column)

    def numbers(self, name: str) -> tuple[Numbers | None, NDArray[np.bool_] | None, int]:
        """Return a column's whole numbers in `order`, where it has none, and its decimals; None for text."""
        if name not in self.columns:
            self.columns[name] = self._numbers(self.table[name])
        return self.columns[name]

    def _numbers(self, column: Any) -> tuple[Numbers | None, NDArray[np.bool_] | None, int]:
        kind, places = column.type, 0
        if pa.types.is_decimal(kind) and kind.precision <= DIGITS:
            places = kind.scale
            column = _unscaled(column)
        elif not pa.types.is_integer(kind):
            return None, None, 0
        empty = None
        if column.null_count:
            empty = pc.is_null(column).to_numpy()
            column = pc.fill_null(column, pa.scalar(0, column.type))
        numbers = column.to_numpy()
        if numbers.dtype.itemsize == 8 and numbers.size and int(abs(numbers).max()) >= EXACT:
            return None, None, 0
        if self.order is not None:
            numbers = numbers[self.order]
            empty = None if empty is None else empty[self.order]
        return numbers, empty, places

    def texts(self, name: str, rows: slice) -> list[str]:
        """Return the texts of a column for rows of `order`, "" for empty ones."""
        column = self.table[name]
        if self.order is None:
            column = column.slice(rows.start, rows.stop - rows.start)
        else:
            column = column.take(pa.array(self.order[rows]))
        return [_text(one) for one in column.to_pylist()]


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None else str(value)


def _unscaled(column: Any) -> Any:
    """Return the digits of decimals as 64-bit whole numbers, without their point."""
    column = column.cast(pa.decimal64(DIGITS, column.type.scale))
    chunks = [
        pa.Array.from_buffers(pa.int64(), len(one), one.buffers(), offset=one.offset) for one in column.chunks
    ]
    return pa.chunked_array(chunks, type=pa.int64())


class Scoring:
    """One category of the table, into the result."""

    def __init__(self, bulk: Bulk, category: Category, rows: slice, result: BulkScores) -> None:
        self.bulk, self.category, self.rows, self.result = bulk, category, rows, result
        self.many = rows.stop - rows.start
        self.where: Any = rows if bulk.order is None else bulk.order[rows]

    def run(self) -> None:
        """Score and rank; a category that the quick way does not hold exactly goes row by row."""
        totals = np.zeros(self.many)
        out = np.zeros(self.many, dtype=bool)
        reasons: dict[int, str] = {}
        if any(stage.entrants == "finalists" for stage in self.category.stages):
            self._slowly()
            return
        for stage in self.category.stages:
            for one in stage.criteria:
                found = self._points(one)
                if found is None:
                    self._slowly()
                    return
                points, empty = found
                if empty is not None and one.missing == "disqualify":
                    for row in np.flatnonzero(empty & ~out).tolist():
                        reasons[row] = f"missing:{one.id}"
                    out |= empty
                points *= 2 * stage.weight_bp * one.weight_bp
                totals += points
        self._write(totals.astype(np.int64), out, reasons)

    def _points(self, one: Criterion) -> tuple[Column, NDArray[np.bool_] | None] | None:
        """Return 0 to 1,000,000 by row, halves from a median, and what is empty; None: not this way."""
        numbers, empty, places = self.bulk.numbers(one.id)
        if numbers is None or one.kind != "measure":
            coded = self._coded(one)
            if coded is None:
                return np.zeros(self.many), None
            points, gaps = coded
            own = gaps if gaps.any() else None
        else:
            own = None if empty is None else empty[self.rows]
            own = own if own is not None and own.any() else None
            quick = _measured(one, numbers[self.rows], places)
            if quick is None:
                return None
            points = quick
        if own is not None:
            if one.missing == "renormalise":
                return None
            given = points[~own]
            points[own] = np.median(given) if one.missing == "class_median" and given.size else 0
        return points, own

    def _coded(self, one: Criterion) -> tuple[Column, NDArray[np.bool_]] | None:
        """Return the points of texts, each different one read once; None after a fault."""
        texts = self.bulk.texts(one.id, self.rows)
        known: dict[str, float] = {"": -1}
        for row, text in enumerate(texts):
            if text in known:
                continue
            code = value_fault_code(one, text)
            if code:
                levels = ", ".join(level.id for level in one.levels)
                line = self.rows.start + row if self.bulk.order is None else int(self.where[row])
                self.bulk.fault(code, line, criterion=one.id, value=text, known=levels)
                return None
            known[text] = value_x(one, text) or 0
        points = np.array([known[text] for text in texts], dtype=np.float64)
        return np.maximum(points, 0), points < 0

    def _write(self, totals: NDArray[np.int64], out: NDArray[np.bool_], reasons: Mapping[int, str]) -> None:
        keys = totals if self.category.rank_on == "exact" else (totals * (2 * WHOLE) + UNIT) // (2 * UNIT)
        ranks = np.zeros(self.many, dtype=np.int32)
        ranks[~out] = _ranks(keys[~out])
        self.result.ranks[self.where] = ranks
        self.result.totals[self.where] = totals
        rows = np.arange(self.rows.start, self.rows.stop) if self.bulk.order is None else self.where
        self.result.excluded |= {int(rows[row]): reason for row, reason in reasons.items()}

    def _slowly(self) -> None:
        names = [one.id for one in self.category.criteria]
        columns = [self.bulk.texts(name, self.rows) for name in names]
        rows = range(self.rows.start, self.rows.stop) if self.bulk.order is None else self.where.tolist()
        values = {
            f"{row:012}": dict(zip(names, cells, strict=True))
            for row, *cells in zip(rows, *columns, strict=True)
        }
        scores = score_category(self.category, values=values, marks={})
        self.result.excluded |= {int(row): reason for row, reason in scores.excluded.items()}
        exact = {int(row): one.score for row, one in scores.entrants.items()}
        self.result.exact |= exact
        shown = self.category.rank_on == "shown"
        keys = {row: (score * 200 + 1) // 2 if shown else score for row, score in exact.items()}
        best = enumerate(sorted(keys.values(), reverse=True), 1)
        ranks = {key: rank for rank, key in reversed(list(best))}
        for row, key in keys.items():
            self.result.ranks[row] = ranks[key]


def _measured(one: Criterion, numbers: Numbers, places: int) -> Column | None:
    """Return round_half_even(1,000,000 · clamp(place between goalposts)); None where floats may not hold it.

    Numerator and denominator are whole and below 2^53 and 2^32, so the float quotient lies nearer to the true
    one than any half can: 2^-34 against 2^-33.
    """
    low, high = one.goalposts or (Fraction(0), Fraction(1))
    scale = 10**places
    while (low * scale).denominator > 1 or (high * scale).denominator > 1:
        scale *= 10
    bottom, top, times = int(low * scale), int(high * scale), scale // 10**places
    largest = max(abs(int(numbers.min(initial=0))), abs(int(numbers.max(initial=0))))
    if top - bottom > WIDEST or largest * times + abs(bottom) + abs(top) >= EXACT:
        return None
    points = numbers.astype(np.float64)
    if times > 1:
        points *= times
    if one.better == "higher":
        points -= bottom
    else:
        np.subtract(top, points, out=points)
    np.maximum(points, 0, out=points)
    np.minimum(points, top - bottom, out=points)
    points *= FULL_X
    points /= top - bottom
    np.rint(points, out=points)
    return points


def _ranks(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return ranks 1-2-2-4, the highest first."""
    order = np.argsort(-keys)
    ordered = keys[order]
    first = np.ones(len(keys), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    ranks = np.empty(len(keys), dtype=np.int64)
    ranks[order] = np.maximum.accumulate(np.where(first, np.arange(1, len(keys) + 1), 0))
    return ranks
