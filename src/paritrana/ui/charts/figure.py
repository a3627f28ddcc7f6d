"""A figure: drawing, legend, table twin and words; kept by content hash, exported as SVG and PNG."""

import csv
import hashlib
import io
import json
import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from paritrana.ui.charts import files
from paritrana.ui.charts.keys import Key
from paritrana.ui.charts.rows import Standing
from paritrana.ui.tables import BoundTable, Column, Table

DRAWING = 2  # raise when the same rows shall look otherwise
ROWS = 10_000


@dataclass(frozen=True, eq=False)
class Figure:
    """What a page shows and offers for download; `svg` draws on first use and is then read from disk."""

    kind: str
    title: str
    desc: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]
    legend: tuple[Key, ...]
    notes: tuple[str, ...]
    source: str
    digest: str
    draw: Callable[[str], str] = field(repr=False)

    @property
    def ids(self) -> str:
        """What ends every id inside the drawing, so that figures of one page do not meet."""
        return self.digest[:10]

    @cached_property
    def svg(self) -> SafeString:
        """The drawing, to be written into a page as it is."""
        return mark_safe(drawn(self.digest, lambda: self.draw(self.ids)))

    def table(self, file_name: str = "", *, prefix: str = "") -> Table:
        """The table twin: the very rows that are drawn, for a page or for Excel."""
        return Table(
            caption=self.title,
            columns=self.columns,
            rows=list(self.rows),
            per_page=ROWS,
            file_name=file_name,
            prefix=prefix,
            cards=False,
        )

    def csv(self) -> str:
        """The rows as CSV: counts as whole numbers, the share as the page shows it."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(str(column.label) for column in self.columns)
        for row in self.rows:
            cells = [column.exported(row) for column in self.columns]
            writer.writerow(_plain(cell) for cell in cells)
        return out.getvalue()

    @property
    def twin(self) -> BoundTable:
        """The table bound to no request: for the page that shows it beside the drawing."""
        return self.table(prefix=f"f{self.ids}_").bound(QueryDict())

    def file_svg(self) -> str:
        """The drawing with heading, legend, notes and source inside, for download; links stay out of it."""
        words = (*self.notes, self.source)
        return files.standalone(
            self.svg, self.title, [(k.name, k.label) for k in self.legend], words, self.ids
        )

    def png(self, *, width: int = 1200) -> bytes:
        """The same as a PNG on white, `width` pixels wide."""
        return files.png(self.file_svg(), width)


def figure(
    kind: str,
    *,
    title: str,
    desc: str,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Any]],
    draw: Callable[[str], str],
    legend: Sequence[Key] = (),
    notes: Sequence[str] = (),
    source: str = "",
    depends: object = None,
) -> Figure:
    """Return a figure whose digest covers every word and row, the language, and what else it `depends` on."""
    words = (title, desc, *notes, source, *(f"{key.name} {key.label}" for key in legend))
    heads = [str(column.label) for column in columns]
    whole = [DRAWING, kind, get_language(), words, heads, [list(row.items()) for row in rows], depends]
    text = json.dumps(whole, ensure_ascii=False, default=str)
    return Figure(
        kind,
        title,
        desc,
        tuple(columns),
        tuple(rows),
        tuple(legend),
        tuple(note for note in notes if note),
        source,
        hashlib.sha256(text.encode()).hexdigest(),
        draw,
    )


def drawn(key: str, draw: Callable[[], str]) -> str:
    """Return what `draw` draws, from disk when it was drawn before; `key` is a SHA-256 of all it needs.

    The file is written aside and moved into place; where that fails the drawing is returned all the same.
    """
    path = Path(settings.DATA_DIR) / "charts" / key[:2] / f"{key}.svg"
    try:
        return path.read_text("utf-8")
    except OSError:
        text = draw()
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(text, "utf-8")
        os.replace(aside, path)
    except OSError:
        aside.unlink(missing_ok=True)
    return text


def _plain(cell: object) -> str:
    """Return a cell of a CSV file: a fraction as a decimal number, nothing as nothing."""
    if isinstance(cell, Fraction):
        return str(Decimal(cell.numerator) / cell.denominator)
    return "" if cell is None else str(cell)


def standing_words(standing: Standing) -> str:
    """Return what stands in the place of a figure that is not drawn."""
    return _("withheld") if standing is Standing.SUPPRESSED else _("not yet reported")


def standing_notes(standings: set[Standing], limit: int) -> tuple[str, ...]:
    """Return what "withheld" means, where a chart says the word."""
    return tuple(
        f"{key.label[:1].upper()}{key.label[1:]}."
        for key in standing_keys(standings, limit)
        if key.name == "suppressed"
    )


def standing_keys(standings: set[Standing], limit: int) -> tuple[Key, ...]:
    """Return the legend of the hatches that are used."""
    keys = []
    if Standing.MISSING in standings:
        keys.append(Key("missing", _("not yet reported")))
    if Standing.SUPPRESSED in standings:
        told = _("withheld: fewer than {limit} people, or it would give such a figure away")
        keys.append(Key("suppressed", told.format(limit=limit)))
    return tuple(keys)
