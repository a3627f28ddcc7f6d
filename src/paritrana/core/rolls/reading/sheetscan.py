"""A fast measure of sheets spelt as Excel, LibreOffice and the common libraries spell them.

Every tag is looked at by its first two letters.  Whatever is spelt otherwise (a prefix, other quotation
marks, comments, a cell without its place) makes the scan give up, and the sheet is measured by the XML
parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from paritrana.core.rolls.reading.extent import NAMED, Extent, letters
from paritrana.core.rolls.reading.limits import Limits

type Bytes = np.ndarray[Any, np.dtype[np.uint8]]
type Places = np.ndarray[Any, np.dtype[np.int64]]


class UnusualSpelling(Exception):
    """The sheet is not spelt in the common way."""


_LONGEST_HELD = 16 << 20
_MERGE = re.compile(rb'<mergeCell\s[^>]*?ref="([^"]{1,20})"')
_REFERENCE = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"')
_DECLARATION = re.compile(rb"\s*<\?xml[^>]*?(?:encoding=[\"']utf-8[\"'][^>]*?)?\?>", re.IGNORECASE)


def _code(two: str) -> int:
    return ord(two[0]) << 8 | ord(two[1])


_CELL = _code("c ")
_FORMULA = [_code(two) for two in ("f>", "f ", "f/")]
_VALUE = [*_FORMULA, _code("v>"), _code("is")]
_UNUSUAL = [_code(name + after) for name in "cvf" for after in "\t\r\n"] + [
    _code(two) for two in ("c>", "c/", "v ", "v/", "!-", "![", "!D", "!E")
]


def measured(stream: Iterator[bytes], limits: Limits) -> Extent:
    """Return the extent of a sheet; raises UnusualSpelling when the XML parser has to look."""
    extent, rest, first = Extent(), b"", True
    for piece in stream:
        block = rest + piece
        if first:
            block = _without_declaration(block)
            first = False
        end = max(block.rfind(b"<row "), block.rfind(b"<c "))
        if end <= 0 and len(block) <= _LONGEST_HELD:
            rest = block
            continue
        if end <= 0:
            raise UnusualSpelling
        _look(block[:end], extent)
        rest = block[end:]
        if extent.cells > limits.cells:
            return extent
    _look(rest, extent)
    return extent


def _without_declaration(block: bytes) -> bytes:
    block = block.removeprefix(b"\xef\xbb\xbf")
    found = _DECLARATION.match(block)
    if found and b"encoding" in found[0].lower() and b"utf-8" not in found[0].lower():
        raise UnusualSpelling
    return block[found.end() :] if found else block


def _look(block: bytes, extent: Extent) -> None:
    """Add the cells of a block that begins and ends between cells."""
    signs = np.frombuffer(block + bytes(24), np.uint8)
    tags = np.flatnonzero(signs == ord("<"))
    codes = signs[tags + 1].astype(np.uint16) << 8 | signs[tags + 2]
    if (
        np.isin(codes, _UNUSUAL).any()
        or (signs[tags + 1] == ord("?")).any()
        or _has_prefixes(block, signs, tags)
    ):
        raise UnusualSpelling
    following = np.append(codes[1:], 0)
    is_cell = codes == _CELL
    is_formula = np.isin(codes, _FORMULA)
    if (is_formula[1:] & ~is_cell[:-1]).any() or is_formula[:1].any():
        raise UnusualSpelling
    cells = tags[is_cell]
    rows, columns = _places(signs, cells)
    holding = np.isin(following[is_cell], _VALUE)
    if holding.any():
        extent.add(int(rows[holding].min()), 1, 0)
        extent.add(int(rows[holding].max()), int(columns[holding].max()), int(holding.sum()))
    _name_the_unwanted(block, extent, rows, columns, np.isin(following[is_cell], _FORMULA))


def _places(signs: Bytes, cells: Places) -> tuple[Places, Places]:
    """Return rows and columns of all cells, which must start ``<c r="A1"``."""
    for offset, sign in enumerate(b'r="', 3):
        if (signs[cells + offset] != sign).any():
            raise UnusualSpelling
    at = cells + 6
    columns = np.zeros(len(cells), np.int64)
    going = np.ones(len(cells), bool)
    for _ in range(3):
        letter = signs[at]
        going = going & (letter >= 65) & (letter <= 90)
        columns = np.where(going, columns * 26 + letter - 64, columns)
        at = at + going
    rows = np.zeros(len(cells), np.int64)
    going = np.ones(len(cells), bool)
    for _ in range(7):
        digit = signs[at]
        going = going & (digit >= 48) & (digit <= 57)
        rows = np.where(going, rows * 10 + digit - 48, rows)
        at = at + going
    if (signs[at] != ord('"')).any() or (columns == 0).any() or (rows == 0).any():
        raise UnusualSpelling
    return rows, columns


def _has_prefixes(block: bytes, signs: Bytes, tags: Places) -> bool:
    """Tell whether an element of interest is written with a namespace prefix."""
    if b":" not in block:
        return False
    colons = np.flatnonzero(signs == ord(":"))
    before = np.searchsorted(tags, colons) - 1
    starts = tags[np.maximum(before, 0)]
    near = (before >= 0) & (colons - starts < 64)
    for start, colon in zip(starts[near].tolist(), colons[near].tolist(), strict=True):
        prefix, name = block[start + 1 : colon], block[colon + 1 : colon + 11]
        if not re.search(rb"[\s>\"'=]", prefix) and re.match(rb"/?(c|v|f|is|row|mergeCell)[\s/>]", name):
            return True
    return False


def _name_the_unwanted(
    block: bytes, extent: Extent, rows: Places, columns: Places, formulas: np.ndarray[Any, np.dtype[np.bool_]]
) -> None:
    for at in np.flatnonzero(formulas)[: NAMED - len(extent.formulas)].tolist():
        extent.formulas.append(f"{letters(int(columns[at]))}{rows[at]}")
    at = -1
    while len(extent.errors) < NAMED and (at := block.find(b' t="e"', at + 1)) >= 0:
        found = _REFERENCE.match(block, block.rfind(b"<", 0, at))
        if found:
            extent.errors.append(found[1].decode())
    if b"<mergeCell" in block:
        for found in _MERGE.finditer(block):
            if len(extent.merged) < NAMED:
                extent.merged.append(found[1].decode("ascii", "replace"))
