"""A table of values in Parquet: what its columns may be, who stands where, and one column at a time.

The table has the columns `category` and `entrant` and one for every criterion, by its id; a row is an
entrant.  Columns are read one after the other, so memory grows with the rows and not with the columns.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any, BinaryIO, NoReturn

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from paritrana.core.rulebook import Category, Criterion
from paritrana.core.scoring.bulk.columns import BadCells, Cells, cells_of
from paritrana.core.scoring.bulk.wording import MOST_FAULTS, Faults
from paritrana.core.scoring.tables import CONTROL, LONGEST_NAME, name_faults

MOST_ROWS = 10_000_000
KEYS = ("category", "entrant")
_PLAIN_NAME = "^[!-~]([ -~]*[!-~])?$"


class Table:
    """One file that is open; raises DataFaults where it is no Parquet file that can be read."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.faults = Faults(name)
        try:
            self._file = pq.ParquetFile(file)
            schema = self._file.schema_arrow
        except (pa.ArrowException, OSError, ValueError) as error:
            self._unreadable(error)
        self.rows: int = self._file.metadata.num_rows
        self.kinds: dict[str, Any] = dict(zip(schema.names, schema.types, strict=True))
        for column in sorted({one for one in schema.names if schema.names.count(one) > 1}):
            self.faults.note("table.twice", column=column)
        if self.rows > MOST_ROWS:
            self.faults.note("table.rows", count=self.rows, limit=MOST_ROWS)
        for column in KEYS:
            if column not in self.kinds:
                self.faults.note("table.column", column=column)
            elif not (_is_text(self.kinds[column]) or pa.types.is_integer(self.kinds[column])):
                self.faults.note("table.key_kind", column=column, kind=str(self.kinds[column]))
        self.order: NDArray[np.int64] | None = None
        self.groups: dict[str, slice] = {}

    def group(self, known: Sequence[str], only: str | None) -> None:
        """Find each category's rows, as slices of `order`, which is None where they stand together already.

        known: the categories of the rulebook; only: the one to be ranked, where the others do not matter.
        """
        column = self.texts("category")
        coded = column.dictionary_encode()
        names = coded.dictionary.to_pylist()
        codes = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False)
        by_row = codes
        strange = [at for at, one in enumerate(names) if one and one not in known] if only is None else []
        rows = np.flatnonzero(np.isin(codes, strange))

        def facts(row: int) -> dict[str, object]:
            return {"known": ", ".join(known), "value": names[by_row[row]]}

        self.faults.note_rows("category.unknown", "category", rows, len(rows), facts)
        empty = np.flatnonzero((codes < 0) | np.isin(codes, [at for at, one in enumerate(names) if not one]))
        self.faults.note_rows("field.empty", "category", empty, len(empty))
        if (np.diff(codes) < 0).any():
            self.order = np.argsort(codes, kind="stable")
            codes = codes[self.order]
        ends = np.searchsorted(codes, np.arange(len(names) + 1))
        found = {name: slice(int(ends[at]), int(ends[at + 1])) for at, name in enumerate(names)}
        self.groups = {name: found[name] for name in known if name in found and only in (None, name)}

    def check_columns(self, categories: Sequence[Category], known: Collection[str]) -> None:
        """Note every column that is lacking, unknown or of a kind that is not exact.

        categories: those that are ranked; known: ids of the criteria of the whole book.
        """
        wanted = {one.id for category in categories for one in category.criteria}
        for column in sorted(wanted - set(self.kinds)):
            self.faults.note("table.column", column=column)
        for column, kind in self.kinds.items():
            if column in KEYS:
                continue
            if column not in known:
                self.faults.note("table.extra", column=column)
            elif pa.types.is_floating(kind):
                self.faults.note("table.float", column=column)
            elif not (_is_text(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind)):
                self.faults.note("table.kind", column=column, kind=str(kind))

    @property
    def criteria(self) -> list[str]:
        """Return the columns of criteria, in the order of the table."""
        return [column for column in self.kinds if column not in KEYS]

    def entrants(self) -> Any:
        """Return the entrants' names by row, having noted every one that is not plain or stands twice."""
        names = self.texts("entrant")
        plain = pc.and_(
            pc.match_substring_regex(names, _PLAIN_NAME), pc.less_equal(pc.binary_length(names), LONGEST_NAME)
        )
        odd = np.flatnonzero(~pc.fill_null(plain, False).to_numpy(zero_copy_only=False))
        wrong: dict[str, list[int]] = {}
        for row, name in zip(odd.tolist(), names.take(pa.array(odd)).to_pylist(), strict=True):
            if code := _wrong_with(name or ""):
                wrong.setdefault(code, []).append(row)
        for code, rows in wrong.items():
            self.faults.note_rows(
                code,
                "entrant",
                rows,
                len(rows),
                lambda row: {"value": names[row].as_py(), "limit": LONGEST_NAME},
            )
        if len(names.unique()) + max(names.null_count - 1, 0) < self.rows:
            codes = pc.fill_null(names.dictionary_encode().indices, -1)
            self._repeated(names, codes.to_numpy(zero_copy_only=False))
        return names

    def _repeated(self, names: Any, codes: NDArray[np.int32]) -> None:
        """Note whoever stands twice, in one category or in two."""
        given, first = np.unique(codes, return_index=True)
        first_of = np.zeros(given.max(initial=0) + 1, dtype=np.int64)
        first_of[given[given >= 0]] = first[given >= 0]
        again = np.flatnonzero((codes >= 0) & (first_of[codes] != np.arange(len(codes))))
        home = self.texts("category")

        def facts(row: int) -> dict[str, object]:
            first = int(first_of[codes[row]])
            own, other = home[row].as_py(), home[first].as_py()
            return {"entrant": names[row].as_py(), "first": first + 1, "category": own, "other": other}

        same = pc.equal(home, home.take(pa.array(first_of[codes]))).to_numpy(zero_copy_only=False)
        for code, rows in (
            ("table.repeated", again[same[again] == True]),  # noqa: E712  None where a category is lacking
            ("entrant.two_categories", again[same[again] == False]),  # noqa: E712
        ):
            self.faults.note_rows(code, "entrant", rows, len(rows), facts)

    def cells(self, name: str, *, measured: bool) -> Cells:
        """Return a column's cells in `order`; measured: whether text in it stands for numbers."""
        column = self._read(name)
        if _is_text(self.kinds[name]):
            column = self._text(name, column)
        return cells_of(column, self.order, measured=measured)

    def strange(self, name: str, cells: Cells, category: Category) -> None:
        """Note the values of a column in rows of a category that has no such criterion."""
        own = self.groups[category.id]
        rows = np.sort(self.places(own)[~cells.empty[own]])
        known = ", ".join(one.id for one in category.criteria if one.kind != "rubric")
        told: dict[str, object] = {"category": category.id, "value": name, "known": known}
        self.faults.note_rows("criterion.unknown", name, rows, len(rows), lambda _: told)

    def bad(self, column: str, category: Category, one: Criterion) -> BadCells:
        """Return the function that notes what a criterion cannot take, by place in the category's rows."""

        def note(code: str, wrong: NDArray[np.int64], text: Callable[[int], str]) -> None:
            places = self.places(self.groups[category.id])
            known = ", ".join(level.id for level in one.levels)
            first = wrong[np.argsort(places[wrong])][:MOST_FAULTS]
            value = {int(places[place]): text(int(place)) for place in first}

            def facts(row: int) -> dict[str, object]:
                return {"criterion": column, "known": known, "value": value[row]}

            self.faults.note_rows(code, column, places[first].tolist(), len(wrong), facts)

        return note

    def places(self, rows: slice) -> NDArray[np.int64]:
        """Return the places in the table, from 0, of a slice of `order`."""
        return np.arange(rows.start, rows.stop) if self.order is None else self.order[rows]

    def texts(self, name: str) -> Any:
        """Return a column as one array of text."""
        return self._text(name, self._read(name))

    def _read(self, name: str) -> Any:
        try:
            return self._file.read(columns=[name], use_threads=False)[name]
        except (pa.ArrowException, OSError, ValueError) as error:
            self._unreadable(error)

    def _text(self, name: str, column: Any) -> Any:
        try:
            whole = column.cast(pa.large_string()).combine_chunks()
            whole.validate(full=True)
        except (pa.ArrowException, UnicodeDecodeError):
            self.faults.note("table.text", column=name)
            self.faults.end()
        return whole

    def _unreadable(self, error: Exception) -> NoReturn:
        self.faults.note("file.parquet", reason=str(error).split("\n", 1)[0])
        self.faults.end()
        raise error


def _wrong_with(name: str) -> str:
    """Return the code of what is wrong with an entrant's name, as in values.csv; "" when nothing is."""
    found = next((one.code for one in name_faults(1, "", entrant=name)), "")
    return found or ("csv.control" if CONTROL.search(name) else "")


def _is_text(kind: Any) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    kinds = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    return any(one(kind) for one in kinds)
