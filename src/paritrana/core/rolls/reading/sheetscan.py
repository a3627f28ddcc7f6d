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
_DECLARATION = re.compile(rb"\s*<\?xml[^>]*?(?:encoding=[\"']utf-8[\"'][^>]*?)?\?>", re.IGNORECASE)


_OTHER, _CELL, _VALUE, _FORMULA, _MERGED, _UNUSUAL = range(6)


def _kinds() -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Return the kind of a tag by its first two letters, as a number of 16 bits."""
    kinds = np.zeros(1 << 16, np.uint8)
    spelt = {
        _CELL: ["c "],
        _VALUE: ["v>", "is"],
        _FORMULA: ["f>", "f ", "f/"],
        _MERGED: ["me"],
        _UNUSUAL: ["c>", "c/", "v ", "v/", *(name + blank for name in "cvf" for blank in "\t\r\n")],
    }
    for kind, codes in spelt.items():
        kinds[[ord(code[0]) << 8 | ord(code[1]) for code in codes]] = kind
    for mark in "?!":
        kinds[ord(mark) << 8 : (ord(mark) + 1) << 8] = _UNUSUAL
    return kinds


_KINDS = _kinds()


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
    padded = block + bytes(24)
    signs = np.frombuffer(padded, np.uint8)
    tags = np.flatnonzero(signs == ord("<"))
    kinds = _KINDS[_at_any_place(padded, ">u2")[tags + 1]]
    if (kinds == _UNUSUAL).any() or _has_prefixes(block, signs, tags):
        raise UnusualSpelling
    at_cells = np.flatnonzero(kinds == _CELL)
    following = np.append(kinds, np.uint8(_OTHER))[at_cells + 1]
    formulas = following == _FORMULA
    if np.count_nonzero(kinds == _FORMULA) != np.count_nonzero(formulas):
        raise UnusualSpelling
    rows, columns = _places(padded, signs, tags[at_cells])
    holding = (following == _VALUE) | formulas
    if holding.any():
        extent.add(int(rows[holding].min()), 1, 0)
        extent.add(int(rows[holding].max()), int(columns[holding].max()), int(holding.sum()))
    # the value of an error is written #N/A, #DIV/0! and so on; no other value begins so
    values = np.append(tags, len(block))[at_cells + 1]
    errors = (following == _VALUE) & (signs[values + 3] == ord("#"))
    for unwanted, those in ((extent.formulas, formulas), (extent.errors, errors)):
        for at in np.flatnonzero(those)[: NAMED - len(unwanted)].tolist():
            unwanted.append(f"{letters(int(columns[at]))}{rows[at]}")
    if (kinds == _MERGED).any():
        found = [one[1].decode("ascii", "replace") for one in _MERGE.finditer(block)]
        extent.merged.extend(found[: NAMED - len(extent.merged)])


def _at_any_place(padded: bytes, kind: str) -> Any:
    """Return the numbers that start at each byte, without a copy."""
    width = np.dtype(kind).itemsize
    return np.ndarray((len(padded) - width + 1,), kind, padded, strides=(1,))


def _places(padded: bytes, signs: Bytes, cells: Places) -> tuple[Places, Places]:
    """Return rows and columns of all cells, which must start ``<c r="A1"``."""
    if (_at_any_place(padded, ">u4")[cells + 2] != int.from_bytes(b' r="')).any():
        raise UnusualSpelling
    columns, at = _read_digits(signs, cells + 6, "A", 26, 1, 3)
    rows, end = _read_digits(signs, at, "0", 10, 0, 7)
    if (signs[end] != ord('"')).any() or (columns == 0).any() or (rows == 0).any():
        raise UnusualSpelling
    return rows, columns


def _read_digits(
    signs: Bytes, at: Places, first: str, base: int, counted_from: int, most: int
) -> tuple[Places, Places]:
    """Read numbers of at most `most` digits; return them and where they end."""
    numbers = np.zeros(len(at), np.int64)
    going = np.ones(len(at), bool)
    for _ in range(most):
        digits = signs[at] - np.uint8(ord(first))  # what lies below the first digit wraps round to large
        going = going & (digits < base)
        if not going.any():
            break
        numbers = np.where(going, numbers * base + digits + counted_from, numbers)
        at = at + going
    return numbers, at


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
