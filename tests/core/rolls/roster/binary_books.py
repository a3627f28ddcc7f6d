"""Binary workbooks (.xls) made by hand: the smallest compound file around the records of one sheet."""

import struct
from pathlib import Path

_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, content: bytes = b"") -> bytes:
    """Return one record."""
    return struct.pack("<HH", kind, len(content)) + content


def text_cell(row: int, column: int, text: str) -> bytes:
    """Return a cell with its text in it (LABEL)."""
    return record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def number_cell(row: int, column: int, number: float) -> bytes:
    """Return a cell with a number."""
    return record(0x203, struct.pack("<HHHd", row, column, 0, number))


def formula_cell(row: int, column: int, number: float) -> bytes:
    """Return a cell with the formula =1."""
    return record(0x06, struct.pack("<HHHdHIH", row, column, 0, number, 0, 0, 3) + b"\x1e\x01\x00")


def stream(cells: bytes, *, inside: bytes = b"", kind: int = 0) -> bytes:
    """Return the stream of a workbook with one sheet; `inside` stands among the records of the workbook."""
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6))
    begin += inside

    def sheet_at(start: int) -> bytes:
        return record(0x85, struct.pack("<IBBBB", start, 0, kind, 6, 0) + b"Daftar")

    start = len(begin) + len(sheet_at(0)) + 4
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6)) + cells + record(0x0A)
    return begin + sheet_at(start) + record(0x0A) + sheet


def write(path: Path, content: bytes, extra: tuple[str, ...] = ()) -> Path:
    """Write the stream as a compound file; `extra` names empty streams beside it."""
    content = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
    sectors = len(content) // 512
    names = ["Root Entry", "Workbook", *extra]
    directory = b"".join(_entry(name, at, len(content), len(names)) for at, name in enumerate(names))
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    directories = len(directory) // 512
    used = sectors + directories
    tables = -(-(used + 1) // 127)
    chains = [*_chain(0, sectors), *_chain(sectors, directories), *[_TABLE] * tables]
    chains += [_FREE] * (tables * 128 - len(chains))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, tables, sectors, 0, 4096, _END, 0, _END, 0)
    listed = [used + at for at in range(tables)]
    header += struct.pack("<109I", *listed, *[_FREE] * (109 - tables))
    path.write_bytes(header + content + directory + struct.pack(f"<{len(chains)}I", *chains))
    return path


def _chain(first: int, count: int) -> list[int]:
    return [first + at + 1 for at in range(count - 1)] + [_END]


def _entry(name: str, at: int, size: int, count: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    kind, start, length = (5, _END, 0) if at == 0 else (2, 0 if at == 1 else _END, size if at == 1 else 0)
    after = at + 1 if 0 < at < count - 1 else _FREE
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, _FREE, after, 1 if at == 0 else _FREE)
        + bytes(36)
        + struct.pack("<IQ", start, length)
    )


def book(path: Path, rows, **more) -> Path:
    """Write lists of texts and numbers as a binary workbook."""
    cells = b""
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                cells += text_cell(line, column, cell) if cell else b""
            else:
                cells += number_cell(line, column, cell)
    return write(path, stream(cells), **more)
