"""One column of a table: its cells as whole numbers or texts, and the points they are under a criterion."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from paritrana.core.rulebook import Criterion
from paritrana.core.rulebook.model import FULL_X
from paritrana.core.scoring.cells import value_fault_code, value_x

type Column = NDArray[np.float64]
type Mask = NDArray[np.bool_]
type BadCells = Callable[[str, NDArray[np.int64], Callable[[int], str]], None]

WIDEST = 2**32
EXACT = 2**53
DIGITS = 18
_LONGEST = 40
_NUMBER = r"^-?[0-9]+(\.[0-9]+)?$"


@dataclass
class Cells:
    """The cells of a column: either whole numbers that have `places` decimals, or codes of `texts`."""

    empty: Mask
    numbers: NDArray[np.signedinteger] | None = None
    places: int = 0
    codes: NDArray[np.int32] | None = None
    texts: Any = None

    def distinct(self, rows: slice) -> tuple[list[str], NDArray[np.intp]]:
        """Return the different texts of some rows, and by row which of them it has; empty ones have any."""
        held = self.codes if self.numbers is None else self.numbers
        if held is None:
            raise ValueError("cells are numbers or codes")
        different, which = np.unique(held[rows], return_inverse=True)
        if self.numbers is None:
            return self.texts.take(pa.array(different)).to_pylist(), which
        return [_number_text(int(one), self.places) for one in different], which


def cells_of(column: Any, order: NDArray[np.int64] | None, *, measured: bool) -> Cells:
    """Return a column's cells in an order; measured: whether text in it stands for numbers.

    column: of whole numbers, decimals or text, checked before.
    """
    kind = column.type
    number: tuple[Any, int] | None = (column, 0)
    if pa.types.is_decimal(kind):
        digits = _unscaled(column, kind.scale)
        number = None if digits is None else (digits, kind.scale)
        column = column if number else _decimal_texts(column)
    elif not pa.types.is_integer(kind):
        number = _numbers_in(column) if measured else None
    found = _from_numbers(*number) if number else _from_texts(column)
    return found if order is None else _ordered(found, order)


def _ordered(cells: Cells, order: NDArray[np.int64]) -> Cells:
    numbers = None if cells.numbers is None else cells.numbers[order]
    codes = None if cells.codes is None else cells.codes[order]
    return Cells(cells.empty[order], numbers, cells.places, codes, cells.texts)


def _from_numbers(column: Any, places: int) -> Cells:
    empty = np.zeros(len(column), dtype=bool)
    if column.null_count:
        empty = pc.is_null(column).to_numpy(zero_copy_only=False)
        column = pc.fill_null(column, pa.scalar(0, column.type))
    return Cells(empty, column.to_numpy(), places)


def _from_texts(column: Any) -> Cells:
    coded = column.dictionary_encode()
    codes = pc.fill_null(coded.indices, 0).to_numpy(zero_copy_only=False)
    nothing = pc.fill_null(pc.equal(column, ""), True).to_numpy(zero_copy_only=False)
    texts = coded.dictionary if len(coded.dictionary) else pa.array([""], pa.large_string())
    return Cells(nothing, codes=codes, texts=texts)


def _numbers_in(texts: Any) -> tuple[Any, int] | None:
    """Return the numbers that all texts are, and their decimals; None where that cannot be."""
    given = pc.if_else(pc.equal(texts, ""), pa.scalar(None, texts.type), texts)
    if not pc.all(pc.match_substring_regex(given, _NUMBER)).as_py():
        return None
    lengths = pc.binary_length(given)
    if (pc.max(lengths).as_py() or 0) > _LONGEST:
        return None
    point = pc.find_substring(given, ".")
    behind = pc.if_else(pc.equal(point, -1), 0, pc.subtract(pc.subtract(lengths, point), 1))
    places = pc.max(behind).as_py() or 0
    try:
        numbers = given.cast(pa.decimal64(DIGITS, places))
    except (pa.ArrowException, ValueError):
        return None
    return _unscaled(pa.chunked_array([numbers]), places), places


def _unscaled(column: Any, places: int) -> Any:
    """Return the digits of decimals as 64-bit whole numbers, without their point; None above 18 digits."""
    try:
        column = column.cast(pa.decimal64(DIGITS, places))
    except (pa.ArrowException, ValueError):
        return None
    chunks = [
        pa.Array.from_buffers(pa.int64(), len(one), one.buffers(), offset=one.offset) for one in column.chunks
    ]
    return pa.chunked_array(chunks, type=pa.int64())


def _decimal_texts(column: Any) -> Any:
    return pa.array(
        [None if one is None else format(one, "f") for one in column.to_pylist()], pa.large_string()
    )


def _number_text(digits: int, places: int) -> str:
    if not places:
        return str(digits)
    whole, rest = divmod(abs(digits), 10**places)
    return f"{'-' if digits < 0 else ''}{whole}.{rest:0{places}}"


def points_of(
    one: Criterion, cells: Cells, rows: slice, book_format: int, bad: BadCells
) -> tuple[Column, Mask]:
    """Return x, 0 to 1,000,000, of some rows, and where nothing is given, which has 0.

    bad: told what is wrong, by code, with the places in the slice and the text of each of the slice's cells.
    """
    empty = cells.empty[rows]
    if cells.numbers is not None and one.kind == "measure" and one.small is None:
        quick = _measured(one, cells.numbers[rows], cells.places)
        if quick is not None:
            quick[empty] = 0
            return quick, empty
    texts, which = cells.distinct(rows)
    given = np.bincount(which[~empty], minlength=len(texts)) > 0
    points = np.zeros(len(texts))
    wrong: dict[str, list[int]] = {}
    for at in np.flatnonzero(given).tolist():
        code = value_fault_code(one, texts[at], book_format)
        if code:
            wrong.setdefault(code, []).append(at)
            continue
        x = value_x(one, texts[at])
        points[at] = -1 if x is None else x
    for code, those in wrong.items():
        places = np.flatnonzero(np.isin(which, those) & ~empty)
        bad(code, places, lambda place: texts[which[place]])
    found = points[which]
    empty = empty | (found < 0)
    found[empty] = 0
    return found, empty


@lru_cache(maxsize=1024)
def _ends(goalposts: tuple[Fraction, Fraction], places: int) -> tuple[int, int, int]:
    """Return goalposts as whole numbers, and what takes numbers without their point to the same unit."""
    low, high = goalposts
    scale = 10**places
    while (low * scale).denominator > 1 or (high * scale).denominator > 1:
        scale *= 10
    return int(low * scale), int(high * scale), scale // 10**places


def _measured(one: Criterion, numbers: NDArray[np.signedinteger], places: int) -> Column | None:
    """Return round_half_even(1,000,000 · clamp(place between goalposts)); None where floats may not hold it.

    Numerator and denominator are whole and below 2^53 and 2^32, so the float quotient lies nearer to the true
    one than any half can: 2^-34 against 2^-33.
    """
    bottom, top, times = _ends(one.goalposts or (Fraction(0), Fraction(1)), places)
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
