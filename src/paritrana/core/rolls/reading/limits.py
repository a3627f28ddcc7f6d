"""How much of a delivered file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds; what is larger is refused with a fault that names the limit.

    `size` holds for text and Parquet, `workbook_size` for a workbook as delivered, `unpacked` for all its
    parts together.  `ratio` is unpacked to packed and is asked only above `ratio_from` unpacked bytes,
    since small sheets of equal rows compress very well.  `cells` is the area between the first and the last
    cell that holds something, which is what a parser allocates.
    """

    size: int = 1 << 38
    rows: int = 4_000_000_000
    line: int = 1 << 20
    record_lines: int = 100
    workbook_size: int = 256 << 20
    parts: int = 2_000
    unpacked: int = 4 << 30
    ratio: int = 200
    ratio_from: int = 32 << 20
    columns: int = 64
    cells: int = 32_000_000
    memory: int = 4 << 30
    seconds: int = 3_600


DEFAULT = Limits()
