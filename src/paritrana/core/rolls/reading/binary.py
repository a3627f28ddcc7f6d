"""Binary workbooks (.xls of Excel 97 to 2003): the compound file, and what its sheets hold.

Only looked through, never interpreted: which streams there are, and of the workbook's records their kind and
place.  A reader of cells is started once nothing was found that a roster may not have.
Sources: [MS-CFB] for the container, [MS-XLS] for the records.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from paritrana.core.rolls.reading.container import shown
from paritrana.core.rolls.reading.extent import NAMED, Extent, letters
from paritrana.core.rolls.reading.limits import Limits
from paritrana.core.rolls.reading.wording import refuse

_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFFA
_MOST_SHEETS = 1_000
_MACROS = ("_vba_project_cur", "vba", "macros", "_vba_project")
_LOCKED = ("encryptedpackage", "encryptioninfo")
_EMBEDDED = ("objectpool",)
# Kinds of records: [MS-XLS] 2.3.
_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _OBPROJ, _MERGED = 0x809, 0x0A, 0x2F, 0x85, 0xD3, 0xE5
_FORMULAS = {0x06, 0x221, 0x4BC, 0x236}
_SUPBOOK, _DCONREF = 0x1AE, 0x51
_OWN_BOOK, _ADD_IN = 0x0401, 0x3A01
_CELLS = {0x203: 1, 0x27E: 1, 0xFD: 1, 0x204: 1, 0xD6: 1, 0x205: 1, 0xBD: 6}
_BOOL_ERROR, _MUL_RK = 0x205, 0xBD


def measured(path: Path, limits: Limits) -> dict[str, Extent]:
    """Return the extent of each worksheet by name; raises DataFaults for what a roster may not be."""
    try:
        book = _Compound(path.read_bytes()).workbook()
        return _Book(book, limits).sheets
    except (struct.error, IndexError, UnicodeDecodeError) as broken:
        raise _broken(str(broken)) from broken


def _broken(reason: str) -> Exception:
    return refuse("roll.workbook_broken", reason=reason[:80])


class _Compound:
    """A compound file: sectors in chains, named by a directory."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise _broken("its sectors have no known size")
        self._size = 1 << shift
        (self._directory, _, self._small_below, first_small, _, extra, _) = struct.unpack_from(
            "<7I", content, 48
        )
        self._table = self._read_table(extra)
        self._small_table = self._numbers(self._chain(first_small)) if first_small < _LAST_SECTOR else []
        self._small = b""

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        piece = self._content[start : start + self._size]
        if not piece:
            raise _broken("a sector lies beyond the end")
        return piece.ljust(self._size, b"\0")

    def _numbers(self, piece: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(piece) // 4}I", piece[: len(piece) // 4 * 4]))

    def _read_table(self, extra: int) -> list[int]:
        listed = list(struct.unpack_from("<109I", self._content, 76))
        seen = 0
        while extra < _LAST_SECTOR:
            numbers = self._numbers(self._sector(extra))
            listed, extra, seen = listed + numbers[:-1], numbers[-1], seen + 1
            if seen > len(self._content) // self._size + 1:
                raise _broken("its sectors go round in a circle")
        table: list[int] = []
        for number in dict.fromkeys(listed):
            if number < _LAST_SECTOR:
                table += self._numbers(self._sector(number))
        return table

    def _chain(self, first: int) -> bytes:
        pieces, seen, number = [], 0, first
        while number < _LAST_SECTOR:
            pieces.append(self._sector(number))
            number, seen = self._table[number], seen + 1
            if seen > len(self._table):
                raise _broken("its sectors go round in a circle")
        return b"".join(pieces)

    def workbook(self) -> bytes:
        """Return the stream of the workbook; raises DataFaults for a locked file, macros or other files."""
        entries, root = {}, _END
        directory = self._chain(self._directory)
        for at in range(0, len(directory) - 127, 128):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            if kind not in (1, 2, 5) or not 2 <= length <= 64:
                continue
            name = directory[at : at + length - 2].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<IQ", directory, at + 116)
            _refuse_name(name)
            entries[name.lower()] = (kind, start, size & 0xFFFFFFFF)
            if kind == 5:
                root = start
        found = entries.get("workbook")
        if found is None:
            raise _broken("no stream Workbook: older than Excel 97, or another document")
        _, start, size = found
        if size >= self._small_below:
            return self._chain(start)[:size]
        return self._small_chain(start, root)[:size]

    def _small_chain(self, first: int, root: int) -> bytes:
        small, pieces, number = self._chain(root), [], first
        while number < _LAST_SECTOR:
            pieces.append(small[number * 64 : number * 64 + 64])
            number = self._small_table[number]
            if len(pieces) > len(self._small_table):
                raise _broken("its sectors go round in a circle")
        return b"".join(pieces)


def _refuse_name(name: str) -> None:
    low = name.lower()
    if low in _LOCKED:
        raise refuse("roll.encrypted")
    if low in _MACROS:
        raise refuse("roll.macros", part=shown(name))
    if low in _EMBEDDED or low.startswith("mbd"):
        raise refuse("roll.embedded", part=shown(name))


class _Book:
    """Follows the records of a workbook stream."""

    def __init__(self, stream: bytes, limits: Limits) -> None:
        self._stream, self._limits = stream, limits
        self.sheets: dict[str, Extent] = {}
        if len(stream) < 8 or struct.unpack_from("<HHH", stream)[0] != _BOF:
            raise _broken("the stream does not begin with a workbook")
        if struct.unpack_from("<H", stream, 4)[0] != 0x600:
            raise _broken("older than Excel 97")
        for name, start in self._listed():
            if name in self.sheets:
                raise _broken("two sheets have one name")
            self.sheets[name] = self._extent(start)

    def _records(self, at: int) -> Iterator[tuple[int, int, int]]:
        """Yield kind, place and length of the records of one part; parts inside it are passed over."""
        depth = 0
        while at + 4 <= len(self._stream):
            kind, length = struct.unpack_from("<HH", self._stream, at)
            at += 4
            if at + length > len(self._stream):
                raise _broken("a record reaches beyond the end")
            depth += (kind == _BOF) - (kind == _EOF)
            if depth <= 0:
                return
            if depth == 1:
                yield kind, at, length
            at += length
        raise _broken("it is cut off")

    def _listed(self) -> list[tuple[str, int]]:
        found = []
        for kind, at, length in self._records(0):
            match kind:
                case 0x2F:
                    raise refuse("roll.encrypted")
                case 0xD3:
                    raise refuse("roll.macros", part="OBPROJ")
                case 0x1AE if length >= 4 and self._is_foreign(at):
                    raise refuse("roll.external_links", part="SUPBOOK")
                case 0x85:
                    found.append(self._sheet(at, length))
        if len(found) > _MOST_SHEETS:
            raise _broken("too many sheets")
        return [(name, start) for kind, name, start in found if kind == 0]

    def _is_foreign(self, at: int) -> bool:
        return struct.unpack_from("<H", self._stream, at + 2)[0] not in (_OWN_BOOK, _ADD_IN)

    def _sheet(self, at: int, length: int) -> tuple[int, str, int]:
        start, _, kind, count, wide = struct.unpack_from("<IBBBB", self._stream, at)
        if kind == 1:
            raise refuse("roll.macros", part="macro sheet")
        text = self._stream[at + 8 : at + min(length, 8 + count * (1 + (wide & 1)))]
        return kind, text.decode("utf-16-le" if wide & 1 else "latin-1", "replace"), start

    def _extent(self, start: int) -> Extent:
        extent = Extent()
        for kind, at, length in self._records(start):
            if kind == _DCONREF:
                raise refuse("roll.external_links", part="DCONREF")
            if kind in _CELLS or kind in _FORMULAS:
                self._cell(extent, kind, at, length)
            elif kind == _MERGED:
                self._merged(extent, at)
            if extent.cells > self._limits.cells:
                break
        return extent

    def _cell(self, extent: Extent, kind: int, at: int, length: int) -> None:
        row, column = struct.unpack_from("<HH", self._stream, at)
        last = column
        if kind == _MUL_RK:
            last = struct.unpack_from("<H", self._stream, at + length - 2)[0]
        extent.add(row + 1, max(column, last) + 1, max(1, last - column + 1))
        place = f"{letters(column + 1)}{row + 1}"
        if kind in _FORMULAS and len(extent.formulas) < NAMED:
            extent.formulas.append(place)
        if kind == _BOOL_ERROR and self._stream[at + 7] and len(extent.errors) < NAMED:
            extent.errors.append(place)

    def _merged(self, extent: Extent, at: int) -> None:
        (count,) = struct.unpack_from("<H", self._stream, at)
        for number in range(min(count, NAMED)):
            first, _, left, _ = struct.unpack_from("<4H", self._stream, at + 2 + 8 * number)
            if len(extent.merged) < NAMED:
                extent.merged.append(f"{letters(left + 1)}{first + 1}")
