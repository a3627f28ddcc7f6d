"""One pass over the bytes of a CSV file: its hash, and everything that would make reading it a guess."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from paritrana.core.rolls.reading.limits import Limits
from paritrana.core.rolls.reading.wording import fault
from paritrana.errors import Fault

BLOCK = 4 << 20
_NEWLINE, _RETURN, _QUOTE = 10, 13, 34


@dataclass(slots=True)
class Scan:
    """What the pass found.

    `lines` counts physical lines, the last also without its line feed.  `one_line_records` says that no
    quotation mark is left open at the end of a line, so that every line is one record.  `stray` says that a
    mark stands inside a text, `blanks` that some cell has blanks around it.
    """

    sha256: str = ""
    size: int = 0
    lines: int = 0
    quotes: bool = False
    one_line_records: bool = True
    stray: bool = False
    blanks: bool = False
    faults: list[Fault] = field(default_factory=list)
    sound: int = 0
    unsound: list[int] = field(default_factory=list)
    unsound_count: int = 0


def scan(path: Path, delimiter: str, limits: Limits) -> Scan:
    """Read the whole file once in blocks of whole lines."""
    found, digest, told = Scan(), hashlib.sha256(), set[str]()

    def tell(code: str, at: int, block: bytes, **facts: object) -> None:
        if code not in told:
            told.add(code)
            row = found.lines + block.count(b"\n", 0, at) + 1
            found.faults.append(fault(code, line=row, row=row, **facts))

    for block in _blocks(path, limits.line):
        digest.update(block)
        found.size += len(block)
        if (at := block.find(b"\0")) >= 0:
            tell("roll.nul", at, block)
        if b"\r" in block and block.count(b"\r") != block.count(b"\r\n"):
            tell("roll.line_ends", _lone_return(block), block)
        _look_at_lines(block, limits, tell)
        if b'"' in block:
            _look_at_quotes(found, block, delimiter)
        if not found.blanks:
            found.blanks = not block.isascii() or _has_blanks_around(block, delimiter)
        if not block.isascii():
            _look_at_encoding(found, block)
        found.lines += _count_lines(block)
        if "roll.long_line" in told:
            break
    found.sha256 = digest.hexdigest()
    if found.unsound:
        found.faults.append(_encoding_fault(found))
    return found


def _blocks(path: Path, longest: int) -> Iterator[bytes]:
    """Yield the file in blocks that end with a line, or where no line ends within the longest allowed."""
    rest = b""
    with path.open("rb") as file:
        while read := file.read(BLOCK):
            block = rest + read
            end = block.rfind(b"\n") + 1
            if not end and len(block) <= longest:
                rest = block
                continue
            end = end or len(block)
            rest = block[end:]
            yield block[:end]
    if rest:
        yield rest


def _look_at_lines(block: bytes, limits: Limits, tell: Callable[..., None]) -> None:
    """Tell of a line that is too long; lines end within `limits.line` bytes of each other."""
    start = 0
    while len(block) - start > limits.line:
        end = block.rfind(b"\n", start, start + limits.line)
        if end < 0:
            tell("roll.long_line", start, block, limit=limits.line)
            return
        start = end + 1


def _look_at_quotes(found: Scan, block: bytes, delimiter: str) -> None:
    found.quotes = True
    signs = np.frombuffer(block, np.uint8)
    marks = np.flatnonzero(signs == _QUOTE)
    if found.one_line_records:
        before_ends = np.searchsorted(marks, np.flatnonzero(signs == _NEWLINE))
        found.one_line_records = not bool((before_ends & 1).any()) and len(marks) % 2 == 0
    if not found.stray:
        edge = _edges(delimiter)
        padded = np.frombuffer(b"\n" + block + b"\n", np.uint8)
        found.stray = bool((~edge[padded[marks]] & ~edge[padded[marks + 2]]).any())


def _look_at_encoding(found: Scan, block: bytes) -> None:
    """Tell whole blocks of UTF-8 at once; go by lines only where something else is met."""
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if not found.sound and not (found.lines == 0 and block[3:].isascii()):
            at = next(place for place, line in enumerate(block.split(b"\n")) if not line.isascii())
            found.sound = found.lines + at + 1
        return
    for number, line in enumerate(block.split(b"\n"), found.lines + 1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            found.unsound_count += 1
            if len(found.unsound) < 1:
                found.unsound.append(number)
        else:
            found.sound = found.sound or number


def _encoding_fault(found: Scan) -> Fault:
    row = found.unsound[0]
    if found.sound:
        return fault("roll.mixed_encoding", line=row, row=row, sound=found.sound, count=found.unsound_count)
    return fault("roll.encoding", line=row, row=row, count=found.unsound_count)


def _lone_return(block: bytes) -> int:
    at = block.find(b"\r")
    while block[at + 1 : at + 2] == b"\n":
        at = block.find(b"\r", at + 1)
    return at


def _count_lines(block: bytes) -> int:
    ends = int(np.count_nonzero(np.frombuffer(block, np.uint8) == _NEWLINE))
    return ends + (not block.endswith(b"\n"))


def _has_blanks_around(block: bytes, delimiter: str) -> bool:
    """Tell whether a blank stands beside a separator, a quotation mark or the end of a line."""
    edge = _edges(delimiter)
    padded = np.frombuffer(b"\n" + block + b"\n", np.uint8)
    for blank in b" \t\v\f":
        if blank != ord(delimiter) and blank in block:
            at = np.flatnonzero(padded == blank)
            if bool((edge[padded[at - 1]] | edge[padded[at + 1]]).any()):
                return True
    return False


def _edges(delimiter: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    edge = np.zeros(256, bool)
    edge[[_NEWLINE, _RETURN, _QUOTE, ord(delimiter)]] = True
    return edge
