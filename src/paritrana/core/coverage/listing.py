"""A table as text: columns, rows, notes to show beside, and one canonical CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

from paritrana.core.coverage.notes import Note


@dataclass(frozen=True)
class Listing:
    """Rows of text under named columns, with notes a reader must see."""

    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    notes: list[Note] = field(default_factory=list)

    def csv(self) -> bytes:
        """Return the canonical CSV: UTF-8, no BOM, minimal quoting, newline at each end."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return out.getvalue().encode()
