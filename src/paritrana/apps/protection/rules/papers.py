"""A plain paper as PDF: a title and lines of text on A4, as many sheets as it takes.

Letters of Western Europe only, which Indonesian needs; others become a question mark.  The same words give
the same bytes.
"""

import textwrap
from collections.abc import Iterator, Sequence

WIDE, LONG = 88, 46  # letters of a line, lines of a sheet
LEFT, TOP, LEADING = 56, 780, 15
_TITLE, _TEXT = 14, 10


def pdf(title: str, lines: Sequence[str]) -> bytes:
    """Return the paper; an empty line stays empty, a long one is broken between words."""
    broken = [part for line in lines for part in (textwrap.wrap(line, WIDE) or [""])]
    heads = textwrap.wrap(title, 60) or [""]
    room = LONG - 2 * len(heads)
    starts = range(room, len(broken), LONG)
    sheets = [broken[:room], *(broken[start : start + LONG] for start in starts)]
    return _file(list(_objects(heads, sheets)))


def _objects(heads: Sequence[str], sheets: Sequence[Sequence[str]]) -> Iterator[bytes]:
    pages = [4 + 2 * number for number in range(len(sheets))]
    kids = " ".join(f"{number} 0 R" for number in pages)
    yield b"<< /Type /Catalog /Pages 2 0 R >>"
    yield f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
    yield b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    for place, (number, lines) in enumerate(zip(pages, sheets, strict=True)):
        stream = _stream(heads if place == 0 else [], lines)
        yield (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        yield b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)


def _stream(heads: Sequence[str], lines: Sequence[str]) -> bytes:
    title = "".join(f"({_escaped(line)}) Tj T*\n" for line in heads)
    text = "".join(f"({_escaped(line)}) Tj T*\n" for line in lines)
    begin = f"BT {LEADING} TL {LEFT} {TOP} Td\n"
    return f"{begin}/F1 {_TITLE} Tf\n{title}T*\n/F1 {_TEXT} Tf\n{text}ET".encode("cp1252", "replace")


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: Sequence[bytes]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return body + head + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
